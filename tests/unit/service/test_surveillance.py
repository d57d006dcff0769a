# SPDX-License-Identifier: Apache-2.0
"""Surveillance is recorded once, listed by when it is due, and keys are stopped by their own body."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from registry.core import layout
from registry.core.hashing import body_id
from registry.core.records import KeyRecord, State, SurveillanceRecord
from registry.core.surveillance import Decision
from registry.errors import InputError, RefusedError, TransientError
from registry.ports.store_rows import Phase
from registry.service.anchor import recover
from registry.service.authority_acts import set_by_authority
from registry.service.change_many import change_many
from registry.service.change_status import Change
from registry.service.key_acts import report_compromise, revoke_own_key
from registry.service.request_errand import signed_request, wanted
from registry.service.surveillance import due_list, maintain, year_after
from registry.service.targets import Target, batch_target, target_of
from registry.testing.fake_chain import CONTRACT
from tests.unit.service.test_preview import deps
from tests.unit.service.world import START, World, calibration_draft, draft

DAY = 86_400


def target(world: World, number: str = "A-1", **changes: Any) -> Target:
    fields: dict[str, Any] = {
        "issued": "2026-01-15", "validity": {"first": "2026-01-15", "last": "2028-01-14"}, **changes,
    }  # fmt: skip
    (issued,) = world.anchored(draft(number, **fields)).issued
    with world.stores[-1].reading() as work:
        row = work.certificates.by_leaf(issued.leaf)
    assert row is not None
    return target_of(row)


def slot_of(world: World, one: Target) -> SurveillanceRecord | None:
    slot = layout.surveillance_slot(body_id(one.body), one.subject)
    return SurveillanceRecord.decode(world.chain.slots(CONTRACT, [slot], world.chain.head())[0])


def due(world: World) -> list[tuple[str, date, int]]:
    found = due_list(
        "VD-CERT", store=world.stores[-1], reader=world.chain, contract=CONTRACT, now=world.now()
    )
    return [(one.number, one.due, one.overdue) for one in found]


def test_surveillance_is_signed_stored_and_recorded(world: World) -> None:
    one = target(world)
    done = maintain(one, START - 5 * DAY, START + 300 * DAY, deps=world.anchor_deps())
    assert (done.phase, done.n, done.detail) == (Phase.FINAL, 0, Decision.CONTINUED)
    assert slot_of(world, one) == SurveillanceRecord(START - 5 * DAY, START + 300 * DAY, world.now(), 1)
    world.chain.advance(300 * DAY)
    again = maintain(one, world.now() - DAY, 0, Decision.WITH_CONDITIONS, deps=world.anchor_deps())
    assert (again.phase, again.n) == (Phase.FINAL, 1)


def test_the_same_again_is_not_asked_twice(world: World) -> None:
    one, events = target(world), world.events()
    world.chain.automine = False
    with pytest.raises(TransientError, match="ANCHOR_WAITING"):
        maintain(one, START - DAY, START + 9 * DAY, deps=world.anchor_deps())
    with pytest.raises(RefusedError, match="SURVEILLANCE_PENDING"):
        maintain(one, START - 2 * DAY, START + 9 * DAY, deps=world.anchor_deps())
    world.chain.automine = True
    world.chain.mine()
    recover(world.anchor_deps())
    done = maintain(one, START - DAY, START + 9 * DAY, deps=world.anchor_deps())
    assert done.phase is Phase.FINAL
    assert world.events() == events + 1
    assert world.disagreements() == []


def test_a_record_by_somebody_else_fails_ours(world: World) -> None:
    one = target(world)
    world.chain.automine = False
    with pytest.raises(TransientError, match="ANCHOR_WAITING"):
        maintain(one, START - DAY, 0, deps=world.anchor_deps())
    world.chain.drop_waiting()
    world.chain.automine = True
    with world.stores[-1].reading() as work:
        (ours,) = work.requests.in_phases(tuple(Phase))
    theirs = signed_request(replace(ours, last=START - 3 * DAY), world.anchor_deps())
    world.chain.apply_request(wanted(theirs), theirs.signature)
    recover(world.anchor_deps())
    with world.stores[-1].reading() as work:
        (ours,) = work.requests.in_phases(tuple(Phase))
    assert (ours.phase, ours.error_code) == (Phase.FAILED, "SURVEILLANCE_NUMBER")


def test_wrong_days_and_batches_are_refused_before_anything_is_stored(world: World) -> None:
    one = target(world)
    for last, following in ((START + DAY, 0), (0, 0), (START - DAY, START - DAY)):
        with pytest.raises(InputError, match="SURVEILLANCE_DAYS"):
            maintain(one, last, following, deps=world.anchor_deps())
    with world.stores[-1].reading() as work:
        place = work.batches.of_leaf(one.subject)
    assert place is not None
    with pytest.raises(RefusedError, match="SURVEILLANCE_OF_BATCH"):
        maintain(batch_target(place[0].batch_id, store=world.stores[-1]), START, 0, deps=world.anchor_deps())
    world.chain.suspend_body("VD-CERT")
    with pytest.raises(RefusedError, match="BODY_NOT_ACTIVE"):
        maintain(one, START - DAY, 0, deps=world.anchor_deps())
    with world.stores[-1].reading() as work:
        assert work.requests.in_phases(tuple(Phase)) == []


def test_due_list_is_of_those_that_need_it_most_overdue_first(world: World) -> None:
    first, second = target(world, "A-1"), target(world, "A-2", issued="2026-02-01")
    target(world, "A-3", method=1, validity={"first": "2026-01-15", "last": "2027-01-14"}, risk="THAP")
    world.anchored(calibration_draft(), body="VD-LAB")
    assert due(world) == [("A-1", date(2027, 1, 15), 0), ("A-2", date(2027, 2, 1), 0)]
    world.chain.advance(60 * DAY)
    assert due(world)[0] == ("A-1", date(2027, 1, 15), 6)
    maintain(first, world.now() - DAY, world.now() + 200 * DAY, deps=world.anchor_deps())
    assert [number for number, _, _ in due(world)] == ["A-2", "A-1"]
    change_many([second], Change(State.SUSPENDED, 3), deps=world.anchor_deps())
    assert [number for number, _, _ in due(world)] == ["A-1"]
    set_by_authority([first], Change(State.SUSPENDED, 4), "", authority=world.chain, deps=deps(world))
    assert due(world) == []


def test_what_has_ended_or_needs_no_more_is_not_due(world: World) -> None:
    one = target(world)
    maintain(one, START - DAY, 0, deps=world.anchor_deps())
    assert due(world) == []
    target(world, "A-2")
    world.chain.advance(2 * 365 * DAY)
    assert due(world) == []
    assert year_after(date(2028, 2, 29)) == date(2029, 2, 28)


def key_of(world: World, key: bytes) -> KeyRecord:
    slot = layout.key_slot(body_id("VD-CERT"), key)
    record = KeyRecord.decode(world.chain.slots(CONTRACT, [slot], world.chain.head())[0])
    assert record is not None
    return record


def test_a_body_revokes_and_reports_its_own_keys(world: World) -> None:
    credential = world.keys["VD-CERT"].jwk.thumbprint()
    anchor = layout.anchor_key_id(world.anchors["VD-CERT"].address)
    done = revoke_own_key("VD-CERT", credential, 15, deps=world.anchor_deps())
    assert (done.phase, key_of(world, credential).revoked_at) == (Phase.FINAL, world.now())
    events = world.events()
    assert revoke_own_key("VD-CERT", credential, 15, deps=world.anchor_deps()).key == done.key
    assert world.events() == events
    assert report_compromise("VD-CERT", anchor, deps=world.anchor_deps()).phase is Phase.FINAL
    assert key_of(world, anchor).compromised_since == world.now()
    with pytest.raises(RefusedError, match="KEY_NOT_GOOD"):
        revoke_own_key("VD-CERT", anchor, 15, deps=world.anchor_deps())
    assert world.disagreements() == []


def test_a_lost_reply_about_a_key_is_settled_by_looking(world: World) -> None:
    anchor = layout.anchor_key_id(world.anchors["VD-CERT"].address)
    world.chain.fail_next("broadcast", persisted=True)
    with pytest.raises(TransientError):
        report_compromise("VD-CERT", anchor, deps=world.anchor_deps())
    recover(world.anchor_deps())
    with world.stores[-1].reading() as work:
        (request,) = work.requests.in_phases(tuple(Phase))
        assert work.attempts.unsettled() == []
    assert request.phase is Phase.FINAL


def test_unknown_keys_bodies_and_reasons_are_refused(world: World) -> None:
    with pytest.raises(RefusedError, match="KEY_UNKNOWN"):
        revoke_own_key("VD-CERT", bytes(31) + b"\1", 15, deps=world.anchor_deps())
    with pytest.raises(RefusedError, match="BODY_NOT_HERE"):
        report_compromise("NOBODY", bytes(32), deps=world.anchor_deps())
    with pytest.raises(InputError, match="REASON_UNKNOWN"):
        revoke_own_key("VD-CERT", bytes(32), 77, deps=world.anchor_deps())


def test_a_mistyped_body_is_not_one_without_work(world: World) -> None:
    with pytest.raises(RefusedError, match="BODY_NOT_HERE"):
        due_list("VD-CRET", store=world.stores[-1], reader=world.chain, contract=CONTRACT, now=world.now())
