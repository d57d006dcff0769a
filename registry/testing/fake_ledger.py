# SPDX-License-Identifier: Apache-2.0
"""Blocks, storage history and time of a chain in memory; what a contract means is told elsewhere."""

from collections.abc import Iterator
from contextlib import contextmanager

from registry.core.hashing import keccak256
from registry.core.records import ZERO_SLOT
from registry.core.types import Address
from registry.errors import TransientError
from registry.ports.chain import BlockRef, ChainIdentity

Place = tuple[Address, bytes]


class FakeLedger:
    """A chain whose clock stands still until ``advance`` is called; each block carries the clock's time."""

    def __init__(self, chain_id: int, start: int) -> None:
        self.identity = ChainIdentity(chain_id, keccak256(b"fake genesis" + chain_id.to_bytes(32, "big")))
        self.now = start
        self.codes: dict[Address, bytes] = {}
        self._blocks = [BlockRef(0, self.identity.genesis_hash, start)]
        self._history: dict[Place, list[tuple[int, bytes]]] = {}
        self._pending: dict[Place, bytes] | None = None
        self._branch = b""

    @property
    def head(self) -> BlockRef:
        """The newest block."""
        return self._blocks[-1]

    def block_at(self, number: int) -> BlockRef:
        """The block with this number. Raises ``TransientError`` BLOCK_UNKNOWN."""
        if not 0 <= number < len(self._blocks):
            raise TransientError("BLOCK_UNKNOWN", endpoint="memory:", number=number)
        return self._blocks[number]

    def advance(self, seconds: int) -> None:
        """Let time pass and mine an empty block, so that the head carries the new time."""
        self.now += seconds
        self.mine()

    def mine(self) -> BlockRef:
        """Close a block at the clock's time with the writes made since the last."""
        number = self.head.number + 1
        digest = keccak256(
            self.head.hash + number.to_bytes(8, "big") + self.now.to_bytes(8, "big") + self._branch
        )
        for place, value in (self._pending or {}).items():
            self._history.setdefault(place, []).append((number, value))
        self._pending = None
        self._blocks.append(BlockRef(number, digest, self.now))
        return self.head

    def drop(self, count: int) -> None:
        """The newest ``count`` blocks and their writes vanish; what comes instead has other hashes."""
        del self._blocks[len(self._blocks) - count :]
        self._branch += b"\x01"
        self._history = {
            place: [(n, value) for n, value in values if n <= self.head.number]
            for place, values in self._history.items()
        }

    @contextmanager
    def block(self) -> Iterator[None]:
        """All writes inside reach one new block, or none when an error leaves; nesting joins."""
        if self._pending is not None:
            yield
            return
        self._pending = {}
        try:
            yield
        except BaseException:
            self._pending = None
            raise
        self.mine()

    @contextmanager
    def dry_run(self) -> Iterator[None]:
        """Writes inside are forgotten and no block is made, as in ``eth_call``."""
        self._pending = {}
        try:
            yield
        finally:
            self._pending = None

    def read(self, contract: Address, slot: bytes) -> bytes:
        """The value that a transaction sees."""
        place = (contract, slot)
        if self._pending is not None and place in self._pending:
            return self._pending[place]
        return self.read_at(contract, slot, self.head.number)

    def read_at(self, contract: Address, slot: bytes, number: int) -> bytes:
        """The value at the end of block ``number``."""
        values = [v for n, v in self._history.get((contract, slot), ()) if n <= number]
        return values[-1] if values else ZERO_SLOT

    def write(self, contract: Address, slot: bytes, value: bytes) -> None:
        """Only inside ``block`` or ``dry_run``."""
        assert self._pending is not None
        self._pending[(contract, slot)] = value

    def written(self, contract: Address) -> list[bytes]:
        """Every slot of a contract that was ever written, for comparison with a real node."""
        return [slot for owner, slot in self._history if owner == contract]

    def check(self, block: BlockRef) -> None:
        """Raise as a reader does when ``block`` is not one of this chain."""
        if block.number > self.head.number:
            raise TransientError("BLOCK_UNKNOWN", endpoint="memory:", number=block.number)
        if self._blocks[block.number].hash != block.hash:
            raise TransientError("BLOCK_CHANGED", number=block.number)
