# SPDX-License-Identifier: Apache-2.0
"""A retired contract names its successor and takes no more writes."""

import pytest

from registry.core import layout
from registry.core.records import ContractState, State
from registry.core.types import Address
from registry.errors import RefusedError
from tests.chain_stage import Body, FakeStage, Stage, read


@pytest.fixture(params=["memory", pytest.param("ganache", marks=pytest.mark.chain)])
def own_stage(request: pytest.FixtureRequest) -> Stage:
    """A contract that nobody else uses."""
    if request.param == "memory":
        return FakeStage()
    stage: Stage = request.getfixturevalue("fresh_stage")
    return stage


def test_retiring(own_stage: Stage) -> None:
    stage, body = own_stage, Body(own_stage)
    for wrong in (stage.contract, Address(b"\x31" * 20)):
        with pytest.raises(RefusedError) as error:
            stage.authority.retire(wrong)
        assert error.value.code == "SUCCESSOR_INVALID"
    successor = stage.another_contract()
    receipt = stage.authority.retire(successor)
    slots = read(stage, [layout.fixed_slot(layout.CONTRACT_STATE), layout.fixed_slot(layout.SUCCESSOR)])
    state = ContractState.decode(slots[0])
    assert state is not None
    assert state.retired_at == receipt.block.timestamp
    assert slots[1] == successor.rjust(32, b"\0")
    request = body.request()
    for act in (
        lambda: stage.writer.check_anchor(request, body.sign(request)),
        lambda: stage.authority.suspend_body(body.code),
        lambda: stage.authority.set_status_by_authority(body.code, b"\x01" * 32, State.WITHDRAWN),
        lambda: stage.authority.retire(successor),
    ):
        with pytest.raises(RefusedError) as refused:
            act()
        assert refused.value.code == "CONTRACT_RETIRED"
    assert not stage.force(request, body.sign(request)).succeeded
    assert body.batch(request) is None
