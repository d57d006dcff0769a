// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {Test} from "forge-std/Test.sol";

import {AnchorRequest, StatusItem} from "../../src/AntinTypes.sol";
import {IAntin} from "../../src/interfaces/IAntin.sol";

/// @dev A registry with one body, two grants and one anchor key; and what bodies sign, hashed here from
/// the type strings of docs/spec/eip712.md, independently of the contract's constants.
abstract contract AntinTest is Test {
    uint256 internal constant KEY = 0xA11CE;
    uint256 internal constant OTHER_KEY = 0xB0B;
    uint40 internal constant START = 1_790_000_000;
    uint64 internal constant DEADLINE = START + 365 days;
    bytes32 internal constant BODY = keccak256("VD-CERT");
    bytes32 internal constant SCOPE = keccak256("QCVN 4:2009/BKHCN");
    bytes32 internal constant ROOT = keccak256("root");
    bytes32 internal constant LEAF = keccak256("leaf");

    AccessManager internal manager;
    IAntin internal antin;
    address internal stranger = makeAddr("stranger");

    function setUp() public virtual {
        vm.warp(START);
        manager = deployManager();
        antin = deployAntin(address(manager));
        antin.registerBody(BODY, 0, 1, "01/QD-VIDU");
        antin.grant(BODY, 1, 7, SCOPE, 0, 0, "02/QD-VIDU");
        antin.grant(BODY, 3, 8, keccak256("hop quy"), 0, 0, "03/QD-VIDU");
        registerKey(BODY, KEY);
    }

    /// @dev By artifact, since `new` would have the compiler build the whole contract into every test.
    function deployAntin(address accessManager) internal returns (IAntin) {
        return IAntin(deployCode("Antin.sol:Antin", abi.encode(accessManager)));
    }

    function deployManager() internal returns (AccessManager) {
        return AccessManager(deployCode("AccessManager.sol:AccessManager", abi.encode(address(this))));
    }

    function extension() internal view returns (address) {
        return vm.computeCreateAddress(address(antin), 1);
    }

    function registerKey(bytes32 bodyId, uint256 key) internal {
        antin.registerAnchorKey(bodyId, vm.addr(key), 0, sign(key, registerHash(bodyId, vm.addr(key), 0)));
    }

    function keyId(uint256 key) internal pure returns (bytes32) {
        return bytes32(uint256(uint160(vm.addr(key))));
    }

    function list(uint16 a) internal pure returns (uint16[] memory grants) {
        grants = new uint16[](1);
        grants[0] = a;
    }

    function list(uint16 a, uint16 b) internal pure returns (uint16[] memory grants) {
        grants = new uint16[](2);
        (grants[0], grants[1]) = (a, b);
    }

    // Signing

    function domainSeparator() internal view returns (bytes32) {
        return keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256("Antin"),
                keccak256("1"),
                block.chainid,
                address(antin)
            )
        );
    }

    function digestOf(bytes32 structHash) internal view returns (bytes32) {
        return keccak256(bytes.concat(hex"1901", domainSeparator(), structHash));
    }

    function sign(uint256 key, bytes32 structHash) internal view returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, digestOf(structHash));
        return bytes.concat(r, s, bytes1(v));
    }

    function registerHash(bytes32 bodyId, address key, uint40 validFrom) internal pure returns (bytes32) {
        return keccak256(
            abi.encode(
                keccak256("RegisterAnchorKey(bytes32 body,address key,uint40 validFrom)"), bodyId, key, validFrom
            )
        );
    }

    function anchorHash(bytes32 bodyId, uint16[] memory grants, bytes32 root, uint32 size, uint64 deadline)
        internal
        pure
        returns (bytes32)
    {
        bytes memory elements;
        for (uint256 i = 0; i < grants.length; ++i) {
            elements = bytes.concat(elements, bytes32(uint256(grants[i])));
        }
        bytes32 typeHash = keccak256("Anchor(bytes32 body,uint16[] grants,bytes32 root,uint32 size,uint64 deadline)");
        return keccak256(abi.encode(typeHash, bodyId, keccak256(elements), root, size, deadline));
    }

    function statusHash(bytes32 bodyId, StatusItem memory i, string memory note, uint64 deadline)
        internal
        pure
        returns (bytes32)
    {
        return keccak256(
            abi.encode(
                keccak256(
                    "SetStatus(bytes32 body,bytes32 subject,uint16 n,uint8 state,uint8 reason,uint40 effectiveFrom,bytes32 ref,string note,uint64 deadline)"
                ),
                bodyId,
                i.subject,
                i.n,
                i.state,
                i.reason,
                i.effectiveFrom,
                i.ref,
                keccak256(bytes(note)),
                deadline
            )
        );
    }

    function manyHash(bytes32 bodyId, StatusItem[] memory items, uint64 deadline) internal pure returns (bytes32) {
        bytes memory elements;
        string memory itemType =
            "StatusItem(bytes32 subject,uint16 n,uint8 state,uint8 reason,uint40 effectiveFrom,bytes32 ref)";
        for (uint256 k = 0; k < items.length; ++k) {
            StatusItem memory i = items[k];
            bytes32 h = keccak256(
                abi.encode(keccak256(bytes(itemType)), i.subject, i.n, i.state, i.reason, i.effectiveFrom, i.ref)
            );
            elements = bytes.concat(elements, h);
        }
        bytes32 typeHash =
            keccak256(bytes.concat("SetStatusMany(bytes32 body,StatusItem[] items,uint64 deadline)", bytes(itemType)));
        return keccak256(abi.encode(typeHash, bodyId, keccak256(elements), deadline));
    }

    // Requests

    function anchorRequest(uint256 key, bytes32 bodyId, uint16[] memory grants, bytes32 root, uint32 size)
        internal
        view
        returns (AnchorRequest memory)
    {
        bytes memory signature = sign(key, anchorHash(bodyId, grants, root, size, DEADLINE));
        return AnchorRequest(bodyId, grants, root, size, DEADLINE, signature);
    }

    function send(AnchorRequest memory r) internal returns (bytes32) {
        return antin.anchor(r.body, r.grants, r.root, r.size, r.deadline, r.signature);
    }

    function anchor(uint16[] memory grants, bytes32 root, uint32 size) internal returns (bytes32) {
        return send(anchorRequest(KEY, BODY, grants, root, size));
    }

    function item(bytes32 subject, uint16 n, uint8 newState) internal pure returns (StatusItem memory) {
        return StatusItem(subject, n, newState, 5, 0, 0);
    }

    function send(uint256 key, StatusItem memory i) internal {
        sendWithNote(key, i, "note", DEADLINE);
    }

    function sendWithNote(uint256 key, StatusItem memory i, string memory note, uint64 deadline) internal {
        bytes memory signature = sign(key, statusHash(BODY, i, note, deadline));
        antin.setStatus(BODY, i.subject, i.n, i.state, i.reason, i.effectiveFrom, i.ref, note, deadline, signature);
    }

    /// @dev Signs first, so that `vm.expectRevert` sees the registry's call and not the signing.
    function expectStatusRevert(uint256 key, StatusItem memory i, bytes memory reason) internal {
        bytes memory signature = sign(key, statusHash(BODY, i, "note", DEADLINE));
        vm.expectRevert(reason);
        antin.setStatus(BODY, i.subject, i.n, i.state, i.reason, i.effectiveFrom, i.ref, "note", DEADLINE, signature);
    }

    function setStatus(uint16 n, uint8 newState) internal {
        send(KEY, item(LEAF, n, newState));
    }
}
