// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";

import {STATE_ACTIVE, STATE_SUSPENDED, STATE_WITHDRAWN} from "../src/AntinTypes.sol";
import {SafeTest} from "./support/SafeTest.sol";

contract MultisigTest is SafeTest {
    function test_APermissiveActWaits() public {
        bytes memory act = abi.encodeCall(antin.registerBody, (LEAF, 0, 1, "41/QD"));
        bytes memory execute = abi.encodeCall(manager.execute, (address(antin), act));
        assertFalse(bySafe(address(antin), act));
        assertFalse(bySafe(address(manager), execute));
        assertTrue(bySafe(address(manager), abi.encodeCall(manager.schedule, (address(antin), act, 0))));
        vm.warp(START + DELAY - 1);
        assertFalse(bySafe(address(manager), execute));
        vm.warp(START + DELAY);
        vm.expectRevert();
        vm.prank(stranger);
        manager.execute(address(antin), act);
        assertTrue(bySafe(address(manager), execute));
        assertEq(antin.body(LEAF).recordedAt, START + DELAY);
        assertFalse(bySafe(address(manager), execute));
    }

    function test_AScheduledActMayAlsoBeCalledDirectly() public {
        bytes memory act = abi.encodeCall(antin.grant, (BODY, 1, 7, SCOPE, 0, 0, ""));
        scheduled(address(antin), act);
        assertTrue(bySafe(address(antin), act));
        assertFalse(bySafe(address(antin), act));
        assertEq(antin.body(BODY).grants, 3);
    }

    function test_ARestrictiveActIsDoneAtOnce() public {
        assertTrue(bySafe(address(antin), abi.encodeCall(antin.suspendBody, (BODY, 0, 1, "42/QD"))));
        assertEq(antin.body(BODY).suspendedFrom, START);
        assertTrue(bySafe(address(antin), abi.encodeCall(antin.postOrder, (BODY, 0, 2, 1, 0, 0, 0, ""))));
        assertTrue(
            bySafe(
                address(antin), abi.encodeCall(antin.setStatusByAuthority, (BODY, LEAF, STATE_WITHDRAWN, 1, 0, "", 0))
            )
        );
        assertEq(antin.status(BODY, LEAF, 1, 0).actor, address(safe));
        assertFalse(bySafe(address(antin), abi.encodeCall(antin.reinstateBody, (BODY, 0, 1, ""))));
    }

    function test_NoBetterStateComesThatWay() public {
        bytes memory suspended = abi.encodeCall(antin.setStatusByAuthority, (BODY, LEAF, STATE_SUSPENDED, 1, 0, "", 0));
        bytes memory active = abi.encodeCall(antin.setStatusByAuthority, (BODY, LEAF, STATE_ACTIVE, 1, 0, "", 0));
        assertTrue(bySafe(address(antin), suspended));
        assertFalse(bySafe(address(antin), active));
        bytes memory reinstate = abi.encodeCall(antin.reinstateByAuthority, (BODY, LEAF, 1, 0, ""));
        scheduled(address(antin), reinstate);
        assertTrue(bySafe(address(antin), reinstate));
        assertEq(antin.authorityStatusCount(BODY, LEAF), 2);
    }

    function test_OneOwnerAloneDoesNothing() public {
        assertFalse(byOwners(1, address(antin), abi.encodeCall(antin.suspendBody, (BODY, 0, 1, ""))));
        assertEq(antin.body(BODY).suspendedFrom, 0);
    }

    function test_RolesChangeTheSlowWay() public {
        bytes memory change = abi.encodeCall(manager.grantRole, (OFFICER, stranger, 0));
        assertFalse(bySafe(address(manager), change));
        scheduled(address(manager), change);
        assertTrue(bySafe(address(manager), abi.encodeCall(manager.execute, (address(manager), change))));
        vm.prank(stranger);
        antin.suspendBody(BODY, 0, 1, "");
        bytes memory move = abi.encodeCall(manager.updateAuthority, (address(antin), address(deployManager())));
        assertFalse(bySafe(address(manager), move));
        vm.expectRevert();
        manager.grantRole(OFFICER, address(this), 0);
    }

    function test_TheGuardianPausesAndCancelsAndNoMore() public {
        bytes memory act = abi.encodeCall(antin.registerBody, (LEAF, 0, 1, ""));
        scheduled(address(antin), act);
        vm.startPrank(guardian);
        antin.pause();
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, guardian));
        antin.unpause();
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, guardian));
        antin.suspendBody(BODY, 0, 1, "");
        vm.expectPartialRevert(IAccessManager.AccessManagerUnauthorizedAccount.selector);
        manager.grantRole(OFFICER, guardian, 0);
        manager.cancel(address(safe), address(antin), act);
        vm.stopPrank();
        assertFalse(bySafe(address(antin), act));
    }

    /// @dev Else a guardian could never be replaced against its will.
    function test_AChangeOfRolesIsNotTheGuardiansToCancel() public {
        bytes memory change = abi.encodeCall(manager.revokeRole, (GUARDIAN, guardian));
        scheduled(address(manager), change);
        vm.expectPartialRevert(IAccessManager.AccessManagerUnauthorizedCancel.selector);
        vm.prank(guardian);
        manager.cancel(address(safe), address(manager), change);
        assertTrue(bySafe(address(manager), abi.encodeCall(manager.execute, (address(manager), change))));
    }

    function test_APauseHoldsPermissiveActsUntilItIsEnded() public {
        bytes memory act = abi.encodeCall(antin.registerBody, (LEAF, 0, 1, ""));
        bytes memory unpause = abi.encodeCall(antin.unpause, ());
        scheduled(address(antin), act);
        vm.prank(guardian);
        antin.pause();
        assertFalse(bySafe(address(antin), act));
        assertFalse(bySafe(address(antin), unpause));
        assertTrue(bySafe(address(antin), abi.encodeCall(antin.suspendGrant, (BODY, 1, 0, 1, ""))));
        scheduled(address(antin), unpause);
        assertTrue(bySafe(address(antin), unpause));
        assertTrue(bySafe(address(antin), act));
        assertEq(antin.body(LEAF).changes, 1);
    }
}
