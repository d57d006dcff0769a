# SPDX-License-Identifier: Apache-2.0
"""Orders of the authority over everything that a body issued in an interval, counted before they are posted.

An order touches no certificate: verifiers match it by rule (docs/spec/verification.md). So what it would hit is
counted here by the same rule, and what verifiers will see is what the verifier says with the order laid over
the chain.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from msgspec.structs import replace

from registry.core import layout
from registry.core.hashing import body_id
from registry.core.orders import order_matches
from registry.core.records import BodyRecord, GrantRecord, OrderAction, OrderRecord
from registry.core.signed_summary import parse_signed_summary
from registry.core.summary import CertificateSummary, decode_summary
from registry.core.types import Address, BatchId
from registry.errors import InputError, InternalError, RefusedError
from registry.ports.authority import Authority
from registry.ports.chain import ChainReader, Receipt
from registry.ports.store_rows import PlacedCertificate
from registry.service.act_rules import check_reason
from registry.service.preview import Preview, PreviewDeps, judged
from registry.service.progress import Progress
from registry.verify.slots import SlotTable
from registry.verify.values import first_instant

MAX_JUDGED = 200
"""Certificates that a preview has the verifier judge, the newest ones; all are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What the authority would post: ``grant`` 0 means the whole body, ``issued_until`` 0 an open end,
    ``effective_from`` 0 the block's time; all times UTC seconds, half-open; ``number`` is the decision's.
    """

    body: str
    action: OrderAction
    grant: int = 0
    reason: int = 0
    issued_from: int = 0
    issued_until: int = 0
    effective_from: int = 0
    number: str = ""


@dataclass(frozen=True, slots=True)
class AnchoredBatch:
    """A batch as the chain's events name it."""

    batch_id: BatchId
    grants: tuple[int, ...]
    anchored_at: int
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderDeps:
    """``anchored`` lists a body's batches out of the chain's events; ``None`` where nobody reads them."""

    preview: PreviewDeps
    anchored: Callable[[str], Sequence[AnchoredBatch]] | None = None


@dataclass(frozen=True, slots=True)
class Matches:
    """What an order would match of ``total`` certificates of the body here.

    ``pending`` are matched by their issue day while their batch is not on chain yet. ``unknown`` are batches
    of the body on chain that this registry does not hold: what in them matches, only their owner can tell.
    ``None`` means that nobody looked.
    """

    matched: tuple[PlacedCertificate, ...]
    total: int
    unknown: tuple[AnchoredBatch, ...] | None

    @property
    def pending(self) -> int:
        """Matched certificates that are not on chain yet."""
        return sum(row.anchored_at is None for row in self.matched)

    @property
    def unknown_certificates(self) -> int | None:
        """How many leaves the unknown batches have; each may be a certificate."""
        return None if self.unknown is None else sum(batch.size for batch in self.unknown)


def matches(order: Order, issued: date, anchored_at: int | None, grants: Sequence[int]) -> bool:
    """Whether the anchoring lies in the order's interval or the issue day overlaps it, and, for an order over a
    grant, the summary lists that grant.
    """
    listed = not order.grant or order.grant in grants
    return listed and order_matches(_record(order, 0), anchored_at, first_instant(issued))


def count_matches(order: Order, *, deps: OrderDeps) -> Matches:
    """A dry run: nothing is written. Raises ``InputError`` as ``check_order``, ``TransientError`` where
    store or chain give no answer.
    """
    check_order(order)
    matched: list[PlacedCertificate] = []
    total = 0
    with deps.preview.store.reading() as work:
        for row in work.certificates.placed(order.body):
            total += 1
            if matches(order, row.issued, row.anchored_at, grants_of(row) if order.grant else ()):
                matched.append(row)
        unknown = None
        if deps.anchored is not None:
            batches = deps.anchored(order.body)
            unknown = tuple(
                b for b in batches if work.batches.by_id(b.batch_id) is None and _may_hold(order, b)
            )
    return Matches(tuple(matched), total, unknown)


def preview_order(
    order: Order, found: Matches, *, deps: PreviewDeps, progress: Progress | None = None
) -> Preview:
    """What verifiers will see, once the order is in force, of the newest matched certificates (at most
    ``MAX_JUDGED``; the rest is ``unjudged``). Raises ``RefusedError`` BODY_NOT_ON_CHAIN, GRANT_NOT_ON_CHAIN.
    """
    agreed, snapshots = deps.snapshots()
    at = max(deps.clock.now(), agreed.head().timestamp)
    overlay = _overlay(order, agreed, deps.contract, at)
    rows = found.matched[-MAX_JUDGED:]
    lines = judged(rows, overlay, readers=snapshots, at=at, deps=deps, progress=progress)
    return Preview(lines, unjudged=len(found.matched) - len(rows))


