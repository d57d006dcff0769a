# SPDX-License-Identifier: Apache-2.0
"""Building blocks shared by both kinds of certificate (domain §2.0)."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from registry.core import constants as c
from registry.core.text import check_text
from registry.errors import RegistryError


class CertificateError(ValueError):
    """Carries our error through pydantic, which wraps only ``ValueError``; intake unwraps it."""

    def __init__(self, error: RegistryError) -> None:
        super().__init__(error.text())
        self.error = error


def bounded(limit: int) -> Any:
    """A validator for text of at most ``limit`` characters: NFC, no look-alikes, nothing invisible."""

    def validate(value: str) -> str:
        try:
            return check_text(value, limit)
        except RegistryError as error:
            raise CertificateError(error) from error

    return AfterValidator(validate)


def _no_float(value: Any) -> Any:
    if isinstance(value, float):
        raise ValueError("write quantities as text, not as binary floats")
    return value


BodyCode = Annotated[str, bounded(c.MAX_BODY_CODE), Field(pattern=r"^[A-Z0-9][A-Z0-9.-]*$")]
Number = Annotated[str, bounded(c.MAX_NUMBER)]
Line = Annotated[str, bounded(300)]
Paragraph = Annotated[str, bounded(4_000)]
TaxCode = Annotated[str, Field(pattern=r"^\d{10}(-\d{3})?$")]
Country = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
"""ISO 3166-1 alpha-2."""
HsCode = Annotated[str, Field(pattern=r"^(\d{6}|\d{8})$")]
Gtin = Annotated[str, Field(pattern=r"^\d{8}$|^\d{12,14}$")]
DecimalText = Annotated[
    str, BeforeValidator(_no_float), Field(pattern=r"^[+-]?\d{1,30}(\.\d{1,30})?([eE][+-]?\d{1,3})?$")
]
HexDigest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class Model(BaseModel):
    """Frozen, and closed: an unknown field is refused rather than dropped."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Bilingual(Model):
    """A text in Vietnamese and optionally English."""

    vi: Paragraph
    en: Paragraph | None = None


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
    media_type: Annotated[str, Field(pattern=r"^[\w.+-]+/[\w.+-]+$", max_length=100)]
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
