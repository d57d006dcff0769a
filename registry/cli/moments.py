# SPDX-License-Identifier: Apache-2.0
"""Options of acts on chain: since when, why, by which order."""

from datetime import UTC, date, datetime, timedelta
from typing import Annotated

import typer

from registry.cli.options import parse_moment
from registry.errors import LAST_WRITABLE

Since = Annotated[
    str | None,
    typer.Option("--since", metavar="DATE", help="Có hiệu lực từ / in effect from (default: now)."),
]
Until = Annotated[
    str | None, typer.Option("--until", metavar="DATE", help="Ngày hết hạn / last day (default: open).")
]
OrderNumber = Annotated[
    str, typer.Option("--order", metavar="NO", help="Số quyết định / number of the order.")
]
ReasonCode = Annotated[
    int, typer.Option("--reason", metavar="1–16|99", min=0, max=99, help="Mã lý do / reason.")
]

_VIETNAM = timedelta(hours=7)


def instant(text: str | None, option: str, *, day_after: bool = False) -> int:
    """UTC seconds of a moment; a day of Vietnam counts from its midnight, 0 stands for "now"."""
    moment = parse_moment(text, option)
    if moment is None:
        return 0
    if isinstance(moment, int):
        return moment
    day: date = moment + timedelta(days=1) if day_after else moment
    return int((datetime(day.year, day.month, day.day, tzinfo=UTC) - _VIETNAM).timestamp())


def shown_instant(seconds: int) -> str:
    """UTC seconds as HH:mm dd/MM/yyyy of Vietnam; a dash for 0, which means none."""
    if not seconds:
        return "–"
    return f"{datetime.fromtimestamp(min(seconds, LAST_WRITABLE), UTC) + _VIETNAM:%H:%M %d/%m/%Y}"


def shown_end(seconds: int, lang: str) -> str:
    """The end of a half-open interval as people count: its last day, where it ends with a day; a dash for 0."""
    local = datetime.fromtimestamp(min(seconds, LAST_WRITABLE), UTC) + _VIETNAM
    if not seconds or (local.hour, local.minute, local.second) != (0, 0, 0):
        return shown_instant(seconds)
    last = f"{local - timedelta(days=1):%d/%m/%Y}"
    return f"hết ngày {last}" if lang == "vi" else f"the end of {last}"


def shown_interval(first: int, until: int, lang: str) -> str:
    """``from … to …``, each where it is given; empty for what has no bounds."""
    begin, end = ("từ", "đến") if lang == "vi" else ("from", "to")
    parts = [f"{begin} {shown_instant(first)}"] if first else []
    return " ".join([*parts, *([f"{end} {shown_end(until, lang)}"] if until else [])])
