// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {EXTENSION_CODE_HASH} from "../src/ExtensionCode.sol";
import {IAntin} from "../src/interfaces/IAntin.sol";
import {AntinTest} from "./support/AntinTest.sol";

/// @dev Batch ids and signing digests that every implementation has to reproduce.
contract VectorsTest is AntinTest {
    function test_BatchIdsAndDigests() public {
        string memory json = vm.readFile("tests/vectors/antin/summaries.json");
        uint256 count;
        for (; vm.keyExistsJson(json, path(count, "size")); ++count) {
            check(json, count);
        }
        assertGe(count, 2);
    }

    function test_TheShippedCodeIsTheTestedCode() public view {
        string memory json = vm.readFile("registry/chain/artifacts/Antin.json");
        assertEq(vm.parseJsonBytes(json, ".deployedBytecode"), address(antin).code);
        assertEq(vm.parseJsonBytes32(json, ".deployedCodeHash"), address(antin).codehash);
    }

    function test_TheShippedExtensionIsTheTestedOne() public view {
        string memory json = vm.readFile("registry/chain/artifacts/AntinExtension.json");
        assertEq(vm.parseJsonBytes(json, ".deployedBytecode"), extension().code);
        assertEq(vm.parseJsonBytes32(json, ".deployedCodeHash"), EXTENSION_CODE_HASH);
        assertEq(extension().codehash, EXTENSION_CODE_HASH, "run scripts/compile_contracts");
    }

    function test_EveryDeploymentHasTheSameCode() public {
        vm.chainId(7);
        assertEq(address(deployAntin(address(manager))).codehash, address(antin).codehash);
    }

    function check(string memory json, uint256 n) private {
        uint256[] memory numbers = vm.parseJsonUintArray(json, path(n, "grants"));
        uint16[] memory grants = new uint16[](numbers.length);
        for (uint256 i = 0; i < numbers.length; ++i) {
            grants[i] = uint16(numbers[i]);
        }
        bytes32 bodyId = keccak256(bytes(vm.parseJsonString(json, path(n, "body"))));
        assertEq(bodyId, word(json, path(n, "body_id")));
        bytes32 root = word(json, path(n, "root"));
        uint32 size = uint32(vm.parseJsonUint(json, path(n, "size")));
        uint64 deadline = uint64(vm.parseJsonUint(json, path(n, "deadline")));
        // The code has no immutables, so it computes the domain of wherever it is put.
        address place = vm.parseAddress(vm.parseJsonString(json, path(n, "contract")));
        vm.etch(place, address(antin).code);
        vm.etch(vm.computeCreateAddress(place, 1), extension().code);
        vm.chainId(vm.parseJsonUint(json, path(n, "chain_id")));
        assertEq(IAntin(place).batchIdOf(bodyId, grants, root), word(json, path(n, "batch_id")));
        assertEq(IAntin(place).anchorDigest(bodyId, grants, root, size, deadline), word(json, path(n, "digest")));
    }

    function path(uint256 n, string memory member) private pure returns (string memory) {
        return string.concat("$.batches[", vm.toString(n), "].anchor.", member);
    }

    function word(string memory json, string memory where) private pure returns (bytes32) {
        return vm.parseBytes32(string.concat("0x", vm.parseJsonString(json, where)));
    }
}
