# SPDX-License-Identifier: Apache-2.0
"""The header that every certificate carries (domain §2.0)."""

from datetime import date
from typing import Annotated, Self

from pydantic import Field, model_validator

from registry.core.certificate.common import (
    Attachment,
    BodyCode,
    BodyDetails,
    Change,
    IssuerAuthority,
    Line,
    Model,
    Number,
    Validity,
)


class Header(Model):
    """Identified by body, number and revision. ``issued`` is the printed date of issue."""

    body: BodyCode
    number: Number
    revision: Annotated[int, Field(ge=0, le=999)] = 0
    change: Change | None = None
    change_note: Line | None = None
    issuer: BodyDetails
    issuer_authority: tuple[IssuerAuthority, ...] = ()
    issued: date
    validity: Validity | None = None
    legal_basis: tuple[Line, ...] = ()
    signatory_role: Line | None = None
    replaces: Number | None = None
    """Number of another certificate that this one replaces or amends."""
    attachments: tuple[Attachment, ...] = ()

    @model_validator(mode="after")
    def _revisions_name_their_change(self) -> Self:
        if (self.revision == 0) != (self.change is None):
            raise ValueError("a later revision names its change, the first one none")
        if self.validity and self.validity.last < self.validity.first:
            raise ValueError("the last valid day lies before the first")
        return self
