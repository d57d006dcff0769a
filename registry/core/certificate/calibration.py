# SPDX-License-Identifier: Apache-2.0
"""Calibration certificates: a header over an exact PTB DCC file, which carries the results (domain §2.2).

A calibration has no expiry (ISO/IEC 17025 §7.8.4.3); a next due date appears only where the customer asked.
Customer, persons and results stay in the file: they are confidential (ISO/IEC 17025 §4.2).
"""

import unicodedata
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from registry.core import constants as c
from registry.core.certificate.common import (
    Bilingual,
    HexDigest,
    Line,
    MeasuredText,
    Model,
    bounded,
    broken,
    shown,
)
from registry.core.certificate.header import Header


def _nfc(value: str) -> str:
    return unicodedata.normalize("NFC", value)


Shown = Annotated[str, AfterValidator(_nfc), Field(min_length=1, max_length=4_000)]
"""Text shown with the file in hand and never signed: a viscosity may be called η."""


class ShownText(Model):
    """A text of the DCC in Vietnamese (or the language that stands in for it) and optionally English."""

    vi: Shown
    en: Shown | None = None


class Instrument(Model):
    """The calibrated item."""

    name: Bilingual
    manufacturer: Line | None = None
    model: Annotated[str, bounded(c.MAX_MODEL)] | None = None
    serial: Annotated[str, bounded(c.MAX_SERIAL)] | None = None
    asset_id: Annotated[str, bounded(c.MAX_SERIAL)] | None = None
    measuring_range: Shown | None = None
    resolution: Shown | None = None


class Quantity(Model):
    """A value with D-SI unit and, where stated, its expanded uncertainty, k and coverage probability."""

    value: MeasuredText
    unit: Line
    uncertainty: MeasuredText | None = None
    coverage_factor: MeasuredText | None = None
    coverage_probability: MeasuredText | None = None


class ResultColumn(Model):
    """One measured or reference quantity of a result, point by point."""

    name: ShownText
    quantities: tuple[Quantity, ...]


class ResultTable(Model):
    """A result of the DCC as a table: columns of equal or single length."""

    name: ShownText
    columns: tuple[ResultColumn, ...]


class Condition(Model):
    """An influence condition such as ambient temperature; ``text`` where it is not a quantity."""

    name: ShownText
    quantity: Quantity | None = None
    text: Shown | None = None


class Standard(Model):
    """A reference standard used, with its own certificate."""

    name: ShownText
    certificate_number: Shown | None = None
    certificate_sha256: HexDigest | None = None


class DccFile(Model):
    """The exact DCC bytes: the certificate refers to them by digest and never re-serialises them."""

    sha256: HexDigest
    size: Annotated[int, Field(ge=1)]
    schema_version: Line
    validated_with: Line
    """Which check was made: the XSD with its SHA-256, or our own structural checks."""


class CalibrationCertificate(Header):
    """A calibration certificate; ``results`` are for display with the file in hand and never signed."""

    kind: Literal["calibration"] = "calibration"
    instrument: Instrument
    laboratory_names: tuple[Line, ...]
    """The laboratory's names as the DCC gives them, for comparison with the issuing body."""
    laboratory_code: Line | None = None
    received: date | None = None
    performed_from: date
    performed_to: date
    place: Literal["laboratory", "customer", "laboratoryBranch", "customerBranch", "other"]
    procedures: tuple[Shown, ...] = ()
    conditions: tuple[Condition, ...] = ()
    standards: tuple[Standard, ...] = ()
    traceability: tuple[ShownText, ...] = ()
    results: tuple[ResultTable, ...] = ()
    dcc: DccFile
    next_due: date | None = None

    @model_validator(mode="after")
    def _days_fit(self) -> Self:
        if self.validity is not None:
            raise broken("CALIBRATION_EXPIRY", path=("validity",))
        if self.performed_to < self.performed_from:
            days = {"first": shown(self.performed_from), "last": shown(self.performed_to)}
            raise broken("PERFORMED_ORDER", path=("performed_to",), **days)
        return self
