# SPDX-License-Identifier: Apache-2.0
"""One real network and one registry on it for all tests of networks: to start them takes most of their time."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from registry.demo.stage import NETWORK
from registry.network.local import LocalNetwork
from tests.acceptance.town import Town
from tests.clique import ACCOUNTS, EPOCH, needs_nodes, network_town


@pytest.fixture(scope="package")
def net(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalNetwork]:
    needs_nodes()
    folder = tmp_path_factory.mktemp("net")
    with LocalNetwork(folder, accounts=ACCOUNTS, name=NETWORK, epoch=EPOCH) as running:
        yield running


@pytest.fixture(scope="package")
def town(net: LocalNetwork, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    made = network_town(Path(tmp_path_factory.mktemp("town")), net)
    yield made
    made.close()


@pytest.fixture
def all_run(net: LocalNetwork) -> Iterator[None]:
    """Whatever a test killed runs again for the next one."""
    yield
    for i in range(len(net.plan.nodes)):
        net.start(i)
