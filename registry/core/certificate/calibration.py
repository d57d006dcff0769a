# SPDX-License-Identifier: Apache-2.0
"""Calibration certificates: a header over an exact PTB DCC file, which carries the results (domain §2.2).

A calibration has no expiry (ISO/IEC 17025 §7.8.4.3); a next due date appears only where the customer asked.
Customer, persons and results stay in the file: they are confidential (ISO/IEC 17025 §4.2).
"""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from registry.core import constants as c
from registry.core.certificate.common import Bilingual, DecimalText, HexDigest, Line, Model, bounded
from registry.core.certificate.header import Header


class Instrument(Model):
    """The calibrated item."""

    name: Bilingual
    manufacturer: Line | None = None
    model: Annotated[str, bounded(c.MAX_MODEL)] | None = None
    serial: Annotated[str, bounded(c.MAX_SERIAL)] | None = None
    asset_id: Annotated[str, bounded(c.MAX_SERIAL)] | None = None
    measuring_range: Line | None = None
    resolution: Line | None = None


class Quantity(Model):
    """A value with D-SI unit and, where stated, its expanded uncertainty, k and coverage probability."""

    value: DecimalText | Literal["NaN"]
    unit: Line
    uncertainty: DecimalText | Literal["NaN"] | None = None
    coverage_factor: DecimalText | Literal["NaN"] | None = None
    coverage_probability: DecimalText | Literal["NaN"] | None = None


class ResultColumn(Model):
    """One measured or reference quantity of a result, point by point."""

    name: Bilingual
    quantities: tuple[Quantity, ...]


class ResultTable(Model):
    """A result of the DCC as a table: columns of equal or single length."""

    name: Bilingual
    columns: tuple[ResultColumn, ...]


class Condition(Model):
    """An influence condition such as ambient temperature; ``text`` where it is not a quantity."""

    name: Bilingual
    quantity: Quantity | None = None
    text: Line | None = None


class Standard(Model):
    """A reference standard used, with its own certificate."""

    name: Bilingual
    certificate_number: Line | None = None
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
    procedures: tuple[Line, ...] = ()
    conditions: tuple[Condition, ...] = ()
    standards: tuple[Standard, ...] = ()
    traceability: tuple[Bilingual, ...] = ()
    results: tuple[ResultTable, ...] = ()
    dcc: DccFile
    next_due: date | None = None

    @model_validator(mode="after")
    def _no_expiry(self) -> Self:
        if self.validity is not None:
            raise ValueError("a calibration has no expiry (ISO/IEC 17025 §7.8.4.3)")
        if self.performed_to < self.performed_from:
            raise ValueError("the calibration ends before it begins")
        return self
