// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

import {
    Change,
    CHANGE_REDUCED,
    CHANGE_REINSTATED,
    CHANGE_STARTED,
    CHANGE_SUSPENDED,
    CHANGE_WITHDRAWN,
    FLAG_BACKDATED,
    Grant
} from "../src/AntinTypes.sol";
import {IAntinChanges} from "../src/interfaces/IAntinChanges.sol";
import {IAntinGrants} from "../src/interfaces/IAntinGrants.sol";
import {IAntinLog} from "../src/interfaces/IAntinLog.sol";
import {AntinTest} from "./support/AntinTest.sol";

contract GrantsTest is AntinTest {
    function test_GiveNumbersAndStores() public {
        vm.expectEmit(address(antin));
        emit IAntinGrants.GrantGiven(BODY, 3, 4, 513, SCOPE, START - 5, START + 50, "n");
        assertEq(antin.grant(BODY, 4, 513, SCOPE, START - 5, START + 50, "n"), 3);
        Grant memory g = antin.grantOf(BODY, 3);
        assertEq(g.validFrom, START - 5);
        assertEq(g.validUntil, START + 50);
        assertEq(g.suspendedFrom, 0);
        assertEq(g.recordedAt, START);
        assertEq(g.changes, 1);
        assertEq(g.orders, 0);
        assertEq(g.basis, 4);
        assertEq(g.grantor, 513);
        assertEq(antin.scopeOf(BODY, 3), SCOPE);
        assertEq(antin.body(BODY).grants, 3);
        Change memory c = antin.changeOf(BODY, 3, 0);
        assertEq(c.kind, CHANGE_STARTED);
        assertEq(c.flags, FLAG_BACKDATED);
        assertEq(c.from, START - 5);
        assertEq(c.until, START + 50);
        assertEq(c.recordedAt, START);
    }

    function test_RevertWhen_GivingBadly() public {
        for (uint8 basis = 0; basis < 6; basis += 5) {
            vm.expectRevert(abi.encodeWithSelector(IAntinGrants.AntinBasisUnknown.selector, basis));
            antin.grant(BODY, basis, 0, SCOPE, 0, 0, "");
        }
        vm.expectRevert(abi.encodeWithSelector(IAntinGrants.AntinScopeZero.selector, BODY));
        antin.grant(BODY, 1, 0, 0, 0, 0, "");
        vm.expectRevert(abi.encodeWithSelector(IAntinChanges.AntinIntervalNegative.selector, START, START));
        antin.grant(BODY, 1, 0, SCOPE, 0, START, "");
        vm.expectRevert(abi.encodeWithSelector(IAntinLog.AntinTakesEffectLater.selector, START + 1, START));
        antin.grant(BODY, 1, 0, SCOPE, START + 1, 0, "");
        vm.expectRevert(abi.encodeWithSelector(IAntinLog.AntinTextTooLong.selector, 65, 64));
        antin.grant(BODY, 1, 0, SCOPE, 0, 0, string(new bytes(65)));
    }

    function test_GiveToASuspendedBodyButNotAWithdrawnOrUnknownOne() public {
        antin.suspendBody(BODY, 0, 0, "");
        assertEq(antin.grant(BODY, 1, 0, SCOPE, 0, 0, ""), 3);
        antin.withdrawBody(BODY, 0, 0, "");
        vm.expectRevert(abi.encodeWithSelector(IAntinGrants.AntinBodyWithdrawn.selector, BODY, START));
        antin.grant(BODY, 1, 0, SCOPE, 0, 0, "");
        vm.expectRevert(abi.encodeWithSelector(IAntinChanges.AntinRecordUnknown.selector, LEAF, uint16(0)));
        antin.grant(LEAF, 1, 0, SCOPE, 0, 0, "");
    }

    function test_RevertWhen_CallerIsNotTheAuthority() public {
        bytes memory refused = abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, stranger);
        vm.startPrank(stranger);
        vm.expectRevert(refused);
        antin.grant(BODY, 1, 0, SCOPE, 0, 0, "");
        vm.expectRevert(refused);
        antin.suspendGrant(BODY, 1, 0, 0, "");
        vm.expectRevert(refused);
        antin.restoreGrant(BODY, 1, 0, 0, "");
        vm.expectRevert(refused);
        antin.withdrawGrant(BODY, 1, 0, 0, "");
        vm.expectRevert(refused);
        antin.reduceGrant(BODY, 1, 0, 0, "");
        vm.stopPrank();
    }

    function test_ChangesStopThisGrantOnlyAndKeepItsFacts() public {
        antin.suspendGrant(BODY, 2, 0, 1, "s");
        anchor(list(1), ROOT, 1);
        expectInactive(list(1, 2), 2);
        vm.warp(START + 1);
        antin.restoreGrant(BODY, 2, 0, 2, "r");
        anchor(list(1, 2), ROOT, 1);
        vm.expectEmit(address(antin));
        emit IAntinChanges.Changed(BODY, 2, 3, CHANGE_WITHDRAWN, START - 0, 3, "w");
        antin.withdrawGrant(BODY, 2, START, 3, "w");
        expectInactive(list(2), 2);
        Grant memory g = antin.grantOf(BODY, 2);
        assertEq(g.basis, 3);
        assertEq(g.grantor, 8);
        assertEq(g.changes, 4);
        assertEq(g.reason, 3);
        assertEq(g.validUntil, START);
        assertEq(antin.changeOf(BODY, 2, 1).kind, CHANGE_SUSPENDED);
        assertEq(antin.changeOf(BODY, 2, 2).kind, CHANGE_REINSTATED);
        assertEq(antin.changeOf(BODY, 2, 3).flags, FLAG_BACKDATED);
        assertEq(antin.body(BODY).changes, 1);
    }

    function test_RevertWhen_ChangingGrantZeroOrUnknown() public {
        bytes memory zero = abi.encodeWithSelector(IAntinGrants.AntinGrantZero.selector, BODY);
        vm.expectRevert(zero);
        antin.suspendGrant(BODY, 0, 0, 0, "");
        vm.expectRevert(zero);
        antin.restoreGrant(BODY, 0, 0, 0, "");
        vm.expectRevert(zero);
        antin.withdrawGrant(BODY, 0, 0, 0, "");
        vm.expectRevert(zero);
        antin.reduceGrant(BODY, 0, 0, 0, "");
        vm.expectRevert(abi.encodeWithSelector(IAntinChanges.AntinRecordUnknown.selector, BODY, uint16(3)));
        antin.suspendGrant(BODY, 3, 0, 0, "");
    }

    function test_ReducingEndsTheGrantForANarrowerOne() public {
        vm.warp(START + 5);
        vm.expectEmit(address(antin));
        emit IAntinChanges.Changed(BODY, 1, 1, CHANGE_REDUCED, START + 5, 6, "30");
        antin.reduceGrant(BODY, 1, 0, 6, "30");
        assertEq(antin.changeOf(BODY, 1, 1).kind, CHANGE_REDUCED);
        assertEq(antin.grantOf(BODY, 1).validUntil, START + 5);
        expectInactive(list(1), 1);
        assertEq(antin.grant(BODY, 1, 7, LEAF, 0, 0, "31"), 3);
        anchor(list(2, 3), ROOT, 1);
        bytes4 earlier = IAntinChanges.AntinEndsEarlier.selector;
        vm.expectRevert(abi.encodeWithSelector(earlier, BODY, uint16(1), START + 5));
        antin.reduceGrant(BODY, 1, START + 6, 6, "");
        antin.reduceGrant(BODY, 1, START + 4, 6, "");
        assertEq(antin.changeOf(BODY, 1, 2).flags, FLAG_BACKDATED);
    }

    function test_GrantEndsByItself() public {
        antin.grant(BODY, 1, 0, SCOPE, 0, START + 10, "");
        vm.warp(START + 9);
        anchor(list(3), ROOT, 1);
        vm.warp(START + 10);
        expectInactive(list(3), 3);
    }

    function expectInactive(uint16[] memory grants, uint16 number) private {
        bytes memory signature = sign(KEY, anchorHash(BODY, grants, keccak256("x"), 1, DEADLINE));
        vm.expectRevert(abi.encodeWithSelector(IAntinChanges.AntinNotActive.selector, BODY, number, block.timestamp));
        antin.anchor(BODY, grants, keccak256("x"), 1, DEADLINE, signature);
    }
}
