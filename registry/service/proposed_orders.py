# SPDX-License-Identifier: Apache-2.0
"""Orders of the authority by four eyes.

An order is one transaction of the authority's account, and the contract does not know which proposal it belongs
to. So a proposal notes how many orders there were; carried out again after a crash, an order that came since the
approval, says the same and is no other proposal's is taken for its own, and none is posted twice.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from registry.core.records import OrderAction, OrderRecord
from registry.core.strict_json import loads
from registry.errors import RefusedError
from registry.ports.authority import Authority
from registry.ports.proposals import (
    Filter,
    ProposalKind,
    ProposalState,
    ProposedContent,
    StoredProposal,
)
from registry.service.act_rules import check_reason
from registry.service.carry_out import Shown, opened, own_since
from registry.service.orders import (
    Order,
    OrderDeps,
    PostedOrder,
    count_matches,
    post_order,
    preview_order,
    read_orders,
    retract_order,
)
from registry.service.preview import PreviewDeps
from registry.service.proposed_status import MAX_DOCUMENT_BYTES

WHO = "authority"


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorityDeps:
    """``authority`` opens the authority's account; ``preview`` and ``order`` are opened at each use."""

    authority: Callable[[], Authority]
    preview: Callable[[], PreviewDeps]
    order: Callable[[], OrderDeps]

    def account(self) -> Authority:
        """Raises ``TransientError`` SIGNING_NOT_READY where this registry does not hold the account."""
        return opened(self.authority, WHO)


@dataclass(frozen=True, slots=True, kw_only=True)
class Retraction:
    """The end of order ``n`` over a body (``grant`` 0) or one of its grants."""

    body: str
    n: int
    grant: int = 0
    reason: int = 0
    number: str = ""


@dataclass(frozen=True, slots=True)
class OrderAct:
    """Implements ``carry_out.Act``: posts and retracts orders."""

    deps: AuthorityDeps

    def check(self, order: Order) -> tuple[ProposedContent, Shown]:
        """The content, and the dry run. Raises as ``orders.count_matches`` and ``preview_order``."""
        shown = self.count(order)
        known = sum(1 for posted in self._orders(order.body) if posted.grant == order.grant)
        return act_content("post", {**asdict(order), "action": int(order.action), "known": known}), shown

    def count(self, order: Order) -> Shown:
        """How many certificates the order matches, and what verifiers will see of them."""
        deps = self.deps.order()
        found = count_matches(order, deps=deps)
        judged = preview_order(order, found, deps=deps.preview)
        counts = {
            "matched": len(found.matched), "of": found.total, "pending": found.pending,
            "unknown_batches": None if found.unknown is None else len(found.unknown),
            "unknown_certificates": found.unknown_certificates,
        }  # fmt: skip
        return Shown({**judged.to_mapping(), "matches": counts}, judged.findings)

    def check_retraction(self, wanted: Retraction) -> tuple[ProposedContent, Shown]:
        """Raises ``InputError`` REASON_UNKNOWN, ``RefusedError`` ORDER_UNKNOWN, ORDER_RETRACTED."""
        check_reason(wanted.reason, wanted.number)
        record = self._order(wanted)
        if record.retracted_at:
            raise RefusedError("ORDER_RETRACTED", n=wanted.n, grant=wanted.grant)
        return act_content("retract", asdict(wanted)), Shown(None)

    def show(self, proposal: StoredProposal, content: ProposedContent) -> Shown:  # noqa: ARG002
        """The dry run as it is now; a retraction has none."""
        act, fields = read_act(content)
        return self.count(order_of(fields)) if act == "post" else Shown(None)

    def carry_out(self, proposal: StoredProposal, content: ProposedContent) -> dict[str, Any]:
        """Post or retract, unless a try before this one did."""
        act, fields = read_act(content)
        if act == "retract":
            return self._retract(Retraction(**fields))
        order = order_of(fields)
        n = self._posted(order, fields["known"], proposal)
        if n is None:
            n = post_order(order, authority=self.deps.account())
        return {"act": "order.post", "body": order.body, "grant": order.grant, "n": n}

    def _retract(self, wanted: Retraction) -> dict[str, Any]:
        if not self._order(wanted).retracted_at:
            retract_order(
                wanted.body, wanted.n, grant=wanted.grant, reason=wanted.reason, number=wanted.number,
                authority=self.deps.account(),
            )  # fmt: skip
        return {"act": "order.retract", "body": wanted.body, "grant": wanted.grant, "n": wanted.n}

    def _posted(self, order: Order, known: int, proposal: StoredProposal) -> int | None:
        wanted = (int(order.action), order.reason, order.issued_from, order.issued_until)
        others = self._of_others(order, proposal)
        for posted in self._orders(order.body):
            r = posted.record
            timed = order.effective_from in (0, r.effective_from) and r.recorded_at >= own_since(proposal)
            if posted.n in others:
                continue
            said = (r.action, r.reason, r.issued_from, r.issued_until)
            if posted.grant == order.grant and posted.n >= known and said == wanted and timed:
                return posted.n
        return None

    def _of_others(self, order: Order, proposal: StoredProposal) -> set[int]:
        """Numbers of orders that other proposals posted: two decisions that say the same are two orders."""
        done = Filter(
            owners=frozenset({None}),
            states=frozenset({ProposalState.DONE}),
            kinds=frozenset({ProposalKind.ORDER}),
        )
        with self.deps.preview().store.reading() as work:
            _, total = work.proposals.page(done, limit=1, offset=0)
            rows, _ = work.proposals.page(done, limit=total + 1, offset=0)
        results = [json.loads(row.result) for row in rows if row.result and row.id != proposal.id]
        return {
            r["n"]
            for r in results
            if (r["act"], r["body"], r["grant"]) == ("order.post", order.body, order.grant)
        }

    def _order(self, wanted: Retraction) -> OrderRecord:
        for posted in self._orders(wanted.body):
            if (posted.grant, posted.n) == (wanted.grant, wanted.n):
                return posted.record
        raise RefusedError("ORDER_UNKNOWN", body=wanted.body, n=wanted.n, grant=wanted.grant)

    def _orders(self, body: str) -> tuple[PostedOrder, ...]:
        deps = self.deps.preview()
        return read_orders(body, reader=deps.reader, contract=deps.contract)


def act_content(act: str, fields: Mapping[str, Any]) -> ProposedContent:
    """An act and its fields as what is proposed; ``read_act`` is the inverse."""
    document = {"act": act, "fields": fields}
    return ProposedContent(document=json.dumps(document, ensure_ascii=False, sort_keys=True).encode())


def read_act(content: ProposedContent) -> tuple[str, dict[str, Any]]:
    """What was proposed."""
    document = loads(content.document, limit=MAX_DOCUMENT_BYTES)
    return document["act"], document["fields"]


def order_of(fields: Mapping[str, Any]) -> Order:
    """The order that was proposed."""
    own = {name: value for name, value in fields.items() if name not in ("known", "action")}
    return Order(action=OrderAction(fields["action"]), **own)
