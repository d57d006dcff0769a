// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AnchorRequest} from "../AntinTypes.sol";

/// @title Batches
/// @notice Anchored means: the body and every grant were active and the signature was by a good anchor
/// key of the body, at that block. What a retrospective batch means stands in IAntinRetrospective.
interface IAntinBatches {
    /// @notice A batch was anchored.
    /// @param anchorKey the key that signed
    /// @param flags as stored: bit 0 retrospective, bits 4 to 7 record version
    event BatchAnchored(
        bytes32 indexed batchId,
        bytes32 indexed body,
        uint16[] grants,
        bytes32 root,
        uint32 size,
        address anchorKey,
        uint8 flags
    );

    /// @notice A batch names 1 to 8 grants.
    error AntinGrantCount(uint256 count);

    /// @notice Grants are listed strictly ascending, from 1.
    error AntinGrantOrder(uint256 position, uint16 grant);

    /// @notice A batch has 1 to 2^20 leaves.
    error AntinBatchSize(uint32 size);

    /// @notice The root must not be zero.
    error AntinRootZero(bytes32 body);

    /// @notice The batch is anchored with another size.
    error AntinBatchSizeDiffers(bytes32 batchId, uint32 size, uint32 anchored);

    /// @notice Anchors one batch. Anyone may send it; the body's signature decides, over
    /// `Anchor(bytes32 body,uint16[] grants,bytes32 root,uint32 size,uint64 deadline)`.
    /// @dev The same batch with the same size again changes and emits nothing, whatever its deadline and
    /// signature, so that a lost reply is settled by sending or asking again.
    /// @param bodyId the body
    /// @param grants strictly ascending, 1 to 8
    /// @param root Merkle root, not zero
    /// @param size number of leaves, 1 to 2^20
    /// @param deadline last second at which the request may be recorded
    /// @param signature 65 bytes r, s, v
    /// @return batchId `keccak256(abi.encode(bodyId, grants, root))`
    function anchor(
        bytes32 bodyId,
        uint16[] calldata grants,
        bytes32 root,
        uint32 size,
        uint64 deadline,
        bytes calldata signature
    ) external returns (bytes32 batchId);

    /// @notice Anchors several batches, of any bodies, all or none.
    function anchorMany(AnchorRequest[] calldata requests) external returns (bytes32[] memory batchIds);
}
