# SPDX-License-Identifier: Apache-2.0
"""What stops the embedded chain from starting is said in one sentence, before anything runs."""

import socket
from pathlib import Path

import pytest

from registry.chain.ganache import DEMO_AUTHORITY_KEY, DEMO_RELAYER_KEY, Ganache
from registry.errors import UsageError
from registry.keys.signers import FileAccount
from tests.conftest import needs_ganache
from tests.support import ROOT


def test_npm_packages_are_missing(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as error:
        Ganache.start(tmp_path / "chain", project=tmp_path)
    assert error.value.code in {"GANACHE_MISSING", "NODE_MISSING"}
    assert not (tmp_path / "chain").exists()


def test_node_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UsageError) as error:
        Ganache.start(tmp_path / "chain", project=ROOT)
    assert error.value.code == "NODE_MISSING"


@pytest.mark.chain
def test_a_port_in_use(tmp_path: Path) -> None:
    needs_ganache()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(UsageError) as error:
            Ganache.start(tmp_path / "chain", project=ROOT, port=port)
    assert error.value.code == "PORT_IN_USE"
    assert str(port) in error.value.text("vi")
    assert not (tmp_path / "chain").exists()


def test_the_demo_accounts_are_those_of_the_published_mnemonic() -> None:
    assert FileAccount(DEMO_AUTHORITY_KEY).address.hex() == "90f8bf6a479f320ead074411a4b0e7944ea8c9c1"
    assert FileAccount(DEMO_RELAYER_KEY).address.hex() == "ffcf8fdee72ac11b5c542428b35eef5769c409f0"
