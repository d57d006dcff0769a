# SPDX-License-Identifier: Apache-2.0
"""A registry in memory with one conformity certificate, seen two months later."""

import pytest

from tests.unit.api.world import TODAY, Issued, World


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def rice(world: World) -> Issued:
    made = world.conformity()
    world.chain.advance(TODAY - world.chain.head().timestamp)
    return made
