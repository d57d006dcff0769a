# SPDX-License-Identifier: Apache-2.0
"""Many certificates under one signature: all looked at before any is stored, and never asked for twice."""

from collections.abc import Sequence

import pytest

from registry.core import layout
from registry.core.hashing import body_id
from registry.core.records import Lane, State, StatusRecord
from registry.errors import RefusedError, StandingError, TransientError, UsageError
from registry.ports.store_rows import Phase, StoredStatusRequest
from registry.service import change_many as module
from registry.service.anchor import recover
from registry.service.change_many import change_many
from registry.service.change_status import Change
from registry.service.issue import Issued
from registry.service.targets import Target, Wish, batch_target, resolve
from registry.testing.fake_chain import CONTRACT
from tests.unit.service.world import World, draft

SUSPEND = Change(State.SUSPENDED, 1)


def issued(world: World, count: int) -> tuple[Issued, ...]:
    return world.anchored(*(draft(f"A-{n}") for n in range(count))).issued


def targets_of(world: World, items: Sequence[Issued]) -> tuple[Target, ...]:
    resolved = resolve([Wish(text=item.code) for item in items], store=world.stores[-1])
    assert resolved.findings == ()
    return resolved.targets


def states(world: World, targets: Sequence[Target]) -> list[int | None]:
    found = []
    for target in targets:
        slots = [layout.status_slot(body_id(target.body), target.subject, Lane.BODY, n) for n in range(9)]
        records = [StatusRecord.decode(v) for v in world.chain.slots(CONTRACT, slots, world.chain.head())]
        written = [record.state for record in records if record]
        found.append(written[-1] if written else None)
    return found


def stored(world: World) -> list[StoredStatusRequest]:
    with world.stores[-1].reading() as work:
        return work.statuses.in_phases(tuple(Phase))


def test_one_transaction_for_many_and_each_request_is_tracked(world: World) -> None:
    targets = targets_of(world, issued(world, 5))
    done = change_many(targets, SUSPEND, deps=world.anchor_deps())
    assert [one.target for one in done] == list(targets)
    requests = [one.request for one in done if one.request]
    assert [request.phase for request in requests] == [Phase.FINAL] * 5
    assert len({request.signature for request in requests}) == 1
    assert [request.lead for request in requests] == [None, *[requests[0].key] * 4]
    assert states(world, targets) == [State.SUSPENDED] * 5
    with world.stores[-1].reading() as work:
        assert len(work.attempts.of(status=requests[0].key)) == 1
        assert work.attempts.of(status=requests[1].key) == []
    assert world.disagreements() == []


