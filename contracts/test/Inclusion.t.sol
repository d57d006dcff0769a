// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {InclusionProof} from "../src/libraries/InclusionProof.sol";
import {AntinTest} from "./support/AntinTest.sol";

contract InclusionTest is AntinTest {
    /// @dev One case of the vectors' file, members in lower-case hexadecimal digits.
    struct Case {
        uint256 index;
        uint256 size;
        string root;
        string leaf;
        string[] proof;
        bool valid;
    }

    function rootFrom(bytes32 leafHash, uint256 index, uint256 size, bytes32[] calldata proof)
        external
        pure
        returns (bool, bytes32)
    {
        return InclusionProof.rootFrom(leafHash, index, size, proof);
    }

    function test_Vectors() public view {
        string memory json = vm.readFile("tests/vectors/merkle/inclusion.json");
        string memory kind =
            "Vector(uint256 leaf_index,uint256 tree_size,string root,string leaf_hash,string[] proof,bool valid)";
        Case[] memory cases = abi.decode(vm.parseJsonTypeArray(json, "$", kind), (Case[]));
        uint256 valid;
        for (uint256 n = 0; n < cases.length; ++n) {
            assertEq(verifyCase(cases[n]), cases[n].valid, vm.toString(n));
            if (cases[n].valid) ++valid;
        }
        assertGt(valid, 0);
        assertGt(cases.length, valid);
    }

    function testFuzz_AgreesWithTheReferenceTree(uint256 seed, uint8 size, uint256 index) public view {
        bytes32[] memory leaves = new bytes32[](bound(size, 1, 40));
        for (uint256 i = 0; i < leaves.length; ++i) {
            leaves[i] = keccak256(abi.encode(seed, i));
        }
        index = bound(index, 0, leaves.length - 1);
        bytes32[] memory proof = proofOf(index, leaves, 0, leaves.length);
        bytes32 root = rootOf(leaves, 0, leaves.length);
        (bool ok, bytes32 computed) = this.rootFrom(leaves[index], index, leaves.length, proof);
        assertTrue(ok);
        assertEq(computed, root);
        // Any other position or leaf leads elsewhere.
        uint256 other = (index + 1 + seed % leaves.length) % leaves.length;
        if (other != index) {
            (ok, computed) = this.rootFrom(leaves[index], other, leaves.length, proof);
            assertFalse(ok && computed == root);
            (, computed) = this.rootFrom(leaves[other], index, leaves.length, proof);
            assertNotEq(computed, root);
        }
    }

    function test_AnInnerNodeIsNotALeaf() public {
        bytes32[] memory leaves = new bytes32[](4);
        for (uint256 i = 0; i < 4; ++i) {
            leaves[i] = keccak256(abi.encode(i));
        }
        bytes32 id = anchor(list(1), rootOf(leaves, 0, 4), 4);
        bytes32[] memory proof = new bytes32[](1);
        proof[0] = rootOf(leaves, 2, 4);
        bytes32 node = rootOf(leaves, 0, 2);
        for (uint32 i = 0; i < 4; ++i) {
            assertFalse(antin.verifyInclusion(id, BODY, list(1), node, i, proof));
        }
    }

    function test_BoundToBatchBodyGrantsAndSize() public {
        bytes32[] memory leaves = new bytes32[](3);
        for (uint256 i = 0; i < 3; ++i) {
            leaves[i] = keccak256(abi.encode(i));
        }
        bytes32 root = rootOf(leaves, 0, 3);
        bytes32[] memory proof = proofOf(2, leaves, 0, 3);
        assertFalse(antin.verifyInclusion(antin.batchIdOf(BODY, list(1), root), BODY, list(1), leaves[2], 2, proof));
        bytes32 id = anchor(list(1), root, 3);
        assertTrue(antin.verifyInclusion(id, BODY, list(1), leaves[2], 2, proof));
        assertFalse(antin.verifyInclusion(id, BODY, list(1), leaves[1], 2, proof));
        assertFalse(antin.verifyInclusion(id, BODY, list(1), leaves[2], 1, proof));
        assertFalse(antin.verifyInclusion(id, BODY, list(1), leaves[2], 3, proof));
        assertFalse(antin.verifyInclusion(id, SCOPE, list(1), leaves[2], 2, proof));
        assertFalse(antin.verifyInclusion(id, BODY, list(2), leaves[2], 2, proof));
        bytes32 wrongSize = anchor(list(1, 2), root, 4);
        assertFalse(antin.verifyInclusion(wrongSize, BODY, list(1, 2), leaves[2], 2, proof));
    }

    function verifyCase(Case memory c) private view returns (bool) {
        bytes32[] memory proof = new bytes32[](c.proof.length);
        for (uint256 i = 0; i < c.proof.length; ++i) {
            // What is not 32 bytes long cannot be handed to the contract at all.
            if (bytes(c.proof[i]).length != 64) return false;
            proof[i] = word(c.proof[i]);
        }
        if (bytes(c.leaf).length != 64 || bytes(c.root).length != 64) return false;
        (bool ok, bytes32 computed) = this.rootFrom(word(c.leaf), c.index, c.size, proof);
        return ok && computed == word(c.root);
    }

    function word(string memory digits) private pure returns (bytes32) {
        return vm.parseBytes32(string.concat("0x", digits));
    }

    // RFC 9162 §2.1.1 and §2.1.3.1 word for word, over leaves[from..to).

    function rootOf(bytes32[] memory leaves, uint256 from, uint256 to) private pure returns (bytes32) {
        if (to - from == 1) return leaves[from];
        uint256 middle = from + splitOf(to - from);
        return sha256(bytes.concat(hex"01", rootOf(leaves, from, middle), rootOf(leaves, middle, to)));
    }

    function proofOf(uint256 index, bytes32[] memory leaves, uint256 from, uint256 to)
        private
        pure
        returns (bytes32[] memory proof)
    {
        if (to - from == 1) return new bytes32[](0);
        uint256 middle = from + splitOf(to - from);
        bool left = from + index < middle;
        bytes32[] memory below =
            left ? proofOf(index, leaves, from, middle) : proofOf(from + index - middle, leaves, middle, to);
        proof = new bytes32[](below.length + 1);
        for (uint256 i = 0; i < below.length; ++i) {
            proof[i] = below[i];
        }
        proof[below.length] = left ? rootOf(leaves, middle, to) : rootOf(leaves, from, middle);
    }

    /// @dev The largest power of two below `n`.
    function splitOf(uint256 n) private pure returns (uint256 k) {
        for (k = 1; k * 2 < n; k *= 2) {}
    }
}
