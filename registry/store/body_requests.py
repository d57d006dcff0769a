# SPDX-License-Identifier: Apache-2.0
"""Bodies' requests beside batches and status in SQL."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, Row, Select, insert, select, update

from registry.ports.store_rows import Phase, RequestKind, StoredBodyRequest
from registry.store.attempts import inserted
from registry.store.tables import body_requests


class SqlBodyRequests:
    """Implements ``ports.store.BodyRequests``."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, request: StoredBodyRequest) -> int | None:
        """Its key, or ``None`` if the same was already asked for."""
        values = asdict(request)
        del values["key"]
        return inserted(self._connection, insert(body_requests).values(values))

    def get(self, key: int) -> StoredBodyRequest | None:
        """By key."""
        return self._one(select(body_requests).where(body_requests.c.key == key))

    def asked(self, kind: RequestKind, body: str, subject: bytes, n: int) -> StoredBodyRequest | None:
        """The one that was asked for and has not failed."""
        return self._one(
            select(body_requests).where(
                body_requests.c.kind == kind.value,
                body_requests.c.body == body,
                body_requests.c.subject == subject,
                body_requests.c.n == n,
                body_requests.c.phase != Phase.FAILED.value,
            )
        )

    def in_phases(self, phases: Sequence[Phase]) -> list[StoredBodyRequest]:
        """Oldest first."""
        query = select(body_requests).where(body_requests.c.phase.in_([p.value for p in phases]))
        return [_request(row) for row in self._connection.execute(query.order_by(body_requests.c.key))]

    def move(self, seen: StoredBodyRequest, to: StoredBodyRequest) -> bool:
        """Compare and swap on the phase."""
        moved = self._connection.execute(
            update(body_requests)
            .where(body_requests.c.key == seen.key, body_requests.c.phase == seen.phase.value)
            .values(phase=to.phase.value, confirmed_block=to.confirmed_block, error_code=to.error_code)
        )
        return moved.rowcount == 1

    def _one(self, query: Select[Any]) -> StoredBodyRequest | None:
        row = self._connection.execute(query).one_or_none()
        return _request(row) if row else None


def _request(row: Row[Any]) -> StoredBodyRequest:
    values = {**row._mapping, "phase": Phase(row.phase), "kind": RequestKind(row.kind)}
    return StoredBodyRequest(**values)
