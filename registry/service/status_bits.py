# SPDX-License-Identifier: Apache-2.0
"""Which bits of a body's status lists are set, by what the chain says at one block.

Asked are the contract that anchored a certificate and those that took over from it: both lanes of the leaf, the
body's lane of the batch, and orders that match; ``core.history`` folds the records as it does for verifiers.
Revocation is what is over for good in any of them (withdrawn or superseded), suspension what is suspended in any.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from registry.core import layout
from registry.core.hashing import body_id
from registry.core.history import state_of, status_at
from registry.core.orders import order_in_force, order_matches
from registry.core.records import (
    BatchRecord,
    KeyRecord,
    Lane,
    OrderAction,
    OrderRecord,
    State,
    StatusRecord,
)
from registry.core.signed_summary import parse_signed_summary
from registry.core.status_list import Purpose
from registry.core.summary import CertificateSummary, decode_summary
from registry.errors import EvidenceError, InternalError
from registry.ports.store_rows import ListedCertificate
from registry.service.lane_records import LaneKey, Records, View, read_lane_records
from registry.service.order_records import Orders, read_orders
from registry.verify.values import first_instant

_STATES: dict[Purpose, tuple[State, ...]] = {
    "revocation": (State.SUPERSEDED, State.WITHDRAWN),
    "suspension": (State.SUSPENDED,),
}
_ORDERED = {
    OrderAction.REVIEW: State.ACTIVE,
    OrderAction.SUSPEND: State.SUSPENDED,
    OrderAction.WITHDRAW: State.WITHDRAWN,
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One certificate: its index in the list, leaf and batch, and what orders match by."""

    index: int
    leaf: bytes
    batch: bytes
    grants: tuple[int, ...]
    issued: int
    """The first instant of the issue day."""


@dataclass(frozen=True, slots=True)
class ContractRecords:
    """What one contract holds about all entries, at one block. Pure from here on."""

    lanes: dict[LaneKey, Records]
    orders: Orders
    anchored: dict[bytes, int] = field(default_factory=dict)
    compromised: dict[int, int] = field(default_factory=dict)
    """Since when an actor's key is compromised, by address."""


NOTHING = ContractRecords({}, {})


def entry_of(row: ListedCertificate, first: int) -> Entry:
    """The entry of a stored certificate in the list whose first status index is ``first``."""
    facts = decode_summary(parse_signed_summary(row.signed_summary).summary)
    if not isinstance(facts, CertificateSummary):
        raise InternalError("CERTIFICATE_DAMAGED", code=row.leaf.hex())
    return Entry(row.index - first, row.leaf, row.batch, facts.grants, first_instant(facts.issued))


def read_records(
    view: View, body: str, entries: Sequence[Entry], kept: ContractRecords = NOTHING,
    touched: Collection[bytes] = (),
) -> ContractRecords:  # fmt: skip
    """Read everything in few round trips. Of ``kept``, read at an earlier block, lanes hold unless their subject is
    among ``touched``; orders and keys are few and always read.

    Raises as the reader does, and ``EvidenceError`` for records that no contract of ours writes.
    """
    batches = sorted({entry.batch for entry in entries})
    lanes = [LaneKey(body, entry.leaf, lane) for entry in entries for lane in Lane]
    lanes += [LaneKey(body, batch, Lane.BODY) for batch in batches]
    asked = [key for key in lanes if key not in kept.lanes or key.subject in touched]
    records = {**kept.lanes, **read_lane_records(view, asked)}
    new = [batch for batch in batches if batch not in kept.anchored]
    anchored = zip(new, map(BatchRecord.decode, view.read([layout.batch_slot(b) for b in new])), strict=True)
    return ContractRecords(
        lanes=records,
        orders=read_orders(view, body, {grant for entry in entries for grant in entry.grants}),
        anchored={**kept.anchored, **{batch: record.anchored_at for batch, record in anchored if record}},
        compromised=_compromised(view, body, records),
    )


def bits_of(
    contracts: Sequence[ContractRecords], body: str, entries: Iterable[Entry], time: int
) -> dict[Purpose, list[int]]:
    """The indexes whose bit is set, for each purpose, at ``time``; ``contracts`` begins with the one that
    anchored. Raises ``EvidenceError`` STATUS_LIST_NOT_ANCHORED: a list must not speak for what is not there.
    """
    bits: dict[Purpose, list[int]] = {purpose: [] for purpose in _STATES}
    for entry in entries:
        found = states_of_entry(contracts, body, entry, time)
        for purpose, states in _STATES.items():
            if found.intersection(states):
                bits[purpose].append(entry.index)
    return bits


def states_of_entry(contracts: Sequence[ContractRecords], body: str, entry: Entry, time: int) -> set[State]:
    """Everything that anybody says of the certificate's status at ``time``."""
    anchored = contracts[0].anchored.get(entry.batch)
    if anchored is None:
        raise EvidenceError("STATUS_LIST_NOT_ANCHORED", leaf=entry.leaf.hex())
    keys = (
        LaneKey(body, entry.leaf, Lane.BODY),
        LaneKey(body, entry.leaf, Lane.AUTHORITY),
        LaneKey(body, entry.batch, Lane.BODY),
    )
    found = set()
    for contract in contracts:
        for key in keys:
            found.add(state_of(status_at(contract.lanes[key], time, None, lambda r: _counts(contracts, r))))
        for grant in (0, *entry.grants):
            orders = contract.orders.get(grant, ())
            found |= {
                _ordered(o)
                for o in orders
                if order_in_force(o, time, None) and order_matches(o, anchored, entry.issued)
            }
    return found


def _counts(contracts: Sequence[ContractRecords], record: StatusRecord) -> bool:
    """A reinstatement by a key that was compromised by then does not count; what restricts always does."""
    if record.state != State.ACTIVE:
        return True
    times = (contract.compromised.get(record.actor, 0) for contract in contracts)
    return all(not since or record.recorded_at < since for since in times)


def _compromised(view: View, body: str, lanes: dict[LaneKey, Records]) -> dict[int, int]:
    actors = sorted(
        {r.actor for key, records in lanes.items() if key.lane == Lane.BODY for r in records
         if r.state == State.ACTIVE}
    )  # fmt: skip
    slots = view.read([layout.key_slot(body_id(body), layout.anchor_key_id(actor)) for actor in actors])
    keys = zip(actors, map(KeyRecord.decode, slots), strict=True)
    return {actor: key.compromised_since for actor, key in keys if key and key.compromised_since}


def _ordered(order: OrderRecord) -> State:
    try:
        return _ORDERED[OrderAction(order.action)]
    except ValueError as error:
        raise EvidenceError("EVIDENCE_CONTRADICTORY", what="order") from error
