# SPDX-License-Identifier: Apache-2.0
"""Check 7 by the rules of the trust list: late records, levels of the catalogue, amendments, activities."""

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from registry.core.bundle import encode_bundle
from registry.core.credential import build_payload
from registry.core.records import Basis
from registry.verify import Report, TrustList
from registry.verify.catalogue import RiskRow
from registry.verify.results import Verdict
from tests.unit.core.samples import CONFORMITY, QCVN, conformity, context
from tests.unit.verify.acts import on_paper
from tests.unit.verify.build import ACTIVITY, BODY_FROM, Issued, World

DAY = 86_400
AMENDMENT = "Sửa đổi 1:2016 QCVN 4:2009/BKHCN"
LEGACY: dict[str, Any] = {
    "issued": "2026-06-20", "validity": {"first": "2026-06-20", "last": "2029-06-19"}, "risk": None,
}  # fmt: skip
UNLISTED = [{**CONFORMITY["products"][0], "hs_codes": ["85094000"]}]


def issued_under(
    world: World, grants: tuple[int, ...], scopes: tuple[str, ...] = (QCVN,), **changes: Any
) -> Issued:
    payload = build_payload(conformity(**changes), context(grants=grants, scopes=scopes))
    return world.issue_payload(payload, batch_grants=grants)


def seventh(report: Report) -> tuple[str, str, Verdict]:
    check = report.check(7)
    return check.status.value, check.code, report.verdict


def test_an_old_issue_date_does_not_bring_the_laxer_rules_of_its_day() -> None:
    world = World()  # at 16 July, 26 days after the printed issue date
    report = world.verify(issued_under(world, (3,), **LEGACY))
    assert seventh(report) == ("FAIL", "GRANTS_INSUFFICIENT", Verdict.INVALID)
    check = report.check(7)
    assert (check.params["row"], check.params["day"]) == ("hop-quy-no-risk-mark", date(2026, 7, 16))
    assert "16/07/2026" in check.text("vi")
    assert "hop-quy-no-risk-mark" in check.text("en")


def test_what_satisfies_both_days_is_late_and_valid() -> None:
    world = World()
    report = world.verify(issued_under(world, (3, 4), **LEGACY))
    assert seventh(report) == ("WARN", "LATE_ANCHOR", Verdict.VALID)
    assert [note.code for note in report.check(7).warnings] == ["LATE_ANCHOR", "EARLIER_RULES"]


@pytest.mark.parametrize(("days", "verdict"), [(7, Verdict.VALID), (8, Verdict.INVALID)])
def test_in_time_the_issue_date_alone_counts(days: int, verdict: Verdict) -> None:
    world = World()
    early: dict[str, Any] = {
        "issued": "2026-06-30",
        "validity": {"first": "2026-06-30", "last": "2029-06-29"},
        "risk": None,
    }
    world.chain.advance((days - 16) * DAY)  # the world stands at 16 July
    report = world.verify(issued_under(world, (3,), **early))
    assert report.verdict is verdict


def test_a_missing_row_of_the_recording_day_leaves_it_open() -> None:
    world = World()
    issued = issued_under(world, (3, 4), **LEGACY)
    trust = replace(world.trust(), policies=tuple(row for row in world.trust().policies if row.earlier_rules))
    report = world.verify(issued, trust=trust)
    assert seventh(report) == ("ERROR", "POLICY_MISSING", Verdict.INDETERMINATE)
    assert report.check(7).params["issued"] == date(2026, 7, 16)


def test_a_level_below_the_catalogues_is_judged_by_the_higher() -> None:
    world = World()
    report = world.verify(issued_under(world, (3,), risk="THAP"))
    assert seventh(report) == ("FAIL", "GRANTS_INSUFFICIENT", Verdict.INVALID)
    assert report.check(7).params["row"] == "hop-quy-high"
    (note,) = report.check(7).warnings
    assert note.text("vi") == "giấy ghi mức rủi ro thấp, danh mục ghi cao; xét theo mức cao hơn"
    assert "declares risk low" in note.text("en")


def test_it_only_warns_where_the_grants_suffice() -> None:
    world = World()
    report = world.verify(issued_under(world, (3, 4), risk="TRUNG_BINH"))
    assert seventh(report) == ("WARN", "RISK_BELOW_CATALOGUE", Verdict.VALID)
    assert report.to_json()


def test_goods_that_the_catalogue_does_not_list_keep_their_level() -> None:
    world = World()
    report = world.verify(issued_under(world, (3,), risk="THAP", products=UNLISTED))
    assert seventh(report) == ("PASS", "AUTHORITY_OK", Verdict.VALID)


def whole_norm(trust: TrustList, level: str) -> TrustList:
    risk = RiskRow(level=level, since=date(2026, 7, 1), legal_basis=("x",))
    rows = tuple(replace(row, risks=(risk,)) if row.code == QCVN else row for row in trust.scopes)
    return replace(trust, scopes=rows)


