# SPDX-License-Identifier: Apache-2.0
"""Days as people and programs write them: 05/11/2026 on Vietnamese paper, 2026-11-05 in data."""

import re
from datetime import date

from registry.errors import InputError

_PAPER = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})\Z", re.ASCII)
_DATA = re.compile(r"(\d{4})-(\d{2})-(\d{2})\Z", re.ASCII)


def asked_day(text: str, where: str) -> date | None:
    """The day meant, ``None`` for an empty text. Raises ``InputError`` REQUEST_DATE."""
    plain = text.strip()
    if not plain:
        return None
    if match := _PAPER.match(plain):
        day, month, year = (int(part) for part in match.groups())
    elif match := _DATA.match(plain):
        year, month, day = (int(part) for part in match.groups())
    else:
        raise _no_day(plain, where)
    try:
        return date(year, month, day)
    except ValueError as error:
        raise _no_day(plain, where) from error


def _no_day(text: str, where: str) -> InputError:
    return InputError("REQUEST_DATE", where, text=text[:40])
