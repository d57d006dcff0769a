# SPDX-License-Identifier: Apache-2.0
"""A proof from whichever node shows one that holds; the others are named, and none of them keeps anybody from it."""

from collections.abc import Sequence

import pytest

from registry.core.chainproof.header import Header
from registry.core.types import Address
from registry.errors import EvidenceError, TransientError
from registry.ports.chain import BlockRef
from registry.service.prove import ProveDeps, keep_proofs
from registry.service.provers import Provers
from registry.service.staple import Stapled, staple
from registry.testing.sealing import QbftSealer
from registry.verify import Verdict
from tests.proven_world import STRANGERS, ProvingChain, qbft_network
from tests.unit.service.test_prove import sealed_list
from tests.unit.service.world import World as Registry
from tests.unit.service.world import draft
from tests.unit.verify.build import World

QBFT = qbft_network()


class Node(ProvingChain):
    """A node that is well, and remembers what it was blamed for."""

    def __init__(self, world: World) -> None:
        super().__init__(world.chain)
        self.blamed: list[str] = []

    def blame(self, code: str) -> None:
        self.blamed.append(code)


class Silent(Node):
    """As a node that hangs: the wait ends with this."""

    def head(self) -> BlockRef:
        raise TransientError("CHAIN_UNREACHABLE", endpoint="silent:", reason="timed out")


class FallingSilent(Node):
    def nodes(self, contract: Address, slots: Sequence[bytes], number: int) -> tuple[bytes, ...]:
        raise TransientError("CHAIN_UNREACHABLE", endpoint="silent:", reason="timed out")


class Pruned(Node):
    """As Besu's default storage answers for a state that it has thrown away."""

    def nodes(self, contract: Address, slots: Sequence[bytes], number: int) -> tuple[bytes, ...]:
        raise EvidenceError("PROOF_STATE_GONE", block=number, reason="world state unavailable")


class Lying(Node):
    """Its storage is another one than the header's."""

    def nodes(self, contract: Address, slots: Sequence[bytes], number: int) -> tuple[bytes, ...]:
        return tuple(node[:-1] + bytes([node[-1] ^ 1]) for node in super().nodes(contract, slots, number))


class Forged(Node):
    """Its headers are sealed by others than the validators."""

    def __init__(self, world: World) -> None:
        super().__init__(world)
        self.seal = lambda headers: [_by_strangers(header) for header in headers]


def _by_strangers(header: Header) -> Header:
    return QbftSealer(STRANGERS).seal(header)


class FarAhead(Node):
    """Claims a head that nobody ever sealed."""

    def head(self) -> BlockRef:
        return BlockRef(1 << 40, b"\x01" * 32, 1 << 40)

    def headers(self, first: int, count: int) -> tuple[bytes, ...]:
        return super().headers(0, count)


class Lagging(Node):
    """Stands at block 2, far behind the others."""

    def head(self) -> BlockRef:
        return self.chain.ledger.block_at(2)


def proven(world: World, data: bytes, *nodes: Node) -> tuple[Stapled, list[tuple[Node, str]]]:
    provers = Provers(nodes)
    made = provers.newest(lambda prover: staple([data], world.trust().networks[0], prover)[0])
    return made, [(failure.prover, failure.error.code) for failure in provers.failures]  # type: ignore[misc]


@pytest.mark.parametrize(
    ("kind", "code", "blamed"),
    [
        (Silent, "CHAIN_UNREACHABLE", []),
        (FallingSilent, "CHAIN_UNREACHABLE", []),
        (Pruned, "PROOF_STATE_GONE", []),
        (Lying, "PROOF_CONTRACT_MISSING", ["NODE_DIFFERS"]),
        (Forged, "SEALS_OTHER_VALIDATORS", ["NODE_DIFFERS"]),
        (Lagging, "NODE_LAGS", []),
    ],
)
def test_one_node_that_is_no_help_is_named_and_the_next_one_proves(
    kind: type[Node], code: str, blamed: list[str]
) -> None:
    world = World(**QBFT)
    data = world.issue().data
    world.chain.advance(600)
    bad, good = kind(world), Node(world)
    stapled, failures = proven(world, data, bad, good)
    assert world.verify(stapled.data, readers=[]).verdict is Verdict.VALID
    assert stapled.block.number == world.chain.head().number
    assert failures == [(bad, code)]
    assert (bad.blamed, good.blamed) == (blamed, [])


def test_a_made_up_head_costs_a_try_and_makes_no_laggard_of_the_rest() -> None:
    world = World(**QBFT)
    data = world.issue().data
    world.chain.advance(600)
    liar, behind, good = FarAhead(world), Lagging(world), Node(world)
    stapled, failures = proven(world, data, liar, behind, good)
    assert world.verify(stapled.data, readers=[]).verdict is Verdict.VALID
    assert stapled.block.number == world.chain.head().number
    assert [node for node, _ in failures] == [liar, behind]
    assert good.blamed == []


def test_a_lagging_node_is_better_than_none() -> None:
    world = World(**QBFT)
    data = world.issue().data
    world.chain.advance(600)
    behind = Node(world)
    behind.head = lambda: world.chain.ledger.block_at(world.chain.head().number - 1)  # type: ignore[method-assign]
    stapled, failures = proven(world, data, Pruned(world), behind)
    assert stapled.block.number == world.chain.head().number - 1
    assert [code for _, code in failures] == ["PROOF_STATE_GONE"]


def test_where_nobody_proves_all_are_named_and_nobody_is_blamed() -> None:
    world = World(**QBFT)
    data, nodes = world.issue(anchored=False).data, [Node(world), Node(world)]
    provers = Provers(nodes)
    with pytest.raises(EvidenceError, match="NOT_ANCHORED"):
        provers.newest(lambda prover: staple([data], world.trust().networks[0], prover))
    assert [failure.error.code for failure in provers.failures] == ["NOT_ANCHORED"] * 2
    assert [node.blamed for node in nodes] == [[], []]
    with pytest.raises(EvidenceError, match="EVIDENCE_NO_NODE"):
        Provers([]).any(lambda _: None)


def test_the_worker_keeps_proofs_though_its_first_node_lies(world: Registry) -> None:
    issued = world.anchored(draft(number="A1"), draft(number="A2")).issued
    liar, good = Lying(world), Node(world)  # type: ignore[arg-type]
    network = sealed_list(world).networks[0]
    deps = ProveDeps(store=world.stores[-1], provers=Provers([liar, good]), network=network, clock=world)
    assert keep_proofs(deps) == len(issued)
    assert liar.blamed == ["NODE_DIFFERS"]
    with world.stores[-1].reading() as work:
        kept = [work.proofs.get(one.leaf) for one in issued]
    assert all(kept)
