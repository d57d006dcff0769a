// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {VmSafe} from "forge-std/Vm.sol";

import {IAntinBatches} from "../../src/interfaces/IAntinBatches.sol";
import {IAntinBodies} from "../../src/interfaces/IAntinBodies.sol";
import {IAntinChanges} from "../../src/interfaces/IAntinChanges.sol";
import {IAntinGrants} from "../../src/interfaces/IAntinGrants.sol";
import {IAntinKeys} from "../../src/interfaces/IAntinKeys.sol";
import {IAntinLog} from "../../src/interfaces/IAntinLog.sol";
import {IAntinOrders} from "../../src/interfaces/IAntinOrders.sol";
import {IAntinStatus} from "../../src/interfaces/IAntinStatus.sol";
import {IAntinSurveillance} from "../../src/interfaces/IAntinSurveillance.sol";

/// @dev What an auditor does: rebuilds `abi.encode(all arguments)` of an event from its topics and data.
library LogReplay {
    error UnknownEvent(bytes32 topic0);

    function argumentsHash(VmSafe.Log memory log) internal pure returns (bytes32) {
        bytes32 t = log.topics[0];
        bytes memory d = log.data;
        if (t == IAntinLog.Retired.selector) return keccak256(d);
        if (t == IAccessManaged.AuthorityUpdated.selector) return keccak256(d);
        if (t == IAntinLog.Paused.selector || t == IAntinLog.Unpaused.selector) return keccak256(d);
        if (
            t == IAntinKeys.KeyRegistered.selector || t == IAntinKeys.KeyChanged.selector
                || t == IAntinSurveillance.Maintained.selector
        ) {
            return keccak256(bytes.concat(log.topics[1], log.topics[2], d));
        }
        if (t == IAntinBodies.BodyRegistered.selector) {
            (uint40 from, uint8 reason, string memory order) = abi.decode(d, (uint40, uint8, string));
            return keccak256(abi.encode(log.topics[1], from, reason, order));
        }
        if (t == IAntinChanges.Changed.selector) return changed(log);
        if (t == IAntinGrants.GrantGiven.selector) return granted(log);
        if (t == IAntinBatches.BatchAnchored.selector) return anchored(log);
        if (t == IAntinOrders.OrderPosted.selector) return orderPosted(log);
        if (t == IAntinOrders.OrderRetracted.selector) {
            (uint16 n, uint8 reason, string memory order) = abi.decode(d, (uint16, uint8, string));
            return keccak256(abi.encode(log.topics[1], log.topics[2], n, reason, order));
        }
        if (t == IAntinStatus.StatusSet.selector) return statusSet(log);
        revert UnknownEvent(t);
    }

    function changed(VmSafe.Log memory log) private pure returns (bytes32) {
        (uint16 n, uint8 kind, uint40 from, uint8 reason, string memory order) =
            abi.decode(log.data, (uint16, uint8, uint40, uint8, string));
        return keccak256(abi.encode(log.topics[1], log.topics[2], n, kind, from, reason, order));
    }

    function granted(VmSafe.Log memory log) private pure returns (bytes32) {
        (uint8 basis, uint16 grantor, bytes32 scope, uint40 from, uint40 until, string memory order) =
            abi.decode(log.data, (uint8, uint16, bytes32, uint40, uint40, string));
        return keccak256(abi.encode(log.topics[1], log.topics[2], basis, grantor, scope, from, until, order));
    }

    function anchored(VmSafe.Log memory log) private pure returns (bytes32) {
        (uint16[] memory grants, bytes32 root, uint32 size, address key, uint8 flags) =
            abi.decode(log.data, (uint16[], bytes32, uint32, address, uint8));
        return keccak256(abi.encode(log.topics[1], log.topics[2], grants, root, size, key, flags));
    }

    function orderPosted(VmSafe.Log memory log) private pure returns (bytes32) {
        (uint16 n, uint8 action, uint8 reason, uint40 from, uint40 until, uint40 effectiveFrom, string memory order) =
            abi.decode(log.data, (uint16, uint8, uint8, uint40, uint40, uint40, string));
        return keccak256(abi.encode(log.topics[1], log.topics[2], n, action, reason, from, until, effectiveFrom, order));
    }

    struct Set {
        uint8 lane;
        uint16 n;
        uint8 state;
        uint8 reason;
        uint40 effectiveFrom;
        address actor;
        bytes32 ref;
        string text;
    }

    function statusSet(VmSafe.Log memory log) private pure returns (bytes32) {
        // Event data is a tuple; a dynamic struct is the same behind one offset.
        Set memory s = abi.decode(bytes.concat(bytes32(uint256(32)), log.data), (Set));
        return keccak256(
            abi.encode(
                log.topics[1], log.topics[2], s.lane, s.n, s.state, s.reason, s.effectiveFrom, s.actor, s.ref, s.text
            )
        );
    }
}