def post_order(order: Order, *, authority: Authority) -> int:
    """Post it; returns its number within the body or grant, from 0. Raises as ``check_order``, and
    ``RefusedError`` with the contract's reason.
    """
    check_order(order)
    return authority.post_order(
        order.body, grant=order.grant, action=order.action, reason=order.reason,
        issued_from=order.issued_from, issued_until=order.issued_until,
        effective_from=order.effective_from, order=order.number,
    )  # fmt: skip


def retract_order(
    body: str, n: int, *, grant: int = 0, reason: int = 0, number: str = "", authority: Authority
) -> Receipt:
    """End order ``n`` from now on, once; that it was in force stays on record."""
    check_reason(reason, number)
    return authority.retract_order(body, n, grant=grant, reason=reason, order=number)


def check_order(order: Order) -> None:
    """Raises ``InputError`` REASON_UNKNOWN, ORDER_NUMBER_MISSING, ORDER_NUMBER_LENGTH, ORDER_INTERVAL."""
    check_reason(order.reason, order.number)
    if order.issued_until and order.issued_until <= order.issued_from:
        raise InputError("ORDER_INTERVAL", "issued_until")


@dataclass(frozen=True, slots=True)
class PostedOrder:
    """Order ``n`` over a body (``grant`` 0) or one of its grants, as the contract keeps it."""

    grant: int
    n: int
    record: OrderRecord


def read_orders(body: str, *, reader: ChainReader, contract: Address) -> tuple[PostedOrder, ...]:
    """Every order over the body and its grants, retracted ones included, at the newest block.

    Raises ``RefusedError`` BODY_NOT_ON_CHAIN, ``EvidenceError`` EVIDENCE_CONTRADICTORY.
    """
    head, subject = reader.head(), body_id(body)

    def interpret(table: SlotTable) -> list[PostedOrder] | None:
        record = table.record(BodyRecord, layout.body_slot(subject))
        if record is None:
            return None
        counts = {0: record.orders}
        for grant in range(1, record.grants + 1):
            given = table.record(GrantRecord, layout.grant_slot(subject, grant))
            counts[grant] = given.orders if given else 0
        return [
            PostedOrder(grant, n, order)
            for grant, count in counts.items()
            for n, order in enumerate(_listed(table, subject, grant, count))
        ]

    found = SlotTable().resolve(interpret, lambda slots: reader.slots(contract, slots, head))
    if found is None:
        raise RefusedError("BODY_NOT_ON_CHAIN", body=body)
    return tuple(found)


def _listed(table: SlotTable, subject: bytes, grant: int, count: int) -> tuple[OrderRecord, ...]:
    return table.counted(OrderRecord, count, lambda n: layout.order_slot(subject, grant, n))


def _record(order: Order, at: int) -> OrderRecord:
    """As it would stand in its slot if it were posted at ``at`` and in force by then."""
    return OrderRecord(
        action=int(order.action), reason=order.reason, issued_from=order.issued_from,
        issued_until=order.issued_until, effective_from=min(order.effective_from or at, at), recorded_at=at,
        retracted_at=0,
    )  # fmt: skip


def _may_hold(order: Order, batch: AnchoredBatch) -> bool:
    """A certificate is never anchored before it was issued, but its issue day may lie long before."""
    listed = not order.grant or order.grant in batch.grants
    return listed and batch.anchored_at >= order.issued_from


def _overlay(order: Order, reader: ChainReader, contract: Address, at: int) -> dict[bytes, bytes]:
    subject, grant = body_id(order.body), order.grant
    place = layout.grant_slot(subject, grant) if grant else layout.body_slot(subject)
    (slot,) = reader.slots(contract, [place], reader.head())
    record = GrantRecord.decode(slot) if grant else BodyRecord.decode(slot)
    if record is None:
        code = "GRANT_NOT_ON_CHAIN" if grant else "BODY_NOT_ON_CHAIN"
        raise RefusedError(code, body=order.body, grant=grant)
    posted = _record(order, at)
    counted = replace(record, orders=record.orders + 1)
    return {place: counted.encode(), layout.order_slot(subject, grant, record.orders): posted.encode()}


def grants_of(row: PlacedCertificate) -> tuple[int, ...]:
    """The grants that its summary lists. Raises ``InternalError`` CERTIFICATE_DAMAGED."""
    summary = decode_summary(parse_signed_summary(row.signed_summary).summary)
    if not isinstance(summary, CertificateSummary):
        raise InternalError("CERTIFICATE_DAMAGED", code=row.code)
    return summary.grants
