# SPDX-License-Identifier: Apache-2.0
"""The store's guards, and issuing with faults, on PostgreSQL: the same tests as on SQLite.

Set ANTIN_TEST_POSTGRESQL to postgresql+psycopg://USER@HOST/DATABASE; each test makes a database of its own.
"""

import os
import uuid
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from registry.ports.store_rows import StoredBody, StoredKey
from registry.service.batch_errand import BatchErrand, load_batch
from registry.store.schema import SCHEMA, upgrade_store
from registry.store.unit_of_work import SqlStore, open_store
from tests.faults import test_workers
from tests.unit.api import test_repeated
from tests.unit.api.writing_world import Office, staffed
from tests.unit.service import test_attach, test_shares
from tests.unit.service.world import World, calibration_draft, draft
from tests.unit.store import test_guards, test_writing_guards

ADDRESS = os.environ.get("ANTIN_TEST_POSTGRESQL", "")
pytestmark = pytest.mark.skipif(
    not ADDRESS,
    reason="needs a PostgreSQL server: set ANTIN_TEST_POSTGRESQL=postgresql+psycopg://USER@HOST/DB",
)
SHARED = {
    **vars(test_guards), **vars(test_workers), **vars(test_writing_guards), **vars(test_attach), **vars(test_shares),
    **vars(test_repeated),
}  # fmt: skip
globals().update({name: test for name, test in SHARED.items() if name.startswith("test_")})


@pytest.fixture
def url() -> Iterator[str]:
    name = f"antin_{uuid.uuid4().hex}"
    admin = create_engine(ADDRESS, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield make_url(ADDRESS).set(database=name).render_as_string(hide_password=False)
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    admin.dispose()


@pytest.fixture
def store(url: str) -> Iterator[SqlStore]:
    upgrade_store(url)
    opened = open_store(url)
    with opened.writing() as work:
        work.bodies.put(StoredBody(code="VD-CERT", name_vi="Ví Dụ", laboratory_names=("Phòng A",)))
        work.bodies.put_key(StoredKey(thumbprint=test_guards.KEY, body="VD-CERT", x=bytes(32), y=bytes(32)))
        for key in test_writing_guards.KEYS:
            work.api_keys.add(key)
        work.commit()
    yield opened
    opened.close()


@pytest.fixture
def world(url: str) -> Iterator[World]:
    upgrade_store(url)
    made = World(url).settle_in()
    yield made
    made.close()


@pytest.fixture
def office(world: World) -> Office:
    return staffed(world)


@pytest.fixture
def client(office: Office) -> Iterator[TestClient]:
    with office.client() as made:
        yield made


def test_upgrade_twice_is_harmless(url: str) -> None:
    assert upgrade_store(url) == (None, SCHEMA)
    assert upgrade_store(url) == (SCHEMA, SCHEMA)


def test_issue_anchor_and_agree(world: World) -> None:
    world.anchored(draft("A-1"), draft("A-2"), draft("A-1", revision=1, change="correction"))
    world.anchored(calibration_draft(), body="VD-LAB")
    assert world.disagreements() == []


def test_errand_is_read_back_as_it_was(world: World) -> None:
    (key,) = world.issue(draft()).batches
    errand = load_batch(key, world.anchor_deps())
    assert isinstance(errand, BatchErrand)
    assert errand.reload() == errand
