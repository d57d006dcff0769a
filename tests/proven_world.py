# SPDX-License-Identifier: Apache-2.0
"""The chain in memory with a state trie under it and validators that seal its headers."""

from collections.abc import Callable, Sequence
from typing import Any

from registry.core.chainproof.header import Header
from registry.core.chainproof.rlp import encode_number
from registry.core.hashing import keccak256
from registry.core.types import Address
from registry.ports.chain import BlockRef
from registry.testing.fake_chain import FakeChain
from registry.testing.sealing import CliqueSealer, QbftSealer, validator_keys
from registry.verify.pinned import ValidatorSet
from tests.reference.naive_trie import NaiveTrie, rlp

KEYS = validator_keys(4)
STRANGERS = validator_keys(4, first=100)
SEALER = QbftSealer(KEYS)
CLIQUE = CliqueSealer(KEYS)
Seal = Callable[[Sequence[Header]], Sequence[Header]]


def qbft_network(**changes: Any) -> dict[str, Any]:
    """Members of a network that pins the four validators from block 0 on."""
    return {
        "consensus": "qbft",
        "validators": (ValidatorSet(addresses=SEALER.validators, from_block=0),),
        **changes,
    }


def by_qbft(headers: Sequence[Header]) -> Sequence[Header]:
    return [SEALER.seal(header) for header in headers]


class ProvingChain:
    """``ports.chain.ChainProver`` over a ``FakeChain``; ``seal`` makes headers of a consensus."""

    def __init__(
        self, chain: FakeChain, seal: Seal = by_qbft, *, chain_behind: FakeChain | None = None
    ) -> None:
        self.chain, self.seal = chain_behind or chain, seal
        self.trips = 0

    def head(self) -> BlockRef:
        return self.chain.head()

    def headers(self, first: int, count: int) -> tuple[bytes, ...]:
        return tuple(
            header.encode() for header in self.seal([self._header(n) for n in range(first, first + count)])
        )

    def nodes(self, contract: Address, slots: Sequence[bytes], number: int) -> tuple[bytes, ...]:
        self.trips += 1
        return (*self._state(number).nodes.values(), *self._storage(contract, number).nodes.values())

    def _header(self, number: int) -> Header:
        block = self.chain.ledger.block_at(number)
        parent = self.chain.ledger.block_at(max(0, number - 1)).hash
        zero = bytes(32)
        return Header((
            parent, zero, bytes(20), self._state(number).root, zero, zero, bytes(256), b"",
            encode_number(number), encode_number(8_000_000), b"", encode_number(block.timestamp), b"", zero,
            bytes(8), b"",
        ))  # fmt: skip

    def _state(self, number: int) -> NaiveTrie:
        accounts: dict[bytes, bytes] = {
            address: rlp([b"\1", b"", self._storage(address, number).root, keccak256(code)])
            for address, code in self.chain.ledger.codes.items()
        }
        return NaiveTrie({**accounts, bytes(20): rlp([b"", b"\1", keccak256(rlp(b"")), keccak256(b"")])})

    def _storage(self, contract: Address, number: int) -> NaiveTrie:
        ledger = self.chain.ledger
        values = {slot: ledger.read_at(contract, slot, number) for slot in ledger.written(contract)}
        return NaiveTrie({s: rlp(v.lstrip(b"\0")) for s, v in values.items() if any(v)})
