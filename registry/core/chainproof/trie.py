# SPDX-License-Identifier: Apache-2.0
"""Account and storage proofs (EIP-1186): presence and absence of slots under a state root.

Nodes come as a set, each once, and are found by their hash; whoever asks for many slots shares them. A node that
no question needs is refused, so that no byte of a proof is outside what is checked.
"""

from collections.abc import Iterable
from typing import NamedTuple

from registry.core.chainproof.rlp import Item, decode, decode_list, encode, number
from registry.core.hashing import keccak256
from registry.core.types import Address
from registry.errors import EvidenceError

EMPTY_TRIE = keccak256(encode(b""))
MAX_NODES = 32_768
_BRANCH, _SHORT = 17, 2
_HASH = 32
_MAX_NIBBLES = 64
_NIBBLES = {digit: value for value, digit in enumerate("0123456789abcdef")}


class Account(NamedTuple):
    """One account of the state trie."""

    nonce: int
    balance: int
    storage_root: bytes
    code_hash: bytes


class TrieNodes:
    """Nodes by hash. Raises ``EvidenceError`` TRIE_NODE_REPEATED, TRIE_TOO_LARGE."""

    def __init__(self, nodes: Iterable[bytes]) -> None:
        self._raw: dict[bytes, bytes] = {}
        for node in nodes:
            digest = keccak256(node)
            if digest in self._raw:
                raise EvidenceError("TRIE_NODE_REPEATED", node=digest.hex())
            self._raw[digest] = node
            if len(self._raw) > MAX_NODES:
                raise EvidenceError("TRIE_TOO_LARGE", limit=MAX_NODES)
        self._read: dict[bytes, list[Item]] = {}

    @classmethod
    def over(cls, pool: dict[bytes, bytes]) -> "TrieNodes":
        """Nodes of a pool that others read too, under their hashes; it may grow while it is read."""
        nodes = cls(())
        nodes._raw = pool
        return nodes

    def used(self) -> tuple[bytes, ...]:
        """The nodes that served a question so far."""
        return tuple(self._raw[digest] for digest in self._read)

    def finish(self) -> None:
        """Raise ``EvidenceError`` TRIE_NODE_UNUSED if a node served no question."""
        if len(self._read) != len(self._raw):
            unused = next(digest for digest in self._raw if digest not in self._read)
            raise EvidenceError("TRIE_NODE_UNUSED", node=unused.hex())

    def node(self, digest: bytes) -> list[Item]:
        """The node with this hash. Raises ``EvidenceError`` TRIE_NODE_MISSING, RLP_FORMAT."""
        found = self._read.get(digest)
        if found is None:
            raw = self._raw.get(digest)
            if raw is None:
                raise EvidenceError("TRIE_NODE_MISSING", node=digest.hex())
            found = self._read[digest] = decode_list(raw)
        return found

    def value(self, root: bytes, key: bytes) -> bytes | None:
        """What the trie under ``root`` holds under keccak256(``key``); ``None`` is proven absence."""
        if root == EMPTY_TRIE:
            return None
        path, at = keccak256(key).hex(), 0
        node = self.node(root)
        while True:
            if len(node) == _BRANCH:
                # Keys are hashes, so all leaves lie at one depth and branches hold no value.
                if at >= _MAX_NIBBLES:
                    raise _bad("a branch below the last nibble")
                item = node[_NIBBLES[path[at]]]
                if item == b"":
                    return None
                at += 1
            else:
                nibbles, leaf = _short(node, at)
                if not path.startswith(nibbles, at):
                    return None
                if leaf:
                    return _value(node[1])
                item, at = node[1], at + len(nibbles)
            node = self._child(item)

    def _child(self, item: Item) -> list[Item]:
        if isinstance(item, list):
            if len(encode(item)) >= _HASH:
                raise _bad("a node inside another that must stand by itself")
            return item
        if len(item) != _HASH:
            raise _bad("a reference that is no hash")
        return self._read.get(item) or self.node(item)


def account_at(nodes: TrieNodes, state_root: bytes, address: Address) -> Account | None:
    """The account under ``address``, or ``None`` where the state has none. Raises ``EvidenceError`` TRIE_*."""
    value = nodes.value(state_root, address)
    if value is None:
        return None
    fields = decode_list(value)
    if len(fields) != 4:
        raise _bad("an account without its four members")
    nonce, balance, storage, code = fields
    if not (isinstance(storage, bytes) and isinstance(code, bytes) and len(storage) == len(code) == _HASH):
        raise _bad("an account whose hashes are none")
    return Account(number(nonce, 64), number(balance), storage, code)


def slot_at(nodes: TrieNodes, storage_root: bytes, slot: bytes) -> bytes:
    """The 32 bytes in a storage slot; zero where the proof shows that nothing is there."""
    value = nodes.value(storage_root, slot)
    if value is None:
        return bytes(_HASH)
    content = decode(value)
    # Zero is stored as absence, so a stored zero is not of this chain's making.
    if number(content) == 0:
        raise _bad("a stored zero")
    assert isinstance(content, bytes)
    return content.rjust(_HASH, b"\0")


def _short(node: list[Item], at: int) -> tuple[str, bool]:
    """The nibbles of a leaf or extension that begins at nibble ``at``, and whether it is a leaf (yellow paper,
    appendix C).
    """
    if len(node) != _SHORT:
        raise _bad(f"a node of {len(node)} members")
    item = node[0]
    if not isinstance(item, bytes) or not item:
        raise _bad("a path that is none")
    flags, text = item[0] >> 4, item.hex()
    if flags > 3 or (not flags & 1 and text[1] != "0"):
        raise _bad("a path with unknown flags")
    nibbles, leaf = text[1:] if flags & 1 else text[2:], flags >= 2
    if not nibbles and not leaf:
        raise _bad("an extension that leads nowhere")
    end = at + len(nibbles)
    if end > _MAX_NIBBLES or leaf != (end == _MAX_NIBBLES):
        raise _bad("a path of another length than a hash")
    return nibbles, leaf


def _value(item: Item) -> bytes:
    if not isinstance(item, bytes) or not item:
        raise _bad("no value at the end of the path")
    return item


def _bad(reason: str) -> EvidenceError:
    return EvidenceError("TRIE_FORMAT", reason=reason)
