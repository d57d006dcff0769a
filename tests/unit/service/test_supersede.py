# SPDX-License-Identifier: Apache-2.0
"""A later revision ends the one before, by itself, once and never softly."""

from dataclasses import replace
from pathlib import Path

import pytest

from registry.core import layout
from registry.core.hashing import body_id
from registry.core.records import Lane, State, StatusRecord
from registry.errors import RefusedError, TransientError
from registry.ports.keys import AnchorSigner
from registry.ports.store_rows import Phase
from registry.service.anchor import anchor, recover
from registry.service.change_status import Change, change_status
from registry.service.issue import Issued, issue
from registry.service.supersede import REASON, supersede
from registry.testing.fake_chain import CONTRACT
from registry.testing.faults import Faults
from tests.faults.test_anchoring import faulty
from tests.unit.service.world import World, draft, new_world


def lane(world: World, one: Issued) -> list[tuple[int, int]]:
    slots = [layout.status_slot(body_id("VD-CERT"), one.leaf, Lane.BODY, n) for n in range(5)]
    records = map(StatusRecord.decode, world.chain.slots(CONTRACT, slots, world.chain.head()))
    return [(record.state, record.reason) for record in records if record]


def revised(world: World, change: str = "correction") -> tuple[Issued, Issued]:
    last = {True: "2029-07-14", False: "2028-07-14"}
    first, later = (
        {"first": "2026-07-15", "last": last[n and change == "validity_extended"]} for n in (False, True)
    )
    (old,) = world.anchored(draft("A-1", validity=first)).issued
    (new,) = world.anchored(draft("A-1", revision=1, change=change, validity=later)).issued
    return old, new


@pytest.mark.parametrize("change", [change.value for change in REASON])
def test_anchoring_the_later_ends_the_earlier(world: World, change: str) -> None:
    old, new = revised(world, change)
    reason = next(reason for why, reason in REASON.items() if why.value == change)
    assert lane(world, old) == [(State.SUPERSEDED, reason)]
    assert lane(world, new) == []
    with world.stores[-1].reading() as work:
        (request,) = work.statuses.in_phases(tuple(Phase))
        assert (request.ref, request.phase) == (new.leaf, Phase.FINAL)
        assert work.successions.due(world.chain.identity().chain_id, CONTRACT) == []
    assert world.disagreements() == []


def test_nothing_happens_before_the_later_is_final(world: World) -> None:
    (old,) = world.anchored(draft("A-1")).issued
    result = world.issue(draft("A-1", revision=1, change="correction"))
    assert supersede(world.anchor_deps()) == 0
    assert lane(world, old) == []
    anchor(result.batches, deps=world.anchor_deps())
    assert lane(world, old) == [(State.SUPERSEDED, 16)]


def test_a_chain_of_revisions_in_one_call(world: World) -> None:
    items = world.anchored(
        draft("A-1"),
        draft("A-1", revision=1, change="correction"),
        draft("A-1", revision=2, change="holder_change"),
    ).issued
    assert [lane(world, one) for one in items] == [[(State.SUPERSEDED, 16)], [(State.SUPERSEDED, 6)], []]
    with world.stores[-1].reading() as work:
        refs = [request.ref for request in work.statuses.in_phases(tuple(Phase))]
    assert refs == [items[1].leaf, items[2].leaf]


def test_a_withdrawn_revision_stays_withdrawn(world: World) -> None:
    (old,) = world.anchored(draft("A-1")).issued
    change_status(old.code, Change(State.WITHDRAWN, 9), deps=world.anchor_deps())
    world.anchored(draft("A-1", revision=1, change="correction"))
    assert lane(world, old) == [(State.WITHDRAWN, 9)]
    with world.stores[-1].reading() as work:
        assert work.successions.due(world.chain.identity().chain_id, CONTRACT) == []


