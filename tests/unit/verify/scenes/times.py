# SPDX-License-Identifier: Apache-2.0
"""Checks 10, 11 and 12."""

from datetime import date

from registry.core.records import (
    State,
)
from registry.verify import Report, recognise
from registry.verify.checks.statements import subjects
from registry.verify.claim import claim_of
from registry.verify.values import first_instant
from tests.unit.verify.build import ANCHORED, World
from tests.unit.verify.scenes.scene import DAY, FILE, gives


@gives(10, "FAIL", "EXPIRED", "INVALID", "EXPIRED")
def expired() -> Report:
    world = World()
    issued = world.issue()
    world.go_to(first_instant(date(2029, 7, 15)))
    return world.verify(issued)


@gives(10, "FAIL", "NOT_YET_VALID", "INVALID", "NOT_YET")
def not_yet_valid() -> Report:
    world = World()
    return world.verify(world.issue(validity={"first": "2026-08-01", "last": "2029-07-14"}))


@gives(10, "PASS", "NO_EXPIRY", "VALID", "VALID")
def a_calibration() -> Report:
    world = World()
    return world.verify(world.calibrate())


@gives(10, "PASS", "LOT_ONLY", "VALID", "VALID")
def one_lot() -> Report:
    world = World()
    lot = {"number": "LOT-EX-0926", "quantity": "12000", "unit": "chiếc"}
    return world.verify(world.issue(method=7, lot=lot, validity=None, surveillance=None))


@gives(10, "PASS", "UNITS_ONLY", "VALID", "VALID")
def some_units() -> Report:
    world = World()
    return world.verify(world.issue(method=8, serials=["S1", "S2"], validity=None, surveillance=None))


@gives(10, "PASS", "SAMPLE_ONLY", "VALID", "VALID")
def a_sample() -> Report:
    world = World()
    return world.verify(world.issue(method=1, validity=None, surveillance=None))


@gives(11, "PASS", "FILES_OK", "VALID", "VALID")
def bound_file() -> Report:
    world = World()
    return world.verify(world.state_file(world.issue(), FILE), files={FILE: "giay.pdf"})


@gives(11, "ERROR", "FILE_STATEMENT_NOT_GOOD", "INDETERMINATE", "CANNOT_TELL")
def statement_by_a_key_compromised_meanwhile() -> Report:
    world = World()
    issued = world.issue()
    world.chain.advance(DAY)
    issued = world.state_file(issued, FILE)
    world.chain.set_compromised("VD-CERT", world.key.jwk.thumbprint(), since=ANCHORED + 60)
    return world.verify(issued, files={FILE: "giay.pdf"})


@gives(11, "ERROR", "FILE_STATEMENT_WITHDRAWN", "INDETERMINATE", "CANNOT_TELL")
def statement_withdrawn() -> Report:
    world = World()
    issued = world.state_file(world.issue(), FILE)
    leaf = subjects(claim_of(recognise(issued.data), None))[0].leaf
    world.chain.set_status("VD-CERT", leaf, State.WITHDRAWN)
    return world.verify(issued, files={FILE: "giay.pdf"})


@gives(12, "ERROR", "EVIDENCE_TOO_OLD", "INDETERMINATE", "STALE")
def old_block() -> Report:
    world = World()
    return world.verify(world.issue(), now=ANCHORED + 3_601)


@gives(12, "ERROR", "EVIDENCE_BEFORE_DATE", "INDETERMINATE", "STALE")
def block_before_the_instant() -> Report:
    world = World()
    return world.verify(world.issue(), at=ANCHORED + 60, now=ANCHORED + 61)


@gives(12, "ERROR", "CLOCK_BEHIND", "INDETERMINATE", "STALE")
def clock_behind() -> Report:
    world = World()
    return world.verify(world.issue(), now=ANCHORED - 301)
