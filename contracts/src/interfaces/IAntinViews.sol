// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Batch, Status, Surveillance} from "../AntinTypes.sol";

/// @title What programs other than verifiers ask
/// @notice Verifiers read storage instead, because a view function cannot be proven.
interface IAntinViews {
    /// @notice Record of a batch; all zero if it is not anchored.
    function batch(bytes32 batchId) external view returns (Batch memory record);

    /// @notice Id of a batch.
    function batchIdOf(bytes32 bodyId, uint16[] calldata grants, bytes32 root) external pure returns (bytes32 batchId);

    /// @notice Id of a retrospective batch.
    /// @return batchId `keccak256(abi.encode(bodyId, grants, root, "retrospective"))`
    function retrospectiveBatchIdOf(bytes32 bodyId, uint16[] calldata grants, bytes32 root)
        external
        pure
        returns (bytes32 batchId);

    /// @notice EIP-712 digest that the body's anchor key signs.
    function anchorDigest(bytes32 bodyId, uint16[] calldata grants, bytes32 root, uint32 size, uint64 deadline)
        external
        view
        returns (bytes32 digest);

    /// @notice Whether a leaf is in an anchored batch, by RFC 9162 §2.1.3.2 with SHA-256.
    /// @dev The root is not stored but hashed into the id, so body and grants have to be given.
    /// @param batchId the batch; its anchored size is used
    /// @param bodyId the batch's body
    /// @param grants the batch's grants
    /// @param leafHash SHA-256(0x00 || summary)
    /// @param index position of the leaf, from 0
    /// @param proof sibling hashes from the leaf upwards
    function verifyInclusion(
        bytes32 batchId,
        bytes32 bodyId,
        uint16[] calldata grants,
        bytes32 leafHash,
        uint32 index,
        bytes32[] calldata proof
    ) external view returns (bool);

    /// @notice Status record `n` of a lane; all zero if there is none.
    function status(bytes32 bodyId, bytes32 subject, uint8 lane, uint16 n) external view returns (Status memory record);

    /// @notice Number of records in the authority's lane.
    function authorityStatusCount(bytes32 bodyId, bytes32 subject) external view returns (uint16 count);

    /// @notice Surveillance of a certificate; all zero if none is recorded.
    function surveillanceOf(bytes32 bodyId, bytes32 subject) external view returns (Surveillance memory record);
}
