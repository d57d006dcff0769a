// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {StdInvariant} from "forge-std/StdInvariant.sol";
import {Test} from "forge-std/Test.sol";

import {Body, Grant, Key, LANE_AUTHORITY} from "../../src/AntinTypes.sol";
import {IAntin} from "../../src/interfaces/IAntin.sol";
import {IAntinBatches} from "../../src/interfaces/IAntinBatches.sol";
import {IAntinChanges} from "../../src/interfaces/IAntinChanges.sol";
import {IAntinGrants} from "../../src/interfaces/IAntinGrants.sol";
import {IAntinKeys} from "../../src/interfaces/IAntinKeys.sol";
import {IAntinLog} from "../../src/interfaces/IAntinLog.sol";
import {IAntinOrders} from "../../src/interfaces/IAntinOrders.sol";
import {IAntinStatus} from "../../src/interfaces/IAntinStatus.sol";
import {IAntinSurveillance} from "../../src/interfaces/IAntinSurveillance.sol";
import {Handler} from "./Handler.sol";
import {Model} from "./Model.sol";

/// @dev Holds the contract against the handler's ghost state after every random act.
contract InvariantsTest is StdInvariant, Test {
    Handler private handler;
    IAntin private antin;

    function setUp() public {
        handler = Handler(deployCode("Handler.sol:Handler"));
        antin = handler.registry();
        targetContract(address(handler));
        targetSelector(FuzzSelector({addr: address(handler), selectors: handler.selectors()}));
    }

    /// @dev An invariant over acts that all fail would say nothing.
    function test_TheActsReachEveryEvent() public {
        bytes4[] memory acts = handler.selectors();
        for (uint256 i = 0; i < 600; ++i) {
            uint256 seed = uint256(keccak256(abi.encode("reach", i)));
            (bool ok,) = address(handler).call(abi.encodeWithSelector(acts[seed % acts.length], seed >> 8));
            assertTrue(ok);
        }
        bytes32[10] memory topics = [
            IAntinChanges.Changed.selector,
            IAntinGrants.GrantGiven.selector,
            IAntinKeys.KeyRegistered.selector,
            IAntinKeys.KeyChanged.selector,
            IAntinBatches.BatchAnchored.selector,
            IAntinStatus.StatusSet.selector,
            IAntinSurveillance.Maintained.selector,
            IAntinOrders.OrderPosted.selector,
            IAntinOrders.OrderRetracted.selector,
            IAntinLog.Unpaused.selector
        ];
        for (uint256 i = 0; i < topics.length; ++i) {
            assertGt(handler.seen(topics[i]), 2, vm.toString(i));
        }
        for (uint256 i = 0; i < 6; ++i) {
            assertEq(handler.faults(Model.Rule(i)), 0);
        }
        assertEq(antin.head(), handler.fold());
    }

    function invariant_NoIllegalMove() public view {
        assertEq(handler.faults(Model.Rule.Moves), 0);
    }

    function invariant_NothingOutsideAuthority() public view {
        assertEq(handler.faults(Model.Rule.Authority), 0);
    }

    function invariant_NothingReplays() public view {
        assertEq(handler.faults(Model.Rule.Replay), 0);
    }

    function invariant_NoLaneTouchesTheOther() public view {
        assertEq(handler.faults(Model.Rule.Lanes), 0);
    }

    function invariant_APauseStopsPermissiveActsOnly() public view {
        assertEq(handler.faults(Model.Rule.Pause), 0);
    }

    function invariant_TheHeadFollowsFromTheLogs() public view {
        assertEq(antin.head(), handler.fold());
        assertEq(antin.state().count, handler.events());
    }

    function invariant_FinalStaysFinal() public view {
        assertEq(handler.faults(Model.Rule.Final), 0);
        for (uint256 b = 0; b < 2; ++b) {
            bytes32 bodyId = handler.bodyAt(b);
            for (uint256 k = 0; k < 8; ++k) {
                (address key, Model.KeyModel memory model) = handler.keyModelAt(bodyId, k);
                Key memory stored = antin.keyOf(bodyId, bytes32(uint256(uint160(key))));
                assertEq(stored.recordedAt != 0, model.known);
                assertEq(stored.revokedAt != 0, model.revoked);
                assertEq(stored.compromisedSince, model.compromisedSince);
            }
        }
    }

    function invariant_RecordsAndCountersAreComplete() public view {
        for (uint256 b = 0; b < 2; ++b) {
            bytes32 bodyId = handler.bodyAt(b);
            Body memory body = antin.body(bodyId);
            assertEq(body.grants, handler.grantsOf(bodyId));
            check(bodyId, 0, Grant(0, body.validUntil, body.suspendedFrom, 0, body.changes, body.orders, 0, 0, 0, 0));
            for (uint16 g = 1; g <= body.grants; ++g) {
                check(bodyId, g, antin.grantOf(bodyId, g));
            }
            assertEq(antin.grantOf(bodyId, body.grants + 1).recordedAt, 0);
        }
    }

    function invariant_LanesHaveNoGaps() public view {
        for (uint256 b = 0; b < 2; ++b) {
            for (uint256 s = 0; s < 3; ++s) {
                checkLane(handler.bodyAt(b), handler.subjectAt(s), 0);
                checkLane(handler.bodyAt(b), handler.subjectAt(s), LANE_AUTHORITY);
            }
        }
    }

    function check(bytes32 bodyId, uint16 g, Grant memory stored) private view {
        Model.Thread memory t = handler.threadOf(bodyId, g);
        assertEq(stored.validUntil, t.end);
        assertEq(stored.suspendedFrom, t.suspendedFrom);
        assertEq(stored.changes, t.changes);
        assertEq(stored.orders, t.orders);
        for (uint16 n = 0; n <= t.changes; ++n) {
            assertEq(antin.changeOf(bodyId, g, n).recordedAt != 0, n < t.changes);
        }
        for (uint16 n = 0; n <= t.orders; ++n) {
            assertEq(antin.orderOf(bodyId, g, n).recordedAt != 0, n < t.orders);
        }
    }

    function checkLane(bytes32 bodyId, bytes32 subject, uint8 lane) private view {
        uint16 count = handler.countOf(bodyId, subject, lane);
        for (uint16 n = 0; n <= count; ++n) {
            assertEq(antin.status(bodyId, subject, lane, n).recordedAt != 0, n < count);
        }
    }
}
