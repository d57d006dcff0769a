# SPDX-License-Identifier: Apache-2.0
"""Certificates issued on paper before the body joined: signed now, sent by the authority, judged by their day."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from registry.core import layout
from registry.core.anchor import AnchorRequest
from registry.core.bundle import decode_bundle
from registry.core.records import BatchRecord, State
from registry.errors import (
    FindingsError,
    PausedError,
    RefusedError,
    ScheduledAct,
    ScheduledError,
    TransientError,
)
from registry.ports.chain import Receipt
from registry.ports.store_rows import BatchState, StoredBatch
from registry.service.anchor import anchor, recover
from registry.service.batch_errand import load_batch
from registry.service.bundle import bundle_of
from registry.service.change_many import change_many
from registry.service.change_status import Change
from registry.service.issue import IssueResult, examine
from registry.service.retrospective import anchor_retrospective
from registry.service.targets import Wish, resolve_one
from registry.testing.fake_chain import CONTRACT
from registry.testing.faults import Faults, FaultyChain
from registry.verify.results import Verdict
from registry.verify.run import verify
from registry.verify.things import BundleThing
from tests.faults.test_anchoring import faulty
from tests.unit.service.world import START, World, draft, new_world, trust_list


def issue_older(world: World, *numbers: str) -> IssueResult:
    return world.issue(*(draft(number) for number in numbers), retrospective=True)


def send(world: World, result: IssueResult) -> tuple[StoredBatch, ...]:
    return anchor_retrospective(result.batches, authority=world.chain, deps=world.anchor_deps())


def batch_of(world: World, key: int) -> StoredBatch:
    return load_batch(key, world.anchor_deps()).batch


def on_chain(world: World, batch: StoredBatch) -> BatchRecord | None:
    slot = layout.batch_slot(batch.batch_id)
    return BatchRecord.decode(world.chain.slots(CONTRACT, [slot], world.chain.head())[0])


def test_they_are_valid_and_say_what_they_are(world: World) -> None:
    result = issue_older(world, "A-1", "A-2")
    (batch,) = send(world, result)
    assert (batch.state, batch.retrospective) == (BatchState.FINAL, True)
    record = on_chain(world, batch)
    assert record is not None
    assert record.flags & 1
    data = bundle_of(result.issued[0].code, store=world.stores[-1])
    assert decode_bundle(data).anchors[0].retrospective
    report = verify(
        BundleThing(data), trust=trust_list(world.chain), readers=[world.chain], bundles=None, now=world.now()
    )
    assert report.verdict is Verdict.VALID
    assert "RETROSPECTIVE" in {note.code for note in report.warnings}
    assert world.disagreements() == []


def test_a_certificate_of_the_days_of_membership_is_refused(world: World) -> None:
    late = draft("A-1", issued="2026-11-22", validity={"first": "2026-11-22", "last": "2028-11-21"})
    findings = examine([late], body="VD-CERT", retrospective=True, deps=world.issue_deps())
    assert [(f.code, f.where) for f in findings] == [("RETROSPECTIVE_TOO_LATE", "A-1 · issued")]
    assert "22/11/2026" in findings[0].text("vi")
    with pytest.raises(FindingsError, match="RETROSPECTIVE_TOO_LATE"):
        world.issue(late, retrospective=True)
    assert not [f for f in examine([late], body="VD-CERT", deps=world.issue_deps()) if f.severity == "error"]


def test_what_has_ended_since_does_not_hinder_what_held_then(world: World) -> None:
    world.chain.withdraw_grant("VD-CERT", 1)
    world.chain.suspend_body("VD-CERT")
    world.chain.advance(9)
    with pytest.raises(FindingsError):
        world.issue(draft("A-1"))
    (batch,) = send(world, issue_older(world, "A-1"))
    assert batch.state is BatchState.FINAL


def test_neither_the_relayer_nor_the_worker_sends_them(world: World) -> None:
    result = issue_older(world, "A-1")
    events = world.events()
    assert recover(world.anchor_deps()) == ()
    with pytest.raises(TransientError, match="ANCHOR_WAITING"):
        anchor(result.batches, deps=world.anchor_deps())
    assert world.events() == events
    assert batch_of(world, result.batches[0]).state is BatchState.SEALED
    with world.stores[-1].reading() as work:
        assert work.attempts.unsettled() == []


def test_other_batches_are_not_the_authoritys_to_send(world: World) -> None:
    with pytest.raises(RefusedError, match="BATCH_NOT_RETROSPECTIVE"):
        send(world, world.issue(draft("A-1")))


def test_a_stranger_and_a_pause_decide_nothing(world: World) -> None:
    result = issue_older(world, "A-1")
    world.chain.sender = world.chain.relayer
    with pytest.raises(RefusedError, match="NOT_AUTHORITY"):
        send(world, result)
    assert batch_of(world, result.batches[0]).state is BatchState.SEALED
    world.chain.sender = world.chain.authority
    world.chain.pause()
    with pytest.raises(PausedError):
        send(world, result)
    assert batch_of(world, result.batches[0]).state is BatchState.SEALED
    world.chain.unpause()
    assert send(world, result)[0].state is BatchState.FINAL
    assert world.disagreements() == []


def test_a_request_that_came_too_late_is_signed_again(world: World) -> None:
    result = issue_older(world, "A-1")
    world.chain.sender = world.chain.relayer
    with pytest.raises(RefusedError, match="NOT_AUTHORITY"):
        send(world, result)
    first = batch_of(world, result.batches[0]).deadline
    world.chain.sender = world.chain.authority
    world.chain.advance(7_200)
    (batch,) = send(world, result)
    assert (batch.state, batch.deadline) == (BatchState.FINAL, (first or 0) + 7_200)


class Delayed:
    """An authority that has to wait: what it was asked for before is done."""

    def __init__(self, world: World) -> None:
        self.world, self.asked = world, list[bytes]()

    def reach(self) -> int:
        return 9 * 86_400

    def anchor_retrospective(self, request: AnchorRequest, signature: bytes) -> Receipt:
        known = signature in self.asked
        self.asked.append(signature)
        if not known or self.world.now() < START + 2 * 86_400:
            raise ScheduledError(ScheduledAct("0x" + signature.hex()[:64], START + 2 * 86_400, 0, not known))
        return self.world.chain.anchor_retrospective(request, signature)


def test_a_batch_that_the_authority_has_to_wait_for(world: World) -> None:
    keys = [key for number in ("A-1", "A-2") for key in issue_older(world, number).batches]
    authority: Any = Delayed(world)

    def attempt() -> tuple[StoredBatch, ...]:
        return anchor_retrospective(keys, authority=authority, deps=world.anchor_deps())

    for new in (True, False):
        with pytest.raises(ScheduledError) as waits:
            attempt()
        assert [act.new for act in waits.value.acts] == [new, new]
    assert {batch_of(world, key).state for key in keys} == {BatchState.SEALED}
    assert (batch_of(world, keys[0]).deadline or 0) >= world.now() + authority.reach() + 3_600
    world.chain.advance(2 * 86_400)
    assert [batch.state for batch in attempt()] == [BatchState.FINAL] * 2
    assert len(set(authority.asked)) == 2  # signed once each
    assert world.disagreements() == []


def test_the_same_again_is_already_issued_and_sent_once(world: World) -> None:
    send(world, issue_older(world, "A-1"))
    events = world.events()
    again = issue_older(world, "A-1")
    assert (again.issued, len(again.already)) == ((), 1)
    assert send(world, again)[0].state is BatchState.FINAL
    assert world.events() == events


def test_a_paper_certificate_may_be_revised_and_suspended(world: World) -> None:
    send(world, issue_older(world, "A-1"))
    world.anchored(draft("A-1", revision=1, change="correction"))
    store = world.stores[-1]
    newest = resolve_one(Wish(text="A-1"), store=store, body="VD-CERT")
    assert newest.revision == 1
    change_many([newest], Change(State.SUSPENDED, 1), deps=world.anchor_deps())
    assert world.disagreements() == []


@pytest.mark.parametrize("persisted", [False, True], ids=["fails", "fails-but-persisted"])
@pytest.mark.parametrize("name", ["commit", "anchor_retrospective", "slots", "head", "identity"])
def test_each_call_may_fail_once(tmp_path: Path, name: str, persisted: bool) -> None:
    def work_through(world: World, result: IssueResult, faults: Faults) -> StoredBatch:
        store, chain = faulty(world, faults)
        deps = replace(world.anchor_deps(), store=store, reader=chain, writer=chain)
        authority = FaultyChain(world.chain, faults)
        return anchor_retrospective(result.batches, authority=authority, deps=deps)[0]

    def ready(folder: Path) -> tuple[World, IssueResult]:
        folder.mkdir()
        world = new_world(folder)
        return world, issue_older(world, "A-1")

    counting = Faults()
    world, result = ready(tmp_path / "count")
    work_through(world, result, counting)
    world.close()
    for number in range(1, counting.calls[name] + 1):
        fresh, result = ready(tmp_path / str(number))
        before = fresh.events()
        with pytest.raises(TransientError):
            work_through(fresh, result, Faults((name, number), persisted))
        assert fresh.disagreements(fresh.open()) == []
        if number % 2:
            recover(fresh.anchor_deps(store=fresh.open()))
        assert work_through(fresh, result, Faults()).state is BatchState.FINAL
        assert fresh.events() - before == 1
        assert fresh.disagreements() == []
        fresh.close()


def test_nobody_is_told_that_paper_certificates_are_late(world: World) -> None:
    """That is what retrospective batches are for, and the rules of their day alone count."""

    old = draft("A-1", issued="2026-09-01", validity={"first": "2026-09-01", "last": "2028-08-31"})

    def found(*, retrospective: bool = False) -> set[str]:
        findings = examine([old], body="VD-CERT", retrospective=retrospective, deps=world.issue_deps())
        return {one.code for one in findings}

    assert "ISSUED_LATE" not in found(retrospective=True)
    assert "ISSUED_LATE" in found()
