# SPDX-License-Identifier: Apache-2.0
"""Carrying out what was approved: one step, taken by the request that approves and by the worker alike.

Every kind's act is idempotent by what it acts on, so that a crash between act and record is settled by taking
the step again.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from typing import Any, Protocol, TypeVar

import rfc8785

from registry.core.audit_log import LogEntry
from registry.core.hashing import sha256
from registry.errors import (
    EvidenceError,
    Finding,
    FindingsError,
    InputError,
    InternalError,
    PausedError,
    RefusedError,
    RegistryError,
    ScheduledError,
    TransientError,
    UsageError,
)
from registry.ports.clock import Clock, Entropy
from registry.ports.proposals import ProposalKind, ProposalState, ProposedContent, StoredProposal
from registry.ports.store import Store
from registry.service.audit_log import DONE, REFUSED

SERVICE = "service"
SKEW_SECONDS = 60
"""How far a block's time may lie behind the registry's clock."""
_MAX_JSON_INTEGER = 1 << 53  # RFC 8785 §3.2.2.3: a larger one is written as text
# Nothing is decided by these: no answer, contradictory evidence, a key or setting that is missing here.
POSTPONES = (TransientError, EvidenceError, UsageError)


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Shown:
    """What one should see before one decides: the preview's JSON, and findings of the moment."""

    preview: Mapping[str, Any] | None
    findings: Sequence[Finding] = ()


class Act(Protocol):
    """How proposals of one kind are shown and carried out."""

    def show(self, proposal: StoredProposal, content: ProposedContent) -> Shown:
        """What verifiers will see, as it stands now. Nothing is written."""

    def carry_out(self, proposal: StoredProposal, content: ProposedContent) -> Mapping[str, Any]:
        """Do what was approved and return the result's JSON. Doing it again does nothing and returns the same.

        Raises ``InputError`` or ``RefusedError`` where it is refused for good; anything else leaves it to be
        tried again.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalDeps:
    """``acts`` by kind: a kind without an act is not offered here. ``alone`` waits until nobody else carries out
    anything for this owner (a body's code, ``None`` for the authority), and is held for one proposal.
    """

    store: Store
    clock: Clock
    entropy: Entropy
    acts: Mapping[ProposalKind, Act]
    alone: Callable[[str | None], AbstractContextManager[None]] = lambda _owner: nullcontext()


def opened(make: Callable[[], T], body: str) -> T:
    """What ``make`` opens for ``body``. A key that is missing or will not open is the registry's own trouble and
    says nothing of what is asked: ``TransientError`` SIGNING_NOT_READY.
    """
    try:
        return make()
    except (RefusedError, UsageError) as error:
        raise TransientError("SIGNING_NOT_READY", body=body, reason=error.code) from error


def carry_out(proposal: StoredProposal, *, deps: ProposalDeps) -> StoredProposal:
    """Take an APPROVED proposal to DONE or FAILED; any other is returned as it is.

    One at a time of each owner: the authority's act is one transaction that nothing stored tells of, so whoever else
    looked while it is sent and not mined would send it again; and what a body signs is seen by others only once it is
    stored, until when they would ask for the same and be refused.

    Raises ``TransientError`` and every other error that decides nothing: the proposal stays APPROVED.
    """
    if proposal.state is not ProposalState.APPROVED:
        return proposal
    with deps.alone(proposal.body):
        with deps.store.reading() as work:
            now = work.proposals.get(proposal.id) or proposal
        return _carry_out(now, deps)


def _carry_out(proposal: StoredProposal, deps: ProposalDeps) -> StoredProposal:
    if proposal.state is not ProposalState.APPROVED:
        return proposal
    with deps.store.reading() as work:
        content = work.proposals.content(proposal.key)
    if digest_of(content) != proposal.digest:
        raise InternalError("PROPOSAL_DAMAGED", id=proposal.id)
    try:
        result = deps.acts[proposal.kind].carry_out(proposal, content)
    except (InputError, RefusedError) as error:
        return _end(proposal, ProposalState.FAILED, _failure(error), error.code, deps)
    return _end(proposal, ProposalState.DONE, result, None, deps)


def carry_on(deps: ProposalDeps) -> tuple[StoredProposal, ...]:
    """Carry out every APPROVED proposal, oldest first, and return those that ended. One that cannot go on does
    not hold up the rest: its error is raised when all were tried, and what merely waits is told last.
    """
    with deps.store.reading() as work:
        waiting = work.proposals.in_state(ProposalState.APPROVED)
    ended: list[StoredProposal] = []
    errors: list[RegistryError] = []
    for proposal in waiting:
        try:
            ended.append(carry_out(proposal, deps=deps))
        except RegistryError as error:
            errors.append(error)
    if errors:
        raise min(errors, key=lambda error: isinstance(error, (PausedError, ScheduledError)))
    return tuple(ended)


def own_since(proposal: StoredProposal) -> int:
    """From when on a record on the chain can be what this proposal did: nothing is done before it is approved."""
    return (proposal.decided_at or 0) - SKEW_SECONDS


def digest_of(content: ProposedContent) -> bytes:
    """What names the content in log and lists: SHA-256 over the document's and each file's own."""
    return sha256(b"".join([sha256(content.document), *sorted(file.sha256 for file in content.files)]))


def _failure(error: InputError | RefusedError) -> Mapping[str, Any]:
    """Codes and places of what was refused; their texts are rendered in the reader's language."""
    findings = error.findings if isinstance(error, FindingsError) else ()
    if not findings:
        return {"findings": [_finding(error.code, "error", error.where, error.params)]}
    return {"findings": [_finding(f.code, f.severity, f.where, f.params) for f in findings]}


def _finding(code: str, severity: str, where: str, params: Mapping[str, object]) -> dict[str, Any]:
    shown = {name: value if _is_small(value) else str(value) for name, value in params.items()}
    return {"code": code, "severity": severity, "where": where, "params": shown}


def _end(
    proposal: StoredProposal, to: ProposalState, result: Mapping[str, Any], code: str | None,
    deps: ProposalDeps,
) -> StoredProposal:  # fmt: skip
    """Write how it ended, with a row in the log; whoever comes second finds it ended and writes nothing."""
    now = deps.clock.now()
    ended = replace(proposal, state=to, result=rfc8785.dumps(dict(result)), error_code=code, ended_at=now)
    act = "proposal.done" if to is ProposalState.DONE else "proposal.failed"
    entry = LogEntry(
        at=now, holder=SERVICE, key="", role=SERVICE, body=proposal.body, act=act,
        subject=f"proposal:{proposal.id}", result=DONE if code is None else REFUSED,
        detail={"digest": proposal.digest.hex(), "code": code},
    )  # fmt: skip
    with deps.store.writing() as work:
        if work.proposals.move(proposal, ended):
            work.log.append(entry)
            work.commit()
    with deps.store.reading() as work:
        return work.proposals.get(proposal.id) or ended


def _is_small(value: object) -> bool:
    return isinstance(value, int) and abs(value) < _MAX_JSON_INTEGER
