// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Order} from "../AntinTypes.sol";

/// @title Orders
/// @notice One act of the authority over many certificates of a body, or of one of its grants: it matches
/// what was anchored or issued in an interval. Orders are numbered from 0 and counted in the record of
/// the body or grant, so that a proof shows that none is missing. Verifiers apply them.
interface IAntinOrders {
    /// @notice An order was posted.
    /// @param n number of the order within its body (grant 0) or grant
    /// @param action 1 review, 2 suspend, 3 withdraw
    /// @param from first instant of what it matches
    /// @param until end of what it matches, exclusive; 0: open
    /// @param effectiveFrom when it takes effect
    event OrderPosted(
        bytes32 indexed body,
        uint16 indexed grant,
        uint16 n,
        uint8 action,
        uint8 reason,
        uint40 from,
        uint40 until,
        uint40 effectiveFrom,
        string orderNumber
    );

    /// @notice An order was retracted; it holds no more from the block's time on.
    event OrderRetracted(bytes32 indexed body, uint16 indexed grant, uint16 n, uint8 reason, string orderNumber);

    /// @notice Not one of the actions 1 to 3.
    error AntinOrderAction(uint8 action);

    /// @notice No such order.
    error AntinOrderUnknown(bytes32 body, uint16 grant, uint16 n);

    /// @notice An order is retracted once.
    error AntinOrderRetracted(bytes32 body, uint16 grant, uint16 n, uint40 retractedAt);

    /// @notice Posts an order. By the authority; restrictive.
    /// @param bodyId the body
    /// @param grantOrZero one of its grants, or 0 for the body itself
    /// @param action 1 review, 2 suspend, 3 withdraw
    /// @param reason reason code
    /// @param from first instant of what it matches; 0: from the beginning
    /// @param until end of what it matches, exclusive; 0: open
    /// @param effectiveFrom 0: now; any time
    /// @param orderNumber number of the authority's decision; kept in the event only
    /// @return n the order's number
    function postOrder(
        bytes32 bodyId,
        uint16 grantOrZero,
        uint8 action,
        uint8 reason,
        uint40 from,
        uint40 until,
        uint40 effectiveFrom,
        string calldata orderNumber
    ) external returns (uint16 n);

    /// @notice Retracts an order from the block's time on. By the authority; permissive.
    function retractOrder(bytes32 bodyId, uint16 grantOrZero, uint16 n, uint8 reason, string calldata orderNumber)
        external;

    /// @notice Order `n` over a body (grant 0) or a grant; all zero if there is none.
    function orderOf(bytes32 bodyId, uint16 grantOrZero, uint16 n) external view returns (Order memory record);
}
