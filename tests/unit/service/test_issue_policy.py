# SPDX-License-Identifier: Apache-2.0
"""Issuing by the rules of the trust list: risk, dates, spelling, amendments, activities."""

from registry.core.records import Basis
from registry.core.signed_summary import parse_signed_summary
from registry.core.summary import CertificateSummary, decode_summary
from tests.unit.core.samples import QCVN
from tests.unit.service.test_issue import refused
from tests.unit.service.world import OTHER_QCVN, START, World, draft

DAY = 86_400


def test_a_risk_below_the_catalogues_picks_no_laxer_rule(world: World) -> None:
    world.chain.suspend_grant("VD-CERT", 2)
    assert refused(world, draft(risk="THAP")) == ["RISK_BELOW_CATALOGUE", "GRANT_POLICY"]
    world.chain.restore_grant("VD-CERT", 2)
    result = world.issue(draft(risk="THAP"))
    assert result.issued[0].grants == (1, 2)
    assert [(f.code, f.severity) for f in result.findings] == [("RISK_BELOW_CATALOGUE", "warning")]


def test_an_old_issue_date_must_stand_todays_rules_too(world: World) -> None:
    old = draft("A-1", issued="2026-06-20", validity={"first": "2026-06-20", "last": "2029-06-19"}, risk=None)
    world.chain.suspend_grant("VD-CERT", 2, effective_from=START - 3 * DAY)
    assert refused(world, old) == ["ISSUED_LATE", "GRANT_POLICY"]
    world.chain.restore_grant("VD-CERT", 2)
    assert world.issue(old).issued[0].grants == (1, 2)


def test_dates_that_look_wrong_are_told(world: World) -> None:
    early = {"first": "2026-11-10", "last": "2029-11-09"}
    result = world.issue(draft(issued="2026-11-14", validity=early))
    assert [f.code for f in result.findings] == ["ISSUED_LATE", "VALIDITY_BEFORE_ISSUE"]
    on_time = {"first": "2026-11-15", "last": "2029-11-14"}
    assert world.issue(draft("A-2", issued="2026-11-15", validity=on_time)).findings == ()


def test_an_alias_is_issued_under_the_code_as_granted(world: World) -> None:
    result = world.issue(draft("A-1", norms=[{"code": "qcvn 04:2009"}]))
    assert [(f.code, f.params["scope"]) for f in result.findings] == [("SCOPE_RESOLVED", QCVN)]
    with world.stores[-1].reading() as work:
        row = work.certificates.by_code(result.issued[0].code)
        assert row is not None
    facts = decode_summary(parse_signed_summary(row.signed_summary).summary)
    assert isinstance(facts, CertificateSummary)
    assert facts.scopes == (QCVN,)
    again = world.issue(draft("A-1", norms=[{"code": "QCVN 04:2009/BKHCN"}]))
    assert [item.code for item in again.already] == [result.issued[0].code]


def test_a_spelling_that_is_granted_stays(world: World) -> None:
    spelled = "QCVN 04:2009/BKHCN"
    for basis in (Basis.REGISTRATION, Basis.DESIGNATION):
        world.chain.grant("VD-CERT", basis, spelled, valid_from=START - 300 * DAY)
    result = world.issue(draft(norms=[{"code": spelled}]))
    assert (result.issued[0].grants, result.findings) == ((3, 4), ())


def test_two_names_of_one_norm_are_refused(world: World) -> None:
    norms = [{"code": QCVN}, {"code": "QCVN 04:2009/BKHCN"}]
    assert refused(world, draft(norms=norms)) == ["SCOPE_RESOLVED", "NORM_DUPLICATE"]


def test_an_amendment_is_covered_by_the_grants_of_its_norm(world: World) -> None:
    other = "Sửa đổi 1:2018 QCVN 9:2012/BKHCN"
    world.chain.grant("VD-CERT", Basis.DESIGNATION, other, valid_from=START - DAY * 9)
    assert refused(world, draft(norms=[{"code": OTHER_QCVN}])) == ["SCOPE_NOT_GRANTED"]
    amendment = "Sửa đổi 1:2016 QCVN 4:2009/BKHCN"
    for number, norms in (("A-1", [{"code": QCVN}, {"code": amendment}]), ("A-2", [{"code": amendment}])):
        assert world.issue(draft(number, norms=norms)).issued[0].grants == (1, 2)


def test_a_registration_to_calibrate_is_no_licence_to_certify(world: World) -> None:
    chain, ago = world.chain, START - 300 * DAY
    chain.grant("VD-CERT", Basis.REGISTRATION, "ĐKHĐ hiệu chuẩn", valid_from=ago)
    chain.grant("VD-CERT", Basis.DESIGNATION, OTHER_QCVN, valid_from=ago)
    assert refused(world, draft(norms=[{"code": OTHER_QCVN}])) == ["GRANT_POLICY"]
