# SPDX-License-Identifier: Apache-2.0
"""What ``antin verify`` is asked, read from its command line.

By the standard library: a person waits for this verb with a phone in hand, and the library that the other verbs read
their options with takes as long to load as the verification (docs/adr/0024).
"""

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

PROGRAM = "antin verify"
SUMMARY = "Xác thực / verify a bundle, credential, DCC, code, address, picture, number."
_ENDS = (
    "Kết thúc với / ends with 0 hợp lệ / valid, 1 không hợp lệ / invalid, 2 chưa thể kết luận / cannot tell, "
    "65 không nhận ra / of no known form."
)


class Arguments(Struct, frozen=True, kw_only=True):
    """As given; nothing is looked up yet."""

    things: tuple[str, ...]
    at: str | None
    known_at: str | None
    body: str | None
    files: tuple[Path, ...]
    model: str | None
    registry: str | None
    rpc: str | None
    home: Path | None
    trust_file: Path | None
    lang: str | None
    as_json: bool


def read_arguments(given: Sequence[str]) -> Arguments:
    """Raises ``SystemExit`` 2 after it said what is wrong, 0 after the help."""
    values = _parser().parse_intermixed_args(given)
    return Arguments(**{**vars(values), "things": tuple(values.things), "files": tuple(values.files)})


class _Formatter(argparse.HelpFormatter):
    """Begins as the help of the other verbs does."""

    def add_usage(
        self, usage: str | None, actions: Iterable[argparse.Action], groups: Any, prefix: str | None = None
    ) -> None:
        """As inherited."""
        super().add_usage(usage, actions, groups, prefix or "Usage: ")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        PROGRAM, description=SUMMARY, epilog=_ENDS, formatter_class=_Formatter, allow_abbrev=False
    )
    add = parser.add_argument
    add(
        "things", nargs="+", metavar="THING", help="Tệp, mã tra cứu, địa chỉ, ảnh QR, số giấy / file, code, …"
    )
    add("--at", metavar="DATE", help="Xét theo ngày / judge for a day.")
    add("--known-at", metavar="DATE", help="Theo hiểu biết lúc / as known then.")
    add("--body", metavar="CODE", help="THING là số giấy của tổ chức / a number of a body.")
    add(
        "--file", dest="files", action="append", type=Path, default=[], metavar="FILE",
        help="Tệp kèm theo / a file that must belong.",
    )  # fmt: skip
    add("--model", metavar="MODEL", help="Kiểu, loại cần xét / the model meant, where one was replaced.")
    add("--registry", metavar="URL", help="Dịch vụ lấy gói / service to ask for bundles.")
    add("--rpc", metavar="URL", help="JSON-RPC endpoints, by commas.")
    add("--home", type=Path, metavar="DIR", help="Thư mục dữ liệu / data folder (ANTIN_HOME, var/antin).")
    add(
        "--trust-list", dest="trust_file", type=Path, metavar="FILE",
        help="Danh sách tin cậy / pinned trust list.",
    )  # fmt: skip
    add("--lang", metavar="vi|en", help="Ngôn ngữ / language of the text.")
    add("--json", dest="as_json", action="store_true", help="Một văn bản JSON / one JSON document.")
    return parser
