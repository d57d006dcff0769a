// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

import {Body, Grant, Order, ORDER_REVIEW, ORDER_WITHDRAW} from "../src/AntinTypes.sol";
import {IAntinChanges} from "../src/interfaces/IAntinChanges.sol";
import {IAntinLog} from "../src/interfaces/IAntinLog.sol";
import {IAntinOrders} from "../src/interfaces/IAntinOrders.sol";
import {AntinTest} from "./support/AntinTest.sol";

contract OrdersTest is AntinTest {
    function test_PostNumbersStoresAndEmits() public {
        vm.expectEmit(address(antin));
        emit IAntinOrders.OrderPosted(BODY, 0, 0, ORDER_WITHDRAW, 7, START - 90, START - 30, START, "21/LENH");
        assertEq(antin.postOrder(BODY, 0, ORDER_WITHDRAW, 7, START - 90, START - 30, 0, "21/LENH"), 0);
        assertEq(antin.postOrder(BODY, 0, ORDER_REVIEW, 0, 0, 0, START + 9, ""), 1);
        Order memory o = antin.orderOf(BODY, 0, 0);
        assertEq(abi.encode(o), abi.encode(Order(ORDER_WITHDRAW, 7, START - 90, START - 30, START, START, 0)));
        assertEq(antin.orderOf(BODY, 0, 1).effectiveFrom, START + 9);
        assertEq(antin.orderOf(BODY, 0, 2).recordedAt, 0);
    }

    function test_CountsAndLeavesTheRecordAlone() public {
        Body memory body = antin.body(BODY);
        Grant memory grant = antin.grantOf(BODY, 2);
        vm.warp(START + 5);
        antin.postOrder(BODY, 0, ORDER_REVIEW, 1, 0, 0, 0, "");
        assertEq(antin.postOrder(BODY, 2, ORDER_REVIEW, 1, 0, 0, 0, ""), 0);
        assertEq(antin.postOrder(BODY, 2, ORDER_REVIEW, 1, 0, 0, 0, ""), 1);
        body.orders = 1;
        grant.orders = 2;
        assertEq(abi.encode(antin.body(BODY)), abi.encode(body));
        assertEq(abi.encode(antin.grantOf(BODY, 2)), abi.encode(grant));
        assertEq(antin.grantOf(BODY, 1).orders, 0);
    }

    function test_AnOrderOutlivesItsBody() public {
        antin.withdrawBody(BODY, 0, 0, "");
        antin.postOrder(BODY, 1, ORDER_WITHDRAW, 1, 0, 0, 0, "");
        assertEq(antin.grantOf(BODY, 1).orders, 1);
    }

    function test_RevertWhen_PostingBadly() public {
        bytes4 unknown = IAntinChanges.AntinRecordUnknown.selector;
        vm.expectRevert(abi.encodeWithSelector(unknown, LEAF, uint16(0)));
        antin.postOrder(LEAF, 0, ORDER_REVIEW, 0, 0, 0, 0, "");
        vm.expectRevert(abi.encodeWithSelector(unknown, BODY, uint16(3)));
        antin.postOrder(BODY, 3, ORDER_REVIEW, 0, 0, 0, 0, "");
        for (uint16 action = 0; action < 256; action += action == 0 ? 4 : 1) {
            // forge-lint: disable-next-line(unsafe-typecast)
            uint8 given = uint8(action);
            vm.expectRevert(abi.encodeWithSelector(IAntinOrders.AntinOrderAction.selector, given));
            antin.postOrder(BODY, 0, given, 0, 0, 0, 0, "");
        }
        bytes4 negative = IAntinChanges.AntinIntervalNegative.selector;
        vm.expectRevert(abi.encodeWithSelector(negative, uint40(9), uint40(9)));
        antin.postOrder(BODY, 0, ORDER_REVIEW, 0, 9, 9, 0, "");
        string memory long = "an order number of more than sixty-four bytes is refused, this is one";
        vm.expectRevert(abi.encodeWithSelector(IAntinLog.AntinTextTooLong.selector, bytes(long).length, 64));
        antin.postOrder(BODY, 0, ORDER_REVIEW, 0, 0, 0, 0, long);
    }

    function test_RetractOnceAndKeepTheRest() public {
        antin.postOrder(BODY, 1, ORDER_WITHDRAW, 7, 0, 0, 0, "");
        antin.postOrder(BODY, 1, ORDER_REVIEW, 8, 0, 0, 0, "");
        vm.warp(START + 3);
        vm.expectEmit(address(antin));
        emit IAntinOrders.OrderRetracted(BODY, 1, 0, 4, "22/LENH");
        antin.retractOrder(BODY, 1, 0, 4, "22/LENH");
        Order memory o = antin.orderOf(BODY, 1, 0);
        assertEq(abi.encode(o), abi.encode(Order(ORDER_WITHDRAW, 7, 0, 0, START, START, START + 3)));
        assertEq(antin.orderOf(BODY, 1, 1).retractedAt, 0);
        assertEq(antin.grantOf(BODY, 1).orders, 2);
        bytes4 again = IAntinOrders.AntinOrderRetracted.selector;
        vm.expectRevert(abi.encodeWithSelector(again, BODY, uint16(1), uint16(0), START + 3));
        antin.retractOrder(BODY, 1, 0, 4, "");
    }

    function test_RevertWhen_RetractingWhatIsNot() public {
        antin.postOrder(BODY, 1, ORDER_REVIEW, 0, 0, 0, 0, "");
        bytes4 unknown = IAntinOrders.AntinOrderUnknown.selector;
        vm.expectRevert(abi.encodeWithSelector(unknown, BODY, uint16(0), uint16(0)));
        antin.retractOrder(BODY, 0, 0, 0, "");
        vm.expectRevert(abi.encodeWithSelector(unknown, BODY, uint16(1), uint16(1)));
        antin.retractOrder(BODY, 1, 1, 0, "");
    }

    function test_RevertWhen_CallerIsNotTheAuthority() public {
        antin.postOrder(BODY, 0, ORDER_REVIEW, 0, 0, 0, 0, "");
        bytes memory refused = abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, stranger);
        vm.startPrank(stranger);
        vm.expectRevert(refused);
        antin.postOrder(BODY, 0, ORDER_REVIEW, 0, 0, 0, 0, "");
        vm.expectRevert(refused);
        antin.retractOrder(BODY, 0, 0, 0, "");
    }

    function testFuzz_OrdersSurviveTheirPacking(uint8 action, uint8 reason, uint40 from, uint40 until, uint40 effective)
        public
    {
        // forge-lint: disable-next-line(unsafe-typecast)
        action = uint8(bound(action, ORDER_REVIEW, ORDER_WITHDRAW));
        if (until <= from) until = 0;
        uint16 n = antin.postOrder(BODY, 1, action, reason, from, until, effective, "");
        uint40 effectiveFrom = effective == 0 ? START : effective;
        Order memory expected = Order(action, reason, from, until, effectiveFrom, START, 0);
        assertEq(abi.encode(antin.orderOf(BODY, 1, n)), abi.encode(expected));
    }
}
