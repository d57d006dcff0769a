# SPDX-License-Identifier: Apache-2.0
"""Registries in memory: one to read from, with a certificate seen two months later, and an office that writes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from registry.core.types import Code
from tests.unit.api.world import TODAY, Issued, World
from tests.unit.api.writing_world import NUMBER, Office, new_office
from tests.unit.service.world import draft


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def rice(world: World) -> Issued:
    made = world.conformity()
    world.chain.advance(TODAY - world.chain.head().timestamp)
    return made


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = new_office(tmp_path)
    yield made
    made.world.close()


@pytest.fixture
def client(office: Office) -> Iterator[TestClient]:
    with office.client() as made:
        yield made


@pytest.fixture
def codes(office: Office) -> list[Code]:
    """Three anchored certificates."""
    drafts = [draft(number) for number in (NUMBER, "A-2", "A-3")]
    return [item.code for item in office.world.anchored(*drafts).issued]
