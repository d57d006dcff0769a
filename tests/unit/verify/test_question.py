# SPDX-License-Identifier: Apache-2.0
"""Days of Vietnam, judged at their last instant or now if that is earlier."""

from datetime import date

import pytest

from registry.errors import UsageError
from registry.verify.question import Question, resolve
from registry.verify.values import day_of, first_instant, iso, last_instant

NOW = first_instant(date(2026, 7, 20)) + 3_600


def test_a_day_of_vietnam_begins_seven_hours_before_utc() -> None:
    assert iso(first_instant(date(2026, 7, 16))) == "2026-07-15T17:00:00Z"
    assert iso(last_instant(date(2026, 7, 16))) == "2026-07-16T16:59:59Z"
    assert day_of(first_instant(date(2026, 7, 16))) == date(2026, 7, 16)
    assert day_of(first_instant(date(2026, 7, 16)) - 1) == date(2026, 7, 15)
    assert day_of((1 << 40) - 1) == date(9999, 12, 31)


def test_now_yesterday_and_today() -> None:
    assert resolve(Question(), NOW).instant == NOW
    assert resolve(Question(), NOW).past is None
    asked = resolve(Question(at=date(2026, 7, 19)), NOW)
    assert (asked.instant, asked.past) == (last_instant(date(2026, 7, 19)), last_instant(date(2026, 7, 19)))
    today = resolve(Question(at=date(2026, 7, 20)), NOW)
    assert (today.instant, today.past) == (NOW, None)
    instant = resolve(Question(at=NOW - 5), NOW)
    assert (instant.instant, instant.past, instant.whole_day) == (NOW - 5, NOW - 5, False)


def test_known_at_bounds_what_was_recorded_and_what_evidence_will_do() -> None:
    asked = resolve(Question(at=date(2026, 7, 10), known_at=date(2026, 7, 15)), NOW)
    assert asked.known == asked.past == last_instant(date(2026, 7, 15))
    assert resolve(Question(known_at=date(2026, 7, 20)), NOW).known == NOW


@pytest.mark.parametrize("when", [date(2026, 7, 21), NOW + 1, NOW + 86_400])
def test_later_days_are_refused(when: date | int) -> None:
    for question in (Question(at=when), Question(known_at=when)):
        with pytest.raises(UsageError) as caught:
            resolve(question, NOW)
        assert caught.value.code == "DATE_IN_FUTURE"


def test_now_is_never_earlier_than_a_block_that_was_read() -> None:
    asked = resolve(Question(known_at=date(2026, 7, 20)), NOW).reaching(NOW + 9)
    assert (asked.instant, asked.now, asked.known) == (NOW + 9, NOW + 9, NOW + 9)
    past = resolve(Question(at=date(2026, 7, 1)), NOW).reaching(NOW + 9)
    assert past.instant == last_instant(date(2026, 7, 1))
