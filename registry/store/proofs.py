# SPDX-License-Identifier: Apache-2.0
"""Kept chain proofs in SQL."""

from dataclasses import asdict

from sqlalchemy import ColumnElement, Connection, delete, func, insert, or_, select

from registry.core.types import Address
from registry.ports.proofs import StoredProof
from registry.ports.store_rows import BatchState
from registry.store.proof_tables import chain_proofs
from registry.store.publishing_tables import file_statements
from registry.store.tables import batches, certificates, leaves


class SqlProofs:
    """Implements ``ports.proofs.Proofs``."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, certificate: bytes) -> StoredProof | None:
        """By the certificate's leaf."""
        query = select(chain_proofs).where(chain_proofs.c.certificate == certificate)
        row = self._connection.execute(query).one_or_none()
        return StoredProof(**row._mapping) if row else None

    def put(self, rows: list[StoredProof]) -> None:
        """Keep each unless a newer one is there."""
        for row in rows:
            of_it = chain_proofs.c.certificate == row.certificate
            self._connection.execute(delete(chain_proofs).where(of_it, chain_proofs.c.block <= row.block))
            if self.get(row.certificate) is None:
                self._connection.execute(insert(chain_proofs).values(asdict(row)))

    def due(self, chain_id: int, contract: Address, block: int, limit: int) -> list[bytes]:
        """Certificates without a proof, or whose proof is older than one of their file statements."""
        query = (
            select(certificates.c.leaf)
            .join(leaves, leaves.c.leaf == certificates.c.leaf)
            .join(batches, batches.c.key == leaves.c.batch)
            .outerjoin(chain_proofs, chain_proofs.c.certificate == certificates.c.leaf)
            .where(
                batches.c.state == BatchState.FINAL.value,
                batches.c.chain_id == chain_id,
                batches.c.contract == contract,
                batches.c.confirmed_block <= block,
                or_(chain_proofs.c.block.is_(None), chain_proofs.c.block < _last_statement(block)),
            )
            .order_by(certificates.c.id)
            .limit(limit)
        )
        return [row.leaf for row in self._connection.execute(query)]


def _last_statement(block: int) -> ColumnElement[int]:
    """The block by which the certificate's newest file statement was final."""
    place, batch = leaves.alias("statement_leaf"), batches.alias("statement_batch")
    return (
        select(func.max(batch.c.confirmed_block))
        .select_from(file_statements)
        .join(place, place.c.leaf == file_statements.c.leaf)
        .join(batch, batch.c.key == place.c.batch)
        .where(
            file_statements.c.certificate == certificates.c.leaf,
            batch.c.state == BatchState.FINAL.value,
            batch.c.confirmed_block <= block,
        )
        .correlate(certificates)
        .scalar_subquery()
    )
