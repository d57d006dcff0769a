# SPDX-License-Identifier: Apache-2.0
"""Checks 7, 8 and 9."""

from datetime import date

from msgspec.structs import replace

from registry.core import layout
from registry.core.bundle import encode_bundle
from registry.core.credential import build_payload
from registry.core.hashing import body_id
from registry.core.records import (
    ZERO_SLOT,
    Basis,
    Lane,
    OrderRecord,
    State,
)
from registry.core.types import Address
from registry.verify import Report
from tests.unit.core.samples import QCVN, conformity, context
from tests.unit.verify.build import ACTIVITY, ANCHORED, World
from tests.unit.verify.scenes.scene import DAY, Altered, gives, with_order


@gives(7, "FAIL", "GRANTS_NOT_IN_BATCH", "INVALID", "TAMPERED")
def grants_outside_the_batch() -> Report:
    world = World()
    payload = build_payload(conformity(), context(grants=(1, 3, 4)))
    return world.verify(world.issue_payload(payload))


@gives(7, "FAIL", "SCOPE_NOT_COVERED", "INVALID", "ISSUER_NOT_AUTHORISED")
def scope_without_grant() -> Report:
    world = World()
    payload = build_payload(conformity(), context(scopes=(ACTIVITY, QCVN, "QCVN 9:2012/BKHCN")))
    return world.verify(world.issue_payload(payload))


@gives(7, "ERROR", "POLICY_MISSING", "INDETERMINATE", "CANNOT_TELL")
def no_rule() -> Report:
    world = World()
    rows = tuple(row for row in world.trust().policies if row.id != "hop-quy-high")
    rows = tuple(row for row in rows if row.kind == "calibration")
    return world.verify(world.issue(), trust=replace(world.trust(), policies=rows))


@gives(7, "FAIL", "GRANTS_INSUFFICIENT", "INVALID", "ISSUER_NOT_AUTHORISED")
def high_risk_without_designation() -> Report:
    world = World()
    payload = build_payload(conformity(), context(grants=(1, 3)))
    return world.verify(world.issue_payload(payload, batch_grants=(1, 3)))


@gives(7, "ERROR", "GOODS_NOT_TOLD", "INDETERMINATE", "CANNOT_TELL")
def goods_not_told() -> Report:
    world = World()
    payload = build_payload(conformity(risk="THAP"), context(grants=(3,), scopes=(QCVN,)))
    issued = world.issue_payload(payload, batch_grants=(3,))
    return world.verify(encode_bundle(replace(issued.bundle, credential=None)))


@gives(7, "FAIL", "BODY_NOT_AUTHORISED", "INVALID", "ISSUER_NOT_AUTHORISED")
def body_suspended_retroactively() -> Report:
    world = World()
    issued = world.issue()
    world.chain.advance(DAY)
    world.chain.suspend_body("VD-CERT", effective_from=ANCHORED - 60, reason=9)
    return world.verify(issued)


@gives(7, "FAIL", "GRANT_NOT_AUTHORISED", "INVALID", "ISSUER_NOT_AUTHORISED")
def grant_began_after_the_issue() -> Report:
    world = World()
    world.chain.grant("VD-CERT", Basis.DESIGNATION, QCVN, valid_from=ANCHORED)
    payload = build_payload(conformity(), context(grants=(1, 5)))
    return world.verify(world.issue_payload(payload, batch_grants=(1, 5)))


@gives(7, "FAIL", "ISSUED_AFTER_ANCHORING", "INVALID", "TAMPERED")
def postdated() -> Report:
    world = World()
    validity = {"first": "2026-07-18", "last": "2029-07-14"}
    issued = world.issue(issued="2026-07-17", validity=validity)
    world.chain.advance(5 * DAY)
    return world.verify(issued)


@gives(7, "WARN", "LATE_ANCHOR", "VALID", "LATE_ANCHOR")
def recorded_late() -> Report:
    world = World()
    world.chain.advance(20 * DAY)
    return world.verify(world.issue())


@gives(7, "WARN", "EARLIER_RULES", "VALID", "LATE_ANCHOR")
def issued_under_earlier_rules() -> Report:
    world = World()
    validity = {"first": "2026-05-20", "last": "2029-05-19"}
    return world.verify(world.issue(issued="2026-05-20", validity=validity, risk=None))


@gives(7, "ERROR", "EVIDENCE_MISSING_RECORD", "INDETERMINATE", "CANNOT_TELL")
def grant_without_record() -> Report:
    world = World()
    issued = world.issue()
    slot = layout.grant_slot(body_id("VD-CERT"), 4)
    return world.verify(issued, readers=[Altered(world, {slot: ZERO_SLOT})])


