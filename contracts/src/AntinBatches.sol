// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AntinAnchors} from "./AntinAnchors.sol";
import {AnchorRequest, ANCHOR_TYPEHASH, BATCH_VERSION_1} from "./AntinTypes.sol";
import {IAntinBatches} from "./interfaces/IAntinBatches.sol";

/// @title Anchoring of batches
abstract contract AntinBatches is IAntinBatches, AntinAnchors {
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
        _checkRunning(tape);
        _checkBatch(bodyId, root, size, deadline);
        _checkBodyActive(bodyId);
        _checkGrants(bodyId, grants, true);
        bytes32 structHash = _batchHash(ANCHOR_TYPEHASH, bodyId, grants, root, size, deadline);
        address key = _goodSigner(bodyId, structHash, signature);
        _record(tape, batchId, bodyId, grants, root, size, key, BATCH_VERSION_1);
    }
}
