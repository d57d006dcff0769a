# SPDX-License-Identifier: Apache-2.0
"""A store that was used before acts existed keeps every attempt, and every guard, when it is migrated."""

import sqlite3
from contextlib import closing
from importlib.resources import files
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config

from registry.ports.store_rows import Phase, RequestKind, StoredBody, StoredBodyRequest
from registry.store.engine import make_engine
from registry.store.schema import upgrade_store
from registry.store.unit_of_work import open_store


def first_schema(url: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(files("registry.store") / "migrations"))
    engine = make_engine(url)
    with engine.connect().execution_options(antin_writes=True) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        connection.commit()
    engine.dispose()


def guards(file: Path, table: str) -> set[str]:
    with closing(sqlite3.connect(file)) as connection:
        query = "SELECT name FROM sqlite_master WHERE tbl_name = ? AND type IN ('trigger', 'index')"
        names = {str(row[0]) for row in connection.execute(query, (table,))}
    return {name for name in names if not name.startswith("sqlite_")}


def test_attempts_and_their_guards_survive(tmp_path: Path) -> None:
    file = tmp_path / "registry.db"
    url = f"sqlite:///{file}"
    first_schema(url)
    before = guards(file, "attempts")
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("INSERT INTO bodies VALUES ('VD', 'Ví Dụ', NULL, NULL, '[]', '[]')")
        connection.execute(
            "INSERT INTO batches (key, state, body, grants, chain_id, contract)"
            " VALUES (7, 'OPEN', 'VD', '[1]', 1, x'00')"
        )
        connection.execute(
            "INSERT INTO attempts (id, batch, transaction_hash, nonce, sender, raw, created_at, outcome)"
            " VALUES (3, 7, x'aa', 5, x'bb', x'cc', 9, 'mined')"
        )
        connection.commit()
    upgrade_store(url)
    assert guards(file, "attempts") == before | {"uq_attempts_live_request", "ix_attempts_request"}
    store = open_store(url)
    with store.reading() as work:
        (kept,) = work.attempts.of(batch=7)
    assert (kept.transaction_hash, kept.nonce, kept.request) == (b"\xaa", 5, None)
    store.close()
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT retrospective FROM batches").fetchall() == [(0,)]
        with pytest.raises(sqlite3.IntegrityError, match="attempts_never_goes"):
            connection.execute("DELETE FROM attempts")
        with pytest.raises(sqlite3.IntegrityError, match="batches_kind_stays"):
            connection.execute("UPDATE batches SET retrospective = 1")
        with pytest.raises(sqlite3.IntegrityError, match="one_purpose"):
            connection.execute(
                "INSERT INTO attempts (transaction_hash, nonce, sender, raw, created_at)"
                " VALUES (x'dd', 6, x'bb', x'cc', 9)"
            )


def test_a_request_of_a_body_is_asked_once_and_moves_as_listed(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/registry.db"
    upgrade_store(url)
    store = open_store(url)
    wish = StoredBodyRequest(
        key=0, phase=Phase.SEALED, kind=RequestKind.MAINTAIN, body="VD", subject=bytes(32), deadline=1,
        signature=bytes(65), created_at=1,
    )  # fmt: skip
    with store.writing() as work:
        work.bodies.put(StoredBody(code="VD", name_vi="Ví Dụ"))
        key = work.requests.add(wish)
        assert key is not None
        assert work.requests.add(wish) is None
        seen = work.requests.get(key)
        assert seen is not None
        assert work.requests.asked(wish.kind, "VD", bytes(32), 0) == seen
        work.commit()
    store.close()
