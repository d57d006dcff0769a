// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

import {
    Body,
    Change,
    CHANGE_REINSTATED,
    CHANGE_STARTED,
    CHANGE_SUSPENDED,
    CHANGE_WITHDRAWN,
    FLAG_BACKDATED
} from "../src/AntinTypes.sol";
import {IAntinBodies} from "../src/interfaces/IAntinBodies.sol";
import {IAntinChanges} from "../src/interfaces/IAntinChanges.sol";
import {IAntinLog} from "../src/interfaces/IAntinLog.sol";
import {AntinTest} from "./support/AntinTest.sol";

contract BodiesTest is AntinTest {
    bytes32 private constant NEW = keccak256("VD-LAB");

    function test_RegisterStartsNow() public {
        vm.expectEmit(address(antin));
        emit IAntinBodies.BodyRegistered(NEW, START, 9, "07");
        antin.registerBody(NEW, 0, 9, "07");
        Body memory b = antin.body(NEW);
        assertEq(b.validFrom, START);
        assertEq(b.validUntil, 0);
        assertEq(b.recordedAt, START);
        assertEq(b.changes, 1);
        assertEq(b.grants, 0);
        assertEq(b.orders, 0);
        assertEq(b.reason, 9);
        expectChange(NEW, 0, CHANGE_STARTED, 9, 0, START);
    }

    function test_RegisterInThePastIsFlagged() public {
        antin.registerBody(NEW, START - 10, 0, "");
        assertEq(antin.body(NEW).validFrom, START - 10);
        expectChange(NEW, 0, CHANGE_STARTED, 0, FLAG_BACKDATED, START - 10);
    }

    function test_RevertWhen_RegisterStartsLater() public {
        vm.expectRevert(abi.encodeWithSelector(IAntinLog.AntinTakesEffectLater.selector, START + 1, START));
        antin.registerBody(NEW, START + 1, 0, "");
    }

    function test_RevertWhen_RegisteringZeroKnownOrLong() public {
        vm.expectRevert(abi.encodeWithSelector(IAntinBodies.AntinBodyIdZero.selector, bytes32(0)));
        antin.registerBody(0, 0, 0, "");
        vm.expectRevert(abi.encodeWithSelector(IAntinBodies.AntinBodyExists.selector, BODY, START));
        antin.registerBody(BODY, 0, 0, "");
        antin.registerBody(NEW, 0, 0, string(new bytes(64)));
        vm.expectRevert(abi.encodeWithSelector(IAntinLog.AntinTextTooLong.selector, 65, 64));
        antin.registerBody(keccak256("long"), 0, 0, string(new bytes(65)));
    }

    function test_RevertWhen_CallerIsNotTheAuthority() public {
        bytes memory refused = abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, stranger);
        vm.startPrank(stranger);
        vm.expectRevert(refused);
        antin.registerBody(NEW, 0, 0, "");
        vm.expectRevert(refused);
        antin.suspendBody(BODY, 0, 0, "");
        vm.expectRevert(refused);
        antin.reinstateBody(BODY, 0, 0, "");
        vm.expectRevert(refused);
        antin.withdrawBody(BODY, 0, 0, "");
        vm.stopPrank();
    }

    function test_SuspendInThePastNowOrLater() public {
        antin.suspendBody(BODY, START + 100, 3, "later");
        expectChange(BODY, 1, CHANGE_SUSPENDED, 3, 0, START + 100);
        anchor(list(1), ROOT, 1);
        vm.warp(START + 100);
        expectInactive();
        antin.suspendBody(BODY, START + 50, 4, "earlier");
        expectChange(BODY, 2, CHANGE_SUSPENDED, 4, FLAG_BACKDATED, START + 50);
        assertEq(antin.body(BODY).suspendedFrom, START + 50);
    }

    function test_RevertWhen_SuspensionMovesLater() public {
        antin.suspendBody(BODY, 0, 0, "");
        bytes memory refused =
            abi.encodeWithSelector(IAntinChanges.AntinAlreadySuspended.selector, BODY, uint16(0), START);
        vm.expectRevert(refused);
        antin.suspendBody(BODY, START, 0, "");
        vm.expectRevert(refused);
        antin.suspendBody(BODY, START + 1, 0, "");
    }

    function test_RevertWhen_TheBodyIsUnknown() public {
        bytes memory refused = abi.encodeWithSelector(IAntinChanges.AntinRecordUnknown.selector, NEW, uint16(0));
        vm.expectRevert(refused);
        antin.suspendBody(NEW, 0, 0, "");
        vm.expectRevert(refused);
        antin.reinstateBody(NEW, 0, 0, "");
        vm.expectRevert(refused);
        antin.withdrawBody(NEW, 0, 0, "");
    }

    function test_ReinstateEndsTheSuspension() public {
        antin.suspendBody(BODY, 0, 0, "");
        vm.warp(START + 10);
        vm.expectEmit(address(antin));
        emit IAntinChanges.Changed(BODY, 0, 2, CHANGE_REINSTATED, START + 10, 6, "back");
        antin.reinstateBody(BODY, 0, 6, "back");
        assertEq(antin.body(BODY).suspendedFrom, 0);
        anchor(list(1), ROOT, 1);
        expectChange(BODY, 2, CHANGE_REINSTATED, 6, 0, START + 10);
    }

    function test_RevertWhen_ReinstatingLaterOrWithoutSuspension() public {
        vm.expectRevert(abi.encodeWithSelector(IAntinChanges.AntinNotSuspended.selector, BODY, uint16(0)));
        antin.reinstateBody(BODY, 0, 0, "");
        antin.suspendBody(BODY, 0, 0, "");
        vm.expectRevert(abi.encodeWithSelector(IAntinLog.AntinTakesEffectLater.selector, START + 1, START));
        antin.reinstateBody(BODY, START + 1, 0, "");
    }

    function test_WithdrawEndsHalfOpen() public {
        antin.withdrawBody(BODY, START + 10, 2, "end");
        expectChange(BODY, 1, CHANGE_WITHDRAWN, 2, 0, START + 10);
        vm.warp(START + 9);
        anchor(list(1), ROOT, 1);
        vm.warp(START + 10);
        expectInactive();
    }

    function test_WithdrawMovesEarlierOnly() public {
        antin.withdrawBody(BODY, START + 10, 0, "");
        antin.withdrawBody(BODY, START + 5, 0, "");
        vm.expectRevert(abi.encodeWithSelector(IAntinChanges.AntinEndsEarlier.selector, BODY, uint16(0), START + 5));
        antin.withdrawBody(BODY, START + 5, 0, "");
        vm.expectRevert(abi.encodeWithSelector(IAntinChanges.AntinIntervalNegative.selector, START, START - 1));
        antin.withdrawBody(BODY, START - 1, 0, "");
        antin.withdrawBody(BODY, START, 0, "");
        expectInactive();
    }

    /// @dev A body's slot is written through a grant's type: its own last member must survive.
    function test_ChangesKeepTheCountOfGrants() public {
        for (uint256 i = 0; i < 600; ++i) {
            antin.grant(BODY, 1, 0, SCOPE, 0, 0, "");
        }
        antin.suspendBody(BODY, 0, 255, "");
        antin.reinstateBody(BODY, 0, 0, "");
        antin.withdrawBody(BODY, START + 1, 0, "");
        Body memory b = antin.body(BODY);
        assertEq(b.grants, 602);
        assertEq(b.changes, 4);
    }

    function testFuzz_ActiveIffAllowedByBothThreads(uint16 until, uint16 suspended, uint16 elapsed) public {
        until = uint16(bound(until, 1, 1000));
        suspended = uint16(bound(suspended, 1, 1000));
        elapsed = uint16(bound(elapsed, 0, 1000));
        antin.withdrawBody(BODY, START + until, 0, "");
        antin.suspendBody(BODY, START + suspended, 0, "");
        vm.warp(START + elapsed);
        if (elapsed < until && elapsed < suspended) anchor(list(1), ROOT, 1);
        else expectInactive();
    }

    function expectInactive() private {
        bytes memory signature = sign(KEY, anchorHash(BODY, list(1), keccak256("x"), 1, DEADLINE));
        vm.expectRevert(abi.encodeWithSelector(IAntinChanges.AntinNotActive.selector, BODY, uint16(0), block.timestamp));
        antin.anchor(BODY, list(1), keccak256("x"), 1, DEADLINE, signature);
    }

    function expectChange(bytes32 bodyId, uint16 n, uint8 kind, uint8 reason, uint8 flags, uint40 from) private view {
        Change memory c = antin.changeOf(bodyId, 0, n);
        assertEq(c.kind, kind);
        assertEq(c.reason, reason);
        assertEq(c.flags, flags);
        assertEq(c.from, from);
        assertEq(c.until, 0);
        assertEq(c.recordedAt, block.timestamp);
        assertEq(antin.changeOf(bodyId, 0, n + 1).recordedAt, 0);
    }
}
