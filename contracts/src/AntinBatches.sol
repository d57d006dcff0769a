// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AntinGrants} from "./AntinGrants.sol";
import {AntinKeys} from "./AntinKeys.sol";
import {AnchorRequest, Batch, BATCH_VERSION_1, MAX_BATCH_SIZE, MAX_GRANTS} from "./AntinTypes.sol";
import {IAntinBatches} from "./interfaces/IAntinBatches.sol";
import {InclusionProof} from "./libraries/InclusionProof.sol";

/// @title Anchoring of batches
abstract contract AntinBatches is IAntinBatches, AntinGrants, AntinKeys {
    bytes32 private constant ANCHOR_TYPEHASH =
        keccak256("Anchor(bytes32 body,uint16[] grants,bytes32 root,uint32 size,uint64 deadline)");

    /// @inheritdoc IAntinBatches
    function anchor(
        bytes32 bodyId,
        uint16[] calldata grants,
        bytes32 root,
        uint32 size,
        uint64 deadline,
        bytes calldata signature
    ) external returns (bytes32 batchId) {
        Tape memory tape = _open();
        batchId = _batchId(bodyId, grants, root);
        if (_isAnchored(batchId, size)) return batchId;
        _anchor(tape, batchId, bodyId, grants, root, size, deadline, signature);
        _close(tape);
    }

    /// @inheritdoc IAntinBatches
    function anchorMany(AnchorRequest[] calldata requests) external returns (bytes32[] memory batchIds) {
        Tape memory tape = _open();
        batchIds = new bytes32[](requests.length);
        for (uint256 i = 0; i < requests.length; ++i) {
            AnchorRequest calldata r = requests[i];
            bytes32 batchId = _batchId(r.body, r.grants, r.root);
            batchIds[i] = batchId;
            if (_isAnchored(batchId, r.size)) continue;
            _anchor(tape, batchId, r.body, r.grants, r.root, r.size, r.deadline, r.signature);
        }
        _close(tape);
    }

    /// @inheritdoc IAntinBatches
    function batch(bytes32 batchId) external view returns (Batch memory record) {
        return _batches[batchId];
    }

    /// @inheritdoc IAntinBatches
    function batchIdOf(bytes32 bodyId, uint16[] calldata grants, bytes32 root) external pure returns (bytes32 batchId) {
        return _batchId(bodyId, grants, root);
    }

    /// @inheritdoc IAntinBatches
    function anchorDigest(bytes32 bodyId, uint16[] calldata grants, bytes32 root, uint32 size, uint64 deadline)
        external
        view
        returns (bytes32 digest)
    {
        return _digest(_anchorHash(bodyId, grants, root, size, deadline));
    }

    /// @inheritdoc IAntinBatches
    function verifyInclusion(
        bytes32 batchId,
        bytes32 bodyId,
        uint16[] calldata grants,
        bytes32 leafHash,
        uint32 index,
        bytes32[] calldata proof
    ) external view returns (bool) {
        // The size of a batch that is not anchored is 0, and no index lies below it.
        (bool ok, bytes32 root) = InclusionProof.rootFrom(leafHash, index, _batches[batchId].size, proof);
        return ok && _batchId(bodyId, grants, root) == batchId;
    }

    /// @dev True if the same batch with the same size is there already, in which case nothing is to do.
    function _isAnchored(bytes32 batchId, uint32 size) private view returns (bool) {
        Batch memory record = _batches[batchId];
        if (record.anchoredAt == 0) return false;
        if (record.size != size) revert AntinBatchSizeDiffers(batchId, size, record.size);
        return true;
    }

    function _anchor(
        Tape memory tape,
        bytes32 batchId,
        bytes32 bodyId,
        uint16[] calldata grants,
        bytes32 root,
        uint32 size,
        uint64 deadline,
        bytes calldata signature
    ) private {
        _checkDeadline(deadline);
        if (root == 0) revert AntinRootZero(bodyId);
        if (size == 0 || size > MAX_BATCH_SIZE) revert AntinBatchSize(size);
        _checkBodyActive(bodyId);
        _checkGrants(bodyId, grants);
        address key = _goodSigner(bodyId, _anchorHash(bodyId, grants, root, size, deadline), signature);
        // forge-lint: disable-next-line(unsafe-typecast) the size is at most 2^20
        _batches[batchId] = Batch({anchorKey: key, anchoredAt: _now(), size: uint24(size), flags: BATCH_VERSION_1});
        emit BatchAnchored(batchId, bodyId, grants, root, size, key, BATCH_VERSION_1);
        bytes32 arguments = keccak256(abi.encode(batchId, bodyId, grants, root, size, key, BATCH_VERSION_1));
        _append(tape, BatchAnchored.selector, arguments);
    }

    function _checkGrants(bytes32 bodyId, uint16[] calldata grants) private view {
        uint256 count = grants.length;
        if (count == 0 || count > MAX_GRANTS) revert AntinGrantCount(count);
        uint16 previous = 0;
        for (uint256 i = 0; i < count; ++i) {
            uint16 number = grants[i];
            if (number <= previous) revert AntinGrantOrder(i, number);
            _checkActive(bodyId, number);
            previous = number;
        }
    }

    function _batchId(bytes32 bodyId, uint16[] calldata grants, bytes32 root) private pure returns (bytes32) {
        return keccak256(abi.encode(bodyId, grants, root));
    }

    /// @dev EIP-712 hashes an array as its elements, each padded to 32 bytes, which is what packing does.
    function _anchorHash(bytes32 bodyId, uint16[] calldata grants, bytes32 root, uint32 size, uint64 deadline)
        private
        pure
        returns (bytes32)
    {
        bytes32 grantsHash = keccak256(abi.encodePacked(grants));
        return keccak256(abi.encode(ANCHOR_TYPEHASH, bodyId, grantsHash, root, size, deadline));
    }
}
