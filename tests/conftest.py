# SPDX-License-Identifier: Apache-2.0
"""Fixtures that several folders of tests share: one real chain a session, and contracts on it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from registry.chain.ganache import Ganache
from registry.chain.rpc import JsonRpc
from tests.chain_stage import RealStage, deployed
from tests.support import ROOT


@pytest.fixture(scope="session")
def ganache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ganache]:
    """A real chain, started once; tests share it, so each uses bodies or contracts of its own."""
    needs_ganache()
    with Ganache.start(Path(tmp_path_factory.mktemp("ganache")), project=ROOT) as chain:
        yield chain


@pytest.fixture(scope="session")
def real_stage(ganache: Ganache) -> Iterator[RealStage]:
    """The contract deployed on the session's chain."""
    rpc = JsonRpc(ganache.url, timeout=30.0)
    yield deployed(rpc)
    rpc.close()


@pytest.fixture
def fresh_stage(ganache: Ganache) -> Iterator[RealStage]:
    """A contract of one's own on the session's chain."""
    rpc = JsonRpc(ganache.url, timeout=30.0)
    yield deployed(rpc)
    rpc.close()


def needs_ganache() -> None:
    """Skip with the remedy where the npm packages or Node.js are missing."""
    if shutil.which("node") is None:
        pytest.skip("needs Node.js 20 or newer on PATH")
    if not (ROOT / "node_modules" / "ganache").is_dir():
        pytest.skip("needs the npm packages: run `npm ci`")
