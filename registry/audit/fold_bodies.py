# SPDX-License-Identifier: Apache-2.0
"""Bodies, grants and orders in the fold."""

from msgspec.structs import replace

from registry.audit.rules import change, impossible, known_body, known_thread, not_later, not_paused, short
from registry.audit.state import BodyState, RegistryState, Thread
from registry.core.events import BodyRegistered, Changed, GrantGiven, OrderPosted, OrderRetracted
from registry.core.records import Basis, BodyRecord, ChangeKind, GrantRecord, OrderAction, OrderRecord

ITSELF = 0
Current = BodyRecord | GrantRecord
_ENDINGS = (ChangeKind.WITHDRAWN, ChangeKind.REDUCED)


def body_registered(state: RegistryState, event: BodyRegistered) -> None:
    """A body appears, once."""
    not_paused(state, event)
    short(state, event, event.order)
    not_later(state, event, event.valid_from)
    if event.body in state.bodies or not any(event.body):
        impossible(state, event, "exists")
    record = BodyRecord(event.valid_from, 0, 0, state.time, 1, 0, 0, event.reason, 0)
    first = change(state, ChangeKind.REGISTERED, event.reason, event.valid_from)
    state.bodies[event.body] = BodyState({ITSELF: Thread(record, changes=[first])})


def grant_given(state: RegistryState, event: GrantGiven) -> None:
    """The next grant of a body that is not withdrawn."""
    not_paused(state, event)
    short(state, event, event.order)
    not_later(state, event, event.valid_from)
    body = known_body(state, event, event.body)
    own = body.threads[ITSELF]
    assert isinstance(own.record, BodyRecord)
    if own.record.valid_until and own.record.valid_until <= state.time:
        impossible(state, event, "withdrawn")
    if event.grant != own.record.grants + 1:
        impossible(state, event, "number")
    if not any(event.scope) or event.basis not in set(Basis):
        impossible(state, event, "scope")
    if event.valid_until and event.valid_until <= event.valid_from:
        impossible(state, event, "interval")
    own.record = replace(own.record, grants=event.grant)
    record = GrantRecord(
        event.valid_from, event.valid_until, 0, state.time, 1, 0, 0, 0, event.basis, event.grantor
    )
    first = change(state, ChangeKind.REGISTERED, 0, event.valid_from, event.valid_until)
    body.threads[event.grant] = Thread(record, event.scope, [first])


def changed(state: RegistryState, event: Changed) -> None:
    """A suspension, a reinstatement, or the end of an interval."""
    short(state, event, event.order)
    thread = known_thread(state, event, event.body, event.grant)
    record = thread.record
    if event.n != record.changes:
        impossible(state, event, "number")
    if event.kind == ChangeKind.SUSPENDED:
        record = _suspended(state, event, record)
    elif event.kind == ChangeKind.REINSTATED:
        record = _reinstated(state, event, record)
    elif event.kind in _ENDINGS and (event.grant or event.kind == ChangeKind.WITHDRAWN):
        record = _ended(state, event, record)
    else:
        impossible(state, event, "kind")
    thread.record = replace(record, recorded_at=state.time, reason=event.reason, changes=event.n + 1)
    thread.changes.append(change(state, event.kind, event.reason, event.effective_from))


def _suspended(state: RegistryState, event: Changed, record: Current) -> Current:
    """A suspension may only move to an earlier start."""
    if not event.effective_from or (record.suspended_from and event.effective_from >= record.suspended_from):
        impossible(state, event, "interval")
    return replace(record, suspended_from=event.effective_from)


def _reinstated(state: RegistryState, event: Changed, record: Current) -> Current:
    not_paused(state, event)
    not_later(state, event, event.effective_from)
    if not record.suspended_from:
        impossible(state, event, "move")
    return replace(record, suspended_from=0)


def _ended(state: RegistryState, event: Changed, record: Current) -> Current:
    """An end may only move earlier, and not before the start."""
    until = event.effective_from
    if until < record.valid_from or (record.valid_until and until >= record.valid_until):
        impossible(state, event, "interval")
    return replace(record, valid_until=until)


def order_posted(state: RegistryState, event: OrderPosted) -> None:
    """The next order over a body or a grant."""
    short(state, event, event.order)
    thread = known_thread(state, event, event.body, event.grant)
    if event.n != thread.record.orders:
        impossible(state, event, "number")
    if event.action not in set(OrderAction):
        impossible(state, event, "kind")
    if event.issued_until and event.issued_until <= event.issued_from:
        impossible(state, event, "interval")
    thread.record = replace(thread.record, orders=event.n + 1)
    thread.orders.append(
        OrderRecord(
            event.action, event.reason, event.issued_from, event.issued_until, event.effective_from,
            state.time, 0,
        )
    )  # fmt: skip


def order_retracted(state: RegistryState, event: OrderRetracted) -> None:
    """An order ends with this block, once."""
    not_paused(state, event)
    short(state, event, event.order)
    thread = known_thread(state, event, event.body, event.grant)
    if event.n >= len(thread.orders) or thread.orders[event.n].retracted_at:
        impossible(state, event, "number")
    thread.orders[event.n] = replace(thread.orders[event.n], retracted_at=state.time)
