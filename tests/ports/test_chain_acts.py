# SPDX-License-Identifier: Apache-2.0
"""Orders, reductions, surveillance, older certificates and the pause, as every chain has to keep them."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from registry.core import layout
from registry.core.anchor import AnchorRequest
from registry.core.key_requests import ReportCompromiseRequest, RevokeOwnKeyRequest
from registry.core.records import (
    Basis,
    BatchRecord,
    BodyRecord,
    ChangeKind,
    ChangeRecord,
    ContractState,
    GrantRecord,
    KeyRecord,
    OrderAction,
    OrderRecord,
    State,
    SurveillanceRecord,
)
from registry.core.status import StatusItem, StatusRequest
from registry.core.surveillance import Decision, MaintainRequest
from registry.errors import InputError, PausedError, RefusedError
from registry.keys.signers import FileAnchorSigner
from registry.ports.chain import BodyRequest, Receipt
from tests.chain_stage import Body, Stage, mined, read

LEAF = b"\x61" * 32


def code_of(act: Callable[[], object]) -> str:
    with pytest.raises((RefusedError, PausedError)) as error:
        act()
    return error.value.code


def order(body: Body, n: int, grant: int = 0) -> OrderRecord | None:
    return OrderRecord.decode(read(body.stage, [layout.order_slot(body.id, grant, n)])[0])


def ask(body: Body, request: BodyRequest, key: FileAnchorSigner | None = None) -> Receipt:
    writer, signature = body.stage.writer, (key or body.key).sign_digest(request.digest(body.stage.domain))
    writer.check_request(request, signature)
    transaction = writer.prepare_request(request, signature)
    return mined(writer, transaction.raw, transaction.hash)


def surveyed(body: Body, n: int = 0, *, ago: int = 50, again: int = 0) -> MaintainRequest:
    now = body.stage.reader.head().timestamp
    due = now + again if again else 0
    return MaintainRequest(
        body=body.code, subject=LEAF, n=n, last=now - ago, next_due=due, decision=Decision.CONTINUED,
        deadline=now + 3_600,
    )  # fmt: skip


def older(body: Body, root: int = 5, grants: tuple[int, ...] = (1,)) -> AnchorRequest:
    return body.request(root=root, grants=grants, retrospective=True)


def test_orders_are_numbered_and_counted_where_they_were_posted(stage: Stage) -> None:
    body = Body(stage)
    before = BodyRecord.decode(read(stage, [layout.body_slot(body.id)])[0])
    numbers = [
        stage.authority.post_order(body.code, action=OrderAction.REVIEW, reason=3, order="21/LENH"),
        stage.authority.post_order(body.code, action=OrderAction.WITHDRAW, issued_from=9, effective_from=7),
        stage.authority.post_order(body.code, grant=1, action=OrderAction.SUSPEND, issued_until=8),
    ]
    assert numbers == [0, 1, 0]
    second, of_grant = order(body, 1), order(body, 0, grant=1)
    assert second is not None
    assert second == OrderRecord(3, 0, 9, 0, 7, second.recorded_at, 0)
    now = stage.reader.head().timestamp  # the block of the last order; those before may be older
    assert of_grant == OrderRecord(2, 0, 0, 8, now, now, 0)
    assert order(body, 2) is None
    after = BodyRecord.decode(read(stage, [layout.body_slot(body.id)])[0])
    assert before is not None
    assert after == replace(before, orders=2)
    grant = GrantRecord.decode(read(stage, [layout.grant_slot(body.id, 1)])[0])
    assert grant is not None
    assert grant.orders == 1


def test_an_order_is_retracted_once_and_stays(stage: Stage) -> None:
    body = Body(stage)
    n = stage.authority.post_order(body.code, action=OrderAction.SUSPEND, reason=3)
    receipt = stage.authority.retract_order(body.code, n, reason=4, order="22/LENH")
    record = order(body, n)
    assert record is not None
    assert (record.retracted_at, record.action) == (receipt.block.timestamp, OrderAction.SUSPEND)
    assert code_of(lambda: stage.authority.retract_order(body.code, n)) == "ORDER_RETRACTED"
    assert code_of(lambda: stage.authority.retract_order(body.code, 1)) == "ORDER_UNKNOWN"
    assert code_of(lambda: stage.authority.retract_order(body.code, 0, grant=1)) == "ORDER_UNKNOWN"


def test_an_order_needs_a_known_record_and_an_interval(stage: Stage) -> None:
    body, action = Body(stage), OrderAction.REVIEW
    post = stage.authority.post_order
    assert code_of(lambda: post(body.code, grant=2, action=action)) == "GRANT_UNKNOWN"
    assert code_of(lambda: post("NOBODY", action=action)) == "BODY_UNKNOWN"
    empty = code_of(lambda: post(body.code, action=action, issued_from=9, issued_until=9))
    assert empty == "INTERVAL_NEGATIVE"
    assert code_of(lambda: stage.stranger.post_order(body.code, action=action)) == "NOT_AUTHORITY"
    assert code_of(lambda: stage.stranger.retract_order(body.code, 0)) == "NOT_AUTHORITY"


def test_a_reduced_grant_ends_and_a_narrower_one_takes_its_place(stage: Stage) -> None:
    body = Body(stage)
    receipt = stage.authority.reduce_grant(body.code, 1, reason=6, order="30")
    change = ChangeRecord.decode(read(stage, [layout.change_slot(body.id, 1, 1)])[0])
    time = receipt.block.timestamp
    assert change == ChangeRecord(ChangeKind.REDUCED, 6, 0, time, 0, time)
    assert stage.authority.grant(body.code, Basis.DESIGNATION, "QCVN 4:2009/BKHCN, quạt điện") == 2
    assert code_of(lambda: _check(body, body.request(grants=(1,)))) == "GRANT_NOT_ACTIVE"
    assert body.anchor(body.request(grants=(2,))).succeeded
    assert code_of(lambda: stage.stranger.reduce_grant(body.code, 2)) == "NOT_AUTHORITY"


def test_surveillance_keeps_the_latest_and_counts(stage: Stage) -> None:
    body = Body(stage)
    first, second = surveyed(body), surveyed(body, 1, ago=10, again=1_000)
    assert ask(body, first).succeeded
    receipt = ask(body, second)
    slot = read(stage, [layout.surveillance_slot(body.id, LEAF)])[0]
    kept = SurveillanceRecord(second.last, second.next_due, receipt.block.timestamp, 2)
    assert SurveillanceRecord.decode(slot) == kept
    assert code_of(lambda: ask(body, first)) == "SURVEILLANCE_NUMBER"
    assert code_of(lambda: ask(body, surveyed(body, 3))) == "SURVEILLANCE_NUMBER"


def test_surveillance_is_refused_ahead_of_time_and_without_a_good_key(stage: Stage) -> None:
    body = Body(stage)
    assert code_of(lambda: ask(body, surveyed(body, ago=-9_000))) == "SURVEILLANCE_TIMES"
    assert code_of(lambda: ask(body, replace(surveyed(body), last=0))) == "SURVEILLANCE_TIMES"
    early = surveyed(body)
    assert code_of(lambda: ask(body, replace(early, next_due=early.last))) == "SURVEILLANCE_TIMES"
    assert code_of(lambda: ask(body, replace(early, decision=3))) == "DECISION_UNKNOWN"
    assert code_of(lambda: ask(body, replace(early, subject=bytes(32)))) == "SUBJECT_ZERO"
    assert code_of(lambda: ask(body, replace(early, deadline=1))) == "DEADLINE_PASSED"
    assert code_of(lambda: ask(body, early, FileAnchorSigner(b"\x2c" * 32))) == "KEY_NOT_GOOD"
    stage.authority.suspend_body(body.code)
    assert code_of(lambda: ask(body, early)) == "BODY_NOT_ACTIVE"


def test_a_refused_request_leaves_a_failed_receipt(stage: Stage) -> None:
    body = Body(stage)
    request = surveyed(body, 5)
    assert not stage.force(request, body.sign(request)).succeeded
    assert read(stage, [layout.surveillance_slot(body.id, LEAF)]) == [bytes(32)]


def test_a_body_ends_its_own_keys(stage: Stage) -> None:
    body, second = Body(stage), FileAnchorSigner(b"\x2d" * 32)
    body.add_key(second)
    name = layout.anchor_key_id(second.address)
    deadline = stage.reader.head().timestamp + 3_600
    reported = ask(body, ReportCompromiseRequest(body=body.code, key=name, deadline=deadline), second)
    revoked = ask(body, RevokeOwnKeyRequest(body=body.code, key=name, reason=4, deadline=deadline))
    record = KeyRecord.decode(read(stage, [layout.key_slot(body.id, name)])[0])
    assert record is not None
    times = (reported.block.timestamp, revoked.block.timestamp)
    assert (record.compromised_since, record.revoked_at) == times
    again = RevokeOwnKeyRequest(body=body.code, key=name, reason=4, deadline=deadline)
    assert code_of(lambda: ask(body, again)) == "KEY_REVOKED_ALREADY"


def test_older_certificates_need_the_authority_and_the_bodys_key_only(stage: Stage) -> None:
    body = Body(stage)
    stage.authority.suspend_grant(body.code, 1)
    stage.authority.suspend_body(body.code)
    request = older(body)
    receipt = stage.authority.anchor_retrospective(request, body.sign(request))
    key = int.from_bytes(body.key.address, "big")
    assert body.batch(request) == BatchRecord(key, receipt.block.timestamp, 3, 0x11)
    assert body.batch(replace(request, retrospective=False)) is None
    stage.authority.anchor_retrospective(request, body.sign(request))
    other = replace(request, size=4)
    act = stage.authority.anchor_retrospective
    assert code_of(lambda: act(other, body.sign(other))) == "BATCH_SIZE_DIFFERS"


def test_older_certificates_by_anyone_else_or_in_the_wrong_way(stage: Stage) -> None:
    body = Body(stage)
    request, act = older(body, 6), stage.authority.anchor_retrospective
    signature = body.sign(request)
    assert code_of(lambda: stage.stranger.anchor_retrospective(request, signature)) == "NOT_AUTHORITY"
    plain = replace(request, retrospective=False)
    for wrong in (
        lambda: act(plain, body.sign(plain)),
        lambda: stage.writer.check_anchor(request, signature),
    ):
        with pytest.raises(InputError, match="NOT_RETROSPECTIVE"):
            wrong()
    assert code_of(lambda: act(request, body.sign(plain))) == "KEY_NOT_GOOD"
    unknown = older(body, 7, grants=(1, 9))
    assert code_of(lambda: act(unknown, body.sign(unknown))) == "GRANT_UNKNOWN"


def test_a_pause_stops_what_permits_and_nothing_else(stage: Stage) -> None:
    body = Body(stage)
    there = body.request(root=8)
    body.anchor(there)
    stage.authority.set_status_by_authority(body.code, LEAF, State.WITHDRAWN)
    n = stage.authority.post_order(body.code, action=OrderAction.REVIEW)
    stage.authority.suspend_grant(body.code, 1)
    refused: list[Callable[[], object]] = [
        lambda: _check(body, body.request(root=9)),
        lambda: ask(body, surveyed(body)),
        lambda: stage.authority.register_body("LATER"),
        lambda: stage.authority.grant(body.code, Basis.DESIGNATION, "QCVN 4:2009/BKHCN"),
        lambda: stage.authority.restore_grant(body.code, 1),
        lambda: stage.authority.register_credential_key(body.code, b"\x78" * 32),
        lambda: stage.authority.reinstate_by_authority(body.code, LEAF),
        lambda: stage.authority.set_status_by_authority(body.code, LEAF, State.SUSPENDED),
        lambda: stage.authority.retract_order(body.code, n),
        lambda: stage.authority.anchor_retrospective(older(body, 10), body.sign(older(body, 10))),
    ]
    stage.authority.pause()
    try:
        assert _paused(stage) == 1
        assert [code_of(act) for act in refused] == ["CONTRACT_PAUSED"] * len(refused)
        assert code_of(stage.authority.pause) == "CONTRACT_PAUSED_ALREADY"
        _check(body, there)
        item = StatusItem(subject=LEAF, n=0, state=State.SUSPENDED, reason=1)
        deadline = stage.reader.head().timestamp + 3_600
        assert body.set_status(StatusRequest(body=body.code, item=item, deadline=deadline)).succeeded
        back = StatusRequest(body=body.code, item=replace(item, n=1, state=State.ACTIVE), deadline=deadline)
        assert code_of(lambda: stage.writer.check_status(back, body.sign(back))) == "CONTRACT_PAUSED"
        stage.authority.suspend_body(body.code)
        stage.authority.post_order(body.code, action=OrderAction.WITHDRAW)
        stage.authority.withdraw_grant(body.code, 1)
    finally:
        stage.authority.unpause()
    assert _paused(stage) == 0
    assert code_of(stage.authority.unpause) == "CONTRACT_NOT_PAUSED"
    assert code_of(stage.stranger.pause) == "NOT_AUTHORITY"
    stage.authority.reinstate_by_authority(body.code, LEAF)


def _check(body: Body, request: AnchorRequest) -> None:
    body.stage.writer.check_anchor(request, body.sign(request))


def _paused(stage: Stage) -> int:
    state = ContractState.decode(read(stage, [layout.fixed_slot(layout.CONTRACT_STATE)])[0])
    assert state is not None
    return state.paused
