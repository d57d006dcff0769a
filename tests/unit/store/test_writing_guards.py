# SPDX-License-Identifier: Apache-2.0
"""The database itself keeps four eyes, the moves of proposals, and the log as it was written."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from registry.core.audit_log import LogEntry
from registry.errors import InternalError, TransientError
from registry.ports.access import Role, StoredApiKey
from registry.ports.proposals import (
    PROPOSAL_MOVES,
    Answer,
    Filter,
    ProposalKind,
    ProposalState,
    ProposedContent,
    ProposedFile,
    StoredProposal,
)
from registry.ports.store_rows import StoredBody
from registry.store.migrations.versions import v0002_writing
from registry.store.schema import upgrade_store
from registry.store.unit_of_work import SqlStore, open_store

CONTENT = ProposedContent(
    document=b'{"a":1}',
    files=(ProposedFile(sha256=b"\x01" * 32, data=b"one"), ProposedFile(sha256=b"\x02" * 32, data=b"two")),
)
_COPIED = "at, holder, key, role, body, act, subject, result, detail"


def api_key(n: int = 1, **changes: Any) -> StoredApiKey:
    key = StoredApiKey(
        id=f"{n:016x}", digest=bytes([n]) * 32, role=Role.PREPARER, body="VD-CERT", holder="An", person="an",
        created_at=n,
    )  # fmt: skip
    return replace(key, **changes)


KEYS = (api_key(1), api_key(2, role=Role.APPROVER, holder="Bình", person="binh"))


def proposal(n: int = 1, **changes: Any) -> StoredProposal:
    row = StoredProposal(
        key=0, id=f"{n:032x}", kind=ProposalKind.ISSUE, state=ProposalState.OPEN, body="VD-CERT",
        digest=bytes(32), count=1, proposed_by="An", proposed_person="an", proposed_key=f"{1:016x}",
        proposed_at=5,
    )  # fmt: skip
    return replace(row, **changes)


def entry(n: int = 1) -> LogEntry:
    return LogEntry(
        at=n, holder="An", key="", role="operator", body=None, act="x", subject="y", result="done",
        detail={"count": n, "code": None},
    )  # fmt: skip


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    url = f"sqlite:///{tmp_path}/registry.db"
    upgrade_store(url)
    opened = open_store(url)
    with opened.writing() as work:
        work.bodies.put(StoredBody(code="VD-CERT", name_vi="Ví Dụ"))
        for key in KEYS:
            work.api_keys.add(key)
        work.commit()
    yield opened
    opened.close()


def added(store: SqlStore, n: int = 1) -> StoredProposal:
    with store.writing() as work:
        key = work.proposals.add(proposal(n), CONTENT)
        work.commit()
    return replace(proposal(n), key=key)


def dressed(row: StoredProposal, state: ProposalState) -> StoredProposal:
    """The row with what the database insists on in ``state``."""
    own = state is ProposalState.WITHDRAWN
    decided: dict[str, Any] = {
        "decided_by": "An" if own else "Bình", "decided_person": "an" if own else "binh",
        "decided_key": f"{1 if own else 2:016x}", "decided_at": 6,
    }  # fmt: skip
    if state is ProposalState.OPEN:
        decided = dict.fromkeys(decided)
    return replace(
        row, state=state, error_code="X" if state is ProposalState.FAILED else None,
        result=b"{}" if state in (ProposalState.DONE, ProposalState.FAILED) else None, **decided,
    )  # fmt: skip


ROUTES: dict[ProposalState, tuple[ProposalState, ...]] = {
    ProposalState.OPEN: (),
    ProposalState.APPROVED: (ProposalState.APPROVED,),
    ProposalState.DONE: (ProposalState.APPROVED, ProposalState.DONE),
    ProposalState.FAILED: (ProposalState.APPROVED, ProposalState.FAILED),
    ProposalState.REJECTED: (ProposalState.REJECTED,),
    ProposalState.WITHDRAWN: (ProposalState.WITHDRAWN,),
}


def move(store: SqlStore, row: StoredProposal, state: ProposalState) -> StoredProposal:
    after = dressed(row, state)
    with store.writing() as work:
        assert work.proposals.move(row, after)
        work.commit()
    return after


@pytest.mark.parametrize("target", list(ProposalState))
@pytest.mark.parametrize("start", list(ROUTES))
def test_only_listed_moves_of_proposals_are_possible(
    store: SqlStore, start: ProposalState, target: ProposalState
) -> None:
    row = added(store)
    for state in ROUTES[start]:
        row = move(store, row, state)
    if target in PROPOSAL_MOVES[start]:
        assert move(store, row, target).state is target
        return
    with pytest.raises(InternalError, match="STORE_REFUSED"):
        move(store, row, target)
    with store.reading() as work:
        assert work.proposals.get(row.id) == row


def test_triggers_allow_exactly_the_listed_moves_of_proposals() -> None:
    listed = {(a.value, b.value) for a, targets in PROPOSAL_MOVES.items() for b in targets}
    assert set(v0002_writing._MOVES) == listed


@pytest.mark.parametrize("state", [ProposalState.APPROVED, ProposalState.REJECTED])
def test_the_database_refuses_a_decision_on_ones_own_proposal(store: SqlStore, state: ProposalState) -> None:
    row = added(store)
    own = replace(dressed(row, state), decided_person="an")
    with pytest.raises(InternalError, match="STORE_REFUSED"), store.writing() as work:
        work.proposals.move(row, own)


def test_the_database_refuses_anothers_withdrawal_and_a_decision_without_decider(store: SqlStore) -> None:
    row = added(store)
    theirs = replace(dressed(row, ProposalState.WITHDRAWN), decided_person="binh")
    nobodys = replace(row, state=ProposalState.APPROVED)
    for wrong in (theirs, nobodys, replace(dressed(row, ProposalState.APPROVED), decided_at=None)):
        with pytest.raises(InternalError, match="STORE_REFUSED"), store.writing() as work:
            work.proposals.move(row, wrong)


def test_a_decider_is_not_changed_when_it_is_carried_out(store: SqlStore) -> None:
    row = move(store, added(store), ProposalState.APPROVED)
    other = replace(dressed(row, ProposalState.DONE), decided_by="Cường", decided_person="cuong")
    with pytest.raises(InternalError, match="STORE_REFUSED"), store.writing() as work:
        work.proposals.move(row, other)


def test_a_proposal_seen_in_another_state_is_not_moved(store: SqlStore) -> None:
    row = added(store)
    move(store, row, ProposalState.REJECTED)
    with store.writing() as work:
        assert not work.proposals.move(row, dressed(row, ProposalState.APPROVED))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE api_keys SET role = 'auditor', body = NULL",
        "UPDATE api_keys SET digest = :octets",
        "UPDATE api_keys SET holder = 'X'",
        "UPDATE api_keys SET expires_at = 9",
        "DELETE FROM api_keys",
        "UPDATE proposals SET digest = :octets",
        "UPDATE proposals SET proposed_person = 'x', state = 'WITHDRAWN'",
        "DELETE FROM proposals",
        "UPDATE proposal_contents SET document = :octets",
        "DELETE FROM proposal_contents",
        "UPDATE proposal_files SET data = :octets",
        "DELETE FROM proposal_files",
        "UPDATE answers SET document = :octets",
        "DELETE FROM answers",
        "UPDATE audit_log SET holder = 'X'",
        "UPDATE audit_log SET hash = :octets",
        "DELETE FROM audit_log",
        "DELETE FROM audit_log WHERE number = 2",
        f"INSERT INTO audit_log SELECT 4, {_COPIED}, hash, :octets FROM audit_log WHERE number = 2",
        f"INSERT INTO audit_log SELECT 3, {_COPIED}, :octets, :octets FROM audit_log WHERE number = 2",
    ],
)
def test_what_was_done_cannot_be_rewritten(store: SqlStore, statement: str) -> None:
    added(store)
    with store.writing() as work:
        work.answers.add(answer())
        work.log.append(entry(1))
        work.log.append(entry(2))
        work.commit()
    with pytest.raises(InternalError, match="STORE_REFUSED"), store.writing() as work:
        work._connection.execute(text(statement), {"octets": b"\x0f" * 32} if ":octets" in statement else {})


def answer(**changes: Any) -> Answer:
    row = Answer(
        owner="VD-CERT", person="an", key="k", request=bytes(32), status=201, document=b"{}", created_at=1
    )
    return replace(row, **changes)


def test_nothing_joins_a_decided_proposal(store: SqlStore) -> None:
    row = move(store, added(store), ProposalState.APPROVED)
    for statement in (
        "INSERT INTO proposal_files VALUES (:key, :octets, :octets)",
        "INSERT INTO proposal_contents VALUES (:key, :octets)",
    ):
        with pytest.raises(InternalError, match="STORE_REFUSED"), store.writing() as work:
            work._connection.execute(text(statement), {"key": row.key, "octets": bytes(32)})


def test_an_answer_is_stored_once(store: SqlStore) -> None:
    with store.writing() as work:
        work.answers.add(answer())
        work.commit()
    with pytest.raises(TransientError, match="STORE_CONFLICT"), store.writing() as work:
        work.answers.add(answer(document=b"other"))
    with store.reading() as work:
        assert work.answers.get("VD-CERT", "an", "k") == answer()
        assert work.answers.get("", "an", "k") is None


def test_a_key_is_revoked_once(store: SqlStore) -> None:
    with store.writing() as work:
        assert work.api_keys.revoke(api_key(1).id, 7)
        assert not work.api_keys.revoke(api_key(1).id, 8)
        assert not work.api_keys.revoke("f" * 16, 8)
        work.commit()
    with store.reading() as work:
        assert work.api_keys.get(api_key(1).id) == api_key(1, revoked_at=7)
        assert [key.id for key in work.api_keys.all()] == [api_key(1).id, api_key(2).id]


@pytest.mark.parametrize("wrong", [{"role": Role.AUDITOR}, {"body": None}, {"digest": b"x"}, {"person": ""}])
def test_the_database_refuses_keys_that_make_no_sense(store: SqlStore, wrong: dict[str, Any]) -> None:
    with pytest.raises(InternalError, match="STORE_REFUSED"), store.writing() as work:
        work.api_keys.add(api_key(3, **wrong))


def test_log_rows_come_back_as_they_went_in(store: SqlStore) -> None:
    with store.writing() as work:
        rows = [work.log.append(entry(n)) for n in range(1, 8)]
        work.commit()
    with store.reading() as work:
        assert list(work.log.each()) == rows
        assert work.log.page(after=2, limit=3) == rows[2:5]
        assert work.log.last() == rows[-1]


def test_proposals_come_back_as_they_went_in(store: SqlStore) -> None:
    first, second = added(store, 1), added(store, 2)
    move(store, first, ProposalState.REJECTED)
    with store.reading() as work:
        assert work.proposals.content(first.key) == CONTENT
        assert work.proposals.get(second.id) == second
        assert work.proposals.get("0" * 32) is None
        assert work.proposals.in_state(ProposalState.OPEN) == [second]

        def ids(wanted: Filter) -> list[str]:
            return [row.id for row in work.proposals.page(wanted, limit=9, offset=0)[0]]

        assert ids(Filter()) == [second.id, first.id]
        assert ids(Filter(owners=frozenset({"VD-CERT"}))) == [second.id, first.id]
        assert ids(Filter(owners=frozenset({None}))) == []
        assert ids(Filter(owners=frozenset({"X", None}))) == []
        assert ids(Filter(states=frozenset({ProposalState.REJECTED}))) == [first.id]
        assert ids(Filter(kinds=frozenset({ProposalKind.ORDER}))) == []
