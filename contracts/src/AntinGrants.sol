// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AntinChanges} from "./AntinChanges.sol";
import {
    BASIS_RECOGNITION,
    BASIS_REGISTRATION,
    Body,
    CHANGE_REDUCED,
    CHANGE_REINSTATED,
    CHANGE_STARTED,
    CHANGE_SUSPENDED,
    CHANGE_WITHDRAWN,
    Grant
} from "./AntinTypes.sol";
import {IAntinGrants} from "./interfaces/IAntinGrants.sol";

/// @title Grants
abstract contract AntinGrants is IAntinGrants, AntinChanges {
    /// @inheritdoc IAntinGrants
    function grant(
        bytes32 bodyId,
        uint8 basis,
        uint16 grantor,
        bytes32 scopeCodeHash,
        uint40 validFrom,
        uint40 validUntil,
        string calldata orderNumber
    ) external restricted returns (uint16 number) {
        Tape memory tape = _openRunning();
        _checkOrderNumber(orderNumber);
        if (basis < BASIS_REGISTRATION || basis > BASIS_RECOGNITION) revert AntinBasisUnknown(basis);
        if (scopeCodeHash == 0) revert AntinScopeZero(bodyId);
        Grant memory record;
        record.validFrom = _pastOrNow(validFrom);
        record.validUntil = validUntil;
        record.basis = basis;
        record.grantor = grantor;
        if (validUntil != 0 && validUntil <= record.validFrom) {
            revert AntinIntervalNegative(record.validFrom, validUntil);
        }
        number = _nextGrant(bodyId);
        _scopes[bodyId][number] = scopeCodeHash;
        _save(_recordOf(bodyId, number), record, bodyId, number, CHANGE_STARTED, 0, record.validFrom);
        emit GrantGiven(bodyId, number, basis, grantor, scopeCodeHash, record.validFrom, validUntil, orderNumber);
        bytes32 arguments = keccak256(
            abi.encode(bodyId, number, basis, grantor, scopeCodeHash, record.validFrom, validUntil, orderNumber)
        );
        _append(tape, GrantGiven.selector, arguments);
        _close(tape);
    }

    /// @inheritdoc IAntinGrants
    function suspendGrant(
        bytes32 bodyId,
        uint16 number,
        uint40 effectiveFrom,
        uint8 reason,
        string calldata orderNumber
    ) external restricted {
        _changeGrant(CHANGE_SUSPENDED, bodyId, number, effectiveFrom, reason, orderNumber);
    }

    /// @inheritdoc IAntinGrants
    function restoreGrant(
        bytes32 bodyId,
        uint16 number,
        uint40 effectiveFrom,
        uint8 reason,
        string calldata orderNumber
    ) external restricted {
        _changeGrant(CHANGE_REINSTATED, bodyId, number, effectiveFrom, reason, orderNumber);
    }

    /// @inheritdoc IAntinGrants
    function withdrawGrant(
        bytes32 bodyId,
        uint16 number,
        uint40 effectiveFrom,
        uint8 reason,
        string calldata orderNumber
    ) external restricted {
        _changeGrant(CHANGE_WITHDRAWN, bodyId, number, effectiveFrom, reason, orderNumber);
    }

    /// @inheritdoc IAntinGrants
    function reduceGrant(bytes32 bodyId, uint16 number, uint40 effectiveFrom, uint8 reason, string calldata orderNumber)
        external
        restricted
    {
        _changeGrant(CHANGE_REDUCED, bodyId, number, effectiveFrom, reason, orderNumber);
    }

    /// @inheritdoc IAntinGrants
    function grantOf(bytes32 bodyId, uint16 number) external view returns (Grant memory record) {
        return _grants[bodyId][number];
    }

    /// @inheritdoc IAntinGrants
    function scopeOf(bytes32 bodyId, uint16 number) external view returns (bytes32 scopeCodeHash) {
        return _scopes[bodyId][number];
    }

    /// @dev Number 0 would mean the body itself, which has calls and rights of its own.
    function _changeGrant(
        uint8 kind,
        bytes32 bodyId,
        uint16 number,
        uint40 effectiveFrom,
        uint8 reason,
        string calldata orderNumber
    ) private {
        if (number == 0) revert AntinGrantZero(bodyId);
        _changeRecord(kind, bodyId, number, effectiveFrom, reason, orderNumber);
    }

    /// @dev Counts the grant in its body. A withdrawn body gets none, a suspended one may.
    function _nextGrant(bytes32 bodyId) private returns (uint16 number) {
        Body memory record = _knownBody(bodyId);
        if (record.validUntil != 0 && record.validUntil <= block.timestamp) {
            revert AntinBodyWithdrawn(bodyId, record.validUntil);
        }
        number = record.grants + 1;
        _bodies[bodyId].grants = number;
    }
}
