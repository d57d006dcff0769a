# SPDX-License-Identifier: Apache-2.0
"""What the public may read: facts that stand in the summary, and batches with their leaf lists.

Search and number look-up cover conformity certificates only; a calibration is found by its code alone
(ISO/IEC 17025 §4.2, protocol §7).
"""

from dataclasses import dataclass
from datetime import date
from typing import Generic, Protocol, TypeVar

from registry.core.types import BatchId, Code

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicCertificate:
    """One revision of a certificate; ``batch_state`` is the batch's state, FINAL once it is anchored."""

    code: Code
    leaf: bytes
    kind: str
    body: str
    body_name: str
    number: str
    revision: int
    name: str
    model: str | None
    serial: str | None
    holder: str | None
    grants: tuple[int, ...]
    scopes: tuple[str, ...]
    issued: date
    validity: tuple[date, date] | None
    method: int | None
    risk: str | None
    mark: str | None
    batch_id: BatchId | None
    batch_state: str
    anchored_at: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicBatch:
    """A sealed batch; ``leaves`` in issue order, filled only when one batch is asked for."""

    batch_id: BatchId
    body: str
    grants: tuple[int, ...]
    root: bytes
    size: int
    state: str
    anchored_at: int | None
    transaction_hash: bytes | None
    leaves: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """``total`` counts all hits, ``items`` are those of this page."""

    items: tuple[T, ...]
    total: int


class Lookup(Protocol):
    """Read-only, cheap, and silent about what is confidential."""

    def certificate(self, code: Code) -> PublicCertificate | None:
        """By code, either kind."""

    def by_number(self, number: str, body: str | None) -> tuple[PublicCertificate, ...]:
        """Conformity certificates with this number (every revision, newest first)."""

    def search(self, text: str, *, limit: int, offset: int) -> Page[PublicCertificate]:
        """Conformity certificates whose number, product, model, holder or scope contains every word of
        ``text``, regardless of case and diacritics (đ found by d).
        """

    def batches(self, *, limit: int, offset: int) -> Page[PublicBatch]:
        """Sealed batches, newest first."""

    def batch(self, batch_id: BatchId) -> PublicBatch | None:
        """One batch with its leaves."""

    def bundle(self, code: Code) -> bytes | None:
        """The proof bundle, once the batch is anchored."""
