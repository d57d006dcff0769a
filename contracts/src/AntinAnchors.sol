// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AntinRecords} from "./AntinRecords.sol";
import {AntinSigners} from "./AntinSigners.sol";
import {Batch, MAX_BATCH_SIZE, MAX_GRANTS} from "./AntinTypes.sol";
import {IAntinBatches} from "./interfaces/IAntinBatches.sol";

/// @title What both kinds of batches have in common
abstract contract AntinAnchors is AntinRecords, AntinSigners {
    /// @dev True if the same batch with the same size is there already, in which case nothing is to do.
    function _isAnchored(bytes32 batchId, uint32 size) internal view returns (bool) {
        Batch memory record = _batches[batchId];
        if (record.anchoredAt == 0) return false;
        if (record.size != size) revert IAntinBatches.AntinBatchSizeDiffers(batchId, size, record.size);
        return true;
    }

    function _checkBatch(bytes32 bodyId, bytes32 root, uint32 size, uint64 deadline) internal view {
        _checkDeadline(deadline);
        if (root == 0) revert IAntinBatches.AntinRootZero(bodyId);
        if (size == 0 || size > MAX_BATCH_SIZE) revert IAntinBatches.AntinBatchSize(size);
    }

    function _checkGrants(bytes32 bodyId, uint16[] calldata grants, bool active) internal view {
        uint256 count = grants.length;
        if (count == 0 || count > MAX_GRANTS) revert IAntinBatches.AntinGrantCount(count);
        uint16 previous = 0;
        for (uint256 i = 0; i < count; ++i) {
            uint16 number = grants[i];
            if (number <= previous) revert IAntinBatches.AntinGrantOrder(i, number);
            if (active) _checkActive(bodyId, number);
            else _checkKnown(bodyId, number);
            previous = number;
        }
    }

    function _record(
        Tape memory tape,
        bytes32 batchId,
        bytes32 bodyId,
        uint16[] calldata grants,
        bytes32 root,
        uint32 size,
        address key,
        uint8 flags
    ) internal {
        // forge-lint: disable-next-line(unsafe-typecast) the size is at most 2^20
        _batches[batchId] = Batch({anchorKey: key, anchoredAt: _now(), size: uint24(size), flags: flags});
        emit IAntinBatches.BatchAnchored(batchId, bodyId, grants, root, size, key, flags);
        bytes32 arguments = keccak256(abi.encode(batchId, bodyId, grants, root, size, key, flags));
        _append(tape, IAntinBatches.BatchAnchored.selector, arguments);
    }

    function _batchId(bytes32 bodyId, uint16[] calldata grants, bytes32 root) internal pure returns (bytes32) {
        return keccak256(abi.encode(bodyId, grants, root));
    }

    /// @dev EIP-712 hashes an array as its elements, each padded to 32 bytes, which is what packing does.
    function _batchHash(
        bytes32 typeHash,
        bytes32 bodyId,
        uint16[] calldata grants,
        bytes32 root,
        uint32 size,
        uint64 deadline
    ) internal pure returns (bytes32) {
        bytes32 grantsHash = keccak256(abi.encodePacked(grants));
        return keccak256(abi.encode(typeHash, bodyId, grantsHash, root, size, deadline));
    }
}
