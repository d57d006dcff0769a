# SPDX-License-Identifier: Apache-2.0
"""A network of Clique nodes parted in two and joined again, over the nodes' own administration."""

from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from typing import Any

import pytest

from registry.chain.rpc import JsonRpc
from registry.network.local import LocalNetwork
from tests.clique import until


def needs_clique(net: LocalNetwork) -> None:
    """Skip where the network runs another consensus, whose nodes have no such administration."""
    if net.client.consensus != "clique":
        pytest.skip("needs geth with Clique: take besu off PATH and run `scripts/network build`")


def ask(net: LocalNetwork, i: int, method: str, *params: object) -> Any:
    """Node ``i``'s answer."""
    with closing(JsonRpc(net.rpc_urls[i], timeout=10.0)) as rpc:
        return rpc.call(method, *params)


def sealing(net: LocalNetwork, nodes: Iterable[int], *, on: bool) -> None:
    """Let sealers make blocks, or have them only take others'."""
    for i in nodes:
        ask(net, i, "miner_start" if on else "miner_stop")


@contextmanager
def parted(net: LocalNetwork, side: set[int]) -> Iterator[None]:
    """The nodes of ``side`` on their own; afterwards all sealers seal on one chain again."""
    everybody = set(range(len(net.plan.nodes)))
    try:
        _across(net, side, "admin_removePeer")
        until(
            lambda: all(_peers(net, i) <= (side if i in side else everybody - side) for i in everybody),
            "the network parts",
        )
        yield
    finally:
        join(net, side)
        sealing(net, [i for i, node in enumerate(net.plan.nodes) if node.validator], on=True)


def join(net: LocalNetwork, side: set[int]) -> None:
    """Connect what was parted, and wait until all nodes have one head. Nobody may seal meanwhile, or only one side:
    the longer chain wins, and geth looks for one every ten seconds.
    """
    _across(net, side, "admin_addPeer")
    until(lambda: len(set(_heads(net))) == 1, "the network has one head again")


def _across(net: LocalNetwork, side: set[int], method: str) -> None:
    for i in range(len(net.plan.nodes)):
        for j, other in enumerate(net.plan.nodes):
            if (i in side) != (j in side):
                ask(net, i, method, other.enode)


def _peers(net: LocalNetwork, i: int) -> set[int]:
    keys = {node.enode.split("@")[0]: j for j, node in enumerate(net.plan.nodes)}
    return {keys[peer["enode"].split("@")[0]] for peer in ask(net, i, "admin_peers")}


def _heads(net: LocalNetwork) -> list[str]:
    return [ask(net, i, "eth_getBlockByNumber", "latest", False)["hash"] for i in range(len(net.plan.nodes))]
