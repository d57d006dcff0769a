// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AntinRecords} from "./AntinRecords.sol";
import {Grant, Order, ORDER_REVIEW, ORDER_WITHDRAW} from "./AntinTypes.sol";
import {IAntinChanges} from "./interfaces/IAntinChanges.sol";
import {IAntinOrders} from "./interfaces/IAntinOrders.sol";

/// @title Orders of the authority
abstract contract AntinOrders is IAntinOrders, AntinRecords {
    /// @inheritdoc IAntinOrders
    function postOrder(
        bytes32 bodyId,
        uint16 grantOrZero,
        uint8 action,
        uint8 reason,
        uint40 from,
        uint40 until,
        uint40 effectiveFrom,
        string calldata orderNumber
    ) external restricted returns (uint16 n) {
        Tape memory tape = _open();
        _checkOrderNumber(orderNumber);
        _checkKnown(bodyId, grantOrZero);
        if (action < ORDER_REVIEW || action > ORDER_WITHDRAW) revert AntinOrderAction(action);
        if (until != 0 && until <= from) revert IAntinChanges.AntinIntervalNegative(from, until);
        Order memory order = Order(action, reason, from, until, _timeOrNow(effectiveFrom), _now(), 0);
        n = _count(bodyId, grantOrZero);
        _orders[bodyId][grantOrZero][n] = order;
        _appendPosted(tape, bodyId, grantOrZero, n, order, orderNumber);
        _close(tape);
    }

    /// @inheritdoc IAntinOrders
    function retractOrder(bytes32 bodyId, uint16 grantOrZero, uint16 n, uint8 reason, string calldata orderNumber)
        external
        restricted
    {
        Tape memory tape = _openRunning();
        _checkOrderNumber(orderNumber);
        Order storage order = _orders[bodyId][grantOrZero][n];
        if (order.recordedAt == 0) revert AntinOrderUnknown(bodyId, grantOrZero, n);
        if (order.retractedAt != 0) revert AntinOrderRetracted(bodyId, grantOrZero, n, order.retractedAt);
        order.retractedAt = _now();
        emit OrderRetracted(bodyId, grantOrZero, n, reason, orderNumber);
        bytes32 arguments = keccak256(abi.encode(bodyId, grantOrZero, n, reason, orderNumber));
        _append(tape, OrderRetracted.selector, arguments);
        _close(tape);
    }

    /// @inheritdoc IAntinOrders
    function orderOf(bytes32 bodyId, uint16 grantOrZero, uint16 n) external view returns (Order memory record) {
        return _orders[bodyId][grantOrZero][n];
    }

    /// @dev Counts one more order; time and number of the latest change stay what they are.
    function _count(bytes32 bodyId, uint16 grantOrZero) private returns (uint16 n) {
        Grant storage record = _recordOf(bodyId, grantOrZero);
        n = record.orders;
        record.orders = n + 1;
    }

    function _appendPosted(
        Tape memory tape,
        bytes32 bodyId,
        uint16 grantOrZero,
        uint16 n,
        Order memory o,
        string calldata orderNumber
    ) private {
        emit OrderPosted(bodyId, grantOrZero, n, o.action, o.reason, o.from, o.until, o.effectiveFrom, orderNumber);
        bytes32 arguments = keccak256(
            abi.encode(bodyId, grantOrZero, n, o.action, o.reason, o.from, o.until, o.effectiveFrom, orderNumber)
        );
        _append(tape, OrderPosted.selector, arguments);
    }
}
