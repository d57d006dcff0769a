# SPDX-License-Identifier: Apache-2.0
"""Transactions over one database, opened only when its schema is the one that this code knows."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine

from registry.store.access import SqlApiKeys
from registry.store.attempts import SqlAttempts, SqlStatusRequests
from registry.store.audit_log import SqlAuditLog
from registry.store.batches import SqlBatches
from registry.store.bodies import SqlBodies
from registry.store.body_requests import SqlBodyRequests
from registry.store.certificates import SqlCertificates
from registry.store.engine import make_engine, options
from registry.store.errors import mapped
from registry.store.proofs import SqlProofs
from registry.store.proposals import SqlAnswers, SqlProposals
from registry.store.publishing import SqlShares, SqlStatements
from registry.store.schema import check_schema
from registry.store.successions import SqlSuccessions


class SqlUnitOfWork:
    """Implements ``ports.store.UnitOfWork`` over one connection's transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.bodies = SqlBodies(connection)
        self.certificates = SqlCertificates(connection)
        self.batches = SqlBatches(connection)
        self.attempts = SqlAttempts(connection)
        self.statuses = SqlStatusRequests(connection)
        self.requests = SqlBodyRequests(connection)
        self.statements = SqlStatements(connection)
        self.shares = SqlShares(connection)
        self.api_keys = SqlApiKeys(connection)
        self.proposals = SqlProposals(connection)
        self.answers = SqlAnswers(connection)
        self.log = SqlAuditLog(connection)
        self.successions = SqlSuccessions(connection)
        self.proofs = SqlProofs(connection)

    def commit(self) -> None:
        """Durable on return; driver errors are translated where the transaction was opened."""
        self._connection.commit()


class SqlStore:
    """Implements ``ports.store.Store``; ``close`` it when done."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @contextmanager
    def reading(self) -> Iterator[SqlUnitOfWork]:
        """A consistent view."""
        with self._transaction(writes=False) as work:
            yield work

    @contextmanager
    def writing(self) -> Iterator[SqlUnitOfWork]:
        """A transaction that may write; rolled back unless committed."""
        with self._transaction(writes=True) as work:
            yield work

    def close(self) -> None:
        """Give back the connections."""
        self._engine.dispose()

    @contextmanager
    def _transaction(self, *, writes: bool) -> Iterator[SqlUnitOfWork]:
        with mapped(), self._engine.connect() as plain:
            connection = plain.execution_options(**options(self._engine, writes=writes))
            # At once, not with the first statement: the view is that of this moment, the writer's turn taken.
            connection.begin()
            yield SqlUnitOfWork(connection)


def open_store(url: str) -> SqlStore:
    """Open a migrated store.

    Raises ``UsageError`` STORE_URL, STORE_NOT_INITIALISED, STORE_SCHEMA_OLD, STORE_SCHEMA_NEW,
    ``TransientError`` STORE_UNREACHABLE, ``InternalError`` STORE_DAMAGED.
    """
    engine = make_engine(url)
    try:
        check_schema(engine)
    except BaseException:
        engine.dispose()
        raise
    return SqlStore(engine)
