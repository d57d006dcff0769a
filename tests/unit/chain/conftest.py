# SPDX-License-Identifier: Apache-2.0
"""Nodes that a test bends, and the panel that asks them."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from tests.unit.chain.simulated import Stage


@pytest.fixture
def stage() -> Iterator[Stage]:
    with ExitStack() as stack:
        yield Stage(stack)
