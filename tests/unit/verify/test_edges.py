# SPDX-License-Identifier: Apache-2.0
"""Every interval is half-open: each edge a second before, on it, and a second after."""

from collections.abc import Callable
from datetime import date

import pytest

from registry.core.records import Lane, OrderRecord, State
from registry.verify import Report
from registry.verify.values import first_instant, last_instant
from tests.unit.core.samples import Key
from tests.unit.verify.build import ANCHORED, Issued, World
from tests.unit.verify.scenes.scene import DAY, FILE, with_order

ISSUE_DAY = date(2026, 7, 15)
Act = Callable[[World, int], object]


def _after(act: Act, time: int) -> Report:
    """Issue, anchor, a day later act with effect at ``time``, and ask."""
    world = World()
    issued = world.issue()
    world.chain.advance(DAY)
    act(world, time)
    return world.verify(issued)


def _compromise_signer(world: World, since: int) -> None:
    world.chain.set_compromised("VD-CERT", world.key.jwk.thumbprint(), since=since)


def _compromise_anchor(world: World, since: int) -> None:
    world.chain.set_compromised("VD-CERT", world.anchor_key.id, since=since)


@pytest.mark.parametrize("act", [_compromise_signer, _compromise_anchor])
@pytest.mark.parametrize(("offset", "good"), [(-1, False), (0, False), (1, True)])
def test_compromise_counts_from_its_second_on(act: Act, offset: int, good: bool) -> None:
    report = _after(act, ANCHORED + offset)
    assert (report.check(3).status == "PASS") is good
    assert (report.verdict == "VALID") is good


@pytest.mark.parametrize(
    "act",
    [
        lambda world, time: world.chain.suspend_body("VD-CERT", effective_from=time),
        lambda world, time: world.chain.withdraw_body("VD-CERT", effective_from=time),
        lambda world, time: world.chain.suspend_grant("VD-CERT", 4, effective_from=time),
        lambda world, time: world.chain.withdraw_grant("VD-CERT", 1, effective_from=time),
    ],
)
@pytest.mark.parametrize(("offset", "good"), [(-1, False), (0, False), (1, True)])
def test_authority_is_lost_from_its_second_on(act: Act, offset: int, good: bool) -> None:
    report = _after(act, ANCHORED + offset)
    assert (report.check(7).status == "PASS") is good
    assert report.check(9).status == "WARN"


@pytest.mark.parametrize(("offset", "good"), [(-1, True), (0, True), (1, False)])
def test_authority_must_begin_within_the_issue_day(offset: int, good: bool) -> None:
    """The issue day is judged at its last instant."""
    world = World()
    world.chain.register_body("VD-NEW", valid_from=last_instant(ISSUE_DAY) + offset)
    _register_like_cert(world, "VD-NEW", last_instant(ISSUE_DAY) + offset)
    world.chain.advance(DAY)
    report = world.verify(world.issue(body="VD-NEW"))
    assert (report.verdict == "VALID") is good
    assert good or report.check(7).code == "BODY_NOT_AUTHORISED"


def _register_like_cert(world: World, body: str, start: int) -> None:
    from registry.core.records import Basis  # noqa: PLC0415
    from tests.unit.core.samples import QCVN  # noqa: PLC0415
    from tests.unit.verify.build import ACTIVITY  # noqa: PLC0415

    for basis, scope in (
        (Basis.REGISTRATION, ACTIVITY),
        (Basis.REGISTRATION, QCVN),
        (Basis.REGISTRATION, QCVN),
        (Basis.DESIGNATION, QCVN),
    ):
        world.chain.grant(body, basis, scope, valid_from=start)
    world.chain.add_key(body, world.key.jwk.thumbprint(), valid_from=start)
    world.chain.add_key(body, world.anchor_key.address, valid_from=start)


def test_what_ends_on_the_issue_day_after_the_anchoring_does_not_count() -> None:
    """Issued and anchored in the morning, suspended in the afternoon: issued in time."""
    world = World()
    world.go_to(ANCHORED)
    issued = world.issue(issued="2026-07-16", validity={"first": "2026-07-16", "last": "2029-07-14"})
    world.chain.advance(3_600)
    world.chain.suspend_body("VD-CERT")
    assert world.verify(issued).outcome.code == "ISSUER_SINCE_SUSPENDED"


@pytest.mark.parametrize(("offset", "good"), [(-1, False), (0, False), (1, True)])
def test_a_key_is_good_until_it_is_revoked(offset: int, good: bool) -> None:
    world = World()
    if offset <= 0:
        world.chain.revoke_key("VD-CERT", world.key.jwk.thumbprint())
        world.chain.advance(-offset)
        issued = world.issue()
    else:
        issued = world.issue()
        world.chain.advance(offset)
        world.chain.revoke_key("VD-CERT", world.key.jwk.thumbprint())
    assert (world.verify(issued).check(3).status == "PASS") is good


@pytest.mark.parametrize(("offset", "good"), [(-1, True), (0, True), (1, False)])
def test_a_key_is_good_from_its_first_second_on(offset: int, good: bool) -> None:
    world = World()
    world.key = Key(3)
    issued = world.issue()
    world.chain.advance(DAY)
    world.chain.add_key("VD-CERT", world.key.jwk.thumbprint(), valid_from=ANCHORED + offset)
    assert (world.verify(issued).check(3).status == "PASS") is good


