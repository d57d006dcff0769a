# SPDX-License-Identifier: Apache-2.0
"""When an order holds, and for which certificates."""

import pytest

from registry.core.orders import order_in_force, order_matches
from registry.core.records import OrderRecord

DAY = 86_400


def order(**changes: int) -> OrderRecord:
    fields = {
        "action": 2, "reason": 11, "issued_from": 10 * DAY, "issued_until": 20 * DAY, "effective_from": 100,
        "recorded_at": 200, "retracted_at": 0,
    }  # fmt: skip
    return OrderRecord(**{**fields, **changes})


@pytest.mark.parametrize(
    ("changes", "time", "known", "holds"),
    [
        ({}, 99, None, False),
        ({}, 100, None, True),
        ({}, 300, 199, False),
        ({}, 300, 200, True),
        ({"retracted_at": 400}, 399, None, True),
        ({"retracted_at": 400}, 400, None, False),
        ({"retracted_at": 400}, 400, 399, True),
        ({"retracted_at": 400}, 400, 400, False),
    ],
)
def test_in_force(changes: dict[str, int], time: int, known: int | None, holds: bool) -> None:
    assert order_in_force(order(**changes), time, known) is holds


@pytest.mark.parametrize(
    ("anchored_at", "issue_day", "changes", "matches"),
    [
        (10 * DAY, 0, {}, True),
        (10 * DAY - 1, 0, {}, False),
        (20 * DAY, 0, {}, False),
        (20 * DAY - 1, 0, {}, True),
        (None, 9 * DAY, {}, False),
        (None, 9 * DAY + 1, {}, True),
        (None, 20 * DAY, {}, False),
        (None, 20 * DAY - 1, {}, True),
        (None, 5_000 * DAY, {"issued_until": 0}, True),
        (0, 0, {"issued_from": 0, "issued_until": 0}, True),
    ],
)
def test_matches(anchored_at: int | None, issue_day: int, changes: dict[str, int], matches: bool) -> None:
    assert order_matches(order(**changes), anchored_at, issue_day) is matches
