// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AntinChanges} from "./AntinChanges.sol";
import {Body, CHANGE_REINSTATED, CHANGE_STARTED, CHANGE_SUSPENDED, CHANGE_WITHDRAWN, Grant} from "./AntinTypes.sol";
import {IAntinBodies} from "./interfaces/IAntinBodies.sol";

/// @title Bodies
abstract contract AntinBodies is IAntinBodies, AntinChanges {
    /// @dev In the grant's place, the body itself.
    uint16 private constant ITSELF = 0;

    /// @inheritdoc IAntinBodies
    function registerBody(bytes32 bodyId, uint40 validFrom, uint8 reason, string calldata orderNumber)
        external
        restricted
    {
        Tape memory tape = _openRunning();
        _checkOrderNumber(orderNumber);
        if (bodyId == 0) revert AntinBodyIdZero(bodyId);
        Grant storage slot = _recordOf(bodyId, ITSELF);
        Grant memory record = slot;
        if (record.recordedAt != 0) revert AntinBodyExists(bodyId, record.recordedAt);
        record.validFrom = _pastOrNow(validFrom);
        _save(slot, record, bodyId, ITSELF, CHANGE_STARTED, reason, record.validFrom);
        emit BodyRegistered(bodyId, record.validFrom, reason, orderNumber);
        bytes32 arguments = keccak256(abi.encode(bodyId, record.validFrom, reason, orderNumber));
        _append(tape, BodyRegistered.selector, arguments);
        _close(tape);
    }

    /// @inheritdoc IAntinBodies
    function suspendBody(bytes32 bodyId, uint40 effectiveFrom, uint8 reason, string calldata orderNumber)
        external
        restricted
    {
        _changeRecord(CHANGE_SUSPENDED, bodyId, ITSELF, effectiveFrom, reason, orderNumber);
    }

    /// @inheritdoc IAntinBodies
    function reinstateBody(bytes32 bodyId, uint40 effectiveFrom, uint8 reason, string calldata orderNumber)
        external
        restricted
    {
        _changeRecord(CHANGE_REINSTATED, bodyId, ITSELF, effectiveFrom, reason, orderNumber);
    }

    /// @inheritdoc IAntinBodies
    function withdrawBody(bytes32 bodyId, uint40 effectiveFrom, uint8 reason, string calldata orderNumber)
        external
        restricted
    {
        _changeRecord(CHANGE_WITHDRAWN, bodyId, ITSELF, effectiveFrom, reason, orderNumber);
    }

    /// @inheritdoc IAntinBodies
    function body(bytes32 bodyId) external view returns (Body memory record) {
        return _bodies[bodyId];
    }
}
