# SPDX-License-Identifier: Apache-2.0
"""Signers: a private key never leaves the door that holds it."""

from collections.abc import Mapping
from typing import Protocol

from registry.core.jwk import PublicJwk
from registry.core.types import Address


class CredentialSigner(Protocol):
    """A body's P-256 credential key."""

    @property
    def jwk(self) -> PublicJwk:
        """The public key; its thumbprint is the key's id."""

    def sign(self, message: bytes) -> bytes:
        """ES256 over ``message``: r || s, 64 bytes (RFC 7518 §3.4). A key in a token raises
        ``TransientError`` TOKEN_ABSENT or TOKEN_FAILED, ``RefusedError`` TOKEN_PIN_*.
        """


class AnchorSigner(Protocol):
    """A body's secp256k1 anchor key."""

    @property
    def address(self) -> Address:
        """The address that the contract knows the key by."""

    def sign_digest(self, digest: bytes) -> bytes:
        """R || s || v over a 32-byte EIP-712 digest, 65 bytes, low s, v 27 or 28.

        A remote key signs nothing blindly: it takes a ``core.typed_digest.TypedDigest``, which every
        request's ``digest`` is, and raises ``RefusedError`` SIGNER_BLIND for bare bytes. Tokens and remote
        keys raise ``TransientError`` TOKEN_ABSENT, TOKEN_FAILED, SIGNER_UNREACHABLE when trying again may
        help, ``RefusedError`` TOKEN_PIN_*, SIGNER_REFUSED … when it cannot.
        """


class TransactionSigner(Protocol):
    """A secp256k1 key that pays for transactions: the relayer's or the authority's account."""

    @property
    def address(self) -> Address:
        """The account."""

    def sign_transaction(self, fields: Mapping[str, object]) -> bytes:
        """Signed raw bytes of a legacy or EIP-1559 transaction with JSON-RPC's field names."""
