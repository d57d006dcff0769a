// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AntinAnchors} from "./AntinAnchors.sol";
import {BATCH_RETROSPECTIVE, BATCH_VERSION_1} from "./AntinTypes.sol";
import {IAntinRetrospective} from "./interfaces/IAntinRetrospective.sol";

/// @title Anchoring of what was issued before its body joined
abstract contract AntinRetrospective is IAntinRetrospective, AntinAnchors {
    bytes32 private constant RETROSPECTIVE_TYPEHASH =
        keccak256("AnchorRetrospective(bytes32 body,uint16[] grants,bytes32 root,uint32 size,uint64 deadline)");

    /// @inheritdoc IAntinRetrospective
    function anchorRetrospective(
        bytes32 bodyId,
        uint16[] calldata grants,
        bytes32 root,
        uint32 size,
        uint64 deadline,
        bytes calldata signature
    ) external restricted returns (bytes32 batchId) {
        Tape memory tape = _open();
        batchId = _retrospectiveId(bodyId, grants, root);
        if (_isAnchored(batchId, size)) return batchId;
        _checkRunning(tape);
        _checkBatch(bodyId, root, size, deadline);
        _checkKnown(bodyId, 0);
        _checkGrants(bodyId, grants, false);
        bytes32 structHash = _batchHash(RETROSPECTIVE_TYPEHASH, bodyId, grants, root, size, deadline);
        address key = _goodSigner(bodyId, structHash, signature);
        _record(tape, batchId, bodyId, grants, root, size, key, BATCH_VERSION_1 | BATCH_RETROSPECTIVE);
        _close(tape);
    }

    function _retrospectiveId(bytes32 bodyId, uint16[] calldata grants, bytes32 root) internal pure returns (bytes32) {
        return keccak256(abi.encode(bodyId, grants, root, "retrospective"));
    }
}
