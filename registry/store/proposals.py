# SPDX-License-Identifier: Apache-2.0
"""Proposals and stored answers in SQL. Moves are compare-and-swap; triggers refuse what may not be."""

from dataclasses import asdict
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, false, func, insert, or_, select, update

from registry.ports.proposals import (
    Answer,
    Filter,
    ProposalKind,
    ProposalState,
    ProposedContent,
    ProposedFile,
    StoredProposal,
)
from registry.store.batches import inserted_key
from registry.store.writing_tables import answers, proposal_contents, proposal_files, proposals

_CHANGES = (
    "state", "decided_by", "decided_person", "decided_key", "decided_at", "note", "result", "error_code",
    "ended_at",
)  # fmt: skip


class SqlProposals:
    """Implements ``ports.proposals.Proposals``."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, proposal: StoredProposal, content: ProposedContent) -> int:
        """Write it OPEN with its content."""
        values = asdict(proposal)
        del values["key"]
        key = inserted_key(self._connection.execute(insert(proposals).values(values)))
        self._connection.execute(insert(proposal_contents).values(proposal=key, document=content.document))
        files = [{"proposal": key, "sha256": file.sha256, "data": file.data} for file in content.files]
        if files:
            self._connection.execute(insert(proposal_files), files)
        return key

    def get(self, proposal_id: str) -> StoredProposal | None:
        """By the id that is shown."""
        query = select(proposals).where(proposals.c.id == proposal_id)
        row = self._connection.execute(query).one_or_none()
        return _proposal(row) if row else None

    def content(self, key: int) -> ProposedContent:
        """What is proposed."""
        document = self._connection.execute(
            select(proposal_contents.c.document).where(proposal_contents.c.proposal == key)
        ).scalar_one()
        query = select(proposal_files).where(proposal_files.c.proposal == key)
        rows = self._connection.execute(query.order_by(proposal_files.c.sha256))
        return ProposedContent(
            document=document, files=tuple(ProposedFile(sha256=row.sha256, data=row.data) for row in rows)
        )

    def page(self, wanted: Filter, *, limit: int, offset: int) -> tuple[list[StoredProposal], int]:
        """Newest first, with the count of all."""
        hits = _conditions(wanted)
        total = self._connection.execute(select(func.count()).select_from(proposals).where(*hits))
        query = select(proposals).where(*hits).order_by(proposals.c.key.desc())
        rows = self._connection.execute(query.limit(limit).offset(offset))
        return [_proposal(row) for row in rows], total.scalar_one()

    def in_state(self, state: ProposalState) -> list[StoredProposal]:
        """Oldest first."""
        query = select(proposals).where(proposals.c.state == state.value).order_by(proposals.c.key)
        return [_proposal(row) for row in self._connection.execute(query)]

    def move(self, seen: StoredProposal, to: StoredProposal) -> bool:
        """Compare and swap on the state."""
        values = {name: getattr(to, name) for name in _CHANGES}
        moved = self._connection.execute(
            update(proposals)
            .where(proposals.c.key == seen.key, proposals.c.state == seen.state.value)
            .values(values)
        )
        return moved.rowcount == 1


class SqlAnswers:
    """Implements ``ports.proposals.Answers``."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, answer: Answer) -> None:
        """Unique by owner, person and key."""
        self._connection.execute(insert(answers).values(asdict(answer)))

    def get(self, owner: str, person: str, key: str) -> Answer | None:
        """The answer that was given."""
        query = select(answers).where(
            answers.c.owner == owner, answers.c.person == person, answers.c.key == key
        )
        row = self._connection.execute(query).one_or_none()
        return Answer(**row._mapping) if row else None


def _conditions(wanted: Filter) -> list[ColumnElement[bool]]:
    hits: list[ColumnElement[bool]] = []
    if wanted.owners is not None:
        bodies = [owner for owner in wanted.owners if owner is not None]
        authority = proposals.c.body.is_(None) if None in wanted.owners else false()
        hits.append(or_(proposals.c.body.in_(bodies), authority))
    if wanted.states is not None:
        hits.append(proposals.c.state.in_([state.value for state in wanted.states]))
    if wanted.kinds is not None:
        hits.append(proposals.c.kind.in_([kind.value for kind in wanted.kinds]))
    return hits


def _proposal(row: Row[Any]) -> StoredProposal:
    values = {**row._mapping, "kind": ProposalKind(row.kind), "state": ProposalState(row.state)}
    return StoredProposal(**values)
