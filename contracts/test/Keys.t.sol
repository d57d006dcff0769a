// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";

import {
    Change,
    CHANGE_KEY_COMPROMISED,
    CHANGE_KEY_REGISTERED,
    CHANGE_KEY_REVOKED,
    FLAG_BACKDATED,
    Key,
    KEY_ANCHOR,
    KEY_CREDENTIAL
} from "../src/AntinTypes.sol";
import {IAntinChanges} from "../src/interfaces/IAntinChanges.sol";
import {IAntinKeys} from "../src/interfaces/IAntinKeys.sol";
import {IAntinLog} from "../src/interfaces/IAntinLog.sol";
import {AntinTest} from "./support/AntinTest.sol";

contract KeysTest is AntinTest {
    bytes32 private constant THUMBPRINT = keccak256("jwk");

    function test_AnchorKeyIsStored() public view {
        Key memory k = antin.keyOf(BODY, keyId(KEY));
        assertEq(k.kind, KEY_ANCHOR);
        assertEq(k.validFrom, START);
        assertEq(k.recordedAt, START);
        assertEq(k.changes, 1);
        assertEq(k.revokedAt, 0);
        assertEq(k.compromisedSince, 0);
        assertEq(antin.keyChangeOf(BODY, keyId(KEY), 0).kind, CHANGE_KEY_REGISTERED);
    }

    function test_CredentialKeyIsStoredAndCannotAnchor() public {
        vm.expectEmit(address(antin));
        emit IAntinKeys.KeyRegistered(BODY, THUMBPRINT, KEY_CREDENTIAL, START - 7);
        antin.registerCredentialKey(BODY, THUMBPRINT, START - 7);
        assertEq(antin.keyOf(BODY, THUMBPRINT).kind, KEY_CREDENTIAL);
        assertEq(antin.keyChangeOf(BODY, THUMBPRINT, 0).flags, FLAG_BACKDATED);
        antin.registerCredentialKey(BODY, keyId(OTHER_KEY), 0);
        expectKeyNotGood(OTHER_KEY);
    }

    function test_SameKeyInTwoBodies() public {
        bytes32 second = keccak256("VD-LAB");
        antin.registerBody(second, 0, 0, "");
        registerKey(second, KEY);
        antin.revokeKey(second, keyId(KEY), 0);
        assertEq(antin.keyOf(BODY, keyId(KEY)).revokedAt, 0);
        anchor(list(1), ROOT, 1);
    }

    function test_RevertWhen_TheProofIsForSomethingElse() public {
        address key = vm.addr(OTHER_KEY);
        bytes memory wrongSigner = sign(KEY, registerHash(BODY, key, 0));
        vm.expectRevert(abi.encodeWithSelector(IAntinKeys.AntinKeyProofInvalid.selector, key, vm.addr(KEY)));
        antin.registerAnchorKey(BODY, key, 0, wrongSigner);
        bytes memory otherBody = sign(OTHER_KEY, registerHash(SCOPE, key, 0));
        vm.expectPartialRevert(IAntinKeys.AntinKeyProofInvalid.selector);
        antin.registerAnchorKey(BODY, key, 0, otherBody);
        bytes memory otherStart = sign(OTHER_KEY, registerHash(BODY, key, START));
        vm.expectPartialRevert(IAntinKeys.AntinKeyProofInvalid.selector);
        antin.registerAnchorKey(BODY, key, 0, otherStart);
    }

    function test_RevertWhen_RegisteringTwiceZeroUnknownOrLater() public {
        bytes memory proof = sign(KEY, registerHash(BODY, vm.addr(KEY), 0));
        vm.expectRevert(abi.encodeWithSelector(IAntinKeys.AntinKeyExists.selector, BODY, keyId(KEY)));
        antin.registerAnchorKey(BODY, vm.addr(KEY), 0, proof);
        vm.expectRevert(abi.encodeWithSelector(IAntinKeys.AntinKeyZero.selector, BODY));
        antin.registerCredentialKey(BODY, 0, 0);
        vm.expectRevert(abi.encodeWithSelector(IAntinChanges.AntinRecordUnknown.selector, LEAF, uint16(0)));
        antin.registerCredentialKey(LEAF, THUMBPRINT, 0);
        vm.expectRevert(abi.encodeWithSelector(IAntinLog.AntinTakesEffectLater.selector, START + 1, START));
        antin.registerCredentialKey(BODY, THUMBPRINT, START + 1);
    }

    function test_RevertWhen_CallerIsNotTheAuthority() public {
        bytes memory refused = abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, stranger);
        bytes memory proof = sign(OTHER_KEY, registerHash(BODY, vm.addr(OTHER_KEY), 0));
        vm.startPrank(stranger);
        vm.expectRevert(refused);
        antin.registerAnchorKey(BODY, vm.addr(OTHER_KEY), 0, proof);
        vm.expectRevert(refused);
        antin.registerCredentialKey(BODY, THUMBPRINT, 0);
        vm.expectRevert(refused);
        antin.revokeKey(BODY, keyId(KEY), 0);
        vm.expectRevert(refused);
        antin.setCompromised(BODY, keyId(KEY), 0);
        vm.stopPrank();
    }

    function test_RevokeIsFinal() public {
        vm.expectEmit(address(antin));
        emit IAntinKeys.KeyChanged(BODY, keyId(KEY), 1, CHANGE_KEY_REVOKED, 4, START, address(this));
        antin.revokeKey(BODY, keyId(KEY), 4);
        assertEq(antin.keyOf(BODY, keyId(KEY)).revokedAt, START);
        vm.expectRevert(abi.encodeWithSelector(IAntinKeys.AntinKeyRevoked.selector, BODY, keyId(KEY), START));
        antin.revokeKey(BODY, keyId(KEY), 4);
        bytes memory proof = sign(KEY, registerHash(BODY, vm.addr(KEY), 0));
        vm.expectRevert(abi.encodeWithSelector(IAntinKeys.AntinKeyExists.selector, BODY, keyId(KEY)));
        antin.registerAnchorKey(BODY, vm.addr(KEY), 0, proof);
        expectKeyNotGood(KEY);
    }

    function test_BodyRevokesByItsOwnWord() public {
        registerKey(BODY, OTHER_KEY);
        bytes memory signature = sign(KEY, revokeHash(keyId(OTHER_KEY), 2, DEADLINE));
        vm.expectEmit(address(antin));
        emit IAntinKeys.KeyChanged(BODY, keyId(OTHER_KEY), 1, CHANGE_KEY_REVOKED, 2, START, vm.addr(KEY));
        vm.prank(stranger);
        antin.revokeOwnKey(BODY, keyId(OTHER_KEY), 2, DEADLINE, signature);
        expectKeyNotGood(OTHER_KEY);
        vm.expectPartialRevert(IAntinKeys.AntinKeyRevoked.selector);
        antin.revokeOwnKey(BODY, keyId(OTHER_KEY), 2, DEADLINE, signature);
    }

    function test_RevertWhen_AForeignKeyRevokes() public {
        bytes memory signature = sign(OTHER_KEY, revokeHash(keyId(KEY), 2, DEADLINE));
        vm.expectRevert(abi.encodeWithSelector(IAntinKeys.AntinKeyNotGood.selector, BODY, vm.addr(OTHER_KEY)));
        antin.revokeOwnKey(BODY, keyId(KEY), 2, DEADLINE, signature);
    }

    function test_CompromiseMovesEarlierOnly() public {
        vm.warp(START + 100);
        antin.setCompromised(BODY, keyId(KEY), START + 50);
        expectKeyNotGood(KEY);
        vm.expectRevert(
            abi.encodeWithSelector(IAntinKeys.AntinCompromiseNotEarlier.selector, BODY, keyId(KEY), START + 50)
        );
        antin.setCompromised(BODY, keyId(KEY), START + 50);
        antin.setCompromised(BODY, keyId(KEY), START - 50);
        Key memory k = antin.keyOf(BODY, keyId(KEY));
        assertEq(k.compromisedSince, START - 50);
        assertEq(k.changes, 3);
        Change memory c = antin.keyChangeOf(BODY, keyId(KEY), 1);
        assertEq(c.kind, CHANGE_KEY_COMPROMISED);
        assertEq(c.from, START + 50);
        assertEq(c.flags, FLAG_BACKDATED);
        vm.expectRevert(abi.encodeWithSelector(IAntinLog.AntinTakesEffectLater.selector, START + 101, START + 100));
        antin.setCompromised(BODY, THUMBPRINT, START + 101);
        vm.expectRevert(abi.encodeWithSelector(IAntinKeys.AntinKeyUnknown.selector, BODY, THUMBPRINT));
        antin.setCompromised(BODY, THUMBPRINT, 0);
    }

    function test_BodyReportsItsOwnKey() public {
        bytes memory signature = sign(KEY, reportHash(keyId(KEY), DEADLINE));
        vm.prank(stranger);
        antin.reportCompromise(BODY, keyId(KEY), DEADLINE, signature);
        assertEq(antin.keyOf(BODY, keyId(KEY)).compromisedSince, START);
        assertEq(antin.keyChangeOf(BODY, keyId(KEY), 1).flags, 0);
        expectKeyNotGood(KEY);
        vm.expectPartialRevert(IAntinKeys.AntinKeyNotGood.selector);
        antin.reportCompromise(BODY, keyId(KEY), DEADLINE, signature);
    }

    function test_RevertWhen_TooLate() public {
        bytes memory revoke = sign(KEY, revokeHash(keyId(KEY), 2, START));
        bytes memory report = sign(KEY, reportHash(keyId(KEY), START));
        vm.warp(START + 1);
        bytes memory late = abi.encodeWithSelector(IAntinLog.AntinDeadlinePassed.selector, START, START + 1);
        vm.expectRevert(late);
        antin.revokeOwnKey(BODY, keyId(KEY), 2, START, revoke);
        vm.expectRevert(late);
        antin.reportCompromise(BODY, keyId(KEY), START, report);
    }

    function test_RevertWhen_TheSignatureIsMalformed() public {
        bytes memory good = sign(KEY, anchorHash(BODY, list(1), ROOT, 1, DEADLINE));
        (bytes32 r, bytes32 s, uint8 v) = split(good);
        vm.expectRevert(abi.encodeWithSelector(ECDSA.ECDSAInvalidSignatureLength.selector, 66));
        antin.anchor(BODY, list(1), ROOT, 1, DEADLINE, bytes.concat(good, hex"00"));
        uint256 n = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141;
        bytes32 high = bytes32(n - uint256(s));
        vm.expectRevert(abi.encodeWithSelector(ECDSA.ECDSAInvalidSignatureS.selector, high));
        antin.anchor(BODY, list(1), ROOT, 1, DEADLINE, bytes.concat(r, high, bytes1(v == 27 ? 28 : 27)));
        vm.expectRevert(ECDSA.ECDSAInvalidSignature.selector);
        antin.anchor(BODY, list(1), ROOT, 1, DEADLINE, bytes.concat(r, s, bytes1(uint8(29))));
    }

    function expectKeyNotGood(uint256 key) private {
        bytes memory signature = sign(key, anchorHash(BODY, list(1), keccak256("x"), 1, DEADLINE));
        vm.expectRevert(abi.encodeWithSelector(IAntinKeys.AntinKeyNotGood.selector, BODY, vm.addr(key)));
        antin.anchor(BODY, list(1), keccak256("x"), 1, DEADLINE, signature);
    }

    function split(bytes memory signature) private pure returns (bytes32 r, bytes32 s, uint8 v) {
        assembly ("memory-safe") {
            r := mload(add(signature, 0x20))
            s := mload(add(signature, 0x40))
            v := byte(0, mload(add(signature, 0x60)))
        }
    }

    function revokeHash(bytes32 key, uint8 reason, uint64 deadline) private pure returns (bytes32) {
        return keccak256(
            abi.encode(
                keccak256("RevokeOwnKey(bytes32 body,bytes32 key,uint8 reason,uint64 deadline)"),
                BODY,
                key,
                reason,
                deadline
            )
        );
    }

    function reportHash(bytes32 key, uint64 deadline) private pure returns (bytes32) {
        return keccak256(
            abi.encode(keccak256("ReportCompromise(bytes32 body,bytes32 key,uint64 deadline)"), BODY, key, deadline)
        );
    }
}
