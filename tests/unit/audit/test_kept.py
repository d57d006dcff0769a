# SPDX-License-Identifier: Apache-2.0
"""What a store holds, as an auditor compares it: whoever alters the file past its guards is found."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from registry.audit.published import Published, from_store
from registry.testing.fake_chain import CONTRACT
from tests.unit.service.world import World, draft, new_world

NUMBERS = ("VD-CERT/HQ-2026-000501", "VD-CERT/HQ-2026-000502")


@pytest.fixture
def world(tmp_path: Path) -> World:
    world = new_world(tmp_path)
    world.anchored(*map(draft, NUMBERS))
    return world


def altered(tmp_path: Path, world: World, *statements: str) -> Published:
    world.close()
    with closing(sqlite3.connect(tmp_path / "registry.db")) as connection:
        triggers = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for (name,) in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement)
        connection.commit()
    with world.open().reading() as work:
        return from_store(work, world.chain.identity().chain_id, CONTRACT)


def test_what_was_left_alone_is_sound(tmp_path: Path, world: World) -> None:
    found = altered(tmp_path, world)
    assert [c.damaged for c in found.certificates] == [(), ()]
    assert [batch.whole for batch in found.batches.values()] == [True]


def test_two_leaves_that_changed_places(tmp_path: Path, world: World) -> None:
    moves = ('UPDATE leaves SET "index" = "index" + 10', 'UPDATE leaves SET "index" = 11 - "index"')
    found = altered(tmp_path, world, *moves)
    assert [batch.whole for batch in found.batches.values()] == [False]


def test_a_credential_and_a_summary_of_another(tmp_path: Path, world: World) -> None:
    other = f"(SELECT {{}} FROM certificates WHERE number = '{NUMBERS[1]}') WHERE number = '{NUMBERS[0]}'"
    for column in ("jws", "signed_summary"):
        found = altered(tmp_path, world, f"UPDATE certificates SET {column} = " + other.format(column))
        assert ("store",) in [c.damaged for c in found.certificates]
