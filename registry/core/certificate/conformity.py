# SPDX-License-Identifier: Apache-2.0
"""Conformity certificates: hợp chuẩn (against a standard) and hợp quy (against a regulation) (domain §2.1).

The rules of the eight methods stand in ``conformity_rules``.
"""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, ConfigDict, Field, ValidationInfo, field_validator, model_validator

from registry.core import constants as c
from registry.core.certificate import conformity_rules as rules
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
    Title,
    bounded,
    broken,
    matching,
    shown,
)
from registry.core.certificate.header import Header

Scheme = Literal["hop_chuan", "hop_quy"]
Risk = Literal["THAP", "TRUNG_BINH", "CAO"]
"""Risk level since 1 July 2026: thấp (low), trung bình (medium), cao (high)."""
Mark = Literal["CR", "CS"]
"""CR: conformity to a regulation; CS: conformity to a standard."""
MAX_INLINE_SERIALS = 50
_YEAR_IN_CODE = re.compile(r":\s*(\d{4})(?!\d)")


def year_in_code(code: str) -> int | None:
    """The year that a norm's code states: 2009 in ``QCVN 4:2009/BKHCN``, none in ``IEC 60335-1``."""
    found = _YEAR_IN_CODE.search(code)
    return int(found[1]) if found else None


class Norm(Model):
    """A standard or regulation with its year and amendments; ``code`` is the scope code as granted.

    A year that the code states need not be repeated; a different one is refused.
    """

    code: Annotated[str, bounded(c.MAX_SCOPE)]
    year: Annotated[int | None, Field(validate_default=True, ge=1950, le=2100)] = None
    amendments: tuple[Line, ...] = ()

    @field_validator("year")
    @classmethod
    def _agrees_with_code(cls, year: int | None, info: ValidationInfo) -> int | None:
        stated = year_in_code(info.data.get("code", ""))
        if year is not None and stated is not None and stated != year:
            raise broken("NORM_YEAR", year=year, stated=stated)
        return year or stated


class Product(Model):
    """One product of the certificate; ``models`` are the types or models covered."""

    name: Bilingual
    brand: Line
    models: Annotated[tuple[Annotated[str, bounded(c.MAX_MODEL)], ...], Field(min_length=1, max_length=200)]
    characteristics: Bilingual
    hs_codes: Annotated[tuple[HsCode, ...], Field(max_length=100)] = ()
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

    __test__ = False  # not a test case, whatever its name

    number: Line
    issued: date = Field(alias="date")
    laboratory: Line

    model_config = ConfigDict(populate_by_name=True)


class Surveillance(Model):
    """Cycle in months (at most 12 for method 5) and the day that the first surveillance is due."""

    months: Annotated[int, Field(ge=1, le=36)]
    first_due: date
    last: date | None = None


def _positive(value: str) -> str:
    if Decimal(value) <= 0:
        raise broken("QUANTITY_POSITIVE", text=value)
    return value


class Lot(Model):
    """The lot of a method 7 certificate with the papers that identify it."""

    number: Annotated[str, bounded(c.MAX_SERIAL)]
    quantity: Annotated[DecimalText, AfterValidator(_positive)]
    unit: Line
    declaration_number: Annotated[str, matching(r"[0-9]{12}", "DECLARATION_FORMAT")] | None = None
    bill_of_lading: Line | None = None
    contract_number: Line | None = None
    invoice_number: Line | None = None
    import_from: date | None = None
    import_to: date | None = None
    port: Line | None = None

    @model_validator(mode="after")
    def _import_in_order(self) -> Self:
        if self.import_from and self.import_to and self.import_to < self.import_from:
            raise broken("LOT_IMPORT_ORDER", first=shown(self.import_from), last=shown(self.import_to))
        return self


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
    title: Title
    """Product name as the certificate prints it; goes into the summary."""
    products: Annotated[tuple[Product, ...], Field(min_length=1, max_length=500)]
    importers: tuple[Importer, ...] = ()
    norms: Annotated[tuple[Norm, ...], Field(min_length=1, max_length=c.MAX_SCOPES)]
    method: Annotated[int, Field(ge=1, le=8)]
    risk: Annotated[Risk | None, Field(validate_default=True)] = None
    mark: Mark | None = None
    scope_text: Bilingual
    test_reports: tuple[TestReport, ...] = ()
    surveillance: Annotated[Surveillance | None, Field(validate_default=True)] = None
    lot: Annotated[Lot | None, Field(validate_default=True)] = None
    serials: Annotated[
        tuple[Annotated[str, bounded(c.MAX_SERIAL)], ...], Field(max_length=MAX_INLINE_SERIALS)
    ] = ()
    serials_file: Annotated[SerialsFile | None, Field(validate_default=True)] = None
    mark_licence: Line | None = None

    @field_validator("norms")
    @classmethod
    def _norms_differ(cls, norms: tuple[Norm, ...]) -> tuple[Norm, ...]:
        _refuse_repeats("NORM_DUPLICATE", "norms", [norm.code for norm in norms])
        return norms

    @field_validator("risk")
    @classmethod
    def _validity_fits(cls, risk: Risk | None, info: ValidationInfo) -> Risk | None:
        # Not on the method itself: a refused field is unknown to the rules that come after it.
        if "validity" in info.data and (method := info.data.get("method")):
            rules.check_validity(method, info.data["validity"])
        return risk

    @field_validator("mark")
    @classmethod
    def _mark_fits(cls, mark: Mark | None, info: ValidationInfo) -> Mark | None:
        if "scheme" in info.data:
            rules.check_mark(info.data["scheme"], mark)
        return mark

    @field_validator("surveillance")
    @classmethod
    def _surveillance_fits(cls, value: Surveillance | None, info: ValidationInfo) -> Surveillance | None:
        if method := info.data.get("method"):
            rules.check_surveillance(method, value)
        return value

    @field_validator("lot")
    @classmethod
    def _lot_fits(cls, lot: Lot | None, info: ValidationInfo) -> Lot | None:
        if method := info.data.get("method"):
            rules.check_lot(method, lot is not None)
        return lot

    @field_validator("serials")
    @classmethod
    def _serials_differ(cls, serials: tuple[str, ...]) -> tuple[str, ...]:
        _refuse_repeats("SERIAL_DUPLICATE", "serials", serials)
        return serials

    @field_validator("serials_file")
    @classmethod
    def _serials_fit(cls, attached: SerialsFile | None, info: ValidationInfo) -> SerialsFile | None:
        method = info.data.get("method")
        if method and "serials" in info.data:
            rules.check_serials(method, inline=bool(info.data["serials"]), attached=attached is not None)
        return attached


def _refuse_repeats(code: str, field: str, values: Sequence[str]) -> None:
    seen: set[str] = set()
    for position, value in enumerate(values):
        if value in seen:
            raise broken(code, path=(field, position), text=value)
        seen.add(value)
