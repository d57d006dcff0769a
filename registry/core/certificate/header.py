# SPDX-License-Identifier: Apache-2.0
"""The header that every certificate carries (domain §2.0)."""

from datetime import date
from typing import Annotated

from pydantic import Field, ValidationInfo, field_validator

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
    broken,
)


class Header(Model):
    """Identified by body, number and revision. ``issued`` is the printed date of issue.

    Rules across fields are declared on the later field, not on the model, so that one pass reports every
    defect: a rule on the whole model would stay silent until each field is right.
    """

    body: BodyCode
    number: Number
    revision: Annotated[int, Field(ge=0, le=999)] = 0
    change: Annotated[Change | None, Field(validate_default=True)] = None
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

    @field_validator("change")
    @classmethod
    def _revisions_name_their_change(cls, change: Change | None, info: ValidationInfo) -> Change | None:
        revision = info.data.get("revision")
        if revision and change is None:
            raise broken("CHANGE_REQUIRED", revision=revision)
        if revision == 0 and change is not None:
            raise broken("CHANGE_UNEXPECTED", change=change.value)
        return change
