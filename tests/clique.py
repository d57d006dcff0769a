# SPDX-License-Identifier: Apache-2.0
"""The network of Clique validators that tests start, and a registry on it."""

import shutil
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from registry.chain.ganache import DEMO_AUTHORITY_KEY, DEMO_RELAYER_KEY
from registry.chain.logs import LogRpc, RpcLogReader
from registry.chain.rpc import JsonRpc
from registry.cli.network import deploy_network
from registry.demo.folder import DemoFolder
from registry.demo.stage import KDF_COST
from registry.keys.files import password_from_file
from registry.keys.keyring import KeyRing
from registry.keys.signers import FileAccount
from registry.network.besu import find_besu
from registry.network.geth import find_geth
from registry.network.local import LocalNetwork
from registry.service.anchored import anchored_batches
from registry.service.check_everything import AuditDeps, check_everything
from tests.acceptance.town import PUBLIC_URL, Town

PATIENCE = 90.0  # seconds; a restarted sealer has to find its peers again on a busy machine
EPOCH = 50  # blocks; so that tests see the sealers listed, and votes begin anew
ACCOUNTS = [FileAccount(key).address for key in (DEMO_AUTHORITY_KEY, DEMO_RELAYER_KEY)]


def needs_nodes() -> None:
    """Skip with the remedy where no node program is here and none can be built."""
    if find_besu() is None and find_geth() is None and shutil.which("go") is None:
        pytest.skip(
            "needs a node program: install Go 1.21 or newer on PATH and run `scripts/network build`, "
            "or set ANTIN_GETH to a geth 1.13.15"
        )


def network_town(root: Path, net: LocalNetwork) -> Town:
    """A registry whose contract stands on the network, pinned by the network's profile, asking its observer."""
    folder = DemoFolder(root)
    folder.prepare()
    password = password_from_file(folder.password_file)
    keyring = KeyRing(folder.home.keys, password, demo_network=True, cost=KDF_COST)
    keyring.import_demo_account("authority", DEMO_AUTHORITY_KEY)
    keyring.import_demo_account("relayer", DEMO_RELAYER_KEY)
    deploy_network(
        folder.home, password, name=net.plan.name, rpc_url=net.observer_url, public_url=PUBLIC_URL, demo=True,
        block_period=net.plan.block_period, profile=net.profile(),
    )  # fmt: skip
    return Town(root, net.observer_url)


def nodes(net: LocalNetwork) -> str:
    """The observer first, then a validator that no test kills: two nodes must agree on this network."""
    return f"{net.observer_url},{net.rpc_urls[0]}"


def until(reached: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not reached():
        assert time.monotonic() < deadline, what
        time.sleep(0.1)


def head(net: LocalNetwork) -> int:
    return max(number or 0 for number in net.heads())


def stalled(net: LocalNetwork, blocks: float = 6.0) -> bool:
    """Whether no block comes for the time of several."""
    before, deadline = head(net), time.monotonic() + blocks * net.plan.block_period
    while time.monotonic() < deadline:
        if head(net) != before:
            return False
        time.sleep(0.2)
    return True


def pending(net: LocalNetwork) -> int:
    """Transactions of the relayer that the observer knows and no block holds."""
    with closing(JsonRpc(net.observer_url, timeout=10.0)) as rpc:
        mined, all_known = (
            int(rpc.call("eth_getTransactionCount", "0x" + ACCOUNTS[1].hex(), block), 16)
            for block in ("latest", "pending")
        )
    return all_known - mined


def anchored(town: Town, net: LocalNetwork, body: str) -> int:
    """How often the chain's own events say that the body anchored."""
    first, last = town.place.network.current.from_block, town.place.readers[0].head().number
    with closing(LogRpc(net.observer_url, timeout=30.0)) as rpc:
        logs = RpcLogReader(rpc)
        return len(anchored_batches(body, logs=logs, contract=town.place.contract, first=first, last=last))


def disagreements(town: Town, net: LocalNetwork) -> list[str]:
    """What store and chain do not agree on."""
    deps = AuditDeps(
        store=town.place.store, reader=town.place.readers[0], chain_id=net.plan.chain_id,
        contract=town.place.contract,
    )  # fmt: skip
    return [f"{finding.code} {finding.where}" for finding in check_everything(deps)]


def worked(town: Town, net: LocalNetwork) -> bool:
    """Whether the worker went round without trouble."""
    return town.call("worker", "--once", ANTIN_RPC_URLS=nodes(net)).exit_code == 0
