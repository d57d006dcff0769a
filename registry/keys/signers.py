# SPDX-License-Identifier: Apache-2.0
"""Signers over private keys in memory; their representation shows the public side only."""

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING

import coincurve
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from registry.core.jwk import PublicJwk
from registry.core.types import Address
from registry.keys.recoverable import public_address

if TYPE_CHECKING:
    from eth_account import Account


class FileCredentialSigner:
    """A P-256 credential key (``ports.keys.CredentialSigner``)."""

    __slots__ = ("_jwk", "_key")

    def __init__(self, key: ec.EllipticCurvePrivateKey) -> None:
        self._key = key
        self._jwk = PublicJwk.from_public_key(key.public_key())

    def __repr__(self) -> str:
        return f"FileCredentialSigner({self._jwk.thumbprint().hex()})"

    def __reduce__(self) -> str | tuple[object, ...]:
        raise TypeError("a signer is not copied or written to disk")

    @property
    def jwk(self) -> PublicJwk:
        """The public key."""
        return self._jwk

    def sign(self, message: bytes) -> bytes:
        """ES256: r || s, 64 bytes (RFC 7518 §3.4)."""
        r, s = decode_dss_signature(self._key.sign(message, ec.ECDSA(hashes.SHA256())))
        return r.to_bytes(32, "big") + s.to_bytes(32, "big")


class FileAnchorSigner:
    """A secp256k1 anchor key (``ports.keys.AnchorSigner``)."""

    __slots__ = ("_address", "_key")

    def __init__(self, key: bytes) -> None:
        self._key = coincurve.PrivateKey(key)
        self._address = address_of(self._key)

    def __repr__(self) -> str:
        return f"{type(self).__name__}(0x{self._address.hex()})"

    def __reduce__(self) -> str | tuple[object, ...]:
        raise TypeError("a signer is not copied or written to disk")

    @property
    def address(self) -> Address:
        """The address of the key."""
        return self._address

    def sign_digest(self, digest: bytes) -> bytes:
        """R || s || v, 65 bytes; libsecp256k1 gives deterministic nonces (RFC 6979) and low s."""
        if len(digest) != 32:
            raise ValueError("a digest has 32 bytes")
        signature = self._key.sign_recoverable(digest, hasher=None)
        return signature[:64] + bytes([signature[64] + 27])


class FileAccount(FileAnchorSigner):
    """An account that sends transactions (``ports.keys.TransactionSigner``)."""

    __slots__ = ()

    def sign_transaction(self, fields: Mapping[str, object]) -> bytes:
        """Signed raw bytes of a legacy or EIP-1559 transaction."""
        return bytes(_accounts().sign_transaction(dict(fields), self._key.secret).raw_transaction)


def _accounts() -> "type[Account]":
    """The library for transactions: it takes a second to load, and few commands send.

    What it imports raises the interpreter's recursion limit a hundredfold, on which C parsers rely (a deeply
    nested request would then end the process), so the limit is put back.
    """
    limit = sys.getrecursionlimit()
    from eth_account import Account  # noqa: PLC0415

    sys.setrecursionlimit(limit)
    return Account


def address_of(key: coincurve.PrivateKey) -> Address:
    """The last 20 bytes of keccak256 of the public point."""
    return public_address(key.public_key.format(compressed=False))
