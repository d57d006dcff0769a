# SPDX-License-Identifier: Apache-2.0
"""What is asked: about which day, as known when, with which files in hand (protocol §6)."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from msgspec import Struct, field

from registry.core.types import Code
from registry.errors import UsageError
from registry.verify.values import day_of, last_instant

When = date | int


class Question(Struct, frozen=True, kw_only=True):
    """``at`` and ``known_at``: a day of Vietnam, UTC seconds, or ``None`` for now.

    ``files`` maps the SHA-256 of files in hand to their names; ``code`` is the code that the certificate
    must have, where the person holds one beside the thing; ``model`` is the model that is meant, which
    matters where a later revision covers others.
    """

    at: When | None = None
    known_at: When | None = None
    files: Mapping[bytes, str] = field(default_factory=dict)
    code: Code | None = None
    model: str | None = None


class Asked(NamedTuple):
    """A question made definite at the time of reading; all instants in UTC seconds.

    ``instant`` is judged, ``day`` is its day of Vietnam; ``known`` bounds what was recorded by then;
    ``past`` is the latest past instant asked, before which no evidence may lie, or ``None``.
    """

    instant: int
    day: date
    whole_day: bool
    known: int | None
    past: int | None
    now: int

    def reaching(self, block_time: int) -> "Asked":
        """The same with "now" no earlier than a block that was just read: what stands in a block has
        happened, whatever the reader's clock says.
        """
        now = max(self.now, block_time)
        instant = now if self.instant == self.now else self.instant
        return Asked(
            instant=instant,
            day=self.day if self.whole_day else day_of(instant),
            whole_day=self.whole_day,
            known=now if self.known == self.now else self.known,
            past=self.past,
            now=now,
        )


def resolve(question: Question, now: int) -> Asked:
    """Days are judged at their last instant, or now if that is earlier.

    Raises ``UsageError`` DATE_IN_FUTURE for a later day or instant.
    """
    instant = now if question.at is None else _instant(question.at, now, "at")
    known = None if question.known_at is None else _instant(question.known_at, now, "known_at")
    past = [time for time in (instant, known) if time is not None and time < now]
    return Asked(
        instant=instant,
        day=day_of(instant),
        whole_day=isinstance(question.at, date),
        known=known,
        past=max(past, default=None),
        now=now,
    )


def _instant(when: When, now: int, where: str) -> int:
    day = when if isinstance(when, date) else day_of(when)
    if day > day_of(now) or (isinstance(when, int) and when > now):
        raise UsageError("DATE_IN_FUTURE", where, date=f"{day:%d/%m/%Y}", today=f"{day_of(now):%d/%m/%Y}")
    return min(last_instant(when), now) if isinstance(when, date) else when
