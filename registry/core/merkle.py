# SPDX-License-Identifier: Apache-2.0
"""Merkle tree and inclusion proofs of RFC 9162 §2.1 with SHA-256."""

import hashlib
from collections.abc import Sequence

from msgspec import Struct

from registry.core.constants import MAX_BATCH_SIZE, MAX_PATH, NODE_PREFIX
from registry.core.types import LeafHash, MerkleRoot
from registry.errors import InputError

HASH_BYTES = 32


class InclusionProof(Struct, frozen=True):
    """``path`` from the leaf's sibling up; ``size`` is the batch's (RFC 9162 §2.1.3)."""

    index: int
    size: int
    path: tuple[bytes, ...]


class MerkleTree:
    """All levels of a batch's tree, leaves first; memory is about two hashes a leaf.

    A last node without a sibling is promoted, which gives the shape of RFC 9162 (split at the largest
    power of two below n).
    """

    def __init__(self, leaves: Sequence[LeafHash]) -> None:
        _check_leaves(leaves)
        self._levels: list[list[bytes]] = [list(leaves)]
        while len(self._levels[-1]) > 1:
            self._levels.append(_parents(self._levels[-1]))

    @property
    def size(self) -> int:
        """Number of leaves."""
        return len(self._levels[0])

    @property
    def root(self) -> MerkleRoot:
        """The root over all leaves."""
        return MerkleRoot(self._levels[-1][0])

    def inclusion_proof(self, index: int) -> InclusionProof:
        """The audit path of leaf ``index``. Raises ``InputError`` MERKLE_INDEX."""
        if not 0 <= index < self.size:
            raise InputError("MERKLE_INDEX", index=index, size=self.size)
        path, position = [], index
        for level in self._levels[:-1]:
            sibling = position ^ 1
            if sibling < len(level):
                path.append(level[sibling])
            position >>= 1
        return InclusionProof(index, self.size, tuple(path))


def root_from_inclusion_proof(leaf: bytes, proof: InclusionProof) -> MerkleRoot | None:
    """The root that the proof leads to, or ``None`` if its length or a hash's does not fit (RFC 9162
    §2.1.3.2).
    """
    if not 0 <= proof.index < proof.size <= MAX_BATCH_SIZE or len(proof.path) > MAX_PATH:
        return None
    if any(len(node) != HASH_BYTES for node in (leaf, *proof.path)):
        return None
    fn, sn, node = proof.index, proof.size - 1, leaf
    for sibling in proof.path:
        if sn == 0:
            return None
        if fn & 1 or fn == sn:
            node = _node(sibling, node)
            while fn & 1 == 0 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            node = _node(node, sibling)
        fn, sn = fn >> 1, sn >> 1
    return MerkleRoot(node) if sn == 0 else None


def _check_leaves(leaves: Sequence[LeafHash]) -> None:
    if not leaves:
        raise InputError("MERKLE_EMPTY")
    if len(leaves) > MAX_BATCH_SIZE:
        raise InputError("MERKLE_TOO_LARGE", limit=MAX_BATCH_SIZE, size=len(leaves))
    seen: set[bytes] = set()
    for leaf in leaves:
        if leaf in seen:
            raise InputError("MERKLE_DUPLICATE", leaf=leaf.hex())
        seen.add(leaf)


def _parents(level: list[bytes]) -> list[bytes]:
    parents = [_node(level[i], level[i + 1]) for i in range(0, len(level) - 1, 2)]
    if len(level) % 2:
        parents.append(level[-1])
    return parents


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(NODE_PREFIX + left + right).digest()
