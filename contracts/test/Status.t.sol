// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

import {
    LANE_AUTHORITY,
    LANE_BODY,
    STATE_ACTIVE,
    STATE_SUPERSEDED,
    STATE_SUSPENDED,
    STATE_WITHDRAWN,
    Status,
    StatusItem
} from "../src/AntinTypes.sol";
import {IAntinChanges} from "../src/interfaces/IAntinChanges.sol";
import {IAntinKeys} from "../src/interfaces/IAntinKeys.sol";
import {IAntinLog} from "../src/interfaces/IAntinLog.sol";
import {IAntinStatus} from "../src/interfaces/IAntinStatus.sol";
import {IAntinStatusAuthority} from "../src/interfaces/IAntinStatusAuthority.sol";
import {AntinTest} from "./support/AntinTest.sol";

contract StatusTest is AntinTest {
    uint64 private constant RESTRICTING = 1;
    uint64 private constant REINSTATING = 2;

    // The body's lane

    function test_RecordAndEvent() public {
        StatusItem memory i = StatusItem(LEAF, 0, STATE_SUPERSEDED, 200, 0, ROOT);
        vm.expectEmit(address(antin));
        emit IAntinStatus.StatusSet(BODY, LEAF, 0, 0, STATE_SUPERSEDED, 200, START, vm.addr(KEY), ROOT, "note");
        send(KEY, i);
        expectRecord(LANE_BODY, 0, Status(STATE_SUPERSEDED, 200, false, START, START, vm.addr(KEY)));
        assertEq(antin.status(BODY, LEAF, LANE_BODY, 1).recordedAt, 0);
        assertEq(antin.status(BODY, LEAF, LANE_AUTHORITY, 0).recordedAt, 0);
    }

    /// @dev Every pair of states against the table of contracts.md, spelled out.
    function test_ExactlyTheLegalMoves() public {
        bool[5][5] memory legal;
        legal[STATE_ACTIVE][STATE_SUSPENDED] = legal[STATE_ACTIVE][STATE_SUPERSEDED] = true;
        legal[STATE_ACTIVE][STATE_WITHDRAWN] = legal[STATE_SUSPENDED][STATE_ACTIVE] = true;
        legal[STATE_SUSPENDED][STATE_SUPERSEDED] = legal[STATE_SUSPENDED][STATE_WITHDRAWN] = true;
        legal[STATE_SUPERSEDED][STATE_WITHDRAWN] = true;
        for (uint8 from = 1; from <= 4; ++from) {
            for (uint8 to = 1; to <= 4; ++to) {
                bytes32 subject = keccak256(abi.encode(from, to));
                uint16 n = lead(subject, from);
                StatusItem memory i = item(subject, n, to);
                if (legal[from][to]) {
                    send(KEY, i);
                    assertEq(antin.status(BODY, subject, LANE_BODY, n).state, to);
                } else {
                    bytes memory refused = abi.encodeWithSelector(
                        IAntinStatus.AntinMoveIllegal.selector, BODY, subject, LANE_BODY, from, to
                    );
                    expectStatusRevert(KEY, i, refused);
                }
            }
        }
    }

    function test_RevertWhen_TheStateIsUnknown() public {
        for (uint8 s = 0; s < 10; s += 5) {
            expectStatusRevert(
                KEY, item(LEAF, 0, s), abi.encodeWithSelector(IAntinStatus.AntinStateUnknown.selector, s)
            );
        }
        expectStatusRevert(
            KEY, item(0, 0, STATE_SUSPENDED), abi.encodeWithSelector(IAntinStatus.AntinSubjectZero.selector, BODY)
        );
    }

    function test_NothingReplays() public {
        StatusItem memory i = item(LEAF, 0, STATE_SUSPENDED);
        send(KEY, i);
        setStatus(1, STATE_ACTIVE);
        expectStatusRevert(KEY, i, wrongNumber(0));
        expectStatusRevert(KEY, item(LEAF, 3, STATE_SUSPENDED), wrongNumber(3));
        expectStatusRevert(KEY, item(LEAF, type(uint16).max, STATE_SUSPENDED), wrongNumber(type(uint16).max));
        setStatus(2, STATE_SUSPENDED);
    }

    function test_OnlyAWithdrawalReachesBack() public {
        StatusItem memory i = item(LEAF, 0, STATE_SUSPENDED);
        i.effectiveFrom = START;
        bytes4 notNow = IAntinStatus.AntinEffectiveNotNow.selector;
        expectStatusRevert(KEY, i, abi.encodeWithSelector(notNow, LEAF, STATE_SUSPENDED, START));
        i.state = STATE_WITHDRAWN;
        i.effectiveFrom = START + 1;
        expectStatusRevert(KEY, i, abi.encodeWithSelector(IAntinLog.AntinTakesEffectLater.selector, START + 1, START));
        i.effectiveFrom = START - 1000;
        send(KEY, i);
        expectRecord(LANE_BODY, 0, Status(STATE_WITHDRAWN, 5, true, START - 1000, START, vm.addr(KEY)));
    }

    function test_RevertWhen_KeyDeadlineOrNoteIsBad() public {
        bytes4 notGood = IAntinKeys.AntinKeyNotGood.selector;
        expectStatusRevert(
            OTHER_KEY, item(LEAF, 0, STATE_SUSPENDED), abi.encodeWithSelector(notGood, BODY, vm.addr(OTHER_KEY))
        );
        StatusItem memory i = item(LEAF, 0, STATE_SUSPENDED);
        sendWithNote(KEY, i, string(new bytes(256)), START);
        i.n = 1;
        i.state = STATE_WITHDRAWN;
        string memory long = string(new bytes(257));
        bytes memory signature = sign(KEY, statusHash(BODY, i, long, DEADLINE));
        vm.expectRevert(abi.encodeWithSelector(IAntinLog.AntinTextTooLong.selector, 257, 256));
        antin.setStatus(BODY, LEAF, 1, STATE_WITHDRAWN, 5, 0, 0, long, DEADLINE, signature);
        signature = sign(KEY, statusHash(BODY, i, "", START));
        vm.warp(START + 1);
        vm.expectRevert(abi.encodeWithSelector(IAntinLog.AntinDeadlinePassed.selector, START, START + 1));
        antin.setStatus(BODY, LEAF, 1, STATE_WITHDRAWN, 5, 0, 0, "", START, signature);
    }

    function test_ASuspendedBodyMayRestrictButNotReinstate() public {
        setStatus(0, STATE_SUSPENDED);
        antin.suspendBody(BODY, 0, 0, "");
        expectStatusRevert(
            KEY,
            item(LEAF, 1, STATE_ACTIVE),
            abi.encodeWithSelector(IAntinChanges.AntinNotActive.selector, BODY, uint16(0), uint256(START))
        );
        setStatus(1, STATE_WITHDRAWN);
        send(KEY, item(ROOT, 0, STATE_SUSPENDED));
    }

    function test_AWholeBatchHasAStatusInTheBodysLane() public {
        bytes32 id = anchor(list(1), ROOT, 5);
        send(KEY, item(id, 0, STATE_WITHDRAWN));
        assertEq(antin.status(BODY, id, LANE_BODY, 0).state, STATE_WITHDRAWN);
    }

    function test_ManyWithOneSignature() public {
        StatusItem[] memory items = new StatusItem[](3);
        items[0] = item(LEAF, 0, STATE_SUSPENDED);
        items[1] = item(LEAF, 1, STATE_WITHDRAWN);
        items[1].effectiveFrom = START - 3;
        items[2] = item(ROOT, 0, STATE_SUPERSEDED);
        items[2].ref = LEAF;
        bytes memory signature = sign(KEY, manyHash(BODY, items, DEADLINE));
        vm.prank(stranger);
        antin.setStatusMany(BODY, items, DEADLINE, signature);
        assertEq(antin.status(BODY, LEAF, LANE_BODY, 1).effectiveFrom, START - 3);
        assertEq(antin.status(BODY, ROOT, LANE_BODY, 0).state, STATE_SUPERSEDED);
        vm.expectRevert(wrongNumber(0));
        antin.setStatusMany(BODY, items, DEADLINE, signature);
    }

    function test_ManyAreAllOrNone() public {
        StatusItem[] memory items = new StatusItem[](2);
        items[0] = item(ROOT, 0, STATE_SUSPENDED);
        items[1] = item(LEAF, 1, STATE_SUSPENDED);
        bytes memory signature = sign(KEY, manyHash(BODY, items, DEADLINE));
        vm.expectRevert(wrongNumber(1));
        antin.setStatusMany(BODY, items, DEADLINE, signature);
        assertEq(antin.status(BODY, ROOT, LANE_BODY, 0).recordedAt, 0);
    }

    function test_RevertWhen_ManyAreNoneOrChanged() public {
        StatusItem[] memory items = new StatusItem[](0);
        vm.expectRevert(abi.encodeWithSelector(IAntinStatus.AntinItemsEmpty.selector, BODY));
        antin.setStatusMany(BODY, items, DEADLINE, "");
        items = new StatusItem[](1);
        items[0] = item(LEAF, 0, STATE_SUSPENDED);
        bytes memory signature = sign(KEY, manyHash(BODY, items, DEADLINE));
        items[0].reason = 6;
        vm.expectPartialRevert(IAntinKeys.AntinKeyNotGood.selector);
        antin.setStatusMany(BODY, items, DEADLINE, signature);
    }

    /// @dev Items are hashed as raw words, so dirty high bits must not slip past the type.
    function test_RevertWhen_AnItemHasDirtyBits() public {
        StatusItem[] memory items = new StatusItem[](1);
        items[0] = item(LEAF, 0, STATE_SUSPENDED);
        bytes memory data = abi.encodeCall(antin.setStatusMany, (BODY, items, DEADLINE, new bytes(65)));
        // Selector, four heads, the array's length, the subject: then the first byte of `n`.
        data[4 + 4 * 32 + 32 + 32] = 0x01;
        (bool ok,) = address(antin).call(data);
        assertFalse(ok);
    }

    // The authority's lane

    function test_AuthorityLaneIsNumberedByItself() public {
        StatusItem memory pending = item(LEAF, 0, STATE_SUSPENDED);
        bytes memory signature = sign(KEY, statusHash(BODY, pending, "note", DEADLINE));
        vm.expectEmit(address(antin));
        emit IAntinStatus.StatusSet(BODY, LEAF, 1, 0, STATE_SUSPENDED, 8, START, address(this), 0, "12/QD");
        antin.setStatusByAuthority(BODY, LEAF, STATE_SUSPENDED, 8, 0, "12/QD", 0);
        antin.setStatusByAuthority(BODY, LEAF, STATE_WITHDRAWN, 9, START - 1, "13/QD", 0);
        antin.setStatus(BODY, LEAF, 0, STATE_SUSPENDED, 5, 0, 0, "note", DEADLINE, signature);
        expectRecord(LANE_AUTHORITY, 1, Status(STATE_WITHDRAWN, 9, true, START - 1, START, address(this)));
        assertEq(antin.authorityStatusCount(BODY, LEAF), 2);
        assertEq(antin.status(BODY, LEAF, LANE_AUTHORITY, 2).recordedAt, 0);
    }

    function test_AuthorityCorrectsItsOwnLane() public {
        antin.setStatusByAuthority(BODY, LEAF, STATE_WITHDRAWN, 0, 0, "", 0);
        antin.setStatusByAuthority(BODY, LEAF, STATE_WITHDRAWN, 0, START - 5, "", 0);
        antin.setStatusByAuthority(BODY, LEAF, STATE_SUSPENDED, 0, START - 5, "", 0);
        antin.reinstateByAuthority(BODY, LEAF, 3, START - 5, "order");
        expectRecord(LANE_AUTHORITY, 3, Status(STATE_ACTIVE, 3, true, START - 5, START, address(this)));
    }

    function test_RevertWhen_TheAuthorityActsBadly() public {
        bytes memory illegal = abi.encodeWithSelector(
            IAntinStatus.AntinMoveIllegal.selector, BODY, LEAF, LANE_AUTHORITY, STATE_ACTIVE, STATE_ACTIVE
        );
        vm.expectRevert(illegal);
        antin.setStatusByAuthority(BODY, LEAF, STATE_ACTIVE, 0, 0, "", 0);
        vm.expectRevert(illegal);
        antin.reinstateByAuthority(BODY, LEAF, 0, 0, "");
        for (uint8 s = 0; s < 10; s += 5) {
            vm.expectRevert(abi.encodeWithSelector(IAntinStatus.AntinStateUnknown.selector, s));
            antin.setStatusByAuthority(BODY, LEAF, s, 0, 0, "", 0);
        }
        vm.expectRevert(abi.encodeWithSelector(IAntinLog.AntinTakesEffectLater.selector, START + 1, START));
        antin.setStatusByAuthority(BODY, LEAF, STATE_SUSPENDED, 0, START + 1, "", 0);
        vm.expectRevert(abi.encodeWithSelector(IAntinChanges.AntinRecordUnknown.selector, SCOPE, uint16(0)));
        antin.setStatusByAuthority(SCOPE, LEAF, STATE_SUSPENDED, 0, 0, "", 0);
        vm.expectRevert(abi.encodeWithSelector(IAntinStatus.AntinSubjectZero.selector, BODY));
        antin.setStatusByAuthority(BODY, 0, STATE_SUSPENDED, 0, 0, "", 0);
        bytes32 id = anchor(list(1), ROOT, 5);
        vm.expectRevert(abi.encodeWithSelector(IAntinStatus.AntinSubjectIsBatch.selector, id));
        antin.setStatusByAuthority(BODY, id, STATE_SUSPENDED, 0, 0, "", 0);
    }

    function test_RevertWhen_CallerIsNotTheAuthority() public {
        bytes memory refused = abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, stranger);
        vm.startPrank(stranger);
        vm.expectRevert(refused);
        antin.setStatusByAuthority(BODY, LEAF, STATE_SUSPENDED, 0, 0, "", 0);
        vm.expectRevert(refused);
        antin.reinstateByAuthority(BODY, LEAF, 0, 0, "");
        vm.expectRevert(refused);
        antin.liftStatus(BODY, LEAF, 1, STATE_ACTIVE, 0, 0, "");
        vm.stopPrank();
    }

    function test_ARoleThatMayOnlyRestrictCannotImprove() public {
        address officer = makeAddr("officer");
        allow(IAntinStatusAuthority.setStatusByAuthority.selector, RESTRICTING, officer);
        vm.startPrank(officer);
        antin.setStatusByAuthority(BODY, LEAF, STATE_SUSPENDED, 0, 0, "", 0);
        antin.setStatusByAuthority(BODY, LEAF, STATE_WITHDRAWN, 0, 0, "", 0);
        bytes memory refused = abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, officer);
        for (uint8 s = STATE_ACTIVE; s <= STATE_SUPERSEDED; ++s) {
            vm.expectRevert(refused);
            antin.setStatusByAuthority(BODY, LEAF, s, 0, 0, "", 0);
        }
        vm.stopPrank();
        allow(IAntinStatusAuthority.reinstateByAuthority.selector, REINSTATING, officer);
        vm.prank(officer);
        antin.setStatusByAuthority(BODY, LEAF, STATE_SUPERSEDED, 0, 0, "", 0);
        // Superseded counts less than suspended, although its number is higher.
        vm.prank(officer);
        antin.setStatusByAuthority(BODY, LEAF, STATE_SUSPENDED, 0, 0, "", 0);
        assertEq(antin.authorityStatusCount(BODY, LEAF), 4);
    }

    function test_ARoleThatMayOnlyRestrictCannotImproveThePast() public {
        address officer = makeAddr("officer");
        antin.setStatusByAuthority(BODY, LEAF, STATE_WITHDRAWN, 0, START - 100, "", 0);
        antin.reinstateByAuthority(BODY, LEAF, 0, START, "");
        allow(IAntinStatusAuthority.setStatusByAuthority.selector, RESTRICTING, officer);
        vm.startPrank(officer);
        // Dated back, these would say of the days before START something better than "withdrawn".
        bytes memory refused = abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, officer);
        vm.expectRevert(refused);
        antin.setStatusByAuthority(BODY, LEAF, STATE_SUPERSEDED, 0, START - 200, "", 0);
        vm.expectRevert(refused);
        antin.setStatusByAuthority(BODY, LEAF, STATE_SUSPENDED, 0, START - 1, "", 0);
        antin.setStatusByAuthority(BODY, LEAF, STATE_SUSPENDED, 0, START, "", 0);
        antin.setStatusByAuthority(BODY, LEAF, STATE_WITHDRAWN, 0, START - 200, "", 0);
    }

    // Lifting

    function test_LiftWhatACompromisedKeyDid() public {
        vm.warp(START + 10);
        setStatus(0, STATE_WITHDRAWN);
        bytes memory nothing = abi.encodeWithSelector(IAntinStatus.AntinNothingToLift.selector, BODY, LEAF, uint16(1));
        vm.expectRevert(nothing);
        antin.liftStatus(BODY, LEAF, 1, STATE_ACTIVE, 0, 0, "");
        vm.warp(START + 20);
        antin.setCompromised(BODY, keyId(KEY), START + 11);
        vm.expectRevert(nothing);
        antin.liftStatus(BODY, LEAF, 1, STATE_ACTIVE, 0, 0, "");
        antin.setCompromised(BODY, keyId(KEY), START + 10);
        antin.liftStatus(BODY, LEAF, 1, STATE_ACTIVE, 4, START + 10, "order");
        expectRecord(LANE_BODY, 1, Status(STATE_ACTIVE, 4, true, START + 10, START + 20, address(this)));
        // What the authority wrote itself is not lifted again.
        vm.expectPartialRevert(IAntinStatus.AntinNothingToLift.selector);
        antin.liftStatus(BODY, LEAF, 2, STATE_ACTIVE, 0, 0, "");
        registerKey(BODY, OTHER_KEY);
        send(OTHER_KEY, item(LEAF, 2, STATE_SUSPENDED));
    }

    function test_RevertWhen_LiftingToWorseOrWithAWrongNumber() public {
        setStatus(0, STATE_SUSPENDED);
        antin.setCompromised(BODY, keyId(KEY), START);
        vm.expectRevert(wrongNumber(0));
        antin.liftStatus(BODY, LEAF, 0, STATE_ACTIVE, 0, 0, "");
        vm.expectRevert(wrongNumber(2));
        antin.liftStatus(BODY, LEAF, 2, STATE_ACTIVE, 0, 0, "");
        vm.expectRevert(abi.encodeWithSelector(IAntinStatus.AntinNothingToLift.selector, BODY, ROOT, uint16(0)));
        antin.liftStatus(BODY, ROOT, 0, STATE_ACTIVE, 0, 0, "");
        vm.expectPartialRevert(IAntinStatus.AntinMoveIllegal.selector);
        antin.liftStatus(BODY, LEAF, 1, STATE_WITHDRAWN, 0, 0, "");
        vm.expectRevert(abi.encodeWithSelector(IAntinStatus.AntinStateUnknown.selector, uint8(0)));
        antin.liftStatus(BODY, LEAF, 1, 0, 0, 0, "");
        vm.expectRevert(abi.encodeWithSelector(IAntinLog.AntinTakesEffectLater.selector, START + 1, START));
        antin.liftStatus(BODY, LEAF, 1, STATE_ACTIVE, 0, START + 1, "");
    }

    function testFuzz_RecordsSurviveTheirPacking(uint8 reason, uint40 effectiveFrom, uint40 time) public {
        time = uint40(bound(time, START, DEADLINE));
        effectiveFrom = uint40(bound(effectiveFrom, 1, time));
        vm.warp(time);
        send(KEY, StatusItem(LEAF, 0, STATE_WITHDRAWN, reason, effectiveFrom, 0));
        expectRecord(
            LANE_BODY, 0, Status(STATE_WITHDRAWN, reason, effectiveFrom < time, effectiveFrom, time, vm.addr(KEY))
        );
    }

    /// @dev Brings a new subject to a state; returns the next number.
    function lead(bytes32 subject, uint8 to) private returns (uint16) {
        if (to == STATE_ACTIVE) return 0;
        send(KEY, item(subject, 0, to));
        return 1;
    }

    function allow(bytes4 selector, uint64 role, address account) private {
        bytes4[] memory selectors = new bytes4[](1);
        selectors[0] = selector;
        manager.setTargetFunctionRole(address(antin), selectors, role);
        manager.grantRole(role, account, 0);
    }

    function wrongNumber(uint16 n) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IAntinStatus.AntinStatusNumber.selector, BODY, LEAF, LANE_BODY, n);
    }

    function expectRecord(uint8 lane, uint16 n, Status memory expected) private view {
        assertEq(abi.encode(antin.status(BODY, LEAF, lane, n)), abi.encode(expected));
    }
}
