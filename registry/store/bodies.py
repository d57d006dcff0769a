# SPDX-License-Identifier: Apache-2.0
"""Bodies and credential keys in SQL."""

from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from registry.core.types import Thumbprint
from registry.ports.store_rows import StoredBody, StoredKey
from registry.store.tables import bodies, credential_keys


class SqlBodies:
    """Implements ``ports.store.Bodies``."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, code: str) -> StoredBody | None:
        """By code."""
        row = self._connection.execute(select(bodies).where(bodies.c.code == code)).one_or_none()
        return _body(row) if row else None

    def all(self) -> list[StoredBody]:
        """Every body, by code."""
        return [_body(row) for row in self._connection.execute(select(bodies).order_by(bodies.c.code))]

    def put(self, body: StoredBody) -> None:
        """Add it, or replace what is displayed of it."""
        values = asdict(body)
        values["laboratory_names"] = list(body.laboratory_names)
        values["laboratory_codes"] = list(body.laboratory_codes)
        changed = self._connection.execute(
            update(bodies).where(bodies.c.code == body.code).values(values)
        ).rowcount
        if not changed:
            self._connection.execute(insert(bodies).values(values))

    def put_key(self, key: StoredKey) -> None:
        """Remember a public key; again is harmless."""
        if self.key(key.thumbprint) is None:
            self._connection.execute(insert(credential_keys).values(asdict(key)))

    def key(self, thumbprint: Thumbprint) -> StoredKey | None:
        """By RFC 7638 thumbprint."""
        query = select(credential_keys).where(credential_keys.c.thumbprint == thumbprint)
        row = self._connection.execute(query).one_or_none()
        return StoredKey(**row._mapping) if row else None

    def keys(self, body: str) -> list[StoredKey]:
        """The body's, by thumbprint."""
        query = select(credential_keys).where(credential_keys.c.body == body)
        rows = self._connection.execute(query.order_by(credential_keys.c.thumbprint))
        return [StoredKey(**row._mapping) for row in rows]


def _body(row: Row[Any]) -> StoredBody:
    values = dict(row._mapping)
    values["laboratory_names"] = tuple(values["laboratory_names"])
    values["laboratory_codes"] = tuple(values["laboratory_codes"])
    return StoredBody(**values)
