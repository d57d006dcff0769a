# SPDX-License-Identifier: Apache-2.0
"""Options that the verbs of ``antin audit`` share: where the logs come from, and how far they are read."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

To = Annotated[
    int | None,
    typer.Option("--to", metavar="BLOCK", min=0, help="Đến khối / up to this block (default: newest)."),
]
AtTime = Annotated[
    str | None, typer.Option("--at", metavar="DATE", help="Đến thời điểm / up to this day or instant.")
]
LogFileOption = Annotated[
    Path | None,
    typer.Option(
        "--log", metavar="FILE", help="Kiểm bản ghi, vẫn hỏi nút / judge a recorded log; nodes confirm it."
    ),
]
Record = Annotated[
    Path | None,
    typer.Option("--record", metavar="FILE", help="Ghi nhật ký, ghi tiếp / record the log, or go on."),
]
Contract = Annotated[
    str | None,
    typer.Option("--contract", metavar="0x…", help="Hợp đồng trong danh sách tin cậy / which one."),
]


@dataclass(frozen=True)
class Sources:
    """Where the logs come from and how far: the options that all verbs share."""

    to: int | None = None
    at: str | None = None
    log: Path | None = None
    record: Path | None = None
    contract: str | None = None
