// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";

import {AntinKeys} from "./AntinKeys.sol";
import {
    LANE_AUTHORITY,
    LANE_BODY,
    MAX_NOTE,
    Order,
    STATE_ACTIVE,
    STATE_WITHDRAWN,
    Status,
    StatusItem,
    Surveillance
} from "./AntinTypes.sol";
import {IAntinStatus} from "./interfaces/IAntinStatus.sol";
import {Moves} from "./libraries/Moves.sol";
import {Scratch} from "./libraries/Scratch.sol";
import {StatusSlot, StatusSlots} from "./libraries/StatusSlot.sol";

/// @title Status of certificates and batches
abstract contract AntinStatus is IAntinStatus, AntinKeys {
    bytes32 private constant SET_TYPEHASH = keccak256(
        "SetStatus(bytes32 body,bytes32 subject,uint16 n,uint8 state,uint8 reason,uint40 effectiveFrom,bytes32 ref,string note,uint64 deadline)"
    );
    bytes32 private constant ITEM_TYPEHASH =
        keccak256("StatusItem(bytes32 subject,uint16 n,uint8 state,uint8 reason,uint40 effectiveFrom,bytes32 ref)");
    bytes32 private constant MANY_TYPEHASH = keccak256(
        "SetStatusMany(bytes32 body,StatusItem[] items,uint64 deadline)StatusItem(bytes32 subject,uint16 n,uint8 state,uint8 reason,uint40 effectiveFrom,bytes32 ref)"
    );

    /// @dev What one record and its event need beside the item itself.
    struct Writing {
        bytes32 bodyId;
        uint8 lane;
        address actor;
        string text;
    }

    /// @inheritdoc IAntinStatus
    function setStatus(
        bytes32 bodyId,
        bytes32 subject,
        uint16 n,
        uint8 newState,
        uint8 reason,
        uint40 effectiveFrom,
        bytes32 ref,
        string calldata note,
        uint64 deadline,
        bytes calldata signature
    ) external {
        Tape memory tape = _open();
        _checkDeadline(deadline);
        _checkText(note, MAX_NOTE);
        StatusItem memory item = StatusItem(subject, n, newState, reason, effectiveFrom, ref);
        bytes32 structHash = keccak256(
            abi.encode(
                SET_TYPEHASH, bodyId, subject, n, newState, reason, effectiveFrom, ref, keccak256(bytes(note)), deadline
            )
        );
        Writing memory w = Writing(bodyId, LANE_BODY, _goodSigner(bodyId, structHash, signature), note);
        _bodyMove(tape, w, item);
        _close(tape);
    }

    /// @inheritdoc IAntinStatus
    function setStatusMany(bytes32 bodyId, StatusItem[] calldata items, uint64 deadline, bytes calldata signature)
        external
    {
        Tape memory tape = _open();
        _checkDeadline(deadline);
        if (items.length == 0) revert AntinItemsEmpty(bodyId);
        bytes32 structHash = keccak256(abi.encode(MANY_TYPEHASH, bodyId, _itemsHash(items), deadline));
        Writing memory w = Writing(bodyId, LANE_BODY, _goodSigner(bodyId, structHash, signature), "");
        uint256 mark = Scratch.mark();
        for (uint256 i = 0; i < items.length; ++i) {
            _bodyMove(tape, w, items[i]);
            Scratch.release(mark);
        }
        _close(tape);
    }

    /// @inheritdoc IAntinStatus
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
        uint8 from = _stateBefore(_statuses[bodyId][subject][LANE_AUTHORITY], n);
        if (Moves.isKnown(newState) && Moves.isBetter(newState, from)) _checkMayReinstate();
        _authorityMove(bodyId, StatusItem(subject, n, newState, reason, effectiveFrom, ref), orderNumber);
    }

    /// @inheritdoc IAntinStatus
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

    /// @inheritdoc IAntinStatus
    function liftStatus(
        bytes32 bodyId,
        bytes32 subject,
        uint16 n,
        uint8 newState,
        uint8 reason,
        uint40 effectiveFrom,
        string calldata orderNumber
    ) external restricted {
        Tape memory tape = _open();
        _checkOrderNumber(orderNumber);
        mapping(uint16 n => StatusSlot) storage lane = _statuses[bodyId][subject][LANE_BODY];
        _checkFree(lane, bodyId, subject, n);
        if (!Moves.isKnown(newState)) revert AntinStateUnknown(newState);
        _checkLiftable(lane, bodyId, subject, n);
        uint8 from = _stateBefore(lane, n);
        if (!Moves.isBetter(newState, from)) revert AntinMoveIllegal(bodyId, subject, LANE_BODY, from, newState);
        Writing memory w = Writing(bodyId, LANE_BODY, _msgSender(), orderNumber);
        _write(tape, lane, w, StatusItem(subject, n, newState, reason, _pastOrNow(effectiveFrom), 0));
        _close(tape);
    }

    /// @inheritdoc IAntinStatus
    function status(bytes32 bodyId, bytes32 subject, uint8 lane, uint16 n)
        external
        view
        returns (Status memory record)
    {
        return _statuses[bodyId][subject][lane][n].unpack();
    }

    /// @inheritdoc IAntinStatus
    function authorityStatusCount(bytes32 bodyId, bytes32 subject) external view returns (uint16 count) {
        return _authorityCounts[bodyId][subject];
    }

    /// @inheritdoc IAntinStatus
    function surveillanceOf(bytes32 bodyId, bytes32 subject) external view returns (Surveillance memory record) {
        return _surveillance[bodyId][subject];
    }

    /// @inheritdoc IAntinStatus
    function orderOf(bytes32 bodyId, uint16 grantOrZero, uint16 n) external view returns (Order memory record) {
        return _orders[bodyId][grantOrZero][n];
    }

    /// @dev One move in the body's lane. A body need not be active to restrict its certificates.
    function _bodyMove(Tape memory tape, Writing memory w, StatusItem memory item) private {
        mapping(uint16 n => StatusSlot) storage lane = _statuses[w.bodyId][item.subject][LANE_BODY];
        _checkFree(lane, w.bodyId, item.subject, item.n);
        if (!Moves.isKnown(item.state)) revert AntinStateUnknown(item.state);
        uint8 from = _stateBefore(lane, item.n);
        if (!Moves.isLegal(from, item.state)) {
            revert AntinMoveIllegal(w.bodyId, item.subject, LANE_BODY, from, item.state);
        }
        if (item.state == STATE_ACTIVE) _checkBodyActive(w.bodyId);
        if (item.effectiveFrom != 0 && item.state != STATE_WITHDRAWN) {
            revert AntinEffectiveNotNow(item.subject, item.state, item.effectiveFrom);
        }
        item.effectiveFrom = _pastOrNow(item.effectiveFrom);
        _write(tape, lane, w, item);
    }

    /// @dev One move in the authority's lane: a legal one, or a correction of a record of its own.
    function _authorityMove(bytes32 bodyId, StatusItem memory item, string memory orderNumber) private {
        Tape memory tape = _open();
        _checkOrderNumber(orderNumber);
        _knownBody(bodyId);
        if (item.subject == 0) revert AntinSubjectZero(bodyId);
        if (_batches[item.subject].anchoredAt != 0) revert AntinSubjectIsBatch(item.subject);
        if (!Moves.isKnown(item.state)) revert AntinStateUnknown(item.state);
        if (item.n == 0 && !Moves.isLegal(STATE_ACTIVE, item.state)) {
            revert AntinMoveIllegal(bodyId, item.subject, LANE_AUTHORITY, STATE_ACTIVE, item.state);
        }
        item.effectiveFrom = _pastOrNow(item.effectiveFrom);
        _authorityCounts[bodyId][item.subject] = item.n + 1;
        Writing memory w = Writing(bodyId, LANE_AUTHORITY, _msgSender(), orderNumber);
        _write(tape, _statuses[bodyId][item.subject][LANE_AUTHORITY], w, item);
        _close(tape);
    }

    function _write(
        Tape memory tape,
        mapping(uint16 n => StatusSlot) storage lane,
        Writing memory w,
        StatusItem memory item
    ) private {
        lane[item.n] = StatusSlots.pack(item.state, item.reason, item.effectiveFrom, _now(), w.actor);
        emit StatusSet(
            w.bodyId,
            item.subject,
            w.lane,
            item.n,
            item.state,
            item.reason,
            item.effectiveFrom,
            w.actor,
            item.ref,
            w.text
        );
        _append(tape, StatusSet.selector, _argumentsHash(w, item));
    }

    function _argumentsHash(Writing memory w, StatusItem memory item) private pure returns (bytes32) {
        return keccak256(
            abi.encode(
                w.bodyId,
                item.subject,
                w.lane,
                item.n,
                item.state,
                item.reason,
                item.effectiveFrom,
                w.actor,
                item.ref,
                w.text
            )
        );
    }

    /// @dev The next free number has no record of its own and one before it. Signed by the body, it
    /// keeps a request from being used twice.
    function _checkFree(mapping(uint16 n => StatusSlot) storage lane, bytes32 bodyId, bytes32 subject, uint16 n)
        private
        view
    {
        if (subject == 0) revert AntinSubjectZero(bodyId);
        if (lane[n].exists() || (n != 0 && !lane[n - 1].exists())) {
            revert AntinStatusNumber(bodyId, subject, LANE_BODY, n);
        }
    }

    /// @dev No record means active.
    function _stateBefore(mapping(uint16 n => StatusSlot) storage lane, uint16 n) private view returns (uint8) {
        return n == 0 ? STATE_ACTIVE : lane[n - 1].state();
    }

    /// @dev The last record must be by a key that was compromised by the time of the record.
    function _checkLiftable(mapping(uint16 n => StatusSlot) storage lane, bytes32 bodyId, bytes32 subject, uint16 n)
        private
        view
    {
        if (n == 0) revert AntinNothingToLift(bodyId, subject, n);
        Status memory last = lane[n - 1].unpack();
        uint40 since = _keys[bodyId][_keyOfAddress(last.actor)].compromisedSince;
        if (since == 0 || last.recordedAt < since) revert AntinNothingToLift(bodyId, subject, n);
    }

    /// @dev `restricted` has admitted the caller to restrict; to improve a state it needs, without
    /// delay, the right to the permissive call as well.
    function _checkMayReinstate() private view {
        (bool immediate,) =
            IAccessManager(authority()).canCall(_msgSender(), address(this), IAntinStatus.reinstateByAuthority.selector);
        if (!immediate) revert AccessManagedUnauthorized(_msgSender());
    }

    /// @dev EIP-712 hashes an array of structs as the struct hashes of its elements, one after another:
    /// `hashes[i] = keccak256(abi.encode(ITEM_TYPEHASH, items[i]))`, then
    /// `keccak256(abi.encodePacked(hashes))`. Copied whole rather than member by member, which saves 500 gas
    /// an item; a member with dirty high bits is refused when the item is decoded.
    function _itemsHash(StatusItem[] calldata items) private pure returns (bytes32 hash) {
        bytes32 typeHash = ITEM_TYPEHASH;
        assembly ("memory-safe") {
            let hashes := mload(0x40)
            let size := mul(items.length, 0x20)
            let buffer := add(hashes, size)
            mstore(buffer, typeHash)
            for { let i := 0 } lt(i, items.length) { i := add(i, 1) } {
                // A StatusItem is six words.
                calldatacopy(add(buffer, 0x20), add(items.offset, mul(i, 0xc0)), 0xc0)
                mstore(add(hashes, mul(i, 0x20)), keccak256(buffer, 0xe0))
            }
            hash := keccak256(hashes, size)
        }
    }
}
