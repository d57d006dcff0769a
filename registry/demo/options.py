# SPDX-License-Identifier: Apache-2.0
"""The demo's command line."""

import argparse
from dataclasses import dataclass
from pathlib import Path

STATE = Path(__file__).resolve().parents[2] / "var" / "demo"
"""The state's own place, wherever the demo is called from."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the person asked for."""

    once: bool
    fresh: bool
    lan: bool
    port: int
    rpc_port: int
    root: Path
    lang: str | None
    documents: tuple[Path, ...]


def parse_options(arguments: list[str] | None = None) -> Options:
    """Read the arguments; argparse's own exit code 2 is mapped to 64 by the caller."""
    parser = argparse.ArgumentParser(
        prog="./scripts/demo",
        description="Antin trên các tổ chức giả định / Antin on fictional bodies: issue, anchor, print, verify.",
        epilog="Trạng thái nằm trong var/demo; lần sau chạy tiếp. / State lives in var/demo; later runs go on.",
    )
    parser.add_argument(
        "documents", nargs="*", type=Path, metavar="DCC.xml", help="PTB DCC files to issue too"
    )
    parser.add_argument(
        "--once", action="store_true", help="exit after the checks instead of serving the page"
    )
    parser.add_argument("--fresh", action="store_true", help="move the old state aside and start anew")
    parser.add_argument("--lan", action="store_true", help="serve on all interfaces, for phones")
    parser.add_argument("--port", type=_port, default=8080, metavar="N", help="verify page (default 8080)")
    parser.add_argument("--rpc-port", type=_port, default=8545, metavar="N", help="chain (default 8545)")
    parser.add_argument("--state", type=Path, default=STATE, metavar="DIR", help="state folder")
    parser.add_argument("--lang", choices=("vi", "en"), default=None, help="language of the text")
    found = parser.parse_args(arguments)
    return Options(found.once, found.fresh, found.lan, found.port, found.rpc_port, found.state, found.lang,
                   tuple(found.documents))  # fmt: skip


def _port(text: str) -> int:
    port = int(text)
    if not 1 <= port <= 65_535:
        raise argparse.ArgumentTypeError(f"{port}: 1–65535")
    return port
