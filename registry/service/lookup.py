# SPDX-License-Identifier: Apache-2.0
"""What the public may read, out of the store: facts of the summary and leaf lists, never files or models."""

from dataclasses import dataclass

from registry.core.signed_summary import parse_signed_summary
from registry.core.summary import CertificateSummary, decode_summary
from registry.core.text import normal_number
from registry.core.types import BatchId, Code
from registry.errors import InternalError
from registry.ports.lookup import Page, PublicBatch, PublicCertificate
from registry.ports.store import Store, UnitOfWork
from registry.ports.store_rows import Outcome, StoredBatch, StoredCertificate
from registry.service.bundle import StoredBundles
from registry.service.folding import fold

MAX_LIMIT = 200
MAX_WORDS = 12


@dataclass(frozen=True, slots=True)
class StoredLookup:
    """Implements ``ports.lookup.Lookup``."""

    store: Store

    def certificate(self, code: Code) -> PublicCertificate | None:
        """By code, either kind."""
        with self.store.reading() as work:
            row = work.certificates.by_code(code)
            return None if row is None else _public(work, row)

    def by_number(self, number: str, body: str | None) -> tuple[PublicCertificate, ...]:
        """Conformity certificates with this number, newest revision first."""
        with self.store.reading() as work:
            rows = work.certificates.by_number(normal_number(number), body)
            return tuple(_public(work, row) for row in rows)

    def search(self, text: str, *, limit: int, offset: int) -> Page[PublicCertificate]:
        """Conformity certificates with every word of ``text``; none for an empty text."""
        words = fold(text).split()[:MAX_WORDS]
        if not words:
            return Page((), 0)
        with self.store.reading() as work:
            rows, total = work.certificates.search(words, limit=min(limit, MAX_LIMIT), offset=offset)
            return Page(tuple(_public(work, row) for row in rows), total)

    def batches(self, *, limit: int, offset: int) -> Page[PublicBatch]:
        """Sealed batches, newest first, without their leaves."""
        with self.store.reading() as work:
            rows, total = work.batches.page(limit=min(limit, MAX_LIMIT), offset=offset)
            return Page(tuple(_batch(work, row) for row in rows), total)

    def batch(self, batch_id: BatchId) -> PublicBatch | None:
        """One batch with its leaves."""
        with self.store.reading() as work:
            row = work.batches.by_id(batch_id)
            if row is None:
                return None
            return _batch(work, row, tuple(leaf.leaf for leaf in work.batches.leaves(row.key)))

    def bundle(self, code: Code) -> bytes | None:
        """The proof bundle, once the batch is final."""
        return StoredBundles(self.store).by_code(code)


def summary_of_row(row: StoredCertificate) -> CertificateSummary:
    """The facts of a stored certificate. Raises ``InternalError`` CERTIFICATE_DAMAGED."""
    summary = decode_summary(parse_signed_summary(row.signed_summary).summary)
    if not isinstance(summary, CertificateSummary):
        raise InternalError("CERTIFICATE_DAMAGED", code=row.code)
    return summary


def _public(work: UnitOfWork, row: StoredCertificate) -> PublicCertificate:
    facts, body = summary_of_row(row), work.bodies.get(row.body)
    place = work.batches.of_leaf(row.leaf)
    if body is None or place is None:
        raise InternalError("CERTIFICATE_WITHOUT_BATCH", code=row.code)
    batch = place[0]
    return PublicCertificate(
        code=row.code, leaf=row.leaf, kind=facts.kind, body=facts.body, body_name=body.name_vi,
        number=facts.number, revision=facts.revision, name=facts.name, model=facts.model,
        serial=facts.serial, holder=facts.holder, grants=facts.grants, scopes=facts.scopes,
        issued=facts.issued, validity=facts.validity, method=facts.method, risk=facts.risk,
        mark=facts.mark, batch_id=batch.batch_id, batch_state=batch.state.value,
        anchored_at=batch.anchored_at,
    )  # fmt: skip


def _batch(work: UnitOfWork, row: StoredBatch, leaves: tuple[bytes, ...] = ()) -> PublicBatch:
    attempts = work.attempts.of(batch=row.key)
    mined = next((a.transaction_hash for a in attempts if a.outcome is Outcome.MINED), None)
    return PublicBatch(
        batch_id=row.batch_id, body=row.body, grants=row.grants, root=row.root, size=row.size,
        state=row.state.value, anchored_at=row.anchored_at, transaction_hash=mined, leaves=leaves,
    )  # fmt: skip
