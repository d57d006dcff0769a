# SPDX-License-Identifier: Apache-2.0
"""Surveillance, reduced grants, and certificates that were issued on paper before the body joined."""

from datetime import date

from registry.verify import Report
from registry.verify.values import first_instant
from tests.unit.verify.acts import on_paper, survey
from tests.unit.verify.build import World
from tests.unit.verify.scenes.scene import DAY, gives


@gives(9, "WARN", "SURVEILLANCE_OVERDUE", "VALID", "SURVEILLANCE_OVERDUE")
def surveillance_overdue() -> Report:
    world = World()
    issued = world.issue()
    survey(world, issued, due=world.now + 30 * DAY)
    world.chain.advance(31 * DAY)
    return world.verify(issued)


@gives(9, "WARN", "SURVEILLANCE_NOT_TOLD", "VALID", "VALID")
def only_the_latest_surveillance_is_kept() -> Report:
    world = World()
    issued = world.issue()
    survey(world, issued, due=world.now + 30 * DAY)
    world.chain.advance(40 * DAY)
    survey(world, issued, n=1, due=world.now + 300 * DAY)
    return world.verify(issued, at=date(2026, 8, 20))


@gives(9, "WARN", "GRANT_SINCE_REDUCED", "VALID", "SCOPE_REDUCED")
def grant_reduced_since() -> Report:
    world = World()
    issued = world.issue()
    world.chain.advance(DAY)
    world.chain.reduce_grant("VD-CERT", 4, reason=1)
    return world.verify(issued)


@gives(7, "WARN", "RETROSPECTIVE", "VALID", "RETROSPECTIVE")
def issued_on_paper_before_the_body_joined() -> Report:
    world = World()
    return world.verify(on_paper(world))


@gives(7, "FAIL", "RETROSPECTIVE_TOO_LATE", "INVALID", "ISSUER_NOT_AUTHORISED")
def paper_of_after_the_body_joined() -> Report:
    world = World()
    world.go_to(first_instant(date(2026, 7, 20)))
    validity = {"first": "2026-07-10", "last": "2029-07-09"}
    return world.verify(on_paper(world, issued="2026-07-10", validity=validity, risk="CAO"))
