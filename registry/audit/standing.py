# SPDX-License-Identifier: Apache-2.0
"""What a body, a grant, a key or a certificate was worth at a time, as known at a time: one word each.

For a reader of history; verdicts are the verifier's, who checks far more than what the contract records.
"""

from dataclasses import dataclass
from datetime import date

from registry.audit.days import first_instant
from registry.audit.state import RegistryState
from registry.core.history import KeyHistory, Standing, state_of, status_at
from registry.core.layout import anchor_key_id
from registry.core.orders import order_in_force, order_matches
from registry.core.records import Lane, OrderAction, State, StatusRecord

GOOD = "active"
UNKNOWN = "unknown"
NOT_ANCHORED = "not_anchored"
_BY_ORDER = {OrderAction.SUSPEND: State.SUSPENDED, OrderAction.WITHDRAW: State.WITHDRAWN}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """The certificate whose history is told: ``body`` is the body's id, ``key`` the credential key's."""

    leaf: bytes
    body: bytes
    grants: tuple[int, ...]
    issued: date
    key: bytes
    batch_ids: tuple[bytes, ...]


def thread_at(state: RegistryState, body: bytes, grant: int, time: int, known: int | None) -> str:
    """A body (``grant`` 0) or grant: ``active``, or why not."""
    thread = state.thread(body, grant)
    lapse = Standing(tuple(thread.changes)).lapse(time, known) if thread else None
    return UNKNOWN if thread is None else lapse.why if lapse else GOOD


def key_at(state: RegistryState, body: bytes, key: bytes, time: int, known: int | None) -> str:
    """A key: ``active``, or why not."""
    found = state.key(body, key)
    lapse = KeyHistory(found.record.kind, tuple(found.changes)).lapse(time, known) if found else None
    return UNKNOWN if found is None else lapse.why if lapse else GOOD


def certificate_at(state: RegistryState, shown: Shown, time: int, known: int | None) -> str:
    """A certificate: the worst of both lanes, its batch's lane and the orders that match; ``not_anchored``
    before its first batch; ``compromised`` where a key that made it was, before it was anchored.
    """
    anchored = _anchoring(state, shown, time, known)
    if anchored is None:
        return NOT_ANCHORED
    at, signer = anchored
    if "compromised" in (key_at(state, shown.body, key, at, known) for key in (shown.key, signer)):
        return "compromised"
    states = [_lane(state, (shown.body, shown.leaf, lane), time, known) for lane in Lane]
    states += [_batches(state, shown, time, known), *_ordered(state, shown, at, time, known)]
    return max(states, key=lambda item: item.severity).name.lower()


def _anchoring(state: RegistryState, shown: Shown, time: int, known: int | None) -> tuple[int, bytes] | None:
    """The first anchoring at or before ``time``, and the key that signed it."""
    batches = [state.batches[b].record for b in shown.batch_ids if b in state.batches]
    made = [(b.anchored_at, anchor_key_id(b.anchor_key)) for b in batches]
    return min(((at, key) for at, key in made if at <= time and (known is None or at <= known)), default=None)


def _lane(state: RegistryState, place: tuple[bytes, bytes, Lane], time: int, known: int | None) -> State:
    """A reinstatement by a key that was compromised by then does not count."""
    body, subject, lane = place

    def counts(record: StatusRecord) -> bool:
        if record.state != State.ACTIVE:
            return True
        key = state.key(body, anchor_key_id(record.actor))
        since = KeyHistory(key.record.kind, tuple(key.changes)).compromised_since(known) if key else None
        return since is None or since > record.recorded_at

    return state_of(status_at(state.statuses(body, subject, lane), time, known, counts))


def _batches(state: RegistryState, shown: Shown, time: int, known: int | None) -> State:
    """The best of its batches: a certificate stands as long as one of them does."""
    made = [b for b in shown.batch_ids if b in state.batches and state.batches[b].record.anchored_at <= time]
    lanes = [_lane(state, (shown.body, batch_id, Lane.BODY), time, known) for batch_id in made]
    return min(lanes, key=lambda item: item.severity, default=State.ACTIVE)


def _ordered(
    state: RegistryState, shown: Shown, anchored_at: int, time: int, known: int | None
) -> list[State]:
    threads = [state.thread(shown.body, number) for number in (0, *shown.grants)]
    return [
        _BY_ORDER[OrderAction(order.action)]
        for thread in threads
        for order in (thread.orders if thread else ())
        if order.action in _BY_ORDER
        and order_in_force(order, time, known)
        and order_matches(order, anchored_at, first_instant(shown.issued))
    ]
