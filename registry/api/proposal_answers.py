# SPDX-License-Identifier: Apache-2.0
"""The one way from a checked wish to a stored proposal and its answer."""

import json
from collections.abc import Callable
from dataclasses import dataclass

from starlette.responses import Response

from registry.api.language import Language
from registry.api.writing_deps import WritingDeps
from registry.api.writing_present import proposal_out
from registry.ports.access import Caller
from registry.ports.proposals import Answer, StoredProposal
from registry.service.carry_out import Shown
from registry.service.proposals import Claim, Wish, earlier_answer, propose


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, under which key, in which language."""

    caller: Caller
    claim: Claim
    lang: Language


def answer_wish(deps: WritingDeps, asker: Asker, check: Callable[[], tuple[Wish, Shown]]) -> Response:
    """The earlier answer to this request; else ``check`` it, propose, and answer with what it would do.

    Raises what ``check`` raises, with nothing kept, and as ``proposals.propose``.
    """
    caller, claim = asker.caller, asker.claim
    if (earlier := earlier_answer(caller, claim, deps=deps.proposals)) is not None:
        return _response(earlier, repeated=True)
    wish, shown = check()

    def render(proposal: StoredProposal) -> tuple[int, bytes]:
        document = proposal_out(proposal, caller, asker.lang, shown=shown)
        return 201, document.model_dump_json().encode()

    return _response(propose(wish, caller, claim, render, deps=deps.proposals), repeated=False)


def _response(answer: Answer, *, repeated: bool) -> Response:
    own = json.loads(answer.document)["links"]["self"]
    headers = {"location": own, "cache-control": "no-store"}
    if repeated:
        headers["idempotent-replayed"] = "true"
    return Response(answer.document, answer.status, headers, "application/json")
