// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

import {Batch, BATCH_RETROSPECTIVE, BATCH_VERSION_1} from "../src/AntinTypes.sol";
import {IAntinBatches} from "../src/interfaces/IAntinBatches.sol";
import {IAntinChanges} from "../src/interfaces/IAntinChanges.sol";
import {IAntinKeys} from "../src/interfaces/IAntinKeys.sol";
import {IAntinLog} from "../src/interfaces/IAntinLog.sol";
import {ActsTest} from "./support/ActsTest.sol";

contract RetrospectiveTest is ActsTest {
    uint8 private constant FLAGS = BATCH_VERSION_1 | BATCH_RETROSPECTIVE;

    function test_TheAuthorityAnchorsWithTheBodysSignature() public {
        bytes32 id = keccak256(abi.encode(BODY, list(1, 2), ROOT, "retrospective"));
        vm.expectEmit(address(antin));
        emit IAntinBatches.BatchAnchored(id, BODY, list(1, 2), ROOT, 9, vm.addr(KEY), FLAGS);
        assertEq(retrospective(list(1, 2), ROOT, 9), id);
        assertEq(antin.retrospectiveBatchIdOf(BODY, list(1, 2), ROOT), id);
        assertEq(abi.encode(antin.batch(id)), abi.encode(Batch(vm.addr(KEY), START, 9, FLAGS)));
    }

    function test_BodyAndGrantsNeedNotBeActive() public {
        antin.withdrawGrant(BODY, 1, 0, 0, "");
        antin.suspendGrant(BODY, 2, 0, 0, "");
        antin.suspendBody(BODY, 0, 0, "");
        assertEq(antin.batch(retrospective(list(1, 2), ROOT, 9)).size, 9);
    }

    function test_TheOrdinaryBatchOfTheSameRootIsAnother() public {
        bytes32 ordinary = anchor(list(1), ROOT, 9);
        bytes32 older = retrospective(list(1), ROOT, 7);
        assertNotEq(ordinary, older);
        assertEq(antin.batch(ordinary).flags, BATCH_VERSION_1);
        assertEq(antin.batch(older).flags, FLAGS);
    }

    function test_TheSameAgainChangesNothing() public {
        bytes32 id = retrospective(list(1), ROOT, 9);
        bytes32 head = antin.head();
        vm.warp(DEADLINE + 1);
        assertEq(antin.anchorRetrospective(BODY, list(1), ROOT, 9, 0, ""), id);
        assertEq(antin.head(), head);
        bytes4 differs = IAntinBatches.AntinBatchSizeDiffers.selector;
        vm.expectRevert(abi.encodeWithSelector(differs, id, uint32(8), uint32(9)));
        antin.anchorRetrospective(BODY, list(1), ROOT, 8, 0, "");
    }

    function test_InclusionIsJudgedByTheRetrospectiveId() public {
        bytes32 id = retrospective(list(1), LEAF, 1);
        bytes32 ordinary = antin.batchIdOf(BODY, list(1), LEAF);
        bytes32[] memory none = new bytes32[](0);
        assertTrue(antin.verifyInclusion(id, BODY, list(1), LEAF, 0, none));
        assertFalse(antin.verifyInclusion(ordinary, BODY, list(1), LEAF, 0, none));
        assertFalse(antin.verifyInclusion(id, BODY, list(2), LEAF, 0, none));
        anchor(list(1), LEAF, 1);
        assertTrue(antin.verifyInclusion(ordinary, BODY, list(1), LEAF, 0, none));
    }

    function test_RevertWhen_CallerIsNotTheAuthority() public {
        bytes memory signature = sign(KEY, retrospectiveHash(BODY, list(1), ROOT, 9, DEADLINE));
        address[2] memory others = [stranger, vm.addr(KEY)];
        for (uint256 i = 0; i < 2; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, others[i]));
            vm.prank(others[i]);
            antin.anchorRetrospective(BODY, list(1), ROOT, 9, DEADLINE, signature);
        }
    }

    function test_RevertWhen_TheRequestIsBad() public {
        bytes4 unknown = IAntinChanges.AntinRecordUnknown.selector;
        expectRevert(BODY, list(1, 3), ROOT, 9, abi.encodeWithSelector(unknown, BODY, uint16(3)));
        expectRevert(LEAF, list(1), ROOT, 9, abi.encodeWithSelector(unknown, LEAF, uint16(0)));
        bytes4 order = IAntinBatches.AntinGrantOrder.selector;
        expectRevert(BODY, list(2, 1), ROOT, 9, abi.encodeWithSelector(order, 1, uint16(1)));
        expectRevert(BODY, list(0), ROOT, 9, abi.encodeWithSelector(order, 0, uint16(0)));
        bytes4 count = IAntinBatches.AntinGrantCount.selector;
        expectRevert(BODY, new uint16[](0), ROOT, 9, abi.encodeWithSelector(count, 0));
        expectRevert(BODY, list(1), 0, 9, abi.encodeWithSelector(IAntinBatches.AntinRootZero.selector, BODY));
        bytes4 size = IAntinBatches.AntinBatchSize.selector;
        expectRevert(BODY, list(1), ROOT, 0, abi.encodeWithSelector(size, 0));
        expectRevert(BODY, list(1), ROOT, (1 << 20) + 1, abi.encodeWithSelector(size, (1 << 20) + 1));
        bytes memory late = abi.encodeWithSelector(IAntinLog.AntinDeadlinePassed.selector, START - 1, uint256(START));
        vm.expectRevert(late);
        antin.anchorRetrospective(BODY, list(1), ROOT, 9, START - 1, "");
    }

    function test_RevertWhen_TheSignatureIsForAnOrdinaryBatchOrByAnotherKey() public {
        bytes memory ordinary = sign(KEY, anchorHash(BODY, list(1), ROOT, 9, DEADLINE));
        vm.expectPartialRevert(IAntinKeys.AntinKeyNotGood.selector);
        antin.anchorRetrospective(BODY, list(1), ROOT, 9, DEADLINE, ordinary);
        bytes32 structHash = retrospectiveHash(BODY, list(1), ROOT, 9, DEADLINE);
        bytes memory older = sign(KEY, structHash);
        vm.expectPartialRevert(IAntinKeys.AntinKeyNotGood.selector);
        antin.anchor(BODY, list(1), ROOT, 9, DEADLINE, older);
        bytes memory other = sign(OTHER_KEY, structHash);
        vm.expectRevert(abi.encodeWithSelector(IAntinKeys.AntinKeyNotGood.selector, BODY, vm.addr(OTHER_KEY)));
        antin.anchorRetrospective(BODY, list(1), ROOT, 9, DEADLINE, other);
    }

    function expectRevert(bytes32 bodyId, uint16[] memory grants, bytes32 root, uint32 size, bytes memory reason)
        private
    {
        bytes memory signature = sign(KEY, retrospectiveHash(bodyId, grants, root, size, DEADLINE));
        vm.expectRevert(reason);
        antin.anchorRetrospective(bodyId, grants, root, size, DEADLINE, signature);
    }
}
