# SPDX-License-Identifier: Apache-2.0
"""Surveillance of one certificate by four eyes: that it was surveyed, and when it is due again."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from registry.core.surveillance import Decision
from registry.core.types import Code
from registry.errors import InputError, RefusedError
from registry.ports.proposals import ProposedContent, StoredProposal
from registry.ports.store_rows import Phase
from registry.service.carry_out import Shown
from registry.service.deps import AnchorDeps
from registry.service.proposed_orders import act_content, read_act
from registry.service.proposed_status import hasty
from registry.service.surveillance import maintain
from registry.service.targets import Target, Wish, resolve_one


@dataclass(frozen=True, slots=True, kw_only=True)
class Surveyed:
    """A certificate as its body names it, surveyed at ``last``, due again at ``next_due`` (0: never), UTC
    seconds.
    """

    wish: Wish
    body: str
    last: int
    next_due: int
    decision: Decision


@dataclass(frozen=True, slots=True)
class SurveillanceAct:
    """Implements ``carry_out.Act``."""

    anchor_deps: Callable[[], AnchorDeps]

    def check(self, wanted: Surveyed) -> ProposedContent:
        """Raises ``InputError`` SURVEILLANCE_DAYS, and as ``targets.resolve_one``."""
        deps = self.anchor_deps()
        now = max(deps.clock.now(), deps.reader.head().timestamp)
        if not 0 < wanted.last <= now or (wanted.next_due and wanted.next_due <= wanted.last):
            raise InputError("SURVEILLANCE_DAYS", "last")
        target = resolve_one(wanted.wish, store=deps.store, body=wanted.body)
        fields = {
            "body": target.body, "subject": target.subject.hex(), "code": target.code,
            "number": target.number, "revision": target.revision, "last": wanted.last,
            "next_due": wanted.next_due, "decision": int(wanted.decision),
        }  # fmt: skip
        return act_content("surveillance", fields)

    def show(self, proposal: StoredProposal, content: ProposedContent) -> Shown:  # noqa: ARG002
        """It changes no verdict by itself."""
        return Shown(None)

    def carry_out(self, proposal: StoredProposal, content: ProposedContent) -> dict[str, Any]:  # noqa: ARG002
        """Sign, store, send; the same again finds the request that there is."""
        _, fields = read_act(content)
        target = Target(
            body=fields["body"], subject=bytes.fromhex(fields["subject"]), code=Code(fields["code"]),
            number=fields["number"], revision=fields["revision"],
        )  # fmt: skip
        request = maintain(
            target, fields["last"], fields["next_due"], Decision(fields["decision"]),
            deps=hasty(self.anchor_deps()),
        )  # fmt: skip
        if request.phase is Phase.FAILED:
            raise RefusedError(request.error_code or "TRANSACTION_REVERTED", target.name)
        block = request.confirmed_block
        return {"changed": [{"code": target.code, "name": target.name, "body": target.body, "block": block}]}
