// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";

import {AntinLanes} from "./AntinLanes.sol";
import {LANE_AUTHORITY, LANE_BODY, STATE_ACTIVE, STATE_WITHDRAWN, Status, StatusItem} from "./AntinTypes.sol";
import {IAntinStatus} from "./interfaces/IAntinStatus.sol";
import {IAntinStatusAuthority} from "./interfaces/IAntinStatusAuthority.sol";
import {Moves} from "./libraries/Moves.sol";
import {StatusSlot} from "./libraries/StatusSlot.sol";

/// @title Status of certificates, as the authority sets it
abstract contract AntinStatusAuthority is IAntinStatusAuthority, AntinLanes {
    /// @inheritdoc IAntinStatusAuthority
    function setStatusByAuthority(
        bytes32 bodyId,
        bytes32 subject,
        uint8 newState,
        uint8 reason,
        uint40 effectiveFrom,
        string calldata orderNumber,
        bytes32 ref
    ) external restricted {
        uint16 n = _authorityCounts[bodyId][subject];
        StatusItem memory item = StatusItem(subject, n, newState, reason, effectiveFrom, ref);
        if (_permits(_statuses[bodyId][subject][LANE_AUTHORITY], item)) _checkMayReinstate();
        _authorityMove(bodyId, item, orderNumber);
    }

    /// @inheritdoc IAntinStatusAuthority
    function reinstateByAuthority(
        bytes32 bodyId,
        bytes32 subject,
        uint8 reason,
        uint40 effectiveFrom,
        string calldata orderNumber
    ) external restricted {
        uint16 n = _authorityCounts[bodyId][subject];
        _authorityMove(bodyId, StatusItem(subject, n, STATE_ACTIVE, reason, effectiveFrom, 0), orderNumber);
    }

    /// @inheritdoc IAntinStatusAuthority
    function liftStatus(
        bytes32 bodyId,
        bytes32 subject,
        uint16 n,
        uint8 newState,
        uint8 reason,
        uint40 effectiveFrom,
        string calldata orderNumber
    ) external restricted {
        Tape memory tape = _openRunning();
        _checkOrderNumber(orderNumber);
        mapping(uint16 n => StatusSlot) storage lane = _statuses[bodyId][subject][LANE_BODY];
        _checkFree(lane, bodyId, subject, n);
        if (!Moves.isKnown(newState)) revert IAntinStatus.AntinStateUnknown(newState);
        _checkLiftable(lane, bodyId, subject, n);
        uint8 from = _stateBefore(lane, n);
        if (!Moves.isBetter(newState, from)) {
            revert IAntinStatus.AntinMoveIllegal(bodyId, subject, LANE_BODY, from, newState);
        }
        Writing memory w = Writing(bodyId, LANE_BODY, _msgSender(), orderNumber);
        _write(tape, lane, w, StatusItem(subject, n, newState, reason, _pastOrNow(effectiveFrom), 0));
        _close(tape);
    }

    /// @dev One move in the authority's lane: a legal one, or a correction of a record of its own.
    function _authorityMove(bytes32 bodyId, StatusItem memory item, string memory orderNumber) private {
        Tape memory tape = _open();
        mapping(uint16 n => StatusSlot) storage lane = _statuses[bodyId][item.subject][LANE_AUTHORITY];
        if (_permits(lane, item)) _checkRunning(tape);
        _checkOrderNumber(orderNumber);
        _knownBody(bodyId);
        if (item.subject == 0) revert IAntinStatus.AntinSubjectZero(bodyId);
        if (_batches[item.subject].anchoredAt != 0) revert IAntinStatus.AntinSubjectIsBatch(item.subject);
        if (!Moves.isKnown(item.state)) revert IAntinStatus.AntinStateUnknown(item.state);
        if (item.n == 0 && !Moves.isLegal(STATE_ACTIVE, item.state)) {
            revert IAntinStatus.AntinMoveIllegal(bodyId, item.subject, LANE_AUTHORITY, STATE_ACTIVE, item.state);
        }
        item.effectiveFrom = _pastOrNow(item.effectiveFrom);
        _authorityCounts[bodyId][item.subject] = item.n + 1;
        Writing memory w = Writing(bodyId, LANE_AUTHORITY, _msgSender(), orderNumber);
        _write(tape, lane, w, item);
        _close(tape);
    }

    /// @dev Whether a record says something better than the lane has said so far, about any date. From the
    /// last record's date on, the lane says what that one says; of earlier dates only a withdrawal is sure
    /// to say nothing better.
    function _permits(mapping(uint16 n => StatusSlot) storage lane, StatusItem memory item)
        private
        view
        returns (bool)
    {
        if (item.state == STATE_ACTIVE) return true;
        if (item.n == 0 || item.state == STATE_WITHDRAWN || !Moves.isKnown(item.state)) return false;
        Status memory last = lane[item.n - 1].unpack();
        return Moves.isBetter(item.state, last.state) || _timeOrNow(item.effectiveFrom) < last.effectiveFrom;
    }

    /// @dev The last record must be by a key that was compromised by the time of the record.
    function _checkLiftable(mapping(uint16 n => StatusSlot) storage lane, bytes32 bodyId, bytes32 subject, uint16 n)
        private
        view
    {
        if (n == 0) revert IAntinStatus.AntinNothingToLift(bodyId, subject, n);
        Status memory last = lane[n - 1].unpack();
        uint40 since = _keys[bodyId][_keyOfAddress(last.actor)].compromisedSince;
        if (since == 0 || last.recordedAt < since) revert IAntinStatus.AntinNothingToLift(bodyId, subject, n);
    }

    /// @dev `restricted` has admitted the caller to restrict; to improve a state it needs, without
    /// delay, the right to the permissive call as well.
    function _checkMayReinstate() private view {
        (bool immediate,) = IAccessManager(authority())
            .canCall(_msgSender(), address(this), IAntinStatusAuthority.reinstateByAuthority.selector);
        if (!immediate) revert AccessManagedUnauthorized(_msgSender());
    }
}
