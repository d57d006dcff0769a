// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Surveillance} from "../src/AntinTypes.sol";
import {IAntinChanges} from "../src/interfaces/IAntinChanges.sol";
import {IAntinKeys} from "../src/interfaces/IAntinKeys.sol";
import {IAntinLog} from "../src/interfaces/IAntinLog.sol";
import {IAntinStatus} from "../src/interfaces/IAntinStatus.sol";
import {IAntinSurveillance} from "../src/interfaces/IAntinSurveillance.sol";
import {ActsTest} from "./support/ActsTest.sol";

contract SurveillanceTest is ActsTest {
    function test_KeepsTheLatestAndCounts() public {
        Survey memory s = survey(0);
        vm.expectEmit(address(antin));
        emit IAntinSurveillance.Maintained(BODY, LEAF, 0, s.last, s.nextDue, 1, vm.addr(KEY));
        bytes memory signature = sign(KEY, surveyHash(BODY, s));
        vm.prank(stranger);
        maintain(s, signature);
        vm.warp(START + 10);
        Survey memory second = survey(1);
        (second.nextDue, second.decision) = (0, 2);
        maintain(second);
        Surveillance memory kept = antin.surveillanceOf(BODY, LEAF);
        assertEq(abi.encode(kept), abi.encode(Surveillance(START + 9, 0, START + 10, 2)));
    }

    function test_NothingReplays() public {
        Survey memory s = survey(0);
        bytes memory signature = sign(KEY, surveyHash(BODY, s));
        maintain(s, signature);
        bytes memory taken =
            abi.encodeWithSelector(IAntinSurveillance.AntinSurveillanceNumber.selector, BODY, LEAF, uint16(0));
        vm.expectRevert(taken);
        maintain(s, signature);
        s = survey(2);
        expectSurveyRevert(
            KEY, s, abi.encodeWithSelector(IAntinSurveillance.AntinSurveillanceNumber.selector, BODY, LEAF, uint16(2))
        );
    }

    function test_RevertWhen_TheTimesAreWrong() public {
        expectTimesRevert(START + 1, 0);
        expectTimesRevert(0, START);
        expectTimesRevert(START - 5, START - 5);
        expectTimesRevert(START - 5, 1);
    }

    function test_RevertWhen_DecisionSubjectOrDeadlineIsBad() public {
        Survey memory s = survey(0);
        for (uint8 decision = 0; decision < 5; decision += 3) {
            s.decision = decision;
            expectSurveyRevert(
                KEY, s, abi.encodeWithSelector(IAntinSurveillance.AntinDecisionUnknown.selector, decision)
            );
        }
        s = survey(0);
        s.subject = 0;
        expectSurveyRevert(KEY, s, abi.encodeWithSelector(IAntinStatus.AntinSubjectZero.selector, BODY));
        s = survey(0);
        s.deadline = START - 1;
        expectSurveyRevert(
            KEY, s, abi.encodeWithSelector(IAntinLog.AntinDeadlinePassed.selector, START - 1, uint256(START))
        );
    }

    function test_RevertWhen_TheKeyIsBadOrSignedWordsChanged() public {
        Survey memory s = survey(0);
        expectSurveyRevert(
            OTHER_KEY, s, abi.encodeWithSelector(IAntinKeys.AntinKeyNotGood.selector, BODY, vm.addr(OTHER_KEY))
        );
        bytes memory signature = sign(KEY, surveyHash(BODY, s));
        Survey[5] memory changed;
        for (uint256 i = 0; i < 5; ++i) {
            changed[i] = survey(0);
        }
        changed[0].subject = ROOT;
        changed[1].last -= 1;
        changed[2].nextDue += 1;
        changed[3].decision = 2;
        changed[4].deadline += 1;
        for (uint256 i = 0; i < 5; ++i) {
            vm.expectPartialRevert(IAntinKeys.AntinKeyNotGood.selector);
            maintain(changed[i], signature);
        }
        antin = deployAntin(address(manager));
        vm.expectPartialRevert(IAntinKeys.AntinKeyNotGood.selector);
        maintain(s, signature);
    }

    function test_RevertWhen_TheBodyIsNotActive() public {
        antin.suspendBody(BODY, 0, 0, "");
        bytes4 inactive = IAntinChanges.AntinNotActive.selector;
        expectSurveyRevert(KEY, survey(0), abi.encodeWithSelector(inactive, BODY, uint16(0), uint256(START)));
    }

    function testFuzz_DatesSurviveTheirPacking(uint40 last, uint40 nextDue, uint8 decision) public {
        // forge-lint: disable-next-item(unsafe-typecast)
        last = uint40(bound(last, 1, START));
        if (nextDue != 0 && nextDue <= last) nextDue = last + 1;
        // forge-lint: disable-next-line(unsafe-typecast)
        maintain(Survey(LEAF, 0, last, nextDue, uint8(bound(decision, 1, 2)), DEADLINE));
        Surveillance memory expected = Surveillance(last, nextDue, START, 1);
        assertEq(abi.encode(antin.surveillanceOf(BODY, LEAF)), abi.encode(expected));
        assertEq(antin.surveillanceOf(BODY, ROOT).recordedAt, 0);
    }

    function expectTimesRevert(uint40 last, uint40 nextDue) private {
        Survey memory s = survey(0);
        (s.last, s.nextDue) = (last, nextDue);
        bytes4 times = IAntinSurveillance.AntinSurveillanceTimes.selector;
        expectSurveyRevert(KEY, s, abi.encodeWithSelector(times, last, nextDue, uint256(START)));
    }
}
