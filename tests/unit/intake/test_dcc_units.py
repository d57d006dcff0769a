# SPDX-License-Identifier: Apache-2.0
"""D-SI units: what is valid, what reads how, what is wrong and what was probably meant."""

import pytest

from registry.intake.dcc.units import DEPRECATED, read_unit
from tests.unit.intake.dcc_files import changed, errors, read, the, warnings


@pytest.mark.parametrize(
    ("dsi", "text"),
    [
        (r"\kelvin", "K"),
        (r"\degreecelsius", "°C"),
        (r"\kilo\pascal", "kPa"),
        (r"\metre\second\tothe{-1}", "m·s⁻¹"),
        (r"\kilogram\metre\tothe{-3}", "kg·m⁻³"),
        (r"\one", ""),
        (r"\percent", "%"),
        (r"\gram", "g"),
        (r"\milli\gram", "mg"),
        (r"\micro\metre", "µm"),
        (r"\decibel", "dB"),
        (r"\metre\tothe{0.5}", "m^0.5"),
        (r"\metre\tothe{1_2}", "m^1/2"),
    ],
)
def test_a_valid_unit_reads_well(dsi: str, text: str) -> None:
    unit = read_unit(dsi)
    assert (unit.verdict, unit.text) == ("good", text)


@pytest.mark.parametrize(
    ("dsi", "text"), [(r"\bar", "bar"), (r"\metre\per\second", "m/s"), (r"\watt\per\metre\kelvin", "W/(m·K)")]
)
def test_deprecated_units_are_valid_on_reading(dsi: str, text: str) -> None:
    unit = read_unit(dsi)
    assert (unit.verdict, unit.text) == ("deprecated", text)


@pytest.mark.parametrize(
    ("dsi", "detail"),
    [
        (r"\meter", r"\meter → \metre"),
        ("bar", r"bar → \bar"),
        ("Pa", r"Pa → \pascal"),
        ("°C", r"°C → \degreecelsius"),
        (r"\kilo\gram", r"\kilo\gram → \kilogram"),
        (r"\deci\bel", r"\deci\bel → \decibel"),
        (r"\kilo\degreecelsius", r"\kilo\degreecelsius"),
        (r"\kibi\metre", r"\kibi\metre"),
        (r"\percent\tothe{2}", r"\percent\tothe{2}"),
        (r"\metre\tothe", r"\metre\tothe"),
        (r"\metre{2}", r"\metre{2}"),
        (r"\kilo", r"\kilo"),
        (r"\metre\per", r"\per"),
        (r"\metre\per\second\per\second", r"\per"),
        ("", "∅"),
    ],
)
def test_a_wrong_unit_names_the_part_and_what_was_meant(dsi: str, detail: str) -> None:
    unit = read_unit(dsi)
    assert (unit.verdict, unit.detail) == ("wrong", detail)


def test_every_deprecated_name_is_a_unit() -> None:
    assert {read_unit(f"\\{name}").verdict for name in DEPRECATED} == {"deprecated"}


def test_a_wrong_unit_refuses_the_file_with_its_line() -> None:
    result = read(changed(r"\kelvin", r"\celsius"))
    assert result.certificate is None
    found = the(result, "DCC_UNIT_WRONG")
    assert found.where == "a.xml:41"
    assert found.params["unit"] == r"\celsius"


def test_a_wrong_unit_in_a_list_is_found_once() -> None:
    result = read(changed(r"<si:unitXMLList>\pascal", r"<si:unitXMLList>Pa", count=2))
    assert errors(result) == ["DCC_UNIT_WRONG"]


def test_a_marked_foreign_unit_is_a_warning() -> None:
    result = read(changed(r"\kelvin", "|độ nhớt"))
    assert errors(result) == []
    assert "DCC_UNIT_FOREIGN" in warnings(result)


def test_a_deprecated_unit_is_a_warning() -> None:
    result = read(changed(r"<si:unitXMLList>\pascal", r"<si:unitXMLList>\bar", count=2))
    assert errors(result) == []
    assert warnings(result).count("DCC_UNIT_DEPRECATED") == 1


def test_a_value_without_a_unit_is_refused() -> None:
    result = read(changed(r"<si:unit>\kelvin</si:unit>", ""))
    assert "DCC_UNIT_MISSING" in errors(result)


def test_a_flood_of_units_is_refused_not_compared() -> None:
    flood = " ".join(f"\\metre\\tothe{{{power}}}" for power in range(1, 1_000))
    many = flood + " " + " ".join(f"\\second\\tothe{{{power}}}" for power in range(1, 10))
    result = read(changed(r"<si:unitXMLList>\pascal", f"<si:unitXMLList>{many}", count=2))
    assert "DCC_LIST_TOO_LONG" in errors(result)
