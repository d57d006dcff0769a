# SPDX-License-Identifier: Apache-2.0
"""Which node program runs the network: Besu where it is on PATH, else geth."""

from pathlib import Path
from typing import Protocol

from registry.network.besu import Besu, find_besu
from registry.network.geth import Geth, get_geth
from registry.network.plan import Node, Plan


class Client(Protocol):
    """A node program."""

    consensus: str

    def write(self, plan: Plan, node: Node, folder: Path, auth_port: int) -> None:
        """Make the node's folder ready; the network's genesis.json lies one folder up."""

    def command(self, plan: Plan, node: Node, folder: Path) -> list[str]:
        """What starts the node."""


def find_client(consensus: str | None = None) -> Client:
    """The program for ``consensus``, or the best there is. Raises ``UsageError`` GETH_MISSING."""
    besu = find_besu() if consensus != "clique" else None
    return Besu(besu) if besu else Geth(get_geth())
