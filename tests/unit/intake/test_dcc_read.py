# SPDX-License-Identifier: Apache-2.0
"""Our sample DCC to a certificate, and what each change of it leads to."""

import hashlib
from datetime import date

import pytest

from registry.core.certificate.calibration import Quantity
from registry.intake.dcc import check_laboratory, dcc_facts
from registry.intake.dcc.display import display
from tests.unit.intake.dcc_files import DAY, SAMPLE, changed, errors, read, the, warnings


def test_the_sample_becomes_a_certificate() -> None:
    result = read(SAMPLE)
    certificate = result.certificate
    assert certificate is not None
    assert errors(result) == []
    assert certificate.body == "VD-LAB"
    assert certificate.number == "VN-LAB999-CAL-2026-001234"
    assert certificate.issued == date(2026, 11, 20)
    assert certificate.received == date(2026, 11, 16)
    assert (certificate.performed_from, certificate.performed_to) == (date(2026, 11, 18), date(2026, 11, 18))
    assert certificate.place == "laboratory"
    assert certificate.signatory_role == "Trưởng phòng"
    assert certificate.issuer.name == "Phòng hiệu chuẩn mẫu"
    assert certificate.issuer.address == "8 Hoàng Quốc Việt, Hà Nội, VN"
    assert certificate.laboratory_code == "VILAS 999"


def test_the_instrument_is_named_in_both_languages() -> None:
    certificate = read(SAMPLE).certificate
    assert certificate is not None
    instrument = certificate.instrument
    assert instrument.name.vi == "Áp kế lò xo 0–10 bar"
    assert instrument.name.en == "Bourdon pressure gauge 0–10 bar"
    assert (instrument.manufacturer, instrument.model, instrument.serial, instrument.asset_id) == (
        "Sample Instruments",
        "PG-10",
        "SN88912",
        None,
    )


def test_the_exact_file_is_bound() -> None:
    certificate = read(SAMPLE).certificate
    assert certificate is not None
    assert certificate.dcc.sha256 == hashlib.sha256(SAMPLE).hexdigest()
    assert (certificate.dcc.size, certificate.dcc.schema_version) == (len(SAMPLE), "3.3.0")


def test_results_keep_their_digits_unit_uncertainty_factor_and_probability() -> None:
    certificate = read(SAMPLE).certificate
    assert certificate is not None
    (table,) = certificate.results
    reference, error = table.columns
    assert reference.name.en is None
    assert [q.value for q in reference.quantities] == ["0", "250000", "500000", "1000000"]
    assert {q.unit for q in reference.quantities} == {r"\pascal"}
    assert [q.uncertainty for q in reference.quantities] == [None] * 4
    assert error.quantities[2] == Quantity(
        value="1200", unit=r"\pascal", uncertainty="1500", coverage_factor="2", coverage_probability="0.95"
    )
    assert display(error.quantities[3]) == "-500 Pa ± 2100 Pa (k = 2, P = 0.95)"


def test_conditions_standards_procedures_and_traceability() -> None:
    certificate = read(SAMPLE).certificate
    assert certificate is not None
    (condition,) = certificate.conditions
    assert (condition.name.vi, condition.quantity) == (
        "Ambient temperature",
        Quantity(value="296.15", unit=r"\kelvin"),
    )
    (standard,) = certificate.standards
    assert standard.certificate_number == "VN-VMI-CAL-2026-000777"
    assert standard.certificate_sha256 == "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"
    assert certificate.procedures == ("ĐLVN 76",)
    (statement,) = certificate.traceability
    assert statement.vi.startswith("Kết quả liên kết chuẩn tới SI")


def test_customer_and_persons_are_not_taken_from_the_file() -> None:
    certificate = read(SAMPLE).certificate
    assert certificate is not None
    dump = certificate.model_dump_json()
    assert "Nhà máy mẫu" not in dump
    assert "Nguyễn Văn A" not in dump


def test_without_an_installed_schema_the_certificate_says_what_was_checked() -> None:
    result = read(SAMPLE)
    assert "DCC_NO_XSD" in warnings(result)
    assert result.validated_with == "Antin structural checks 1 (3.3.0, no XSD installed)"
    assert result.certificate is not None
    assert result.certificate.dcc.validated_with == result.validated_with


def test_what_domain_rules_require_beyond_the_schema_is_a_warning_each() -> None:
    missing = [f.params["field"] for f in read(SAMPLE).findings if f.code == "DCC_FIELD_MISSING"]
    assert missing == [
        "Phạm vi đo / Range",
        "Độ phân giải / Resolution",
        "Độ ẩm môi trường / Ambient humidity",
    ]


