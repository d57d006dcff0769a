# SPDX-License-Identifier: Apache-2.0
"""Batches, status and surveillance in the fold."""

from registry.audit.rules import (
    MAX_NOTE,
    MOVES,
    SEVERITY,
    ZERO,
    active,
    good_anchor,
    impossible,
    known_body,
    not_later,
    not_paused,
    short,
)
from registry.audit.state import SLOT, BatchState, BodyState, RegistryState, SurveillanceState
from registry.core.constants import MAX_BATCH_SIZE, MAX_GRANTS
from registry.core.events import BatchAnchored, Maintained, StatusSet
from registry.core.hashing import keccak256
from registry.core.layout import anchor_key_id
from registry.core.records import BatchRecord, Lane, State, StatusRecord, SurveillanceRecord

RETROSPECTIVE = 1
VERSION_1 = 1 << 4
DECISIONS = (1, 2)
_WORD = 32
_TAG = b"retrospective"
_ACTIVE, _WITHDRAWN = int(State.ACTIVE), int(State.WITHDRAWN)


def batch_anchored(state: RegistryState, event: BatchAnchored) -> None:
    """A batch under its own id, by a good key of an active body with active grants."""
    not_paused(state, event)
    body = known_body(state, event, event.body)
    retrospective = event.flags == VERSION_1 | RETROSPECTIVE
    if not retrospective and event.flags != VERSION_1:
        impossible(state, event, "kind")
    if event.batch_id in state.batches:
        impossible(state, event, "exists")
    if event.root == ZERO or not 1 <= event.size <= MAX_BATCH_SIZE:
        impossible(state, event, "size")
    _check_grants(state, event, body, retrospective)
    if event.batch_id != _batch_id(event, retrospective):
        impossible(state, event, "id")
    if not good_anchor(body, event.anchor_key, state.time):
        impossible(state, event, "actor")
    record = BatchRecord(int.from_bytes(event.anchor_key, "big"), state.time, event.size, event.flags)
    state.batches[event.batch_id] = BatchState(event.body, event.grants, event.root, record)


def _check_grants(state: RegistryState, event: BatchAnchored, body: BodyState, retrospective: bool) -> None:
    grants = event.grants
    if not 1 <= len(grants) <= MAX_GRANTS or list(grants) != sorted(set(grants)) or grants[0] == 0:
        impossible(state, event, "grants")
    if retrospective:
        if any(grant not in body.threads for grant in grants):
            impossible(state, event, "unknown")
    elif not all(active(body.threads.get(number), state.time) for number in (0, *grants)):
        impossible(state, event, "inactive")


def _batch_id(event: BatchAnchored, retrospective: bool) -> bytes:
    """keccak256(abi.encode(body, grants, root)), with the word "retrospective" where it is."""
    fixed = 4 if retrospective else 3
    tag_at = fixed + 1 + len(event.grants)
    head = [event.body, _word(fixed * _WORD), event.root, *([_word(tag_at * _WORD)] if retrospective else [])]
    tail = [_word(len(event.grants)), *map(_word, event.grants)]
    if retrospective:
        tail += [_word(len(_TAG)), _TAG.ljust(_WORD, b"\0")]
    return keccak256(b"".join(head + tail))


def status_set(state: RegistryState, event: StatusSet) -> None:
    """The next record of a lane of a subject."""
    body = known_body(state, event, event.body)
    place = (event.subject, event.lane)
    slots = body.lanes.get(place, b"")
    if event.n * SLOT != len(slots):
        impossible(state, event, "number")
    before = slots[-1] & 7 if slots else _ACTIVE
    if event.subject == ZERO or event.state not in SEVERITY:
        impossible(state, event, "kind")
    not_later(state, event, event.effective_from)
    if event.lane == Lane.BODY:
        _check_body_move(state, event, body, before, slots)
    elif event.lane == Lane.AUTHORITY:
        _check_authority_move(state, event, before)
    else:
        impossible(state, event, "kind")
    body.lanes[place] = slots + _slot(event, state.time)


def _check_body_move(
    state: RegistryState, event: StatusSet, body: BodyState, before: int, slots: bytes
) -> None:
    """Signed by the body, or lifted by the authority: a better state over what a compromised key wrote."""
    signed = (before, event.state) in MOVES and good_anchor(body, event.actor, state.time)
    if not signed:
        if not _is_lift(event, body, before, slots):
            impossible(state, event, "move")
        not_paused(state, event)
        short(state, event, event.text)
        return
    short(state, event, event.text, MAX_NOTE)
    if event.effective_from != state.time and event.state != _WITHDRAWN:
        impossible(state, event, "later")
    if event.state == _ACTIVE:
        not_paused(state, event)
        if not active(body.threads.get(0), state.time):
            impossible(state, event, "inactive")


def _is_lift(event: StatusSet, body: BodyState, before: int, slots: bytes) -> bool:
    if not slots or SEVERITY[event.state] >= SEVERITY.get(before, 0):
        return False
    last = StatusRecord.decode(slots[-SLOT:])
    key = body.keys.get(anchor_key_id(last.actor)) if last else None
    return key is not None and last is not None and 0 < key.record.compromised_since <= last.recorded_at


def _check_authority_move(state: RegistryState, event: StatusSet, before: int) -> None:
    """A legal move at first, later also corrections; never of a batch."""
    short(state, event, event.text)
    if event.subject in state.batches:
        impossible(state, event, "id")
    if event.n == 0 and event.state == _ACTIVE:
        impossible(state, event, "move")
    if event.state == _ACTIVE or SEVERITY[event.state] < SEVERITY[before]:
        not_paused(state, event)


def _slot(event: StatusSet, now: int) -> bytes:
    """``StatusRecord.encode`` of a record of this block, without making one."""
    number = event.state | event.reason << 3 | (event.effective_from < now) << 11
    number |= event.effective_from << 12 | now << 52 | int.from_bytes(event.actor, "big") << 92
    return number.to_bytes(SLOT, "big")


def maintained(state: RegistryState, event: Maintained) -> None:
    """The next surveillance of a certificate by its active body."""
    not_paused(state, event)
    body = known_body(state, event, event.body)
    seen = body.surveillance.get(event.subject)
    if event.n != (seen.record.count if seen else 0):
        impossible(state, event, "number")
    if event.subject == ZERO or event.decision not in DECISIONS:
        impossible(state, event, "kind")
    not_later(state, event, event.last)
    if event.next_due and event.next_due <= event.last:
        impossible(state, event, "interval")
    if not active(body.threads.get(0), state.time):
        impossible(state, event, "inactive")
    if not good_anchor(body, event.actor, state.time):
        impossible(state, event, "actor")
    record = SurveillanceRecord(event.last, event.next_due, state.time, event.n + 1)
    history = seen.history if seen else []
    body.surveillance[event.subject] = SurveillanceState(record, [*history, record])


def _word(number: int) -> bytes:
    return number.to_bytes(_WORD, "big")