@gives(8, "FAIL", "STATUS_SUSPENDED", "INVALID", "SUSPENDED")
def suspended() -> Report:
    world = World()
    issued = world.issue()
    world.chain.set_status("VD-CERT", issued.leaf, State.SUSPENDED, reason=3)
    return world.verify(issued)


@gives(8, "FAIL", "STATUS_SUPERSEDED", "INVALID", "SUPERSEDED")
def superseded() -> Report:
    world = World()
    issued = world.issue()
    world.chain.set_status("VD-CERT", issued.leaf, State.SUPERSEDED, reason=16)
    return world.verify(issued)


@gives(8, "FAIL", "STATUS_WITHDRAWN", "INVALID", "WITHDRAWN")
def withdrawn_with_its_batch() -> Report:
    world = World()
    issued = world.issue()
    world.chain.set_status("VD-CERT", issued.batch, State.WITHDRAWN, reason=10)
    return world.verify(issued)


@gives(8, "WARN", "STATUS_CHANGED_LATER", "VALID", "VALID")
def withdrawn_later() -> Report:
    world = World()
    issued = world.issue()
    world.chain.advance(3 * DAY)
    world.chain.set_status("VD-CERT", issued.leaf, State.WITHDRAWN, reason=1)
    return world.verify(issued, at=date(2026, 7, 17))


@gives(8, "FAIL", "STATUS_REINSTATED_LATER", "INVALID", "SUSPENDED")
def reinstated_later() -> Report:
    world = World()
    issued = world.issue()
    world.chain.set_status("VD-CERT", issued.leaf, State.SUSPENDED, lane=Lane.AUTHORITY)
    world.chain.advance(3 * DAY)
    world.chain.set_status("VD-CERT", issued.leaf, State.ACTIVE, lane=Lane.AUTHORITY)
    return world.verify(issued, at=date(2026, 7, 17))


@gives(8, "WARN", "STATUS_CHANGED_THAT_DAY", "VALID", "VALID")
def suspended_and_reinstated_within_the_day() -> Report:
    world = World()
    issued = world.issue()
    world.chain.advance(3_600)
    world.chain.set_status("VD-CERT", issued.leaf, State.SUSPENDED)
    world.chain.advance(3_600)
    world.chain.set_status("VD-CERT", issued.leaf, State.ACTIVE)
    return world.verify(issued, at=date(2026, 7, 16))


@gives(8, "ERROR", "CONTRACT_RETIRED_UNKNOWN", "INDETERMINATE", "CANNOT_TELL")
def retired_for_an_unknown_contract() -> Report:
    world = World()
    issued = world.issue()
    successor = world.chain.another_contract(Address(b"\xd1" * 20))
    world.chain.retire(successor.contract)
    return world.verify(issued)


@gives(8, "WARN", "ORDER_REVIEW", "VALID", "UNDER_REVIEW")
def under_review() -> Report:
    world = World()
    issued = world.issue()
    order = OrderRecord(1, 11, ANCHORED - DAY, ANCHORED + DAY, ANCHORED, ANCHORED, 0)
    return world.verify(issued, readers=[with_order(world, issued, order)])


@gives(9, "WARN", "ISSUER_SINCE_SUSPENDED", "VALID", "ISSUER_SINCE_SUSPENDED")
def body_suspended_since() -> Report:
    world = World()
    issued = world.issue()
    world.chain.advance(DAY)
    world.chain.suspend_body("VD-CERT", reason=9)
    return world.verify(issued)


@gives(9, "WARN", "GRANT_SINCE_ENDED", "VALID", "VALID")
def grant_withdrawn_since() -> Report:
    world = World()
    issued = world.issue()
    world.chain.advance(DAY)
    world.chain.withdraw_grant("VD-CERT", 4)
    return world.verify(issued)


@gives(9, "WARN", "KEY_SINCE_REVOKED", "VALID", "VALID")
def key_revoked_since() -> Report:
    world = World()
    issued = world.issue()
    world.chain.advance(DAY)
    world.chain.revoke_key("VD-CERT", world.key.jwk.thumbprint())
    return world.verify(issued)


@gives(9, "WARN", "KEY_SINCE_COMPROMISED", "VALID", "VALID")
def key_compromised_since() -> Report:
    world = World()
    issued = world.issue()
    world.chain.advance(DAY)
    world.chain.set_compromised("VD-CERT", world.anchor_key.id)
    return world.verify(issued)
