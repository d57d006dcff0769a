# SPDX-License-Identifier: Apache-2.0
"""Conformity certificates: hợp chuẩn (against a standard) and hợp quy (against a regulation) (domain §2.1).

Validity rules of the methods: 1 at most one year; 2 to 6 at most three years with surveillance; 7 this lot
only and 8 these units only, both without an end of validity.
"""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import ConfigDict, Field, model_validator

from registry.core import constants as c
from registry.core.certificate.common import (
    Bilingual,
    Country,
    DecimalText,
    Gtin,
    HexDigest,
    HsCode,
    Line,
    Model,
    Party,
    TaxCode,
    Validity,
    bounded,
)
from registry.core.certificate.header import Header

Scheme = Literal["hop_chuan", "hop_quy"]
Risk = Literal["THAP", "TRUNG_BINH", "CAO"]
"""Risk level since 1 July 2026: thấp (low), trung bình (medium), cao (high)."""
Mark = Literal["CR", "CS"]
"""CR: conformity to a regulation; CS: conformity to a standard."""
MAX_INLINE_SERIALS = 50


class Norm(Model):
    """A standard or regulation with its year and amendments; ``code`` is the scope code as granted."""

    code: Annotated[str, bounded(c.MAX_SCOPE)]
    year: Annotated[int, Field(ge=1950, le=2100)] | None = None
    amendments: tuple[Line, ...] = ()


class Product(Model):
    """One product of the certificate; ``models`` are the types or models covered."""

    name: Bilingual
    brand: Line
    models: Annotated[tuple[Annotated[str, bounded(c.MAX_MODEL)], ...], Field(min_length=1, max_length=200)]
    characteristics: Bilingual
    hs_codes: tuple[HsCode, ...] = ()
    gtin: Gtin | None = None
    origin: Country
    manufacturer: Party
    site: Line


class Importer(Model):
    """Who may import under this certificate."""

    name: Line
    tax_code: TaxCode


class TestReport(Model):
    """A test report that the decision rests on."""

    number: Line
    issued: date = Field(alias="date")
    laboratory: Line

    model_config = ConfigDict(populate_by_name=True)


class Surveillance(Model):
    """Cycle in months (at most 12 for method 5) and the day that the first surveillance is due."""

    months: Annotated[int, Field(ge=1, le=36)]
    first_due: date
    last: date | None = None


class Lot(Model):
    """The lot of a method 7 certificate with the papers that identify it."""

    number: Annotated[str, bounded(c.MAX_SERIAL)]
    quantity: DecimalText
    unit: Line
    declaration_number: Annotated[str, Field(pattern=r"^\d{12}$")] | None = None
    bill_of_lading: Line | None = None
    contract_number: Line | None = None
    invoice_number: Line | None = None
    import_from: date | None = None
    import_to: date | None = None
    port: Line | None = None


class SerialsFile(Model):
    """More than 50 serial numbers live in an attached CSV, bound by its digest."""

    file_name: Line
    sha256: HexDigest
    count: Annotated[int, Field(ge=1, le=1_000_000)]


class ConformityCertificate(Header):
    """A product conformity certificate."""

    kind: Literal["conformity"] = "conformity"
    scheme: Scheme
    holder: Party
    title: Bilingual
    """Product name as the certificate prints it; goes into the summary."""
    products: Annotated[tuple[Product, ...], Field(min_length=1, max_length=500)]
    importers: tuple[Importer, ...] = ()
    norms: Annotated[tuple[Norm, ...], Field(min_length=1, max_length=c.MAX_SCOPES)]
    method: Annotated[int, Field(ge=1, le=8)]
    risk: Risk | None = None
    mark: Mark | None = None
    scope_text: Bilingual
    test_reports: tuple[TestReport, ...] = ()
    surveillance: Surveillance | None = None
    lot: Lot | None = None
    serials: Annotated[
        tuple[Annotated[str, bounded(c.MAX_SERIAL)], ...], Field(max_length=MAX_INLINE_SERIALS)
    ] = ()
    serials_file: SerialsFile | None = None
    mark_licence: Line | None = None

    @model_validator(mode="after")
    def _method_fits(self) -> Self:
        _check_lot_and_serials(self)
        _check_validity(self.method, self.validity)
        _check_scheme(self)
        return self


def _check_lot_and_serials(cert: ConformityCertificate) -> None:
    if (cert.method == 7) != (cert.lot is not None):
        raise ValueError("method 7 needs a lot, and only method 7 has one")
    has_serials = bool(cert.serials or cert.serials_file)
    if (cert.method == 8) != has_serials:
        raise ValueError("method 8 needs serial numbers, and only method 8 has them")
    if cert.serials and cert.serials_file:
        raise ValueError("serial numbers stand either in the certificate or in the attached file")


def _check_validity(method: int, validity: Validity | None) -> None:
    if method in (7, 8):
        if validity is not None:
            raise ValueError(
                "methods 7 and 8 have no end of validity: they hold for this lot or these units only"
            )
        return
    if validity is None:
        if method == 1:
            return  # valid for the tested sample only
        raise ValueError(f"method {method} needs the first and last valid day")
    years = 1 if method == 1 else 3
    if validity.last >= _years_later(validity.first, years):
        raise ValueError(f"method {method} is valid for at most {years} year(s)")


def _check_scheme(cert: ConformityCertificate) -> None:
    wrong = {"hop_quy": "CS", "hop_chuan": "CR"}[cert.scheme]
    if cert.mark == wrong:
        raise ValueError(f"the mark {wrong} does not belong to {cert.scheme}")
    if 2 <= cert.method <= 6 and cert.surveillance is None:
        raise ValueError(f"method {cert.method} needs a surveillance cycle and its first due date")
    if cert.method == 5 and cert.surveillance and cert.surveillance.months > 12:
        raise ValueError("method 5 is surveilled at least every 12 months")


def _years_later(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, month=3, day=1)
