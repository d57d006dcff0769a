# SPDX-License-Identifier: Apache-2.0
"""Triggers that refuse a change, written once for SQLite and PostgreSQL."""

from alembic import op


def guard(table: str, name: str, event: str, refused_if: str) -> None:
    """Refuse ``event`` (INSERT, UPDATE or DELETE) on rows of ``table`` for which ``refused_if`` holds.

    The condition may use OLD and NEW; texts come from migrations only, never from data.
    """
    trigger = f"{table}_{name}"
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            f"CREATE TRIGGER {trigger} BEFORE {event} ON {table} WHEN {refused_if}"
            f" BEGIN SELECT RAISE(ABORT, '{trigger}'); END"
        )
        return
    # A subquery may not stand in PostgreSQL's WHEN clause, so the condition moves into the function.
    op.execute(
        f"CREATE FUNCTION {trigger}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        f" IF {refused_if} THEN RAISE EXCEPTION '{trigger}' USING ERRCODE = 'integrity_constraint_violation';"
        f" END IF; RETURN {'OLD' if event == 'DELETE' else 'NEW'}; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {trigger} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {trigger}()"
    )
