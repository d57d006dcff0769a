# SPDX-License-Identifier: Apache-2.0
"""A registry whose nodes are on the smaller side of a parted network: a real reorganisation undoes its block."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from registry.chain.proofs import RpcProver
from registry.core.code import code_of
from registry.core.signed_summary import parse_signed_summary
from registry.errors import EvidenceError
from registry.network.local import LocalNetwork
from registry.ports.store_rows import BatchState, StoredCertificate
from registry.service.bundle import bare_bundle
from registry.service.staple import staple
from tests.acceptance.papers import DOLL, papers, roster
from tests.acceptance.town import Town
from tests.clique import anchored, disagreements, head, nodes, pending, until, worked
from tests.parting import ask, join, needs_clique, parted, sealing
from tests.support import ROOT

pytestmark = pytest.mark.network
LONE, OBSERVER = 3, 4
SIDE, REST = {LONE, OBSERVER}, (0, 1, 2)


@pytest.fixture
def rested(net: LocalNetwork) -> Iterator[None]:
    """One sealer pauses until its turn comes for sure: alone, it can then make one block and no second."""
    needs_clique(net)
    sealing(net, [LONE], on=False)
    net.wait_for_block(head(net) + 3)
    yield
    sealing(net, [LONE], on=True)


@pytest.mark.usefixtures("rested")
def test_what_a_cut_off_sealer_confirmed_steps_back_and_is_final_once_on_the_other_side(
    net: LocalNetwork, town: Town, tmp_path: Path
) -> None:
    body = town.body().code
    before, ours = anchored(town, net, body), f"{net.observer_url},{net.rpc_urls[LONE]}"
    with parted(net, SIDE):
        issue_and_leave(town, net, roster(tmp_path / "one.xlsx", [papers(body)[DOLL]]), body, ours)
        until(lambda: ask(net, LONE, "txpool_status")["pending"] == "0x1", "the sealer has it too")
        sealing(net, [LONE], on=True)
        until(lambda: pending(net) == 0, "the one block that it can make")
        block = ask(net, OBSERVER, "eth_getBlockByNumber", "latest", False)
        certificate = only(town, body)

        assert town.call("worker", "--once", ANTIN_RPC_URLS=ours).exit_code == 0
        assert state(town, certificate) is BatchState.CONFIRMED
        nothing_is_valid_as_final(net, town, certificate, ours, tmp_path)
        assert town.call("worker", "--once", ANTIN_RPC_URLS=ours).exit_code == 0
        assert state(town, certificate) is BatchState.CONFIRMED

        until(lambda: head(net) >= int(block["number"], 16) + 2, "the other side goes on")
        assert ask(net, OBSERVER, "eth_blockNumber") == block["number"], "alone it can make no second"
        sealing(net, [*REST, LONE], on=False)
        join(net, SIDE)
        replaced = ask(net, OBSERVER, "eth_getBlockByNumber", block["number"], False)
        assert replaced["hash"] != block["hash"], "geth has left the branch"
        assert town.call("worker", "--once", ANTIN_RPC_URLS=ours).exit_code == 0
        assert state(town, certificate) is BatchState.SUBMITTED
        assert anchored(town, net, body) == before
    until(
        lambda: worked(town, net) and state(town, certificate) is BatchState.FINAL,
        "final on the chain of all",
    )
    assert anchored(town, net, body) == before + 1
    assert town.call("verify", code(certificate), ANTIN_RPC_URLS=nodes(net)).exit_code == 0
    assert disagreements(town, net) == []


def nothing_is_valid_as_final(
    net: LocalNetwork, town: Town, certificate: StoredCertificate, ours: str, folder: Path
) -> None:
    """Not from this registry, not by a proof, and not for anybody who also asks a node of the other side."""
    refused = town.call("bundle", code(certificate), folder / "no.json", "--json", ANTIN_RPC_URLS=ours)
    assert refused.exit_code != 0
    told = town.call("verify", code(certificate), "--json", ANTIN_RPC_URLS=ours)
    assert told.exit_code != 0, told.out
    with town.place.store.reading() as work:
        smuggled = bare_bundle(work, certificate.leaf)
    (folder / "smuggled.json").write_bytes(smuggled)
    with pytest.raises(EvidenceError, match="NOT_ANCHORED"):
        staple([smuggled], town.place.network, RpcProver(town.place.rpcs[0]))
    both = f"{net.observer_url},{net.rpc_urls[0]}"
    across = town.call("verify", folder / "smuggled.json", "--json", "--rpc", both)
    assert (across.exit_code, across.json()["verdict"]) == (2, "INDETERMINATE"), across.out


def issue_and_leave(town: Town, net: LocalNetwork, path: Path, body: str, urls: str) -> None:
    """The request is with the nodes; the process that made it is gone."""
    left = subprocess.Popen(
        [sys.executable, "-X", "utf8", "-m", "registry.cli.main", "issue", path, "--body", body, "--json"],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT,
        env=town.environment(ANTIN_RPC_URLS=urls),
    )  # fmt: skip
    try:
        until(lambda: pending(net) == 1, "the request is with the nodes")
    finally:
        left.kill()
        left.wait()


def only(town: Town, body: str) -> StoredCertificate:
    with town.place.store.reading() as work:
        (certificate,) = [row for row in work.certificates.each() if row.body == body]
    return certificate


def code(certificate: StoredCertificate) -> str:
    return str(code_of(parse_signed_summary(certificate.signed_summary).summary))


def state(town: Town, certificate: StoredCertificate) -> BatchState:
    with town.place.store.reading() as work:
        place = work.batches.of_leaf(certificate.leaf)
    assert place is not None
    return place[0].state
