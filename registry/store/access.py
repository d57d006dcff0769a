# SPDX-License-Identifier: Apache-2.0
"""API keys in SQL: added, revoked once, never changed."""

from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from registry.ports.access import Role, StoredApiKey
from registry.store.writing_tables import api_keys


class SqlApiKeys:
    """Implements ``ports.access.ApiKeys``."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, key: StoredApiKey) -> None:
        """Unique by id."""
        self._connection.execute(insert(api_keys).values(asdict(key)))

    def get(self, key_id: str) -> StoredApiKey | None:
        """By id."""
        row = self._connection.execute(select(api_keys).where(api_keys.c.id == key_id)).one_or_none()
        return _key(row) if row else None

    def all(self) -> list[StoredApiKey]:
        """Every key, oldest first."""
        query = select(api_keys).order_by(api_keys.c.created_at, api_keys.c.id)
        return [_key(row) for row in self._connection.execute(query)]

    def revoke(self, key_id: str, at: int) -> bool:
        """Once and for ever."""
        revoked = self._connection.execute(
            update(api_keys)
            .where(api_keys.c.id == key_id, api_keys.c.revoked_at.is_(None))
            .values(revoked_at=at)
        )
        return revoked.rowcount == 1


def _key(row: Row[Any]) -> StoredApiKey:
    return StoredApiKey(**{**row._mapping, "role": Role(row.role)})
