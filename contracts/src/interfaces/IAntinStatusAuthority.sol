// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title The authority's part in the status of certificates
/// @notice Lanes, moves, the event and the errors stand in IAntinStatus. All calls are the authority's.
interface IAntinStatusAuthority {
    /// @notice Writes the next record in the authority's lane.
    /// @dev A move to a better state, and any but a withdrawal that reaches back before the last record, also
    /// needs an immediate right to `reinstateByAuthority`, so that a role without delay can only restrict.
    /// @param effectiveFrom 0: now; not after the block
    function setStatusByAuthority(
        bytes32 bodyId,
        bytes32 subject,
        uint8 newState,
        uint8 reason,
        uint40 effectiveFrom,
        string calldata orderNumber,
        bytes32 ref
    ) external;

    /// @notice Writes "active" as the next record in the authority's lane. Permissive.
    function reinstateByAuthority(
        bytes32 bodyId,
        bytes32 subject,
        uint8 reason,
        uint40 effectiveFrom,
        string calldata orderNumber
    ) external;

    /// @notice Lifts in the body's lane what a compromised key wrote there last. By the authority; permissive.
    /// @param n next free number of the body's lane
    /// @param newState the state to return to, better than the last
    /// @param effectiveFrom 0: now; dated at or before the lifted record it annuls it
    function liftStatus(
        bytes32 bodyId,
        bytes32 subject,
        uint16 n,
        uint8 newState,
        uint8 reason,
        uint40 effectiveFrom,
        string calldata orderNumber
    ) external;
}
