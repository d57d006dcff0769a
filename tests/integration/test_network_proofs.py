# SPDX-License-Identifier: Apache-2.0
"""On the real network: issue, anchor, prove, and verify with every node away."""

import time
from pathlib import Path

import pytest
from msgspec.structs import replace

from registry.chain.proofs import RpcProver
from registry.core.bundle import decode_bundle
from registry.network.local import LocalNetwork
from registry.service.staple import provable_block, staple
from registry.testing.sealing import QbftSealer, SealingProver, validator_keys
from registry.verify import Verdict, recognise, verify
from registry.verify.pinned import ValidatorSet
from tests.acceptance.papers import RICE_COOKER, papers, roster
from tests.acceptance.town import Town

pytestmark = pytest.mark.network
PATIENCE = 90.0
NOWHERE = "http://127.0.0.1:9"  # the discard port, where nothing answers


@pytest.fixture(scope="module")
def code(town: Town, net: LocalNetwork, tmp_path_factory: pytest.TempPathFactory) -> str:
    """One certificate, final and deep enough to be shown."""
    body = town.body().code
    path = roster(tmp_path_factory.mktemp("papers") / "roster.xlsx", [papers(body)[RICE_COOKER]])
    issued = town.call("issue", path, "--body", body, "--json", ANTIN_RPC_URLS=_nodes(net))
    assert issued.exit_code == 0, issued.err
    head = town.place.readers[0].head().number
    deadline = time.monotonic() + PATIENCE
    while provable_block(town.place.network, RpcProver(town.place.rpcs[0])) < head:
        assert time.monotonic() < deadline, "no blocks on top"
        time.sleep(0.1)
    return str(issued.json()["certificates"][0]["code"])


def _nodes(net: LocalNetwork) -> str:
    return f"{net.observer_url},{net.rpc_urls[0]}"


def test_proven_by_the_networks_own_seals(town: Town, code: str, tmp_path: Path) -> None:
    target = tmp_path / "proven.json"
    proven = town.call("prove", code, target, "--json")
    assert proven.exit_code == 0, proven.err
    report = town.call("verify", target, "--rpc", NOWHERE, "--json")
    assert report.exit_code == 0, report.out
    evidence = report.json()["evidence"]
    assert (evidence["source"], evidence["block"]["number"]) == ("proof", proven.json()["block"])
    assert evidence["finality"] == proven.json()["finality"]


def test_the_worker_keeps_proofs_that_bundles_carry(town: Town, code: str, tmp_path: Path) -> None:
    assert town.call("worker", "--once", "--json").exit_code == 0
    target = tmp_path / "kept.json"
    assert town.call("bundle", code, target).exit_code == 0
    assert decode_bundle(target.read_bytes()).chain_proof is not None
    assert town.call("verify", target, "--rpc", NOWHERE, "--json").exit_code == 0


def test_sealed_again_as_qbft_it_is_final(town: Town, code: str, tmp_path: Path) -> None:
    target = tmp_path / "bare.json"
    assert town.call("bundle", code, target).exit_code == 0
    sealer = QbftSealer(validator_keys(4))
    validators = (ValidatorSet(addresses=sealer.validators, from_block=0),)
    network = replace(town.place.network, consensus="qbft", validators=validators)
    prover = SealingProver(
        RpcProver(town.place.rpcs[0]), lambda headers: [sealer.seal(header) for header in headers]
    )
    (stapled,) = staple([target.read_bytes()], network, prover)
    trust = replace(town.place.trust, networks=(network,))
    report = verify(
        recognise(stapled.data), trust=trust, readers=[], bundles=None, now=stapled.block.timestamp
    )
    assert report.verdict is Verdict.VALID, report.checks
    assert report.evidence is not None
    assert report.evidence.finality == "final"
