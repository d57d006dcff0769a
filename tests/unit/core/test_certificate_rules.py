# SPDX-License-Identifier: Apache-2.0
"""The rules of the eight methods, of marks and of text, each with its code and its field."""

import re
from typing import Any

import pytest
from pydantic import ValidationError

from registry.core.certificate.advice import advise, tax_check_digit_fits
from registry.core.certificate.conformity import ConformityCertificate, Norm, year_in_code
from registry.core.certificate.conformity_rules import years_later
from registry.core.certificate.findings import defects_of, dotted, findings_from
from registry.intake.roster_examples import example_certificates
from registry.texts import catalogue
from tests.support import ROOT

COOKER, DOLLS, DRILLS, _ = example_certificates("hop-quy")
LOT = {"number": "L1", "quantity": "5", "unit": "cái"}


def refused(base: ConformityCertificate, **changes: Any) -> list[tuple[str, str]]:
    """(code, path) of every defect after ``changes``; a ``None`` stays in the data."""
    raw = {**base.model_dump(mode="json", by_alias=True), **changes}
    try:
        ConformityCertificate.model_validate(raw)
    except ValidationError as error:
        return [(defect.code, dotted(defect.path)) for defect in defects_of(error)]
    return []


def validity(first: str, last: str) -> dict[str, str]:
    return {"first": first, "last": last}


