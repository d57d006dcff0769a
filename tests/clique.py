# SPDX-License-Identifier: Apache-2.0
"""The network of Clique validators that tests start, and a registry on it."""

import shutil
from pathlib import Path

import pytest

from registry.chain.ganache import DEMO_AUTHORITY_KEY, DEMO_RELAYER_KEY
from registry.cli.network import deploy_network
from registry.demo.folder import DemoFolder
from registry.demo.stage import KDF_COST
from registry.keys.files import password_from_file
from registry.keys.keyring import KeyRing
from registry.keys.signers import FileAccount
from registry.network.besu import find_besu
from registry.network.geth import find_geth
from registry.network.local import LocalNetwork
from tests.acceptance.town import PUBLIC_URL, Town

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
