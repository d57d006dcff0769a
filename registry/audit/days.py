# SPDX-License-Identifier: Apache-2.0
"""Days of Vietnam (UTC+7, no daylight saving since 1975), told by the auditor's own arithmetic."""

from datetime import date, timedelta

_OFFSET = 7 * 3_600
_DAY = 86_400
_EPOCH = date(1970, 1, 1)


def day_of(instant: int) -> date:
    """The day that contains ``instant``, UTC seconds."""
    return _EPOCH + timedelta(days=(instant + _OFFSET) // _DAY)


def first_instant(day: date) -> int:
    """00:00:00 of a day, UTC seconds."""
    return (day - _EPOCH).days * _DAY - _OFFSET


def last_instant(day: date) -> int:
    """23:59:59 of a day, UTC seconds."""
    return first_instant(day) + _DAY - 1
