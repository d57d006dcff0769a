# SPDX-License-Identifier: Apache-2.0
"""Fixtures that several folders of tests share: one real chain a session, and contracts on it."""

import os
import shutil
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest

from registry.chain.ganache import Ganache
from registry.chain.rpc import JsonRpc
from tests.chain_stage import RealStage, deployed
from tests.softhsm import Tokens, make_tokens
from tests.support import ROOT

NO_SKIPS = "ANTIN_NO_SKIPS"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where ANTIN_NO_SKIPS is 1, as in CI, a test that would skip fails: everything it needs is there."""
    report = yield
    if os.environ.get(NO_SKIPS) == "1" and report.skipped and not hasattr(report, "wasxfail"):
        _fail(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """The same for a module that skips as a whole."""
    report = yield
    if os.environ.get(NO_SKIPS) == "1" and report.skipped:
        _fail(report)
    return report


def _fail(report: pytest.TestReport | pytest.CollectReport) -> None:
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    report.outcome = "failed"
    report.longrepr = f"{report.nodeid} must not skip where {NO_SKIPS}=1: {reason}"


@pytest.fixture(scope="session")
def ganache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ganache]:
    """A real chain, started once; tests share it, so each uses bodies or contracts of its own, and none moves
    its clock: commands that read the machine's would then refuse its blocks.
    """
    needs_ganache()
    with Ganache.start(Path(tmp_path_factory.mktemp("ganache")), project=ROOT) as chain:
        yield chain


@pytest.fixture(scope="session")
def moved_ganache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ganache]:
    """Another chain, whose clock tests may move."""
    needs_ganache()
    with Ganache.start(Path(tmp_path_factory.mktemp("moved")), project=ROOT) as chain:
        yield chain


@pytest.fixture(scope="session")
def real_stage(moved_ganache: Ganache) -> Iterator[RealStage]:
    """The contract deployed on the chain whose clock may be moved."""
    rpc = JsonRpc(moved_ganache.url, timeout=30.0)
    yield deployed(rpc)
    rpc.close()


@pytest.fixture
def fresh_stage(moved_ganache: Ganache) -> Iterator[RealStage]:
    """A contract of one's own on that chain."""
    rpc = JsonRpc(moved_ganache.url, timeout=30.0)
    yield deployed(rpc)
    rpc.close()


@pytest.fixture(scope="session")
def tokens(tmp_path_factory: pytest.TempPathFactory) -> Tokens:
    """PKCS#11 tokens, made once: their module reads its folder once a process."""
    return make_tokens(Path(tmp_path_factory.mktemp("softhsm")))


def needs_ganache() -> None:
    """Skip with the remedy where the npm packages or Node.js are missing."""
    if shutil.which("node") is None:
        pytest.skip("needs Node.js 20 or newer on PATH")
    if not (ROOT / "node_modules" / "ganache").is_dir():
        pytest.skip("needs the npm packages: run `npm ci`")
