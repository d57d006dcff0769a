# SPDX-License-Identifier: Apache-2.0
"""A chain as it would be: one block of it, each slot read once, with records laid over that are not written.

The verifier reads storage and nothing else, so what it says over an overlay is what it will say once the
records stand there.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from registry.core.types import Address
from registry.errors import TransientError
from registry.ports.chain import BlockRef, ChainIdentity, ChainReader

T = TypeVar("T")


class Snapshot:
    """A ``ChainReader`` that stays at ``head``, or at the block that is newest when it is made, and asks nothing
    twice: a node that once gave no answer gives none here any more.
    """

    def __init__(self, reader: ChainReader, head: BlockRef | None = None) -> None:
        self._reader = reader
        self._identity: ChainIdentity | None = None
        self._failure: TransientError | None = None
        self._head = head or reader.head()
        self._blocks = {self._head.number: self._head}
        self._codes: dict[Address, bytes] = {}
        self._slots: dict[tuple[Address, bytes], bytes] = {}

    def identity(self) -> ChainIdentity:
        """Chain id and genesis hash."""
        if self._identity is None:
            self._identity = self._asked(self._reader.identity)
        return self._identity

    def head(self) -> BlockRef:
        """The block of the snapshot."""
        return self._head

    def block_at(self, number: int) -> BlockRef:
        """A block by its number."""
        if number not in self._blocks:
            self._blocks[number] = self._asked(lambda: self._reader.block_at(number))
        return self._blocks[number]

    def code_hash(self, contract: Address, block: BlockRef) -> bytes:
        """keccak256 of the account's code."""
        if contract not in self._codes:
            self._codes[contract] = self._asked(lambda: self._reader.code_hash(contract, block))
        return self._codes[contract]

    def slots(self, contract: Address, slots: Sequence[bytes], block: BlockRef) -> list[bytes]:
        """Storage at the block; only this one is kept, another is asked for each time."""
        if block != self._head:
            return self._asked(lambda: self._reader.slots(contract, slots, block))
        unknown = [slot for slot in slots if (contract, slot) not in self._slots]
        values = self._asked(lambda: self._reader.slots(contract, unknown, block)) if unknown else []
        self._slots.update(((contract, slot), value) for slot, value in zip(unknown, values, strict=True))
        return [self._slots[(contract, slot)] for slot in slots]

    def _asked(self, ask: Callable[[], T]) -> T:
        if self._failure is not None:
            raise self._failure
        try:
            return ask()
        except TransientError as error:
            self._failure = error
            raise


@dataclass(frozen=True, slots=True)
class Overlay:
    """A ``ChainReader`` over another one in which ``values`` stand in a contract's slots."""

    under: ChainReader
    contract: Address
    values: Mapping[bytes, bytes] = field(default_factory=dict)

    def identity(self) -> ChainIdentity:
        """Chain id and genesis hash."""
        return self.under.identity()

    def head(self) -> BlockRef:
        """The newest block."""
        return self.under.head()

    def block_at(self, number: int) -> BlockRef:
        """A block by its number."""
        return self.under.block_at(number)

    def code_hash(self, contract: Address, block: BlockRef) -> bytes:
        """keccak256 of the account's code."""
        return self.under.code_hash(contract, block)

    def slots(self, contract: Address, slots: Sequence[bytes], block: BlockRef) -> list[bytes]:
        """Storage at ``block`` with the records laid over it."""
        values = self.under.slots(contract, slots, block)
        if contract != self.contract:
            return values
        return [self.values.get(slot, value) for slot, value in zip(slots, values, strict=True)]
