# SPDX-License-Identifier: Apache-2.0
"""Roots of Merkle Patricia tries that are known whole, such as a genesis block's accounts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from registry.core.chainproof.rlp import Item, encode, encode_number
from registry.core.hashing import keccak256

EMPTY_ROOT = keccak256(encode(b""))
EMPTY_CODE = keccak256(b"")


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """An account of a genesis block; ``storage`` by slot, zeros left out."""

    balance: int = 0
    nonce: int = 0
    code: bytes = b""
    storage: Mapping[bytes, bytes] = field(default_factory=dict)

    def encode(self) -> bytes:
        """As the state trie holds it: nonce, balance, storage root, code hash."""
        values = {slot.rjust(32, b"\0"): encode(value.lstrip(b"\0")) for slot, value in self.storage.items()}
        root = trie_root({slot: value for slot, value in values.items() if value != encode(b"")})
        return encode([encode_number(self.nonce), encode_number(self.balance), root, keccak256(self.code)])


def state_root(accounts: Mapping[bytes, Account]) -> bytes:
    """Root of the accounts by address."""
    return trie_root({address: account.encode() for address, account in accounts.items()})


def trie_root(values: Mapping[bytes, bytes]) -> bytes:
    """Root of a secure trie: keys are hashed first; values must not be empty."""
    if not values:
        return EMPTY_ROOT
    pairs = sorted((_nibbles(keccak256(key)), value) for key, value in values.items())
    return keccak256(encode(_node(pairs, 0)))


def _node(pairs: Sequence[tuple[bytes, bytes]], depth: int) -> list[Item]:
    first, last = pairs[0][0], pairs[-1][0]
    if len(pairs) == 1:
        return [_path(first[depth:], leaf=True), pairs[0][1]]
    shared = depth
    while first[shared] == last[shared]:  # sorted: what the ends share, all share
        shared += 1
    if shared > depth:
        return [_path(first[depth:shared], leaf=False), _reference(pairs, shared)]
    branch: list[Item] = [b""] * 17
    for nibble in range(16):
        if below := [pair for pair in pairs if pair[0][depth] == nibble]:
            branch[nibble] = _reference(below, depth + 1)
    return branch


def _reference(pairs: Sequence[tuple[bytes, bytes]], depth: int) -> Item:
    node = _node(pairs, depth)
    raw = encode(node)
    return node if len(raw) < 32 else keccak256(raw)


def _nibbles(data: bytes) -> bytes:
    return bytes(nibble for byte in data for nibble in (byte >> 4, byte & 15))


def _path(nibbles: bytes, *, leaf: bool) -> bytes:
    """Hex prefix encoding: a flag for the kind of node and for an odd number of nibbles."""
    odd = len(nibbles) % 2
    whole = bytes([2 * leaf + odd]) + (b"" if odd else b"\0") + nibbles
    return bytes(whole[i] << 4 | whole[i + 1] for i in range(0, len(whole), 2))
