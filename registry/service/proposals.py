# SPDX-License-Identifier: Apache-2.0
"""Four eyes: one person proposes, another decides, and what was approved is carried out, once.

Deciding and carrying out are two transactions. A crash between them leaves the proposal APPROVED, and
whoever looks next (the worker, or the same request again) carries it out by the same step
(``registry.service.carry_out``).
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from registry.errors import RefusedError, TransientError
from registry.ports.access import Caller
from registry.ports.proposals import (
    Answer,
    ProposalKind,
    ProposalState,
    ProposedContent,
    StoredProposal,
)
from registry.ports.store import UnitOfWork
from registry.service.audit_log import REFUSED, entry_of
from registry.service.carry_out import POSTPONES, ProposalDeps, carry_out, digest_of

ID_BYTES = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is to be proposed; ``body`` is the body whose it is, ``None`` for the authority."""

    kind: ProposalKind
    body: str | None
    content: ProposedContent
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A creating request: its Idempotency-Key, and the SHA-256 of what it asks."""

    key: str
    request: bytes


Render = Callable[[StoredProposal], tuple[int, bytes]]
"""The answer to a new proposal: HTTP status and document, which are stored with it."""


def earlier_answer(caller: Caller, claim: Claim, *, deps: ProposalDeps) -> Answer | None:
    """The answer that this request was given before. Raises ``RefusedError`` IDEMPOTENCY_KEY_USED for another
    request under the same key.
    """
    with deps.store.reading() as work:
        return _earlier(work, caller, claim)


def propose(wish: Wish, caller: Caller, claim: Claim, render: Render, *, deps: ProposalDeps) -> Answer:
    """Write proposal, log and answer in one transaction; a repeated request gets the first one's answer.

    Raises ``RefusedError`` IDEMPOTENCY_KEY_USED, ``TransientError`` of the store: then the same request may be
    sent again, whether or not anything was written.
    """
    try:
        return _propose(wish, caller, claim, render, deps)
    except TransientError as error:
        # Two requests with one key at the same moment: the other one's answer is ours.
        if error.code == "STORE_CONFLICT" and (answer := earlier_answer(caller, claim, deps=deps)):
            return answer
        raise


def approve(proposal_id: str, caller: Caller, note: str | None, *, deps: ProposalDeps) -> StoredProposal:
    """Approve and carry out. Where that cannot be done now, it stays APPROVED and is carried on later.
    Approving what one has approved already gives it as it is.

    Raises ``RefusedError`` PROPOSAL_UNKNOWN, OWN_PROPOSAL, PROPOSAL_DECIDED.
    """
    proposal = _decide(proposal_id, caller, ProposalState.APPROVED, note, deps)
    try:
        return carry_out(proposal, deps=deps)
    except POSTPONES:
        return proposal


def reject(proposal_id: str, caller: Caller, note: str | None, *, deps: ProposalDeps) -> StoredProposal:
    """Refuse it for good. Raises as ``approve``."""
    return _decide(proposal_id, caller, ProposalState.REJECTED, note, deps)


def withdraw(proposal_id: str, caller: Caller, note: str | None, *, deps: ProposalDeps) -> StoredProposal:
    """Take one's own proposal back. Raises ``RefusedError`` PROPOSAL_UNKNOWN, NOT_OWN_PROPOSAL,
    PROPOSAL_DECIDED.
    """
    return _decide(proposal_id, caller, ProposalState.WITHDRAWN, note, deps)


def _earlier(work: UnitOfWork, caller: Caller, claim: Claim) -> Answer | None:
    answer = work.answers.get(caller.body or "", caller.person, claim.key)
    if answer is not None and answer.request != claim.request:
        raise RefusedError("IDEMPOTENCY_KEY_USED", "Idempotency-Key")
    return answer


def _propose(wish: Wish, caller: Caller, claim: Claim, render: Render, deps: ProposalDeps) -> Answer:
    proposal = _new(wish, caller, deps)
    with deps.store.writing() as work:
        if (earlier := _earlier(work, caller, claim)) is not None:
            return earlier
        work.proposals.add(proposal, wish.content)
        work.log.append(
            entry_of(caller, "proposal.create", f"proposal:{proposal.id}", at=proposal.proposed_at,
                     kind=proposal.kind.value, digest=proposal.digest.hex(), count=proposal.count)
        )  # fmt: skip
        status, document = render(proposal)
        answer = Answer(
            owner=caller.body or "", person=caller.person, key=claim.key, request=claim.request,
            status=status, document=document, created_at=proposal.proposed_at,
        )  # fmt: skip
        work.answers.add(answer)
        work.commit()
    return answer


def _new(wish: Wish, caller: Caller, deps: ProposalDeps) -> StoredProposal:
    return StoredProposal(
        key=0, id=deps.entropy.octets(ID_BYTES).hex(), kind=wish.kind, state=ProposalState.OPEN,
        body=wish.body, digest=digest_of(wish.content), count=wish.count, proposed_by=caller.holder,
        proposed_person=caller.person, proposed_key=caller.key, proposed_at=deps.clock.now(),
    )  # fmt: skip


_DECISIONS = {
    ProposalState.APPROVED: "proposal.approve",
    ProposalState.REJECTED: "proposal.reject",
    ProposalState.WITHDRAWN: "proposal.withdraw",
}
# What a decision may have become by the time the same decision is asked for again.
_SAME = {
    ProposalState.APPROVED: {ProposalState.APPROVED, ProposalState.DONE, ProposalState.FAILED},
    ProposalState.REJECTED: {ProposalState.REJECTED},
    ProposalState.WITHDRAWN: {ProposalState.WITHDRAWN},
}


def _decide(
    proposal_id: str, caller: Caller, to: ProposalState, note: str | None, deps: ProposalDeps
) -> StoredProposal:
    subject, now = f"proposal:{proposal_id}", deps.clock.now()
    with deps.store.writing() as work:
        seen = work.proposals.get(proposal_id)
        refusal = _refusal(seen, caller, to)
        if refusal is not None:
            work.log.append(
                entry_of(caller, _DECISIONS[to], subject, at=now, result=REFUSED, code=refusal.code)
            )
            work.commit()
            raise refusal
        assert seen is not None  # or it would have been refused
        if seen.state is not ProposalState.OPEN:
            if seen.decided_person == caller.person and seen.state in _SAME[to]:
                return seen
            raise RefusedError("PROPOSAL_DECIDED", state=seen.state.value)
        decided = replace(
            seen, state=to, decided_by=caller.holder, decided_person=caller.person, decided_key=caller.key,
            decided_at=now, note=note,
        )  # fmt: skip
        if not work.proposals.move(seen, decided):
            raise TransientError("STORE_CONFLICT")
        work.log.append(entry_of(caller, _DECISIONS[to], subject, at=now, digest=seen.digest.hex()))
        work.commit()
    return decided


def _refusal(seen: StoredProposal | None, caller: Caller, to: ProposalState) -> RefusedError | None:
    """By rights: another body's proposal is as unknown as one that never was."""
    if seen is None or seen.body != caller.body:
        return RefusedError("PROPOSAL_UNKNOWN")
    own = seen.proposed_person == caller.person
    if to is ProposalState.WITHDRAWN:
        return None if own else RefusedError("NOT_OWN_PROPOSAL")
    return RefusedError("OWN_PROPOSAL") if own else None
