// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAntin} from "../src/interfaces/IAntin.sol";
import {AnchorRequest, Batch, BATCH_VERSION_1} from "../src/AntinTypes.sol";
import {IAntinBatches} from "../src/interfaces/IAntinBatches.sol";
import {IAntinChanges} from "../src/interfaces/IAntinChanges.sol";
import {IAntinKeys} from "../src/interfaces/IAntinKeys.sol";
import {IAntinLog} from "../src/interfaces/IAntinLog.sol";
import {AntinTest} from "./support/AntinTest.sol";

contract AnchorTest is AntinTest {
    bytes32 private constant SECOND = keccak256("VD-LAB");

    function test_AnyoneMaySendAGoodRequest() public {
        AnchorRequest memory r = anchorRequest(KEY, BODY, list(1, 2), ROOT, 1 << 20);
        bytes32 id = keccak256(abi.encode(BODY, list(1, 2), ROOT));
        vm.expectEmit(address(antin));
        emit IAntinBatches.BatchAnchored(id, BODY, r.grants, ROOT, r.size, vm.addr(KEY), BATCH_VERSION_1);
        vm.prank(stranger);
        assertEq(send(r), id);
        assertEq(antin.batchIdOf(BODY, r.grants, ROOT), id);
        Batch memory b = antin.batch(id);
        assertEq(b.anchorKey, vm.addr(KEY));
        assertEq(b.anchoredAt, START);
        assertEq(b.size, 1 << 20);
        assertEq(b.flags, BATCH_VERSION_1);
    }

    function test_TheSameBatchAgainChangesNothing() public {
        AnchorRequest memory r = anchorRequest(KEY, BODY, list(1), ROOT, 5);
        send(r);
        bytes32 head = antin.head();
        uint64 count = antin.state().count;
        vm.warp(DEADLINE + 1);
        vm.recordLogs();
        send(r);
        r.signature = "";
        send(r);
        assertEq(vm.getRecordedLogs().length, 0);
        assertEq(antin.head(), head);
        assertEq(antin.state().count, count);
        assertEq(antin.batch(antin.batchIdOf(BODY, r.grants, ROOT)).anchoredAt, START);
        antin.suspendBody(BODY, 0, 0, "");
        send(r);
    }

    function test_RevertWhen_TheSameBatchHasAnotherSize() public {
        bytes32 id = anchor(list(1), ROOT, 5);
        AnchorRequest memory r = anchorRequest(KEY, BODY, list(1), ROOT, 6);
        vm.expectRevert(abi.encodeWithSelector(IAntinBatches.AntinBatchSizeDiffers.selector, id, uint32(6), uint32(5)));
        send(r);
    }

    function test_OtherGrantsAreAnotherBatch() public {
        assertNotEq(anchor(list(1), ROOT, 5), anchor(list(2), ROOT, 5));
    }

    function test_RevertWhen_TheGrantListIsWrong() public {
        expectRevert(new uint16[](0), ROOT, 1, abi.encodeWithSelector(IAntinBatches.AntinGrantCount.selector, 0));
        uint16[] memory nine = new uint16[](9);
        for (uint16 i = 0; i < 9; ++i) {
            nine[i] = i + 1;
        }
        expectRevert(nine, ROOT, 1, abi.encodeWithSelector(IAntinBatches.AntinGrantCount.selector, 9));
        bytes4 order = IAntinBatches.AntinGrantOrder.selector;
        expectRevert(list(2, 1), ROOT, 1, abi.encodeWithSelector(order, 1, uint16(1)));
        expectRevert(list(2, 2), ROOT, 1, abi.encodeWithSelector(order, 1, uint16(2)));
        expectRevert(list(0, 1), ROOT, 1, abi.encodeWithSelector(order, 0, uint16(0)));
        bytes memory unknown =
            abi.encodeWithSelector(IAntinChanges.AntinNotActive.selector, BODY, uint16(3), uint256(START));
        expectRevert(list(1, 3), ROOT, 1, unknown);
    }

    function test_EightGrants() public {
        uint16[] memory grants = new uint16[](8);
        for (uint16 i = 0; i < 8; ++i) {
            if (i >= 2) antin.grant(BODY, 1, 0, SCOPE, 0, 0, "");
            grants[i] = i + 1;
        }
        anchor(grants, ROOT, 1);
    }

    function test_RevertWhen_SizeOrRootIsOutOfBounds() public {
        bytes4 size = IAntinBatches.AntinBatchSize.selector;
        expectRevert(list(1), ROOT, 0, abi.encodeWithSelector(size, uint32(0)));
        expectRevert(list(1), ROOT, (1 << 20) + 1, abi.encodeWithSelector(size, uint32((1 << 20) + 1)));
        expectRevert(list(1), 0, 1, abi.encodeWithSelector(IAntinBatches.AntinRootZero.selector, BODY));
    }

    function test_DeadlineIsInclusive() public {
        AnchorRequest memory r = anchorRequest(KEY, BODY, list(1), ROOT, 5);
        vm.warp(DEADLINE + 1);
        vm.expectRevert(abi.encodeWithSelector(IAntinLog.AntinDeadlinePassed.selector, DEADLINE, DEADLINE + 1));
        send(r);
        vm.warp(DEADLINE);
        send(r);
    }

    function test_RevertWhen_ASignedMemberIsChanged() public {
        registerBodyLike(SECOND);
        AnchorRequest memory good = anchorRequest(KEY, BODY, list(1), ROOT, 5);
        for (uint256 i = 0; i < 5; ++i) {
            AnchorRequest memory r =
                AnchorRequest(good.body, list(1), good.root, good.size, good.deadline, good.signature);
            if (i == 0) r.body = SECOND;
            if (i == 1) r.grants = list(1, 2);
            if (i == 2) r.root = LEAF;
            if (i == 3) r.size = 6;
            if (i == 4) r.deadline = DEADLINE + 1;
            vm.expectPartialRevert(IAntinKeys.AntinKeyNotGood.selector);
            send(r);
        }
        send(good);
    }

    function test_RevertWhen_SignedForAnotherChainOrContract() public {
        AnchorRequest memory r = anchorRequest(KEY, BODY, list(1), ROOT, 5);
        vm.chainId(31_338);
        vm.expectPartialRevert(IAntinKeys.AntinKeyNotGood.selector);
        send(r);
        vm.chainId(31_337);
        IAntin first = antin;
        antin = deployAntin(address(manager));
        registerBodyLike(BODY);
        vm.expectPartialRevert(IAntinKeys.AntinKeyNotGood.selector);
        send(r);
        antin = first;
        send(r);
    }

    function test_ManyOfSeveralBodiesSkipWhatIsThere() public {
        registerBodyLike(SECOND);
        AnchorRequest[] memory requests = new AnchorRequest[](3);
        requests[0] = anchorRequest(KEY, BODY, list(1), ROOT, 5);
        requests[1] = anchorRequest(KEY, SECOND, list(1), ROOT, 6);
        requests[2] = anchorRequest(KEY, BODY, list(1, 2), ROOT, 7);
        send(requests[0]);
        uint64 count = antin.state().count;
        bytes32[] memory ids = antin.anchorMany(requests);
        assertEq(antin.state().count, count + 2);
        for (uint256 i = 0; i < 3; ++i) {
            assertEq(antin.batch(ids[i]).size, 5 + i);
        }
    }

    function test_ManyAreAllOrNone() public {
        AnchorRequest[] memory requests = new AnchorRequest[](2);
        requests[0] = anchorRequest(KEY, BODY, list(1), ROOT, 5);
        requests[1] = anchorRequest(OTHER_KEY, BODY, list(2), ROOT, 5);
        vm.expectPartialRevert(IAntinKeys.AntinKeyNotGood.selector);
        antin.anchorMany(requests);
        assertEq(antin.batch(antin.batchIdOf(BODY, list(1), ROOT)).anchoredAt, 0);
    }

    function test_DigestAgreesWithTheTwin() public view {
        bytes32 expected = digestOf(anchorHash(BODY, list(1, 9), ROOT, 3, 4));
        assertEq(antin.anchorDigest(BODY, list(1, 9), ROOT, 3, 4), expected);
    }

    function test_DomainIsDescribed() public view {
        (bytes1 fields, string memory name, string memory version, uint256 chainId, address at_,,) =
            antin.eip712Domain();
        assertEq(fields, hex"0f");
        assertEq(name, "Antin");
        assertEq(version, "1");
        assertEq(chainId, block.chainid);
        assertEq(at_, address(antin));
    }

    function testFuzz_OnlyTheSignedRequestIsAnchored(
        bytes32 root,
        uint32 size,
        uint32 sentSize,
        uint64 deadline,
        uint64 sentDeadline
    ) public {
        vm.assume(root != 0);
        size = uint32(bound(size, 1, 1 << 20));
        sentSize = uint32(bound(sentSize, 1, 1 << 20));
        deadline = uint64(bound(deadline, START, type(uint64).max));
        sentDeadline = uint64(bound(sentDeadline, START, type(uint64).max));
        bytes memory signature = sign(KEY, anchorHash(BODY, list(1), root, size, deadline));
        if (size != sentSize || deadline != sentDeadline) {
            vm.expectPartialRevert(IAntinKeys.AntinKeyNotGood.selector);
            antin.anchor(BODY, list(1), root, sentSize, sentDeadline, signature);
        }
        antin.anchor(BODY, list(1), root, size, deadline, signature);
    }

    function registerBodyLike(bytes32 bodyId) private {
        antin.registerBody(bodyId, 0, 0, "");
        antin.grant(bodyId, 1, 0, SCOPE, 0, 0, "");
        antin.grant(bodyId, 1, 0, SCOPE, 0, 0, "");
        registerKey(bodyId, OTHER_KEY);
        if (bodyId == SECOND) registerKey(bodyId, KEY);
        // The changed request must fail for its signature, not for want of a key.
        if (bodyId == SECOND) assertEq(antin.keyOf(bodyId, keyId(KEY)).kind, 2);
    }

    function expectRevert(uint16[] memory grants, bytes32 root, uint32 size, bytes memory reason) private {
        AnchorRequest memory r = anchorRequest(KEY, BODY, grants, root, size);
        vm.expectRevert(reason);
        send(r);
    }
}
