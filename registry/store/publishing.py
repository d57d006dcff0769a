# SPDX-License-Identifier: Apache-2.0
"""File statements and share links in SQL."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, Row, Select, func, insert, select, update

from registry.ports.publishing import StoredShare, StoredStatement
from registry.ports.store_rows import StoredFile
from registry.store.batches import inserted_key
from registry.store.publishing_tables import file_statements, shares
from registry.store.tables import files

PORTION = 500


class SqlStatements:
    """Implements ``ports.publishing.Statements``."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, rows: Sequence[StoredStatement]) -> None:
        """Write new statements."""
        if rows:
            self._connection.execute(insert(file_statements), [asdict(row) for row in rows])

    def keep(self, given: Sequence[StoredFile]) -> None:
        """Keep files' bytes, once."""
        for file in given:
            if self.kept(file.sha256) is None:
                self._connection.execute(insert(files).values(asdict(file)))

    def get(self, leaf: bytes) -> StoredStatement | None:
        """By its own leaf."""
        found = self._rows(select(file_statements).where(file_statements.c.leaf == leaf))
        return found[0] if found else None

    def of(self, certificate: bytes) -> list[StoredStatement]:
        """Those of a certificate, oldest first."""
        query = select(file_statements).where(file_statements.c.certificate == certificate)
        return self._rows(query.order_by(file_statements.c.id))

    def by_file(self, sha256: bytes) -> list[StoredStatement]:
        """Those that bind these bytes, newest first."""
        query = select(file_statements).where(file_statements.c.sha256 == sha256)
        return self._rows(query.order_by(file_statements.c.id.desc()))

    def kept(self, sha256: bytes) -> StoredFile | None:
        """The file, if its bytes are kept."""
        row = self._connection.execute(select(files).where(files.c.sha256 == sha256)).one_or_none()
        return StoredFile(**row._mapping) if row else None

    def each(self) -> Iterator[StoredStatement]:
        """All of them; portions by key, so that no cursor stays open."""
        last = 0
        query = select(file_statements).order_by(file_statements.c.id).limit(PORTION)
        while rows := self._connection.execute(query.where(file_statements.c.id > last)).all():
            last = rows[-1].id
            yield from (_statement(row) for row in rows)

    def _rows(self, query: Select[Any]) -> list[StoredStatement]:
        return [_statement(row) for row in self._connection.execute(query)]


class SqlShares:
    """Implements ``ports.publishing.Shares``."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, share: StoredShare) -> int:
        """Write a new link; its key."""
        values = asdict(share)
        del values["key"]
        return inserted_key(self._connection.execute(insert(shares).values(values)))

    def get(self, token_hash: bytes) -> StoredShare | None:
        """By the token's SHA-256."""
        row = self._connection.execute(select(shares).where(shares.c.token_hash == token_hash)).one_or_none()
        return StoredShare(**row._mapping) if row else None

    def all(self) -> list[StoredShare]:
        """Every link, newest first."""
        rows = self._connection.execute(select(shares).order_by(shares.c.key.desc()))
        return [StoredShare(**row._mapping) for row in rows]

    def take(self, token_hash: bytes, now: int) -> bool:
        """Count one use if there is one left, in one statement."""
        taken = self._connection.execute(
            update(shares)
            .where(
                shares.c.token_hash == token_hash,
                shares.c.uses < shares.c.max_uses,
                shares.c.expires_at > now,
                shares.c.revoked_at.is_(None),
            )
            .values(uses=shares.c.uses + 1)
        )
        return taken.rowcount == 1

    def revoke(self, key: int, now: int) -> bool:
        """The first revocation's time stays."""
        revoked = func.coalesce(shares.c.revoked_at, now)
        done = self._connection.execute(update(shares).where(shares.c.key == key).values(revoked_at=revoked))
        return done.rowcount == 1


def _statement(row: Row[Any]) -> StoredStatement:
    values = dict(row._mapping)
    del values["id"]
    return StoredStatement(**values)
