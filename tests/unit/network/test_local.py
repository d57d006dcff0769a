# SPDX-License-Identifier: Apache-2.0
"""What is known of a network on the loopback before any node runs, and of one that was left behind."""

import json
import os
import shutil
import sys
from pathlib import Path

import pytest

from registry.errors import InputError, UsageError
from registry.network import geth, local
from registry.network.__main__ import main
from registry.network.besu import Besu
from registry.network.geth import Geth
from registry.network.local import STATE, LocalNetwork, free_ports
from registry.network.plan import Node, Plan
from tests.unit.network.plans import ACCOUNT


def network(folder: Path, consensus: str = "clique") -> LocalNetwork:
    client = Geth(Path("geth")) if consensus == "clique" else Besu(Path("besu"))
    return LocalNetwork(folder, accounts=[ACCOUNT], client=client)


def test_every_port_is_another() -> None:
    ports = [port for three in free_ports(5) for port in three]
    assert len(set(ports)) == 15


def test_a_clique_network_pins_a_depth_and_a_qbft_network_none(tmp_path: Path) -> None:
    clique, qbft = (network(tmp_path, name).profile() for name in ("clique", "qbft"))
    assert (clique["consensus"], clique["finality"]) == ("clique", 3)
    assert (qbft["consensus"], qbft["finality"]) == ("qbft", 0)
    assert clique["genesis_hash"] != qbft["genesis_hash"]
    assert clique["validators"] == qbft["validators"]


def test_how_geth_is_started(tmp_path: Path) -> None:
    net = network(tmp_path)
    (tmp_path / "validator-1").mkdir()
    (tmp_path / "observer-1").mkdir()
    for name in ("validator-1", "observer-1"):
        (tmp_path / name / "auth-port").write_text("7", encoding="ascii")
    sealing, observing = (
        net.client.command(net.plan, net.plan.nodes[i], tmp_path / net.plan.nodes[i].name) for i in (0, 4)
    )
    assert "--mine" in sealing
    assert "--mine" not in observing
    for command in (sealing, observing):
        assert command[command.index("--miner.gasprice") + 1] == "1"
        assert command[command.index("--http.addr") + 1] == "127.0.0.1"


def test_besu_runs_the_generated_files_with_the_paths_of_the_folder(tmp_path: Path) -> None:
    net = network(tmp_path, "qbft")
    node, folder = net.plan.nodes[0], tmp_path / "validator-1"
    net.client.write(net.plan, node, folder, 0)
    named = [option.partition("=")[2] for option in net.client.command(net.plan, node, folder)[1:]]
    assert all(path.startswith(str(tmp_path)) for path in named)
    assert all(Path(path).is_file() for path in named if not path.endswith("/data"))
    assert (folder / "key").stat().st_mode & 0o777 == 0o600


def test_a_folder_in_use_is_refused_and_one_without_a_network_as_well(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as refused:
        LocalNetwork.attach(tmp_path)
    assert refused.value.code == "NETWORK_NOT_RUNNING"
    (tmp_path / STATE).write_text("{}", encoding="ascii")
    with pytest.raises(UsageError) as refused:
        network(tmp_path).up()
    assert refused.value.code == "NETWORK_RUNNING"


def test_a_folder_of_another_network_names_the_option_for_a_new_one(tmp_path: Path) -> None:
    refusing = tmp_path / "geth"
    refusing.write_text("#!/bin/sh\necho incompatible genesis >&2\nexit 1\n", encoding="ascii")
    refusing.chmod(0o755)
    net = LocalNetwork(tmp_path / "old", accounts=[ACCOUNT], client=Geth(refusing))
    with pytest.raises(UsageError) as refused:
        net.up()
    assert refused.value.code == "NETWORK_NODE_FAILED"
    for lang in ("vi", "en"):
        assert "--folder" in refused.value.remedy(lang)


_NODE = """
import http.server, json, sys
class Answer(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        data = json.dumps({"jsonrpc": "2.0", "id": 1, "result": sys.argv[2]}).encode()
        self.send_response(200); self.send_header("Content-Length", str(len(data))); self.end_headers()
        self.wfile.write(data)
    def log_message(self, *args): pass
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Answer).serve_forever()
"""


class Stalling:
    """Nodes that stay at the second block for so many starts, and then go on."""

    consensus = "clique"

    def __init__(self, stalls: int) -> None:
        self.stalls, self.writes = stalls, 0

    def write(self, plan: Plan, node: Node, folder: Path, auth_port: int) -> None:
        (folder / "data").mkdir(parents=True)  # fails where the old chain is still there
        self.writes += 1

    def command(self, plan: Plan, node: Node, folder: Path) -> list[str]:
        head = "0x2" if self.writes <= self.stalls * len(plan.nodes) else "0x9"
        return [sys.executable, "-c", _NODE, str(node.place.rpc_port), head]


def test_sealers_that_block_each_other_at_once_begin_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(local, "SETTLING_SECONDS", 3.0)
    client = Stalling(1)
    with LocalNetwork(tmp_path / "net", accounts=[ACCOUNT], validators=2, observers=0, client=client) as net:
        assert net.heads() == (9, 9)
    assert client.writes == 4


def test_a_chain_that_was_there_before_is_never_begun_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(local, "SETTLING_SECONDS", 0.1)
    kept = tmp_path / "net" / "validator-2" / "data"
    kept.mkdir(parents=True)
    (kept / "block").write_text("", encoding="ascii")
    (tmp_path / "net" / "validator-1").mkdir()
    client = Stalling(9)
    client.write = lambda *_: None  # type: ignore[method-assign]
    with LocalNetwork(tmp_path / "net", accounts=[ACCOUNT], validators=2, observers=0, client=client) as net:
        assert net.heads() == (2, 2)
    assert (kept / "block").exists()


def test_nodes_have_numbers_from_one(tmp_path: Path) -> None:
    net = network(tmp_path)
    assert (net.index(1), net.index(5)) == (0, 4)
    for number in (0, 6):
        with pytest.raises(InputError):
            net.index(number)


def test_a_geth_of_another_series_is_not_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = tmp_path / "geth"
    other.write_text("#!/bin/sh\necho Version: 1.14.0-stable\n", encoding="ascii")
    other.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("ANTIN_GETH", raising=False)
    assert geth.find_geth() is None
    with pytest.raises(UsageError) as refused:
        geth.get_geth()
    assert refused.value.code == "GETH_MISSING"
    assert "Go" in refused.value.remedy()
    monkeypatch.setenv("ANTIN_GETH", str(other))
    with pytest.raises(UsageError, match="no geth"):
        geth.find_geth()
    other.write_text("#!/bin/sh\necho Version: 1.13.15-stable\n", encoding="ascii")
    assert geth.find_geth() == other


def test_what_go_says_is_passed_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    go = tmp_path / "go"
    go.write_text("#!/bin/sh\necho no network >&2\nexit 1\n", encoding="ascii")
    go.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{Path(shutil.which('sh') or '').parent}")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    with pytest.raises(UsageError, match="no network"):
        geth.build_geth()


def test_the_command_says_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--folder", str(tmp_path), "status"]) == 64
    assert "scripts/network up" in capsys.readouterr().err


def test_a_network_left_behind_is_known_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("registry.network.local.find_client", lambda _=None: Geth(Path("geth")))
    net = network(tmp_path)
    net._note()
    again = LocalNetwork.attach(tmp_path)
    assert again.plan == net.plan
    assert again.profile() == net.profile()
    assert json.loads((tmp_path / STATE).read_bytes())["pids"] == [0] * 5