@pytest.mark.parametrize("scopes", [(QCVN,), (AMENDMENT,)])
def test_a_level_of_a_whole_norm_needs_no_credential(scopes: tuple[str, ...]) -> None:
    world = World()
    norms = [{"code": scopes[0]}]
    issued = issued_under(world, (3,), scopes, risk="THAP", products=UNLISTED, norms=norms)
    bare = replace(issued.bundle, credential=None)
    for data in (encode_bundle(bare), issued.data):
        report = world.verify(data, trust=whole_norm(world.trust(), "CAO"))
        assert seventh(report) == ("FAIL", "GRANTS_INSUFFICIENT", Verdict.INVALID)
        assert world.verify(data, trust=whole_norm(world.trust(), "THAP")).verdict is Verdict.VALID


def test_a_credential_that_the_summary_does_not_commit_to_tells_nothing_about_goods() -> None:
    world = World()
    bare = replace(issued_under(world, (3,), risk="THAP").bundle, credential=None)
    other = issued_under(world, (3,), risk="THAP", number="VD-CERT/HQ-2026-000999", products=UNLISTED)
    swapped = replace(bare, credential=other.jws)
    assert world.verify(encode_bundle(swapped)).check(7).code == "GOODS_NOT_TOLD"


@pytest.mark.parametrize("products", [CONFORMITY["products"], UNLISTED])
def test_taking_the_credential_away_never_betters_a_verdict(products: list[dict[str, Any]]) -> None:
    world = World()
    bare = replace(issued_under(world, (3,), risk="THAP", products=products).bundle, credential=None)
    report = world.verify(encode_bundle(bare))
    assert seventh(report) == ("ERROR", "GOODS_NOT_TOLD", Verdict.INDETERMINATE)
    assert "high" in report.check(7).text("en")
    number: dict[str, Any] = {"number": "VD-CERT/HQ-2026-000998"}
    enough = issued_under(world, (3, 4), risk="THAP", products=products, **number)
    bare = replace(enough.bundle, credential=None)
    assert world.verify(encode_bundle(bare)).verdict is Verdict.VALID


def test_without_the_credential_what_fails_anyhow_fails() -> None:
    world = World()
    issued = issued_under(world, (3,), risk="THAP")
    world.chain.suspend_body("VD-CERT", effective_from=BODY_FROM)
    report = world.verify(encode_bundle(replace(issued.bundle, credential=None)))
    assert seventh(report) == ("FAIL", "BODY_NOT_AUTHORISED", Verdict.INVALID)


def test_grants_of_a_norm_cover_its_amendment_and_not_the_reverse() -> None:
    world = World()
    norms = [{"code": AMENDMENT}]
    assert world.verify(issued_under(world, (3, 4), (AMENDMENT,), norms=norms)).verdict is Verdict.VALID
    both = [{"code": AMENDMENT}, {"code": QCVN}]
    assert world.verify(issued_under(world, (3, 4), (AMENDMENT, QCVN), norms=both)).verdict is Verdict.VALID
    world = World()
    number = world.chain.grant("VD-CERT", Basis.DESIGNATION, AMENDMENT, valid_from=BODY_FROM)
    report = world.verify(issued_under(world, (1, number), (ACTIVITY, QCVN)))
    assert seventh(report) == ("FAIL", "SCOPE_NOT_COVERED", Verdict.INVALID)


def test_a_licence_to_calibrate_is_none_to_certify() -> None:
    world = World()
    number = world.chain.grant("VD-CERT", Basis.REGISTRATION, "ĐKHĐ hiệu chuẩn", valid_from=BODY_FROM)
    report = world.verify(issued_under(world, (4, number), (QCVN, "ĐKHĐ hiệu chuẩn")))
    assert seventh(report) == ("FAIL", "GRANTS_INSUFFICIENT", Verdict.INVALID)
    assert world.verify(issued_under(world, (1, 4), (QCVN, ACTIVITY))).verdict is Verdict.VALID


def test_paper_certificates_are_judged_by_the_rules_of_their_issue_date_alone() -> None:
    world = World()
    accredited = (frozenset({Basis.ACCREDITATION}),)
    rows = tuple(
        row if row.earlier_rules else replace(row, any_of=accredited) for row in world.trust().policies
    )
    trust = replace(world.trust(), policies=rows)
    assert world.verify(on_paper(world), trust=trust).verdict is Verdict.VALID
    late = world.issue(**{**LEGACY, "number": "VD-CERT/HQ-2026-000124"})
    assert seventh(world.verify(late, trust=trust)) == ("FAIL", "GRANTS_INSUFFICIENT", Verdict.INVALID)
