# SPDX-License-Identifier: Apache-2.0
"""What it takes to bring one signed request to the chain, whatever it asks for.

An anchor and a status change go through the same states by the same step, so that there is one place where
"sent or not sent?" is settled.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, Self

from registry.ports.chain import BlockRef, SignedTransaction
from registry.ports.store import UnitOfWork
from registry.ports.store_rows import Attempt


@dataclass(frozen=True, slots=True)
class Found:
    """What the contract holds in the place of the wanted record.

    ``recorded_at`` is its block's time; ``refusal`` the code if it is another record, so that ours can
    never be written.
    """

    recorded_at: int
    refusal: str | None = None


@dataclass(frozen=True, slots=True)
class Ready:
    """A transaction to be stored, with the deadline and signature of the request that it carries."""

    transaction: SignedTransaction
    deadline: int
    signature: bytes


class Errand(Protocol):
    """One row of the store on its way to the chain, as it was last read.

    Each ``to_*`` writes a move into the transaction and returns False if another process moved the row.
    """

    @property
    def may_sign_again(self) -> bool:
        """Whether a request that only came too late may be signed again without asking anyone."""

    @property
    def by_authority(self) -> bool:
        """Whether only the authority may send it: then nothing is signed or sent here, only looked for."""

    @property
    def state(self) -> str:
        """SEALED, SUBMITTED, CONFIRMED, FINAL or FAILED."""

    @property
    def confirmed_block(self) -> int | None:
        """The block at which the record was first seen."""

    def reload(self) -> Self:
        """The same errand with the row as it is now."""

    def find(self, block: BlockRef) -> Found | None:
        """Ask the contract."""

    def refusal(self) -> str | None:
        """The code with which the contract would refuse the stored request now, if it would. Raises
        ``PausedError`` where a pause alone stands against it.
        """

    def prepare(self) -> Ready | str:
        """Sign request and transaction; the code if the contract would refuse the request. Raises
        ``PausedError``: then nothing was stored.
        """

    def attempt(self, transaction: SignedTransaction) -> Attempt:
        """The row to store for it."""

    def live(self, work: UnitOfWork) -> Attempt | None:
        """The attempt without outcome."""

    def attempts(self, work: UnitOfWork) -> Sequence[Attempt]:
        """All attempts, those that ended too."""

    def to_sealed(self, work: UnitOfWork, ready: Ready | None = None) -> bool:
        """Wait for a new attempt, or keep the request that the new attempt carries."""

    def to_submitted(self, work: UnitOfWork) -> bool:
        """The attempt was handed over, or its block vanished."""

    def to_confirmed(self, work: UnitOfWork, found: Found, block: BlockRef) -> bool:
        """The contract holds the record."""

    def to_final(self, work: UnitOfWork) -> bool:
        """Its block is final."""

    def to_failed(self, work: UnitOfWork, code: str) -> bool:
        """Refused for good."""
