# SPDX-License-Identifier: Apache-2.0
"""A Merkle Patricia trie built the slow way, from the yellow paper's appendix D alone: no database, no update."""

from collections.abc import Mapping
from itertools import takewhile

from registry.core.hashing import keccak256


def rlp(item: object) -> bytes:
    """Appendix B, word for word."""
    if isinstance(item, bytes):
        return item if len(item) == 1 and item < b"\x80" else _length(len(item), 128) + item
    assert isinstance(item, list)
    content = b"".join(map(rlp, item))
    return _length(len(content), 192) + content


def _length(size: int, offset: int) -> bytes:
    if size < 56:
        return bytes([offset + size])
    raw = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([offset + 55 + len(raw)]) + raw


class NaiveTrie:
    """A secure trie: keys are hashed first. ``nodes`` holds every node that has a hash of its own."""

    def __init__(self, values: Mapping[bytes, bytes]) -> None:
        self.nodes: dict[bytes, bytes] = {}
        pairs = [(keccak256(key).hex(), value) for key, value in values.items()]
        top = rlp(self._node(pairs, 0)) if pairs else rlp(b"")
        self.root = keccak256(top)
        if pairs:
            self.nodes[self.root] = top

    def _node(self, pairs: list[tuple[str, bytes]], depth: int) -> list[object]:
        if len(pairs) == 1:
            return [_hex_prefix(pairs[0][0][depth:], leaf=True), pairs[0][1]]
        shared = _shared([path[depth:] for path, _ in pairs])
        if shared:
            return [_hex_prefix(shared, leaf=False), self._reference(pairs, depth + len(shared))]
        branch: list[object] = []
        for nibble in "0123456789abcdef":
            below = [(path, value) for path, value in pairs if path[depth] == nibble]
            branch.append(self._reference(below, depth + 1) if below else b"")
        return [*branch, b""]

    def _reference(self, pairs: list[tuple[str, bytes]], depth: int) -> object:
        node = self._node(pairs, depth)
        raw = rlp(node)
        if len(raw) < 32:
            return node
        self.nodes[keccak256(raw)] = raw
        return keccak256(raw)


def _shared(paths: list[str]) -> str:
    return "".join(c[0] for c in takewhile(lambda c: len(set(c)) == 1, zip(*paths, strict=True)))


def _hex_prefix(nibbles: str, *, leaf: bool) -> bytes:
    flag = 2 * leaf + len(nibbles) % 2
    return bytes.fromhex(f"{flag:x}" + ("" if len(nibbles) % 2 else "0") + nibbles)
