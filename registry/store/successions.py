# SPDX-License-Identifier: Apache-2.0
"""Which later revisions still have to end the status of the one before."""

from collections.abc import Sequence

from sqlalchemy import Connection, and_, insert, select
from sqlalchemy.exc import IntegrityError

from registry.core.types import Address
from registry.ports.store_rows import BatchState, Succeeded, Succession
from registry.store.certificates import SqlCertificates
from registry.store.errors import is_unique_violation
from registry.store.tables import batches, certificates, leaves, successions


class SqlSuccessions:
    """Implements ``ports.store.Successions``."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def due(self, chain_id: int, contract: Address, only: Sequence[int] | None = None) -> list[Succession]:
        """Later revisions in final batches of this contract that are not settled, in order of issue."""
        new, old = certificates.alias("new"), certificates.alias("old")
        query = (
            select(new.c.leaf, old.c.leaf)
            .join(
                old,
                and_(
                    old.c.body == new.c.body,
                    old.c.normal_number == new.c.normal_number,
                    old.c.revision == new.c.revision - 1,
                ),
            )
            .join(leaves, leaves.c.leaf == new.c.leaf)
            .join(batches, batches.c.key == leaves.c.batch)
            .outerjoin(successions, successions.c.leaf == new.c.leaf)
            .where(
                new.c.revision > 0,
                successions.c.leaf.is_(None),
                batches.c.state == BatchState.FINAL.value,
                batches.c.chain_id == chain_id,
                batches.c.contract == contract,
            )
            .order_by(new.c.id)
        )
        if only is not None:
            query = query.where(batches.c.key.in_(only))
        rows = SqlCertificates(self._connection)
        pairs = self._connection.execute(query).all()
        found = [(rows.by_leaf(previous), rows.by_leaf(leaf)) for leaf, previous in pairs]
        return [Succession(previous, later) for previous, later in found if previous and later]

    def settle(self, succession: Succession, ended: Succeeded, now: int) -> bool:
        """Once; False if it was settled before."""
        row = {"leaf": succession.new.leaf, "previous": succession.previous.leaf, "ended": ended.value}
        try:
            with self._connection.begin_nested():
                self._connection.execute(insert(successions).values(**row, settled_at=now))
        except IntegrityError as error:
            if not is_unique_violation(error):
                raise
            return False
        return True
