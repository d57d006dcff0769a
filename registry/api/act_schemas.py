# SPDX-License-Identifier: Apache-2.0
"""What requests for status changes and for the authority's acts hold. Times are UTC seconds, 0 the block's."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from registry.core.constants import MAX_BODY_CODE, MAX_NUMBER
from registry.service.authority_acts import Standing
from registry.service.proposed_status import MAX_TARGETS

_CODE = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
Instant = Annotated[int, Field(strict=True, ge=0, lt=1 << 40)]
Reason = Annotated[int, Field(strict=True, ge=0, le=99, description="docs/spec/batch-life.md")]
Small = Annotated[int, Field(strict=True, ge=0, le=65_535)]
BodyCode = Annotated[str, Field(min_length=1, max_length=MAX_BODY_CODE)]
OrderNumber = Annotated[str, Field(max_length=64, description="number of the authority's decision")]
CodeText = Annotated[str, Field(min_length=1, max_length=200)]
Hex32 = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


def closed(example: dict[str, Any]) -> ConfigDict:
    """A request that takes nothing but its fields."""
    return ConfigDict(extra="forbid", json_schema_extra={"examples": [example]})


class NumberIn(BaseModel):
    """A certificate by its number; the newest revision if none is given."""

    model_config = ConfigDict(extra="forbid")

    number: Annotated[str, Field(min_length=1, max_length=MAX_NUMBER)]
    revision: Small | None = None


class NamedIn(BaseModel):
    """Certificates by code, number, or both; each counts once."""

    codes: list[CodeText] = Field(default_factory=list, max_length=MAX_TARGETS)
    numbers: list[NumberIn] = Field(default_factory=list, max_length=MAX_TARGETS)


class StatusIn(NamedIn):
    """A change in the body's own lane, of certificates or of a whole batch."""

    model_config = closed({"codes": [_CODE], "state": "suspended", "reason": 2, "note": "Chưa cho giám sát"})

    batch: Hex32 | None = Field(default=None, description="a whole batch, by its id")
    state: Literal["active", "suspended", "superseded", "withdrawn"]
    reason: Reason
    effective_from: Instant = Field(default=0, description="a past time only for a withdrawal")
    note: str = Field(default="", max_length=256, description="public, with a single certificate")
    successor: CodeText | None = Field(default=None, description="code of the one that takes its place")


class SurveillanceIn(BaseModel):
    """That a certificate was surveyed at ``last``, and is due again at ``next_due`` (0: never)."""

    model_config = closed({"code": _CODE, "last": 1795305600, "next_due": 1826841600})

    code: CodeText
    last: Instant
    next_due: Instant = 0
    decision: Literal["continued", "with_conditions"] = "continued"


class AuthorityStatusIn(NamedIn):
    """A change in the authority's lane; ``body`` is whose the numbers are."""

    model_config = closed({"codes": [_CODE], "state": "withdrawn", "reason": 11, "order": "12/QĐ-VIDU"})

    body: BodyCode | None = None
    state: Literal["active", "suspended", "withdrawn"]
    reason: Reason
    effective_from: Instant = 0
    order: OrderNumber = ""


class OrderIn(BaseModel):
    """An order over what a body (``grant`` 0), or one of its grants, issued from ``issued_from`` on and before
    ``issued_until`` (0: open).
    """

    model_config = closed(
        {"body": "VD-CERT", "grant": 2, "action": "suspend", "reason": 11, "issued_from": 1782777600,
         "issued_until": 1785456000, "number": "34/QĐ-VIDU"}
    )  # fmt: skip

    body: BodyCode
    grant: Small = 0
    action: Literal["review", "suspend", "withdraw"]
    reason: Reason
    issued_from: Instant = 0
    issued_until: Instant = 0
    effective_from: Instant = 0
    number: OrderNumber = ""


class RetractionIn(BaseModel):
    """The end of order ``n`` over a body (``grant`` 0) or one of its grants."""

    model_config = closed({"body": "VD-CERT", "grant": 2, "n": 0, "reason": 11, "number": "35/QĐ-VIDU"})

    body: BodyCode
    grant: Small = 0
    n: Small
    reason: Reason
    number: OrderNumber = ""


class StandingIn(BaseModel):
    """An act on a body or a grant (``grant`` 0 for a body)."""

    model_config = closed(
        {"act": "grant.suspend", "body": "VD-CERT", "grant": 2, "reason": 11, "order": "36/QĐ-VIDU"}
    )

    act: Standing
    body: BodyCode
    grant: Small = 0
    reason: Reason
    effective_from: Instant = 0
    order: OrderNumber = ""


class KeyActIn(BaseModel):
    """The end of a key: revoked for ever, or held to be compromised since a time."""

    model_config = closed(
        {"verb": "compromised", "body": "VD-CERT", "key": "5f" * 32, "reason": 99, "since": 0}
    )

    verb: Literal["revoke", "compromised"]
    body: BodyCode
    key: Hex32 = Field(description="a thumbprint, or an anchor key's address with 24 zeros before it")
    reason: Reason = 0
    since: Instant = 0
