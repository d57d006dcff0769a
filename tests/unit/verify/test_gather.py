# SPDX-License-Identifier: Apache-2.0
"""Nodes: silence is missing evidence, disagreement an error, and neither is a verdict."""

from collections.abc import Sequence

import pytest
from msgspec.structs import replace

from registry.core.records import Basis, State
from registry.core.types import Address
from registry.ports.chain import BlockRef
from registry.testing.fake_acts import FakeContract
from registry.testing.fake_chain import FakeChain
from registry.verify import Report, TrustList, Verdict
from registry.verify.pinned import PinnedContract
from tests.unit.core.samples import QCVN
from tests.unit.verify.build import ACTIVITY, BODY_FROM, Issued, World
from tests.unit.verify.scenes.scene import DAY, Altered

SECOND = Address(b"\xd2" * 20)


class Counting(Altered):
    """Counts round trips."""

    def __init__(self, world: World) -> None:
        super().__init__(world)
        self.trips = 0

    def slots(self, contract: Address, slots: Sequence[bytes], block: BlockRef) -> list[bytes]:
        self.trips += 1
        return super().slots(contract, slots, block)


@pytest.mark.parametrize("method", ["identity", "head", "code_hash", "slots"])
def test_a_call_without_an_answer_leaves_the_verdict_open(method: str) -> None:
    world = World()
    issued = world.issue()
    world.chain.fail_next(method)
    report = world.verify(issued)
    assert report.verdict is Verdict.INDETERMINATE
    assert report.outcome.code == "UNREACHABLE"
    assert world.verify(issued).verdict is Verdict.VALID


def test_a_silent_node_is_passed_over() -> None:
    world = World()
    issued = world.issue()
    silent = FakeChain(chain_id=1337)
    silent.down = True
    assert world.verify(issued, readers=[silent, world.chain]).verdict is Verdict.VALID


def test_a_node_of_another_chain_is_passed_over() -> None:
    world = World()
    other = FakeChain(chain_id=99)
    assert world.verify(world.issue(), readers=[other, world.chain]).verdict is Verdict.VALID


def test_two_nodes_must_agree_where_the_network_says_so() -> None:
    world = World(agree=2)
    issued = world.issue()
    assert world.verify(issued, readers=[world.chain]).verdict is Verdict.INDETERMINATE
    twin = Altered(world)
    assert world.verify(issued, readers=[world.chain, twin]).verdict is Verdict.VALID


def test_a_spare_node_steps_in_for_one_that_falls_silent() -> None:
    world = World(agree=2)
    issued = world.issue()
    world.chain.fail_next("slots")
    report = world.verify(issued, readers=[Altered(world), Altered(world), Altered(world)])
    assert report.verdict is Verdict.VALID


def test_all_reads_are_at_the_newest_block_that_all_have() -> None:
    world = World(agree=2)
    issued = world.issue()
    behind = world.chain.head()
    world.chain.advance(60)
    world.chain.set_status("VD-CERT", issued.leaf, State.SUSPENDED)
    report = world.verify(issued, readers=[world.chain, Altered(world, head=behind)])
    assert report.block_number == behind.number
    assert report.verdict is Verdict.VALID


def test_two_heads_of_one_number_are_a_fork() -> None:
    world = World(agree=2)
    issued = world.issue()
    fork = replace(world.chain.head(), hash=b"\x0f" * 32)
    report = world.verify(issued, readers=[world.chain, Altered(world, head=fork)])
    assert report.check(6).code == "EVIDENCE_NODES_DISAGREE"


def test_few_round_trips() -> None:
    world = World()
    issued = world.issue()
    node = Counting(world)
    assert world.verify(issued, readers=[node]).verdict is Verdict.VALID
    assert node.trips <= 3


