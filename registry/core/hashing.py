# SPDX-License-Identifier: Apache-2.0
"""The two hash functions and the identifiers that are plain hashes of names."""

import hashlib

from sha3 import keccak_256

from registry.core.types import BodyId, Digest, ScopeHash


def sha256(data: bytes) -> Digest:
    """SHA-256 of exact bytes."""
    return Digest(hashlib.sha256(data).digest())


def keccak256(data: bytes) -> bytes:
    """Keccak-256 as Ethereum uses it (not FIPS 202 SHA3-256)."""
    digest: bytes = keccak_256(data).digest()
    return digest


def body_id(code: str) -> BodyId:
    """The contract's name for a body: keccak256 of its UTF-8 code."""
    return BodyId(keccak256(code.encode()))


def scope_hash(code: str) -> ScopeHash:
    """The contract's name for a scope: keccak256 of its NFC UTF-8 code as granted."""
    return ScopeHash(keccak256(code.encode()))
