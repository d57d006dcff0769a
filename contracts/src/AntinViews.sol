// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC5267} from "@openzeppelin/contracts/interfaces/IERC5267.sol";

import {AntinRetrospective} from "./AntinRetrospective.sol";
import {ANCHOR_TYPEHASH, Batch, BATCH_RETROSPECTIVE, Status, Surveillance} from "./AntinTypes.sol";
import {IAntinViews} from "./interfaces/IAntinViews.sol";
import {InclusionProof} from "./libraries/InclusionProof.sol";

/// @title Reading by call
abstract contract AntinViews is IAntinViews, IERC5267, AntinRetrospective {
    /// @dev ERC-5267: name, version, chainId and verifyingContract are used; salt is not.
    bytes1 private constant FIELDS = 0x0f;

    /// @inheritdoc IAntinViews
    function batch(bytes32 batchId) external view returns (Batch memory record) {
        return _batches[batchId];
    }

    /// @inheritdoc IAntinViews
    function batchIdOf(bytes32 bodyId, uint16[] calldata grants, bytes32 root) external pure returns (bytes32 batchId) {
        return _batchId(bodyId, grants, root);
    }

    /// @inheritdoc IAntinViews
    function retrospectiveBatchIdOf(bytes32 bodyId, uint16[] calldata grants, bytes32 root)
        external
        pure
        returns (bytes32 batchId)
    {
        return _retrospectiveId(bodyId, grants, root);
    }

    /// @inheritdoc IAntinViews
    function anchorDigest(bytes32 bodyId, uint16[] calldata grants, bytes32 root, uint32 size, uint64 deadline)
        external
        view
        returns (bytes32 digest)
    {
        return _digest(_batchHash(ANCHOR_TYPEHASH, bodyId, grants, root, size, deadline));
    }

    /// @inheritdoc IAntinViews
    function verifyInclusion(
        bytes32 batchId,
        bytes32 bodyId,
        uint16[] calldata grants,
        bytes32 leafHash,
        uint32 index,
        bytes32[] calldata proof
    ) external view returns (bool) {
        Batch memory record = _batches[batchId];
        // The size of a batch that is not anchored is 0, and no index lies below it.
        (bool ok, bytes32 root) = InclusionProof.rootFrom(leafHash, index, record.size, proof);
        if (!ok) return false;
        bool retrospective = record.flags & BATCH_RETROSPECTIVE != 0;
        bytes32 id = retrospective ? _retrospectiveId(bodyId, grants, root) : _batchId(bodyId, grants, root);
        return id == batchId;
    }

    /// @inheritdoc IAntinViews
    function status(bytes32 bodyId, bytes32 subject, uint8 lane, uint16 n)
        external
        view
        returns (Status memory record)
    {
        return _statuses[bodyId][subject][lane][n].unpack();
    }

    /// @inheritdoc IAntinViews
    function authorityStatusCount(bytes32 bodyId, bytes32 subject) external view returns (uint16 count) {
        return _authorityCounts[bodyId][subject];
    }

    /// @inheritdoc IAntinViews
    function surveillanceOf(bytes32 bodyId, bytes32 subject) external view returns (Surveillance memory record) {
        return _surveillance[bodyId][subject];
    }

    /// @inheritdoc IERC5267
    function eip712Domain()
        external
        view
        returns (
            bytes1 fields,
            string memory name,
            string memory version,
            uint256 chainId,
            address verifyingContract,
            bytes32 salt,
            uint256[] memory extensions
        )
    {
        return (FIELDS, NAME, VERSION, block.chainid, address(this), bytes32(0), new uint256[](0));
    }
}
