# SPDX-License-Identifier: Apache-2.0
"""Names, paths and places in a DCC: the smallest vocabulary that the readers share."""

from collections.abc import Iterator

from lxml import etree

from registry.errors import Finding, Severity
from registry.intake.dcc_names import DCC, SI
from registry.intake.safe_xml import line_of

MAX_FINDINGS = 60
"""Of each severity: a file with a hundred thousand defects is reported in part."""

# What hangs below a quantity or list without being its value: methods, conditions, metadata.
ASIDES = frozenset(
    f"{{{DCC}}}{name}"
    for name in (
        "usedMethods",
        "usedSoftware",
        "measuringEquipments",
        "influenceConditions",
        "measurementMetaData",
    )
)


def dcc(name: str) -> str:
    """The Clark name of a ``dcc:`` element."""
    return f"{{{DCC}}}{name}"


def si(name: str) -> str:
    """The Clark name of an ``si:`` element."""
    return f"{{{SI}}}{name}"


def local(element: etree._Element) -> str:
    """The name without its namespace."""
    return etree.QName(element).localname


def children(element: etree._Element | None, *path: str) -> list[etree._Element]:
    """All ``dcc:`` elements at ``path`` below ``element``; none if ``element`` is None."""
    found = [] if element is None else [element]
    for name in path:
        found = [child for parent in found for child in parent.findall(dcc(name))]
    return found


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The first ``dcc:`` element at ``path``, or None."""
    return next(iter(children(element, *path)), None)


def raw_text(element: etree._Element | None) -> str:
    """The character data of an element, whitespace collapsed (XML pretty-printing is not content)."""
    return "" if element is None else " ".join("".join(str(part) for part in element.itertext()).split())


def ref_types(element: etree._Element) -> list[str]:
    """The ``refType`` tokens of an element."""
    return str(element.get("refType") or "").split()


def has_ref_type(element: etree._Element, *words: str) -> bool:
    """Whether a ``refType`` token contains one of ``words``, in any case."""
    tokens = " ".join(ref_types(element)).casefold()
    return any(word.casefold() in tokens for word in words)


def own_elements(element: etree._Element) -> Iterator[etree._Element]:
    """Descendants in document order, without what merely comments on them (``ASIDES``)."""
    for below in element:
        if below.tag not in ASIDES:
            yield below
            yield from own_elements(below)


class Notes:
    """Collects findings with the file and line they belong to."""

    def __init__(self, file_name: str) -> None:
        self.file_name = file_name
        self.findings: list[Finding] = []
        self._kept: dict[Severity, set[str]] = {}

    def where(self, element: etree._Element | None) -> str:
        """``file:line`` of an element, ``file`` where there is none."""
        line = 0 if element is None else line_of(element)
        return f"{self.file_name}:{line}" if line else self.file_name

    def error(self, code: str, element: etree._Element | None, /, **params: object) -> None:
        """A defect that refuses the file."""
        self._add(code, "error", self.where(element), params)

    def error_at(self, code: str, line: int, /, **params: object) -> None:
        """A defect of which only the line is known."""
        self._add(code, "error", f"{self.file_name}:{line}", params)

    def warn(self, code: str, element: etree._Element | None, /, **params: object) -> None:
        """Something stated and carried on."""
        self._add(code, "warning", self.where(element), params)

    def _add(self, code: str, severity: Severity, where: str, params: dict[str, object]) -> None:
        kept = self._kept.setdefault(severity, set())
        finding = Finding(code, severity, where, params)
        if len(kept) < MAX_FINDINGS and (mark := repr(finding)) not in kept:
            kept.add(mark)
            self.findings.append(finding)