@pytest.mark.parametrize(
    ("gone", "label"),
    [
        ("<dcc:receiptDate>2026-11-16</dcc:receiptDate>", "Received"),
        ("<dcc:model>PG-10</dcc:model>", "Model"),
        ("<dcc:role>Trưởng phòng</dcc:role>", "Signatory role"),
    ],
)
def test_a_field_that_goes_is_a_warning_more(gone: str, label: str) -> None:
    result = read(changed(gone, ""))
    assert result.certificate is not None
    assert any(str(f.params.get("field")).endswith(f"/ {label}") for f in result.findings)


def test_without_an_issue_date_the_day_of_issue_is_taken_and_said() -> None:
    result = read(changed("<dcc:issueDate>2026-11-20</dcc:issueDate>", ""))
    assert result.certificate is not None
    assert result.certificate.issued == DAY
    assert the(result, "DCC_ISSUE_DATE_MISSING").params["day"] == DAY


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("2026-11-20</dcc:issueDate>", "2026-11-23</dcc:issueDate>", "DCC_ISSUED_LATER"),
        ("2026-11-20</dcc:issueDate>", "20/11/2026</dcc:issueDate>", "DCC_DATE"),
        ("2026-11-20</dcc:issueDate>", "2026-02-30</dcc:issueDate>", "DCC_DATE"),
        ("2026-11-18</dcc:endPerf", "2026-11-17</dcc:endPerf", "DCC_DATE_ORDER"),
        ("2026-11-18</dcc:endPerf", "2026-12-18</dcc:endPerf", "DCC_PERFORMED_LATER"),
    ],
)
def test_dates_that_cannot_be(old: str, new: str, code: str) -> None:
    result = read(changed(old, new))
    assert result.certificate is None
    assert code in errors(result)


def test_a_date_with_an_offset_is_that_day() -> None:
    result = read(changed("2026-11-20</dcc:issueDate>", "2026-11-20+07:00</dcc:issueDate>"))
    assert result.certificate is not None
    assert result.certificate.issued == date(2026, 11, 20)


def test_issued_before_the_end_of_the_calibration_is_a_warning() -> None:
    result = read(changed("2026-11-20</dcc:issueDate>", "2026-11-17</dcc:issueDate>"))
    assert result.certificate is not None
    assert "DCC_ISSUED_BEFORE_END" in warnings(result)


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("VN-LAB999-CAL-2026-001234", "VN-\u00d0LVN-1", "dcc:uniqueIdentifier"),
        ("Áp kế lò xo", "\u00d0ồng hồ áp suất", "dcc:name"),
        ("PG-10", "\u0420G-10", "dcc:model"),
        ("SN88912", "\u0405N88912", "dcc:value"),
        ("Phòng hiệu chuẩn mẫu", "\u0420hòng hiệu chuẩn mẫu", "dcc:name"),
    ],
)
def test_look_alike_letters_in_what_is_signed_are_refused_with_their_line(
    old: str, new: str, field: str
) -> None:
    data = changed(old, new)
    result = read(data)
    assert result.certificate is None
    found = the(result, "TEXT_LOOK_ALIKE")
    line = int(found.where.split(":")[1])
    assert new in data.decode().splitlines()[line - 1]


def test_decomposed_letters_are_taken_composed_and_said() -> None:
    composed = "Áp kế lò xo"
    decomposed = "A\u0301p kê\u0301 lo\u0300 xo"
    result = read(changed(composed, decomposed))
    assert result.certificate is not None
    assert result.certificate.instrument.name.vi == "Áp kế lò xo 0–10 bar"
    assert the(result, "DCC_TEXT_NFD").where == "a.xml:20"


def test_invisible_letters_in_what_is_signed_are_refused() -> None:
    assert "TEXT_CONTROL" in errors(read(changed("SN88912", "SN88\u200b912")))


def test_texts_that_do_not_fit_the_summary_are_refused() -> None:
    assert "TEXT_TOO_LONG" in errors(read(changed("VN-LAB999-CAL-2026-001234", "9" * 65)))
    assert "TEXT_TOO_LONG" in errors(read(changed("Áp kế lò xo", "Á" * 161)))


def test_foreign_letters_may_stand_in_what_is_only_shown() -> None:
    result = read(
        changed(
            '<dcc:content lang="en">Error</dcc:content>', '<dcc:content lang="en">Error η (Ж)</dcc:content>'
        )
    )
    assert result.certificate is not None
    assert result.certificate.results[0].columns[1].name.vi == "Error η (Ж)"


