# SPDX-License-Identifier: Apache-2.0
"""What append-only records amount to at a time, as known at a time (protocol §4).

The state at t is the highest-numbered record with effectiveFrom ≤ t and, for "as known at d",
recordedAt ≤ d. Intervals are half-open, all times UTC seconds.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple, TypeVar

from registry.core.records import (
    BodyRecord,
    ChangeKind,
    ChangeRecord,
    GrantRecord,
    KeyRecord,
    State,
    StatusRecord,
)
from registry.errors import EvidenceError

R = TypeVar("R", ChangeRecord, StatusRecord)
# A reduction ends a grant as a withdrawal does: the narrower scope is granted under a number of its own.
_ENDED = {ChangeKind.WITHDRAWN: "withdrawn", ChangeKind.REDUCED: "reduced"}
_INTERVAL = (ChangeKind.REGISTERED, *_ENDED)
_SUSPENSION = (ChangeKind.SUSPENDED, ChangeKind.REINSTATED)
_KEY = (ChangeKind.KEY_REGISTERED, ChangeKind.KEY_REVOKED, ChangeKind.KEY_COMPROMISED)


class Lapse(NamedTuple):
    """Why something was not good: a code word with the time since and the recorded reason."""

    why: str
    since: int
    reason: int = 0


class Standing(NamedTuple):
    """The change records of a body or a grant: an interval thread and a suspension thread."""

    changes: tuple[ChangeRecord, ...]

    def lapse(self, time: int, known: int | None) -> Lapse | None:
        """``None`` while both threads allow; else ``not_begun``, ``ended``, ``withdrawn``, ``reduced`` or
        ``suspended``.
        """
        interval = _latest(self._thread(_INTERVAL), time, known)
        if interval is None:
            return Lapse("not_begun", time)
        if interval.kind in _ENDED:
            return Lapse(_ENDED[ChangeKind(interval.kind)], interval.effective_from, interval.reason)
        if interval.until and time >= interval.until:
            return Lapse("ended", interval.until)
        suspension = _latest(self._thread(_SUSPENSION), time, known)
        if suspension is not None and suspension.kind == ChangeKind.SUSPENDED:
            return Lapse("suspended", suspension.effective_from, suspension.reason)
        return None

    def check_against(self, record: BodyRecord | GrantRecord) -> None:
        """The current record must be what its history amounts to; else the evidence contradicts itself."""
        intervals, suspensions = list(self._thread(_INTERVAL)), list(self._thread(_SUSPENSION))
        if len(intervals) + len(suspensions) != len(self.changes) or not intervals:
            raise EvidenceError("EVIDENCE_CONTRADICTORY", what="history")
        last = intervals[-1]
        until = last.effective_from if last.kind in _ENDED else last.until
        ended = bool(suspensions) and suspensions[-1].kind == ChangeKind.SUSPENDED
        since = suspensions[-1].effective_from if ended else 0
        if (record.valid_from, record.valid_until, record.suspended_from) != (
            intervals[0].effective_from,
            until,
            since,
        ):
            raise EvidenceError("EVIDENCE_CONTRADICTORY", what="history")

    def _thread(self, kinds: tuple[ChangeKind, ...]) -> Iterable[ChangeRecord]:
        return (change for change in self.changes if change.kind in kinds)


class KeyHistory(NamedTuple):
    """A key of a body; ``kind`` as registered."""

    kind: int
    changes: tuple[ChangeRecord, ...]

    def lapse(self, time: int, known: int | None) -> Lapse | None:
        """``None`` for a good key; else ``unknown``, ``not_begun``, ``compromised`` or ``revoked``.

        ``compromised`` means at or before ``time``: what was done with the key before stays good.
        """
        registered = self._times(ChangeKind.KEY_REGISTERED, known)
        if not registered:
            return Lapse("unknown", time)
        compromised = self.compromised_since(known)
        if compromised is not None and compromised <= time:
            return Lapse("compromised", compromised)
        revoked = self._times(ChangeKind.KEY_REVOKED, known)
        if revoked and min(revoked) <= time:
            return Lapse("revoked", min(revoked))
        return Lapse("not_begun", min(registered)) if time < min(registered) else None

    def compromised_since(self, known: int | None) -> int | None:
        """The earliest time that was ever recorded, or ``None``."""
        return min(self._times(ChangeKind.KEY_COMPROMISED, known), default=None)

    def check_against(self, record: KeyRecord) -> None:
        """The current record must be what its history amounts to; else the evidence contradicts itself."""
        fold = [min(self._times(kind, None), default=0) for kind in _KEY]
        if fold != [record.valid_from, record.revoked_at, record.compromised_since]:
            raise EvidenceError("EVIDENCE_CONTRADICTORY", what="key history")
        if any(change.kind not in _KEY for change in self.changes):
            raise EvidenceError("EVIDENCE_CONTRADICTORY", what="key history")

    def _times(self, kind: ChangeKind, known: int | None) -> list[int]:
        return [c.effective_from for c in self.changes if c.kind == kind and _was_known(c, known)]


def status_at(
    records: tuple[StatusRecord, ...],
    time: int,
    known: int | None,
    counts: Callable[[StatusRecord], bool] = lambda _: True,
) -> StatusRecord | None:
    """The record of one lane that holds at ``time``; ``None`` means active.

    ``counts`` leaves out reinstatements by a key that was compromised by then.
    """
    return _latest((record for record in records if counts(record)), time, known)


def state_of(record: StatusRecord | None) -> State:
    """The state that a record says. Raises ``EvidenceError`` for a number that the contract never stores."""
    if record is None:
        return State.ACTIVE
    try:
        return State(record.state)
    except ValueError as error:
        raise EvidenceError("EVIDENCE_CONTRADICTORY", what="status") from error


def _latest(records: Iterable[R], time: int, known: int | None) -> R | None:
    found = None
    for record in records:
        if record.effective_from <= time and _was_known(record, known):
            found = record
    return found


def _was_known(record: ChangeRecord | StatusRecord, known: int | None) -> bool:
    return known is None or record.recorded_at <= known
