# SPDX-License-Identifier: Apache-2.0
"""Proposals read and decided. Whoever is no party to one is told what of one that never was: 404."""

import json
from collections.abc import Callable
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, Response

from registry.api.certificates import MAX_OFFSET
from registry.api.creating import checked, json_body
from registry.api.documented import (
    PROBLEMS_OF_DECIDING,
    PROBLEMS_OF_READING,
    problems,
    request_body,
    schema_of,
)
from registry.api.language import Language, language_of
from registry.api.present import next_page
from registry.api.proposal_requests import DecisionRequest
from registry.api.reread import warnings_of_files
from registry.api.rights import Guard, count_refusal, refusal
from registry.api.writing_deps import WritingDeps
from registry.api.writing_present import PROPOSALS, preview_out, proposal_out
from registry.api.writing_schemas import (
    ContentOut,
    PreviewOut,
    ProposalOut,
    ProposalPage,
    ProposedFileOut,
)
from registry.core.text import refuse_invisible
from registry.errors import RefusedError
from registry.ports.access import Caller, Role
from registry.ports.proposals import Filter, ProposalKind, ProposalState, StoredProposal
from registry.service.carry_out import Shown
from registry.service.proposals import approve, reject, withdraw

MAX_DECISION_BYTES = 8_192
ProposalId = Annotated[str, Path(pattern="^[0-9a-f]{32}$", description="32 hexadecimal digits")]
FileDigest = Annotated[str, Path(pattern="^[0-9a-f]{64}$", description="SHA-256 of the exact file")]
Decide = Callable[..., StoredProposal]
_BODY = request_body({"application/json": schema_of(DecisionRequest)}, required=False)
# What is being carried on elsewhere is accepted, not done (RFC 9110 §15.3.3).
_GOES_ON = (ProposalState.APPROVED, ProposalState.DONE)


def reading_routes(deps: WritingDeps) -> APIRouter:
    """Lists and single proposals."""
    router = APIRouter(prefix=PROPOSALS, tags=["writing"], responses=PROBLEMS_OF_READING)

    @router.get("", operation_id="list_proposals", summary="Proposals, newest first")
    def proposals(
        request: Request,
        *,
        caller: Annotated[Caller, Depends(Guard(deps, "list_proposals"))],
        state: Annotated[ProposalState | None, Query()] = None,
        kind: Annotated[ProposalKind | None, Query()] = None,
        limit: Annotated[int, Query(ge=1, le=100)] = 20,
        offset: Annotated[int, Query(ge=0, le=MAX_OFFSET)] = 0,
    ) -> ProposalPage:
        """Those of the key's body; the authority's own; everybody's for an auditor, without their content."""
        wanted = Filter(
            owners=_owners(caller),
            states=frozenset({state}) if state else None,
            kinds=frozenset({kind}) if kind else None,
        )
        store, lang = deps.proposals.store, language_of(request)
        with store.reading() as work:
            rows, total = work.proposals.page(wanted, limit=limit, offset=offset)
        query: dict[str, str | int] = {"state": state} if state else {}
        query |= {"kind": kind} if kind else {}
        following = next_page(PROPOSALS, query | {"limit": limit}, offset, len(rows), total)
        items = [proposal_out(row, caller, lang, store) for row in rows]
        return ProposalPage(items=items, total=total, next=following)

    @router.get("/{proposal_id}", operation_id="show_proposal", summary="One proposal and how far it is")
    def proposal(
        proposal_id: ProposalId,
        request: Request,
        caller: Annotated[Caller, Depends(Guard(deps, "show_proposal"))],
    ) -> ProposalOut:
        """With the batches that it was issued in: signed, sent, recorded in which block."""
        found = _visible(deps, caller, proposal_id, "proposal.read")
        return proposal_out(found, caller, language_of(request), deps.proposals.store)

    @router.get("/{proposal_id}/content", operation_id="show_content", summary="What is proposed")
    def content(
        proposal_id: ProposalId, caller: Annotated[Caller, Depends(Guard(deps, "show_content"))]
    ) -> ContentOut:
        """Whole, for those who propose and decide."""
        found = _visible(deps, caller, proposal_id, "proposal.content")
        with deps.proposals.store.reading() as work:
            kept = work.proposals.content(found.key)
        files = [
            ProposedFileOut(
                sha256=file.sha256.hex(), size=len(file.data),
                links={"self": f"{PROPOSALS}/{found.id}/files/{file.sha256.hex()}"},
            )
            for file in kept.files
        ]  # fmt: skip
        return ContentOut(digest=found.digest.hex(), content=json.loads(kept.document), files=files)

    @router.get(
        "/{proposal_id}/preview",
        operation_id="show_preview",
        summary="What verifiers will see",
        responses=problems(409, 422, 502),
    )
    def preview(
        proposal_id: ProposalId,
        request: Request,
        caller: Annotated[Caller, Depends(Guard(deps, "show_preview"))],
    ) -> PreviewOut:
        """As it stands now: what the one who decides should look at first. `findings` has the warnings that the
        preparer was given.
        """
        found = _visible(deps, caller, proposal_id, "proposal.preview")
        with deps.proposals.store.reading() as work:
            kept = work.proposals.content(found.key)
        shown = deps.proposals.acts[found.kind].show(found, kept)
        read = warnings_of_files(deps, found, kept)
        return preview_out(Shown(shown.preview, (*read, *shown.findings)), language_of(request))

    @router.get(
        "/{proposal_id}/files/{sha256}",
        operation_id="get_proposed_file",
        summary="A file that is proposed",
        response_class=Response,
        responses={200: {"content": {"application/octet-stream": {}}, "description": "Exact bytes"}},
    )
    def file(
        proposal_id: ProposalId,
        sha256: FileDigest,
        caller: Annotated[Caller, Depends(Guard(deps, "get_proposed_file"))],
    ) -> Response:
        """The exact bytes, to be looked at before they are bound for ever."""
        found = _visible(deps, caller, proposal_id, "proposal.file")
        with deps.proposals.store.reading() as work:
            kept = work.proposals.content(found.key)
        data = next((file.data for file in kept.files if file.sha256.hex() == sha256), None)
        if data is None:
            raise RefusedError("PROPOSAL_FILE_UNKNOWN")
        headers = {
            "content-disposition": f'attachment; filename="{sha256[:16]}"',
            "cache-control": "no-store",
        }
        return Response(data, media_type="application/octet-stream", headers=headers)

    return router


