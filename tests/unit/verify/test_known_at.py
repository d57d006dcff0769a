# SPDX-License-Identifier: Apache-2.0
"""As known then and as known now are two questions (protocol §6, domain §0.8)."""

from datetime import date

from registry.core.records import Lane, State
from tests.unit.verify.build import ANCHORED, World
from tests.unit.verify.scenes.scene import DAY

DAY_AFTER = date(2026, 7, 17)


def test_a_withdrawal_that_reaches_back_was_not_known_then() -> None:
    world = World()
    issued = world.issue()
    world.chain.advance(10 * DAY)
    world.chain.set_status("VD-CERT", issued.leaf, State.WITHDRAWN, reason=9, effective_from=ANCHORED)
    assert world.verify(issued, at=DAY_AFTER).outcome.code == "WITHDRAWN"
    then = world.verify(issued, at=DAY_AFTER, known_at=DAY_AFTER)
    assert then.verdict == "VALID"
    assert then.known_at is not None


def test_a_retroactive_loss_of_authority_was_not_known_then() -> None:
    world = World()
    issued = world.issue()
    world.chain.advance(10 * DAY)
    world.chain.suspend_body("VD-CERT", effective_from=ANCHORED - DAY, reason=9)
    assert world.verify(issued).outcome.code == "ISSUER_NOT_AUTHORISED"
    assert world.verify(issued, at=DAY_AFTER, known_at=DAY_AFTER).verdict == "VALID"


def test_a_compromise_that_reaches_back_was_not_known_then() -> None:
    world = World()
    issued = world.issue()
    world.chain.advance(10 * DAY)
    world.chain.set_compromised("VD-CERT", world.key.jwk.thumbprint(), since=ANCHORED)
    assert world.verify(issued).outcome.code == "KEY_NOT_GOOD"
    assert world.verify(issued, at=DAY_AFTER, known_at=DAY_AFTER).verdict == "VALID"


def test_before_it_was_anchored_nothing_was_known() -> None:
    world = World()
    issued = world.issue()
    report = world.verify(issued, known_at=date(2026, 7, 15))
    assert report.check(6).code == "NOT_ANCHORED_AT_DATE"
    assert report.verdict == "INDETERMINATE"


def test_evidence_must_reach_the_day_of_knowledge() -> None:
    world = World()
    report = world.verify(world.issue(), known_at=ANCHORED + 30, now=ANCHORED + 60)
    assert report.check(12).code == "EVIDENCE_BEFORE_DATE"


def test_reinstatements_by_a_compromised_key_do_not_count_and_suspensions_do() -> None:
    world = World()
    issued = world.issue()
    actor = world.anchor_key.address
    world.chain.advance(DAY)
    world.chain.set_status("VD-CERT", issued.leaf, State.SUSPENDED, actor=actor)
    world.chain.advance(DAY)
    reinstated = world.now
    world.chain.set_status("VD-CERT", issued.leaf, State.ACTIVE, actor=actor)
    assert world.verify(issued).verdict == "VALID"
    world.chain.advance(DAY)
    world.chain.set_compromised("VD-CERT", world.anchor_key.id, since=reinstated + 1)
    assert world.verify(issued).verdict == "VALID"
    world.chain.set_compromised("VD-CERT", world.anchor_key.id, since=reinstated)
    assert world.verify(issued).outcome.code == "SUSPENDED"


def test_the_authority_may_lift_what_a_compromised_key_did() -> None:
    world = World()
    issued = world.issue()
    world.chain.advance(DAY)
    world.chain.set_status("VD-CERT", issued.leaf, State.WITHDRAWN, actor=world.anchor_key.address)
    world.chain.set_compromised("VD-CERT", world.anchor_key.id, since=world.now)
    assert world.verify(issued).outcome.code == "WITHDRAWN"
    world.chain.lift_status("VD-CERT", issued.leaf, 1, State.ACTIVE)
    assert world.verify(issued).verdict == "VALID"


def test_the_worse_lane_counts() -> None:
    world = World()
    issued = world.issue()
    world.chain.set_status("VD-CERT", issued.leaf, State.SUPERSEDED)
    world.chain.set_status("VD-CERT", issued.leaf, State.SUSPENDED, lane=Lane.AUTHORITY)
    assert world.verify(issued).outcome.code == "SUSPENDED"
    world.chain.set_status("VD-CERT", issued.leaf, State.WITHDRAWN)
    report = world.verify(issued)
    assert report.outcome.code == "WITHDRAWN"
    assert "tổ chức cấp" in report.outcome.text("vi").reason


def test_more_records_than_one_round_reads() -> None:
    world = World()
    issued = world.issue()
    for n in range(23):
        world.chain.advance(60)
        state = State.SUSPENDED if n % 2 == 0 else State.ACTIVE
        world.chain.set_status("VD-CERT", issued.leaf, state)
    assert world.verify(issued).outcome.code == "SUSPENDED"
    assert world.verify(issued, at=world.now - 1).check(8).status == "WARN"


def test_before_anybody_knew_the_body_nothing_was_known_either() -> None:
    world = World()
    issued = world.issue()
    report = world.verify(issued, known_at=date(2025, 7, 1))
    assert report.outcome.code == "NOT_ANCHORED_AT_DATE"
    assert report.verdict == "INDETERMINATE"


def test_a_test_network_is_told_whatever_day_is_asked() -> None:
    world = World(demo=True)
    report = world.verify(world.issue(), at=ANCHORED - 60)
    assert report.check(6).code == "NOT_ANCHORED_AT_DATE"
    assert "DEMO_NETWORK" in [note.code for note in report.warnings]
