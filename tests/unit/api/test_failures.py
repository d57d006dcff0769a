# SPDX-License-Identifier: Apache-2.0
"""How many refused attempts are let pass, and that counting them costs bounded memory."""

from dataclasses import dataclass

import pytest

from registry.api import failures
from registry.api.failures import FailureLimit
from registry.errors import RefusedError


@dataclass
class Clock:
    time: int = 1_000

    def now(self) -> int:
        return self.time


def refused(limit: FailureLimit, name: str) -> int | None:
    try:
        limit.check(name)
    except RefusedError as error:
        return int(str(error.params["seconds"]))
    return None


def test_the_window_opens_again() -> None:
    clock = Clock()
    limit = FailureLimit(clock, allowed=2, window=60)
    limit.failed("a")
    clock.time += 30
    assert refused(limit, "a") is None
    limit.failed("a")
    assert refused(limit, "a") == 30
    assert refused(limit, "b") is None
    clock.time += 29
    assert refused(limit, "a") == 1
    clock.time += 1
    assert refused(limit, "a") is None


def test_a_clock_that_is_set_back_locks_nobody_out() -> None:
    clock = Clock()
    limit = FailureLimit(clock, allowed=1, window=60)
    limit.failed("a")
    clock.time -= 500
    assert refused(limit, "a") is None


def test_the_oldest_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(failures, "MAX_REMEMBERED", 3)
    limit = FailureLimit(Clock(), allowed=1)
    for name in "abcd":
        limit.failed(name)
    assert [refused(limit, name) is None for name in "abcd"] == [True, False, False, False]