def test_chunks_never_exceed_the_bound(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_ITEMS", 2)
    targets = targets_of(world, issued(world, 5))
    change_many(targets, SUSPEND, deps=world.anchor_deps())
    assert [request.lead for request in stored(world)] == [None, 1, None, 3, None]
    assert states(world, targets) == [State.SUSPENDED] * 5


def test_a_single_target_keeps_its_note(world: World) -> None:
    (target,) = targets_of(world, issued(world, 1))
    noted = Change(State.SUSPENDED, 1, note="thiếu hồ sơ")
    (done,) = change_many([target], noted, deps=world.anchor_deps())
    assert done.request is not None
    assert done.request.note == "thiếu hồ sơ"
    with pytest.raises(UsageError, match="STATUS_NOTE_SEVERAL"):
        change_many([target, target], noted, deps=world.anchor_deps())


def test_the_same_again_changes_nothing(world: World) -> None:
    targets = targets_of(world, issued(world, 3))
    change_many(targets, SUSPEND, deps=world.anchor_deps())
    before = world.events()
    again = change_many(targets, SUSPEND, deps=world.anchor_deps())
    assert [(one.request, one.refusal) for one in again] == [(None, None)] * 3
    assert world.events() == before
    assert len(stored(world)) == 3


def test_one_bad_certificate_refuses_the_list_by_name(world: World) -> None:
    targets = targets_of(world, issued(world, 3))
    change_many(targets[1:2], Change(State.WITHDRAWN, 9), deps=world.anchor_deps())
    before = world.events()
    with pytest.raises(StandingError) as refused:
        change_many(targets, SUSPEND, deps=world.anchor_deps())
    (finding,) = refused.value.findings
    assert (finding.code, finding.where) == ("STATUS_MOVE_ILLEGAL", "A-1 r0")
    assert finding.text("vi").endswith("từ bị thu hồi sang bị đình chỉ")
    assert refused.value.exit_code == 1
    assert world.events() == before
    assert len(stored(world)) == 1


def test_bad_certificates_may_be_left_out(world: World) -> None:
    targets = targets_of(world, issued(world, 3))
    change_many(targets[1:2], Change(State.WITHDRAWN, 9), deps=world.anchor_deps())
    done = change_many(targets, SUSPEND, deps=world.anchor_deps(), skip_invalid=True)
    assert [one.refusal.code if one.refusal else None for one in done] == [None, "STATUS_MOVE_ILLEGAL", None]
    assert states(world, targets) == [State.SUSPENDED, State.WITHDRAWN, State.SUSPENDED]


def test_what_is_under_way_is_joined_and_another_wish_waits(world: World) -> None:
    targets = targets_of(world, issued(world, 3))
    world.chain.automine = False
    with pytest.raises(TransientError, match="ANCHOR_WAITING"):
        change_many(targets[:2], SUSPEND, deps=world.anchor_deps())
    with pytest.raises(StandingError) as refused:
        change_many(targets, Change(State.WITHDRAWN, 1), deps=world.anchor_deps())
    assert [f.code for f in refused.value.findings] == ["STATUS_PENDING"] * 2
    world.chain.automine = True
    world.chain.mine()
    done = change_many(targets, SUSPEND, deps=world.anchor_deps())
    assert all(one.request and one.request.phase is Phase.FINAL for one in done)
    assert len(stored(world)) == 3
    assert states(world, targets) == [State.SUSPENDED] * 3


def test_recovery_settles_the_whole_group(world: World) -> None:
    targets = targets_of(world, issued(world, 3))
    world.chain.automine = False
    with pytest.raises(TransientError, match="ANCHOR_WAITING"):
        change_many(targets, SUSPEND, deps=world.anchor_deps())
    world.chain.mine()
    recover(world.anchor_deps())
    assert {request.phase for request in stored(world)} == {Phase.FINAL}


def test_a_record_by_somebody_else_fails_the_whole_group(world: World) -> None:
    targets = targets_of(world, issued(world, 3))
    world.chain.automine = False
    with pytest.raises(TransientError, match="ANCHOR_WAITING"):
        change_many(targets, SUSPEND, deps=world.anchor_deps())
    world.chain.drop_waiting()
    world.chain.automine = True
    world.chain.set_status("VD-CERT", targets[1].subject, State.WITHDRAWN)
    recover(world.anchor_deps())
    assert {(r.phase, r.error_code) for r in stored(world)} == {(Phase.FAILED, "STATUS_NUMBER_TAKEN")}
    assert states(world, targets) == [None, State.WITHDRAWN, None]
    done = change_many(targets, SUSPEND, deps=world.anchor_deps(), skip_invalid=True)
    assert [one.request is not None for one in done] == [True, False, True]


def test_bodies_are_signed_for_one_by_one(world: World) -> None:
    from tests.unit.service.world import calibration_draft  # noqa: PLC0415

    first = issued(world, 1)
    second = world.anchored(calibration_draft(), body="VD-LAB").issued
    targets = targets_of(world, [*first, *second])
    done = change_many(targets, SUSPEND, deps=world.anchor_deps())
    assert [one.request.lead for one in done if one.request] == [None, None]
    assert states(world, targets) == [State.SUSPENDED] * 2


def test_a_batch_is_one_target(world: World) -> None:
    items = issued(world, 2)
    with world.stores[-1].reading() as work:
        batch = work.batches.get(items[0].batch)
    assert batch is not None
    target = batch_target(batch.batch_id, store=world.stores[-1])
    change_many([target], SUSPEND, deps=world.anchor_deps())
    assert states(world, [target]) == [State.SUSPENDED]
    with pytest.raises(RefusedError, match="BATCH_NOT_HERE"):
        batch_target(batch.batch_id, store=world.stores[-1], body="VD-LAB")
