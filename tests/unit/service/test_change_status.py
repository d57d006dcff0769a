# SPDX-License-Identifier: Apache-2.0
"""A body's own lane: the contract decides, the store remembers, nothing is sent that was not stored."""

import pytest

from registry.core import layout
from registry.core.hashing import body_id
from registry.core.records import Lane, State, StatusRecord
from registry.core.types import BatchId, Code
from registry.errors import RefusedError, TransientError
from registry.ports.store_rows import Phase
from registry.service.anchor import recover
from registry.service.change_status import Change, change_status
from registry.testing.fake_chain import CONTRACT
from tests.unit.service.world import World, draft


def lane(world: World, subject: bytes, n: int) -> StatusRecord | None:
    slot = layout.status_slot(body_id("VD-CERT"), subject, Lane.BODY, n)
    return StatusRecord.decode(world.chain.slots(CONTRACT, [slot], world.chain.head())[0])


def test_suspend_and_reinstate(world: World) -> None:
    (issued,) = world.anchored(draft()).issued
    deps = world.anchor_deps()
    done = [
        change_status(issued.code, Change(state, 1), deps=deps) for state in (State.SUSPENDED, State.ACTIVE)
    ]
    assert [(one.n, one.phase) for one in done] == [(0, Phase.FINAL), (1, Phase.FINAL)]
    records = [lane(world, issued.leaf, n) for n in range(3)]
    assert [record and record.state for record in records] == [State.SUSPENDED, State.ACTIVE, None]
    assert world.disagreements() == []


def test_change_waits_for_nothing_on_a_chain_that_mines_at_once(world: World) -> None:
    (issued,) = world.anchored(draft()).issued
    change_status(issued.code, Change(State.SUSPENDED, 1), deps=world.anchor_deps())
    assert world.paused == []


def test_successor_is_named_by_its_leaf(world: World) -> None:
    old, new = world.anchored(draft("A-1"), draft("A-2")).issued
    done = change_status(old.code, Change(State.SUPERSEDED, 16, successor=new.code), deps=world.anchor_deps())
    assert done.ref == new.leaf
    with pytest.raises(RefusedError, match="SUCCESSOR_NOT_HERE"):
        change_status(
            old.code, Change(State.WITHDRAWN, 16, successor=Code("0" * 32)), deps=world.anchor_deps()
        )


def test_whole_batch_may_be_suspended(world: World) -> None:
    (issued,) = world.anchored(draft()).issued
    with world.stores[-1].reading() as work:
        batch = work.batches.get(issued.batch)
    assert batch is not None
    assert (
        change_status(batch.batch_id, Change(State.SUSPENDED, 10), deps=world.anchor_deps()).subject
        == batch.batch_id
    )
    assert lane(world, batch.batch_id, 0) is not None


def test_illegal_move_is_refused_before_anything_is_stored(world: World) -> None:
    (issued,) = world.anchored(draft()).issued
    change_status(issued.code, Change(State.WITHDRAWN, 9), deps=world.anchor_deps())
    with pytest.raises(RefusedError, match="STATUS_MOVE_ILLEGAL"):
        change_status(issued.code, Change(State.ACTIVE, 9), deps=world.anchor_deps())
    with world.stores[-1].reading() as work:
        assert len(work.statuses.in_phases(tuple(Phase))) == 1


def test_unknown_targets_are_refused(world: World) -> None:
    for target, code in ((Code("0" * 32), "CERTIFICATE_NOT_HERE"), (BatchId(bytes(32)), "BATCH_NOT_HERE")):
        with pytest.raises(RefusedError, match=code):
            change_status(target, Change(State.SUSPENDED, 1), deps=world.anchor_deps())


def test_second_change_waits_for_the_first(world: World) -> None:
    (issued,) = world.anchored(draft()).issued
    world.chain.automine = False
    with pytest.raises(TransientError, match="ANCHOR_WAITING"):
        change_status(issued.code, Change(State.SUSPENDED, 1), deps=world.anchor_deps())
    with pytest.raises(RefusedError, match="STATUS_PENDING"):
        change_status(issued.code, Change(State.WITHDRAWN, 1), deps=world.anchor_deps())
    world.chain.mine()
    recover(world.anchor_deps())
    record = lane(world, issued.leaf, 0)
    assert record is not None
    assert record.state == State.SUSPENDED
    assert lane(world, issued.leaf, 1) is None


def test_change_that_came_too_late_fails_and_may_be_asked_again(world: World) -> None:
    (issued,) = world.anchored(draft()).issued
    world.chain.automine = False
    with pytest.raises(TransientError, match="ANCHOR_WAITING"):
        change_status(issued.code, Change(State.SUSPENDED, 1), deps=world.anchor_deps())
    world.chain.drop_waiting()
    world.chain.advance(7_200)
    world.chain.automine = True
    for _ in range(2):  # the first round sends the same bytes again, the second sees them undone
        recover(world.anchor_deps())
    with world.stores[-1].reading() as work:
        (request,) = work.statuses.in_phases(tuple(Phase))
    assert (request.phase, request.error_code) == (Phase.FAILED, "DEADLINE_PASSED")
    assert (
        change_status(issued.code, Change(State.SUSPENDED, 1), deps=world.anchor_deps()).phase is Phase.FINAL
    )


def test_number_taken_by_another_record_fails_the_request(world: World) -> None:
    (issued,) = world.anchored(draft()).issued
    world.chain.automine = False
    with pytest.raises(TransientError, match="ANCHOR_WAITING"):
        change_status(issued.code, Change(State.SUSPENDED, 1), deps=world.anchor_deps())
    world.chain.automine = True
    waiting = list(world.chain.pool.waiting.values())
    world.chain.drop_waiting()
    world.chain.set_status("VD-CERT", issued.leaf, State.WITHDRAWN)
    recover(world.anchor_deps())
    with world.stores[-1].reading() as work:
        (request,) = work.statuses.in_phases(tuple(Phase))
        assert work.attempts.unsettled() == []
    assert (request.phase, request.error_code) == (Phase.FAILED, "STATUS_NUMBER_TAKEN")
    assert len(waiting) == 1
