# SPDX-License-Identifier: Apache-2.0
"""What one person proposes and another decides (four eyes), and the stored answers to repeated requests."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class ProposalKind(StrEnum):
    """What is proposed. The first four are a body's, the others the authority's."""

    ISSUE = "issue"
    STATUS = "status"
    SURVEILLANCE = "surveillance"
    ATTACHMENT = "attachment"
    ORDER = "order"
    AUTHORITY_STATUS = "authority_status"
    STANDING = "standing"


class ProposalState(StrEnum):
    """Where a proposal is; ``PROPOSAL_MOVES`` lists the legal moves, the database refuses any other."""

    OPEN = "OPEN"
    APPROVED = "APPROVED"
    """Decided, and to be carried out: by the request that approved it, or by whoever looks next."""
    DONE = "DONE"
    FAILED = "FAILED"
    """Approved, but refused when it was carried out; ``error_code`` says why."""
    REJECTED = "REJECTED"
    WITHDRAWN = "WITHDRAWN"


PROPOSAL_MOVES: Mapping[ProposalState, frozenset[ProposalState]] = {
    ProposalState.OPEN: frozenset({ProposalState.APPROVED, ProposalState.REJECTED, ProposalState.WITHDRAWN}),
    ProposalState.APPROVED: frozenset({ProposalState.DONE, ProposalState.FAILED}),
    ProposalState.DONE: frozenset(),
    ProposalState.FAILED: frozenset(),
    ProposalState.REJECTED: frozenset(),
    ProposalState.WITHDRAWN: frozenset(),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedFile:
    """One file that belongs to the proposed content, exact bytes."""

    sha256: bytes
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedContent:
    """What is proposed, as the JSON document of its kind, with its files; fixed when it is proposed."""

    document: bytes
    files: tuple[ProposedFile, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredProposal:
    """A proposal without its content. ``id`` is what is shown, random, so that it tells no number of proposals;
    ``body`` is the body whose it is, ``None`` for the authority's; ``digest`` is that of the content;
    ``count`` is how many certificates or acts it holds; ``result`` is a JSON document.
    """

    key: int
    id: str
    kind: ProposalKind
    state: ProposalState
    body: str | None
    digest: bytes
    count: int
    proposed_by: str
    proposed_person: str
    proposed_key: str
    proposed_at: int
    decided_by: str | None = None
    decided_person: str | None = None
    decided_key: str | None = None
    decided_at: int | None = None
    note: str | None = None
    result: bytes | None = None
    error_code: str | None = None
    ended_at: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which proposals are asked for. ``owners`` are codes of bodies, ``None`` among them is the authority;
    no ``owners`` at all means everybody's.
    """

    owners: frozenset[str | None] | None = None
    states: frozenset[ProposalState] | None = None
    kinds: frozenset[ProposalKind] | None = None


class Proposals(Protocol):
    """Proposals; content is written once, moves are compare-and-swap."""

    def add(self, proposal: StoredProposal, content: ProposedContent) -> int:
        """Write it OPEN; returns its key (that in the row is ignored)."""

    def get(self, proposal_id: str) -> StoredProposal | None:
        """By the id that is shown."""

    def content(self, key: int) -> ProposedContent:
        """What is proposed, by key."""

    def page(self, wanted: Filter, *, limit: int, offset: int) -> tuple[list[StoredProposal], int]:
        """Newest first, with the count of all."""

    def in_state(self, state: ProposalState) -> list[StoredProposal]:
        """Oldest first."""

    def move(self, seen: StoredProposal, to: StoredProposal) -> bool:
        """Write state, decision and result of ``to`` if the proposal is still in the state of ``seen``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The answer to one creating request, to be given again. ``owner`` and ``person`` are the caller's, ``key``
    the Idempotency-Key, ``request`` the SHA-256 of what was asked.
    """

    owner: str
    person: str
    key: str
    request: bytes
    status: int
    document: bytes
    created_at: int


class Answers(Protocol):
    """Stored answers: written once."""

    def add(self, answer: Answer) -> None:
        """Unique by owner, person and key."""

    def get(self, owner: str, person: str, key: str) -> Answer | None:
        """The answer that was given, or ``None``."""
