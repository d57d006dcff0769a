# SPDX-License-Identifier: Apache-2.0
"""The command on a registry in memory."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from registry.cli import workplace
from registry.store.schema import upgrade_store
from registry.testing.fake_logs import LoggingChain
from tests.acceptance.town import Ran, called
from tests.unit.cli.acts_place import Antin, Place
from tests.unit.service.world import START, World


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    url = f"sqlite:///{tmp_path}/registry.db"
    upgrade_store(url)
    made = World(url, chain=LoggingChain(start=START)).settle_in()
    yield made
    made.close()


@pytest.fixture
def antin(world: World, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Antin:
    monkeypatch.setattr(workplace, "open_workplace", lambda *_: Place(world))
    clean = {k: v for k, v in os.environ.items() if not k.startswith("ANTIN_")}

    def run(*arguments: object) -> Ran:
        environment = {**clean, "ANTIN_LANG": "en", "ANTIN_HOME": str(tmp_path), "COLUMNS": "200"}
        return called([str(argument) for argument in arguments], environment)

    return run
