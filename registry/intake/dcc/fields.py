# SPDX-License-Identifier: Apache-2.0
"""The administrative part of a DCC to the fields of domain §2.2; what is absent but required is stated."""

import re
from dataclasses import dataclass
from datetime import date

from lxml import etree

from registry.core import constants as c
from registry.core.certificate.calibration import Instrument
from registry.core.certificate.common import BodyDetails
from registry.intake.dcc.display import display
from registry.intake.dcc.names import Notes, child, children, has_ref_type, raw_text
from registry.intake.dcc.quantities import QuantityReader
from registry.intake.dcc.words import MAX_SHOWN_LINE, Words, visible

_DATE = re.compile(r"(\d{4}-\d{2}-\d{2})(Z|[+-]\d{2}:\d{2})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Dates:
    """Days as the file gives them; ``issued`` is None where it names none."""

    received: date | None
    performed_from: date
    performed_to: date
    issued: date | None


class FieldReader:
    """Reads one DCC's administrative data; defects become findings of ``notes``."""

    def __init__(self, root: etree._Element, words: Words, notes: Notes) -> None:
        self._admin = child(root, "administrativeData")
        self._core = child(self._admin, "coreData")
        self._words = words
        self._notes = notes

    def number(self) -> str | None:
        """``uniqueIdentifier``, the certificate's number."""
        element = child(self._core, "uniqueIdentifier")
        return self._words.checked(raw_text(element), c.MAX_NUMBER, element)

    def replaces(self) -> str | None:
        """The number that this certificate amends or substitutes."""
        element = child(self._core, "reportAmendedSubstituted", "replacedUniqueIdentifier")
        return None if element is None else self._words.checked(raw_text(element), c.MAX_NUMBER, element)

    def place(self) -> str:
        """``performanceLocation``."""
        return raw_text(child(self._core, "performanceLocation"))

    def dates(self, issue_day: date | None) -> Dates | None:
        """The days, in order; ``issue_day`` bounds the issue date, which an anchor must not precede."""
        begin, end = self._date("beginPerformanceDate"), self._date("endPerformanceDate")
        issued, received = self._date("issueDate"), self._date("receiptDate")
        if begin is None or end is None:
            return None
        if end < begin:
            self._notes.error("DCC_DATE_ORDER", child(self._core, "endPerformanceDate"), begin=begin, end=end)
            return None
        if issued and issued < end:
            self._notes.warn("DCC_ISSUED_BEFORE_END", child(self._core, "issueDate"), issued=issued, end=end)
        if issued and issue_day and issued > issue_day:
            self._notes.error(
                "DCC_ISSUED_LATER", child(self._core, "issueDate"), issued=issued, today=issue_day
            )
        if issue_day and end > issue_day:
            self._notes.error(
                "DCC_PERFORMED_LATER", child(self._core, "endPerformanceDate"), end=end, today=issue_day
            )
        return Dates(received, begin, end, issued)

    def _date(self, name: str) -> date | None:
        return self._day(child(self._core, name))

    def _day(self, element: etree._Element | None) -> date | None:
        if element is None:
            return None
        match = _DATE.fullmatch(raw_text(element))
        try:
            return date.fromisoformat(match[1] if match else "")
        except ValueError:
            self._notes.error("DCC_DATE", element, value=raw_text(element)[:40])
            return None

    def instrument(self) -> Instrument | None:
        """The calibrated item; with several, the first, and a warning."""
        items = children(self._admin, "items", "item")
        if not items:
            return None
        item = items[0]
        if len(items) > 1:
            self._notes.warn("DCC_SEVERAL_ITEMS", items[1], count=len(items))
        name = self._words.signed(child(item, "name"), c.MAX_SUBJECT_NAME)
        maker = child(item, "manufacturer", "name")
        maker_text = self._words.pick(maker)
        model = child(item, "model")
        if name is None:
            return None
        return Instrument(
            name=name,
            manufacturer=self._words.checked(maker_text[0], MAX_SHOWN_LINE, maker) if maker_text else None,
            model=self._words.checked(raw_text(model), c.MAX_MODEL, model) if raw_text(model) else None,
            serial=self._identification(item, "serial", "manufacturer"),
            asset_id=self._identification(item, "asset", "customer", "owner", "calibrationLaboratory"),
            measuring_range=self._item_quantity(item, "range"),
            resolution=self._item_quantity(item, "resolution"),
        )

    def _identification(self, item: etree._Element, word: str, *issuers: str) -> str | None:
        """The value given by the first of ``issuers``, one whose refType speaks of ``word`` before others."""
        given = children(item, "identifications", "identification")
        for issuer in issuers:
            own = [entry for entry in given if raw_text(child(entry, "issuer")) == issuer]
            named = [entry for entry in own if has_ref_type(entry, word)] or own
            if named:
                value = child(named[0], "value")
                return self._words.checked(raw_text(value), c.MAX_SERIAL, value)
        return None

    def _item_quantity(self, item: etree._Element, word: str) -> str | None:
        """Item quantities whose refType speaks of ``word``, in one line (since 3.2.0)."""
        texts: list[str] = []
        for quantity in children(item, "itemQuantities", "itemQuantity"):
            if not has_ref_type(quantity, word):
                continue
            name = self._words.shown(child(quantity, "name"))
            for column in QuantityReader(self._notes).columns(quantity, name) if name else []:
                texts += [display(entry) for entry in column.quantities[:8]]
            text = self._words.shown_line(child(quantity, "noQuantity"))
            texts += [text] if text else []
        return visible(" … ".join(texts), MAX_SHOWN_LINE) or None

    def laboratory_names(self) -> tuple[str, ...]:
        """Every name of the laboratory, in every language it is given."""
        element = child(self._admin, "calibrationLaboratory", "contact", "name")
        names = [
            self._words.checked(n, MAX_SHOWN_LINE, element) for n in self._words.by_language(element).values()
        ]
        return tuple(dict.fromkeys(name for name in names if name))

    def laboratory_code(self) -> str | None:
        """``calibrationLaboratoryCode``, such as an accreditation number."""
        element = child(self._admin, "calibrationLaboratory", "calibrationLaboratoryCode")
        return self._words.checked(raw_text(element), MAX_SHOWN_LINE, element) if raw_text(element) else None

    def customer_name(self) -> str | None:
        """The customer's first name, for the salted digest alone (ISO/IEC 17025 §4.2): never shown or kept."""
        element = child(self._admin, "customer", "name")
        names = self._words.by_language(element).values()
        return next((" ".join(name.split()) for name in names if name.strip()), None)

    def issuer(self) -> BodyDetails | None:
        """The laboratory as the file names it."""
        contact = child(self._admin, "calibrationLaboratory", "contact")
        picked = self._words.pick(child(contact, "name"))
        name = (
            None if picked is None else self._words.checked(picked[0], MAX_SHOWN_LINE, child(contact, "name"))
        )
        if name is None:
            return None
        return BodyDetails(name=name, address=self._address(contact), phone=self._phone(contact))

    def _address(self, contact: etree._Element | None) -> str | None:
        location = child(contact, "location")
        found = {part: raw_text(child(location, part)) for part in ("street", "city", "state", "countryCode")}
        number = raw_text(child(location, "streetNo"))
        street = " ".join(part for part in (number, found.pop("street")) if part)
        text = visible(", ".join(part for part in (street, *found.values()) if part), MAX_SHOWN_LINE)
        return self._words.checked(text, MAX_SHOWN_LINE, location) if text else None

    def _phone(self, contact: etree._Element | None) -> str | None:
        element = child(contact, "phone")
        text = visible(raw_text(element), 40)
        return self._words.checked(text, 40, element) if text else None

    def signatory_role(self) -> str | None:
        """The main signer's role; never the name, which is personal data."""
        people = children(self._admin, "respPersons", "respPerson")
        main = [p for p in people if raw_text(child(p, "mainSigner")) in ("true", "1")] or people
        element = child(main[0], "role") if main else None
        text = visible(raw_text(element), MAX_SHOWN_LINE)
        return self._words.checked(text, MAX_SHOWN_LINE, element) if text else None

    def next_due(self) -> date | None:
        """The recalibration date that the customer asked for (ISO/IEC 17025 §7.8.4.3)."""
        for statement in children(self._admin, "statements", "statement"):
            day = child(statement, "date")
            if day is not None and has_ref_type(statement, "recalibration"):
                return self._day(day)
        return None
