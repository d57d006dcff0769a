# SPDX-License-Identifier: Apache-2.0
"""What requests that write have in common: a strict JSON body, and the Idempotency-Key of a creating one."""

import json
import re
from typing import Any, TypeVar

from fastapi import Request
from pydantic import BaseModel, ValidationError

from registry.api.request_fields import field_findings, not_as_expected
from registry.api.uploads import media_type
from registry.core.hashing import sha256
from registry.core.strict_json import loads
from registry.errors import FindingsError, InputError
from registry.service.proposals import Claim

HEADER = "Idempotency-Key"
M = TypeVar("M", bound=BaseModel)
_KEY = re.compile(r"[!-~]{1,100}\Z")

KEY_PARAMETER: dict[str, Any] = {
    "name": HEADER,
    "in": "header",
    "required": True,
    "description": "New and random with each new request; the same one with a repeated request, which is then"
    " given the first answer again.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 100, "pattern": "^[!-~]+$"},
    "example": "7f3c2a0e-5b1d-4c6e-9a8f-2d4b6c8e0a1f",
}


def idempotency_key(request: Request) -> str:
    """Raises ``InputError`` IDEMPOTENCY_KEY_MISSING, IDEMPOTENCY_KEY_FORMAT."""
    key = request.headers.get(HEADER)
    if not key:
        raise InputError("IDEMPOTENCY_KEY_MISSING", HEADER)
    if not _KEY.match(key):
        raise InputError("IDEMPOTENCY_KEY_FORMAT", HEADER)
    return key


def claim_of(request: Request, key: str, asked: dict[str, Any]) -> Claim:
    """The request by what it asks: ``asked`` is JSON, so a form's boundary or the order of fields is no
    difference.
    """
    what = {"method": request.method, "path": request.url.path, "asked": asked}
    text = json.dumps(what, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return Claim(key=key, request=sha256(text.encode()))


async def json_body(request: Request, *, limit: int) -> Any:
    """The body as strict JSON. Raises ``InputError`` REQUEST_MEDIA_TYPE, REQUEST_FORMAT, REQUEST_TOO_LARGE."""
    if media_type(request) != "application/json":
        raise InputError("REQUEST_MEDIA_TYPE")
    try:
        return loads(await request.body(), limit=limit)
    except InputError as error:
        if error.code != "JSON_FORMAT":
            raise
        detail = str(error.params.get("reason", ""))
        raise not_as_expected(
            "", "văn bản JSON đọc được", "a readable JSON document", detail=detail
        ) from error


def checked(model: type[M], value: Any) -> M:
    """``value`` as the model. Raises ``FindingsError`` REQUEST_FORMAT naming each field."""
    try:
        return model.model_validate(value)
    except ValidationError as error:
        raise FindingsError(field_findings(error.errors())) from error
