// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AntinRecords} from "./AntinRecords.sol";
import {AntinSigners} from "./AntinSigners.sol";
import {LANE_BODY, STATE_ACTIVE, StatusItem} from "./AntinTypes.sol";
import {IAntinStatus} from "./interfaces/IAntinStatus.sol";
import {StatusSlot, StatusSlots} from "./libraries/StatusSlot.sol";

/// @title What both lanes have in common
abstract contract AntinLanes is AntinRecords, AntinSigners {
    /// @dev What one record and its event need beside the item itself.
    struct Writing {
        bytes32 bodyId;
        uint8 lane;
        address actor;
        string text;
    }

    function _write(
        Tape memory tape,
        mapping(uint16 n => StatusSlot) storage lane,
        Writing memory w,
        StatusItem memory item
    ) internal {
        lane[item.n] = StatusSlots.pack(item.state, item.reason, item.effectiveFrom, _now(), w.actor);
        emit IAntinStatus.StatusSet(
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
        _append(tape, IAntinStatus.StatusSet.selector, _argumentsHash(w, item));
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
        internal
        view
    {
        if (subject == 0) revert IAntinStatus.AntinSubjectZero(bodyId);
        if (lane[n].exists() || (n != 0 && !lane[n - 1].exists())) {
            revert IAntinStatus.AntinStatusNumber(bodyId, subject, LANE_BODY, n);
        }
    }

    /// @dev No record means active.
    function _stateBefore(mapping(uint16 n => StatusSlot) storage lane, uint16 n) internal view returns (uint8) {
        return n == 0 ? STATE_ACTIVE : lane[n - 1].state();
    }
}
