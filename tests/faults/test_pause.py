# SPDX-License-Identifier: Apache-2.0
"""The contract is paused at every point on the way from a sealed batch to its record: it waits, goes on by itself
once the pause is lifted, and is recorded once.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from registry.core.records import State
from registry.errors import PausedError, RefusedError
from registry.ports.store_rows import Attempt, BatchState, Outcome, Phase
from registry.service.advance import MAX_REVERTS, REVERTED, advance
from registry.service.anchor import anchor, recover
from registry.service.batch_errand import REQUEST_SECONDS, BatchErrand, load_batch
from registry.service.change_status import Change, change_status
from registry.service.deps import AnchorDeps
from registry.service.drive import drive, push
from registry.service.pauses import is_paused
from registry.service.status_errand import load_status
from registry.testing.fake_chain import CONTRACT
from tests.unit.service.world import World, draft


def sealed(world: World, number: str = "A-1") -> tuple[BatchErrand, AnchorDeps]:
    world.chain.guardian = world.chain.authority
    (key,) = world.issue(draft(number)).batches
    deps = world.anchor_deps()
    return load_batch(key, deps), deps


def attempts_of(world: World, key: int) -> list[Attempt]:
    with world.stores[-1].reading() as work:
        return work.attempts.of(batch=key)


def refuse_to_sign(body: str) -> Any:
    raise AssertionError(f"nothing is signed for {body} while the contract is paused")


def before_signing(errand: BatchErrand, deps: AnchorDeps, world: World) -> None:
    world.chain.pause()
    with pytest.raises(PausedError):
        advance(errand, replace(deps, signer=refuse_to_sign))


def between_signing_and_sending(errand: BatchErrand, deps: AnchorDeps, world: World) -> None:
    advance(errand, deps)
    world.chain.pause()


def before_our_transaction_in_its_block(errand: BatchErrand, deps: AnchorDeps, world: World) -> None:
    world.chain.automine = False
    push(errand, deps)
    assert errand.reload().batch.state is BatchState.SUBMITTED
    world.chain.pause()
    world.chain.mine()
    world.chain.automine = True


POINTS = (before_signing, between_signing_and_sending, before_our_transaction_in_its_block)


@pytest.mark.parametrize("point", POINTS)
@pytest.mark.parametrize("seen", [True, False], ids=["seen", "lifted-before-anybody-looked"])
def test_a_batch_waits_and_is_recorded_once(
    world: World, point: Callable[[BatchErrand, AnchorDeps, World], None], seen: bool
) -> None:
    errand, deps = sealed(world)
    events = world.events()
    point(errand, deps, world)
    assert is_paused(world.chain, CONTRACT, world.chain.head())
    for _ in range(3 if seen else 0):
        with pytest.raises(PausedError):
            recover(deps)
    if seen:
        assert errand.reload().batch.state is BatchState.SEALED
    world.chain.advance(2 * REQUEST_SECONDS)  # what was signed before has grown too old
    world.chain.unpause()
    (ended,) = recover(deps)
    assert ended.state is BatchState.FINAL
    assert world.events() - events == 3  # paused, anchored, unpaused
    assert world.disagreements() == []
    outcomes = [one.outcome for one in attempts_of(world, ended.key)]
    assert outcomes[-1] is Outcome.MINED
    assert len(outcomes) == (1 if point is before_signing else 2)


def test_the_command_says_that_it_waits_and_what_may_go_on_does(world: World) -> None:
    result = world.anchored(draft("A-0"))
    errand, deps = sealed(world)
    change = Change(State.SUSPENDED, 4)
    world.chain.pause()
    with pytest.raises(PausedError):
        anchor([errand.batch.key], deps=deps)
    assert change_status(result.issued[0].code, change, deps=deps).phase is Phase.FINAL
    world.chain.unpause()
    assert anchor([errand.batch.key], deps=deps)[0].state is BatchState.FINAL
    assert world.disagreements() == []


def test_a_worse_trouble_is_told_before_the_pause(world: World) -> None:
    errand, deps = sealed(world)
    advance(errand, deps)  # stored, so that it is sent under the pause

    class Unpaid:
        """A node that takes no transaction of this relayer."""

        def __getattr__(self, name: str) -> Any:
            return getattr(world.chain, name)

        def broadcast(self, _: bytes) -> None:
            raise RefusedError("RELAYER_FUNDS", account="0x" + "e0" * 20)

    world.issue(draft("A-2"))
    world.chain.pause()
    with pytest.raises(RefusedError, match="RELAYER_FUNDS"):
        recover(replace(deps, writer=Unpaid()))


def test_a_reinstatement_that_waited_too_long_is_for_a_person_to_ask_again(world: World) -> None:
    result = world.anchored(draft("A-0"))
    _, deps = sealed(world)
    change_status(result.issued[0].code, Change(State.SUSPENDED, 4), deps=deps)
    world.chain.automine = False
    with pytest.raises(Exception, match="ANCHOR_WAITING"):
        change_status(result.issued[0].code, Change(State.ACTIVE, 4), deps=deps)
    world.chain.pause()
    world.chain.mine()
    world.chain.automine = True
    with pytest.raises(PausedError):
        recover(deps)
    with world.stores[-1].reading() as work:
        (waiting,) = work.statuses.in_phases((Phase.SEALED,))
    world.chain.advance(2 * REQUEST_SECONDS)
    world.chain.unpause()
    recover(deps)
    request = load_status(waiting.key, deps).row
    assert (request.phase, request.error_code) == (Phase.FAILED, "DEADLINE_PASSED")


def test_a_transaction_that_is_always_undone_is_not_sent_for_ever(world: World) -> None:
    errand, deps = sealed(world)

    class Undoing:
        """A chain that takes the request when asked and undoes it in the block."""

        def __getattr__(self, name: str) -> Any:
            return getattr(world.chain, name)

        def receipt(self, digest: bytes) -> Any:
            found = world.chain.receipt(digest)
            return None if found is None else found._replace(succeeded=False)

        def slots(self, contract: Any, slots: Any, block: Any) -> list[bytes]:
            return [bytes(32) for _ in slots]

    broken = replace(deps, writer=Undoing(), reader=Undoing())
    after = drive(BatchErrand(errand.batch, broken), broken).batch
    assert (after.state, after.error_code) == (BatchState.FAILED, REVERTED)
    assert [one.outcome_code for one in attempts_of(world, after.key)] == [REVERTED] * MAX_REVERTS