def test_a_history_that_does_not_amount_to_its_record_is_contradictory() -> None:
    from registry.core import layout  # noqa: PLC0415
    from registry.core.hashing import body_id  # noqa: PLC0415

    world = World()
    issued = world.issue()
    world.chain.suspend_body("VD-CERT")
    slot = layout.change_slot(body_id("VD-CERT"), 0, 1)
    value = int.from_bytes(world.chain.slots(world.chain.contract, [slot], world.chain.head())[0], "big")
    reinstated = (value & ~0xFF | 3).to_bytes(32, "big")
    for lie in (reinstated, bytes(32)):
        report = world.verify(issued, readers=[Altered(world, {slot: lie})])
        assert report.check(6).code == "EVIDENCE_CONTRADICTORY"
        assert report.verdict is Verdict.INDETERMINATE


def _two_contracts(world: World, *, migrate: bool = True) -> tuple[TrustList, FakeContract]:
    second = world.chain.another_contract(SECOND)
    if migrate:
        second.register_body("VD-CERT", valid_from=BODY_FROM)
        for basis, scope in ((Basis.REGISTRATION, ACTIVITY), (Basis.REGISTRATION, "x"),
                             (Basis.REGISTRATION, QCVN), (Basis.DESIGNATION, QCVN)):  # fmt: skip
            second.grant("VD-CERT", basis, scope, valid_from=BODY_FROM)
        second.add_key("VD-CERT", world.key.jwk.thumbprint(), valid_from=BODY_FROM)
        second.add_key("VD-CERT", world.anchor_key.address, valid_from=BODY_FROM)
    world.chain.retire(SECOND)
    trust = world.trust()
    network = trust.networks[0]
    pinned = replace(network.contracts[0], address=SECOND)
    network = replace(network, contracts=(*network.contracts, pinned))
    return replace(trust, networks=(network,)), second


def _ask(world: World, issued: Issued, trust: TrustList) -> Report:
    return world.verify(issued, trust=trust)


def test_a_successor_is_read_too_and_the_worse_counts() -> None:
    world = World()
    issued = world.issue()
    trust, second = _two_contracts(world)
    assert _ask(world, issued, trust).verdict is Verdict.VALID
    world.chain.advance(DAY)
    second.set_status("VD-CERT", issued.leaf, State.SUSPENDED)
    assert _ask(world, issued, trust).outcome.code == "SUSPENDED"
    second.set_status("VD-CERT", issued.leaf, State.ACTIVE)
    second.set_compromised("VD-CERT", world.anchor_key.id, since=BODY_FROM)
    assert _ask(world, issued, trust).outcome.code == "KEY_NOT_GOOD"


def test_what_the_successor_does_not_know_leaves_the_verdict_open() -> None:
    world = World()
    issued = world.issue()
    report = _ask(world, issued, _two_contracts(world, migrate=False)[0])
    assert report.verdict is Verdict.INDETERMINATE
    assert report.check(7).code == "EVIDENCE_MISSING_RECORD"


def test_a_successor_that_numbers_grants_otherwise_leaves_the_verdict_open() -> None:
    world = World()
    issued = world.issue()
    trust, second = _two_contracts(world, migrate=False)
    second.register_body("VD-CERT", valid_from=BODY_FROM)
    for _ in range(4):
        second.grant("VD-CERT", Basis.DESIGNATION, "QCVN 99:2030/BKHCN", valid_from=BODY_FROM)
    report = _ask(world, issued, trust)
    assert (report.verdict, report.check(7).code) == (Verdict.INDETERMINATE, "EVIDENCE_CONTRADICTORY")


def test_a_bundle_of_a_contract_that_is_not_pinned_is_of_another_network() -> None:
    world = World()
    issued = world.issue()
    trust = world.trust()
    other = PinnedContract(address=SECOND, code_hash=bytes(32), from_block=0)
    trust = replace(trust, networks=(replace(trust.networks[0], contracts=(other,)),))
    assert _ask(world, issued, trust).outcome.code == "WRONG_NETWORK"
    trust = world.trust()
    trust = replace(trust, networks=(replace(trust.networks[0], chain_id=1),))
    assert _ask(world, issued, trust).outcome.code == "WRONG_NETWORK"
