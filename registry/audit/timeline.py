# SPDX-License-Identifier: Apache-2.0
"""Timelines: what happened to a certificate or a body, in the order in which it was recorded.

Each row says what the thing it is about was worth at the moment of the record, as known then and as known
now: where the two differ, something recorded later reached back.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from registry.audit.standing import Shown, certificate_at, key_at, thread_at
from registry.audit.state import RegistryState
from registry.core.events import (
    BatchAnchored,
    BodyRegistered,
    ChainEvent,
    Changed,
    GrantGiven,
    KeyChanged,
    KeyRegistered,
    Maintained,
    OrderPosted,
    OrderRetracted,
    StatusSet,
)
from registry.core.layout import anchor_key_id
from registry.core.records import Basis, ChangeKind, Lane, OrderAction, State
from registry.core.types import Address
from registry.ports.logs import RawLog

_CHANGES = {
    ChangeKind.SUSPENDED: "SUSPENDED",
    ChangeKind.REINSTATED: "REINSTATED",
    ChangeKind.WITHDRAWN: "WITHDRAWN",
    ChangeKind.REDUCED: "REDUCED",
    ChangeKind.KEY_REVOKED: "REVOKED",
    ChangeKind.KEY_COMPROMISED: "COMPROMISED",
}
At = Callable[[int, int | None], str]
"""A standing at a time, as known at a time."""


@dataclass(frozen=True, slots=True)
class Row:
    """One record. ``code`` has texts of its own, filled from ``params``; ``then`` and ``now`` are code words."""

    recorded_at: int
    block: int
    transaction: bytes
    code: str
    params: dict[str, object]
    effective_from: int
    order: str
    then: str
    now: str


@dataclass(slots=True)
class Told:
    """Collects a body's events during a replay (``watch``); of certificates only those of ``subjects``, or
    none, since a body's own history does not list its certificates.
    """

    body: bytes
    subjects: frozenset[bytes] = frozenset()
    events: list[tuple[ChainEvent, RawLog]] = field(default_factory=list)

    def watch(self, state: RegistryState, event: ChainEvent, log: RawLog) -> None:
        """Keep what belongs here."""
        if state.count == 1:
            self.events.clear()  # a replay that starts over
        if getattr(event, "body", None) != self.body:
            return
        subject = getattr(event, "subject", None) or getattr(event, "batch_id", None)
        if subject is None or subject in self.subjects:
            self.events.append((event, log))


def certificate_timeline(state: RegistryState, shown: Shown, told: Told) -> list[Row]:
    """Everything that touched the certificate; the columns are the certificate's own standing."""
    keys = {shown.key, *_actors(told)}

    def at(time: int, known: int | None) -> str:
        return certificate_at(state, shown, time, known)

    return [_row(event, log, at) for event, log in told.events if _touches(event, shown, keys)]


def body_timeline(state: RegistryState, told: Told) -> list[Row]:
    """The body, its grants, keys and orders; the columns are the standing of what the row is about."""
    return [_row(event, log, _standing(state, event)) for event, log in told.events]


def _actors(told: Told) -> set[bytes]:
    """Anchor keys that anchored the certificate or changed its status."""
    found: set[bytes] = set()
    for event, _ in told.events:
        if isinstance(event, BatchAnchored):
            found.add(anchor_key_id(Address(event.anchor_key)))
        elif isinstance(event, StatusSet):
            found.add(anchor_key_id(Address(event.actor)))
    return found


def _touches(event: ChainEvent, shown: Shown, keys: set[bytes]) -> bool:
    if isinstance(event, KeyRegistered | KeyChanged):
        return event.key in keys
    if isinstance(event, GrantGiven | Changed | OrderPosted | OrderRetracted):
        return event.grant == 0 or event.grant in shown.grants
    return True


def _standing(state: RegistryState, event: ChainEvent) -> At:
    if isinstance(event, KeyRegistered | KeyChanged):
        body, key = event.body, event.key
        return lambda time, known: key_at(state, body, key, time, known)
    body, grant = getattr(event, "body", b""), getattr(event, "grant", 0)
    return lambda time, known: thread_at(state, body, grant, time, known)


def _row(event: ChainEvent, log: RawLog, at: At) -> Row:
    code, params, effective, order = _telling(event)
    time = log.timestamp
    return Row(
        recorded_at=time, block=log.block, transaction=log.transaction_hash, code="TIMELINE_" + code,
        params=params, effective_from=effective or time, order=order, then=at(time, time), now=at(time, None),
    )  # fmt: skip


def _telling(event: ChainEvent) -> tuple[str, dict[str, object], int, str]:
    """Code, values, time of effect (0: the record's) and order number of one event."""
    if isinstance(event, BodyRegistered):
        return "BODY", {"reason": event.reason}, event.valid_from, event.order
    if isinstance(event, GrantGiven):
        params: dict[str, object] = {"grant": event.grant, "basis": Basis(event.basis), "scope": event.scope,
                                     "grantor": event.grantor, "until": event.valid_until}  # fmt: skip
        return "GRANT", params, event.valid_from, event.order
    if isinstance(event, Changed):
        what = "GRANT_" if event.grant else "BODY_"
        params = {"grant": event.grant, "reason": event.reason}
        return what + _CHANGES[ChangeKind(event.kind)], params, event.effective_from, event.order
    if isinstance(event, KeyRegistered):
        return "KEY", {"key": event.key, "kind": event.kind}, event.valid_from, ""
    if isinstance(event, KeyChanged):
        params = {"key": event.key, "reason": event.reason, "actor": event.actor}
        return "KEY_" + _CHANGES[ChangeKind(event.kind)], params, event.effective_from, ""
    return _certificate_telling(event)


def _certificate_telling(event: ChainEvent) -> tuple[str, dict[str, object], int, str]:
    if isinstance(event, BatchAnchored):
        code = "ANCHORED_RETROSPECTIVELY" if event.flags & 1 else "ANCHORED"
        return code, {"batch": event.batch_id, "size": event.size, "grants": event.grants}, 0, ""
    if isinstance(event, StatusSet):
        owner = "AUTHORITY" if event.lane == Lane.AUTHORITY else "STATUS"
        params: dict[str, object] = {"state": State(event.state), "reason": event.reason, "note": event.text}
        order = event.text if event.lane == Lane.AUTHORITY else ""
        return owner, params, event.effective_from, order
    if isinstance(event, Maintained):
        code = "MAINTAINED" if event.decision == 1 else "MAINTAINED_CONDITIONALLY"
        return code, {"last": event.last, "due": event.next_due}, 0, ""
    if isinstance(event, OrderPosted):
        params = {"n": event.n, "grant": event.grant, "reason": event.reason, "issued_from": event.issued_from,
                  "issued_until": event.issued_until}  # fmt: skip
        return "ORDER_" + OrderAction(event.action).name, params, event.effective_from, event.order
    assert isinstance(event, OrderRetracted), "events without a body are not collected"
    return "ORDER_RETRACTED", {"n": event.n, "grant": event.grant, "reason": event.reason}, 0, event.order
