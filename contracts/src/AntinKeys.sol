// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";

import {AntinChanges} from "./AntinChanges.sol";
import {AntinSigners} from "./AntinSigners.sol";
import {
    Change,
    CHANGE_KEY_COMPROMISED,
    CHANGE_KEY_REGISTERED,
    CHANGE_KEY_REVOKED,
    Key,
    KEY_ANCHOR,
    KEY_CREDENTIAL
} from "./AntinTypes.sol";
import {IAntinKeys} from "./interfaces/IAntinKeys.sol";

/// @title Keys of bodies and their history
abstract contract AntinKeys is IAntinKeys, AntinChanges, AntinSigners {
    bytes32 private constant REGISTER_TYPEHASH =
        keccak256("RegisterAnchorKey(bytes32 body,address key,uint40 validFrom)");
    bytes32 private constant REVOKE_TYPEHASH =
        keccak256("RevokeOwnKey(bytes32 body,bytes32 key,uint8 reason,uint64 deadline)");
    bytes32 private constant REPORT_TYPEHASH = keccak256("ReportCompromise(bytes32 body,bytes32 key,uint64 deadline)");

    /// @inheritdoc IAntinKeys
    function registerAnchorKey(bytes32 bodyId, address key, uint40 validFrom, bytes calldata signature)
        external
        restricted
    {
        bytes32 structHash = keccak256(abi.encode(REGISTER_TYPEHASH, bodyId, key, validFrom));
        address signer = ECDSA.recover(_digest(structHash), signature);
        if (signer != key) revert AntinKeyProofInvalid(key, signer);
        _register(bodyId, _keyOfAddress(key), KEY_ANCHOR, validFrom);
    }

    /// @inheritdoc IAntinKeys
    function registerCredentialKey(bytes32 bodyId, bytes32 thumbprint, uint40 validFrom) external restricted {
        _register(bodyId, thumbprint, KEY_CREDENTIAL, validFrom);
    }

    /// @inheritdoc IAntinKeys
    function revokeKey(bytes32 bodyId, bytes32 key, uint8 reason) external restricted {
        _revoke(bodyId, key, reason, _msgSender());
    }

    /// @inheritdoc IAntinKeys
    function setCompromised(bytes32 bodyId, bytes32 key, uint40 since) external restricted {
        _compromise(bodyId, key, _pastOrNow(since), _msgSender());
    }

    /// @inheritdoc IAntinKeys
    function revokeOwnKey(bytes32 bodyId, bytes32 key, uint8 reason, uint64 deadline, bytes calldata signature)
        external
    {
        _checkDeadline(deadline);
        bytes32 structHash = keccak256(abi.encode(REVOKE_TYPEHASH, bodyId, key, reason, deadline));
        _revoke(bodyId, key, reason, _goodSigner(bodyId, structHash, signature));
    }

    /// @inheritdoc IAntinKeys
    function reportCompromise(bytes32 bodyId, bytes32 key, uint64 deadline, bytes calldata signature) external {
        _checkDeadline(deadline);
        bytes32 structHash = keccak256(abi.encode(REPORT_TYPEHASH, bodyId, key, deadline));
        _compromise(bodyId, key, _now(), _goodSigner(bodyId, structHash, signature));
    }

    /// @inheritdoc IAntinKeys
    function keyOf(bytes32 bodyId, bytes32 key) external view returns (Key memory record) {
        return _keys[bodyId][key];
    }

    /// @inheritdoc IAntinKeys
    function keyChangeOf(bytes32 bodyId, bytes32 key, uint16 n) external view returns (Change memory record) {
        return _keyChanges[bodyId][key][n];
    }

    function _register(bytes32 bodyId, bytes32 key, uint8 kind, uint40 validFrom) private {
        Tape memory tape = _openRunning();
        _knownBody(bodyId);
        if (key == 0) revert AntinKeyZero(bodyId);
        Key memory record = _keys[bodyId][key];
        if (record.recordedAt != 0) revert AntinKeyExists(bodyId, key);
        record.kind = kind;
        record.validFrom = _pastOrNow(validFrom);
        _saveKey(bodyId, key, record, _change(CHANGE_KEY_REGISTERED, 0, record.validFrom, 0));
        emit KeyRegistered(bodyId, key, kind, record.validFrom);
        _append(tape, KeyRegistered.selector, keccak256(abi.encode(bodyId, key, kind, record.validFrom)));
        _close(tape);
    }

    function _revoke(bytes32 bodyId, bytes32 key, uint8 reason, address actor) private {
        Tape memory tape = _open();
        Key memory record = _knownKey(bodyId, key);
        if (record.revokedAt != 0) revert AntinKeyRevoked(bodyId, key, record.revokedAt);
        record.revokedAt = _now();
        _changeKey(tape, bodyId, key, record, _change(CHANGE_KEY_REVOKED, reason, _now(), 0), actor);
    }

    function _compromise(bytes32 bodyId, bytes32 key, uint40 since, address actor) private {
        Tape memory tape = _open();
        Key memory record = _knownKey(bodyId, key);
        if (record.compromisedSince != 0 && since >= record.compromisedSince) {
            revert AntinCompromiseNotEarlier(bodyId, key, record.compromisedSince);
        }
        record.compromisedSince = since;
        _changeKey(tape, bodyId, key, record, _change(CHANGE_KEY_COMPROMISED, 0, since, 0), actor);
    }

    function _changeKey(
        Tape memory tape,
        bytes32 bodyId,
        bytes32 key,
        Key memory record,
        Change memory c,
        address actor
    ) private {
        uint16 n = _saveKey(bodyId, key, record, c);
        emit KeyChanged(bodyId, key, n, c.kind, c.reason, c.from, actor);
        bytes32 arguments = keccak256(abi.encode(bodyId, key, n, c.kind, c.reason, c.from, actor));
        _append(tape, KeyChanged.selector, arguments);
        _close(tape);
    }

    function _knownKey(bytes32 bodyId, bytes32 key) private view returns (Key memory record) {
        record = _keys[bodyId][key];
        if (record.recordedAt == 0) revert AntinKeyUnknown(bodyId, key);
    }

    /// @dev Stores the record with its next change and returns that change's number.
    function _saveKey(bytes32 bodyId, bytes32 key, Key memory record, Change memory change) private returns (uint16 n) {
        n = record.changes;
        record.changes = n + 1;
        record.recordedAt = _now();
        _keys[bodyId][key] = record;
        _keyChanges[bodyId][key][n] = change;
    }
}
