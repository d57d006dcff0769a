# SPDX-License-Identifier: Apache-2.0
"""Certificates and files in SQL; every statement costs the same however many certificates there are,
except a search, which reads each conformity certificate once.
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, func, insert, select

from registry.core.types import Code
from registry.ports.store_rows import (
    BatchState,
    ListedCertificate,
    PlacedCertificate,
    StoredCertificate,
    StoredFile,
)
from registry.store.tables import batches, certificate_files, certificates, files, leaves

# Drivers bound the number of parameters of one statement; portions stay far below.
PORTION = 500
_COLUMNS = [column for column in certificates.c if column.name != "id"]
_SHORT = ("code", "leaf", "body", "number", "revision", "issued", "signed_summary")
_PLACED = [*(certificates.c[name] for name in _SHORT), leaves.c.batch, batches.c.state, batches.c.anchored_at]


class SqlCertificates:
    """Implements ``ports.store.Certificates``."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, rows: Sequence[StoredCertificate]) -> None:
        """Write new certificates."""
        if rows:
            self._connection.execute(insert(certificates), [asdict(row) for row in rows])

    def add_files(self, pairs: Sequence[tuple[bytes, StoredFile]]) -> None:
        """Write files and what binds them; bytes that are already kept are kept once."""
        for start in range(0, len(pairs), PORTION):
            self._add_files(pairs[start : start + PORTION])

    def by_code(self, code: Code) -> StoredCertificate | None:
        """By code."""
        return self._one(certificates.c.code == code)

    def by_leaf(self, leaf: bytes) -> StoredCertificate | None:
        """By leaf hash."""
        return self._one(certificates.c.leaf == leaf)

    def with_numbers(self, body: str, normal_numbers: Sequence[str]) -> list[StoredCertificate]:
        """Every revision that the body issued under any of these numbers."""
        found: list[StoredCertificate] = []
        for start in range(0, len(normal_numbers), PORTION):
            portion = normal_numbers[start : start + PORTION]
            query = _select().where(certificates.c.body == body, certificates.c.normal_number.in_(portion))
            found.extend(_rows(self._connection, query))
        return found

    def by_number(self, normal_number: str, body: str | None) -> list[StoredCertificate]:
        """Conformity certificates, newest revision first."""
        query = _select().where(
            certificates.c.normal_number == normal_number, certificates.c.kind == "conformity"
        )
        if body is not None:
            query = query.where(certificates.c.body == body)
        return _rows(self._connection, query.order_by(certificates.c.revision.desc(), certificates.c.body))

    def by_file(self, sha256: bytes) -> StoredCertificate | None:
        """The newest certificate that binds these bytes."""
        bound = certificate_files.c.leaf == certificates.c.leaf
        query = _select().join(certificate_files, bound).where(certificate_files.c.sha256 == sha256)
        found = _rows(self._connection, query.order_by(certificates.c.id.desc()).limit(1))
        return found[0] if found else None

    def files_of(self, leaf: bytes) -> list[StoredFile]:
        """The kept files of a certificate."""
        query = select(files).join(certificate_files).where(certificate_files.c.leaf == leaf)
        rows = self._connection.execute(query.order_by(files.c.sha256))
        return [StoredFile(**row._mapping) for row in rows]

    def search(self, words: Sequence[str], *, limit: int, offset: int) -> tuple[list[StoredCertificate], int]:
        """Conformity certificates whose folded text has every word, newest first."""
        hits: list[ColumnElement[bool]] = [certificates.c.search.is_not(None)]
        hits += [certificates.c.search.contains(word, autoescape=True) for word in words]
        total = self._connection.execute(select(func.count()).select_from(certificates).where(*hits))
        query = _select().where(*hits).order_by(certificates.c.id.desc()).limit(limit).offset(offset)
        return _rows(self._connection, query), total.scalar_one()

    def issued_between(
        self, first: date, last: date, body: str | None, *, after: int, limit: int
    ) -> list[tuple[int, StoredCertificate]]:
        """Certificates issued on these days, with the store's own number, above ``after``."""
        query = select(certificates).where(
            certificates.c.id > after, certificates.c.issued >= first, certificates.c.issued <= last
        )
        if body is not None:
            query = query.where(certificates.c.body == body)
        rows = self._connection.execute(query.order_by(certificates.c.id).limit(limit))
        return [(row.id, _certificate(row)) for row in rows]

    def status_indexes(self, body: str) -> set[int]:
        """The status list indexes already allotted to the body."""
        query = select(certificates.c.status_index).where(certificates.c.body == body)
        return set(self._connection.execute(query).scalars())

    def each(self) -> Iterator[StoredCertificate]:
        """Every certificate in order of issue; portions by key, so that no cursor stays open."""
        last = 0
        query = select(certificates).order_by(certificates.c.id).limit(PORTION)
        while rows := self._connection.execute(query.where(certificates.c.id > last)).all():
            last = rows[-1].id
            yield from (_certificate(row) for row in rows)

    def listed(self, body: str, low: int, high: int) -> list[ListedCertificate]:
        """The body's certificates of one status list whose batch is final."""
        c, b = certificates.c, batches.c
        query = (
            select(c.status_index, c.leaf, c.signed_summary, b.batch_id, b.contract)
            .join(leaves, leaves.c.leaf == c.leaf)
            .join(batches, b.key == leaves.c.batch)
            .where(c.body == body, c.status_index >= low, c.status_index < high)
            .where(b.state == BatchState.FINAL.value)
        )
        return [ListedCertificate(*row) for row in self._connection.execute(query)]

    def placed(self, body: str) -> Iterator[PlacedCertificate]:
        """Every certificate of the body with its place, in order of issue; in portions, as ``each``."""
        last = 0
        query = (
            select(certificates.c.id, *_PLACED)
            .join(leaves, leaves.c.leaf == certificates.c.leaf)
            .join(batches, batches.c.key == leaves.c.batch)
            .where(certificates.c.body == body)
            .order_by(certificates.c.id)
            .limit(PORTION)
        )
        while rows := self._connection.execute(query.where(certificates.c.id > last)).all():
            last = rows[-1].id
            yield from (_placed(row) for row in rows)

    def _one(self, condition: ColumnElement[bool]) -> StoredCertificate | None:
        found = _rows(self._connection, _select().where(condition))
        return found[0] if found else None

    def _add_files(self, pairs: Sequence[tuple[bytes, StoredFile]]) -> None:
        by_digest = {file.sha256: file for _, file in pairs}
        query = select(files.c.sha256).where(files.c.sha256.in_(list(by_digest)))
        kept = set(self._connection.execute(query).scalars())
        new = [asdict(file) for digest, file in by_digest.items() if digest not in kept]
        if new:
            self._connection.execute(insert(files), new)
        bound = [{"leaf": leaf, "sha256": file.sha256} for leaf, file in pairs]
        if bound:
            self._connection.execute(insert(certificate_files), bound)


def _select() -> Select[Any]:
    return select(*_COLUMNS)


def _rows(connection: Connection, query: Select[Any]) -> list[StoredCertificate]:
    return [_certificate(row) for row in connection.execute(query)]


def _certificate(row: Row[Any]) -> StoredCertificate:
    values = dict(row._mapping)
    values.pop("id", None)
    return StoredCertificate(**values)


def _placed(row: Row[Any]) -> PlacedCertificate:
    values = dict(row._mapping)
    del values["id"]
    return PlacedCertificate(**{**values, "state": BatchState(row.state)})
