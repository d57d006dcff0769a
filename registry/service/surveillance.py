# SPDX-License-Identifier: Apache-2.0
"""Surveillance of certificates under methods 2 to 6: recorded by their body, and listed by when it is due."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from registry.core import layout
from registry.core.hashing import body_id
from registry.core.records import Lane, SurveillanceRecord
from registry.core.signed_summary import parse_signed_summary
from registry.core.summary import CertificateSummary, decode_summary
from registry.core.surveillance import Decision
from registry.core.types import Address, Code
from registry.errors import InputError, RefusedError
from registry.ports.chain import BlockRef, ChainReader, check_chain
from registry.ports.store import Store
from registry.ports.store_rows import BatchState, Phase, PlacedCertificate, RequestKind, StoredBodyRequest
from registry.service.change_status import REQUEST_SECONDS
from registry.service.deps import AnchorDeps
from registry.service.drive import drive
from registry.service.lanes import last_state, read_lanes
from registry.service.request_errand import load_request, signed_request
from registry.service.targets import Target
from registry.verify.values import day_of, first_instant

METHODS = range(2, 7)
"""Of conformity assessment, under which a certificate needs surveillance (domain: method 1 ends within a year,
7 and 8 are for one lot or unit)."""
FIRST_DUE_MONTHS = 12
_PORTION = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """When one certificate is to be surveyed; ``last`` is ``None`` where none was recorded, and then ``due`` is
    a year after the issue. ``overdue`` counts the days that have passed since.
    """

    code: Code
    number: str
    revision: int
    issued: date
    last: date | None
    due: date
    overdue: int


def maintain(
    target: Target, last: int, next_due: int, decision: Decision = Decision.CONTINUED, *, deps: AnchorDeps
) -> StoredBodyRequest:
    """Record that ``target`` was surveyed at ``last`` and is due again at ``next_due`` (0: never), UTC seconds;
    signed, stored, sent, and waited for until FINAL or FAILED.

    The same again, while or after it is recorded, is not asked twice. Raises ``InputError``
    SURVEILLANCE_DAYS, ``RefusedError`` SURVEILLANCE_PENDING, SURVEILLANCE_OF_BATCH and the contract's
    refusals: then nothing was stored; ``TransientError`` as ``anchor``.
    """
    check_chain(deps.reader, deps.chain)
    if target.code is None:
        raise RefusedError("SURVEILLANCE_OF_BATCH", batch=target.name)
    head = deps.reader.head()
    now = max(deps.clock.now(), head.timestamp)
    if not 0 < last <= now or (next_due and next_due <= last):
        raise InputError("SURVEILLANCE_DAYS", "last")
    record = _records([(target.body, target.subject)], deps.reader, deps.contract, head)[0]
    n = record.count if record else 0
    if record and (record.last, record.next_due) == (last, next_due):
        n -= 1  # recorded before: find that request instead of asking for another record
    known = _asked(target, n, deps)
    wish = StoredBodyRequest(
        key=0, phase=Phase.SEALED, kind=RequestKind.MAINTAIN, body=target.body, subject=target.subject, n=n,
        last=last, next_due=next_due, detail=int(decision), deadline=now + REQUEST_SECONDS, signature=b"",
        created_at=now,
    )  # fmt: skip
    if known is None:
        known = _store(signed_request(wish, deps), deps)
    elif (known.last, known.next_due, known.detail) != (last, next_due, int(decision)):
        raise RefusedError("SURVEILLANCE_PENDING", name=target.name)
    return drive(load_request(known.key, deps), deps).request


def due_list(body: str, *, store: Store, reader: ChainReader, contract: Address, now: int) -> tuple[Due, ...]:
    """Every certificate of the body that needs surveillance, is anchored and in force, the most overdue first.

    In force: valid today and neither suspended, superseded nor withdrawn in either lane; a suspended one is
    surveyed before it is reinstated, which is for its body to plan. Raises ``RefusedError`` BODY_NOT_HERE (a
    mistyped code must not read as nothing to do) and ``TransientError`` as the reader.
    """
    head, today = reader.head(), day_of(max(now, reader.head().timestamp))
    found: list[Due] = []
    with store.reading() as work:
        if work.bodies.get(body) is None:
            raise RefusedError("BODY_NOT_HERE", body=body)
        portion: list[tuple[PlacedCertificate, CertificateSummary]] = []
        for row in work.certificates.placed(body):
            summary = decode_summary(parse_signed_summary(row.signed_summary).summary)
            if isinstance(summary, CertificateSummary) and _needs(row, summary, today):
                portion.append((row, summary))
        for start in range(0, len(portion), _PORTION):
            found += _due(portion[start : start + _PORTION], reader, contract, head, today)
    return tuple(sorted(found, key=lambda one: (one.due, one.number)))


def _needs(row: PlacedCertificate, summary: CertificateSummary, today: date) -> bool:
    ended = summary.validity is not None and summary.validity[1] < today
    return row.state is BatchState.FINAL and summary.method in METHODS and not ended


def _due(
    rows: Sequence[tuple[PlacedCertificate, CertificateSummary]],
    reader: ChainReader,
    contract: Address,
    head: BlockRef,
    today: date,
) -> Iterator[Due]:
    subjects = [(row.body, bytes(row.leaf)) for row, _ in rows]
    lanes = [read_lanes(reader, contract, subjects, head, lane) for lane in Lane]
    records = _records(subjects, reader, contract, head)
    for (row, summary), own, other, record in zip(rows, *lanes, records, strict=True):
        if any(last_state(lane).severity for lane in (own, other)):
            continue
        last = day_of(record.last) if record else None
        if record and not record.next_due:
            continue
        day = day_of(record.next_due) if record else year_after(summary.issued)
        yield Due(
            code=row.code, number=row.number, revision=row.revision, issued=row.issued, last=last, due=day,
            overdue=max(0, (today - day).days),
        )  # fmt: skip


def year_after(day: date) -> date:
    """The same day a year later; 28 February for 29."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


def instant_of(day: date) -> int:
    """A day of Vietnam as the chain keeps it: its first second, UTC."""
    return first_instant(day)


def _records(
    subjects: Sequence[tuple[str, bytes]], reader: ChainReader, contract: Address, block: BlockRef
) -> list[SurveillanceRecord | None]:
    slots = [layout.surveillance_slot(body_id(body), subject) for body, subject in subjects]
    return [SurveillanceRecord.decode(value) for value in reader.slots(contract, slots, block)]


def _asked(target: Target, n: int, deps: AnchorDeps) -> StoredBodyRequest | None:
    with deps.store.reading() as work:
        return work.requests.asked(RequestKind.MAINTAIN, target.body, target.subject, n)


def _store(request: StoredBodyRequest, deps: AnchorDeps) -> StoredBodyRequest:
    with deps.store.writing() as work:
        key = work.requests.add(request)
        if key is None:  # another process asked meanwhile
            raise RefusedError("SURVEILLANCE_PENDING", name=request.body)
        work.commit()
    return load_request(key, deps).request
