// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Change} from "../AntinTypes.sol";

/// @title Changes of bodies and grants
/// @notice A change belongs to a body (grant 0) or to one of its grants. In every time argument 0 stands
/// for the block's time. A restrictive change may take effect at any time, a permissive one not after
/// its block; one that takes effect before its block is flagged.
interface IAntinChanges {
    /// @notice A body (grant 0) or a grant was suspended, reinstated or withdrawn, or a grant reduced.
    /// @param change number of the change record
    /// @param kind 2 suspended, 3 reinstated, 4 withdrawn, 5 reduced
    /// @param from when it takes effect
    event Changed(
        bytes32 indexed body,
        uint16 indexed grant,
        uint16 change,
        uint8 kind,
        uint40 from,
        uint8 reason,
        string orderNumber
    );

    /// @notice No such body (grant 0) or grant.
    error AntinRecordUnknown(bytes32 body, uint16 grant);

    /// @notice The body (grant 0) or the grant is not active at the block's time.
    error AntinNotActive(bytes32 body, uint16 grant, uint256 blockTime);

    /// @notice Already suspended, from the same time or an earlier one.
    error AntinAlreadySuspended(bytes32 body, uint16 grant, uint40 suspendedFrom);

    /// @notice There is no suspension to end.
    error AntinNotSuspended(bytes32 body, uint16 grant);

    /// @notice The interval already ends no later.
    error AntinEndsEarlier(bytes32 body, uint16 grant, uint40 validUntil);

    /// @notice An interval cannot end before it starts, nor a new one when it starts.
    error AntinIntervalNegative(uint40 from, uint40 until);

    /// @notice Change record `n` of a body (grant 0) or of one of its grants; all zero if there is none.
    function changeOf(bytes32 bodyId, uint16 grantOrZero, uint16 n) external view returns (Change memory record);
}
