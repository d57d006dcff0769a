# SPDX-License-Identifier: Apache-2.0
"""Break every write and every call on the way from draft to bundle, once before and once after its effect.

After reload and recovery everything must agree, every batch must be final, and the contract must have
recorded each batch exactly once. Whatever was sent must have been in the store before it was sent.
"""

from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest

from registry.core import layout
from registry.core.anchor import AnchorRequest
from registry.core.records import ZERO_SLOT
from registry.core.types import MerkleRoot
from registry.errors import RefusedError, TransientError
from registry.ports.chain import BlockRef
from registry.ports.store_rows import BatchState, Outcome, StoredBatch
from registry.service.advance import advance
from registry.service.anchor import anchor, recover, retry_failed
from registry.service.batch_errand import BatchErrand, load_batch
from registry.service.bundle import bundle_of
from registry.service.deps import AnchorDeps
from registry.service.drive import drive
from registry.service.issue import issue
from registry.testing.fake_chain import CONTRACT
from registry.testing.faults import Faults, FaultyChain, FaultyStore
from tests.unit.service.world import UNLISTED, World, draft, new_world

DRAFTS = (draft("A-1"), draft("A-2"), draft("A-3", risk="THAP", products=UNLISTED))
READS = ("identity", "head", "slots")
WRITES = ("check_anchor", "prepare_anchor", "broadcast", "receipt")


def faulty(world: World, faults: Faults) -> tuple[FaultyStore, Any]:
    """Store and chain behind the same plan; looks into the store at the moment of each broadcast."""
    plain = world.open()

    def stored_before_sent(name: str, args: tuple[Any, ...]) -> None:
        if name == "broadcast":
            with plain.reading() as work:
                assert args[0] in {attempt.raw for attempt in work.attempts.unsettled()}

    return FaultyStore(plain, faults), cast(Any, FaultyChain(world.chain, faults, stored_before_sent))


def work_through(world: World, faults: Faults) -> None:
    """Issue and anchor, as the command does."""
    store, chain = faulty(world, faults)
    result = issue(DRAFTS, body="VD-CERT", deps=world.issue_deps(store=store, reader=chain))
    anchor(result.batches, deps=world.anchor_deps(store=store, reader=chain, writer=chain))


def counted(tmp_path: Path) -> dict[str, int]:
    """How often each call is made when nothing fails."""
    folder = tmp_path / "count"
    folder.mkdir()
    world, faults = new_world(folder), Faults()
    work_through(world, faults)
    world.close()
    return faults.calls


@pytest.mark.parametrize("persisted", [False, True], ids=["fails", "fails-but-persisted"])
@pytest.mark.parametrize("name", ["commit", *READS, *WRITES])
def test_each_call_may_fail_once(tmp_path: Path, name: str, persisted: bool) -> None:
    calls = counted(tmp_path)[name]
    assert calls >= 1
    for number in range(1, calls + 1):
        folder = tmp_path / f"{name}-{number}"
        folder.mkdir()
        fresh = new_world(folder)
        before = fresh.events()
        with pytest.raises(TransientError):
            work_through(fresh, Faults((name, number), persisted))
        assert_nothing_is_half_written(fresh)
        work_through(fresh, Faults())
        recover(fresh.anchor_deps(store=fresh.open()))
        assert_anchored_once(fresh, before)
        fresh.close()


def assert_nothing_is_half_written(world: World) -> None:
    """Right after the fault the store agrees with itself and never runs ahead of the chain."""
    assert world.disagreements(world.open()) == []


def assert_anchored_once(world: World, events_before: int) -> None:
    store = world.open()
    assert world.disagreements(store) == []
    with store.reading() as work:
        batches = work.batches.in_states(tuple(BatchState)[1:])
        rows = list(work.certificates.each())
    assert [batch.state for batch in batches] == [BatchState.FINAL] * 2
    assert sorted(row.number for row in rows) == ["A-1", "A-2", "A-3"]
    assert world.events() - events_before == len(batches)
    assert len({bundle_of(row.code, store=store) for row in rows}) == 3


def sealed(world: World) -> tuple[StoredBatch, AnchorDeps]:
    (key,) = world.issue(draft("A-1")).batches
    deps = world.anchor_deps()
    return load_batch(key, deps).batch, deps


def state_of(world: World, key: int) -> BatchState:
    return load_batch(key, world.anchor_deps()).batch.state


def test_transaction_that_the_node_forgot_is_sent_again_with_the_same_bytes(world: World) -> None:
    batch, deps = sealed(world)
    world.chain.automine = False
    errand = BatchErrand(batch, deps)
    for _ in range(3):
        errand = advance(errand, deps)
    assert errand.batch.state is BatchState.SUBMITTED
    world.chain.drop_waiting()
    world.chain.automine = True
    assert drive(errand, deps).batch.state is BatchState.FINAL
    with world.stores[-1].reading() as work:
        (attempt,) = work.attempts.of(batch=batch.key)
    assert attempt.outcome is Outcome.MINED
    assert world.disagreements() == []