def test_languages_vietnamese_then_english_then_the_mandatory_one() -> None:
    name = (
        '<dcc:content lang="vi">Áp kế lò xo 0–10 bar</dcc:content>'
        '<dcc:content lang="en">Bourdon pressure gauge 0–10 bar</dcc:content>'
    )
    german = (
        '<dcc:content lang="fr">Manomètre</dcc:content><dcc:content lang="de">Druckmessgerät</dcc:content>'
    )
    mandatory = ("<dcc:mandatoryLangCodeISO639_1>vi", "<dcc:mandatoryLangCodeISO639_1>de")
    only_en = read(changed('<dcc:content lang="vi">Áp kế lò xo 0–10 bar</dcc:content>', "")).certificate
    assert only_en is not None
    assert (only_en.instrument.name.vi, only_en.instrument.name.en) == (
        "Bourdon pressure gauge 0–10 bar",
        None,
    )
    no_known = read(changed(name, german).decode().replace(*mandatory).encode()).certificate
    assert no_known is not None
    assert no_known.instrument.name.vi == "Druckmessgerät"


def test_several_items_name_the_first_and_say_so() -> None:
    second = (
        "</dcc:item><dcc:item><dcc:name><dcc:content>B</dcc:content></dcc:name><dcc:identifications>"
        "<dcc:identification><dcc:issuer>owner</dcc:issuer><dcc:value>2</dcc:value></dcc:identification>"
        "</dcc:identifications></dcc:item>"
    )
    result = read(changed("</dcc:item>", second))
    assert result.certificate is not None
    assert result.certificate.instrument.serial == "SN88912"
    assert the(result, "DCC_SEVERAL_ITEMS").params["count"] == 2


def test_an_amended_report_names_what_it_replaces() -> None:
    amended = (
        "</dcc:issueDate><dcc:reportAmendedSubstituted><dcc:typeOfChange>amended</dcc:typeOfChange>"
        "<dcc:replacedUniqueIdentifier>VN-1</dcc:replacedUniqueIdentifier></dcc:reportAmendedSubstituted>"
    )
    certificate = read(changed("</dcc:issueDate>", amended)).certificate
    assert certificate is not None
    assert certificate.replaces == "VN-1"


def test_the_next_due_date_is_the_customers() -> None:
    due = (
        '<dcc:statements><dcc:statement refType="basic_recalibration"><dcc:declaration><dcc:content>x'
        "</dcc:content></dcc:declaration><dcc:date>2027-11-18</dcc:date></dcc:statement>"
    )
    certificate = read(changed("<dcc:statements>", due)).certificate
    assert certificate is not None
    assert certificate.next_due == date(2027, 11, 18)
    assert certificate.validity is None


@pytest.mark.parametrize(
    ("names", "codes", "agrees"),
    [
        (["Phòng hiệu chuẩn mẫu"], [], True),
        (["  PHÒNG  Hiệu chuẩn\tMẪU "], [], True),
        (["Pho\u0300ng hiê\u0323u chuẩn mẫu"], [], True),
        ([], ["vilas-999"], True),
        ([], ["VILAS999"], True),
        (["Phòng hiệu chuẩn khác"], ["VILAS 998"], False),
        (["\u0420hòng hiệu chuẩn mẫu"], [], False),
        ([], [], False),
        ([""], [" - "], False),
    ],
)
def test_the_laboratory_must_be_the_issuing_body(names: list[str], codes: list[str], agrees: bool) -> None:
    found = check_laboratory(read(SAMPLE), names, codes)
    if agrees:
        assert found is None
    else:
        assert found is not None
        assert (found.code, found.severity) == ("LAB_MISMATCH", "error")


def test_facts_are_read_from_a_file_that_would_be_refused() -> None:
    data = changed(r"\kelvin", r"\celsius").decode().replace("<dcc:issueDate>2026-11-20</dcc:issueDate>", "")
    facts = dcc_facts(data.encode(), "x.xml")
    assert facts.certificate is not None
    assert facts.certificate.issued == date(2026, 11, 18)
    assert facts.certificate.results[0].columns[1].quantities[0].uncertainty == "1200"


def test_facts_of_something_else_are_none() -> None:
    assert dcc_facts(b"%PDF-1.7").certificate is None
    assert dcc_facts(b"<a/>").certificate is None


def test_every_line_end_is_the_same_certificate_but_another_file() -> None:
    crlf = read(SAMPLE.replace(b"\n", b"\r\n")).certificate
    plain = read(SAMPLE).certificate
    assert crlf is not None
    assert plain is not None
    assert crlf.dcc.sha256 != plain.dcc.sha256
    assert crlf.results == plain.results
