// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AntinLog} from "./AntinLog.sol";
import {Body, Grant} from "./AntinTypes.sol";
import {IAntinChanges} from "./interfaces/IAntinChanges.sol";
import {Intervals} from "./libraries/Intervals.sol";

/// @title Current records of bodies and grants
/// @dev Body and Grant begin with the same eight members and both fit one slot, so one code path serves
/// both: a body's slot is read and written as a Grant, whose last members then carry the body's count
/// of grants untouched. Two copies of this code would exceed the size limit of a contract.
abstract contract AntinRecords is AntinLog {
    using Intervals for Grant;

    /// @dev Current record of a body (grant 0) or a grant.
    function _recordOf(bytes32 bodyId, uint16 grantOrZero) internal view returns (Grant storage slot) {
        if (grantOrZero != 0) return _grants[bodyId][grantOrZero];
        Body storage record = _bodies[bodyId];
        // Same slot, other type: see the note on this contract.
        assembly ("memory-safe") {
            slot.slot := record.slot
        }
    }

    function _checkActive(bytes32 bodyId, uint16 grantOrZero) internal view {
        Grant memory record = _recordOf(bodyId, grantOrZero);
        if (!record.activeAt(block.timestamp)) {
            revert IAntinChanges.AntinNotActive(bodyId, grantOrZero, block.timestamp);
        }
    }

    function _knownBody(bytes32 bodyId) internal view returns (Body memory record) {
        record = _bodies[bodyId];
        if (record.recordedAt == 0) revert IAntinChanges.AntinRecordUnknown(bodyId, 0);
    }

    function _checkBodyActive(bytes32 bodyId) internal view {
        _checkActive(bodyId, 0);
    }

    function _checkKnown(bytes32 bodyId, uint16 grantOrZero) internal view {
        if (_recordOf(bodyId, grantOrZero).recordedAt == 0) {
            revert IAntinChanges.AntinRecordUnknown(bodyId, grantOrZero);
        }
    }
}
