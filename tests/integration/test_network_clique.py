# SPDX-License-Identifier: Apache-2.0
"""A registry on a real network of four validators and an observer, of which validators fail.

Runs Clique on geth, or the generated QBFT network where Besu is on PATH.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from registry.chain.logs import LogRpc, RpcLogReader
from registry.chain.rpc import JsonRpc
from registry.core.chainproof import clique, qbft
from registry.core.chainproof.header import Header
from registry.core.chainproof.seals import Finality
from registry.demo.stage import NETWORK
from registry.network.genesis import clique_genesis
from registry.network.geth import find_geth
from registry.network.local import LocalNetwork
from registry.network.profile import pretty
from registry.service.anchored import anchored_batches
from registry.service.check_everything import AuditDeps, check_everything
from registry.verify.pinned import network_mapping
from tests.acceptance.papers import CEMENT, DOLL, DRILL, RICE_COOKER, changed, papers, roster
from tests.acceptance.town import Town
from tests.clique import ACCOUNTS, PATIENCE, needs_nodes, network_town, nodes, pending, stalled, until
from tests.support import ROOT
from tests.unit.network.test_genesis import ACCOUNTS as ALLOC
from tests.unit.network.test_genesis import CLIQUE_HASH, SEALERS

pytestmark = pytest.mark.network


@pytest.fixture(scope="module")
def net(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalNetwork]:
    needs_nodes()
    with LocalNetwork(tmp_path_factory.mktemp("net"), accounts=ACCOUNTS, name=NETWORK) as running:
        yield running


@pytest.fixture(scope="module")
def town(net: LocalNetwork, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    made = network_town(Path(tmp_path_factory.mktemp("town")), net)
    yield made
    made.close()


@pytest.fixture(scope="module")
def body(town: Town) -> str:
    return town.body().code


@pytest.fixture(autouse=True)
def all_run(net: LocalNetwork) -> Iterator[None]:
    """Whatever a test killed runs again for the next one."""
    yield
    for i in range(len(net.plan.nodes)):
        net.start(i)


def anchored(town: Town, net: LocalNetwork, body: str) -> int:
    """How often the chain's own events say that the body anchored."""
    first, last = town.place.network.current.from_block, town.place.readers[0].head().number
    with closing(LogRpc(net.observer_url, timeout=30.0)) as rpc:
        logs = RpcLogReader(rpc)
        return len(anchored_batches(body, logs=logs, contract=town.place.contract, first=first, last=last))


def disagreements(town: Town, net: LocalNetwork) -> list[str]:
    deps = AuditDeps(
        store=town.place.store, reader=town.place.readers[0], chain_id=net.plan.chain_id,
        contract=town.place.contract,
    )  # fmt: skip
    return [f"{finding.code} {finding.where}" for finding in check_everything(deps)]


def test_nodes_and_profile_know_one_chain_whose_seals_hold(net: LocalNetwork) -> None:
    net.wait_for_block(4)
    profile, validators = net.profile(), net.plan.validators
    with closing(JsonRpc(net.observer_url, timeout=10.0)) as rpc:
        blocks = [rpc.call("eth_getBlockByNumber", hex(number), False) for number in range(5)]
    assert blocks[0]["hash"] == "0x" + profile["genesis_hash"]
    headers = [Header.from_rpc(block) for block in blocks]
    if net.client.consensus == "clique":
        sealed = clique.check(headers[1:], validators)
        assert sealed.finality is Finality.PROBABILISTIC
    else:
        sealed = qbft.check(headers[1:2], validators)
        assert sealed.finality is Finality.FINAL
    assert "0x" + sealed.hash.hex() == blocks[1]["hash"]


def test_a_certificate_is_issued_anchored_and_verified_by_two_nodes(
    net: LocalNetwork, town: Town, body: str, tmp_path: Path
) -> None:
    pinned = network_mapping(town.place.network)
    unlike = {name for name, value in net.profile().items() if pinned[name] != value}
    assert unlike == {"contracts", "endpoints"}, "pinned as the network was planned"
    path = roster(tmp_path / "first.xlsx", [papers(body)[RICE_COOKER]])
    issued = town.call("issue", path, "--body", body, "--out", tmp_path, "--json", ANTIN_RPC_URLS=nodes(net))
    assert issued.exit_code == 0, issued.err
    (first,) = issued.json()["certificates"]
    for thing in (first["code"], first["bundle"]):
        told = town.call("verify", thing, "--json", ANTIN_RPC_URLS=nodes(net))
        assert (told.exit_code, told.json()["verdict"]) == (0, "VALID"), told.out
    alone = town.call("verify", first["bundle"], "--json", "--rpc", net.observer_url)
    assert (alone.exit_code, alone.json()["verdict"]) == (2, "INDETERMINATE"), "one node is not two"
    audited = town.call("audit", "replay", "--json", ANTIN_RPC_URLS=nodes(net))
    assert (audited.exit_code, audited.json()["agrees"], audited.json()["warnings"]) == (0, True, []), (
        audited.err
    )
    lonely = town.call("audit", "replay", "--json", ANTIN_RPC_URLS=net.observer_url)
    assert (lonely.exit_code, lonely.code) == (2, "EVIDENCE_NO_NODE"), "nor does one audit"


