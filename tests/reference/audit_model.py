# SPDX-License-Identifier: Apache-2.0
"""A slow model of what a certificate is worth at a date, as known at a date: plain Python over a list of acts.

Knows neither events nor records nor the verifier: whoever did the acts wrote them down, and the model reads
the whole list anew for every question. Times are UTC seconds.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone

VIETNAM = timezone(timedelta(hours=7))
ACTIVE, SUSPENDED, SUPERSEDED, WITHDRAWN = "active", "suspended", "superseded", "withdrawn"
_BADNESS = [ACTIVE, SUPERSEDED, SUSPENDED, WITHDRAWN]


@dataclass(frozen=True)
class Act:
    """``what`` happened to ``whom``, recorded at ``recorded``, in effect from ``effective``."""

    what: str
    whom: object
    recorded: int
    effective: int
    by: object = None
    until: int = 0
    interval: tuple[int, int] = (0, 0)


@dataclass
class Paper:
    """A certificate as printed, with the batch that holds it; ``successor`` is its later revision."""

    name: str
    issued: date
    first: date
    last: date
    grants: tuple[int, ...]
    batch: str
    key: str
    leaf: bytes = b""
    bundle: bytes = b""
    successor: "Paper | None" = None


@dataclass
class Model:
    """All acts, in the order in which they were recorded."""

    acts: list[Act] = field(default_factory=list)

    def verdict(self, paper: Paper, at: int, known: int | None) -> str:
        """``VALID``, ``INVALID`` or ``INDETERMINATE``."""
        faults, unknown = set[str](), False
        anchoring = next(a for a in self.acts if a.what == "anchored" and a.whom == paper.batch)
        is_known = known is None or anchoring.recorded <= known
        if not is_known or anchoring.recorded > at:
            unknown = True
        if is_known:
            faults |= self._at_anchoring(paper, anchoring, known)
        state = self.state(paper, anchoring if is_known else None, at, known)
        if state != ACTIVE:
            faults.add("status")
        if not paper.first <= _day(at) <= paper.last:
            faults.add("period")
        if state == SUPERSEDED and paper.successor and faults <= {"status", "period"}:
            return self.verdict(paper.successor, at, known)
        return "INVALID" if faults else "INDETERMINATE" if unknown else "VALID"

    def _at_anchoring(self, paper: Paper, anchoring: Act, known: int | None) -> set[str]:
        faults = set()
        time = anchoring.recorded
        if not (self.key_good(paper.key, time, known) and self.key_good(anchoring.by, time, known)):
            faults.add("keys")
        issue_day = datetime(paper.issued.year, paper.issued.month, paper.issued.day, tzinfo=VIETNAM)
        issued = min(int(issue_day.timestamp()) + 86_399, time)
        for moment in (time, issued):
            if not all(self.active(number, moment, known) for number in (0, *paper.grants)):
                faults.add("authority")
        return faults

    def active(self, grant: int, at: int, known: int | None) -> bool:
        """A body (0) or a grant: begun, not ended, not suspended."""
        begun, end, suspended = False, 0, False
        for act in self._of(("given", "ended", "suspended", "restored"), grant, at, known):
            if act.what == "given":
                begun, end = True, act.until
            elif act.what == "ended":
                begun = False
            else:
                suspended = act.what == "suspended"
        return begun and not suspended and not (end and at >= end)

    def key_good(self, key: object, at: int, known: int | None) -> bool:
        acts = self._of(("registered", "revoked", "compromised"), key, at, known)
        return [act.what for act in acts] == ["registered"]

    def state(self, paper: Paper, anchoring: Act | None, at: int, known: int | None) -> str:
        """The worst of the body's word, the authority's, the word about the batch, and orders."""
        words = [self._word(subject, at, known) for subject in (("body", paper.name), ("authority", paper.name),
                                                                ("body", paper.batch))]  # fmt: skip
        words += self._orders(paper, anchoring, at, known)
        return max(words, key=_BADNESS.index)

    def _word(self, whom: object, at: int, known: int | None) -> str:
        state = ACTIVE
        for act in self._of(tuple(_BADNESS), whom, at, known):
            stolen = [a.effective for a in self._of(("compromised",), act.by, 1 << 60, known)]
            if act.what == ACTIVE and stolen and min(stolen) <= act.recorded:
                continue
            state = act.what
        return state

    def _orders(self, paper: Paper, anchoring: Act | None, at: int, known: int | None) -> list[str]:
        issue_day = datetime(paper.issued.year, paper.issued.month, paper.issued.day, tzinfo=VIETNAM)
        start = int(issue_day.timestamp())
        found = []
        for act in self.acts:
            if act.what not in {"order suspend", "order withdraw"} or act.whom not in (0, *paper.grants):
                continue
            low, high = act.interval[0], act.interval[1] or 1 << 60
            matches = start < high and low < start + 86_400
            matches = matches or (anchoring is not None and low <= anchoring.recorded < high)
            over = self._of(("retracted",), act.by, at, known)
            if matches and act.effective <= at and (known is None or act.recorded <= known) and not over:
                found.append(SUSPENDED if act.what == "order suspend" else WITHDRAWN)
        return found

    def _of(self, whats: tuple[str, ...], whom: object, at: int, known: int | None) -> list[Act]:
        return [
            act
            for act in self.acts
            if act.what in whats
            and act.whom == whom
            and act.effective <= at
            and (known is None or act.recorded <= known)
        ]


def _day(instant: int) -> date:
    return datetime.fromtimestamp(instant, VIETNAM).date()