@pytest.mark.parametrize("lane", list(Lane))
@pytest.mark.parametrize(("offset", "good"), [(-1, True), (0, False), (1, False)])
def test_a_status_holds_from_its_second_on(lane: Lane, offset: int, good: bool) -> None:
    world = World()
    issued = world.issue()
    world.chain.advance(DAY)
    world.chain.set_status("VD-CERT", issued.leaf, State.SUSPENDED, lane=lane)
    at = world.now + offset
    world.chain.advance(DAY)
    assert (world.verify(issued, at=at).check(8).status != "FAIL") is good


@pytest.mark.parametrize(("offset", "good"), [(-1, False), (0, True), (1, True)])
def test_a_reinstatement_holds_from_its_second_on(offset: int, good: bool) -> None:
    world = World()
    issued = world.issue()
    world.chain.set_status("VD-CERT", issued.leaf, State.SUSPENDED)
    world.chain.advance(DAY)
    world.chain.set_status("VD-CERT", issued.leaf, State.ACTIVE)
    at = world.now + offset
    world.chain.advance(DAY)
    assert (world.verify(issued, at=at).check(8).status != "FAIL") is good


@pytest.mark.parametrize(("offset", "decided"), [(-1, False), (0, True), (1, True)])
def test_an_anchor_counts_from_its_second_on(offset: int, decided: bool) -> None:
    world = World()
    issued = world.issue()
    world.chain.advance(DAY)
    report = world.verify(issued, at=ANCHORED + offset)
    assert (report.check(6).code == "ANCHOR_OK") is decided
    assert (report.verdict == "VALID") is decided


@pytest.mark.parametrize(
    ("time", "code"),
    [
        (first_instant(date(2026, 8, 1)) - 1, "NOT_YET_VALID"),
        (first_instant(date(2026, 8, 1)), "VALIDITY_OK"),
        (last_instant(date(2029, 7, 14)), "VALIDITY_OK"),
        (last_instant(date(2029, 7, 14)) + 1, "EXPIRED"),
    ],
)
def test_validity_includes_its_first_and_last_day(time: int, code: str) -> None:
    world = World()
    issued = world.issue(validity={"first": "2026-08-01", "last": "2029-07-14"})
    world.go_to(time)
    assert world.verify(issued).check(10).code == code


@pytest.mark.parametrize(("age", "fresh"), [(3_599, True), (3_600, True), (3_601, False)])
def test_evidence_may_be_as_old_as_the_policy_allows(age: int, fresh: bool) -> None:
    world = World()
    report = world.verify(world.issue(), now=ANCHORED + age)
    assert (report.check(12).code == "FRESH_OK") is fresh


@pytest.mark.parametrize(("offset", "reached"), [(-1, True), (0, True), (1, False)])
def test_evidence_must_reach_a_past_instant(offset: int, reached: bool) -> None:
    world = World()
    report = world.verify(world.issue(), at=ANCHORED + offset, now=ANCHORED + 60)
    assert (report.check(12).code == "FRESH_OK") is reached


@pytest.mark.parametrize(("days", "late"), [(7, False), (8, True)])
def test_an_anchor_is_late_after_more_than_a_week(days: int, late: bool) -> None:
    world = World()
    world.go_to(first_instant(ISSUE_DAY) + days * DAY)
    assert (world.verify(world.issue()).check(7).code == "LATE_ANCHOR") is late


def _order(world: World, issued: Issued, **changes: int) -> Report:
    fields = {
        "action": 2, "reason": 11, "issued_from": ANCHORED, "issued_until": ANCHORED + 1,
        "effective_from": ANCHORED, "recorded_at": ANCHORED, "retracted_at": 0,
    }  # fmt: skip
    order = OrderRecord(**{**fields, **changes})
    return world.verify(issued, readers=[with_order(world, issued, order)])


@pytest.mark.parametrize(
    ("low", "high", "matches"),
    [
        (ANCHORED, ANCHORED + 1, True),
        (ANCHORED + 1, ANCHORED + 9, False),
        (ANCHORED, 0, True),
        (last_instant(ISSUE_DAY), last_instant(ISSUE_DAY) + 1, True),
        (first_instant(ISSUE_DAY) - 9, first_instant(ISSUE_DAY), False),
        (first_instant(ISSUE_DAY) - 9, first_instant(ISSUE_DAY) + 1, True),
    ],
)
def test_an_order_matches_by_anchoring_or_issue_day(low: int, high: int, matches: bool) -> None:
    world = World()
    report = _order(world, world.issue(), issued_from=low, issued_until=high)
    assert (report.check(8).code == "STATUS_SUSPENDED") is matches


@pytest.mark.parametrize(
    ("retracted", "holds"), [(ANCHORED - 1, False), (ANCHORED, False), (ANCHORED + 1, True)]
)
def test_a_retracted_order_ends_from_then_on(retracted: int, holds: bool) -> None:
    world = World()
    report = _order(world, world.issue(), action=3, retracted_at=retracted, effective_from=ANCHORED - DAY)
    assert (report.check(8).code == "STATUS_WITHDRAWN") is holds


def test_a_file_statement_counts_from_its_anchor_on() -> None:
    world = World()
    issued = world.issue()
    world.chain.advance(DAY)
    issued = world.state_file(issued, FILE)
    world.chain.advance(DAY)
    early = world.verify(issued, at=ANCHORED + DAY - 1, files={FILE: "x.pdf"})
    assert early.check(11).code == "FILE_STATEMENT_NOT_GOOD"
    assert world.verify(issued, at=ANCHORED + DAY, files={FILE: "x.pdf"}).verdict == "VALID"
