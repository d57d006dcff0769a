# SPDX-License-Identifier: Apache-2.0
"""Options that several verbs share."""

from pathlib import Path
from typing import Annotated

import typer

from registry.cli.inputs import (
    MAX_FILE_BYTES,
    parse_moment,
    read_file,
    speaker,
    vietnam_day,
    write_file,
)

__all__ = [
    "MAX_FILE_BYTES", "Body", "HomeDir", "Json", "Lang", "TrustFile", "parse_moment", "read_file", "speaker",
    "vietnam_day", "write_file",
]  # fmt: skip

Lang = Annotated[str | None, typer.Option("--lang", metavar="vi|en", help="Ngôn ngữ / language of the text.")]
Json = Annotated[bool, typer.Option("--json", help="Một văn bản JSON ở đầu ra chuẩn / one JSON document.")]
HomeDir = Annotated[
    Path | None,
    typer.Option(
        "--home", metavar="DIR", help="Thư mục dữ liệu / data folder (ANTIN_HOME, default var/antin)."
    ),
]
Body = Annotated[str, typer.Option("--body", metavar="CODE", help="Mã tổ chức / code of the body.")]
TrustFile = Annotated[
    Path | None,
    typer.Option("--trust-list", metavar="FILE", help="Danh sách tin cậy / pinned trust list."),
]
