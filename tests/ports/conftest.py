# SPDX-License-Identifier: Apache-2.0
"""The same suite on the chain in memory and on a real node."""

import pytest

from tests.chain_stage import FakeStage, RealStage, Stage


@pytest.fixture(params=["memory", pytest.param("ganache", marks=pytest.mark.chain)])
def stage(request: pytest.FixtureRequest) -> Stage:
    """A contract, those who act on it, and time."""
    if request.param == "memory":
        return FakeStage()
    real: RealStage = request.getfixturevalue("real_stage")
    return real