@pytest.mark.parametrize(
    ("base", "changes", "expected"),
    [
        (COOKER, {"validity": None}, [("VALIDITY_REQUIRED", "validity")]),
        (
            COOKER,
            {"validity": validity("2026-07-15", "2029-07-15")},
            [("VALIDITY_TOO_LONG", "validity.last")],
        ),
        (COOKER, {"validity": validity("2026-07-15", "2029-07-14")}, []),
        (COOKER, {"validity": validity("2028-02-29", "2031-02-28")}, []),
        (
            COOKER,
            {"validity": validity("2028-02-29", "2031-03-01")},
            [("VALIDITY_TOO_LONG", "validity.last")],
        ),
        (COOKER, {"validity": validity("2026-07-15", "2026-07-14")}, [("VALIDITY_ORDER", "validity")]),
        (COOKER, {"method": 1, "validity": validity("2026-07-15", "2027-07-14")}, []),
        (
            COOKER,
            {"method": 1, "validity": validity("2026-07-15", "2027-07-15")},
            [("VALIDITY_TOO_LONG", "validity.last")],
        ),
        (COOKER, {"method": 1, "validity": None}, []),
        (COOKER, {"surveillance": None}, [("SURVEILLANCE_REQUIRED", "surveillance")]),
        (
            COOKER,
            {"surveillance": {"months": 13, "first_due": "2027-07-15"}},
            [("SURVEILLANCE_CYCLE", "surveillance.months")],
        ),
        (COOKER, {"method": 6, "surveillance": {"months": 13, "first_due": "2027-07-15"}}, []),
        (COOKER, {"mark": "CS"}, [("MARK_SCHEME", "mark")]),
        (COOKER, {"mark": None}, []),
        (COOKER, {"scheme": "hop_chuan"}, [("MARK_SCHEME", "mark")]),
        (COOKER, {"lot": LOT}, [("LOT_UNEXPECTED", "lot")]),
        (COOKER, {"serials": ["1"]}, [("SERIALS_UNEXPECTED", "serials")]),
        (COOKER, {"revision": 1}, [("CHANGE_REQUIRED", "change")]),
        (COOKER, {"change": "correction"}, [("CHANGE_UNEXPECTED", "change")]),
        (COOKER, {"revision": 1, "change": "correction"}, []),
        (DOLLS, {"lot": None}, [("LOT_REQUIRED", "lot")]),
        (DOLLS, {"validity": validity("2026-10-02", "2027-10-01")}, [("VALIDITY_UNEXPECTED", "validity")]),
        (DOLLS, {"lot": {**LOT, "quantity": "0.0"}}, [("QUANTITY_POSITIVE", "lot.quantity")]),
        (DOLLS, {"lot": {**LOT, "quantity": 5.5}}, [("NUMBER_BINARY", "lot.quantity")]),
        (
            DOLLS,
            {"lot": {**LOT, "declaration_number": "1"}},
            [("DECLARATION_FORMAT", "lot.declaration_number")],
        ),
        (
            DOLLS,
            {"lot": {**LOT, "import_from": "2026-02-02", "import_to": "2026-02-01"}},
            [("LOT_IMPORT_ORDER", "lot")],
        ),
        (DRILLS, {"serials": []}, [("SERIALS_REQUIRED", "serials")]),
        (DRILLS, {"serials": [f"{i}" for i in range(51)]}, [("FIELD_TOO_MANY", "serials")]),
        (
            DRILLS,
            {"serials_file": {"file_name": "s.csv", "sha256": "0" * 64, "count": 60}},
            [("SERIALS_TWICE", "serials_file")],
        ),
        (
            DRILLS,
            {"serials": [], "serials_file": {"file_name": "s.csv", "sha256": "0" * 64, "count": 60}},
            [],
        ),
        (COOKER, {"norms": [{"code": "QCVN 4:2009/BKHCN", "year": 2010}]}, [("NORM_YEAR", "norms[0].year")]),
        (COOKER, {"norms": []}, [("FIELD_TOO_FEW", "norms")]),
        (COOKER, {"norms": [{"code": "A"}, {"code": "A"}]}, [("NORM_DUPLICATE", "norms[1]")]),
        (COOKER, {"title": {"vi": "một\nhai"}}, []),
        (COOKER, {"title": {"vi": "x" * 161}}, [("TEXT_TOO_LONG", "title.vi")]),
        (COOKER, {"title": {"vi": "Ð"}}, [("TEXT_LOOK_ALIKE", "title.vi")]),
        (COOKER, {"unknown": 1}, [("FIELD_UNKNOWN", "unknown")]),
    ],
)
def test_rules(base: ConformityCertificate, changes: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    assert refused(base, **changes) == expected


def test_all_defects_at_once() -> None:
    found = refused(
        COOKER,
        mark="CS",
        surveillance=None,
        lot=LOT,
        serials=["1", "1"],
        holder={"name": "", "tax_code": "1"},
        validity=validity("2026-07-15", "2039-07-14"),
        products=[{"name": {"vi": "x"}, "hs_codes": ["1"]}],
    )
    assert {code for code, _ in found} == {
        "TEXT_EMPTY",
        "TAX_CODE_FORMAT",
        "HS_CODE_FORMAT",
        "FIELD_MISSING",
        "VALIDITY_TOO_LONG",
        "MARK_SCHEME",
        "SURVEILLANCE_REQUIRED",
        "LOT_UNEXPECTED",
        "SERIAL_DUPLICATE",
    }
    assert ("FIELD_MISSING", "products[0].models") in found
    assert ("FIELD_TOO_FEW", "products") not in found


def test_findings_carry_place_label_and_both_languages() -> None:
    with pytest.raises(ValidationError) as caught:
        ConformityCertificate.model_validate({**COOKER.model_dump(by_alias=True), "method": 9})
    (finding,) = findings_from(caught.value, lambda path: f"ô {dotted(path)}", lambda _path: "Phương thức")
    assert (finding.code, finding.severity, finding.where) == ("FIELD_TOO_LARGE", "error", "ô method")
    assert finding.text("vi") == "ô method: Phương thức: 9 lớn hơn 8"
    assert finding.text("en") == "ô method: Phương thức: 9 is above 8"


def test_every_code_of_the_models_has_words() -> None:
    codes = set()
    for path in (ROOT / "registry/core/certificate").glob("*.py"):
        source = path.read_text(encoding="utf-8")
        codes |= set(re.findall(r'"([A-Z]{2,}(?:_[A-Z]+)+)"', source))
    codes -= {"TRUNG_BINH"}
    assert len(codes) > 40
    assert codes <= catalogue().keys()


def test_norm_years() -> None:
    assert Norm(code="QCVN 4:2009/BKHCN").year == 2009
    assert Norm(code="TCVN 6396-20:2017").year == 2017
    assert Norm(code="IEC 60335-1").year is None
    assert Norm(code="ISO 9001", year=2015).year == 2015
    assert year_in_code("X:20091") is None


def test_leap_days() -> None:
    assert years_later(COOKER.issued.replace(2028, 2, 29), 1).isoformat() == "2029-03-01"
    assert years_later(COOKER.issued, 3).isoformat() == "2029-07-15"


@pytest.mark.parametrize(
    ("code", "fits"),
    [
        ("0100109106", True),
        ("0101248141", True),
        ("0100109106-001", True),
        ("0100109107", False),
        ("0000000011", False),
    ],
)
def test_tax_check_digit(code: str, fits: bool) -> None:
    assert tax_check_digit_fits(code) is fits


def advised(base: ConformityCertificate, **changes: Any) -> set[tuple[str, str]]:
    raw = {**base.model_dump(by_alias=True), **changes}
    findings = advise(ConformityCertificate.model_validate(raw))
    assert all(finding.severity == "warning" for finding in findings)
    return {(finding.code, finding.where) for finding in findings}


def test_advice_only_warns() -> None:
    fictional = {("TAX_CODE_CHECK", "holder.tax_code"), ("TAX_CODE_CHECK", "importers[0].tax_code")}
    assert advised(COOKER) == fictional
    assert advised(COOKER, risk=None) - fictional == {("RISK_EXPECTED", "risk")}
    assert advised(COOKER, test_reports=()) - fictional == {("FIELD_EXPECTED", "test_reports")}
    assert ("NORM_SCHEME", "norms") in advised(COOKER, norms=[{"code": "TCVN 1:2020"}])
    assert ("VALIDITY_PAST", "validity.last") in advised(COOKER, issued="2030-01-01")
    products = [{**p, "hs_codes": ()} for p in COOKER.model_dump()["products"]]
    assert ("IMPORT_EXPECTED", "products[1].hs_codes") in advised(COOKER, products=products)
    assert ("IMPORT_EXPECTED", "importers") in advised(COOKER, importers=())


def test_advice_knows_no_risk_level_before_july_2026() -> None:
    old = example_certificates("hop-quy")[3]
    assert old.risk is None
    assert not {finding.code for finding in advise(old)} & {"RISK_EXPECTED"}


def test_a_certificate_survives_its_own_json() -> None:
    for kind in ("hop-quy", "hop-chuan"):
        for certificate in example_certificates(kind):
            text = certificate.model_dump_json(by_alias=True)
            assert ConformityCertificate.model_validate_json(text, strict=True) == certificate
