# SPDX-License-Identifier: Apache-2.0
"""What is on its way to the chain, as use cases see it in the store: transactions, requests, and what follows when a
later revision is final. Errors as ``ports.store`` says.
"""

from collections.abc import Sequence
from typing import Protocol

from registry.core.types import Address
from registry.ports.store_rows import (
    Attempt,
    Outcome,
    Phase,
    RequestKind,
    StoredBodyRequest,
    StoredStatusRequest,
    Succeeded,
    Succession,
)


class Attempts(Protocol):
    """Signed transactions: append-only, and at most one without outcome for a batch, status
    request or body's request.
    """

    def add(self, attempt: Attempt) -> bool:
        """Store before sending. False if another attempt that may still take effect holds the batch, the
        status request, or the sender's nonce: then nothing was written.
        """

    def live(
        self, *, batch: int | None = None, status: int | None = None, request: int | None = None
    ) -> Attempt | None:
        """The one without outcome."""

    def unsettled(self) -> list[Attempt]:
        """Every one without outcome, oldest first: each holds a nonce of its sender."""

    def of(
        self, *, batch: int | None = None, status: int | None = None, request: int | None = None
    ) -> list[Attempt]:
        """All, oldest first."""

    def settle(self, transaction_hash: bytes, outcome: Outcome, code: str | None) -> bool:
        """Set the outcome, once; False if it has one."""


class StatusRequests(Protocol):
    """Status changes on their way to the chain."""

    def add(self, request: StoredStatusRequest) -> int | None:
        """Its key, or ``None`` if record ``n`` of the subject was already asked for."""

    def add_all(self, requests: Sequence[StoredStatusRequest]) -> int | None:
        """Those that share one signature, the first leading the others; its key, or ``None`` if any of the
        records was already asked for: then none is written.
        """

    def get(self, key: int) -> StoredStatusRequest | None:
        """By key."""

    def together(self, key: int) -> list[StoredStatusRequest]:
        """The request and those that were signed with it, the leading one first; empty if unknown."""

    def pending(self, body: str, subjects: Sequence[bytes]) -> list[StoredStatusRequest]:
        """Those about any of the subjects that are neither FINAL nor FAILED."""

    def in_phases(self, phases: Sequence[Phase]) -> list[StoredStatusRequest]:
        """Oldest first."""

    def move(self, seen: StoredStatusRequest, to: StoredStatusRequest) -> bool:
        """Compare and swap on the phase."""


class BodyRequests(Protocol):
    """What bodies sign beside batches and status, on its way to the chain."""

    def add(self, request: StoredBodyRequest) -> int | None:
        """Its key, or ``None`` if the same (kind, body, subject, n) was already asked for."""

    def get(self, key: int) -> StoredBodyRequest | None:
        """By key."""

    def asked(self, kind: RequestKind, body: str, subject: bytes, n: int) -> StoredBodyRequest | None:
        """The one that was asked for and has not failed."""

    def in_phases(self, phases: Sequence[Phase]) -> list[StoredBodyRequest]:
        """Oldest first."""

    def move(self, seen: StoredBodyRequest, to: StoredBodyRequest) -> bool:
        """Compare and swap on the phase."""


class Successions(Protocol):
    """Later revisions and what became of the ones before them; a settled one is never looked at again."""

    def due(self, chain_id: int, contract: Address, only: Sequence[int] | None = None) -> list[Succession]:
        """Later revisions in final batches of this contract (of the batches ``only``) that are not settled, in
        order of issue.
        """

    def settle(self, succession: Succession, ended: Succeeded, now: int) -> bool:
        """Once; False if it was settled before."""
