# SPDX-License-Identifier: Apache-2.0
"""Signers over keys in a PKCS#11 token. What the token gives is checked before it is given on: a token that
holds another key under the same id, or answers nonsense, is found here and not by the first verifier.
"""

from registry.core.hashing import sha256
from registry.core.jwk import PublicJwk
from registry.core.types import Address
from registry.errors import RefusedError
from registry.keys.recoverable import recoverable
from registry.keys.token import Token, TokenKey


class TokenCredentialSigner:
    """A P-256 credential key (``ports.keys.CredentialSigner``)."""

    __slots__ = ("_jwk", "_key", "_token")

    def __init__(self, token: Token, key: TokenKey) -> None:
        self._token = token
        self._key = key.id
        self._jwk = jwk_of(key)

    def __repr__(self) -> str:
        return f"TokenCredentialSigner({self._jwk.thumbprint().hex()})"

    @property
    def jwk(self) -> PublicJwk:
        """The public key."""
        return self._jwk

    def sign(self, message: bytes) -> bytes:
        """ES256: the token signs the SHA-256; r || s, 64 bytes. Raises TOKEN_KEY_DIFFERENT beside ``Token``'s."""
        signature = self._token.sign(self._key, sha256(message))
        if not self._jwk.verifies(signature, message):
            raise RefusedError("TOKEN_KEY_DIFFERENT", repr(self._token))
        return signature


class TokenAnchorSigner:
    """A secp256k1 anchor key (``ports.keys.AnchorSigner``); needs the token for signing only."""

    __slots__ = ("_address", "_key", "_token")

    def __init__(self, token: Token, key: bytes, address: Address) -> None:
        self._token = token
        self._key = key
        self._address = address

    def __repr__(self) -> str:
        return f"TokenAnchorSigner(0x{self._address.hex()})"

    @property
    def address(self) -> Address:
        """The address of the key."""
        return self._address

    def sign_digest(self, digest: bytes) -> bytes:
        """R || s || v, 65 bytes, low s. Raises ``RefusedError`` TOKEN_KEY_DIFFERENT beside ``Token``'s."""
        if len(digest) != 32:
            raise ValueError("a digest has 32 bytes")
        raw = self._token.sign(self._key, bytes(digest))
        signature = recoverable(raw, digest, self._address)
        if signature is None:
            raise RefusedError("TOKEN_KEY_DIFFERENT", repr(self._token))
        return signature


def jwk_of(key: TokenKey) -> PublicJwk:
    """The public key. Raises ``RefusedError`` TOKEN_CURVE where it is on another curve."""
    if key.curve != "P-256":
        raise RefusedError("TOKEN_CURVE", key.label)
    return PublicJwk(key.point[1:33], key.point[33:])
