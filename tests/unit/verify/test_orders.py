# SPDX-License-Identifier: Apache-2.0
"""Orders of the authority over certificates of a body or grant; retraction; grants that were reduced."""

import pytest

from registry.core.credential import build_payload
from registry.core.records import Basis, OrderAction
from tests.unit.core.samples import QCVN, conformity, context
from tests.unit.verify.build import ANCHORED, World
from tests.unit.verify.scenes.scene import DAY
from tests.unit.verify.test_both_dates import BEFORE, BODY, EFFECTIVE, NOW, RECORDED, RETRACTED


@pytest.mark.parametrize("action", OrderAction)
@pytest.mark.parametrize("grant", [0, 1, 4])
def test_a_retracted_order_ends_from_then_on_and_only_for_who_knows_it(
    action: OrderAction, grant: int
) -> None:
    world = World()
    issued = world.issue()
    world.go_to(RECORDED)
    n = world.chain.post_order(BODY, grant=grant, action=action, issued_from=BEFORE, issued_until=NOW)
    world.go_to(RETRACTED)
    world.chain.retract_order(BODY, n, grant=grant)
    world.go_to(NOW)
    outcome = {1: "UNDER_REVIEW", 2: "SUSPENDED", 3: "WITHDRAWN"}[action]
    assert world.verify(issued).outcome.code == "VALID"
    assert world.verify(issued, at=RETRACTED - 1).outcome.code == outcome
    assert world.verify(issued, at=RETRACTED).outcome.code == "VALID"
    assert world.verify(issued, known_at=RETRACTED - 1).outcome.code == outcome
    assert world.verify(issued, known_at=RETRACTED).outcome.code == "VALID"


def test_an_order_matches_by_anchoring_or_issue_day_and_by_grant() -> None:
    world = World()
    issued = world.issue()
    world.go_to(RECORDED)
    post, withdraw = world.chain.post_order, OrderAction.WITHDRAW
    day = ANCHORED - DAY  # the issue day begins here
    for grant, first, until in ((2, 0, 0), (0, ANCHORED + 1, 0), (0, 1, day), (4, ANCHORED + 1, NOW)):
        post(BODY, grant=grant, action=withdraw, issued_from=first, issued_until=until)
    assert world.verify(issued).outcome.code == "VALID"
    post(BODY, action=OrderAction.SUSPEND, issued_from=1, issued_until=day + 1)
    assert world.verify(issued).outcome.code == "SUSPENDED"
    post(BODY, grant=4, action=withdraw, issued_from=ANCHORED, issued_until=ANCHORED + 1)
    assert world.verify(issued).outcome.code == "WITHDRAWN"


def test_an_order_announced_for_later_waits_for_its_day() -> None:
    world = World()
    issued = world.issue()
    world.chain.post_order(BODY, action=OrderAction.SUSPEND, effective_from=EFFECTIVE)
    assert world.verify(issued).outcome.code == "VALID"
    world.go_to(EFFECTIVE)
    assert world.verify(issued).outcome.code == "SUSPENDED"


def test_a_grant_reduced_before_the_issue_covers_nothing_and_its_successor_does() -> None:
    world = World()
    world.chain.reduce_grant(BODY, 4)
    narrower = world.chain.grant(BODY, Basis.DESIGNATION, QCVN, valid_from=BEFORE - 30 * DAY)
    payload = build_payload(conformity(), context(grants=(1, narrower)))
    issued = world.issue_payload(payload, batch_grants=(1, narrower))
    assert world.verify(issued).verdict == "VALID"


def test_an_ended_grant_stands_beside_a_reduced_one() -> None:
    world = World()
    until = ANCHORED + 2 * DAY
    grant = world.chain.grant(BODY, Basis.DESIGNATION, QCVN, valid_from=BEFORE - 30 * DAY, valid_until=until)
    payload = build_payload(conformity(), context(grants=(1, grant)))
    issued = world.issue_payload(payload, batch_grants=(1, grant))
    world.go_to(NOW)
    (note,) = world.verify(issued).check(9).warnings
    assert (note.code, str(note.params["why"])) == ("GRANT_SINCE_ENDED", "ended")