def test_waiting_ends_with_a_word_and_goes_on_later(world: World) -> None:
    batch, deps = sealed(world)
    world.chain.automine = False
    with pytest.raises(TransientError, match="ANCHOR_WAITING"):
        anchor([batch.key], deps=deps)
    assert world.paused
    world.chain.mine()
    assert recover(deps)[0].state is BatchState.FINAL
    assert world.disagreements() == []


def test_nonce_taken_by_another_transaction_gives_way_to_a_new_one(world: World) -> None:
    batch, deps = sealed(world)
    errand = advance(BatchErrand(batch, deps), deps)  # stored, not sent
    other = world.chain.prepare_anchor(foreign_request(world), b"\x01" * 65)
    world.chain.broadcast(other.raw)
    after = drive(errand, deps)
    with world.stores[-1].reading() as work:
        outcomes = [a.outcome for a in work.attempts.of(batch=batch.key)]
    assert after.batch.state is BatchState.FINAL
    assert outcomes == [Outcome.REPLACED, Outcome.MINED]
    assert world.disagreements() == []


def foreign_request(world: World) -> Any:
    return AnchorRequest(
        body="VD-CERT", grants=(1,), root=MerkleRoot(b"\x07" * 32), size=1, deadline=world.now() + 9
    )


def test_request_that_came_too_late_is_signed_again(world: World) -> None:
    batch, deps = sealed(world)
    errand = advance(BatchErrand(batch, deps), deps)
    world.chain.advance(7_200)
    after = drive(errand, deps)
    with world.stores[-1].reading() as work:
        attempts = work.attempts.of(batch=batch.key)
    assert [a.outcome for a in attempts] == [Outcome.REVERTED, Outcome.MINED]
    assert attempts[0].outcome_code == "DEADLINE_PASSED"
    assert after.batch.state is BatchState.FINAL
    assert world.disagreements() == []


def test_refusal_before_sending_fails_the_batch_with_its_code(world: World) -> None:
    batch, deps = sealed(world)
    world.chain.suspend_body("VD-CERT")
    (failed,) = anchor([batch.key], deps=deps)
    assert (failed.state, failed.error_code) == (BatchState.FAILED, "BODY_NOT_ACTIVE")
    with world.stores[-1].reading() as work:
        assert work.attempts.of(batch=batch.key) == []
    assert world.disagreements() == []


def test_revert_fails_the_batch_with_the_contracts_reason(world: World) -> None:
    batch, deps = sealed(world)
    errand = advance(BatchErrand(batch, deps), deps)
    world.chain.suspend_grant("VD-CERT", 1)
    failed = drive(errand, deps).batch
    assert (failed.state, failed.error_code) == (BatchState.FAILED, "GRANT_NOT_ACTIVE")
    with world.stores[-1].reading() as work:
        (attempt,) = work.attempts.of(batch=batch.key)
    assert (attempt.outcome, attempt.outcome_code) == (Outcome.REVERTED, "GRANT_NOT_ACTIVE")
    assert world.disagreements() == []


def test_failed_batch_is_retried_only_deliberately(world: World) -> None:
    batch, deps = sealed(world)
    world.chain.suspend_body("VD-CERT")
    anchor([batch.key], deps=deps)
    world.chain.reinstate_body("VD-CERT")
    assert recover(deps) == ()
    assert anchor([batch.key], deps=deps)[0].state is BatchState.FAILED
    assert retry_failed(batch.key, deps=deps).state is BatchState.SEALED
    assert anchor([batch.key], deps=deps)[0].state is BatchState.FINAL
    with pytest.raises(RefusedError, match="BATCH_NOT_FAILED"):
        retry_failed(batch.key, deps=deps)
    assert world.disagreements() == []


def test_two_workers_on_one_batch_send_one_transaction(world: World) -> None:
    batch, first = sealed(world)
    # Another relayer, hence other bytes: only the index on the batch can tell that they race.
    second = replace(first, store=world.open(), writer=world.chain.as_sender(CONTRACT))
    one, two = BatchErrand(batch, first), BatchErrand(batch, second)
    before = world.events()
    # Both looked before either wrote, so both sign; the unique index lets one of them in.
    raced = advance_both_prepared(one, two)
    assert [advance(errand, errand.deps).batch.state for errand in raced].count(BatchState.SUBMITTED) >= 1
    for errand in raced:
        assert drive(errand.reload(), errand.deps).batch.state is BatchState.FINAL
    with first.store.reading() as work:
        assert len(work.attempts.of(batch=batch.key)) == 1
    assert world.events() - before == 1
    assert world.disagreements() == []


def test_worker_with_an_old_picture_changes_nothing(world: World) -> None:
    batch, deps = sealed(world)
    old = BatchErrand(batch, deps)
    anchor([batch.key], deps=deps)
    assert advance(old, deps).batch.state is BatchState.FINAL
    assert world.disagreements() == []


