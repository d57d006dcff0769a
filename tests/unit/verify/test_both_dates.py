# SPDX-License-Identifier: Apache-2.0
"""Every kind of record for every date asked and every date known (protocol §4: effective and recorded time)."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from registry.core.records import Lane, OrderAction, State
from registry.verify import Report
from tests.unit.verify.build import ANCHORED, Issued, World
from tests.unit.verify.scenes.scene import DAY

BEFORE = ANCHORED - 3_600
EFFECTIVE, RECORDED, RETRACTED, NOW = (ANCHORED + days * DAY for days in (5, 10, 16, 20))
BODY = "VD-CERT"


@dataclass(frozen=True)
class Act:
    """Something recorded at RECORDED that takes effect earlier, and the outcome where it counts."""

    do: Callable[[World, Issued], object]
    outcome: str


def _status(state: State, lane: Lane, subject: str = "leaf") -> Callable[[World, Issued], object]:
    return lambda w, i: w.chain.set_status(
        BODY, getattr(i, subject), state, lane=lane, effective_from=EFFECTIVE
    )


def _order(action: OrderAction, grant: int) -> Callable[[World, Issued], object]:
    return lambda w, _: w.chain.post_order(
        BODY, grant=grant, action=action, issued_from=BEFORE, issued_until=NOW, effective_from=EFFECTIVE
    )


LOST = "ISSUER_NOT_AUTHORISED"
BY_DATE_ASKED = {
    "body withdraws": Act(_status(State.WITHDRAWN, Lane.BODY), "WITHDRAWN"),
    "body withdraws the batch": Act(_status(State.WITHDRAWN, Lane.BODY, "batch"), "WITHDRAWN"),
    "authority suspends": Act(_status(State.SUSPENDED, Lane.AUTHORITY), "SUSPENDED"),
    "authority withdraws": Act(_status(State.WITHDRAWN, Lane.AUTHORITY), "WITHDRAWN"),
    "authority supersedes": Act(_status(State.SUPERSEDED, Lane.AUTHORITY), "SUPERSEDED"),
    "order to review the body's": Act(_order(OrderAction.REVIEW, 0), "UNDER_REVIEW"),
    "order to suspend the body's": Act(_order(OrderAction.SUSPEND, 0), "SUSPENDED"),
    "order to withdraw the body's": Act(_order(OrderAction.WITHDRAW, 0), "WITHDRAWN"),
    "order to review a grant's": Act(_order(OrderAction.REVIEW, 4), "UNDER_REVIEW"),
    "order to suspend a grant's": Act(_order(OrderAction.SUSPEND, 4), "SUSPENDED"),
    "order to withdraw a grant's": Act(_order(OrderAction.WITHDRAW, 1), "WITHDRAWN"),
}
BACKDATED = {
    "body suspended": Act(lambda w, _: w.chain.suspend_body(BODY, effective_from=BEFORE), LOST),
    "body withdrawn": Act(lambda w, _: w.chain.withdraw_body(BODY, effective_from=BEFORE), LOST),
    "grant suspended": Act(lambda w, _: w.chain.suspend_grant(BODY, 4, effective_from=BEFORE), LOST),
    "grant withdrawn": Act(lambda w, _: w.chain.withdraw_grant(BODY, 1, effective_from=BEFORE), LOST),
    "grant reduced": Act(lambda w, _: w.chain.reduce_grant(BODY, 4, effective_from=BEFORE), LOST),
    "credential key": Act(
        lambda w, _: w.chain.set_compromised(BODY, w.key.jwk.thumbprint(), since=BEFORE), "KEY_NOT_GOOD"
    ),
    "anchor key": Act(lambda w, _: w.chain.set_compromised(BODY, w.anchor_key.id, since=BEFORE), "KEY_NOT_GOOD"),
}  # fmt: skip
SINCE = {
    "body suspended": Act(lambda w, _: w.chain.suspend_body(BODY), "ISSUER_SINCE_SUSPENDED"),
    "body withdrawn": Act(lambda w, _: w.chain.withdraw_body(BODY), "ISSUER_SINCE_SUSPENDED"),
    "grant suspended": Act(lambda w, _: w.chain.suspend_grant(BODY, 4), "GRANT_SINCE_ENDED"),
    "grant withdrawn": Act(lambda w, _: w.chain.withdraw_grant(BODY, 4), "GRANT_SINCE_ENDED"),
    "grant reduced": Act(lambda w, _: w.chain.reduce_grant(BODY, 4), "GRANT_SINCE_REDUCED"),
    "credential key revoked": Act(lambda w, _: w.chain.revoke_key(BODY, w.key.jwk.thumbprint()), "KEY_SINCE_REVOKED"),
    "anchor key revoked": Act(lambda w, _: w.chain.revoke_key(BODY, w.anchor_key.id), "KEY_SINCE_REVOKED"),
    "credential key compromised": Act(
        lambda w, _: w.chain.set_compromised(BODY, w.key.jwk.thumbprint()), "KEY_SINCE_COMPROMISED"
    ),
    "anchor key compromised": Act(lambda w, _: w.chain.set_compromised(BODY, w.anchor_key.id), "KEY_SINCE_COMPROMISED"),
}  # fmt: skip
ASKED = (ANCHORED + 3 * DAY, EFFECTIVE, ANCHORED + 7 * DAY, ANCHORED + 15 * DAY, None)
KNOWN = (None, ANCHORED + 8 * DAY, RECORDED, ANCHORED + 12 * DAY)


def _acted(act: Act) -> tuple[World, Issued]:
    world = World()
    issued = world.issue()
    world.go_to(RECORDED)
    act.do(world, issued)
    world.go_to(NOW)
    return world, issued


def codes(report: Report) -> set[str]:
    return {note.code for note in report.warnings}


@pytest.mark.parametrize("act", BY_DATE_ASKED.values(), ids=BY_DATE_ASKED)
def test_what_depends_on_the_date_asked(act: Act) -> None:
    world, issued = _acted(act)
    trust = world.trust()
    for asked in ASKED:
        for known in KNOWN:
            report = world.verify(issued, trust=trust, at=asked, known_at=known)
            counts = (asked is None or asked >= EFFECTIVE) and (known is None or known >= RECORDED)
            assert report.outcome.code == (act.outcome if counts else "VALID"), (asked, known)


@pytest.mark.parametrize("act", BACKDATED.values(), ids=BACKDATED)
def test_a_loss_of_authority_that_reaches_back_counts_for_every_date_once_it_is_known(act: Act) -> None:
    world, issued = _acted(act)
    trust = world.trust()
    for asked in ASKED:
        for known in KNOWN:
            report = world.verify(issued, trust=trust, at=asked, known_at=known)
            counts = known is None or known >= RECORDED
            assert report.outcome.code == (act.outcome if counts else "VALID"), (asked, known)


@pytest.mark.parametrize("act", SINCE.values(), ids=SINCE)
def test_what_was_lost_since_warns_once_it_is_known(act: Act) -> None:
    world, issued = _acted(act)
    trust = world.trust()
    for asked in ASKED:
        for known in KNOWN:
            report = world.verify(issued, trust=trust, at=asked, known_at=known)
            counts = known is None or known >= RECORDED
            assert report.verdict == "VALID"
            assert (act.outcome in codes(report)) is counts, (asked, known)
