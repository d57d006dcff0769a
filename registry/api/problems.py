# SPDX-License-Identifier: Apache-2.0
"""Errors as RFC 9457 problem documents: one table from the error family to HTTP status codes."""

import json
from dataclasses import dataclass

from starlette.responses import Response

from registry.api.language import Language
from registry.errors import (
    EvidenceError,
    FindingsError,
    InputError,
    RefusedError,
    RegistryError,
    TransientError,
    UsageError,
)
from registry.texts import render

MEDIA_TYPE = "application/problem+json"
RETRY_AFTER_SECONDS = 5

# A code of its own status; every other code takes its class's.
_BY_CODE = {
    "CERTIFICATE_UNKNOWN": 404,
    "FILE_UNKNOWN": 404,
    "BUNDLE_NOT_READY": 404,
    "BATCH_UNKNOWN": 404,
    "ADDRESS_UNKNOWN": 404,
    "STATUS_LIST_UNKNOWN": 404,
    "DID_UNKNOWN": 404,
    "SHARE_UNKNOWN": 404,
    "REGISTRY_KEY_MISSING": 503,
    "METHOD_UNKNOWN": 405,
    "REQUEST_TOO_LARGE": 413,
    "REQUEST_MEDIA_TYPE": 415,
    "REQUEST_FORMAT": 400,
    "TEXT_CONTROL": 400,
    "BATCH_ID_FORMAT": 400,
    "CODE_LENGTH": 400,
    "CODE_CHARACTER": 400,
    "CODE_MISTYPED": 400,
    "BODY_NOT_ACTIVE": 403,
    "GRANT_NOT_ACTIVE": 403,
    "KEY_NOT_GOOD": 403,
    "API_KEY_REFUSED": 401,
    "ROLE_REFUSED": 403,
    "OWN_PROPOSAL": 403,
    "NOT_OWN_PROPOSAL": 403,
    "TOO_MANY_FAILURES": 429,
    "PROPOSAL_UNKNOWN": 404,
    "PROPOSAL_FILE_UNKNOWN": 404,
    "IDEMPOTENCY_KEY_MISSING": 400,
    "IDEMPOTENCY_KEY_FORMAT": 400,
    "ISSUE_FILE_MISSING": 400,
}
_BY_CLASS: tuple[tuple[type[RegistryError], int], ...] = (
    (TransientError, 503),
    (EvidenceError, 502),
    (UsageError, 400),
    (InputError, 422),
    (RefusedError, 409),
)


@dataclass(frozen=True, slots=True)
class Problem:
    """``title`` and ``remedy`` in the reader's language; ``errors`` lists the defects of one input."""

    status: int
    code: str
    title: str
    where: str = ""
    remedy: str = ""
    errors: tuple[dict[str, str], ...] = ()


def status_of(error: RegistryError) -> int:
    """The HTTP status for an error of the family; 500 for what must not happen."""
    if error.code in _BY_CODE:
        return _BY_CODE[error.code]
    return next((status for family, status in _BY_CLASS if isinstance(error, family)), 500)


def problem_of(error: RegistryError, lang: Language) -> Problem:
    """The problem that a reader sees; an internal fault tells its code and nothing of its inside."""
    status = status_of(error)
    if status == 500:
        return internal_problem(lang)
    text = render(error.code, lang, error.params)
    errors = (
        tuple(
            {"code": f.code, "severity": f.severity, "where": f.where, "title": f.text(lang)}
            for f in error.findings
        )
        if isinstance(error, FindingsError)
        else ()
    )
    return Problem(status, error.code, text.message, error.where, text.remedy, errors)


def headers_of(error: RegistryError) -> dict[str, str]:
    """What else an answer must say: how to authenticate (RFC 9110 §11.6.1), when to try again."""
    if error.code == "API_KEY_REFUSED":
        return {"www-authenticate": "Bearer"}
    if error.code == "TOO_MANY_FAILURES":
        return {"retry-after": str(error.params["seconds"])}
    return {}


def internal_problem(lang: Language) -> Problem:
    """The one problem for every fault that is ours."""
    text = render("INTERNAL", lang, {})
    return Problem(500, "INTERNAL", text.message, "", text.remedy)


def problem_response(problem: Problem, public_url: str, headers: dict[str, str] | None = None) -> Response:
    """``application/problem+json``; a problem that may pass carries Retry-After (RFC 9110 §10.2.3)."""
    document = {
        "type": f"{public_url.rstrip('/')}/problems/{problem.code}",
        "title": problem.title,
        "status": problem.status,
        "code": problem.code,
        "where": problem.where,
        "remedy": problem.remedy,
    }
    if problem.errors:
        document["errors"] = problem.errors
    sent = {"cache-control": "no-store", **(headers or {})}
    if problem.status == 503:
        sent["retry-after"] = str(RETRY_AFTER_SECONDS)
    body = json.dumps(document, ensure_ascii=False).encode()
    return Response(body, problem.status, sent, MEDIA_TYPE)
