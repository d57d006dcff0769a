# SPDX-License-Identifier: Apache-2.0
"""Numbers of a DCC as decimal strings: never binary floats, digits kept as printed (``si:decimalType``)."""

import re

from lxml import etree

from registry.intake.dcc.names import Notes, local, raw_text

_DECIMAL = re.compile(r"([-+]?)(\d*)(?:\.(\d*))?([Ee][-+]?\d{1,3})?", re.ASCII)
_FACTOR = re.compile(r"\+?[1-9]\d*(\.\d*)?|NaN", re.ASCII)
_PROBABILITY = re.compile(r"\+?(0(\.\d*)?|1(\.0*)?)|NaN", re.ASCII)
_MAX_DIGITS = 30
MAX_ENTRIES = 100_000
"""Of one list: five times what the tables show; a longer one belongs in an attached data file."""
NAN = "NaN"


def decimal_text(raw: str) -> str | None:
    """``raw`` as digits, point, digits (``.5`` becomes ``0.5``, ``5.`` becomes ``5``), ``NaN``, or None."""
    if raw == NAN:
        return NAN
    match = _DECIMAL.fullmatch(raw)
    if match is None or not (match[2] or match[3]):
        return None
    whole, fraction = match[2] or "0", match[3] or ""
    if len(whole) > _MAX_DIGITS or len(fraction) > _MAX_DIGITS:
        return None
    return match[1] + whole + (f".{fraction}" if fraction else "") + (match[4] or "")


def decimals(element: etree._Element | None, notes: Notes) -> list[str]:
    """The numbers of a value or list element; error findings DCC_VALUE, DCC_LIST_TOO_LONG."""
    numbers: list[str] = []
    tokens = raw_text(element).split()
    if len(tokens) > MAX_ENTRIES:
        notes.error("DCC_LIST_TOO_LONG", element, entries=len(tokens), limit=MAX_ENTRIES)
        return []
    for token in tokens:
        number = decimal_text(token)
        if number is None or not _fits(element, number):
            notes.error("DCC_VALUE", element, value=token[:40], field=_field(element))
            return []
        numbers.append(number)
    if element is not None and not numbers:
        notes.error("DCC_VALUE", element, value="", field=_field(element))
    return numbers


def _fits(element: etree._Element | None, number: str) -> bool:
    """The narrower patterns of k (≥ 1), probability (0 to 1) and uncertainties (no minus sign)."""
    name = "" if element is None else local(element)
    if name.startswith("coverageFactor"):
        return bool(_FACTOR.fullmatch(number))
    if name.startswith("coverageProbability"):
        return bool(_PROBABILITY.fullmatch(number))
    if name.startswith(("uncertainty", "standardUnc", "valueStandardMU", "valueExpandedMU")):
        return not number.startswith("-")
    return True


def _field(element: etree._Element | None) -> str:
    return "" if element is None else f"si:{local(element)}"
