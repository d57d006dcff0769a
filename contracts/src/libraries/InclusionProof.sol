// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Merkle inclusion proofs of RFC 9162 with SHA-256
/// @dev `node = SHA-256(0x01 || left || right)`; leaves are hashed elsewhere with the prefix 0x00, so
/// an inner node can never pass as a leaf.
library InclusionProof {
    bytes1 private constant NODE_PREFIX = 0x01;

    /// @notice Root that a proof leads to, by RFC 9162 §2.1.3.2.
    /// @param leafHash hash of the leaf
    /// @param index position of the leaf, from 0
    /// @param size number of leaves in the tree
    /// @param proof sibling hashes from the leaf upwards
    /// @return ok false if the index lies outside the tree or the proof has not the length that index and size require
    /// @return root the computed root; meaningless unless `ok`
    function rootFrom(bytes32 leafHash, uint256 index, uint256 size, bytes32[] calldata proof)
        internal
        pure
        returns (bool ok, bytes32 root)
    {
        if (index >= size) return (false, 0);
        uint256 fn = index;
        uint256 sn = size - 1;
        root = leafHash;
        for (uint256 i = 0; i < proof.length; ++i) {
            if (sn == 0) return (false, 0);
            if (fn & 1 == 1 || fn == sn) {
                root = sha256(abi.encodePacked(NODE_PREFIX, proof[i], root));
                // A node without a right sibling rises unchanged to the level where it has a left one.
                while (fn & 1 == 0 && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else {
                root = sha256(abi.encodePacked(NODE_PREFIX, root, proof[i]));
            }
            fn >>= 1;
            sn >>= 1;
        }
        ok = sn == 0;
    }
}
