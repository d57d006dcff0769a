# SPDX-License-Identifier: Apache-2.0
"""How days, ages, decimals and tables are read and written."""

from datetime import date

import pytest

from registry.api.asked_days import asked_day
from registry.core.certificate.calibration import ResultTable
from registry.errors import InputError
from verifier_app.formats import age_text, decimal_text, time_attribute, time_text
from verifier_app.results import tables_of
from verifier_app.words import words


@pytest.mark.parametrize(
    "text", ["05/11/2026", "5/11/2026", " 05-11-2026 ", "5.11.2026", "2026-11-05", "05 / 11 / 2026"]
)
def test_a_day_is_read_as_vietnamese_paper_or_data_writes_it(text: str) -> None:
    assert asked_day(text, "at") == date(2026, 11, 5)


def test_no_text_is_no_day() -> None:
    assert asked_day("  ", "at") is None


@pytest.mark.parametrize(
    "text", ["31/02/2026", "11/2026", "2026-13-01", "hôm qua", "05/11/26", "٠٥/١١/٢٠٢٦", "0/0/0000"]
)
def test_anything_else_is_refused_and_names_its_field(text: str) -> None:
    with pytest.raises(InputError) as refused:
        asked_day(text, "at")
    assert (refused.value.code, refused.value.where) == ("REQUEST_DATE", "at")


@pytest.mark.parametrize(
    ("value", "vietnamese", "english"),
    [
        ("0.15", "0,15", "0.15"),
        ("-0.020", "−0,020", "−0.020"),
        ("+1.5E-3", "+1,5 × 10⁻³", "+1.5 × 10⁻³"),
        ("12000", "12000", "12000"),
        ("không rõ", "không rõ", "không rõ"),
        ("1.2.3", "1.2.3", "1.2.3"),
    ],
)
def test_decimals_keep_every_digit(value: str, vietnamese: str, english: str) -> None:
    assert (decimal_text(value, "vi"), decimal_text(value, "en")) == (vietnamese, english)


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "vừa xong"),
        (59, "59 giây trước"),
        (60, "1 phút trước"),
        (7_199, "1 giờ trước"),
        (200_000, "2 ngày trước"),
    ],
)
def test_ages_are_never_rounded_up(seconds: int, text: str) -> None:
    assert age_text(seconds, "vi") == text


def test_one_minute_is_not_one_minutes() -> None:
    assert (age_text(60, "en"), age_text(120, "en")) == ("1 minute ago", "2 minutes ago")


def test_instants_are_shown_in_the_time_of_vietnam() -> None:
    assert time_text(1_795_370_400) == "01:00:00 23/11/2026"
    assert time_attribute(1_795_370_400) == "2026-11-23T01:00:00+07:00"


def _quantity(
    value: str, uncertainty: str | None = None, k: str = "2", p: str = "0.95"
) -> dict[str, str | None]:
    if uncertainty is None:
        return {"value": value, "unit": r"\mega\pascal"}
    return {"value": value, "unit": r"\mega\pascal", "uncertainty": uncertainty, "coverage_factor": k,
            "coverage_probability": p}  # fmt: skip


def _table(*columns: list[dict[str, str | None]]) -> ResultTable:
    named = [{"name": {"vi": f"Cột {i}"}, "quantities": quantities} for i, quantities in enumerate(columns)]
    return ResultTable.model_validate({"name": {"vi": "Áp suất", "en": "Pressure"}, "columns": named})


def test_uncertainty_stands_beside_its_value_with_k_and_p_said_once() -> None:
    (table,) = tables_of((_table([_quantity("35")], [_quantity("34.98", "0.03")]),), "vi")
    assert [(c.title, c.unit, c.note) for c in table.columns] == [
        ("Cột 0", "MPa", ""), ("Cột 1", "MPa", ""), ("U", "MPa", "k = 2; P = 95 %"),
    ]  # fmt: skip
    assert table.rows == (("35", "34,98", "0,03"),)


def test_k_and_p_that_differ_get_columns_of_their_own() -> None:
    points = [_quantity("1", "0.1", "2"), _quantity("2", "0.2", "2.05", "0.9545")]
    (table,) = tables_of((_table(points),), "en")
    assert [c.title for c in table.columns] == ["Cột 0", "U", "k", "P"]
    assert table.rows[1] == ("2", "0.2", "2.05", "95.45 %")


def test_a_single_value_holds_for_every_point() -> None:
    (table,) = tables_of((_table([_quantity("20")], [_quantity("1"), _quantity("2")]),), "vi")
    assert table.rows == (("20", "1"), ("20", "2"))


def test_a_point_without_value_or_uncertainty_shows_a_dash_never_zero() -> None:
    (table,) = tables_of((_table([_quantity("NaN"), _quantity("2", "0.2")]),), "vi")
    assert table.rows == (("–", "–", "–", "–"), ("2", "0,2", "2", "95 %"))


def test_units_that_differ_stand_in_the_cells() -> None:
    mixed = [_quantity("1"), _quantity("2") | {"unit": r"\kilo\pascal"}]
    (table,) = tables_of((_table(mixed),), "vi")
    assert table.rows == (("1 MPa",), ("2 kPa",))


def test_every_word_exists_in_both_languages() -> None:
    vietnamese, english = words("vi"), words("en")
    assert vietnamese.keys() == english.keys()
    assert all(vietnamese.values())
    assert all(english.values())
