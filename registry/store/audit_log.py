# SPDX-License-Identifier: Apache-2.0
"""The audit log in SQL: one writer at a time, so that every row is chained to the one before it."""

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Row, insert, select, text

from registry.core.audit_log import LogEntry, LoggedEntry, chain_entry
from registry.store.writing_tables import audit_log

PORTION = 500
# Any number that nothing else locks by; held until the transaction ends.
_LOCK = 0x616E74696E  # "antin"
_OWN = ("at", "holder", "key", "role", "body", "act", "subject", "result")


class SqlAuditLog:
    """Implements ``ports.audit_log.AuditLog``."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def append(self, entry: LogEntry) -> LoggedEntry:
        """The next row, chained to the one before."""
        if self._connection.dialect.name == "postgresql":
            # SQLite has one writer anyhow; here two would both chain to the same row.
            self._connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        row = chain_entry(entry, self.last())
        values: dict[str, Any] = {name: getattr(entry, name) for name in _OWN}
        values |= {"number": row.number, "previous": row.previous, "hash": row.hash}
        values["detail"] = json.dumps(dict(entry.detail), ensure_ascii=False, sort_keys=True)
        self._connection.execute(insert(audit_log).values(values))
        return row

    def page(self, *, after: int, limit: int) -> list[LoggedEntry]:
        """Rows above ``after``, in order."""
        query = select(audit_log).where(audit_log.c.number > after)
        rows = self._connection.execute(query.order_by(audit_log.c.number).limit(limit))
        return [_logged(row) for row in rows]

    def each(self) -> Iterator[LoggedEntry]:
        """Every row in order; portions by number, so that no cursor stays open."""
        after = 0
        while rows := self.page(after=after, limit=PORTION):
            after = rows[-1].number
            yield from rows

    def last(self) -> LoggedEntry | None:
        """The newest row."""
        query = select(audit_log).order_by(audit_log.c.number.desc()).limit(1)
        row = self._connection.execute(query).one_or_none()
        return _logged(row) if row else None


def _logged(row: Row[Any]) -> LoggedEntry:
    own = {name: row._mapping[name] for name in _OWN}
    entry = LogEntry(**own, detail=json.loads(row.detail))
    return LoggedEntry(number=row.number, entry=entry, previous=row.previous, hash=row.hash)
