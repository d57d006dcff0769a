# SPDX-License-Identifier: Apache-2.0
"""What a body issued in a period, for its report to the ministry: a row for each revision.

A calibration is confidential (ISO/IEC 17025 §4.2): anybody but its laboratory learns that one was issued, on
which day and in which field, and nothing of whose and which instrument it was.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

from registry.core.summary import CertificateSummary
from registry.errors import UsageError
from registry.ports.store import Store
from registry.ports.store_rows import StoredCertificate
from registry.service.lookup import summary_of_row

MAX_DAYS = 366
PORTION = 500
VIETNAM = timezone(timedelta(hours=7))
COLUMNS = (
    "body", "kind", "number", "revision", "issued", "valid_from", "valid_until", "scopes", "grants", "method",
    "risk", "mark", "name", "model", "holder", "code", "batch", "batch_state", "anchored_at",
)  # fmt: skip
HEADINGS_VI = (
    "Tổ chức", "Loại giấy", "Số giấy", "Lần sửa", "Ngày cấp", "Hiệu lực từ", "Hiệu lực đến", "Phạm vi", "Quyền",
    "Phương thức", "Mức rủi ro", "Dấu", "Tên sản phẩm, đối tượng", "Kiểu, loại", "Bên được cấp", "Mã tra cứu",
    "Lô", "Trạng thái lô", "Ghi sổ lúc",
)  # fmt: skip
Row = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Certificates issued from ``first`` to ``last``, both inclusive, by ``body`` or by every body; ``reader``
    is the body that reads, ``None`` for the authority and auditors.
    """

    first: date
    last: date
    body: str | None
    reader: str | None


def report_certificates(wanted: Wanted, store: Store) -> Iterator[list[Row]]:
    """Rows of ``COLUMNS`` in order of issue, in portions. Raises ``UsageError`` PERIOD_WRONG."""
    if not 0 <= (wanted.last - wanted.first).days < MAX_DAYS:
        raise UsageError("PERIOD_WRONG", "from", days=MAX_DAYS)
    return _portions(wanted, store)


def _portions(wanted: Wanted, store: Store) -> Iterator[list[Row]]:
    """A transaction for each portion: what is written once never changes, so no view need stay open."""
    after = 0
    while True:
        with store.reading() as work:
            found = work.certificates.issued_between(
                wanted.first, wanted.last, wanted.body, after=after, limit=PORTION
            )
            rows = []
            for after, certificate in found:  # noqa: B007 — the last key is where the next portion begins
                place = work.batches.of_leaf(certificate.leaf)
                batch = place[0] if place else None
                anchored = _moment(batch.anchored_at) if batch and batch.anchored_at else ""
                where = (batch.batch_id.hex(), batch.state.value, anchored) if batch else ("", "", "")
                rows.append((*_facts(certificate, wanted.reader), *where))
        if not rows:
            return
        yield rows


def _moment(instant: int) -> str:
    """Vietnam's time with its offset, as ISO 8601 writes it and a spreadsheet reads it."""
    return datetime.fromtimestamp(instant, VIETNAM).isoformat()


def _facts(row: StoredCertificate, reader: str | None) -> Row:
    facts = summary_of_row(row)
    first, last = (day.isoformat() for day in facts.validity) if facts.validity else ("", "")
    hidden = facts.kind == "calibration" and reader != facts.body
    return (
        facts.body, facts.kind, "" if hidden else facts.number, str(facts.revision), facts.issued.isoformat(),
        first, last, "; ".join(facts.scopes), "; ".join(map(str, facts.grants)), str(facts.method or ""),
        facts.risk or "", facts.mark or "", *_product(facts, hidden=hidden), "" if hidden else str(row.code),
    )  # fmt: skip


def _product(facts: CertificateSummary, *, hidden: bool) -> Row:
    return ("", "", "") if hidden else (facts.name, facts.model or "", facts.holder or "")
