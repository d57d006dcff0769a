# SPDX-License-Identifier: Apache-2.0
"""``scripts/network``: a network of validators and an observer on this machine, that stays until it is ended."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from registry.errors import RegistryError
from registry.network.geth import get_geth
from registry.network.local import LocalNetwork
from registry.network.plan import check_plan, read_accounts

# The first two accounts of ganache's published mnemonic, which the demo uses as authority and relayer.
DEMO_ACCOUNTS = ("0x90F8bf6A479f320ead074411a4B0e7944Ea8c9C1", "0xFFcf8FDEE72ac11b5c542428B35EEF5769C409f0")


def main(arguments: Sequence[str]) -> int:
    """Run one command; the exit code as the console command's."""
    given = _parser().parse_args(arguments)
    try:
        return int(given.run(given) or 0)
    except RegistryError as error:
        lang = "vi" if os.environ.get("ANTIN_LANG", os.environ.get("LANG", "")).startswith("vi") else "en"
        _say(f"antin: {error.text(lang)} [{error.code}]\n{error.remedy(lang)}", sys.stderr)
        return error.exit_code


def default_folder() -> Path:
    """Where the network's data lies, outside the tree."""
    cache = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(cache) / "antin" / "network"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="scripts/network", description=__doc__)
    parser.add_argument("--folder", type=Path, default=default_folder(), help="thư mục dữ liệu / data folder")
    verbs = parser.add_subparsers(required=True)
    up = verbs.add_parser("up", help="khởi động mạng / start the network")
    up.add_argument("--validators", type=int, default=4)
    up.add_argument("--observers", type=int, default=1)
    up.add_argument("--block-period", type=int, default=1, help="giây mỗi khối / seconds a block")
    up.add_argument("--account", action="append", help="được gửi giao dịch / may send (default: the demo's)")
    up.set_defaults(run=_up)
    for name, run, words in (
        ("down", _down, "dừng mạng / end the network"),
        ("status", _status, "các nút / the nodes"),
        ("build", _build, "dựng geth / build geth"),
    ):
        verbs.add_parser(name, help=words).set_defaults(run=run)
    for name, run, words in (
        ("kill", _kill, "tắt đột ngột một nút / end a node without warning"),
        ("start", _start, "khởi động lại một nút / start a node again"),
    ):
        verb = verbs.add_parser(name, help=words)
        verb.add_argument("node", type=int, metavar="N", help="số nút, từ 1 / number of the node, from 1")
        verb.set_defaults(run=run)
    return parser


def _up(given: argparse.Namespace) -> None:
    net = LocalNetwork(
        given.folder, accounts=read_accounts(given.account or DEMO_ACCOUNTS), validators=given.validators,
        observers=given.observers, block_period=given.block_period, watched=False,
    )  # fmt: skip
    check_plan(net.plan)
    net.up()
    _show(net)


def _down(given: argparse.Namespace) -> None:
    LocalNetwork.attach(given.folder).down()


def _status(given: argparse.Namespace) -> None:
    _show(LocalNetwork.attach(given.folder))


def _build(_given: argparse.Namespace) -> None:
    _say(str(get_geth()))


def _kill(given: argparse.Namespace) -> None:
    net = LocalNetwork.attach(given.folder)
    net.kill(net.index(given.node))


def _start(given: argparse.Namespace) -> None:
    net = LocalNetwork.attach(given.folder)
    net.start(net.index(given.node))


def _show(net: LocalNetwork) -> None:
    _say(f"{net.client.consensus}, chain {net.plan.chain_id}, {net.folder}")
    for number, (node, head) in enumerate(zip(net.plan.nodes, net.heads(), strict=True), start=1):
        state = "không trả lời / no answer" if head is None else f"khối / block {head}"
        _say(f"{number}  {node.name:12}  {node.rpc_url}  {state}")


def _say(text: str, to: TextIO = sys.stdout) -> None:
    to.write(text + "\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
