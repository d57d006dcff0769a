// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Change, Key} from "../AntinTypes.sol";

/// @title Keys
/// @notice Keys are held under (body, key), so that nobody can take another body's key. A credential
/// key is its RFC 7638 SHA-256 thumbprint, an anchor key its address, padded to the left with zeros.
interface IAntinKeys {
    /// @notice A key was registered.
    /// @param kind 1 credential, 2 anchor
    event KeyRegistered(bytes32 indexed body, bytes32 indexed key, uint8 kind, uint40 validFrom);

    /// @notice A key was revoked, for ever, or is held to be compromised.
    /// @param change number of the change record
    /// @param kind 6 revoked, 7 compromised
    /// @param from when it takes effect
    /// @param actor the authority's account or the body's anchor key that signed
    event KeyChanged(
        bytes32 indexed body, bytes32 indexed key, uint16 change, uint8 kind, uint8 reason, uint40 from, address actor
    );

    /// @notice The zero key is none.
    error AntinKeyZero(bytes32 body);

    /// @notice The body has this key already; a revoked key does not come back.
    error AntinKeyExists(bytes32 body, bytes32 key);

    /// @notice The body has no such key.
    error AntinKeyUnknown(bytes32 body, bytes32 key);

    /// @notice The key was revoked before.
    error AntinKeyRevoked(bytes32 body, bytes32 key, uint40 revokedAt);

    /// @notice The signer is not a good anchor key of the body at the block's time.
    error AntinKeyNotGood(bytes32 body, address signer);

    /// @notice An anchor key has to sign its own registration.
    error AntinKeyProofInvalid(address key, address signer);

    /// @notice A compromise can only move earlier.
    error AntinCompromiseNotEarlier(bytes32 body, bytes32 key, uint40 compromisedSince);

    /// @notice Registers an anchor key. By the authority, with the key's own signature over
    /// `RegisterAnchorKey(bytes32 body,address key,uint40 validFrom)`. Permissive.
    /// @param bodyId the body
    /// @param key the key's address
    /// @param validFrom first instant; 0: now; not after the block; signed as given
    /// @param signature 65 bytes r, s, v by `key`
    function registerAnchorKey(bytes32 bodyId, address key, uint40 validFrom, bytes calldata signature) external;

    /// @notice Registers a credential key, after the authority has seen proof of possession. Permissive.
    function registerCredentialKey(bytes32 bodyId, bytes32 thumbprint, uint40 validFrom) external;

    /// @notice Revokes a key of a body. By the authority; restrictive and final.
    function revokeKey(bytes32 bodyId, bytes32 key, uint8 reason) external;

    /// @notice Holds a key to be compromised. By the authority; restrictive; moves earlier only.
    /// @param since 0: now; not after the block
    function setCompromised(bytes32 bodyId, bytes32 key, uint40 since) external;

    /// @notice Revokes a body's key by its own word:
    /// `RevokeOwnKey(bytes32 body,bytes32 key,uint8 reason,uint64 deadline)`. Anyone may send it.
    function revokeOwnKey(bytes32 bodyId, bytes32 key, uint8 reason, uint64 deadline, bytes calldata signature) external;

    /// @notice Reports a body's key as compromised since the block's time by its own word:
    /// `ReportCompromise(bytes32 body,bytes32 key,uint64 deadline)`. Anyone may send it.
    /// @dev The signing key may be the reported one: who has only that key left must be able to stop it.
    function reportCompromise(bytes32 bodyId, bytes32 key, uint64 deadline, bytes calldata signature) external;

    /// @notice Current record of a key; all zero if there is none.
    function keyOf(bytes32 bodyId, bytes32 key) external view returns (Key memory record);

    /// @notice Change record `n` of a key; all zero if there is none.
    function keyChangeOf(bytes32 bodyId, bytes32 key, uint16 n) external view returns (Change memory record);
}
