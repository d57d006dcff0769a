# SPDX-License-Identifier: Apache-2.0
"""What a body with good keys and some grants cannot make the verifier say by signing it itself."""

from typing import Any

import pytest
from msgspec.structs import replace

from registry.core.bundle import encode_bundle
from registry.core.credential import build_payload
from registry.core.records import Basis
from registry.errors import InputError
from registry.verify import Report, Verdict
from tests.unit.core.samples import QCVN, conformity, context
from tests.unit.verify.build import ACTIVITY, BODY_FROM, World


def _signed_by_hand(world: World, batch_grants: tuple[int, ...] = (1, 4), **changes: Any) -> Report:
    """A bundle of nothing but a signed summary, which no intake has seen."""
    issued = world.issue_payload(build_payload(conformity(), context()), batch_grants=batch_grants)
    signed = world.resign(issued, replace(issued.summary, **changes))
    return world.verify(encode_bundle(replace(signed.bundle, credential=None)))


def test_a_registration_alone_makes_no_conformity_certificate() -> None:
    report = _signed_by_hand(World(), grants=(1,), scopes=(ACTIVITY,), mark=None, risk=None)
    assert (report.verdict, report.check(7).code) == (Verdict.INVALID, "GRANTS_INSUFFICIENT")


def test_a_grant_for_a_norm_makes_no_calibration_certificate() -> None:
    nothing: dict[str, Any] = dict.fromkeys(("holder", "mark", "risk", "method", "validity"))
    report = _signed_by_hand(World(), kind="calibration", grants=(4,), scopes=(QCVN,), **nothing)
    assert (report.verdict, report.check(7).code) == (Verdict.INVALID, "GRANTS_INSUFFICIENT")


def test_a_grant_to_calibrate_makes_no_conformity_certificate() -> None:
    world = World()
    field = "Hiệu chuẩn: nhiệt độ"
    world.chain.grant("VD-CERT", Basis.REGISTRATION, field, valid_from=BODY_FROM)
    report = _signed_by_hand(world, (5,), grants=(5,), scopes=(field,), mark=None, risk=None)
    assert (report.verdict, report.check(7).code) == (Verdict.INVALID, "GRANTS_INSUFFICIENT")


def test_signed_by_hand_is_else_as_good_as_any() -> None:
    assert _signed_by_hand(World()).verdict is Verdict.VALID


def test_a_calibration_carries_no_mark_of_conformity() -> None:
    with pytest.raises(InputError, match="SUMMARY_FORMAT"):
        _signed_by_hand(World(), kind="calibration", holder=None)


def test_a_mark_of_the_other_scheme_contradicts_the_credential() -> None:
    payload = build_payload(conformity(), context())
    payload["credentialSubject"]["antin"]["mark"] = "CS"
    world = World()
    report = world.verify(world.issue_payload(payload))
    assert report.check(4).code == "CREDENTIAL_DISAGREES"
    assert report.check(4).params["members"] == ["credentialSubject.antin.mark"]


def test_a_name_that_is_anothers_stands_behind_the_code_of_its_user() -> None:
    payload = build_payload(conformity(), context(body_name="Trung tâm Kỹ thuật Khác (KHAC)"))
    world = World()
    report = world.verify(world.issue_payload(payload))
    assert "VD-CERT (Trung tâm Kỹ thuật Khác (KHAC))" in report.outcome.text("vi").reason