def test_with_one_validator_of_four_killed_an_issuer_sees_nothing_of_it(
    net: LocalNetwork, town: Town, body: str, tmp_path: Path
) -> None:
    net.kill(1)
    path = roster(tmp_path / "one.xlsx", [papers(body)[DOLL]])
    issued = town.call("issue", path, "--body", body, "--out", tmp_path, "--json", ANTIN_RPC_URLS=nodes(net))
    assert issued.exit_code == 0, issued.err
    (first,) = issued.json()["certificates"]
    assert town.call("verify", first["bundle"], ANTIN_RPC_URLS=nodes(net)).exit_code == 0
    assert not net.running(1)


def test_a_first_node_that_is_away_is_passed_over(
    net: LocalNetwork, town: Town, body: str, tmp_path: Path
) -> None:
    net.kill(1)
    path = roster(tmp_path / "away.xlsx", [changed(papers(body)[CEMENT], number="XA-1")])
    urls = f"{net.rpc_urls[1]},{nodes(net)}"
    issued = town.call("issue", path, "--body", body, "--out", tmp_path, "--json", ANTIN_RPC_URLS=urls)
    assert issued.exit_code == 0, issued.err
    (first,) = issued.json()["certificates"]
    told = town.call("verify", first["code"], "--json", ANTIN_RPC_URLS=urls)
    assert (told.exit_code, told.json()["verdict"]) == (0, "VALID"), told.out


def test_with_two_of_four_killed_requests_wait_and_go_on_once_one_returns(
    net: LocalNetwork, town: Town, body: str, tmp_path: Path
) -> None:
    before = anchored(town, net, body)
    net.kill(2)
    net.kill(3)
    until(lambda: stalled(net, blocks=20), "two of four validators cannot make blocks")
    path = roster(tmp_path / "waiting.xlsx", [papers(body)[DRILL]])
    waiting = subprocess.Popen(
        [sys.executable, "-X", "utf8", "-m", "registry.cli.main", "issue", path, "--body", body, "--json"],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT,
        env=town.environment(ANTIN_RPC_URLS=nodes(net)),
    )  # fmt: skip
    try:
        until(lambda: pending(net) == 1, "the request is with the nodes")
        assert stalled(net)
        assert waiting.poll() is None, "the request waits; nothing has failed"
        net.start(2)
        out, err = waiting.communicate(timeout=PATIENCE)
    finally:
        waiting.kill()
        waiting.wait()
    assert waiting.returncode == 0, err.decode()
    (issued,) = json.loads(out)["certificates"]
    assert anchored(town, net, body) == before + 1
    assert town.call("verify", issued["code"], ANTIN_RPC_URLS=nodes(net)).exit_code == 0
    assert disagreements(town, net) == []


def test_what_a_killed_process_left_waiting_is_finished_by_the_worker(
    net: LocalNetwork, town: Town, body: str, tmp_path: Path
) -> None:
    before = anchored(town, net, body)
    net.kill(1)
    net.kill(3)
    until(lambda: stalled(net, blocks=20), "two of four validators cannot make blocks")
    path = roster(tmp_path / "left.xlsx", [papers(body)[CEMENT]])
    left = subprocess.Popen(
        [sys.executable, "-X", "utf8", "-m", "registry.cli.main", "issue", path, "--body", body, "--json"],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT,
        env=town.environment(ANTIN_RPC_URLS=nodes(net)),
    )  # fmt: skip
    try:
        until(lambda: pending(net) == 1, "the request is with the nodes")
    finally:
        left.kill()
        left.wait()
    stuck = town.call("worker", "--once", "--json", ANTIN_RPC_URLS=nodes(net))
    assert stuck.exit_code == 0, stuck.err
    assert anchored(town, net, body) == before
    net.start(1)
    until(
        lambda: worked(town, net) and anchored(town, net, body) == before + 1, "the worker finishes the batch"
    )
    assert worked(town, net)
    assert anchored(town, net, body) == before + 1, "once, not twice"
    until(lambda: worked(town, net) and not disagreements(town, net), "; ".join(disagreements(town, net)))


def worked(town: Town, net: LocalNetwork) -> bool:
    return town.call("worker", "--once", ANTIN_RPC_URLS=nodes(net)).exit_code == 0


def test_geth_gives_a_genesis_with_code_and_storage_the_hash_that_we_compute(tmp_path: Path) -> None:
    needs_nodes()
    geth = find_geth()
    if geth is None:
        pytest.skip("needs geth 1.13.15: run `scripts/network build`")
    genesis = clique_genesis(chain_id=7, validators=SEALERS, block_period=1, timestamp=9, accounts=ALLOC)
    (tmp_path / "genesis.json").write_bytes(pretty(genesis))
    data = ["--datadir", str(tmp_path / "data"), "--state.scheme", "hash"]
    subprocess.run([geth, *data, "init", tmp_path / "genesis.json"], check=True, capture_output=True)
    quiet = [
        "--nodiscover",
        "--nat",
        "none",
        "--maxpeers",
        "0",
        "--port",
        "0",
        "--authrpc.port",
        "0",
        "--ipcdisable",
    ]
    asked = subprocess.run(
        [geth, *data, *quiet, "--exec", "eth.getBlock(0).hash", "console"],
        check=True, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert asked.stdout.strip() == f'"0x{CLIQUE_HASH}"'
