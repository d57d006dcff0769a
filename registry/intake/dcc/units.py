# SPDX-License-Identifier: Apache-2.0
r"""D-SI units: the grammar, and how a unit reads (D-SI 2.2, ``si:unitType``).

The names and symbols are dsiUnits' tables (PTB); the grammar is ours. Its classes accept ``\kilo\gram``
and plain ``bar``, its regular expression refuses ``\gram``, and both warn on every call.
"""

import re
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from typing import Literal

from dsi_unit.unit_mapping import (
    DIGITAL_PREFIX_UNITS,
    DSI_UNIT_TO_UTF_MAP,
    INVALID_UNITS_PREFIXES_MAP,
    NO_PREFIX_N_EXPONENT_UNITS,
    NO_PREFIX_UNITS,
    PREFIX_TO_SCALE_MAP,
    PREFIX_TO_UTF_MAP,
)
from lxml import etree

from registry.intake.dcc.names import local, raw_text

Verdict = Literal["good", "deprecated", "foreign", "wrong"]

# D-SI quality class BRONZE: valid on reading, no longer for new certificates.
DEPRECATED = frozenset(
    {"bar", "mmHg", "atomicunittime", "bohr", "clight", "electronmass", "elementarycharge", "hartree"}
    | {"naturalunittime", "planckbar", "angstrom", "barn", "knot", "nauticalmile", "ppm"}
)
_DIGITAL_PREFIXES = frozenset({"kibi", "mebi", "gibi", "tebi", "pebi", "exbi", "zebi", "yobi"})
_PREFIXES: dict[str, str] = dict(PREFIX_TO_UTF_MAP)
_SYMBOLS: dict[str, str] = DSI_UNIT_TO_UTF_MAP | {
    "degreecelsius": "°C",
    "litre": "L",
    "one": "1",
    "byte": "byte",
}
_TOKEN = re.compile(r"\\([A-Za-z]+)(?:\{(-?\d{1,3}(?:[._]\d{1,3})?)\})?", re.ASCII)
_SUPERSCRIPTS = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


@dataclass(frozen=True, slots=True)
class Unit:
    """What is known of a D-SI string: ``text`` reads well, ``detail`` names the part that is wrong."""

    text: str
    verdict: Verdict
    detail: str = ""


@lru_cache(maxsize=1_024)
def read_unit(dsi: str) -> Unit:
    r"""Judge and translate one D-SI string; never raises. ``\one`` reads as an empty text."""
    if dsi.startswith("|") and len(dsi) > 1:
        return Unit(dsi[1:], "foreign")
    try:
        parts = _split(dsi)
        factors = [_factors(part) for part in parts]
    except _WrongUnitError as error:
        return Unit(dsi, "wrong", str(error))
    old = len(parts) > 1 or any(factor.unit in DEPRECATED for part in factors for factor in part)
    sides = ["·".join(factor.text for factor in part) for part in factors]
    text = "/".join(f"({side})" if at and "·" in side else side for at, side in enumerate(sides))
    return Unit("" if text == "1" else text, "deprecated" if old else "good")


def units_of(element: etree._Element | None) -> list[str]:
    """The D-SI strings of a unit element: list forms hold several, the others one, spaces and all."""
    text = raw_text(element)
    if element is not None and local(element).endswith("XMLList"):
        return text.split()
    return [text] if text else []


class _WrongUnitError(ValueError):
    """Not a D-SI unit; the message is the offending part, with a suggestion where there is one."""


@dataclass(frozen=True, slots=True)
class _Factor:
    prefix: str
    unit: str
    exponent: str

    @property
    def text(self) -> str:
        """The factor with its symbol and a raised exponent."""
        power = self.exponent.replace("_", "/")
        shown = power.translate(_SUPERSCRIPTS) if re.fullmatch(r"-?\d+", power) else f"^{power}" * bool(power)
        return _PREFIXES[self.prefix] + _SYMBOLS[self.unit] + shown


def _split(dsi: str) -> list[list[tuple[str, str | None]]]:
    r"""Tokens of numerator and, after the deprecated ``\per``, denominator."""
    tokens: list[tuple[str, str | None]] = []
    at = 0
    while at < len(dsi):
        match = _TOKEN.match(dsi, at)
        if match is None:
            raise _WrongUnitError(_suggest(dsi[at:]))
        tokens.append((match[1], match[2]))
        at = match.end()
    parts: list[list[tuple[str, str | None]]] = [[]]
    for token in tokens:
        if token == ("per", None):
            parts.append([])
        else:
            parts[-1].append(token)
    if len(parts) > 2 or not all(parts):
        raise _WrongUnitError(r"\per" if tokens else "∅")
    return parts


def _factors(tokens: list[tuple[str, str | None]]) -> list[_Factor]:
    factors: list[_Factor] = []
    rest = list(tokens)
    while rest:
        prefix = rest.pop(0)[0] if rest[0][0] in PREFIX_TO_SCALE_MAP and rest[0][1] is None else ""
        if not rest:
            raise _WrongUnitError(rf"\{prefix}")
        unit, braces = rest.pop(0)
        if braces is not None:
            raise _WrongUnitError(rf"\{unit}{{{braces}}}")
        if unit not in DSI_UNIT_TO_UTF_MAP:
            raise _WrongUnitError(_suggest(rf"\{unit}"))
        exponent = ""
        if rest and rest[0][0] == "tothe":
            exponent = rest.pop(0)[1] or _refuse(rf"\{unit}\tothe")
        _check_factor(prefix, unit, exponent)
        factors.append(_Factor(prefix, unit, exponent))
    return factors


def _check_factor(prefix: str, unit: str, exponent: str) -> None:
    """D-SI rules R010 to R014: which units take no prefix, no exponent, or not that prefix."""
    bare = unit in NO_PREFIX_UNITS or unit in NO_PREFIX_N_EXPONENT_UNITS
    digital = unit in DIGITAL_PREFIX_UNITS
    wrong_kind = (
        prefix in _DIGITAL_PREFIXES if not digital else bool(prefix) and PREFIX_TO_SCALE_MAP[prefix] < 1
    )
    if prefix and (bare or wrong_kind or INVALID_UNITS_PREFIXES_MAP.get(unit) == prefix):
        joined = prefix + unit
        hint = rf" → \{joined}" if joined in DSI_UNIT_TO_UTF_MAP else ""
        raise _WrongUnitError(rf"\{prefix}\{unit}{hint}")
    if exponent and unit in NO_PREFIX_N_EXPONENT_UNITS:
        raise _WrongUnitError(rf"\{unit}\tothe{{{exponent}}}")


def _refuse(part: str) -> str:
    raise _WrongUnitError(part)


def _suggest(part: str) -> str:
    """The offending part and the D-SI name that it resembles."""
    shown = part if len(part) <= 40 else part[:39] + "…"
    word = re.sub(r"[^A-Za-z]", "", part)
    by_symbol = {symbol: name for name, symbol in _SYMBOLS.items()}
    near = by_symbol.get(part.strip()) or next(
        iter(get_close_matches(word, DSI_UNIT_TO_UTF_MAP, 1, 0.66)), None
    )
    return rf"{shown} → \{near}" if near else shown
