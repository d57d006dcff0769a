# SPDX-License-Identifier: Apache-2.0
"""What the rules say of a certificate before it is issued."""

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from registry.core.certificate import ConformityCertificate
from registry.service.policy_advice import advice_before_issue, facts_of, policy_advice, spell_as_granted
from registry.verify.defaults import packaged_list
from tests.unit.core.samples import CONFORMITY, QCVN, calibration, conformity

RULES = packaged_list()
TODAY = date(2026, 7, 20)
PRODUCT = CONFORMITY["products"][0]


def advised(today: date = TODAY, **changes: Any) -> list[tuple[str, str]]:
    found = advice_before_issue(conformity(**changes), RULES, today)
    texts = [f.text(lang) + f.remedy(lang) for f in found for lang in ("vi", "en")]
    assert not any("{" in text for text in texts), texts
    return [(f.where, f.code) for f in found if f.severity == "warning"]


def test_a_certificate_in_order_gets_no_advice() -> None:
    assert advised() == []
    assert policy_advice(calibration(), RULES, date(2026, 9, 12)) == []


@pytest.mark.parametrize(("today", "late"), [(date(2026, 7, 22), False), (date(2026, 7, 23), True)])
def test_a_late_issue_is_told_from_the_first_day_on(today: date, late: bool) -> None:
    assert (("issued", "ISSUED_LATE") in advised(today)) is late
    found = policy_advice(calibration(issued="2026-07-15"), RULES, today)
    assert [f.code for f in found] == ["ISSUED_LATE"] * late


def test_validity_before_the_issue_date_is_told() -> None:
    early = {"first": "2026-07-14", "last": "2029-07-13"}
    assert advised(validity=early) == [("validity.first", "VALIDITY_BEFORE_ISSUE")]


def test_an_issue_date_to_come_is_told() -> None:
    assert ("issued", "ISSUED_IN_FUTURE") in advised(date(2026, 7, 14))


@pytest.mark.parametrize("risk", ["THAP", "TRUNG_BINH"])
def test_a_level_below_the_catalogues_is_told(risk: str) -> None:
    assert advised(risk=risk) == [("risk", "RISK_BELOW_CATALOGUE")]


def test_a_level_that_is_not_declared_is_not_called_lower() -> None:
    assert advised(risk=None) == []


def test_a_method_outside_the_list_is_told_and_not_refused() -> None:
    products = [{**PRODUCT, "hs_codes": ["65061010"]}]
    helmets: dict[str, Any] = {
        "products": products,
        "norms": [{"code": "QCVN 2:2021/BKHCN"}],
        "risk": "TRUNG_BINH",
    }
    assert advised(**helmets) == []
    validity = {"first": "2026-07-15", "last": "2027-07-14"}
    found = advised(**helmets, method=1, surveillance=None, validity=validity)
    assert found == [("method", "METHOD_NOT_LISTED")]


def test_a_norm_out_of_force_is_told_with_its_successor() -> None:
    rows = tuple(
        replace(row, until=date(2026, 7, 14), replaced_by="QCVN 9:2012/BKHCN") if row.code == QCVN else row
        for row in RULES.scopes
    )
    rules = replace(RULES, scopes=rows)
    (finding,) = policy_advice(conformity(), rules, TODAY)
    assert finding.code == "NORM_NOT_IN_FORCE"
    assert "14/07/2026" in finding.text("vi")
    assert "QCVN 9:2012/BKHCN" in finding.text("en")
    assert policy_advice(conformity(issued="2026-07-14"), rules, TODAY) == []


def test_no_rule_is_told() -> None:
    rules = replace(RULES, policies=())
    found = advice_before_issue(conformity(), rules, TODAY)
    assert [(f.code, f.severity) for f in found] == [("ISSUE_POLICY_MISSING", "warning")]


def test_names_become_codes_and_nothing_else_changes() -> None:
    norms = [{"code": "QCVN 04:2009", "amendments": ["Sửa đổi 1:2016"]}, {"code": "TCVN 1:2020"}]
    given = conformity(norms=norms)
    spelled, found = spell_as_granted(given, RULES)
    assert isinstance(spelled, ConformityCertificate)
    assert [norm.code for norm in spelled.norms] == [QCVN, "TCVN 1:2020"]
    assert spelled.norms[0].amendments == ("Sửa đổi 1:2016",)
    assert spelled.model_copy(update={"norms": given.norms}) == given
    assert [(f.where, f.code) for f in found] == [("norms[0].code", "SCOPE_RESOLVED")]
    assert spell_as_granted(spelled, RULES) == (spelled, [])


def test_facts_of_both_kinds() -> None:
    facts = facts_of(conformity())
    assert (facts.kind, facts.mark, facts.risk, facts.method) == ("conformity", "CR", "CAO", 5)
    assert (facts.scopes, facts.hs_codes) == ((QCVN,), ("85166010",))
    assert facts_of(calibration()).kind == "calibration"
