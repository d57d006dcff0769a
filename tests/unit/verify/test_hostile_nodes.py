# SPDX-License-Identifier: Apache-2.0
"""Fewer lying or lagging nodes than must agree can neither hide a withdrawal nor stop an answer."""

from msgspec.structs import replace

from registry.core.records import State
from registry.verify import Verdict
from tests.unit.verify.build import Issued, World
from tests.unit.verify.scenes.scene import DAY, Altered


def _withdrawn() -> tuple[World, Issued, Altered]:
    """A withdrawn certificate, and a node that calls the block before the withdrawal a new one."""
    world = World(agree=2)
    issued = world.issue()
    before = world.chain.head()
    world.chain.advance(30 * DAY)
    world.chain.set_status("VD-CERT", issued.leaf, State.WITHDRAWN)
    return world, issued, Altered(world, head=replace(before, timestamp=world.now))


def test_an_old_block_with_a_new_time_hides_no_withdrawal() -> None:
    world, issued, liar = _withdrawn()
    honest = Altered(world)
    for readers in ([honest, honest, liar], [honest, liar, honest], [liar, honest, honest]):
        assert world.verify(issued, readers=list(readers)).verdict is Verdict.INVALID


def test_a_block_whose_time_is_contested_is_no_evidence() -> None:
    world, issued, liar = _withdrawn()
    report = world.verify(issued, readers=[Altered(world), liar])
    assert report.check(6).code == "EVIDENCE_NODES_DISAGREE"
    assert report.verdict is Verdict.INDETERMINATE


def test_a_lagging_minority_holds_nobody_back() -> None:
    world, issued, _ = _withdrawn()
    behind = Altered(world, head=world.chain.block_at(world.chain.head().number - 1))
    report = world.verify(issued, readers=[behind, Altered(world), Altered(world)])
    assert report.block_number == world.chain.head().number


def test_a_block_that_nobody_else_has_is_not_waited_for() -> None:
    world, issued, _ = _withdrawn()
    head = world.chain.head()
    ahead = Altered(world, head=replace(head, number=head.number + 9, hash=b"\x0f" * 32))
    report = world.verify(issued, readers=[ahead, Altered(world), Altered(world)])
    assert report.verdict is Verdict.INVALID
