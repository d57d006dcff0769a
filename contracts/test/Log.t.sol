// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {VmSafe} from "forge-std/Vm.sol";

import {IAntin} from "../src/interfaces/IAntin.sol";
import {AnchorRequest, STATE_ACTIVE, STATE_SUSPENDED, STATE_WITHDRAWN, StatusItem} from "../src/AntinTypes.sol";
import {IAntinLog} from "../src/interfaces/IAntinLog.sol";
import {ActsTest} from "./support/ActsTest.sol";
import {LogReplay} from "./support/LogReplay.sol";

contract LogTest is ActsTest {
    bytes32 private replayed;
    uint64 private events;

    function setUp() public override {
        vm.recordLogs();
        super.setUp();
        replay();
    }

    function test_EveryEventExtendsTheHash() public {
        assertEq(events, 5);
        expectReplayed();
        vm.warp(START + 1);
        antin.suspendBody(BODY, 0, 1, "a");
        antin.reinstateBody(BODY, 0, 2, unicode"Quyết định 15/QĐ-VIDU, 20 bytes and more");
        antin.suspendGrant(BODY, 1, 0, 1, "");
        antin.restoreGrant(BODY, 1, 0, 1, "c");
        replay();
        vm.warp(START + 2);
        antin.registerCredentialKey(BODY, SCOPE, 0);
        antin.revokeKey(BODY, SCOPE, 3);
        antin.setCompromised(BODY, SCOPE, START);
        setStatus(0, STATE_SUSPENDED);
        setStatus(1, STATE_ACTIVE);
        antin.setStatusByAuthority(BODY, LEAF, STATE_WITHDRAWN, 1, 0, "order", ROOT);
        antin.reinstateByAuthority(BODY, LEAF, 1, 0, "order");
        StatusItem[] memory items = new StatusItem[](3);
        for (uint256 i = 0; i < 3; ++i) {
            items[i] = item(keccak256(abi.encode(i)), 0, STATE_SUSPENDED);
        }
        antin.setStatusMany(BODY, items, DEADLINE, sign(KEY, manyHash(BODY, items, DEADLINE)));
        AnchorRequest[] memory requests = new AnchorRequest[](2);
        requests[0] = anchorRequest(KEY, BODY, list(1), ROOT, 5);
        requests[1] = anchorRequest(KEY, BODY, list(1, 2), ROOT, 5);
        antin.anchorMany(requests);
        maintain(survey(0));
        retrospective(list(1, 2), ROOT, 5);
        antin.postOrder(BODY, 0, 1, 2, 3, 4, 5, "21/LENH");
        antin.postOrder(BODY, 2, 3, 2, 0, 0, 0, "");
        antin.retractOrder(BODY, 2, 0, 9, unicode"rút lệnh");
        antin.pause();
        antin.unpause();
        antin.reduceGrant(BODY, 2, 0, 1, "reduced");
        antin.withdrawGrant(BODY, 1, 0, 1, "");
        antin.withdrawBody(BODY, 0, 1, "");
        antin.setCompromised(BODY, keyId(KEY), 0);
        antin.liftStatus(BODY, keccak256(abi.encode(0)), 1, STATE_ACTIVE, 1, 0, "lift");
        manager.updateAuthority(address(antin), address(deployManager()));
        antin.retire(address(deployAntin(address(manager))));
        replay();
        expectReplayed();
        assertEq(events, 5 + 4 + 7 + 3 + 2 + 8 + 4 + 2);
    }

    function testFuzz_HashFollowsFromTheEvents(uint8[20] memory acts) public {
        uint16 n;
        for (uint256 i = 0; i < acts.length; ++i) {
            vm.warp(block.timestamp + acts[i]);
            if (acts[i] % 3 == 0) anchor(list(1), keccak256(abi.encode(i)), 1);
            else if (acts[i] % 3 == 1) setStatus(n, n++ % 2 == 0 ? STATE_SUSPENDED : STATE_ACTIVE);
            else antin.grant(BODY, 1, acts[i], SCOPE, 0, 0, "order");
            replay();
        }
        expectReplayed();
    }

    function test_StateNamesChainAndVersion() public {
        assertEq(antin.state().chainId, block.chainid);
        assertEq(antin.state().version, 1);
        assertEq(antin.state().paused, 0);
        vm.chainId(77);
        assertEq(deployAntin(address(manager)).state().chainId, 77);
    }

    function test_RetiredStoresTimeAndSuccessor() public {
        IAntin next = deployAntin(address(manager));
        antin.retire(address(next));
        assertEq(antin.state().retiredAt, START);
        assertEq(antin.successor(), address(next));
    }

    function test_RetiredRefusesEveryWrite() public {
        AnchorRequest memory r = anchorRequest(KEY, BODY, list(1), ROOT, 5);
        send(r);
        antin.retire(address(deployAntin(address(manager))));
        bytes memory refused = abi.encodeWithSelector(IAntinLog.AntinRetired.selector, START);
        bytes[] memory calls = new bytes[](26);
        calls[0] = abi.encodeCall(antin.registerBody, (LEAF, 0, 0, ""));
        calls[1] = abi.encodeCall(antin.suspendBody, (BODY, 0, 0, ""));
        calls[2] = abi.encodeCall(antin.reinstateBody, (BODY, 0, 0, ""));
        calls[3] = abi.encodeCall(antin.withdrawBody, (BODY, 0, 0, ""));
        calls[4] = abi.encodeCall(antin.grant, (BODY, 1, 0, SCOPE, 0, 0, ""));
        calls[5] = abi.encodeCall(antin.suspendGrant, (BODY, 1, 0, 0, ""));
        calls[6] = abi.encodeCall(antin.restoreGrant, (BODY, 1, 0, 0, ""));
        calls[7] = abi.encodeCall(antin.withdrawGrant, (BODY, 1, 0, 0, ""));
        calls[8] = abi.encodeCall(antin.registerCredentialKey, (BODY, SCOPE, 0));
        calls[9] = abi.encodeCall(antin.revokeKey, (BODY, keyId(KEY), 0));
        calls[10] = abi.encodeCall(antin.setCompromised, (BODY, keyId(KEY), 0));
        calls[11] = abi.encodeCall(antin.anchor, (BODY, r.grants, ROOT, 5, DEADLINE, r.signature));
        calls[12] = abi.encodeCall(antin.anchorMany, (new AnchorRequest[](0)));
        calls[13] = abi.encodeCall(antin.setStatus, (BODY, LEAF, 0, 2, 5, 0, 0, "", DEADLINE, r.signature));
        calls[14] = abi.encodeCall(antin.setStatusMany, (BODY, new StatusItem[](1), DEADLINE, r.signature));
        calls[15] = abi.encodeCall(antin.setStatusByAuthority, (BODY, LEAF, 2, 0, 0, "", 0));
        calls[16] = abi.encodeCall(antin.reinstateByAuthority, (BODY, LEAF, 0, 0, ""));
        calls[17] = abi.encodeCall(antin.liftStatus, (BODY, LEAF, 1, 1, 0, 0, ""));
        calls[18] = abi.encodeCall(antin.retire, (address(deployAntin(address(manager)))));
        calls[19] = abi.encodeCall(antin.reduceGrant, (BODY, 1, 0, 0, ""));
        calls[20] = abi.encodeCall(antin.postOrder, (BODY, 1, 1, 0, 0, 0, 0, ""));
        calls[21] = abi.encodeCall(antin.retractOrder, (BODY, 1, 0, 0, ""));
        calls[22] = abi.encodeCall(antin.anchorRetrospective, (BODY, r.grants, ROOT, 5, DEADLINE, r.signature));
        calls[23] = abi.encodeCall(antin.maintain, (BODY, LEAF, 0, START, 0, 1, DEADLINE, r.signature));
        calls[24] = abi.encodeCall(antin.pause, ());
        calls[25] = abi.encodeCall(antin.unpause, ());
        for (uint256 i = 0; i < calls.length; ++i) {
            (bool ok, bytes memory reason) = address(antin).call(calls[i]);
            assertFalse(ok, vm.toString(i));
            assertEq(reason, refused, vm.toString(i));
        }
        address key = vm.addr(OTHER_KEY);
        bytes memory proof = sign(OTHER_KEY, registerHash(BODY, key, 0));
        vm.expectRevert(refused);
        antin.registerAnchorKey(BODY, key, 0, proof);
        address other = address(deployManager());
        vm.expectRevert(refused);
        manager.updateAuthority(address(antin), other);
    }

    function test_RevertWhen_TheSuccessorIsNone() public {
        bytes4 invalid = IAntinLog.AntinSuccessorInvalid.selector;
        vm.expectRevert(abi.encodeWithSelector(invalid, address(antin)));
        antin.retire(address(antin));
        vm.expectRevert(abi.encodeWithSelector(invalid, stranger));
        antin.retire(stranger);
        vm.prank(stranger);
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, stranger));
        antin.retire(address(manager));
    }

    /// @dev Folds what was logged since the last call; all of it is of the present block.
    function replay() private {
        VmSafe.Log[] memory logs = vm.getRecordedLogs();
        for (uint256 i = 0; i < logs.length; ++i) {
            if (logs[i].emitter != address(antin)) continue;
            bytes32 arguments = LogReplay.argumentsHash(logs[i]);
            replayed = keccak256(abi.encode(replayed, events, block.timestamp, logs[i].topics[0], arguments));
            ++events;
        }
    }

    function expectReplayed() private view {
        assertEq(antin.head(), replayed);
        assertEq(antin.state().count, events);
    }
}
