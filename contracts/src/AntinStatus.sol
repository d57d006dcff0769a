// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AntinLanes} from "./AntinLanes.sol";
import {LANE_BODY, MAX_NOTE, STATE_ACTIVE, STATE_WITHDRAWN, StatusItem} from "./AntinTypes.sol";
import {IAntinStatus} from "./interfaces/IAntinStatus.sol";
import {Moves} from "./libraries/Moves.sol";
import {Scratch} from "./libraries/Scratch.sol";
import {StatusSlot} from "./libraries/StatusSlot.sol";

/// @title Status of certificates and batches, as their body sets it
abstract contract AntinStatus is IAntinStatus, AntinLanes {
    bytes32 private constant SET_TYPEHASH = keccak256(
        "SetStatus(bytes32 body,bytes32 subject,uint16 n,uint8 state,uint8 reason,uint40 effectiveFrom,bytes32 ref,string note,uint64 deadline)"
    );
    bytes32 private constant ITEM_TYPEHASH =
        keccak256("StatusItem(bytes32 subject,uint16 n,uint8 state,uint8 reason,uint40 effectiveFrom,bytes32 ref)");
    bytes32 private constant MANY_TYPEHASH = keccak256(
        "SetStatusMany(bytes32 body,StatusItem[] items,uint64 deadline)StatusItem(bytes32 subject,uint16 n,uint8 state,uint8 reason,uint40 effectiveFrom,bytes32 ref)"
    );

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

    /// @dev One move in the body's lane. A body need not be active to restrict its certificates.
    function _bodyMove(Tape memory tape, Writing memory w, StatusItem memory item) private {
        mapping(uint16 n => StatusSlot) storage lane = _statuses[w.bodyId][item.subject][LANE_BODY];
        _checkFree(lane, w.bodyId, item.subject, item.n);
        if (!Moves.isKnown(item.state)) revert AntinStateUnknown(item.state);
        uint8 from = _stateBefore(lane, item.n);
        if (!Moves.isLegal(from, item.state)) {
            revert AntinMoveIllegal(w.bodyId, item.subject, LANE_BODY, from, item.state);
        }
        if (item.state == STATE_ACTIVE) {
            _checkRunning(tape);
            _checkBodyActive(w.bodyId);
        }
        if (item.effectiveFrom != 0 && item.state != STATE_WITHDRAWN) {
            revert AntinEffectiveNotNow(item.subject, item.state, item.effectiveFrom);
        }
        item.effectiveFrom = _pastOrNow(item.effectiveFrom);
        _write(tape, lane, w, item);
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
