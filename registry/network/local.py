# SPDX-License-Identifier: Apache-2.0
"""A network of validators and observers on the loopback, for tests and for trying things out.

Keys come from names that the whole world knows; nothing of worth may ever stand on such a network.
"""

import json
import shutil
import socket
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from registry.core.hashing import sha256
from registry.core.types import Address
from registry.errors import InputError, TransientError, UsageError
from registry.network.asking import head_of
from registry.network.clients import Client, find_client
from registry.network.files import plan_genesis
from registry.network.genesis import EPOCH, clique_genesis, genesis_hash
from registry.network.plan import Place, Plan, make_nodes, node_names
from registry.network.processes import NodeProcess
from registry.network.profile import pretty, profile
from registry.network.trie import Account
from registry.texts.model import Both

NAME, CHAIN_ID = "antin-local", 41_585
START_SECONDS = 120.0
SETTLED, SETTLING_SECONDS = 6, 40.0
"""A new network that reaches this block within this time goes on."""
STATE = "running.json"
Ports = tuple[tuple[int, int, int], ...]
"""For other nodes, for JSON-RPC, and for the engine API that geth opens whether it is wanted or not."""
MUCH = 10**27  # wei; Clique nodes take at least one a unit of gas


class LocalNetwork:
    """``with LocalNetwork(folder) as net``: validators 0 … n-1, then observers, each a process of its own.

    ``accounts`` may send transactions. ``epoch``: after how many blocks Clique's votes start anew. The processes end
    with this program unless ``watched`` is false.
    """

    def __init__(
        self, folder: Path, *, accounts: Sequence[Address], validators: int = 4, observers: int = 1,
        block_period: int = 1, name: str = NAME, client: Client | None = None, watched: bool = True,
        ports: Ports | None = None, epoch: int = EPOCH,
    ) -> None:  # fmt: skip
        names = node_names(validators, observers)
        self.folder = folder.resolve()
        self.client = client or find_client()
        self._epoch = epoch
        self._watched = watched
        self._processes: list[NodeProcess | None] = [None] * (validators + observers)
        self._ports = ports or free_ports(validators + observers)
        places = [Place(p2p_port=p2p, rpc_port=rpc) for p2p, rpc, _ in self._ports]
        keys = {node: sha256(f"antin loopback network: {node}".encode()) for node in names}
        self.plan = Plan(
            name=name, chain_id=CHAIN_ID, nodes=make_nodes(names, keys, places), accounts=tuple(accounts),
            block_period=block_period, request_timeout=2 * block_period, demo=True,
        )  # fmt: skip

    @classmethod
    def attach(cls, folder: Path) -> Self:
        """The network that an earlier ``up`` left behind. Raises ``UsageError`` NETWORK_NOT_RUNNING."""
        try:
            state = json.loads((folder / STATE).read_bytes())
        except OSError as error:
            raise UsageError("NETWORK_NOT_RUNNING", str(folder)) from error
        count = state["validators"]
        net = cls(
            folder, accounts=[Address(bytes.fromhex(text)) for text in state["accounts"]], validators=count,
            observers=len(state["pids"]) - count, block_period=state["block_period"], name=state["name"],
            watched=False, client=find_client(state["consensus"]), ports=tuple((a, b, c) for a, b, c in state["ports"]),
            epoch=state.get("epoch", EPOCH),
        )  # fmt: skip
        for i, (node, pid) in enumerate(zip(net.plan.nodes, state["pids"], strict=True)):
            net._processes[i] = NodeProcess(pid, str(net.folder / node.name)) if pid else None
        return net

    @property
    def rpc_urls(self) -> tuple[str, ...]:
        """JSON-RPC of every node, validators first."""
        return tuple(node.rpc_url for node in self.plan.nodes)

    @property
    def observer_url(self) -> str:
        """JSON-RPC of the first node that does not seal."""
        return next(node.rpc_url for node in self.plan.nodes if not node.validator)

    @property
    def genesis(self) -> dict[str, Any]:
        """The genesis as the node program reads it."""
        if self.client.consensus == "qbft":
            return plan_genesis(self.plan)
        return clique_genesis(
            chain_id=self.plan.chain_id, validators=self.plan.validators, block_period=self.plan.block_period,
            accounts=dict.fromkeys(self.plan.accounts, Account(balance=MUCH)), epoch=self._epoch,
        )  # fmt: skip

    def profile(self) -> dict[str, Any]:
        """What verifiers pin, without contracts (``registry.network.profile``)."""
        return profile(self.plan, genesis_hash(self.genesis), consensus=self.client.consensus)

    def up(self) -> None:
        """Write everything, start every node and wait for blocks on all of them.

        Raises ``UsageError`` NETWORK_RUNNING, ``TransientError`` NETWORK_NODE_FAILED, NETWORK_STALLED.
        """
        if (self.folder / STATE).exists():
            raise UsageError("NETWORK_RUNNING", str(self.folder))
        self.folder.mkdir(parents=True, exist_ok=True)
        new = not any(self._data(i).exists() for i in range(len(self.plan.nodes)))
        (self.folder / "genesis.json").write_bytes(pretty(self.genesis))
        (self.folder / "profile.json").write_bytes(pretty(self.profile()))
        while not self._begin(may_fail=new):
            new = False
        self._note()

    def _begin(self, *, may_fail: bool) -> bool:
        """Start every node; False where a new network stalled at once and may be begun anew.

        Clique's sealers each begin by themselves, and two pairs of them on two chains of equal weight then wait for
        each other for ever. That comes about in the first blocks or hardly ever, and nothing is on such a chain yet.
        """
        for i, port in enumerate(self._ports):
            self.client.write(self.plan, self.plan.nodes[i], self.folder / self.plan.nodes[i].name, port[2])
        try:
            for i in range(len(self.plan.nodes)):
                self._launch(i)
            self.wait_for_block(SETTLED if may_fail else 1, SETTLING_SECONDS if may_fail else START_SECONDS)
        except TransientError as error:
            self.down()
            if error.code != "NETWORK_STALLED" or not may_fail:
                raise
            for i in range(len(self.plan.nodes)):
                shutil.rmtree(self._data(i), ignore_errors=True)
            return False
        except BaseException:
            self.down()
            raise
        return True

    def down(self) -> None:
        """End every node in order."""
        running = [process for process in self._processes if process is not None]
        for process in running:
            process.ask_to_stop()
        for process in running:
            process.stop()
        (self.folder / STATE).unlink(missing_ok=True)

    def index(self, number: int) -> int:
        """Index of the node that people call ``number``, from 1. Raises ``InputError`` NETWORK_VALUE."""
        if not 1 <= number <= len(self.plan.nodes):
            last = len(self.plan.nodes)
            raise InputError("NETWORK_VALUE", "N", allowed=Both(f"1 đến {last}", f"1 to {last}"))
        return number - 1

    def kill(self, i: int) -> None:
        """End node ``i`` without warning."""
        if process := self._processes[i]:
            process.kill()

    def start(self, i: int) -> None:
        """Start node ``i`` again on its own data and wait until it answers."""
        if not self.running(i):
            self._launch(i)
            self._note()
        self._await(i, lambda: head_of(self.plan.nodes[i].rpc_url) is not None, "no answer")

    def running(self, i: int) -> bool:
        """Whether the process of node ``i`` runs."""
        process = self._processes[i]
        return process is not None and process.running

    def heads(self) -> tuple[int | None, ...]:
        """Newest block of each node; ``None`` where it does not answer."""
        return tuple(head_of(url) for url in self.rpc_urls)

    def wait_for_block(self, number: int, patience: float = START_SECONDS) -> None:
        """Wait until every running node has the block, each for at most ``patience`` seconds. Raises ``TransientError``
        NETWORK_STALLED.
        """
        for i, node in enumerate(self.plan.nodes):
            if self._processes[i] is not None and self.running(i):
                self._await(i, partial(_has_block, node.rpc_url, number), f"no block {number}", patience)

    def __enter__(self) -> Self:
        self.up()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.down()

    def _launch(self, i: int) -> None:
        node = self.plan.nodes[i]
        folder = self.folder / node.name
        self._processes[i] = NodeProcess.start(
            self.client.command(self.plan, node, folder), log=folder / "node.log", mark=str(folder),
            watched=self._watched,
        )  # fmt: skip

    def _data(self, i: int) -> Path:
        return self.folder / self.plan.nodes[i].name / "data"

    def _await(
        self, i: int, reached: Callable[[], bool], missing: str, patience: float = START_SECONDS
    ) -> None:
        node, deadline = self.plan.nodes[i], time.monotonic() + patience
        while not reached():
            if not self.running(i):
                log = str(self.folder / node.name / "node.log")
                raise TransientError("NETWORK_NODE_FAILED", node=node.name, reason="it has ended", log=log)
            if time.monotonic() > deadline:
                raise TransientError("NETWORK_STALLED", node.name, reason=f"{missing} in {patience:.0f} s")
            time.sleep(0.1)

    def _note(self) -> None:
        (self.folder / STATE).write_bytes(pretty(self._state()))

    def _state(self) -> dict[str, Any]:
        pids = [process.pid if process else 0 for process in self._processes]
        return {
            "name": self.plan.name, "pids": pids, "ports": [list(three) for three in self._ports],
            "accounts": [account.hex() for account in self.plan.accounts],
            "validators": len(self.plan.validators), "block_period": self.plan.block_period,
            "consensus": self.client.consensus, "epoch": self._epoch,
        }  # fmt: skip


def _has_block(url: str, number: int) -> bool:
    return (head_of(url) or 0) >= number


def free_ports(count: int) -> Ports:
    """Ports that are free now, three a node: all are held until all are known, so that none comes twice."""
    with ExitStack() as held:
        found = []
        for _ in range(3 * count):
            probe = held.enter_context(socket.socket(socket.AF_INET, socket.SOCK_STREAM))
            probe.bind(("127.0.0.1", 0))
            found.append(int(probe.getsockname()[1]))
    return tuple((found[i], found[i + 1], found[i + 2]) for i in range(0, len(found), 3))
