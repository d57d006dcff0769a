# SPDX-License-Identifier: Apache-2.0
"""Engines: SQLite in WAL mode with real transactions, PostgreSQL as it comes."""

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from registry.errors import UsageError

BUSY_SECONDS = 15
WRITES = "antin_writes"


def make_engine(url: str) -> Engine:
    """An engine for ``sqlite:///FILE`` or ``postgresql+psycopg://…``. Raises ``UsageError`` STORE_URL."""
    parsed = _parse(url)
    if parsed.get_backend_name() == "sqlite":
        return _sqlite(parsed)
    try:
        return create_engine(parsed, pool_pre_ping=True)
    except ModuleNotFoundError as error:
        raise UsageError("STORE_DRIVER", driver=error.name or parsed.get_driver_name()) from error
    except NoSuchModuleError as error:
        raise UsageError("STORE_URL") from error


def sqlite_file(url: str) -> Path | None:
    """The database file of a SQLite address, ``None`` for any other store."""
    parsed = _parse(url)
    if parsed.get_backend_name() != "sqlite" or not parsed.database:
        return None
    return Path(parsed.database)


def _parse(url: str) -> URL:
    try:
        parsed = make_url(url)
        known = parsed.get_backend_name() in ("sqlite", "postgresql")
    except (ArgumentError, NoSuchModuleError, ValueError) as error:
        raise UsageError("STORE_URL") from error
    # A store in memory would lose an attempt that was sent; there is no use for one outside of tests.
    if not known or (parsed.get_backend_name() == "sqlite" and parsed.database in (None, "", ":memory:")):
        raise UsageError("STORE_URL")
    return parsed


def _sqlite(url: URL) -> Engine:
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(dbapi: Any, _record: Any) -> None:
    # The driver's own transaction control begins too late for a consistent read, so it is switched off.
    dbapi.isolation_level = None
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", "synchronous=FULL"):
        # FULL: a commit must survive a power cut, since an attempt is sent right after it.
        dbapi.execute(f"PRAGMA {pragma}").close()


def options(engine: Engine, *, writes: bool) -> dict[str, Any]:
    """Execution options of a connection that only reads, or writes."""
    if engine.dialect.name == "sqlite" or writes:
        return {WRITES: writes}
    return {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}


def _begin(connection: Connection) -> None:
    # IMMEDIATE takes the writer's place at once: a reader that turns writer could not wait for it.
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
