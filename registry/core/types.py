# SPDX-License-Identifier: Apache-2.0
"""Bytes never travel naked: names for the digests and identifiers that stages hand on."""

from typing import NewType

Digest = NewType("Digest", bytes)
"""SHA-256 of exact bytes, 32 bytes."""
LeafHash = NewType("LeafHash", bytes)
"""SHA-256(0x00 || summary), 32 bytes; the subject of a certificate's status."""
MerkleRoot = NewType("MerkleRoot", bytes)
"""Root of a batch's tree (RFC 9162 §2.1), 32 bytes."""
BodyId = NewType("BodyId", bytes)
"""keccak256 of a body's UTF-8 code, 32 bytes."""
ScopeHash = NewType("ScopeHash", bytes)
"""keccak256 of a scope code in NFC UTF-8, 32 bytes."""
BatchId = NewType("BatchId", bytes)
"""keccak256(abi.encode(body, grants, root)), 32 bytes."""
Thumbprint = NewType("Thumbprint", bytes)
"""RFC 7638 SHA-256 thumbprint of a credential key's JWK, 32 bytes."""
Address = NewType("Address", bytes)
"""An account or contract, 20 bytes."""
Code = NewType("Code", str)
"""32 upper-case Crockford characters without separators, check verified."""
