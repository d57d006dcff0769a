# SPDX-License-Identifier: Apache-2.0
"""One chain and one registry a session; tests use bodies of their own, so that none disturbs another."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from registry.chain.ganache import Ganache
from tests.acceptance.held import Held, certificate_in_every_form
from tests.acceptance.town import Town
from tests.conftest import needs_ganache
from tests.support import ROOT


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything that uses the town needs Node.js and the npm packages."""
    for item in items:
        if "town" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.chain)


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A registry on a chain that nobody moves in time."""
    needs_ganache()
    root = Path(tmp_path_factory.mktemp("town"))
    with Ganache.start(root / "chain", project=ROOT) as chain:
        town = Town(root / "state", chain.url)
        yield town
        town.close()


@pytest.fixture(scope="session")
def held(town: Town, tmp_path_factory: pytest.TempPathFactory) -> Held:
    """One certificate in every form that people hold."""
    return certificate_in_every_form(town, Path(tmp_path_factory.mktemp("held")))
