# SPDX-License-Identifier: Apache-2.0
"""Our own structural checks, for where no XSD is installed: the schemas' mandatory elements and enums.

They bind like the XSD's, and say less: an unknown or misplaced element passes. ``LABEL`` names them in the
certificate, so that nobody takes them for a schema validation.
"""

import re

from lxml import etree

from registry.intake.dcc.decimals import decimals
from registry.intake.dcc.names import Notes, child, children, dcc, local, raw_text, si
from registry.intake.dcc_names import DCC, SI

LABEL = "Antin structural checks 1"

# Path below the root, then the children that each element there must have.
_MANDATORY: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    ((), ("administrativeData", "measurementResults")),
    (
        ("administrativeData",),
        ("dccSoftware", "coreData", "items", "calibrationLaboratory", "respPersons", "customer"),
    ),
    (("administrativeData", "dccSoftware"), ("software",)),
    (("administrativeData", "dccSoftware", "software"), ("name", "release")),
    (
        ("administrativeData", "coreData"),
        (
            "countryCodeISO3166_1",
            "usedLangCodeISO639_1",
            "mandatoryLangCodeISO639_1",
            "uniqueIdentifier",
            "beginPerformanceDate",
            "endPerformanceDate",
            "performanceLocation",
        ),
    ),
    (("administrativeData", "items"), ("item",)),
    (("administrativeData", "items", "item"), ("name", "identifications")),
    (("administrativeData", "items", "item", "identifications"), ("identification",)),
    (("administrativeData", "items", "item", "identifications", "identification"), ("issuer", "value")),
    (("administrativeData", "calibrationLaboratory"), ("contact",)),
    (("administrativeData", "calibrationLaboratory", "contact"), ("name", "location")),
    (("administrativeData", "respPersons"), ("respPerson",)),
    (("administrativeData", "respPersons", "respPerson"), ("person",)),
    (("administrativeData", "customer"), ("name", "location")),
    (("measurementResults",), ("measurementResult",)),
    (("measurementResults", "measurementResult"), ("name", "results")),
    (("measurementResults", "measurementResult", "results"), ("result",)),
    (("measurementResults", "measurementResult", "results", "result"), ("name", "data")),
)
_CORE = ("administrativeData", "coreData")
_IDENTIFICATION = ("administrativeData", "items", "item", "identifications", "identification")
_PATTERNS: tuple[tuple[tuple[str, ...], str], ...] = (
    ((*_CORE, "countryCodeISO3166_1"), r"[A-Z]{2}"),
    ((*_CORE, "usedLangCodeISO639_1"), r"[a-z]{2}"),
    ((*_CORE, "mandatoryLangCodeISO639_1"), r"[a-z]{2}"),
    ((*_CORE, "uniqueIdentifier"), r".+"),
    ((*_CORE, "performanceLocation"), r"laboratory|customer|laboratoryBranch|customerBranch|other"),
    ((*_IDENTIFICATION, "issuer"), r"manufacturer|calibrationLaboratory|customer|owner|other"),
    ((*_IDENTIFICATION, "value"), r".+"),
)
_NUMBERS = re.compile(r"(value|uncertainty|standardUnc|interval(Min|Max)|coverage(Factor|Probability)).*")
_REAL_FORMS = frozenset(si(name) for name in ("real", "realListXMLList"))


def check_structure(root: etree._Element, notes: Notes) -> None:
    """Error findings DCC_ELEMENT_MISSING, DCC_ELEMENT_VALUE, DCC_VALUE, DCC_UNIT_MISSING."""
    for path, names in _MANDATORY:
        for element in children(root, *path):
            for name in names:
                if child(element, name) is None:
                    notes.error(
                        "DCC_ELEMENT_MISSING", element, name=f"dcc:{name}", parent=f"dcc:{local(element)}"
                    )
    for path, pattern in _PATTERNS:
        for element in children(root, *path):
            if not re.fullmatch(pattern, raw_text(element)):
                notes.error(
                    "DCC_ELEMENT_VALUE", element, name=f"dcc:{local(element)}", value=raw_text(element)[:60]
                )
    _check_names(root, notes)
    _check_numbers(root, notes)


def _check_names(root: etree._Element, notes: Notes) -> None:
    """A ``dcc:name`` has at least one ``dcc:content`` (textType)."""
    for name in root.iter(dcc("name")):
        if child(name, "content") is None:
            notes.error("DCC_ELEMENT_MISSING", name, name="dcc:content", parent="dcc:name")


def _check_numbers(root: etree._Element, notes: Notes) -> None:
    for element in root.iter(f"{{{SI}}}*"):
        if element.tag in _REAL_FORMS:
            _check_real(element, notes)
        elif len(element) == 0 and _NUMBERS.fullmatch(local(element)):
            decimals(element, notes)


def _check_real(element: etree._Element, notes: Notes) -> None:
    suffix = "XMLList" if local(element) == "realListXMLList" else ""
    if element.find(si(f"value{suffix}")) is None:
        parent = f"si:{local(element)}"
        notes.error("DCC_ELEMENT_MISSING", element, name=f"si:value{suffix}", parent=parent)
    holder = element.getparent()
    shared = holder is not None and holder.tag == si("realList")
    if element.find(si(f"unit{suffix}")) is None and not shared:
        notes.error("DCC_UNIT_MISSING", element)


def check_foreign(root: etree._Element, known: frozenset[str], notes: Notes) -> None:
    """MathML and other XML inside the DCC: a strict wildcard, so a schema for it must be at hand.

    ``known`` are the namespaces whose schemas are installed.
    """
    for name in ("mathml", "xml"):
        for holder in root.iter(dcc(name)):
            for below in holder:
                namespace = etree.QName(below).namespace or ""
                if namespace not in known and namespace != DCC:
                    notes.error("DCC_FOREIGN_XML", below, name=local(below), namespace=namespace or "∅")
