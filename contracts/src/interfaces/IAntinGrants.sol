// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Grant} from "../AntinTypes.sol";

/// @title Grants
/// @notice A grant gives one scope to one body on one basis for an interval. Grants are numbered from
/// 1 within their body; an interval after a gap is a new grant. All calls are the authority's; times as
/// in IAntinChanges.
interface IAntinGrants {
    /// @notice A grant was given.
    event GrantGiven(
        bytes32 indexed body,
        uint16 indexed grant,
        uint8 basis,
        uint16 grantor,
        bytes32 scopeCodeHash,
        uint40 validFrom,
        uint40 validUntil,
        string orderNumber
    );

    /// @notice Grants are numbered from 1.
    error AntinGrantZero(bytes32 body);

    /// @notice A withdrawn body gets no grant.
    error AntinBodyWithdrawn(bytes32 body, uint40 validUntil);

    /// @notice Not one of the bases 1 to 4.
    error AntinBasisUnknown(uint8 basis);

    /// @notice A grant has to name its scope.
    error AntinScopeZero(bytes32 body);

    /// @notice Gives a grant to a body that is not withdrawn. Permissive.
    /// @param bodyId the body
    /// @param basis 1 registration, 2 accreditation, 3 designation, 4 recognition of a foreign body
    /// @param grantor index of the grantor in the trust list
    /// @param scopeCodeHash keccak256 of the scope code, NFC UTF-8
    /// @param validFrom first instant; 0: now; not after the block
    /// @param validUntil end of the interval, exclusive; 0: open
    /// @param orderNumber number of the grantor's decision; kept in the event only
    /// @return number the grant's number within its body
    function grant(
        bytes32 bodyId,
        uint8 basis,
        uint16 grantor,
        bytes32 scopeCodeHash,
        uint40 validFrom,
        uint40 validUntil,
        string calldata orderNumber
    ) external returns (uint16 number);

    /// @notice Suspends a grant. Restrictive; may move a suspension to an earlier start.
    function suspendGrant(
        bytes32 bodyId,
        uint16 number,
        uint40 effectiveFrom,
        uint8 reason,
        string calldata orderNumber
    ) external;

    /// @notice Ends a suspension of a grant. Permissive; dated at or before the suspension it annuls it.
    function restoreGrant(
        bytes32 bodyId,
        uint16 number,
        uint40 effectiveFrom,
        uint8 reason,
        string calldata orderNumber
    ) external;

    /// @notice Ends a grant. Restrictive; the end can later only move earlier.
    function withdrawGrant(
        bytes32 bodyId,
        uint16 number,
        uint40 effectiveFrom,
        uint8 reason,
        string calldata orderNumber
    ) external;

    /// @notice Ends a grant because a narrower one takes its place, which `grant` gives. Restrictive, as
    /// `withdrawGrant`; the change record tells a reduction from a withdrawal.
    function reduceGrant(bytes32 bodyId, uint16 number, uint40 effectiveFrom, uint8 reason, string calldata orderNumber)
        external;

    /// @notice Current record of a grant; all zero if there is none.
    function grantOf(bytes32 bodyId, uint16 number) external view returns (Grant memory record);

    /// @notice keccak256 of the scope code that a grant names; zero if there is no such grant.
    function scopeOf(bytes32 bodyId, uint16 number) external view returns (bytes32 scopeCodeHash);
}
