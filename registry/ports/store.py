# SPDX-License-Identifier: Apache-2.0
"""The store as use cases see it: transactions over rows.

Every method raises ``TransientError`` STORE_BUSY, STORE_UNREACHABLE or STORE_FULL when the store cannot
answer now, and ``InternalError`` STORE_DAMAGED when it is broken. What is not committed is not there; what
is committed survives a crash of process and machine, since an attempt must be on disk before it is sent.
"""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import date
from typing import Protocol

from registry.core.types import BatchId, Code, Thumbprint
from registry.ports.access import ApiKeys
from registry.ports.audit_log import AuditLog
from registry.ports.proofs import Proofs
from registry.ports.proposals import Answers, Proposals
from registry.ports.publishing import Shares, Statements
from registry.ports.store_requests import Attempts, BodyRequests, StatusRequests, Successions
from registry.ports.store_rows import (
    BatchState,
    ListedCertificate,
    PlacedCertificate,
    StoredBatch,
    StoredBody,
    StoredCertificate,
    StoredFile,
    StoredKey,
    StoredLeaf,
)


class Bodies(Protocol):
    """Bodies and the credential keys that signed for them."""

    def get(self, code: str) -> StoredBody | None:
        """By code."""

    def all(self) -> list[StoredBody]:
        """Every body, by code."""

    def put(self, body: StoredBody) -> None:
        """Add it, or replace what is displayed of it."""

    def put_key(self, key: StoredKey) -> None:
        """Remember a public key; again is harmless."""

    def key(self, thumbprint: Thumbprint) -> StoredKey | None:
        """By RFC 7638 thumbprint."""

    def keys(self, body: str) -> list[StoredKey]:
        """The body's, by thumbprint."""


class Certificates(Protocol):
    """Certificates and files: written once, never changed."""

    def add(self, rows: Sequence[StoredCertificate]) -> None:
        """Unique by code, by leaf, by (body, normal number, revision) and by (body, status index)."""

    def add_files(self, files: Sequence[tuple[bytes, StoredFile]]) -> None:
        """Pairs of a certificate's leaf and a file; bytes that are already kept are kept once."""

    def by_code(self, code: Code) -> StoredCertificate | None:
        """By code."""

    def by_leaf(self, leaf: bytes) -> StoredCertificate | None:
        """By leaf hash."""

    def with_numbers(self, body: str, normal_numbers: Sequence[str]) -> list[StoredCertificate]:
        """Every revision that the body issued under any of these numbers."""

    def by_number(self, normal_number: str, body: str | None) -> list[StoredCertificate]:
        """Conformity certificates, newest revision first."""

    def by_file(self, sha256: bytes) -> StoredCertificate | None:
        """The newest certificate that binds these bytes."""

    def files_of(self, leaf: bytes) -> list[StoredFile]:
        """The kept files of a certificate, with their bytes."""

    def search(self, words: Sequence[str], *, limit: int, offset: int) -> tuple[list[StoredCertificate], int]:
        """Conformity certificates whose folded text has every word, newest first, with the count of all."""

    def issued_between(
        self, first: date, last: date, body: str | None, *, after: int, limit: int
    ) -> list[tuple[int, StoredCertificate]]:
        """Certificates issued on these days, both inclusive, with the store's own number, above ``after``, in
        order of issue.
        """

    def status_indexes(self, body: str) -> set[int]:
        """The status list indexes already allotted to the body."""

    def placed(self, body: str) -> Iterator[PlacedCertificate]:
        """Every certificate of the body with its batch's state, in order of issue, read in portions."""

    def each(self) -> Iterator[StoredCertificate]:
        """Every certificate, in order of issue, read in portions."""

    def listed(self, body: str, low: int, high: int) -> list[ListedCertificate]:
        """The body's certificates with a status index from ``low`` below ``high`` whose batch is final."""


class Batches(Protocol):
    """Batches with their leaves; moves are compare-and-swap."""

    def seal(self, batch: StoredBatch, leaves: Sequence[StoredLeaf]) -> int:
        """Write a batch OPEN with its leaves and seal it; returns its key (those in the rows are ignored).

        Unique by batch id and by leaf.
        """

    def get(self, key: int) -> StoredBatch | None:
        """By the store's own number."""

    def by_id(self, batch_id: BatchId) -> StoredBatch | None:
        """By batch id."""

    def of_leaf(self, leaf: bytes) -> tuple[StoredBatch, StoredLeaf] | None:
        """The batch that holds a leaf."""

    def leaves(self, key: int) -> list[StoredLeaf]:
        """All leaves in issue order."""

    def in_states(self, states: Sequence[BatchState]) -> list[StoredBatch]:
        """Oldest first."""

    def page(self, *, limit: int, offset: int) -> tuple[list[StoredBatch], int]:
        """Newest first, with the count of all."""

    def move(self, seen: StoredBatch, to: StoredBatch) -> bool:
        """Write ``to`` if the batch still has the state and the request of ``seen``; False if another process
        moved it, or stored another request: an old picture of the row must not undo that.
        """


class UnitOfWork(Protocol):
    """One transaction; rolled back unless ``commit`` returned."""

    @property
    def bodies(self) -> Bodies:
        """Bodies and credential keys."""

    @property
    def certificates(self) -> Certificates:
        """Certificates and files."""

    @property
    def batches(self) -> Batches:
        """Batches and leaves."""

    @property
    def attempts(self) -> Attempts:
        """Signed transactions."""

    @property
    def statuses(self) -> StatusRequests:
        """Status requests."""

    @property
    def requests(self) -> BodyRequests:
        """What bodies sign beside batches and status."""

    @property
    def statements(self) -> Statements:
        """File statements."""

    @property
    def shares(self) -> Shares:
        """Share links."""

    @property
    def api_keys(self) -> ApiKeys:
        """API keys."""

    @property
    def proposals(self) -> Proposals:
        """What is proposed and decided."""

    @property
    def answers(self) -> Answers:
        """Answers to creating requests, to be given again."""

    @property
    def log(self) -> AuditLog:
        """The audit log."""

    @property
    def successions(self) -> Successions:
        """Revisions that replace earlier ones."""

    @property
    def proofs(self) -> Proofs:
        """Kept chain proofs."""

    def commit(self) -> None:
        """Durable on return. An error leaves it open whether the transaction took effect: read again.

        Raises ``TransientError`` STORE_CONFLICT when another process wrote the same unique value.
        """


class Store(Protocol):
    """Opens transactions; safe to share between threads."""

    def reading(self) -> AbstractContextManager[UnitOfWork]:
        """A consistent view; writing in it is an error."""

    def writing(self) -> AbstractContextManager[UnitOfWork]:
        """One writer at a time on SQLite; waits a bounded time for its turn."""
