# SPDX-License-Identifier: Apache-2.0
"""The database itself refuses illegal moves, second live transactions and changed history."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from registry.core.merkle import MerkleTree
from registry.core.types import Address, BatchId, Code, LeafHash, Thumbprint
from registry.errors import InternalError, TransientError
from registry.ports.store_rows import (
    MOVES,
    Attempt,
    BatchState,
    Outcome,
    Phase,
    StoredBatch,
    StoredBody,
    StoredCertificate,
    StoredFile,
    StoredKey,
    StoredLeaf,
    StoredStatusRequest,
)
from registry.store.schema import upgrade_store
from registry.store.unit_of_work import SqlStore, open_store

KEY = Thumbprint(b"\x01" * 32)


def leaf(n: int) -> LeafHash:
    return LeafHash(n.to_bytes(32, "big"))


def certificate(n: int, **changes: object) -> StoredCertificate:
    row = StoredCertificate(
        code=Code(f"{n:032d}"), leaf=leaf(n), kind="conformity", body="VD-CERT", number=f"A-{n}",
        normal_number=f"a{n}", revision=0, issued=date(2026, 7, 15), key=KEY, jws=b"j", signed_summary=b"s",
        content=b"{}", fingerprint=bytes(32), search=f"a-{n} noi com dien", status_index=n, salt=bytes(16),
        created_at=1,
    )  # fmt: skip
    return replace(row, **changes)  # type: ignore[arg-type]


def batch(*leaves: LeafHash) -> tuple[StoredBatch, list[StoredLeaf]]:
    tree = MerkleTree(leaves)
    row = StoredBatch(
        key=0, state=BatchState.SEALED, body="VD-CERT", grants=(1, 2), root=tree.root, size=tree.size,
        batch_id=BatchId(tree.root), chain_id=1337, contract=Address(b"\xc0" * 20), sealed_at=5,
    )  # fmt: skip
    return row, [
        StoredLeaf(batch=0, index=i, leaf=one, path=tree.inclusion_proof(i).path)
        for i, one in enumerate(leaves)
    ]


def attempt(
    n: int, *, nonce: int | None = None, batch: int | None = None, status: int | None = None
) -> Attempt:
    return Attempt(
        transaction_hash=n.to_bytes(32, "big"), nonce=n if nonce is None else nonce,
        sender=Address(b"\xe0" * 20), raw=b"raw", created_at=1, batch=batch, status=status,
    )  # fmt: skip


def status(subject: bytes = b"\x05" * 32, n: int = 0) -> StoredStatusRequest:
    return StoredStatusRequest(
        key=0, phase=Phase.SEALED, body="VD-CERT", subject=subject, n=n, state=2, reason=1, effective_from=0,
        ref=bytes(32), note="", deadline=9, signature=b"\x01" * 65, created_at=1,
    )  # fmt: skip


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    url = f"sqlite:///{tmp_path}/registry.db"
    upgrade_store(url)
    opened = open_store(url)
    with opened.writing() as work:
        work.bodies.put(StoredBody(code="VD-CERT", name_vi="Ví Dụ", laboratory_names=("Phòng A",)))
        work.bodies.put_key(StoredKey(thumbprint=KEY, body="VD-CERT", x=bytes(32), y=bytes(32)))
        work.commit()
    yield opened
    opened.close()


def sealed(store: SqlStore, *numbers: int) -> StoredBatch:
    with store.writing() as work:
        key = work.batches.seal(*batch(*(leaf(n) for n in numbers)))
        work.commit()
    return get(store, key)


def get(store: SqlStore, key: int) -> StoredBatch:
    with store.reading() as work:
        row = work.batches.get(key)
    assert row is not None
    return row


def dressed(row: StoredBatch, state: BatchState) -> StoredBatch:
    """The row with what the database insists on in ``state``."""
    on_chain = state in (BatchState.CONFIRMED, BatchState.FINAL)
    return replace(
        row, state=state, anchored_at=7 if on_chain else None,
        error_code="X" if state is BatchState.FAILED else None,
    )  # fmt: skip


ROUTES: dict[BatchState, tuple[BatchState, ...]] = {
    BatchState.SEALED: (),
    BatchState.SUBMITTED: (BatchState.SUBMITTED,),
    BatchState.CONFIRMED: (BatchState.CONFIRMED,),
    BatchState.FINAL: (BatchState.CONFIRMED, BatchState.FINAL),
    BatchState.FAILED: (BatchState.FAILED,),
}


@pytest.mark.parametrize("target", list(BatchState))
@pytest.mark.parametrize("start", list(ROUTES))
def test_only_listed_moves_are_possible(store: SqlStore, start: BatchState, target: BatchState) -> None:
    row = sealed(store, 1)
    for state in ROUTES[start]:
        row = move(store, row, state)
    if target in MOVES[start] or target is start:
        assert move(store, row, target).state is target
    else:
        with pytest.raises(InternalError, match="STORE_REFUSED"):
            move(store, row, target)
        assert get(store, row.key).state is start


def move(store: SqlStore, row: StoredBatch, state: BatchState) -> StoredBatch:
    with store.writing() as work:
        assert work.batches.move(row, dressed(row, state))
        work.commit()
    return get(store, row.key)


def test_move_from_another_state_than_seen_does_nothing(store: SqlStore) -> None:
    row = sealed(store, 1)
    move(store, row, BatchState.SUBMITTED)
    with store.writing() as work:
        assert not work.batches.move(row, dressed(row, BatchState.FAILED))
        work.commit()
    assert get(store, row.key).state is BatchState.SUBMITTED


def test_failed_needs_a_code_and_confirmed_a_time(store: SqlStore) -> None:
    row = sealed(store, 1)
    for to in (replace(row, state=BatchState.FAILED), replace(row, state=BatchState.CONFIRMED)):
        with pytest.raises(InternalError, match="STORE_REFUSED"), store.writing() as work:
            work.batches.move(row, to)


def test_second_live_attempt_of_a_batch_is_not_stored(store: SqlStore) -> None:
    key = sealed(store, 1).key
    with store.writing() as work:
        assert work.attempts.add(attempt(1, batch=key))
        assert not work.attempts.add(attempt(2, batch=key))
        work.commit()
    with store.reading() as work:
        assert [a.transaction_hash for a in work.attempts.of(batch=key)] == [(1).to_bytes(32, "big")]


def test_live_nonce_is_held_once_and_freed_by_an_outcome(store: SqlStore) -> None:
    first, second = sealed(store, 1).key, sealed(store, 2).key
    held = attempt(1, nonce=7, batch=first)
    with store.writing() as work:
        assert work.attempts.add(held)
        assert not work.attempts.add(attempt(2, nonce=7, batch=second))
        assert work.attempts.settle(held.transaction_hash, Outcome.REPLACED, "NONCE_TAKEN")
        assert not work.attempts.settle(held.transaction_hash, Outcome.MINED, None)
        assert work.attempts.add(attempt(2, nonce=7, batch=second))
        work.commit()
    with store.reading() as work:
        assert [a.outcome for a in work.attempts.of(batch=first)] == [Outcome.REPLACED]
        assert [a.batch for a in work.attempts.unsettled()] == [second]


def test_attempt_has_one_purpose(store: SqlStore) -> None:
    key = sealed(store, 1).key
    with store.writing() as work:
        request = work.statuses.add(status())
        assert request is not None
        work.commit()
    for wrong in (attempt(3), attempt(3, batch=key, status=request)):
        with pytest.raises(InternalError, match="STORE_REFUSED"), store.writing() as work:
            work.attempts.add(wrong)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE certificates SET jws = :octets",
        "DELETE FROM certificates",
        "UPDATE leaves SET path = :octets",
        "DELETE FROM leaves",
        "UPDATE files SET data = :octets",
        "DELETE FROM batches",
        "UPDATE batches SET root = :octets",
        "UPDATE batches SET grants = '[1]'",
        "UPDATE batches SET size = 9",
        "UPDATE attempts SET raw = :octets",
        "UPDATE attempts SET outcome = NULL, nonce = 1",
        "DELETE FROM attempts",
        "DELETE FROM certificate_files",
        "INSERT INTO leaves VALUES (1, 9, :octets, :octets)",
        "INSERT INTO batches (state, body, grants, chain_id, contract) VALUES ('SEALED', 'VD-CERT', '[1]', 1, :octets)",
    ],
)
def test_history_cannot_be_rewritten(store: SqlStore, statement: str) -> None:
    key = sealed(store, 1).key
    file = StoredFile(sha256=bytes(32), media_type="text/csv", data=b"a", confidential=True)
    with store.writing() as work:
        work.certificates.add([certificate(1)])
        work.certificates.add_files([(leaf(1), file)])
        work.attempts.add(attempt(1, batch=key))
        work.attempts.settle(attempt(1).transaction_hash, Outcome.MINED, None)
        work.commit()
    with pytest.raises(InternalError, match="STORE_REFUSED"), store.writing() as work:
        work._connection.execute(text(statement), {"octets": bytes(32)})


@pytest.mark.parametrize(
    "clash", [{"code": Code("0" * 31 + "1")}, {"leaf": leaf(1)}, {"normal_number": "a1"}, {"status_index": 1}]
)
def test_unique_values_of_certificates(store: SqlStore, clash: dict[str, object]) -> None:
    with store.writing() as work:
        work.certificates.add([certificate(1)])
        work.commit()
    with pytest.raises(TransientError, match="STORE_CONFLICT"), store.writing() as work:
        work.certificates.add([certificate(2, **clash)])


def test_leaf_stands_in_one_batch_only(store: SqlStore) -> None:
    sealed(store, 1, 2)
    with pytest.raises(TransientError, match="STORE_CONFLICT"):
        sealed(store, 3, 2)


def test_calibration_has_no_search_text(store: SqlStore) -> None:
    with pytest.raises(InternalError, match="STORE_REFUSED"), store.writing() as work:
        work.certificates.add([certificate(1, kind="calibration")])


def test_nothing_stays_of_a_transaction_without_commit(store: SqlStore) -> None:
    with store.writing() as work:
        work.certificates.add([certificate(1)])
    with store.reading() as work:
        assert list(work.certificates.each()) == []


def test_status_request_is_asked_once_and_freed_by_failure(store: SqlStore) -> None:
    with store.writing() as work:
        key = work.statuses.add(status())
        assert key is not None
        assert work.statuses.add(status()) is None
        row = work.statuses.get(key)
        assert row is not None
        assert work.statuses.move(row, replace(row, phase=Phase.FAILED, error_code="X"))
        assert work.statuses.add(status()) is not None
        work.commit()


def test_rows_come_back_as_they_went_in(store: SqlStore) -> None:
    row = certificate(1)
    plan, leaves = batch(leaf(1), leaf(2), leaf(3))
    file = StoredFile(sha256=b"\x02" * 32, media_type="application/xml", data=b"<x/>", confidential=True)
    with store.writing() as work:
        work.certificates.add([row])
        work.certificates.add_files([(row.leaf, file)])
        key = work.batches.seal(plan, leaves)
        work.commit()
    with store.reading() as work:
        assert work.certificates.by_code(row.code) == row == work.certificates.by_leaf(row.leaf)
        assert work.certificates.by_file(file.sha256) == row
        assert work.certificates.files_of(row.leaf) == [file]
        assert work.batches.get(key) == replace(plan, key=key) == work.batches.by_id(plan.batch_id)
        assert work.batches.leaves(key) == [replace(one, batch=key) for one in leaves]
        assert work.bodies.get("VD-CERT") == StoredBody(
            code="VD-CERT", name_vi="Ví Dụ", laboratory_names=("Phòng A",)
        )


def test_same_file_of_two_certificates_is_kept_once(store: SqlStore) -> None:
    file = StoredFile(sha256=b"\x02" * 32, media_type="text/csv", data=b"a", confidential=True)
    with store.writing() as work:
        work.certificates.add([certificate(1), certificate(2)])
        work.certificates.add_files([(leaf(1), file), (leaf(2), file)])
        work.commit()
    with store.reading() as work:
        assert work.certificates.files_of(leaf(2)) == [file]
        newest = work.certificates.by_file(file.sha256)
    assert newest is not None
    assert newest.number == "A-2"


def test_search_takes_signs_literally(store: SqlStore) -> None:
    with store.writing() as work:
        work.certificates.add([certificate(1), certificate(2, search="100% noi_com")])
        work.commit()
    with store.reading() as work:
        assert work.certificates.search(["noi"], limit=10, offset=0)[1] == 2
        assert [row.number for row in work.certificates.search(["0%"], limit=10, offset=0)[0]] == ["A-2"]
        assert work.certificates.search(["i_c"], limit=10, offset=0)[1] == 1
        assert work.certificates.search(["noi", "a-1"], limit=10, offset=0)[1] == 1
