# SPDX-License-Identifier: Apache-2.0
"""Attempts and status requests in SQL: unique indexes decide who may send, triggers keep history as is."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Insert, Row, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from registry.core.types import Address
from registry.ports.store_rows import Attempt, Outcome, Phase, StoredStatusRequest
from registry.store.batches import inserted_key
from registry.store.errors import is_unique_violation
from registry.store.tables import attempts, status_requests

_UNDER_WAY = (Phase.SEALED, Phase.SUBMITTED, Phase.CONFIRMED)


class SqlAttempts:
    """Implements ``ports.store.Attempts``."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, attempt: Attempt) -> bool:
        """Store before sending; False if the batch, the status request or the nonce is taken."""
        return inserted(self._connection, insert(attempts).values(asdict(attempt))) is not None

    def live(
        self, *, batch: int | None = None, status: int | None = None, request: int | None = None
    ) -> Attempt | None:
        """The one without outcome."""
        query = select(attempts).where(_purpose(batch, status, request), attempts.c.outcome.is_(None))
        row = self._connection.execute(query).one_or_none()
        return _attempt(row) if row else None

    def unsettled(self) -> list[Attempt]:
        """Every one without outcome, oldest first."""
        query = select(attempts).where(attempts.c.outcome.is_(None)).order_by(attempts.c.id)
        return [_attempt(row) for row in self._connection.execute(query)]

    def of(
        self, *, batch: int | None = None, status: int | None = None, request: int | None = None
    ) -> list[Attempt]:
        """All, oldest first."""
        query = select(attempts).where(_purpose(batch, status, request)).order_by(attempts.c.id)
        return [_attempt(row) for row in self._connection.execute(query)]

    def settle(self, transaction_hash: bytes, outcome: Outcome, code: str | None) -> bool:
        """Set the outcome, once."""
        settled = self._connection.execute(
            update(attempts)
            .where(attempts.c.transaction_hash == transaction_hash, attempts.c.outcome.is_(None))
            .values(outcome=outcome.value, outcome_code=code)
        )
        return settled.rowcount == 1


class SqlStatusRequests:
    """Implements ``ports.store.StatusRequests``."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, request: StoredStatusRequest) -> int | None:
        """Its key, or ``None`` if record ``n`` of the subject was already asked for."""
        values = asdict(request)
        del values["key"]
        return inserted(self._connection, insert(status_requests).values(values))

    def add_all(self, requests: Sequence[StoredStatusRequest]) -> int | None:
        """All of them, the first leading the others; its key, or ``None``, and then none is written."""
        with self._connection.begin_nested() as inner:
            lead = self.add(requests[0])
            others = [self.add(replace(request, lead=lead)) for request in requests[1:]]
            if lead is None or None in others:
                inner.rollback()
                return None
        return lead

    def get(self, key: int) -> StoredStatusRequest | None:
        """By key."""
        row = self._connection.execute(
            select(status_requests).where(status_requests.c.key == key)
        ).one_or_none()
        return _request(row) if row else None

    def together(self, key: int) -> list[StoredStatusRequest]:
        """The request and those that were signed with it, the leading one first."""
        one = self.get(key)
        if one is None:
            return []
        lead = one.lead or one.key
        query = select(status_requests).where(
            or_(status_requests.c.key == lead, status_requests.c.lead == lead)
        )
        return [_request(row) for row in self._connection.execute(query.order_by(status_requests.c.key))]

    def pending(self, body: str, subjects: Sequence[bytes]) -> list[StoredStatusRequest]:
        """Those about any of the subjects that are neither FINAL nor FAILED."""
        wanted = set(subjects)
        query = select(status_requests).where(
            status_requests.c.body == body,
            status_requests.c.phase.in_([phase.value for phase in _UNDER_WAY]),
        )
        # Few are ever under way, while a list of subjects may be longer than a statement's parameters.
        rows = self._connection.execute(query.order_by(status_requests.c.key))
        return [_request(row) for row in rows if row.subject in wanted]

    def in_phases(self, phases: Sequence[Phase]) -> list[StoredStatusRequest]:
        """Oldest first."""
        query = select(status_requests).where(status_requests.c.phase.in_([p.value for p in phases]))
        return [_request(row) for row in self._connection.execute(query.order_by(status_requests.c.key))]

    def move(self, seen: StoredStatusRequest, to: StoredStatusRequest) -> bool:
        """Compare and swap on the phase."""
        moved = self._connection.execute(
            update(status_requests)
            .where(status_requests.c.key == seen.key, status_requests.c.phase == seen.phase.value)
            .values(phase=to.phase.value, confirmed_block=to.confirmed_block, error_code=to.error_code)
        )
        return moved.rowcount == 1


def inserted(connection: Connection, statement: Insert) -> int | None:
    """The new row's key, or ``None`` where a unique index said no; the transaction stays usable."""
    try:
        with connection.begin_nested():
            result = connection.execute(statement)
    except IntegrityError as error:
        if not is_unique_violation(error):
            raise
        return None
    return inserted_key(result)


def _purpose(batch: int | None, status: int | None, request: int | None) -> ColumnElement[bool]:
    if batch is not None:
        return attempts.c.batch == batch
    return attempts.c.status == status if status is not None else attempts.c.request == request


def _attempt(row: Row[Any]) -> Attempt:
    values = dict(row._mapping)
    del values["id"]
    values["outcome"] = None if row.outcome is None else Outcome(row.outcome)
    values["sender"] = Address(row.sender)
    return Attempt(**values)


def _request(row: Row[Any]) -> StoredStatusRequest:
    return StoredStatusRequest(**{**row._mapping, "phase": Phase(row.phase)})
