# SPDX-License-Identifier: Apache-2.0
"""The database keeps file statements as they are, and lets share links only narrow."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from registry.errors import InternalError, TransientError
from registry.ports.publishing import StoredShare, StoredStatement
from registry.ports.store_rows import StoredBody, StoredFile, StoredKey
from registry.store.schema import upgrade_store
from registry.store.unit_of_work import SqlStore, open_store
from tests.unit.store.test_guards import KEY, certificate, leaf

FILE = StoredFile(sha256=b"\x0f" * 32, media_type="application/xml", data=b"<dcc/>", confidential=True)
STATEMENT = StoredStatement(
    leaf=leaf(50), certificate=leaf(1), sha256=FILE.sha256, key=KEY, signed_summary=b"s", created_at=1
)
SHARE = StoredShare(
    key=0, token_hash=b"\x0a" * 32, certificate=leaf(1), sha256=FILE.sha256, created_at=10, expires_at=20,
    max_uses=2,
)  # fmt: skip


@pytest.fixture
def publishing_store(tmp_path: Path) -> Iterator[SqlStore]:
    url = f"sqlite:///{tmp_path}/registry.db"
    upgrade_store(url)
    opened = open_store(url)
    with opened.writing() as work:
        work.bodies.put(StoredBody(code="VD-CERT", name_vi="Ví Dụ"))
        work.bodies.put_key(StoredKey(thumbprint=KEY, body="VD-CERT", x=bytes(32), y=bytes(32)))
        work.certificates.add([certificate(1), certificate(2)])
        work.statements.keep([FILE, FILE])
        work.statements.add([STATEMENT])
        work.shares.add(SHARE)
        work.commit()
    yield opened
    opened.close()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE file_statements SET created_at = 2",
        "DELETE FROM file_statements",
        "DELETE FROM shares",
        "UPDATE shares SET max_uses = 3",
        "UPDATE shares SET expires_at = 21",
        "UPDATE shares SET uses = 3",
        "UPDATE shares SET uses = -1",
        "UPDATE shares SET token_hash = zeroblob(32)",
        "INSERT INTO shares SELECT NULL, zeroblob(32), certificate, sha256, 10, 10, 1, 0, NULL FROM shares",
    ],
)
def test_what_would_widen_or_rewrite_is_refused(publishing_store: SqlStore, statement: str) -> None:
    with pytest.raises(InternalError) as error, publishing_store.writing() as work:
        work._connection.execute(text(statement))
    assert error.value.code == "STORE_REFUSED"


def test_uses_and_revocation_never_go_back(publishing_store: SqlStore) -> None:
    with publishing_store.writing() as work:
        assert work.shares.take(SHARE.token_hash, 15)
        assert work.shares.revoke(1, 16)
        work.commit()
    for statement in ("UPDATE shares SET uses = 0", "UPDATE shares SET revoked_at = NULL"):
        with pytest.raises(InternalError), publishing_store.writing() as work:
            work._connection.execute(text(statement))
    with publishing_store.writing() as work:
        assert not work.shares.take(SHARE.token_hash, 15)


def test_one_statement_for_a_certificate_and_a_file(publishing_store: SqlStore) -> None:
    other = replace(STATEMENT, leaf=leaf(51))
    with pytest.raises(TransientError) as error, publishing_store.writing() as work:
        work.statements.add([other])
    assert error.value.code == "STORE_CONFLICT"
    with publishing_store.writing() as work:
        work.statements.add([replace(other, certificate=leaf(2))])
        assert [s.leaf for s in work.statements.by_file(FILE.sha256)] == [leaf(51), leaf(50)]
        assert [s.leaf for s in work.statements.each()] == [leaf(50), leaf(51)]
        assert work.statements.get(leaf(51)) is not None
        assert work.statements.kept(FILE.sha256) == FILE
