# SPDX-License-Identifier: Apache-2.0
"""Proposals of status changes, and of everything that the authority decides; each with a preview of what
verifiers will see. With one error nothing is kept.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from registry.api.act_schemas import (
    AuthorityStatusIn,
    KeyActIn,
    NamedIn,
    OrderIn,
    RetractionIn,
    StandingIn,
    StatusIn,
    SurveillanceIn,
)
from registry.api.creating import KEY_PARAMETER, checked, claim_of, idempotency_key, json_body
from registry.api.documented import PROBLEMS_OF_CREATING, request_body, schema_of
from registry.api.language import language_of
from registry.api.proposal_answers import Asker, answer_wish
from registry.api.rights import Guard
from registry.api.writing_deps import WritingDeps
from registry.api.writing_present import PROPOSALS, preview_out
from registry.api.writing_schemas import PreviewOut, ProposalOut
from registry.core.code import parse_code
from registry.core.records import OrderAction, State
from registry.core.surveillance import Decision
from registry.core.types import BatchId
from registry.errors import UsageError
from registry.ports.access import Caller
from registry.ports.proposals import ProposalKind, ProposedContent
from registry.service.authority_acts import StandingAct
from registry.service.carry_out import Shown
from registry.service.change_status import Change
from registry.service.orders import Order
from registry.service.proposals import Wish as ProposalWish
from registry.service.proposed_acts import KeyAct
from registry.service.proposed_orders import Retraction
from registry.service.proposed_status import Named, shown_of
from registry.service.proposed_surveillance import Surveyed
from registry.service.targets import Wish

MAX_BYTES = 256 * 1024
Check = Callable[[Any, Caller], tuple[ProposalWish, Shown]]


@dataclass(frozen=True, slots=True)
class _Call:
    """One address: its name, its operation, what it takes, and how that is checked."""

    name: str
    operation: str
    model: type[BaseModel]
    check: Check
    summary: str


def acts_routes(deps: WritingDeps) -> APIRouter:
    """``POST /api/v1/proposals/…`` for acts, and the dry runs that keep nothing."""
    router = APIRouter(tags=["writing"], responses=PROBLEMS_OF_CREATING)
    checks = Checks(deps)
    for call in (
        _Call("status", "propose_status", StatusIn, checks.status,
              "Propose a change of status, of certificates or a batch"),
        _Call("surveillance", "propose_surveillance", SurveillanceIn, checks.surveillance,
              "Propose to record a surveillance"),
        _Call("authority-status", "propose_authority_status", AuthorityStatusIn, checks.authority_status,
              "Propose a change in the authority's lane"),
        _Call("order", "propose_order", OrderIn, checks.order,
              "Propose an order over what was issued in an interval"),
        _Call("order-retraction", "propose_retraction", RetractionIn, checks.retraction,
              "Propose to retract an order"),
        _Call("standing", "propose_standing", StandingIn, checks.standing,
              "Propose an act on a body or a grant"),
        _Call("key-act", "propose_key_act", KeyActIn, checks.key_act, "Propose the end of a key"),
    ):  # fmt: skip
        _proposes(router, deps, call)
    for call in (
        _Call("status", "preview_status", StatusIn, checks.status,
              "What verifiers would see of a change of status"),
        _Call("order", "preview_order", OrderIn, checks.order,
              "Dry run of an order: how many and which certificates"),
    ):  # fmt: skip
        _previews(router, deps, call)
    return router


def _proposes(router: APIRouter, deps: WritingDeps, call: _Call) -> None:
    @router.post(
        f"{PROPOSALS}/{call.name}", operation_id=call.operation, summary=call.summary, status_code=201,
        response_model=ProposalOut, openapi_extra={"parameters": [KEY_PARAMETER], **_body(call.model)},
    )  # fmt: skip
    async def propose(
        request: Request, caller: Annotated[Caller, Depends(Guard(deps, call.operation))]
    ) -> Response:
        """The answer shows what verifiers will see. Another person decides."""
        key = idempotency_key(request)
        value = await json_body(request, limit=MAX_BYTES)
        wanted = checked(call.model, value)
        asker = Asker(caller, claim_of(request, key, value), language_of(request))
        return await run_in_threadpool(answer_wish, deps, asker, lambda: call.check(wanted, caller))


def _previews(router: APIRouter, deps: WritingDeps, call: _Call) -> None:
    @router.post(
        f"/api/v1/previews/{call.name}", operation_id=call.operation, summary=call.summary,
        response_model=PreviewOut, openapi_extra=_body(call.model),
    )  # fmt: skip
    async def preview(
        request: Request, caller: Annotated[Caller, Depends(Guard(deps, call.operation))]
    ) -> PreviewOut:
        """Nothing is kept, so no Idempotency-Key is needed."""
        wanted = checked(call.model, await json_body(request, limit=MAX_BYTES))
        _, shown = await run_in_threadpool(call.check, wanted, caller)
        return preview_out(shown, language_of(request))


def _body(model: type[BaseModel]) -> dict[str, Any]:
    return request_body({"application/json": schema_of(model)})


class Checks:
    """From a request to what is proposed, with everything checked that can be."""

    def __init__(self, deps: WritingDeps) -> None:
        self._deps = deps

    def status(self, wanted: StatusIn, caller: Caller) -> tuple[ProposalWish, Shown]:
        """Of the caller's body alone."""
        successor = parse_code(wanted.successor) if wanted.successor else None
        change = Change(
            State[wanted.state.upper()], wanted.reason, wanted.effective_from, wanted.note, successor
        )
        batch = BatchId(bytes.fromhex(wanted.batch)) if wanted.batch else None
        if batch and (wanted.codes or wanted.numbers):
            raise UsageError("TARGETS_AMBIGUOUS", "batch")
        if wanted.note and len(wanted.codes) + len(wanted.numbers) > 1:
            raise UsageError("STATUS_NOTE_SEVERAL", "note")
        content, count, shown = self._deps.acts.status.check(_named(wanted, caller.body, batch), change)
        return _wish(ProposalKind.STATUS, content, count, caller.body), shown_of(shown)

    def surveillance(self, wanted: SurveillanceIn, caller: Caller) -> tuple[ProposalWish, Shown]:
        """Of the caller's body alone."""
        assert caller.body is not None  # the database insists on it for the role
        surveyed = Surveyed(
            wish=Wish(text=wanted.code), body=caller.body, last=wanted.last, next_due=wanted.next_due,
            decision=Decision[wanted.decision.upper()],
        )  # fmt: skip
        content = self._deps.acts.surveillance.check(surveyed)
        return _wish(ProposalKind.SURVEILLANCE, content, 1, caller.body), Shown(None)

    def authority_status(self, wanted: AuthorityStatusIn, _caller: Caller) -> tuple[ProposalWish, Shown]:
        """Of any body's certificates."""
        change = Change(State[wanted.state.upper()], wanted.reason, wanted.effective_from)
        named = _named(wanted, wanted.body, None)
        content, count, shown = self._deps.acts.authority_status.check(named, change, wanted.order)
        return _wish(ProposalKind.AUTHORITY_STATUS, content, count), shown_of(shown)

    def order(self, wanted: OrderIn, _caller: Caller) -> tuple[ProposalWish, Shown]:
        """With how many and which certificates it matches."""
        fields = wanted.model_dump()
        order = Order(**{**fields, "action": OrderAction[wanted.action.upper()]})
        content, shown = self._deps.acts.order.check(order)
        return _wish(ProposalKind.ORDER, content, 1), shown

    def retraction(self, wanted: RetractionIn, _caller: Caller) -> tuple[ProposalWish, Shown]:
        """Of an order that stands."""
        content, shown = self._deps.acts.order.check_retraction(Retraction(**wanted.model_dump()))
        return _wish(ProposalKind.ORDER, content, 1), shown

    def standing(self, wanted: StandingIn, _caller: Caller) -> tuple[ProposalWish, Shown]:
        """With what verifiers will see of the newest certificates."""
        if wanted.act.value.startswith("grant.") is not (wanted.grant > 0):
            raise UsageError("STANDING_GRANT", "grant")
        content, shown = self._deps.acts.standing.check(StandingAct(**wanted.model_dump()))
        return _wish(ProposalKind.STANDING, content, 1), shown_of(shown)

    def key_act(self, wanted: KeyActIn, _caller: Caller) -> tuple[ProposalWish, Shown]:
        """Of a key that the chain knows."""
        act = KeyAct(**{**wanted.model_dump(), "key": bytes.fromhex(wanted.key)})
        content = self._deps.acts.standing.check_key(act)
        return _wish(ProposalKind.STANDING, content, 1), Shown(None)


def _named(wanted: NamedIn, body: str | None, batch: BatchId | None) -> Named:
    wishes = [
        *(Wish(text=text, where=f"codes[{i}]") for i, text in enumerate(wanted.codes)),
        *(
            Wish(text=one.number, revision=one.revision, where=f"numbers[{i}]")
            for i, one in enumerate(wanted.numbers)
        ),
    ]
    return Named(wishes, body, batch)


def _wish(kind: ProposalKind, content: ProposedContent, count: int, body: str | None = None) -> ProposalWish:
    return ProposalWish(kind=kind, body=body, content=content, count=count)
