// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Body} from "../AntinTypes.sol";

/// @title Bodies
/// @notice A body is known by `keccak256` of its UTF-8 code. All calls are the authority's; times as in
/// IAntinChanges.
interface IAntinBodies {
    /// @notice A body was registered.
    event BodyRegistered(bytes32 indexed body, uint40 validFrom, uint8 reason, string orderNumber);

    /// @notice The zero id names no body.
    error AntinBodyIdZero(bytes32 body);

    /// @notice The body is registered already.
    error AntinBodyExists(bytes32 body, uint40 recordedAt);

    /// @notice Registers a body. Permissive.
    /// @param bodyId keccak256 of the body's UTF-8 code
    /// @param validFrom first instant of its registration; 0: now
    /// @param reason reason code
    /// @param orderNumber number of the authority's order; kept in the event only
    function registerBody(bytes32 bodyId, uint40 validFrom, uint8 reason, string calldata orderNumber) external;

    /// @notice Suspends a body. Restrictive; may move a suspension to an earlier start.
    function suspendBody(bytes32 bodyId, uint40 effectiveFrom, uint8 reason, string calldata orderNumber) external;

    /// @notice Ends a suspension of a body. Permissive; dated at or before the suspension it annuls it.
    function reinstateBody(bytes32 bodyId, uint40 effectiveFrom, uint8 reason, string calldata orderNumber) external;

    /// @notice Ends a body's registration. Restrictive; the end can later only move earlier.
    function withdrawBody(bytes32 bodyId, uint40 effectiveFrom, uint8 reason, string calldata orderNumber) external;

    /// @notice Current record of a body; all zero if there is none.
    function body(bytes32 bodyId) external view returns (Body memory record);
}
