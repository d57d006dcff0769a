# SPDX-License-Identifier: Apache-2.0
"""The contract's rules as an auditor applies them to an event that claims to have happened.

An event that the contract could not have written refuses the whole log: no state is guessed from it.
"""

from typing import NoReturn

from registry.audit.state import BodyState, KeyState, RegistryState, Thread
from registry.core.events import ChainEvent
from registry.core.records import ChangeRecord, KeyKind, State
from registry.errors import EvidenceError

FLAG_BACKDATED = 1
MAX_ORDER_NUMBER = 64  # bytes, as the contract bounds them
MAX_NOTE = 256
ZERO = bytes(32)
_PADDING = bytes(12)  # before an anchor key's address, see layout.anchor_key_id
_NEXT = {
    State.ACTIVE: frozenset({State.SUSPENDED, State.SUPERSEDED, State.WITHDRAWN}),
    State.SUSPENDED: frozenset({State.ACTIVE, State.SUPERSEDED, State.WITHDRAWN}),
    State.SUPERSEDED: frozenset({State.WITHDRAWN}),
    State.WITHDRAWN: frozenset[State](),
}
MOVES = {(int(a), int(b)) for a, targets in _NEXT.items() for b in targets}
SEVERITY = {int(state): state.severity for state in State}


def impossible(state: RegistryState, event: ChainEvent, rule: str) -> NoReturn:
    """Raise AUDIT_EVENT_IMPOSSIBLE; ``rule`` is a word of the table in docs/spec/replay.md."""
    raise EvidenceError(
        "AUDIT_EVENT_IMPOSSIBLE",
        block=state.block,
        index=state.index,
        event=type(event).__name__,
        rule=rule,
    )


def known_body(state: RegistryState, event: ChainEvent, body: bytes) -> BodyState:
    """The body, which must be registered."""
    return state.bodies.get(body) or impossible(state, event, "unknown")


def known_thread(state: RegistryState, event: ChainEvent, body: bytes, grant: int) -> Thread:
    """The body (``grant`` 0) or grant, which must exist."""
    return known_body(state, event, body).threads.get(grant) or impossible(state, event, "unknown")


def not_paused(state: RegistryState, event: ChainEvent) -> None:
    """A pause stops anchoring and permissive acts."""
    if state.paused:
        impossible(state, event, "paused")


def not_later(state: RegistryState, event: ChainEvent, time: int) -> None:
    """What is permissive takes effect with its block at the latest, and at some time."""
    if not 0 < time <= state.time:
        impossible(state, event, "later")


def short(state: RegistryState, event: ChainEvent, text: str, limit: int = MAX_ORDER_NUMBER) -> None:
    """Texts are bounded. One that is no UTF-8 shows longer than it was, so it is not judged."""
    if len(text) > limit and len(text.encode()) > limit and "\\x" not in text:
        impossible(state, event, "text")


def active(thread: Thread | None, time: int) -> bool:
    """Whether a body or grant may anchor at ``time``, by its current record as the contract decides."""
    if thread is None:
        return False
    record = thread.record
    started = record.valid_from <= time and (not record.valid_until or time < record.valid_until)
    return started and (not record.suspended_from or time < record.suspended_from)


def good_anchor(body: BodyState, actor: bytes, time: int) -> bool:
    """Whether ``actor`` (20 bytes) is an anchor key of the body that may sign at ``time``."""
    key = body.keys.get(_PADDING + actor)
    return key is not None and is_good(key, time)


def is_good(key: KeyState, time: int) -> bool:
    """A compromise never lies ahead of its block, so any is in force."""
    record = key.record
    good = not record.revoked_at and not record.compromised_since
    return good and record.kind == KeyKind.ANCHOR and record.valid_from <= time


def change(state: RegistryState, kind: int, reason: int, effective: int, until: int = 0) -> ChangeRecord:
    """A change record of this block."""
    flags = FLAG_BACKDATED if effective < state.time else 0
    return ChangeRecord(kind, reason, flags, effective, until, state.time)
