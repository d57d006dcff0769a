# SPDX-License-Identifier: Apache-2.0
"""What the chain records of a body or a certificate, in lines for people and as one document."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from registry.bootstrap import Workplace
from registry.cli.moments import shown_end
from registry.core import layout
from registry.core.hashing import body_id
from registry.core.records import Basis, BodyRecord, GrantRecord, Lane, State, StatusRecord
from registry.core.types import Code
from registry.errors import LAST_WRITABLE, RefusedError
from registry.ports.store_rows import BatchState
from registry.service.pauses import WAITING
from registry.texts.words import basis_word
from registry.verify.slots import SlotTable
from registry.verify.values import Reason, Word, localised

T = TypeVar("T")
_ON_CHAIN = (BatchState.CONFIRMED, BatchState.FINAL)


@dataclass(frozen=True, slots=True)
class Description:
    """Pairs of Vietnamese and English lines, and the same as a document."""

    lines: tuple[tuple[str, str], ...]
    document: dict[str, Any]


def describe_body(place: Workplace, code: str) -> Description:
    """A body and its grants. Raises ``RefusedError`` BODY_NOT_ON_CHAIN."""
    subject = body_id(code)

    def interpret(table: SlotTable) -> tuple[BodyRecord | None, list[tuple[GrantRecord | None, bytes]]]:
        body = table.record(BodyRecord, layout.body_slot(subject))
        numbers = range(1, (body.grants if body else 0) + 1)
        return body, [
            (
                table.record(GrantRecord, layout.grant_slot(subject, n)),
                table.word(layout.grant_scope_slot(subject, n)),
            )
            for n in numbers
        ]

    body, grants = _read(place, interpret)
    if body is None:
        raise RefusedError("BODY_NOT_ON_CHAIN", body=code)
    names = {_scope_hash(row.code): row.code for row in place.trust.scopes}
    lines = [
        (
            f"{code}: từ {_day(body.valid_from)}{_end(body, 'vi')}",
            f"{code}: since {_day(body.valid_from)}{_end(body, 'en')}",
        )
    ]
    rows = []
    for n, (grant, scope) in enumerate(grants, start=1):
        if grant is None:
            continue
        basis, name = Basis(grant.basis).name.lower(), names.get(scope, "0x" + scope.hex())
        since = _day(grant.valid_from)
        lines.append((f"  {n}. {name} ({basis_word(basis, 'vi')}) từ {since}{_end(grant, 'vi')}",
                      f"  {n}. {name} ({basis}) since {since}{_end(grant, 'en')}"))  # fmt: skip
        rows.append({"grant": n, "scope": name, "basis": basis, **_interval(grant)})
    return Description(tuple(lines), {"body": code, **_interval(body), "grants": rows})


def describe_status(place: Workplace, code: Code) -> Description:
    """Status records of a certificate of this registry. Raises ``RefusedError`` CERTIFICATE_NOT_HERE."""
    with place.store.reading() as work:
        row = work.certificates.by_code(code)
        placed = work.batches.of_leaf(row.leaf) if row else None
    if row is None:
        raise RefusedError("CERTIFICATE_NOT_HERE", code=code)
    batch = placed[0].state if placed else None
    subject, leaf = body_id(row.body), row.leaf

    def interpret(table: SlotTable) -> dict[Lane, tuple[StatusRecord, ...]]:
        return {
            lane: table.listed(StatusRecord, lambda n, lane=lane: layout.status_slot(subject, leaf, lane, n))  # type: ignore[misc]
            for lane in Lane
        }

    lanes = _read(place, interpret)
    lines = [(f"{row.number} r{row.revision}", f"{row.number} r{row.revision}")]
    records = []
    for lane, found in lanes.items():
        for n, record in enumerate(found):
            state, owner = State(record.state).name.lower(), lane.name.lower()
            lines.append((_record_line(lane, n, record, "vi"), _record_line(lane, n, record, "en")))
            records.append({"lane": owner, "n": n, "state": state, "reason": record.reason,
                            "effective_from": record.effective_from, "recorded_at": record.recorded_at})  # fmt: skip
    if not records:
        lines.append(_unrecorded(batch))
    document = {
        "number": row.number,
        "revision": row.revision,
        "on_chain": batch in _ON_CHAIN,
        "records": records,
    }
    pause = place.pause() if batch in WAITING else None
    if pause is not None:
        lines.append((f"  {pause.text('vi')}", f"  {pause.text('en')}"))
        document["waiting"] = {"code": "CONTRACT_PAUSED", "since": pause.since}
    return Description(tuple(lines), document)


def _unrecorded(batch: BatchState | None) -> tuple[str, str]:
    """A certificate that stands on no chain is not in force, whatever nobody recorded against it."""
    if batch in _ON_CHAIN:
        return "  chưa có ghi nhận nào: còn hiệu lực", "  no record: active"
    if batch is BatchState.FAILED:
        return "  không ghi được lên chuỗi: lô bị từ chối", "  not on the chain: its batch was refused"
    return "  chưa ghi lên chuỗi", "  not on the chain yet"


def _record_line(lane: Lane, n: int, record: StatusRecord, lang: str) -> str:
    values = {"owner": Word(lane.name.lower()), "state": State(record.state), "reason": Reason(record.reason)}
    said = localised(values, lang)
    words = ("bản ghi", "lý do", "từ") if lang == "vi" else ("record", "reason", "since")
    moment = _moment(record.effective_from)
    return f"  {said['owner']}, {words[0]} {n}: {said['state']}, {words[1]}: {said['reason']}, {words[2]} {moment}"


def _read(place: Workplace, interpret: Callable[[SlotTable], T]) -> T:
    reader = place.checked_reader()
    block = reader.head()
    return SlotTable().resolve(interpret, lambda slots: reader.slots(place.contract, slots, block))


def _scope_hash(code: str) -> bytes:
    from registry.core.hashing import scope_hash

    return scope_hash(code)


def _interval(record: BodyRecord | GrantRecord) -> dict[str, int | None]:
    return {
        "valid_from": record.valid_from,
        "valid_until": record.valid_until or None,
        "suspended_from": record.suspended_from or None,
    }


def _end(record: BodyRecord | GrantRecord, lang: str) -> str:
    ends, suspended = ("đến", "đình chỉ từ") if lang == "vi" else ("until", "suspended since")
    until = f" {ends} {shown_end(record.valid_until, lang)}" if record.valid_until else ""
    return until + (f", {suspended} {_day(record.suspended_from)}" if record.suspended_from else "")


def _day(timestamp: int) -> str:
    return _moment(timestamp)[:10]


def _moment(timestamp: int) -> str:
    moment = datetime.fromtimestamp(min(timestamp, LAST_WRITABLE), UTC) + timedelta(hours=7)
    return moment.strftime("%d/%m/%Y %H:%M:%S")
