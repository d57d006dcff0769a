# SPDX-License-Identifier: Apache-2.0
"""The authority's acts: what is previewed is what verifiers say afterwards, and refusals cost nothing."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from registry.core.records import Basis, Lane, OrderAction, State
from registry.core.types import BatchId
from registry.errors import InputError, RefusedError, ScheduledAct, ScheduledError, StandingError
from registry.service import authority_acts, orders
from registry.service.authority_acts import (
    Standing,
    StandingAct,
    lift,
    perform,
    preview_act,
    set_by_authority,
)
from registry.service.change_many import change_many
from registry.service.change_status import Change
from registry.service.orders import (
    AnchoredBatch,
    Order,
    OrderDeps,
    count_matches,
    matches,
    post_order,
    preview_order,
    read_orders,
    retract_order,
)
from registry.service.preview import preview
from registry.service.targets import batch_target
from registry.testing.fake_chain import CONTRACT
from registry.verify.values import first_instant
from tests.unit.service.test_preview import codes, deps, seen_now, targets
from tests.unit.service.world import START, World, draft

DAY = 86_400


def order_deps(world: World, *batches: AnchoredBatch) -> OrderDeps:
    return OrderDeps(preview=deps(world), anchored=lambda _: batches)


def order(**changes: Any) -> Order:
    return replace(Order(body="VD-CERT", action=OrderAction.SUSPEND, reason=11, number="12/QĐ"), **changes)


def test_reason_11_needs_the_number_of_the_order(world: World) -> None:
    for act in (
        lambda: count_matches(order(number=" "), deps=order_deps(world)),
        lambda: post_order(order(number=""), authority=world.chain),
        lambda: retract_order("VD-CERT", 0, reason=11, authority=world.chain),
        lambda: perform(
            StandingAct(act=Standing.BODY_SUSPEND, body="VD-CERT", reason=11), authority=world.chain
        ),
    ):
        with pytest.raises(InputError, match="ORDER_NUMBER_MISSING"):
            act()
    with pytest.raises(InputError, match="REASON_UNKNOWN"):
        post_order(order(reason=42), authority=world.chain)
    with pytest.raises(InputError, match="ORDER_NUMBER_LENGTH"):
        post_order(order(number="ố" * 40), authority=world.chain)
    with pytest.raises(InputError, match="ORDER_INTERVAL"):
        post_order(order(issued_from=9, issued_until=9), authority=world.chain)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, True),
        ({"issued_from": START, "issued_until": START + 1}, True),  # the anchoring
        ({"issued_from": START + 1}, False),
        ({"issued_until": first_instant(date(2026, 11, 20))}, False),
        ({"issued_until": first_instant(date(2026, 11, 20)) + 1}, True),  # the issue day
        ({"grant": 1}, True),
        ({"grant": 3}, False),
    ],
)
def test_rule_of_matching(change: dict[str, int], expected: bool) -> None:
    assert matches(order(**change), date(2026, 11, 20), START, (1, 2)) is expected


@pytest.mark.parametrize("action", OrderAction)
def test_orders_are_counted_previewed_posted_and_retracted(world: World, action: OrderAction) -> None:
    first, *_ = targets(world, "A-1", "A-2")
    world.chain.advance(10 * DAY)
    world.issue(draft("A-3", issued="2026-12-01", validity={"first": "2026-12-01", "last": "2028-11-30"}))
    wanted = order(action=action, issued_until=START + 5 * DAY)
    found = count_matches(wanted, deps=order_deps(world))
    assert (len(found.matched), found.total, found.pending) == (2, 3, 0)
    assert (found.unknown, found.unknown_certificates) == ((), 0)
    shown = preview_order(wanted, found, deps=deps(world))
    events = world.events()
    assert post_order(wanted, authority=world.chain) == 0
    assert world.events() == events + 1
    assert shown.lines[0].after == seen_now(world, first)
    (posted,) = read_orders("VD-CERT", reader=world.chain, contract=CONTRACT)
    assert (posted.grant, posted.n, posted.record.action, posted.record.retracted_at) == (0, 0, action, 0)
    before = shown.lines[0].now
    world.chain.advance(DAY)
    retract_order("VD-CERT", 0, reason=10, authority=world.chain)
    assert seen_now(world, first) == before
    (posted,) = read_orders("VD-CERT", reader=world.chain, contract=CONTRACT)
    assert posted.record.retracted_at == world.now()
    with pytest.raises(RefusedError, match="ORDER_RETRACTED"):
        retract_order("VD-CERT", 0, reason=10, authority=world.chain)


def test_an_order_over_a_grant_hits_what_lists_it(world: World) -> None:
    targets(world, "A-1")
    world.chain.grant("VD-CERT", Basis.DESIGNATION, "QCVN 9:2012/BKHCN")
    assert len(count_matches(order(grant=1), deps=order_deps(world)).matched) == 1
    assert len(count_matches(order(grant=3), deps=order_deps(world)).matched) == 0
    post_order(order(grant=3), authority=world.chain)
    assert [one.grant for one in read_orders("VD-CERT", reader=world.chain, contract=CONTRACT)] == [3]
    with pytest.raises(RefusedError, match="GRANT_NOT_ON_CHAIN"):
        preview_order(order(grant=9), count_matches(order(grant=9), deps=order_deps(world)), deps=deps(world))
    with pytest.raises(RefusedError, match="BODY_NOT_ON_CHAIN"):
        read_orders("NOBODY", reader=world.chain, contract=CONTRACT)


def test_what_is_not_on_chain_yet_or_not_held_here_is_said(world: World) -> None:
    world.issue(draft("A-1"))
    foreign = AnchoredBatch(BatchId(b"\7" * 32), (1,), START, 40)
    old = AnchoredBatch(BatchId(b"\6" * 32), (1,), START - 99 * DAY, 40)
    found = count_matches(order(issued_from=START - DAY * 200), deps=order_deps(world, foreign, old))
    assert (found.pending, found.unknown_certificates) == (1, 80)
    found = count_matches(order(issued_from=START - DAY), deps=order_deps(world, foreign, old))
    assert found.unknown == (foreign,)
    assert count_matches(order(), deps=OrderDeps(preview=deps(world))).unknown is None


ACTS: list[tuple[Standing, int, Callable[[World], object]]] = [
    (Standing.BODY_SUSPEND, 0, lambda _: None),
    (Standing.BODY_WITHDRAW, 0, lambda _: None),
    (Standing.BODY_REINSTATE, 0, lambda world: world.chain.suspend_body("VD-CERT")),
    (Standing.GRANT_SUSPEND, 1, lambda _: None),
    (Standing.GRANT_WITHDRAW, 1, lambda _: None),
    (Standing.GRANT_RESTORE, 1, lambda world: world.chain.suspend_grant("VD-CERT", 1)),
]


@pytest.mark.parametrize(("act", "grant", "before"), ACTS)
@pytest.mark.parametrize("back", [0, 3 * DAY])
def test_standing_acts_are_previewed_as_verifiers_will_see_them(
    world: World, act: Standing, grant: int, before: Callable[[World], object], back: int
) -> None:
    (target,) = targets(world, "A-1")
    world.chain.advance(2 * DAY)
    before(world)
    world.chain.advance(4 * DAY)
    wanted = StandingAct(
        act=act, body="VD-CERT", grant=grant, reason=4, effective_from=world.now() - back if back else 0
    )
    shown = preview_act(wanted, deps=deps(world))
    assert not shown.refused
    assert shown.lines[0].now == seen_now(world, target)
    perform(wanted, authority=world.chain)
    assert shown.lines[0].after == seen_now(world, target)


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        (StandingAct(act=Standing.BODY_REINSTATE, body="VD-CERT", reason=4), "NOT_SUSPENDED"),
        (StandingAct(act=Standing.GRANT_WITHDRAW, body="VD-CERT", grant=1, reason=4, effective_from=9),
         "INTERVAL_NEGATIVE"),
    ],
)  # fmt: skip
def test_what_the_contract_would_refuse_is_seen_before(world: World, wanted: StandingAct, code: str) -> None:
    targets(world, "A-1")
    shown = preview_act(wanted, deps=deps(world))
    assert [finding for finding, _ in codes(shown)] == [code]
    events = world.events()
    with pytest.raises(RefusedError, match=code):
        perform(wanted, authority=world.chain)
    assert world.events() == events


def test_suspending_twice_and_ending_twice_are_seen_before(world: World) -> None:
    targets(world, "A-1")
    for verb, code in (
        (Standing.GRANT_SUSPEND, "ALREADY_SUSPENDED"),
        (Standing.GRANT_WITHDRAW, "ENDS_EARLIER"),
    ):
        act = StandingAct(act=verb, body="VD-CERT", grant=1, reason=4)
        perform(act, authority=world.chain)
        world.chain.advance(1)
        assert [finding for finding, _ in codes(preview_act(act, deps=deps(world)))] == [code]


def test_the_authoritys_lane_is_written_once_and_the_body_cannot_undo_it(world: World) -> None:
    first, second = targets(world, "A-1", "A-2")
    suspend = Change(State.SUSPENDED, 11)
    shown = preview([first, second], suspend, deps=deps(world), lane=Lane.AUTHORITY)
    done = set_by_authority([first, second], suspend, "7/QĐ", authority=world.chain, deps=deps(world))
    assert all(one.block for one in done)
    assert [line.after for line in shown.lines] == [seen_now(world, first), seen_now(world, second)]
    events = world.events()
    again = set_by_authority([first, second], suspend, "7/QĐ", authority=world.chain, deps=deps(world))
    assert [one.block for one in again] == [None, None]
    assert world.events() == events
    with pytest.raises(StandingError, match="STATUS_MOVE_ILLEGAL"):
        change_many([first], Change(State.ACTIVE, 6), deps=world.anchor_deps())
    set_by_authority([first], Change(State.ACTIVE, 10), "8/QĐ", authority=world.chain, deps=deps(world))
    assert seen_now(world, first) == shown.lines[0].now


def test_reinstating_what_never_was_suspended_is_refused_by_name(world: World) -> None:
    (target,) = targets(world, "A-1")
    with pytest.raises(StandingError) as refused:
        set_by_authority([target], Change(State.ACTIVE, 10), "", authority=world.chain, deps=deps(world))
    assert refused.value.findings[0].where == "A-1 r0"


def test_what_a_thief_withdrew_is_lifted(world: World) -> None:
    (target,) = targets(world, "A-1")
    before = seen_now(world, target)
    with pytest.raises(RefusedError, match="NOTHING_LIFTED"):
        lift(target, State.ACTIVE, reason=15, authority=world.chain, deps=deps(world))
    world.chain.advance(DAY)
    stolen_from = world.now()
    change_many([target], Change(State.WITHDRAWN, 9), deps=world.anchor_deps())
    with pytest.raises(RefusedError, match="NOTHING_TO_LIFT"):
        lift(target, State.ACTIVE, reason=15, authority=world.chain, deps=deps(world))
    key = world.anchors["VD-CERT"].address.rjust(32, b"\0")
    world.chain.set_compromised("VD-CERT", key, since=stolen_from)
    lift(target, State.ACTIVE, reason=15, order="9/QĐ", authority=world.chain, deps=deps(world))
    assert seen_now(world, target).verdict is before.verdict


def test_a_batch_is_nothing_for_the_authoritys_lane(world: World) -> None:
    (target,) = targets(world, "A-1")
    with world.stores[-1].reading() as work:
        place = work.batches.of_leaf(target.subject)
    assert place is not None
    batch = batch_target(place[0].batch_id, store=world.stores[-1])
    with pytest.raises(RefusedError, match="SUBJECT_IS_BATCH"):
        set_by_authority([batch], Change(State.SUSPENDED, 4), "", authority=world.chain, deps=deps(world))


def test_many_certificates_are_counted_and_the_newest_judged(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(orders, "MAX_JUDGED", 2)
    monkeypatch.setattr(authority_acts, "MAX_JUDGED", 2)
    targets(world, "A-1", "A-2", "A-3")
    found = count_matches(order(), deps=order_deps(world))
    shown = preview_order(order(), found, deps=deps(world))
    assert ([line.number for line in shown.lines], shown.unjudged) == (["A-2", "A-3"], 1)
    act = StandingAct(act=Standing.BODY_SUSPEND, body="VD-CERT", reason=4)
    assert preview_act(act, deps=deps(world)).unjudged == 1


def test_acts_that_wait_keep_none_of_the_others(world: World) -> None:
    first, second, third = targets(world, "A-1", "A-2", "A-3")
    for target in (first, second, third):
        world.chain.set_status_by_authority(target.body, target.subject, State.SUSPENDED, reason=1)

    class Delayed:
        """Has scheduled all but the second, whose time has come."""

        def reinstate_by_authority(self, body: str, subject: bytes, **named: Any) -> Any:
            if subject == second.subject:
                return world.chain.reinstate_by_authority(body, subject, **named)
            raise ScheduledError(
                ScheduledAct("0x" + subject.hex(), START, START, new=subject == third.subject)
            )

    authority: Any = Delayed()
    change = Change(State.ACTIVE, 6)
    with pytest.raises(ScheduledError) as waits:
        set_by_authority([first, second, third], change, "", authority=authority, deps=deps(world))
    assert [act.operation for act in waits.value.acts] == ["0x" + one.subject.hex() for one in (first, third)]
    assert waits.value.code == "ACT_SCHEDULED"
    done = set_by_authority([second], change, "", authority=authority, deps=deps(world))
    assert done[0].block is None  # recorded before
