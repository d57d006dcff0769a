# SPDX-License-Identifier: Apache-2.0
"""Break the calls of a status change, and hold recovery and the worker to going on after every fault."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from registry.core.records import State
from registry.errors import RefusedError, RegistryError, TransientError
from registry.ports.store_rows import BatchState, Phase, StoredBatch
from registry.service.anchor import recover
from registry.service.change_status import Change, change_status
from registry.testing.faults import Faults
from registry.worker.loop import run_worker
from tests.faults.test_anchoring import faulty, state_of
from tests.unit.service.world import World, draft


@pytest.mark.parametrize("persisted", [False, True], ids=["fails", "fails-but-persisted"])
@pytest.mark.parametrize(
    "name", ["commit", "check_status", "prepare_status", "broadcast", "receipt", "slots", "head"]
)
def test_each_call_of_a_status_change_may_fail_once(
    world: World, tmp_path: Path, name: str, persisted: bool
) -> None:
    (issued,) = world.anchored(draft("A-1")).issued
    wish, deps, faults = Change(State.SUSPENDED, 1), world.anchor_deps(), Faults()
    store, chain = faulty(world, faults)
    before = world.events()
    change_status(issued.code, wish, deps=replace(deps, store=store, reader=chain, writer=chain))
    expected = world.events() - before
    assert expected == 1
    state, n = State.ACTIVE, 0
    for number in range(1, faults.calls[name] + 1):
        store, chain = faulty(world, Faults((name, number), persisted))
        before = world.events()
        with pytest.raises(TransientError):
            change_status(
                issued.code, Change(state, 1), deps=replace(deps, store=store, reader=chain, writer=chain)
            )
        recover(deps)
        with world.stores[-1].reading() as work:
            assert work.attempts.unsettled() == []
            requests = work.statuses.in_phases(tuple(Phase))
        assert {request.phase for request in requests} == {Phase.FINAL}
        written = world.events() - before
        assert written in (0, 1)
        n += written
        assert len(requests) == n + 1
        if written:
            state = State.SUSPENDED if state is State.ACTIVE else State.ACTIVE
    assert world.disagreements() == []


def test_recovery_waits_for_nothing_and_takes_each_as_far_as_it_goes(world: World) -> None:
    keys = [world.issue(draft(f"A-{n}")).batches[0] for n in range(3)]
    world.chain.automine = False
    assert recover(world.anchor_deps()) == ()
    assert [state_of(world, key) for key in keys] == [BatchState.SUBMITTED] * 3
    assert world.paused == []
    world.chain.mine()
    assert [batch.key for batch in recover(world.anchor_deps())] == keys
    assert world.disagreements() == []


def test_worker_goes_on_after_every_fault(world: World) -> None:
    world.issue(draft("A-1"))
    world.chain.fail_next("head")
    world.chain.fail_next("broadcast", persisted=True)
    rounds: list[str] = []

    class Told:
        def ended(self, batch: StoredBatch) -> None:
            rounds.append(batch.state)

        def postponed(self, error: Exception) -> None:
            rounds.append("postponed")

    run_worker(world.anchor_deps(), stopped=lambda: len(rounds) == 3, watcher=Told())
    assert rounds == ["postponed", "postponed", "FINAL"]
    assert world.disagreements() == []


@pytest.mark.parametrize(
    "trouble",
    [
        RefusedError("KEY_NOT_REGISTERED", role="anchor", body="VD-CERT"),
        TransientError("SIGNER_UNREACHABLE", signer="https://signer", reason="timed out"),
    ],
    ids=["for good", "for now"],
)
def test_one_stuck_batch_does_not_hold_up_the_rest(world: World, trouble: RegistryError) -> None:
    first = world.issue(draft("A-1")).batches[0]
    second = world.issue(draft("A-2")).batches[0]
    stuck = world.anchor_deps()
    asked = []

    def signer(body: str) -> Any:
        asked.append(body)
        if len(asked) == 1:
            raise trouble
        return world.anchors[body]

    with pytest.raises(RegistryError, match=trouble.code):
        recover(replace(stuck, signer=signer))
    assert (state_of(world, first), state_of(world, second)) == (BatchState.SEALED, BatchState.FINAL)
