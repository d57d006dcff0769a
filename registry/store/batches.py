# SPDX-License-Identifier: Apache-2.0
"""Batches and leaves in SQL. Moves are compare-and-swap; triggers refuse what ``MOVES`` does not list."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, CursorResult, Row, Select, func, insert, select, update

from registry.core.types import Address, BatchId, LeafHash, MerkleRoot
from registry.ports.store_rows import BatchState, StoredBatch, StoredLeaf
from registry.store.tables import batches, leaves

_CHANGES = ("deadline", "signature", "anchored_at", "confirmed_block", "error_code")
HASH = 32


class SqlBatches:
    """Implements ``ports.store.Batches``."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def seal(self, batch: StoredBatch, rows: Sequence[StoredLeaf]) -> int:
        """Write OPEN, add the leaves, seal: leaves may join an open batch only."""
        opened = self._connection.execute(
            insert(batches).values(
                state=BatchState.OPEN.value, body=batch.body, grants=list(batch.grants),
                chain_id=batch.chain_id, contract=batch.contract, retrospective=batch.retrospective,
            )
        )  # fmt: skip
        key = inserted_key(opened)
        self._connection.execute(
            insert(leaves),
            [{"batch": key, "index": r.index, "leaf": r.leaf, "path": b"".join(r.path)} for r in rows],
        )
        self._connection.execute(
            update(batches)
            .where(batches.c.key == key)
            .values(
                state=BatchState.SEALED.value, root=batch.root, size=batch.size, batch_id=batch.batch_id,
                sealed_at=batch.sealed_at,
            )
        )  # fmt: skip
        return key

    def get(self, key: int) -> StoredBatch | None:
        """By the store's own number."""
        return self._one(_sealed().where(batches.c.key == key))

    def by_id(self, batch_id: BatchId) -> StoredBatch | None:
        """By batch id."""
        return self._one(_sealed().where(batches.c.batch_id == batch_id))

    def of_leaf(self, leaf: bytes) -> tuple[StoredBatch, StoredLeaf] | None:
        """The batch that holds a leaf."""
        row = self._connection.execute(select(leaves).where(leaves.c.leaf == leaf)).one_or_none()
        if row is None:
            return None
        batch = self.get(row.batch)
        return (batch, _leaf(row)) if batch else None

    def leaves(self, key: int) -> list[StoredLeaf]:
        """All leaves in issue order."""
        query = select(leaves).where(leaves.c.batch == key).order_by(leaves.c.index)
        return [_leaf(row) for row in self._connection.execute(query)]

    def in_states(self, states: Sequence[BatchState]) -> list[StoredBatch]:
        """Oldest first."""
        query = _sealed().where(batches.c.state.in_([state.value for state in states]))
        return [_batch(row) for row in self._connection.execute(query.order_by(batches.c.key))]

    def page(self, *, limit: int, offset: int) -> tuple[list[StoredBatch], int]:
        """Newest first, with the count of all."""
        query = _sealed().order_by(batches.c.key.desc()).limit(limit).offset(offset)
        total = self._connection.execute(select(func.count()).select_from(_sealed().subquery()))
        return [_batch(row) for row in self._connection.execute(query)], total.scalar_one()

    def move(self, seen: StoredBatch, to: StoredBatch) -> bool:
        """Write ``to`` if the batch still has the state and the request of ``seen``."""
        values = {name: getattr(to, name) for name in _CHANGES}
        moved = self._connection.execute(
            update(batches)
            .where(
                batches.c.key == seen.key,
                batches.c.state == seen.state.value,
                batches.c.deadline.is_not_distinct_from(seen.deadline),
                batches.c.signature.is_not_distinct_from(seen.signature),
            )
            .values(state=to.state.value, **values)
        )
        return moved.rowcount == 1

    def _one(self, query: Select[Any]) -> StoredBatch | None:
        row = self._connection.execute(query).one_or_none()
        return _batch(row) if row else None


def inserted_key(result: CursorResult[Any]) -> int:
    """The number that the database gave to a new row."""
    key = result.inserted_primary_key
    assert key is not None
    return int(key[0])


def _sealed() -> Select[Any]:
    return select(batches).where(batches.c.state != BatchState.OPEN.value)


def _batch(row: Row[Any]) -> StoredBatch:
    values = dict(row._mapping)
    values["state"] = BatchState(values["state"])
    values["grants"] = tuple(values["grants"])
    values["root"] = MerkleRoot(values["root"])
    values["batch_id"] = BatchId(values["batch_id"])
    values["contract"] = Address(values["contract"])
    return StoredBatch(**values)


def _leaf(row: Row[Any]) -> StoredLeaf:
    path = tuple(row.path[i : i + HASH] for i in range(0, len(row.path), HASH))
    return StoredLeaf(batch=row.batch, index=row._mapping["index"], leaf=LeafHash(row.leaf), path=path)
