# SPDX-License-Identifier: Apache-2.0
"""What status records promise: legal moves only, two lanes, no replay, refusals with stable codes."""

from typing import Any

import pytest

from registry.core import layout
from registry.core.anchor import batch_id
from registry.core.records import Lane, State, StatusRecord
from registry.core.status import StatusItem, StatusManyRequest, StatusRequest
from registry.errors import RefusedError
from tests.chain_stage import Body, Stage, read

LEAF = b"\x51" * 32


def item(n: int, state: State, **changes: Any) -> StatusItem:
    fields: dict[str, Any] = {"subject": LEAF, "reason": 3, **changes}
    return StatusItem(n=n, state=state, **fields)


def request(body: Body, n: int, state: State, *, note: str = "", **changes: Any) -> StatusRequest:
    deadline = body.stage.reader.head().timestamp + 3_600
    return StatusRequest(body=body.code, item=item(n, state, **changes), note=note, deadline=deadline)


def record(body: Body, n: int, lane: Lane = Lane.BODY, subject: bytes = LEAF) -> StatusRecord | None:
    return StatusRecord.decode(read(body.stage, [layout.status_slot(body.id, subject, lane, n)])[0])


def refused(body: Body, asked: StatusRequest | StatusManyRequest) -> str:
    """The code at the check; the chain itself must refuse as well."""
    signature = body.sign(asked)
    with pytest.raises(RefusedError) as error:
        body.stage.writer.check_status(asked, signature)
    assert not body.stage.force(asked, signature).succeeded
    return error.value.code


def test_suspend_and_reinstate(stage: Stage) -> None:
    body = Body(stage)
    suspended = body.set_status(request(body, 0, State.SUSPENDED, note="Tạm đình chỉ"))
    body.set_status(request(body, 1, State.ACTIVE))
    first, second = record(body, 0), record(body, 1)
    assert first is not None
    assert second is not None
    time = suspended.block.timestamp
    assert (first.state, first.reason, first.effective_from, first.recorded_at) == (2, 3, time, time)
    assert first.actor == int.from_bytes(body.key.address, "big")
    assert second.state == State.ACTIVE
    assert record(body, 2) is None


def test_only_a_withdrawal_reaches_back(stage: Stage) -> None:
    body = Body(stage)
    past = stage.reader.head().timestamp - 100_000
    assert refused(body, request(body, 0, State.SUSPENDED, effective_from=past)) == "EFFECTIVE_NOT_NOW"
    body.set_status(request(body, 0, State.WITHDRAWN, effective_from=past))
    written = record(body, 0)
    assert written is not None
    assert (written.backdated, written.effective_from) == (1, past)


def test_no_status_takes_effect_later(stage: Stage) -> None:
    body = Body(stage)
    ahead = stage.reader.head().timestamp + 100_000
    assert refused(body, request(body, 0, State.WITHDRAWN, effective_from=ahead)) == "TAKES_EFFECT_LATER"


@pytest.mark.parametrize(
    ("path", "move"),
    [
        ([], State.ACTIVE),
        ([State.SUSPENDED], State.SUSPENDED),
        ([State.SUPERSEDED], State.ACTIVE),
        ([State.SUPERSEDED], State.SUSPENDED),
        ([State.WITHDRAWN], State.ACTIVE),
        ([State.WITHDRAWN], State.WITHDRAWN),
        ([State.WITHDRAWN], State.SUPERSEDED),
    ],
)
def test_illegal_moves(stage: Stage, path: list[State], move: State) -> None:
    body = Body(stage)
    for n, state in enumerate(path):
        body.set_status(request(body, n, state))
    assert refused(body, request(body, len(path), move)) == "STATUS_MOVE_ILLEGAL"
    assert record(body, len(path)) is None


@pytest.mark.parametrize(
    "path",
    [
        [State.SUSPENDED, State.ACTIVE, State.SUSPENDED, State.WITHDRAWN],
        [State.SUPERSEDED, State.WITHDRAWN],
        [State.SUSPENDED, State.SUPERSEDED],
    ],
)
def test_legal_paths(stage: Stage, path: list[State]) -> None:
    body = Body(stage)
    for n, state in enumerate(path):
        body.set_status(request(body, n, state))
    written = [r.state for n in range(len(path) + 1) if (r := record(body, n))]
    assert written == path


def test_a_request_cannot_be_used_twice(stage: Stage) -> None:
    body = Body(stage)
    asked = request(body, 0, State.SUSPENDED)
    body.set_status(asked)
    assert refused(body, asked) == "STATUS_NUMBER_TAKEN"
    assert refused(body, request(body, 5, State.WITHDRAWN)) == "STATUS_NUMBER_TAKEN"


def test_a_note_is_bounded_in_bytes(stage: Stage) -> None:
    body = Body(stage)
    assert refused(body, request(body, 0, State.WITHDRAWN, note="ư" * 129)) == "CHAIN_TEXT_TOO_LONG"
    body.set_status(request(body, 0, State.WITHDRAWN, note="ư" * 128))


