# SPDX-License-Identifier: Apache-2.0
"""Every unit of a DCC against the D-SI grammar; the XSD takes any string."""

from lxml import etree

from registry.intake.dcc.decimals import MAX_ENTRIES
from registry.intake.dcc.names import Notes, si
from registry.intake.dcc.units import read_unit, units_of

_UNITS = tuple(si(name) for name in ("unit", "unitXMLList", "listUnit"))
_PHASES = tuple(si(name) for name in ("unitPhase", "unitPhaseXMLList", "listUnitPhase"))
# More different units than this is a flood: each wrong one is compared with every name there is.
_MAX_SPELLINGS = 1_000
_ANGLES = frozenset({r"\radian", r"\degree"})


def check_units(root: etree._Element, notes: Notes) -> None:
    """Errors DCC_UNIT_WRONG, DCC_LIST_TOO_LONG; warnings DCC_UNIT_DEPRECATED, DCC_UNIT_FOREIGN; each once."""
    seen: set[str] = set()
    for element in root.iter(*_UNITS, *_PHASES):
        units = units_of(element)
        if len(units) > MAX_ENTRIES:
            notes.error("DCC_LIST_TOO_LONG", element, entries=len(units), limit=MAX_ENTRIES)
            continue
        for dsi in units:
            if element.tag in _PHASES and dsi not in _ANGLES:
                notes.error("DCC_UNIT_WRONG", element, unit=dsi[:60], detail=r"\radian, \degree")
            elif dsi not in seen:
                seen.add(dsi)
                _judge(dsi, element, notes)
            if len(seen) > _MAX_SPELLINGS:
                notes.error("DCC_LIST_TOO_LONG", element, entries=len(seen), limit=_MAX_SPELLINGS)
                return


def _judge(dsi: str, element: etree._Element, notes: Notes) -> None:
    unit = read_unit(dsi)
    if unit.verdict == "wrong":
        notes.error("DCC_UNIT_WRONG", element, unit=dsi[:60], detail=unit.detail)
    elif unit.verdict == "deprecated":
        notes.warn("DCC_UNIT_DEPRECATED", element, unit=dsi[:60])
    elif unit.verdict == "foreign":
        notes.warn("DCC_UNIT_FOREIGN", element, unit=dsi[:60])
