# SPDX-License-Identifier: Apache-2.0
"""Our own structural checks: the schema's mandatory elements bind where no XSD is installed."""

import re

import pytest

from registry.texts import catalogue
from registry.texts.dcc import TEXTS
from tests.support import ROOT
from tests.unit.intake.dcc_files import SAMPLE, changed, errors, read, the


@pytest.mark.parametrize(
    "name",
    [
        "dccSoftware",
        "coreData",
        "items",
        "calibrationLaboratory",
        "respPersons",
        "customer",
        "measurementResults",
        "mandatoryLangCodeISO639_1",
        "uniqueIdentifier",
        "beginPerformanceDate",
        "performanceLocation",
        "location",
        "results",
    ],
)
def test_a_mandatory_element_that_goes_refuses_the_file(name: str) -> None:
    text = re.sub(rf"<dcc:{name}[ >].*?</dcc:{name}>", "", SAMPLE.decode(), count=1, flags=re.DOTALL)
    result = read(text.encode())
    assert result.certificate is None
    missing = [f.params["name"] for f in result.findings if f.code == "DCC_ELEMENT_MISSING"]
    assert f"dcc:{name}" in missing


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<dcc:countryCodeISO3166_1>VN", "<dcc:countryCodeISO3166_1>Vietnam"),
        ("<dcc:mandatoryLangCodeISO639_1>vi", "<dcc:mandatoryLangCodeISO639_1>vie"),
        ("<dcc:performanceLocation>laboratory", "<dcc:performanceLocation>elsewhere"),
        ("<dcc:issuer>manufacturer", "<dcc:issuer>somebody"),
        ("VN-LAB999-CAL-2026-001234", " "),
    ],
)
def test_a_value_outside_the_schema_is_named_once(old: str, new: str) -> None:
    result = read(changed(old, new))
    assert result.certificate is None
    assert errors(result) == ["DCC_ELEMENT_VALUE"]


def test_the_line_is_that_of_the_element_that_lacks_it() -> None:
    result = read(changed("<dcc:performanceLocation>laboratory</dcc:performanceLocation>", ""))
    assert the(result, "DCC_ELEMENT_MISSING").where == "a.xml:6"


def test_a_thousand_defects_are_reported_in_part() -> None:
    identification = (
        "<dcc:identification><dcc:issuer>x</dcc:issuer><dcc:value>1</dcc:value></dcc:identification>\n"
    )
    item = '<dcc:identifications><dcc:identification refType="basic_serialNumber">'
    result = read(
        changed(
            item,
            "<dcc:identifications>" + identification * 1_000 + item.removeprefix("<dcc:identifications>"),
        )
    )
    assert result.certificate is None
    assert 20 <= len(errors(result)) <= 100


def test_every_code_that_a_reader_notes_has_words() -> None:
    noted = {
        code
        for path in (ROOT / "registry/intake/dcc").glob("*.py")
        for code in re.findall(
            r"\.(?:error|warn|error_at)\(\s*\"([A-Z_]+)\"", path.read_text(encoding="utf-8")
        )
    }
    assert len(noted) > 20
    assert noted <= set(catalogue())


def test_every_code_has_both_languages_and_no_unfilled_parameter() -> None:
    assert set(TEXTS) <= set(catalogue())
    for data in (
        SAMPLE,
        changed(r"\kelvin", "bar"),
        changed("296.15", "x"),
        changed("2026-11-20</dcc:i", "x</dcc:i"),
    ):
        for finding in read(data).findings:
            for lang in ("vi", "en"):
                assert finding.code not in finding.text(lang)
                assert "{" not in finding.text(lang) + finding.remedy(lang).replace("{-1}", "")
