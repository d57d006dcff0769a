# SPDX-License-Identifier: Apache-2.0
"""How a calibration was done: procedures, conditions, standards used, traceability (domain §2.2)."""

import re

from lxml import etree

from registry.core.certificate.calibration import Condition, ShownText, Standard
from registry.intake.dcc.display import display
from registry.intake.dcc.names import Notes, child, children, dcc, has_ref_type, raw_text
from registry.intake.dcc.quantities import QuantityReader
from registry.intake.dcc.words import MAX_SHOWN_LINE, Words, visible

_MAX_ENTRIES = 200
_HEX_SHA256 = re.compile(r"[0-9a-fA-F]{64}")
_TRACEABLE = ShownText(
    vi="Phòng hiệu chuẩn công bố kết quả có liên kết chuẩn.",
    en="The laboratory states that the results are metrologically traceable.",
)


class MeasurementReader:
    """Reads what stands around the results."""

    def __init__(self, root: etree._Element, words: Words, notes: Notes) -> None:
        self._root = root
        self._results = child(root, "measurementResults")
        self._words = words
        self._quantities = QuantityReader(notes)

    def _all(self, name: str) -> list[etree._Element]:
        return [] if self._results is None else list(self._results.iter(dcc(name)))[:_MAX_ENTRIES]

    def procedures(self) -> tuple[str, ...]:
        """Calibration methods with their norms; the method of the uncertainty is not a procedure."""
        lines: list[str] = []
        for method in self._all("usedMethod"):
            if has_ref_type(method, "uncertainty"):
                continue
            norms = [raw_text(norm) for norm in children(method, "norm")]
            name = self._words.shown_line(child(method, "name"))
            line = visible(" · ".join(part for part in (name, *norms) if part), MAX_SHOWN_LINE)
            lines += [line] if line else []
        return tuple(dict.fromkeys(lines))

    def conditions(self) -> tuple[Condition, ...]:
        """Influence conditions such as ambient temperature; adjustments are results, not conditions."""
        found: list[Condition] = []
        for condition in self._all("influenceCondition"):
            name = self._words.shown(child(condition, "name"))
            if name is None or child(condition, "status") is not None:
                continue
            found += self._quantities_of(condition, name) or self._text_of(condition, name)
        return tuple(found[:_MAX_ENTRIES])

    def _quantities_of(self, condition: etree._Element, name: ShownText) -> list[Condition]:
        quantities = children(condition, "data", "quantity")
        found: list[Condition] = []
        for quantity in quantities:
            own = self._words.shown(child(quantity, "name")) if len(quantities) > 1 else None
            label = name if own is None else _both(name, own)
            for column in self._quantities.columns(quantity, label):
                if len(column.quantities) == 1:
                    found.append(Condition(name=column.name, quantity=column.quantities[0]))
                else:
                    text = "; ".join(display(entry) for entry in column.quantities[:20])
                    found.append(Condition(name=column.name, text=visible(text, MAX_SHOWN_LINE)))
        return found

    def _text_of(self, condition: etree._Element, name: ShownText) -> list[Condition]:
        rich = child(condition, "data", "text")
        line = self._words.shown_line(rich if rich is not None else child(condition, "description"))
        return [Condition(name=name, text=line)]

    def standards(self) -> tuple[Standard, ...]:
        """Reference standards: by refType or because they name a certificate; if neither is used, all."""
        equipment = self._all("measuringEquipment")
        marked = [
            e
            for e in equipment
            if has_ref_type(e, "normal", "standard") or child(e, "certificate") is not None
        ]
        found = [self._standard(element) for element in marked or equipment]
        return tuple(dict.fromkeys(standard for standard in found if standard is not None))

    def _standard(self, element: etree._Element) -> Standard | None:
        name = self._words.shown(child(element, "name"))
        if name is None:
            return None
        certificate = child(element, "certificate")
        procedure = re.sub(r"[^a-z0-9]", "", raw_text(child(certificate, "procedure")).casefold())
        digest = raw_text(child(certificate, "value"))
        bound = procedure == "sha256" and _HEX_SHA256.fullmatch(digest)
        return Standard(
            name=name,
            certificate_number=visible(raw_text(child(certificate, "referralID")), MAX_SHOWN_LINE) or None,
            certificate_sha256=digest.lower() if bound else None,
        )

    def traceability(self) -> tuple[ShownText, ...]:
        """Statements of metrological traceability (ISO/IEC 17025 §7.8.4.1 c)."""
        statements = children(self._root, "administrativeData", "statements", "statement")
        found: list[ShownText] = []
        for statement in [*statements, *self._all("metaData")]:
            stated = raw_text(child(statement, "traceable")) in ("true", "1")
            if stated or has_ref_type(statement, "traceab"):
                text = self._words.shown(child(statement, "declaration"))
                found += [text] if text else [_TRACEABLE] if stated else []
        return tuple(dict.fromkeys(found))


def _both(name: ShownText, own: ShownText) -> ShownText:
    english = f"{name.en or name.vi}, {own.en or own.vi}" if name.en or own.en else None
    return ShownText(vi=f"{name.vi}, {own.vi}"[:4_000], en=english and english[:4_000])
