# SPDX-License-Identifier: Apache-2.0
"""Building blocks shared by both kinds of certificate (domain §2.0).

Every refusal of a model is a ``CertificateError`` around one of our coded errors, or one of pydantic's own
types that ``registry.core.certificate.findings`` knows; both reach people in Vietnamese and English.
"""

import re
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from registry.core import constants as c
from registry.core.text import check_text
from registry.errors import InputError, RegistryError

Path = tuple[str | int, ...]
"""Where in a certificate: field names and list positions from its root."""

_SPACES = re.compile(r"\s+")
_BREAKS = frozenset("\t\r\n\v\f\u2028\u2029")
_LINE_ENDS = re.compile(r"\r\n?|\u2028|\u2029")


class CertificateError(ValueError):
    """Carries our error through pydantic, which wraps only ``ValueError``; ``findings_from`` unwraps it.

    ``path`` names the field at fault where a rule sees another field than the one it is declared on.
    """

    def __init__(self, error: RegistryError, *, path: Path | None = None) -> None:
        super().__init__(error.code)  # the words are looked up when shown, not here
        self.error = error
        self.path = path


def broken(code: str, /, *, path: Path | None = None, **params: object) -> CertificateError:
    """The error that a validator raises for a broken rule."""
    error = InputError(code)
    error.params = params
    return CertificateError(error, path=path)


def shown(day: date | None) -> str:
    """A day as people in Vietnam write it, for messages in either language."""
    return day.strftime("%d/%m/%Y") if day else "–"


def bounded(limit: int, *, lines: bool = False) -> Any:
    """A validator for text of at most ``limit`` characters: NFC, no look-alikes, nothing invisible.

    A line break inside a one-line text becomes a space, since spreadsheets and XML wrap names; ``lines``
    keeps them.
    """

    def validate(value: str) -> str:
        text = _LINE_ENDS.sub("\n", value).replace("\t", " ") if lines else _in_one_line(value)
        try:
            return check_text(text, limit)
        except RegistryError as error:
            raise CertificateError(error) from error

    return AfterValidator(validate)


def _in_one_line(value: str) -> str:
    """Each run of spaces that holds a break as one space; runs are taken whole, so that long ones cost no more."""
    return _SPACES.sub(lambda run: run[0] if _BREAKS.isdisjoint(run[0]) else " ", value)


def matching(pattern: str, code: str) -> Any:
    """A validator for text that matches ``pattern`` whole; ``code`` is the refusal, with ``{text}``."""
    compiled = re.compile(pattern, re.ASCII)

    def validate(value: str) -> str:
        if not compiled.fullmatch(value):
            raise broken(code, text=value[:80])
        return value

    return AfterValidator(validate)


def _no_float(value: Any) -> Any:
    if isinstance(value, float):
        raise broken("NUMBER_BINARY", text=value)
    return value


def _gtin_check(value: str) -> str:
    """GS1 General Specifications §7.9: weights 3 and 1 from the right, the same for all four lengths."""
    digits = [int(char) for char in reversed(value)]
    if (sum(digits[::2]) + 3 * sum(digits[1::2])) % 10:
        raise broken("GTIN_CHECK", text=value)
    return value


BodyCode = Annotated[str, bounded(c.MAX_BODY_CODE), matching(r"[A-Z0-9][A-Z0-9.-]*", "BODY_CODE_FORMAT")]
Number = Annotated[str, bounded(c.MAX_NUMBER)]
Line = Annotated[str, bounded(300)]
Paragraph = Annotated[str, bounded(4_000, lines=True)]
TaxCode = Annotated[str, matching(r"[0-9]{10}(-[0-9]{3})?", "TAX_CODE_FORMAT")]
"""Mã số thuế: 10 digits, and 3 more for a branch. The check digit only warns (``advice``)."""
Country = Annotated[str, matching(r"[A-Z]{2}", "COUNTRY_FORMAT")]
"""ISO 3166-1 alpha-2."""
HsCode = Annotated[str, matching(r"[0-9]{6}|[0-9]{8}", "HS_CODE_FORMAT")]
Gtin = Annotated[str, matching(r"[0-9]{8}|[0-9]{12,14}", "GTIN_FORMAT"), AfterValidator(_gtin_check)]
_DECIMAL = r"[+-]?[0-9]{1,30}(\.[0-9]{1,30})?([eE][+-]?[0-9]{1,3})?"
DecimalText = Annotated[str, BeforeValidator(_no_float), matching(_DECIMAL, "NUMBER_FORMAT")]
MeasuredText = Annotated[str, BeforeValidator(_no_float), matching(f"{_DECIMAL}|NaN", "NUMBER_FORMAT")]
"""The same, or ``NaN``: what a DCC writes where a point has no value."""
HexDigest = Annotated[str, matching(r"[0-9a-f]{64}", "DIGEST_FORMAT")]


class Model(BaseModel):
    """Frozen, and closed: an unknown field is refused rather than dropped."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Bilingual(Model):
    """A text in Vietnamese and optionally English."""

    vi: Paragraph
    en: Paragraph | None = None


class Title(Bilingual):
    """A name that reaches the summary and so a printed QR code: one line, 160 characters."""

    vi: Annotated[str, bounded(c.MAX_SUBJECT_NAME)]
    en: Annotated[str, bounded(c.MAX_SUBJECT_NAME)] | None = None


class Party(Model):
    """An organisation: holder, manufacturer, importer, issuing body."""

    name: Annotated[str, bounded(c.MAX_HOLDER)]
    tax_code: TaxCode | None = None
    address: Line | None = None
    country: Country | None = None


class BodyDetails(Model):
    """The issuing body as the paper names it (ISO/IEC 17065 §7.7.1 a, ISO/IEC 17025 §7.8.2.1 b)."""

    name: Line
    address: Line | None = None
    phone: Annotated[str, bounded(40)] | None = None


class Basis(StrEnum):
    """On what a grant rests; the order is the contract's (registration = 1)."""

    REGISTRATION = "registration"
    ACCREDITATION = "accreditation"
    DESIGNATION = "designation"
    RECOGNITION = "recognition"


class IssuerAuthority(Model):
    """A decision that the paper cites: registration, accreditation or designation number and date."""

    basis: Basis
    number: Line
    date_of: date | None = Field(default=None, alias="date")

    model_config = ConfigDict(populate_by_name=True)


class Attachment(Model):
    """An annex bound by the SHA-256 of its exact bytes."""

    title: Line
    media_type: Annotated[str, Field(max_length=100), matching(r"[\w.+-]+/[\w.+-]+", "MEDIA_TYPE_FORMAT")]
    sha256: HexDigest
    pages: Annotated[int, Field(ge=1, le=10_000)] | None = None


class Change(StrEnum):
    """Why a later revision exists (protocol §3.1); only the last two may move the end of validity."""

    CORRECTION = "correction"
    HOLDER_CHANGE = "holder_change"
    SCOPE_EXTENDED = "scope_extended"
    SCOPE_REDUCED = "scope_reduced"
    VALIDITY_EXTENDED = "validity_extended"
    REPLACED = "replaced"


class Validity(Model):
    """First and last valid day, both inclusive, days of Vietnam."""

    first: date
    last: date

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.last < self.first:
            raise broken("VALIDITY_ORDER", first=shown(self.first), last=shown(self.last))
        return self
