// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AntinRecords} from "./AntinRecords.sol";
import {Change, CHANGE_REINSTATED, CHANGE_STARTED, CHANGE_SUSPENDED, FLAG_BACKDATED, Grant} from "./AntinTypes.sol";
import {IAntinChanges} from "./interfaces/IAntinChanges.sol";

/// @title What bodies and grants have in common: intervals, suspensions, history
abstract contract AntinChanges is IAntinChanges, AntinRecords {
    /// @dev A storage pointer cannot be assigned to as a whole, a member of one can: one write instead of ten.
    struct Box {
        Grant content;
    }

    /// @inheritdoc IAntinChanges
    function changeOf(bytes32 bodyId, uint16 grantOrZero, uint16 n) external view returns (Change memory record) {
        return _changes[bodyId][grantOrZero][n];
    }

    /// @dev Suspends, reinstates, withdraws or reduces a body (grant 0) or one of its grants.
    function _changeRecord(
        uint8 kind,
        bytes32 bodyId,
        uint16 grantOrZero,
        uint40 effectiveFrom,
        uint8 reason,
        string calldata orderNumber
    ) internal {
        Tape memory tape = kind == CHANGE_REINSTATED ? _openRunning() : _open();
        _checkOrderNumber(orderNumber);
        Grant storage slot = _recordOf(bodyId, grantOrZero);
        Grant memory record = slot;
        if (record.recordedAt == 0) revert AntinRecordUnknown(bodyId, grantOrZero);
        uint40 from = _timeOrNow(effectiveFrom);
        if (kind == CHANGE_SUSPENDED) _suspend(record, bodyId, grantOrZero, from);
        else if (kind == CHANGE_REINSTATED) _reinstate(record, bodyId, grantOrZero, from);
        else _withdraw(record, bodyId, grantOrZero, from);
        uint16 n = _save(slot, record, bodyId, grantOrZero, kind, reason, from);
        emit Changed(bodyId, grantOrZero, n, kind, from, reason, orderNumber);
        bytes32 arguments = keccak256(abi.encode(bodyId, grantOrZero, n, kind, from, reason, orderNumber));
        _append(tape, Changed.selector, arguments);
        _close(tape);
    }

    /// @dev Stores the record with its next change and returns that change's number.
    function _save(
        Grant storage slot,
        Grant memory record,
        bytes32 bodyId,
        uint16 grantOrZero,
        uint8 kind,
        uint8 reason,
        uint40 from
    ) internal returns (uint16 n) {
        n = record.changes;
        record.changes = n + 1;
        record.recordedAt = _now();
        record.reason = reason;
        Box storage box;
        assembly ("memory-safe") {
            box.slot := slot.slot
        }
        box.content = record;
        _changes[bodyId][grantOrZero][n] = _change(kind, reason, from, kind == CHANGE_STARTED ? record.validUntil : 0);
    }

    /// @dev Builds a change record of this block.
    function _change(uint8 kind, uint8 reason, uint40 from, uint40 until) internal view returns (Change memory) {
        uint8 flags = from < block.timestamp ? FLAG_BACKDATED : 0;
        return Change({kind: kind, reason: reason, flags: flags, from: from, until: until, recordedAt: _now()});
    }

    /// @dev A suspension may only move to an earlier start; a later one would be permissive.
    function _suspend(Grant memory record, bytes32 bodyId, uint16 grantOrZero, uint40 from) private pure {
        if (record.suspendedFrom != 0 && from >= record.suspendedFrom) {
            revert AntinAlreadySuspended(bodyId, grantOrZero, record.suspendedFrom);
        }
        record.suspendedFrom = from;
    }

    function _reinstate(Grant memory record, bytes32 bodyId, uint16 grantOrZero, uint40 from) private view {
        if (record.suspendedFrom == 0) revert AntinNotSuspended(bodyId, grantOrZero);
        _pastOrNow(from);
        record.suspendedFrom = 0;
    }

    /// @dev An end may only move earlier; an interval after a gap is a new grant.
    function _withdraw(Grant memory record, bytes32 bodyId, uint16 grantOrZero, uint40 from) private pure {
        if (from < record.validFrom) revert AntinIntervalNegative(record.validFrom, from);
        if (record.validUntil != 0 && from >= record.validUntil) {
            revert AntinEndsEarlier(bodyId, grantOrZero, record.validUntil);
        }
        record.validUntil = from;
    }
}
