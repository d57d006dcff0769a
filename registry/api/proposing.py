# SPDX-License-Identifier: Apache-2.0
"""``POST /api/v1/proposals/…``: a body's preparer proposes; everything wrong is told at once, and with one
error nothing is kept.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from registry.api.creating import KEY_PARAMETER, checked, claim_of, idempotency_key, json_body
from registry.api.documented import PROBLEMS_OF_CREATING, request_body, schema_of
from registry.api.language import Language, language_of
from registry.api.middleware import MAX_REQUEST_BYTES
from registry.api.proposal_answers import Asker, answer_wish
from registry.api.proposal_requests import IssueRequest
from registry.api.request_fields import not_as_expected, unknown_field
from registry.api.rights import Guard
from registry.api.uploads import Form, media_type, read_form
from registry.api.writing_deps import WritingDeps
from registry.api.writing_schemas import ProposalOut
from registry.core.hashing import sha256
from registry.errors import Finding, FindingsError, InputError, RegistryError
from registry.ports.access import Caller
from registry.ports.proposals import ProposalKind
from registry.service.attach import Paper
from registry.service.carry_out import Shown
from registry.service.proposals import Claim, Wish
from registry.service.proposed_issue import Grants, proposed
from registry.service.targets import Wish as Target

MAX_GRANTS_TEXT = 60
_FORM = {
    "type": "object",
    "required": ["file"],
    "properties": {
        "file": {"type": "string", "format": "binary", "description": "XLSX, CSV, JSON roster or DCC XML"},
        "grants": {"type": "string", "description": "numbers of grants, separated by commas"},
    },
}
_PAPER = {
    "type": "object",
    "required": ["file", "code"],
    "properties": {
        "file": {"type": "string", "format": "binary", "description": "a finished file, such as a PDF"},
        "code": {"type": "string", "description": "the certificate's code"},
        "language": {"type": "string", "description": "the file's language, BCP 47"},
    },
}


@dataclass(frozen=True, slots=True)
class _Asked:
    """A request to issue: a document of any format, its name, and the grants."""

    data: bytes
    name: str
    grants: Grants
    claim: Claim


def proposing_routes(deps: WritingDeps) -> APIRouter:
    """The routes that create proposals."""
    router = APIRouter(prefix="/api/v1/proposals", tags=["writing"], responses=PROBLEMS_OF_CREATING)

    @router.post(
        "/issue",
        operation_id="propose_issue",
        summary="Propose certificates to be issued",
        status_code=201,
        response_model=ProposalOut,
        openapi_extra={
            "parameters": [KEY_PARAMETER],
            **request_body({"application/json": schema_of(IssueRequest), "multipart/form-data": _FORM}),
        },
    )
    async def propose_issue(
        request: Request, caller: Annotated[Caller, Depends(Guard(deps, "propose_issue"))]
    ) -> Response:
        """JSON certificates, or a file (XLSX, CSV, JSON roster, DCC) as a form. 422 lists every defect with its
        place, and nothing is kept then. An approver of the same body issues them.
        """
        key = idempotency_key(request)
        asked = await _asked(request, key)
        return await run_in_threadpool(_propose_issue, deps, caller, asked, language_of(request))

    @router.post(
        "/attachment",
        operation_id="propose_attachment",
        summary="Propose to bind a finished file to a certificate",
        status_code=201,
        response_model=ProposalOut,
        openapi_extra={"parameters": [KEY_PARAMETER], **request_body({"multipart/form-data": _PAPER})},
    )
    async def propose_attachment(
        request: Request, caller: Annotated[Caller, Depends(Guard(deps, "propose_attachment"))]
    ) -> Response:
        """A file statement (protocol §3.6): the exact bytes belong to the certificate, once it is anchored."""
        key = idempotency_key(request)
        form = await read_form(request)
        if form.file is None:
            raise InputError("ISSUE_FILE_MISSING", "file")
        _refuse_unknown(form, {"code", "language"})
        paper, code = Paper(form.file.name, form.file.data), form.fields.get("code", "").strip()
        if not code:
            raise not_as_expected("code", "mã tra cứu của giấy", "the certificate's code")
        language = form.fields.get("language", "").strip() or None
        what = {"file": sha256(paper.data).hex(), "name": paper.name, "code": code, "language": language}

        def check() -> tuple[Wish, Shown]:
            assert caller.body is not None  # the database insists on it for the role
            content = deps.acts.attachment.check(Target(text=code), caller.body, paper, language)
            return Wish(kind=ProposalKind.ATTACHMENT, body=caller.body, content=content, count=1), Shown(None)

        asker = Asker(caller, claim_of(request, key, what), language_of(request))
        return await run_in_threadpool(answer_wish, deps, asker, check)

    return router


def _refuse_unknown(form: Form, known: set[str]) -> None:
    if unknown := form.fields.keys() - known:
        raise unknown_field(min(unknown), {"file", *known})


async def _asked(request: Request, key: str) -> _Asked:
    if media_type(request) == "multipart/form-data":
        form = await read_form(request)
        if form.file is None:
            raise InputError("ISSUE_FILE_MISSING", "file")
        _refuse_unknown(form, {"grants"})
        grants = _grants(form.fields.get("grants", ""))
        what = {"file": sha256(form.file.data).hex(), "name": form.file.name, "grants": grants}
        return _Asked(form.file.data, form.file.name, grants, claim_of(request, key, what))
    value = await json_body(request, limit=MAX_REQUEST_BYTES)
    wanted = checked(IssueRequest, value)
    roster = {"format": "antin-roster", "version": 1, "certificates": wanted.certificates}
    grants = tuple(sorted(set(wanted.grants))) if wanted.grants else None
    claim = claim_of(request, key, value)
    return _Asked(json.dumps(roster, ensure_ascii=False).encode(), "request.json", grants, claim)


def _grants(text: str) -> Grants:
    if not text.strip():
        return None
    parts = [part.strip() for part in text[:MAX_GRANTS_TEXT].split(",")]
    if not all(part.isascii() and part.isdecimal() and 1 <= int(part) <= 65_535 for part in parts):
        raise not_as_expected(
            "grants", "các số từ 1, cách nhau bằng dấu phẩy", "numbers from 1, separated by commas"
        )
    return tuple(sorted({int(part) for part in parts}))


def _propose_issue(deps: WritingDeps, caller: Caller, asked: _Asked, lang: Language) -> Response:
    def check() -> tuple[Wish, Shown]:
        assert caller.body is not None  # the database insists on it for the role
        read = deps.read_document(asked.data, asked.name, caller.body)
        if any(f.severity == "error" for f in read.findings):
            raise FindingsError([*read.findings, *_further(deps, caller.body, read.drafts, asked.grants)])
        findings = [*read.findings, *deps.acts.issue.check(read.drafts, caller.body, asked.grants)]
        content = proposed(read.drafts, asked.grants)
        wish = Wish(kind=ProposalKind.ISSUE, body=caller.body, content=content, count=len(read.drafts))
        return wish, Shown(None, findings)

    return answer_wish(deps, Asker(caller, asked.claim, lang), check)


def _further(deps: WritingDeps, body: str, drafts: Sequence[Any], grants: Grants) -> Sequence[Finding]:
    """What the rules find in the rows that could be read, so that one look at the list mends all of it."""
    try:
        return deps.acts.issue.check(drafts, body, grants)
    except FindingsError as error:
        return error.findings
    except RegistryError:  # the bad rows are the news; the rest shows once they are mended
        return ()