def test_past_deadline_zero_subject_and_foreign_key(stage: Stage) -> None:
    body, other = Body(stage), Body(stage)
    late = StatusRequest(body=body.code, item=item(0, State.WITHDRAWN), deadline=1)
    assert refused(body, late) == "DEADLINE_PASSED"
    assert refused(body, request(body, 0, State.WITHDRAWN, subject=bytes(32))) == "SUBJECT_ZERO"
    body.key = other.key
    assert refused(body, request(body, 0, State.WITHDRAWN)) == "KEY_NOT_GOOD"


def test_a_suspended_body_may_restrict_but_not_reinstate(stage: Stage) -> None:
    body = Body(stage)
    stage.authority.suspend_body(body.code)
    body.set_status(request(body, 0, State.SUSPENDED))
    assert refused(body, request(body, 1, State.ACTIVE)) == "BODY_NOT_ACTIVE"
    body.set_status(request(body, 1, State.WITHDRAWN))


def test_many_are_recorded_together_or_not_at_all(stage: Stage) -> None:
    body = Body(stage)
    subjects = [bytes([n]) * 32 for n in range(1, 6)]
    deadline = stage.reader.head().timestamp + 3_600
    good = tuple(item(0, State.WITHDRAWN, subject=s) for s in subjects)
    bad = (*good[:4], item(3, State.WITHDRAWN, subject=subjects[4]))
    assert (
        refused(body, StatusManyRequest(body=body.code, items=bad, deadline=deadline))
        == "STATUS_NUMBER_TAKEN"
    )
    assert all(record(body, 0, subject=s) is None for s in subjects)
    assert refused(body, StatusManyRequest(body=body.code, items=(), deadline=deadline)) == "ITEMS_EMPTY"
    body.set_status(StatusManyRequest(body=body.code, items=good, deadline=deadline))
    assert all(record(body, 0, subject=s) for s in subjects)


def test_the_lanes_do_not_touch_each_other(stage: Stage) -> None:
    body = Body(stage)
    pending = request(body, 0, State.SUSPENDED)
    stage.authority.set_status_by_authority(body.code, LEAF, State.WITHDRAWN, reason=9, order="12/QĐ-TĐC")
    body.set_status(pending)
    ours, theirs = record(body, 0), record(body, 0, Lane.AUTHORITY)
    assert ours is not None
    assert theirs is not None
    assert (ours.state, theirs.state, theirs.reason) == (State.SUSPENDED, State.WITHDRAWN, 9)


def test_the_authority_may_correct_its_own_lane(stage: Stage) -> None:
    body = Body(stage)
    stage.authority.set_status_by_authority(body.code, LEAF, State.WITHDRAWN)
    stage.authority.set_status_by_authority(body.code, LEAF, State.ACTIVE)
    again = record(body, 1, Lane.AUTHORITY)
    assert again is not None
    assert again.state == State.ACTIVE


def test_the_authority_judges_certificates_of_known_bodies(stage: Stage) -> None:
    body, unknown = Body(stage), Body(stage, register=False)
    batch = body.request()
    body.anchor(batch)
    cases = [
        (unknown.code, LEAF, State.WITHDRAWN, "BODY_UNKNOWN"),
        (body.code, LEAF, State.ACTIVE, "STATUS_MOVE_ILLEGAL"),
        (body.code, bytes(32), State.WITHDRAWN, "SUBJECT_ZERO"),
    ]
    for code, subject, state, expected in cases:
        with pytest.raises(RefusedError) as error:
            stage.authority.set_status_by_authority(code, subject, state)
        assert error.value.code == expected


def test_a_batch_has_a_status_in_the_bodys_lane_only(stage: Stage) -> None:
    body = Body(stage)
    batch = body.request()
    body.anchor(batch)
    subject = batch_id(body.code, batch.grants, batch.root)
    with pytest.raises(RefusedError) as error:
        stage.authority.set_status_by_authority(body.code, subject, State.WITHDRAWN)
    assert error.value.code == "SUBJECT_IS_BATCH"
    body.set_status(request(body, 0, State.SUSPENDED, subject=subject))
    assert record(body, 0, subject=subject)


def test_what_a_compromised_key_did_can_be_lifted(stage: Stage) -> None:
    body = Body(stage)
    body.set_status(request(body, 0, State.WITHDRAWN))
    with pytest.raises(RefusedError) as error:
        stage.authority.lift_status(body.code, LEAF, 1, State.ACTIVE)
    assert error.value.code == "NOTHING_TO_LIFT"
    written = record(body, 0)
    assert written is not None
    stage.authority.set_compromised(body.code, body.key_id, since=written.recorded_at)
    stage.authority.lift_status(body.code, LEAF, 1, State.ACTIVE, effective_from=written.effective_from)
    lifted = record(body, 1)
    assert lifted is not None
    assert (lifted.state, lifted.effective_from) == (State.ACTIVE, written.effective_from)
    with pytest.raises(RefusedError) as again:
        stage.authority.lift_status(body.code, LEAF, 2, State.ACTIVE)
    assert again.value.code == "NOTHING_TO_LIFT"
