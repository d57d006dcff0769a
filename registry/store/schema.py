# SPDX-License-Identifier: Apache-2.0
"""Which schema a database has, and how it is moved to ours. Nothing migrates by itself: an operator asks."""

import os
from importlib.resources import files
from pathlib import Path

from sqlalchemy import Engine, inspect, text

from registry.errors import UsageError
from registry.store.engine import make_engine, sqlite_file
from registry.store.errors import mapped

# The newest revision in migrations/versions; a test compares them.
SCHEMA = "0005"


def schema_of(engine: Engine) -> str | None:
    """The database's schema revision, ``None`` for an empty database."""
    with mapped(), engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()


def check_schema(engine: Engine) -> None:
    """Raises ``UsageError`` unless the database has exactly our schema."""
    if (file := sqlite_file(engine.url.render_as_string(hide_password=False))) and not file.exists():
        raise UsageError("STORE_NOT_INITIALISED")
    found = schema_of(engine)
    if found is None:
        raise UsageError("STORE_NOT_INITIALISED")
    if found != SCHEMA:
        # Revisions are numbered, so that older and newer can be told apart without their scripts.
        raise UsageError(
            "STORE_SCHEMA_OLD" if found < SCHEMA else "STORE_SCHEMA_NEW", found=found, wanted=SCHEMA
        )


def upgrade_store(url: str) -> tuple[str | None, str]:
    """Create or migrate the database; returns the revisions before and after.

    A new SQLite file is readable by its owner alone: it keeps confidential calibration files.
    Raises ``UsageError`` STORE_SCHEMA_NEW for a database of a newer program.
    """
    _create_private(sqlite_file(url))
    engine = make_engine(url)
    try:
        before = schema_of(engine)
        if before is not None and before > SCHEMA:
            raise UsageError("STORE_SCHEMA_NEW", found=before, wanted=SCHEMA)
        _migrate(engine)
    finally:
        engine.dispose()
    return before, SCHEMA


def _create_private(file: Path | None) -> None:
    if file is None or file.exists():
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    os.close(os.open(file, os.O_CREAT | os.O_WRONLY, 0o600))


def _migrate(engine: Engine) -> None:
    # Alembic takes long to import and is needed by this one verb only.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(files("registry.store") / "migrations"))
    with mapped(), engine.connect().execution_options(antin_writes=True) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        connection.commit()