def deciding_routes(deps: WritingDeps) -> APIRouter:
    """The decisions: each again gives what it has become."""
    router = APIRouter(prefix=PROPOSALS, tags=["writing"], responses=PROBLEMS_OF_DECIDING)

    @router.post(
        "/{proposal_id}/approve", operation_id="approve_proposal", summary="Approve and carry out",
        response_model=ProposalOut, openapi_extra=_BODY,
        responses={202: {"model": ProposalOut, "description": "Approved; anchoring goes on"}},
    )  # fmt: skip
    async def approve_proposal(
        proposal_id: ProposalId,
        request: Request,
        caller: Annotated[Caller, Depends(Guard(deps, "approve_proposal"))],
    ) -> Response:
        """202: it is signed and stored, or will be; look at the proposal for how far it is. 200: it was approved,
        but refused when it was carried out; `error_code` and `findings` say why.
        """
        return await _decided(deps, approve, proposal_id, request, caller)

    @router.post(
        "/{proposal_id}/reject", operation_id="reject_proposal", summary="Reject",
        response_model=ProposalOut, openapi_extra=_BODY,
    )  # fmt: skip
    async def reject_proposal(
        proposal_id: ProposalId,
        request: Request,
        caller: Annotated[Caller, Depends(Guard(deps, "reject_proposal"))],
    ) -> Response:
        """For good; the preparer may propose anew."""
        return await _decided(deps, reject, proposal_id, request, caller)

    @router.post(
        "/{proposal_id}/withdraw", operation_id="withdraw_proposal", summary="Withdraw one's own",
        response_model=ProposalOut, openapi_extra=_BODY,
    )  # fmt: skip
    async def withdraw_proposal(
        proposal_id: ProposalId,
        request: Request,
        caller: Annotated[Caller, Depends(Guard(deps, "withdraw_proposal"))],
    ) -> Response:
        """Only by the person who proposed it, while it is open."""
        return await _decided(deps, withdraw, proposal_id, request, caller)

    return router


async def _decided(
    deps: WritingDeps, decide: Decide, proposal_id: str, request: Request, caller: Caller
) -> Response:
    note: str | None = None
    if await request.body():
        note = checked(DecisionRequest, await json_body(request, limit=MAX_DECISION_BYTES)).note
        refuse_invisible(note or "", "note", lines=True)
    act = partial(decide, proposal_id, caller, note, deps=deps.proposals)
    return await run_in_threadpool(_decide, deps, act, caller, language_of(request))


def _decide(deps: WritingDeps, act: Callable[[], StoredProposal], caller: Caller, lang: Language) -> Response:
    try:
        proposal = act()
    except RefusedError as error:
        if error.code == "PROPOSAL_UNKNOWN":
            count_refusal(deps, caller)
        raise
    status = 202 if proposal.state in _GOES_ON else 200
    document = proposal_out(proposal, caller, lang, deps.proposals.store).model_dump(mode="json")
    return JSONResponse(document, status, {"cache-control": "no-store"})


def _visible(deps: WritingDeps, caller: Caller, proposal_id: str, act: str) -> StoredProposal:
    """The proposal, if it is the caller's to see. Raises ``RefusedError`` PROPOSAL_UNKNOWN."""
    with deps.proposals.store.reading() as work:
        found = work.proposals.get(proposal_id)
    owners = _owners(caller)
    if found is not None and (owners is None or found.body in owners):
        return found
    raise refusal(deps, caller, act, f"proposal:{proposal_id}", RefusedError("PROPOSAL_UNKNOWN"))


def _owners(caller: Caller) -> frozenset[str | None] | None:
    """Whose proposals a caller sees; everybody's is ``None``."""
    return None if caller.role is Role.AUDITOR else frozenset({caller.body})
