# SPDX-License-Identifier: Apache-2.0
"""Blocks that vanish: what was confirmed steps back, is sent again with the same bytes, and ends once."""

from dataclasses import replace
from typing import Any, cast

import pytest

from registry.core.records import State
from registry.errors import EvidenceError, TransientError
from registry.ports.chain import BlockRef
from registry.ports.store_rows import BatchState, Outcome, Phase
from registry.service.advance import advance
from registry.service.batch_errand import BatchErrand
from registry.service.change_status import Change, change_status
from registry.service.deps import AnchorDeps
from registry.service.drive import drive
from registry.service.status_errand import load_status
from tests.faults.test_anchoring import sealed
from tests.unit.service.world import World, draft


def confirmed(errand: BatchErrand, deps: AnchorDeps) -> BatchErrand:
    while errand.batch.state is not BatchState.CONFIRMED:
        errand = advance(errand, deps)
    return errand


def test_a_vanished_batch_steps_back_and_ends_once_with_the_same_bytes(world: World) -> None:
    batch, plain = sealed(world)
    deps = replace(plain, finality=3)
    errand = confirmed(BatchErrand(batch, deps), deps)
    with deps.store.reading() as work:
        (before,) = work.attempts.of(batch=batch.key)
    world.chain.reorganise(1)
    world.chain.advance(15)  # the other branch is as long, without the batch
    back = advance(errand, deps)
    assert (back.batch.state, back.batch.confirmed_block) == (BatchState.SUBMITTED, None)
    world.chain.mine()
    world.on_pause = lambda: world.chain.advance(1)
    assert drive(back, deps).batch.state is BatchState.FINAL
    with deps.store.reading() as work:
        (after,) = work.attempts.of(batch=batch.key)
    assert (after.raw, after.outcome) == (before.raw, Outcome.MINED)
    assert world.disagreements() == []


def test_a_branch_that_forgot_the_transaction_gets_the_same_bytes_again(world: World) -> None:
    batch, plain = sealed(world)
    deps = replace(plain, finality=2)
    errand = confirmed(BatchErrand(batch, deps), deps)
    world.chain.reorganise(1)
    world.chain.drop_waiting()
    world.chain.advance(15)
    world.on_pause = lambda: world.chain.advance(1)
    assert drive(errand, deps).batch.state is BatchState.FINAL
    with deps.store.reading() as work:
        assert len(work.attempts.of(batch=batch.key)) == 1, "never a new nonce"
    assert world.disagreements() == []


def test_a_shorter_branch_or_a_node_behind_is_waited_for(world: World) -> None:
    batch, plain = sealed(world)
    deps = replace(plain, finality=3)
    errand = confirmed(BatchErrand(batch, deps), deps)
    world.chain.reorganise(1)
    assert advance(errand, deps).batch.state is BatchState.CONFIRMED


def test_a_batch_that_was_mined_anew_unseen_is_as_young_as_its_new_block(world: World) -> None:
    batch, plain = sealed(world)
    deps = replace(plain, finality=3)
    errand = confirmed(BatchErrand(batch, deps), deps)
    first = errand.batch.confirmed_block
    assert first is not None
    world.chain.reorganise(1)
    world.chain.advance(15)
    world.chain.advance(15)
    world.chain.mine()  # the same transaction, found by the other branch, while nobody looked
    while world.chain.head().number < first + deps.finality:
        world.chain.advance(1)
    back = advance(errand, deps)
    assert (back.batch.state, back.batch.confirmed_block) == (BatchState.SUBMITTED, None)
    again = confirmed(back, deps)
    assert advance(again, deps).batch.state is BatchState.CONFIRMED
    world.on_pause = lambda: world.chain.advance(1)
    assert drive(again, deps).batch.state is BatchState.FINAL
    assert world.disagreements() == []


def test_whoever_looks_late_needs_no_second_look_at_what_is_deep_enough(world: World) -> None:
    batch, plain = sealed(world)
    deps = replace(plain, finality=3)
    errand = confirmed(BatchErrand(batch, deps), deps)
    world.chain.reorganise(1)
    world.chain.mine()
    for _ in range(deps.finality + 2):
        world.chain.advance(1)
    assert advance(errand, deps).batch.state is BatchState.FINAL


def test_a_status_change_steps_back_too(world: World) -> None:
    (issued,) = world.anchored(draft("A-1")).issued
    deps = replace(world.anchor_deps(), finality=3, patience=0)
    with pytest.raises(TransientError, match="ANCHOR_WAITING"):
        change_status(issued.code, Change(State.SUSPENDED, 1), deps=deps)
    with deps.store.reading() as work:
        (request,) = work.statuses.in_phases(tuple(Phase))
    assert request.phase is Phase.CONFIRMED
    world.chain.reorganise(1)
    world.chain.advance(15)
    back = advance(load_status(request.key, deps), deps)
    assert back.state == Phase.SUBMITTED
    world.chain.mine()
    world.on_pause = lambda: world.chain.advance(1)
    assert drive(back, replace(deps, patience=120)).state == Phase.FINAL
    assert world.disagreements() == []


def test_a_head_whose_seals_do_not_hold_ends_nothing(world: World) -> None:
    batch, plain = sealed(world)
    asked: list[int] = []

    def unsealed(block: BlockRef) -> None:
        asked.append(block.number)
        raise EvidenceError("PROOF_VALIDATORS_UNKNOWN", network="x", block=block.number)

    deps = replace(plain, sealed=cast(Any, unsealed))
    errand = confirmed(BatchErrand(batch, deps), deps)
    with pytest.raises(EvidenceError, match="PROOF_VALIDATORS_UNKNOWN"):
        advance(errand, deps)
    assert asked
    assert advance(errand.reload(), replace(deps, sealed=lambda _: None)).batch.state is BatchState.FINAL


def test_nodes_at_odds_for_a_moment_are_waited_for(world: World) -> None:
    batch, plain = sealed(world)
    odds = [
        TransientError("EVIDENCE_NODES_DISAGREE", block=1, nodes="a, b"),
        TransientError("BLOCK_CHANGED", number=1),
    ]

    class Unsettled:
        def __getattr__(self, name: str) -> Any:
            if name == "head" and odds:
                raise odds.pop()
            return getattr(world.chain, name)

    deps = replace(plain, reader=cast(Any, Unsettled()))
    assert drive(BatchErrand(batch, deps), deps).batch.state is BatchState.FINAL
    assert odds == []
