# SPDX-License-Identifier: Apache-2.0
"""Sealers voted in and out on the real network, and what the trust list should pin of it."""

import json
from pathlib import Path

import pytest

from registry.network.local import LocalNetwork
from tests.acceptance.town import Town
from tests.clique import EPOCH, head, nodes, until
from tests.parting import ask, needs_clique

pytestmark = pytest.mark.network
NOWHERE = "http://127.0.0.1:9"  # the discard port, where nothing answers
SEALERS, FINALITY = range(4), 3


def signers(net: LocalNetwork, after: int) -> list[str]:
    """Whom geth takes for the sealers, in its words, after this block."""
    return [address.removeprefix("0x") for address in ask(net, 0, "clique_getSigners", hex(after))]


def vote(net: LocalNetwork, *, add: bool) -> None:
    """All sealers want the observer's account in, or out; until it is so in a block that nobody replaces."""
    address, count = "0x" + net.plan.nodes[-1].address.hex(), 5 if add else 4
    for i in SEALERS:
        ask(net, i, "clique_propose", address, add)
    until(
        lambda: len(signers(net, int(ask(net, 0, "eth_blockNumber"), 16) - FINALITY)) == count,
        "the vote passes",
    )
    for i in SEALERS:
        ask(net, i, "clique_discard", address)


def test_sealers_voted_in_and_out_are_followed_as_geth_counts_them(
    net: LocalNetwork, town: Town, tmp_path: Path
) -> None:
    needs_clique(net)
    vote(net, add=True)
    vote(net, add=False)
    net.wait_for_block(head(net) + 1)
    urls, target = f"{NOWHERE},{nodes(net)}", tmp_path / "corrected.json"
    stale = town.call("network", "validators", "--epoch", EPOCH, "--out", target, ANTIN_RPC_URLS=urls)
    assert stale.exit_code == 1, stale.err
    sets = json.loads(stale.out)["validators"]
    assert [len(one["addresses"]) for one in sets] == [4, 5, 4]
    for one in sets[1:]:
        first = one["from_block"]
        assert one["addresses"] == signers(net, first - 1) != signers(net, first - 2)
    told = town.call(
        "network", "validators", "--epoch", EPOCH, "--json", "--trust-list", target, ANTIN_RPC_URLS=urls
    )
    assert (told.exit_code, told.json()["as_pinned"]) == (0, True), told.err
    wrong = town.call("network", "validators", "--epoch", 7, "--json", ANTIN_RPC_URLS=nodes(net))
    assert (wrong.exit_code, wrong.code) == (2, "VOTES_EPOCH"), "no list at block 7"