def test_old_picture_does_not_undo_the_request_that_another_worker_stored(world: World) -> None:
    batch, deps = sealed(world)
    old = BatchErrand(batch, deps)
    advance(old, deps)
    with world.stores[-1].reading() as work:
        (attempt,) = work.attempts.unsettled()
    world.chain.broadcast(attempt.raw)
    after = drive(advance(old, deps), deps).batch
    assert after.state is BatchState.FINAL
    assert after.signature is not None
    assert world.disagreements() == []


def test_old_picture_does_not_declare_a_newer_transaction_dead(world: World) -> None:
    batch, deps = sealed(world)
    errand = advance(BatchErrand(batch, deps), deps)
    world.chain.broadcast(world.chain.prepare_anchor(foreign_request(world), b"\x01" * 65).raw)

    def meanwhile(name: str, _: Any) -> None:
        if name == "broadcast":  # another worker finds the nonce taken and stores the next attempt
            advance(advance(errand, deps), deps)

    slow = replace(deps, writer=cast(Any, FaultyChain(world.chain, Faults(), meanwhile)))
    advance(BatchErrand(errand.batch, slow), slow)
    with world.stores[-1].reading() as work:
        assert [a.outcome for a in work.attempts.of(batch=batch.key)] == [Outcome.REPLACED, None]
    assert drive(errand.reload(), deps).batch.state is BatchState.FINAL
    assert world.disagreements() == []


def advance_both_prepared(one: BatchErrand, two: BatchErrand) -> tuple[BatchErrand, BatchErrand]:
    ready = [errand.prepare() for errand in (one, two)]
    taken = []
    for errand, prepared in zip((one, two), ready, strict=True):
        assert not isinstance(prepared, str)
        with errand.deps.store.writing() as work:
            taken.append(
                work.attempts.add(errand.attempt(prepared.transaction)) and errand.to_sealed(work, prepared)
            )
            if taken[-1]:
                work.commit()
    assert taken == [True, False]
    return one.reload(), two.reload()


def test_batch_sent_by_somebody_else_is_recognised(world: World) -> None:
    batch, deps = sealed(world)
    errand = advance(BatchErrand(batch, deps), deps)
    other = world.chain.as_sender(CONTRACT)
    stored = errand.batch
    assert stored.deadline is not None
    assert stored.signature is not None
    request = errand._request(stored.deadline)
    other.broadcast(other.prepare_anchor(request, stored.signature).raw)
    before = world.events()
    assert drive(errand, deps).batch.state is BatchState.FINAL
    with world.stores[-1].reading() as work:
        (attempt,) = work.attempts.of(batch=batch.key)
    assert attempt.outcome is Outcome.NOT_NEEDED
    assert world.events() == before
    assert world.disagreements() == []


def test_nonce_left_behind_by_a_dead_process_does_not_block_the_next_batch(world: World) -> None:
    first, deps = sealed(world)
    advance(BatchErrand(first, deps), deps)  # stored with nonce 0, then the process died
    (second,) = world.issue(draft("A-2")).batches
    (ended,) = anchor([second], deps=deps)
    assert ended.state is BatchState.FINAL
    recover(deps)
    assert state_of(world, first.key) is BatchState.FINAL
    assert world.disagreements() == []


class Forgetful:
    """A node on which the block with one batch vanished."""

    def __init__(self, world: World, slot: bytes) -> None:
        self._chain, self._slot = world.chain, slot
        self.identity, self.head, self.block_at, self.code_hash = (
            world.chain.identity,
            world.chain.head,
            world.chain.block_at,
            world.chain.code_hash,
        )

    def slots(self, contract: Any, slots: Any, block: BlockRef) -> list[bytes]:
        values = self._chain.slots(contract, slots, block)
        return [ZERO_SLOT if slot == self._slot else value for slot, value in zip(slots, values, strict=True)]


def test_vanished_block_sends_confirmed_back_and_final_never(world: World) -> None:
    batch, plain = sealed(world)
    slow = replace(plain, finality=3)
    errand = BatchErrand(batch, slow)
    while errand.batch.state is not BatchState.CONFIRMED:
        errand = advance(errand, slow)
    gone = replace(slow, reader=Forgetful(world, layout.batch_slot(batch.batch_id)))
    back = advance(BatchErrand(errand.batch, gone), gone)
    assert (back.batch.state, back.batch.anchored_at) == (BatchState.SUBMITTED, None)
    world.on_pause = lambda: world.chain.advance(1)
    final = drive(BatchErrand(back.batch, slow), slow)
    assert final.batch.state is BatchState.FINAL
    assert advance(BatchErrand(final.batch, gone), gone).batch.state is BatchState.FINAL
    assert world.disagreements() == []


def test_finality_waits_for_blocks(world: World) -> None:
    batch, plain = sealed(world)
    deps = replace(plain, finality=2)
    with pytest.raises(TransientError, match="ANCHOR_WAITING"):
        anchor([batch.key], deps=deps)
    assert state_of(world, batch.key) is BatchState.CONFIRMED
    for _ in range(2):
        world.chain.advance(1)
    assert anchor([batch.key], deps=deps)[0].state is BatchState.FINAL
