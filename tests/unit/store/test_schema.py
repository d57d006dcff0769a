# SPDX-License-Identifier: Apache-2.0
"""Schema versions, damaged and locked databases: each a clear word, never a traceback of the driver."""

import sqlite3
import stat
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from registry.errors import InternalError, RegistryError, TransientError, UsageError
from registry.ports.store_rows import MOVES, StoredBody
from registry.store import engine as engines
from registry.store.engine import make_engine, sqlite_file
from registry.store.migrations.versions import v0001_first
from registry.store.schema import SCHEMA, upgrade_store
from registry.store.tables import metadata
from registry.store.unit_of_work import SqlStore, open_store


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "registry.db"


@pytest.fixture
def store(file: Path) -> Iterator[SqlStore]:
    upgrade_store(f"sqlite:///{file}")
    opened = open_store(f"sqlite:///{file}")
    yield opened
    opened.close()


def set_version(file: Path, version: str) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", (version,))
        connection.commit()


def refusal(file: Path) -> RegistryError:
    with pytest.raises(RegistryError) as error:
        open_store(f"sqlite:///{file}")
    return error.value


def test_schema_constant_is_the_newest_migration() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(v0001_first.__file__).parent.parent))
    assert ScriptDirectory.from_config(config).get_heads() == [SCHEMA]


def test_migrated_database_is_what_the_code_expects(store: SqlStore) -> None:
    with store._engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_triggers_allow_exactly_the_listed_moves() -> None:
    listed = {(a.value, b.value) for a, targets in MOVES.items() for b in targets}
    assert set(v0001_first._BATCH_MOVES) == listed


def test_database_is_private_durable_and_checks_references(store: SqlStore, file: Path) -> None:
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with store._engine.connect() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def test_upgrade_twice_is_harmless(file: Path) -> None:
    assert upgrade_store(f"sqlite:///{file}") == (None, SCHEMA)
    assert upgrade_store(f"sqlite:///{file}") == (SCHEMA, SCHEMA)


def test_missing_empty_older_and_newer_schema_are_told_apart(file: Path) -> None:
    assert refusal(file).code == "STORE_NOT_INITIALISED"
    assert not file.exists()
    file.touch()
    assert refusal(file).code == "STORE_NOT_INITIALISED"
    upgrade_store(f"sqlite:///{file}")
    set_version(file, "0000")
    old = refusal(file)
    assert (old.code, old.exit_code) == ("STORE_SCHEMA_OLD", 64)
    assert "antin db upgrade" in old.remedy("vi")
    set_version(file, "9999")
    assert refusal(file).code == "STORE_SCHEMA_NEW"
    with pytest.raises(UsageError, match="STORE_SCHEMA_NEW"):
        upgrade_store(f"sqlite:///{file}")


def test_damaged_database_is_a_permanent_error(store: SqlStore, file: Path) -> None:
    store.close()
    file.write_bytes(b"this is no database, and it is long enough to tell" * 100)
    error = refusal(file)
    assert (type(error), error.code) == (InternalError, "STORE_DAMAGED")


def test_locked_database_is_worth_another_try(
    store: SqlStore, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "BUSY_SECONDS", 0)
    impatient = open_store(f"sqlite:///{file}")
    with (
        store.writing(),
        pytest.raises(TransientError, match="STORE_BUSY"),
        impatient.writing(),
    ):
        pass
    with impatient.writing() as work:
        work.bodies.put(StoredBody(code="A", name_vi="A"))
        work.commit()
    impatient.close()


def test_reader_sees_one_state_while_another_writes(store: SqlStore) -> None:
    with store.reading() as before:
        assert before.bodies.all() == []
        with store.writing() as work:
            work.bodies.put(StoredBody(code="A", name_vi="A"))
            work.commit()
        assert before.bodies.all() == []
    with store.reading() as after:
        assert [body.code for body in after.bodies.all()] == ["A"]


def test_unopenable_file_is_reported(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    error = refusal(tmp_path / "folder")
    assert (type(error), error.code) == (TransientError, "STORE_UNREACHABLE")


@pytest.mark.parametrize(
    "url", ["", "nonsense", "postgresql+other://h/d", "mysql://x/y", "sqlite://", "sqlite:///:memory:"]
)
def test_other_addresses_are_refused(url: str) -> None:
    with pytest.raises(UsageError, match="STORE_URL"):
        make_engine(url)


def test_missing_driver_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(UsageError, match="STORE_DRIVER") as error:
        make_engine("postgresql+psycopg://nobody@localhost/x")
    assert "psycopg" in error.value.text()


def test_file_of_an_address() -> None:
    assert sqlite_file("sqlite:////a/b.db") == Path("/a/b.db")
    assert sqlite_file("postgresql://h/d") is None
