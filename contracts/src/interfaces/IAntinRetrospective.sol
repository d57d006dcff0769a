// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Certificates older than their body's membership
/// @notice A retrospective batch holds certificates that were issued on paper before the body joined. The
/// authority sends it with the body's signature; its grants need to exist, not to be active. Verifiers
/// require that each issue date lies before the body's first record, and judge the grants at that date.
interface IAntinRetrospective {
    /// @notice Anchors a retrospective batch. By the authority, permissive, with the signature of a good
    /// anchor key of the body over
    /// `AnchorRetrospective(bytes32 body,uint16[] grants,bytes32 root,uint32 size,uint64 deadline)`.
    /// @dev The same batch with the same size again changes and emits nothing. The event is
    /// `IAntinBatches.BatchAnchored` with bit 0 of its flags set.
    /// @param bodyId the body
    /// @param grants strictly ascending, 1 to 8, known
    /// @param root Merkle root, not zero
    /// @param size number of leaves, 1 to 2^20
    /// @param deadline last second at which the request may be recorded
    /// @param signature 65 bytes r, s, v
    /// @return batchId `keccak256(abi.encode(bodyId, grants, root, "retrospective"))`
    function anchorRetrospective(
        bytes32 bodyId,
        uint16[] calldata grants,
        bytes32 root,
        uint32 size,
        uint64 deadline,
        bytes calldata signature
    ) external returns (bytes32 batchId);
}
