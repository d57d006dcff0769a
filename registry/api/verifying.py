# SPDX-License-Identifier: Apache-2.0
"""``POST /api/v1/verify``: a file, a code, an address or a number; the whole report; nothing is stored."""

from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse

from registry.api.asked_days import asked_day
from registry.api.deps import ApiDeps
from registry.api.inquiry import Choice, Inquiry, asked_model, find
from registry.api.judging import Answer, judge
from registry.api.present import certificate_out
from registry.api.request_fields import field_findings, unknown_field
from registry.api.uploads import Form, media_type, read_form
from registry.core.constants import MAX_MODEL
from registry.core.strict_json import loads
from registry.errors import FindingsError, InputError, RefusedError, UsageError
from registry.verify.question import When

MAX_JSON_BYTES = 64 * 1024
Instant = Annotated[int, Field(strict=True, ge=0, lt=1 << 40)]
_FIELDS = {"code", "url", "number", "body", "at", "known_at", "model"}
_DESCRIPTION = {
    "code": "32 characters, any case, dashes allowed",
    "url": "the text of a QR code, short or signed",
    "number": "a certificate number; conformity certificates only",
    "body": "the issuing body's code, with number",
    "at": "the day judged, dd/mm/yyyy or yyyy-mm-dd; today if absent",
    "known_at": "only what was recorded by the end of this day",
    "model": "the model that is meant, where a later revision may cover others; case, spaces, hyphens are ignored",
}


class VerifyRequest(BaseModel):
    """One of ``code``, ``url`` and ``number``; days as text, instants in UTC seconds."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"number": "VD-CERT/HQ-2026-000123", "body": "VD-CERT", "at": "05/11/2026"}]
        },
    )

    code: str | None = Field(default=None, max_length=100, description=_DESCRIPTION["code"])
    url: str | None = Field(default=None, max_length=8_192, description=_DESCRIPTION["url"])
    number: str | None = Field(default=None, max_length=100, description=_DESCRIPTION["number"])
    body: str | None = Field(default=None, max_length=100, description=_DESCRIPTION["body"])
    at: str | Instant | None = Field(default=None, description=_DESCRIPTION["at"])
    known_at: str | Instant | None = Field(default=None, description=_DESCRIPTION["known_at"])
    model: str | None = Field(default=None, max_length=MAX_MODEL, description=_DESCRIPTION["model"])


_FORM = {
    "type": "object",
    "properties": {
        "file": {"type": "string", "format": "binary", "description": "picture, bundle, DCC, any bound file"},
        **{name: {"type": "string", "description": text} for name, text in _DESCRIPTION.items()},
    },
}


def verify_routes(deps: ApiDeps) -> APIRouter:
    """The one route that takes a body."""
    router = APIRouter(tags=["verify"])

    @router.post(
        "/api/v1/verify",
        summary="Verify a file, a code, an address or a number",
        openapi_extra={
            "requestBody": {
                "required": True,
                "content": {
                    "multipart/form-data": {"schema": _FORM},
                    "application/json": {"schema": VerifyRequest.model_json_schema()},
                },
            }
        },
    )
    async def verify_thing(request: Request) -> JSONResponse:
        """200 whatever the verdict; a problem only where the request itself cannot be answered. At most
        8 MiB. With a file, ``code`` is the code that it must have.
        """
        inquiry = await _inquiry(request)
        document = await run_in_threadpool(_report, deps, inquiry)
        return JSONResponse(document, headers={"cache-control": "no-store"})

    return router


async def _inquiry(request: Request) -> Inquiry:
    if media_type(request) == "application/json":
        return _from_json(await request.body())
    if media_type(request) == "multipart/form-data":
        return _from_form(await read_form(request))
    raise InputError("REQUEST_MEDIA_TYPE")


def _from_json(data: bytes) -> Inquiry:
    value = loads(data, limit=MAX_JSON_BYTES)
    try:
        return _asked(VerifyRequest.model_validate(value))
    except ValidationError as error:
        raise FindingsError(field_findings(error.errors())) from error


def _from_form(form: Form) -> Inquiry:
    if unknown := form.fields.keys() - _FIELDS:
        raise unknown_field(min(unknown), _FIELDS)
    given: dict[str, Any] = {name: text for name, text in form.fields.items() if text.strip()}
    inquiry = _asked(VerifyRequest.model_construct(**given), empty_allowed=form.file is not None)
    return replace(inquiry, upload=form.file)


def _asked(request: VerifyRequest, *, empty_allowed: bool = False) -> Inquiry:
    texts = [text for text in (request.code, request.url, request.number) if text]
    if len(texts) > 1:
        raise UsageError("REQUEST_AMBIGUOUS")
    if not texts and not empty_allowed:
        raise UsageError("REQUEST_EMPTY")
    return Inquiry(
        text="".join(texts),
        body=request.body or "",
        at=_when(request.at, "at"),
        known_at=_when(request.known_at, "known_at"),
        model=asked_model(request.model or ""),
    )


def _when(value: str | int | None, where: str) -> When | None:
    return asked_day(value, where) if isinstance(value, str) else value


def _report(deps: ApiDeps, inquiry: Inquiry) -> dict[str, Any]:
    found = find(deps, inquiry)
    if isinstance(found, Choice):
        bodies = ", ".join(one.body for one in found.certificates)
        raise RefusedError("NUMBER_OF_SEVERAL_BODIES", "number", bodies=bodies)
    answer = judge(deps, found, inquiry)
    return _document(answer)


def _document(answer: Answer) -> dict[str, Any]:
    calibration = answer.calibration
    return {
        "report": answer.report.to_mapping(),
        "certificate": certificate_out(answer.listed).model_dump(mode="json") if answer.listed else None,
        "revisions": [certificate_out(one).model_dump(mode="json") for one in answer.revisions],
        "results": [table.model_dump(mode="json") for table in calibration.results] if calibration else [],
    }
