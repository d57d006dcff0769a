# SPDX-License-Identifier: Apache-2.0
"""What requests have in common that a body signed once, that never change and only wait for their effect: status
changes, surveillances, keys.
"""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any, TypedDict

from registry.errors import RefusedError
from registry.ports.chain import BlockRef, SignedTransaction
from registry.ports.store import UnitOfWork
from registry.ports.store_rows import Attempt, Phase, StoredBodyRequest, StoredStatusRequest
from registry.service.deps import AnchorDeps
from registry.service.errand import Found, Ready


class Place(TypedDict, total=False):
    """The one member by which attempts are stored."""

    status: int
    request: int


class SignedErrand(ABC):
    """An ``Errand`` but for what to look for on chain. A request that came too late fails: whether it is still meant
    is for a person to say.
    """

    __slots__ = ()

    may_sign_again = False
    by_authority = False
    deps: AnchorDeps

    @property
    @abstractmethod
    def row(self) -> StoredStatusRequest | StoredBodyRequest:
        """The one whose phase, deadline, signature and attempts count."""

    @abstractmethod
    def _check(self) -> None:
        """Ask the contract about the request as it was signed. Raises ``RefusedError``."""

    @abstractmethod
    def _transaction(self) -> SignedTransaction:
        """A transaction that carries it."""

    @abstractmethod
    def _place(self) -> Place:
        """By which key its attempts are stored."""

    @abstractmethod
    def _move(self, work: UnitOfWork, phase: Phase, **changes: Any) -> bool:
        """Write the phase into every row that was read; False if another process moved one."""

    @property
    def state(self) -> str:
        """The request's phase; the words are those of a batch's states."""
        return self.row.phase

    @property
    def confirmed_block(self) -> int | None:
        """The block at which its effect was first seen."""
        return self.row.confirmed_block

    def refusal(self) -> str | None:
        """Ask about the stored request."""
        try:
            self._check()
        except RefusedError as error:
            return error.code
        return None

    def prepare(self) -> Ready | str:
        """A transaction for the request as the body signed it."""
        if code := self.refusal():
            return code
        return Ready(self._transaction(), self.row.deadline, self.row.signature)

    def attempt(self, transaction: SignedTransaction) -> Attempt:
        """The row to store before sending."""
        return Attempt(
            **self._place(), transaction_hash=transaction.hash, nonce=transaction.nonce,
            sender=transaction.sender, raw=transaction.raw, created_at=self.deps.clock.now(),
        )  # fmt: skip

    def live(self, work: UnitOfWork) -> Attempt | None:
        """The attempt without outcome."""
        return work.attempts.live(**self._place())

    def attempts(self, work: UnitOfWork) -> Sequence[Attempt]:
        """All of them."""
        return work.attempts.of(**self._place())

    def to_sealed(self, work: UnitOfWork, ready: Ready | None = None) -> bool:  # noqa: ARG002
        """Back to the start; the request itself never changes."""
        return self._move(work, Phase.SEALED)

    def to_submitted(self, work: UnitOfWork) -> bool:
        """Sent, or sent back by a vanished block."""
        return self._move(work, Phase.SUBMITTED, confirmed_block=None)

    def to_confirmed(self, work: UnitOfWork, found: Found, block: BlockRef) -> bool:  # noqa: ARG002
        """On chain."""
        return self._move(work, Phase.CONFIRMED, confirmed_block=block.number)

    def to_final(self, work: UnitOfWork) -> bool:
        """On chain for good."""
        return self._move(work, Phase.FINAL)

    def to_failed(self, work: UnitOfWork, code: str) -> bool:
        """Refused."""
        return self._move(work, Phase.FAILED, error_code=code)