def test_a_suspended_revision_is_superseded(world: World) -> None:
    (old,) = world.anchored(draft("A-1")).issued
    change_status(old.code, Change(State.SUSPENDED, 1), deps=world.anchor_deps())
    world.anchored(draft("A-1", revision=1, change="scope_reduced"))
    assert lane(world, old) == [(State.SUSPENDED, 1), (State.SUPERSEDED, 99)]


def test_another_change_under_way_goes_first_and_the_worker_goes_on(world: World) -> None:
    (old,) = world.anchored(draft("A-1")).issued
    result = world.issue(draft("A-1", revision=1, change="correction"))
    world.chain.automine = False
    with pytest.raises(TransientError, match="ANCHOR_WAITING"):
        change_status(old.code, Change(State.SUSPENDED, 1), deps=world.anchor_deps())
    world.chain.automine = True
    world.chain.mine()
    anchor(result.batches, deps=world.anchor_deps())
    recover(world.anchor_deps())
    recover(world.anchor_deps())
    assert lane(world, old) == [(State.SUSPENDED, 1), (State.SUPERSEDED, 16)]


def test_a_body_whose_key_is_missing_holds_up_nobody(world: World) -> None:
    from tests.unit.service.world import calibration_draft  # noqa: PLC0415

    (old,) = world.anchored(draft("A-1")).issued
    (lab,) = world.anchored(calibration_draft("C-1"), body="VD-LAB").issued
    world.issue(draft("A-1", revision=1, change="correction"))
    world.issue(calibration_draft("C-1", revision=1, change="correction", dcc=b"<dcc>2</dcc>"), body="VD-LAB")
    recoverable = world.anchor_deps()

    asked: list[str] = []

    def signer(body: str) -> AnchorSigner:
        asked.append(body)
        if body == "VD-CERT" and asked.count(body) == 2:  # its batch is signed, its supersession is not
            raise RefusedError("KEY_NOT_REGISTERED", role="anchor", body=body)
        return world.anchors[body]

    with pytest.raises(RefusedError, match="KEY_NOT_REGISTERED"):
        recover(replace(recoverable, signer=signer))
    assert lane(world, old) == []
    slot = layout.status_slot(body_id("VD-LAB"), lab.leaf, Lane.BODY, 0)
    assert StatusRecord.decode(world.chain.slots(CONTRACT, [slot], world.chain.head())[0]) is not None
    recover(recoverable)
    assert lane(world, old) == [(State.SUPERSEDED, 16)]


@pytest.mark.parametrize("persisted", [False, True], ids=["fails", "fails-but-persisted"])
@pytest.mark.parametrize(
    "name", ["commit", "check_status", "prepare_status", "broadcast", "receipt", "slots", "head"]
)
def test_each_call_may_fail_once_and_the_worker_settles(tmp_path: Path, name: str, persisted: bool) -> None:
    drafts = (draft("A-1"), draft("A-1", revision=1, change="correction"))

    def work_through(world: World, faults: Faults) -> None:
        store, chain = faulty(world, faults)
        result = issue(drafts, body="VD-CERT", deps=world.issue_deps(store=store, reader=chain))
        anchor(result.batches, deps=world.anchor_deps(store=store, reader=chain, writer=chain))

    folder = tmp_path / "count"
    folder.mkdir()
    world, counting = new_world(folder), Faults()
    work_through(world, counting)
    world.close()
    for number in range(1, counting.calls[name] + 1):
        folder = tmp_path / str(number)
        folder.mkdir()
        fresh = new_world(folder)
        before = fresh.events()
        with pytest.raises(TransientError):
            work_through(fresh, Faults((name, number), persisted))
        deps = fresh.anchor_deps(store=fresh.open())
        for _ in range(3):
            recover(deps)
        work_through(fresh, Faults())
        assert fresh.events() - before == 2  # one batch, one supersession
        with fresh.stores[-1].reading() as work:
            (request,) = work.statuses.in_phases(tuple(Phase))
            assert work.attempts.unsettled() == []
            assert work.successions.due(fresh.chain.identity().chain_id, CONTRACT) == []
        assert request.phase is Phase.FINAL
        fresh.close()
