# SPDX-License-Identifier: Apache-2.0
"""What a ``ChainReader`` promises, in memory and over JSON-RPC."""

import pytest
from msgspec.structs import replace

from registry.core import layout
from registry.core.hashing import keccak256
from registry.core.records import BodyRecord, ContractState
from registry.core.types import Address
from registry.errors import TransientError
from tests.chain_stage import Body, Stage, read


def test_identity_is_the_same_each_time(stage: Stage) -> None:
    first, second = stage.reader.identity(), stage.reader.identity()
    assert first == second
    assert first.chain_id == 1337
    assert len(first.genesis_hash) == 32


def test_the_head_moves_with_writes_and_with_time(stage: Stage) -> None:
    before = stage.reader.head()
    Body(stage)
    written = stage.reader.head()
    assert written.number > before.number
    assert written.hash != before.hash
    stage.advance(1_000)
    assert stage.reader.head().timestamp >= written.timestamp + 1_000


def test_an_old_block_keeps_its_answer(stage: Stage) -> None:
    body = Body(stage)
    before = stage.reader.head()
    stage.authority.suspend_body(body.code)
    slot = layout.body_slot(body.id)
    (then,) = stage.reader.slots(stage.contract, [slot], before)
    (now,) = read(stage, [slot])
    was, is_now = BodyRecord.decode(then), BodyRecord.decode(now)
    assert was is not None
    assert is_now is not None
    assert was.suspended_from == 0
    assert is_now.suspended_from > 0


def test_many_slots_come_in_order_and_empty_ones_are_zero(stage: Stage) -> None:
    body = Body(stage)
    wanted = [layout.grant_slot(body.id, number) for number in range(250)]
    wanted[7] = layout.body_slot(body.id)
    wanted[249] = layout.fixed_slot(layout.CONTRACT_STATE)
    values = read(stage, wanted)
    assert len(values) == 250
    assert {len(value) for value in values} == {32}
    assert [n for n, value in enumerate(values) if value != bytes(32)] == [1, 7, 249]
    state = ContractState.decode(values[249])
    assert state is not None
    assert (state.chain_id, state.version, state.retired_at) == (1337, 1, 0)


def test_no_slots_asked_none_answered(stage: Stage) -> None:
    assert read(stage, []) == []


def test_an_account_without_code_has_the_hash_of_nothing(stage: Stage) -> None:
    assert stage.reader.code_hash(Address(b"\x99" * 20), stage.reader.head()) == keccak256(b"")
    assert stage.reader.code_hash(stage.contract, stage.reader.head()) != keccak256(b"")


def test_a_block_that_was_replaced_is_noticed(stage: Stage) -> None:
    gone = replace(stage.reader.head(), hash=b"\x13" * 32)
    with pytest.raises(TransientError) as slots_error:
        stage.reader.slots(stage.contract, [bytes(32)], gone)
    with pytest.raises(TransientError) as code_error:
        stage.reader.code_hash(stage.contract, gone)
    assert slots_error.value.code == code_error.value.code == "BLOCK_CHANGED"


def test_a_block_the_node_does_not_have_is_no_answer(stage: Stage) -> None:
    head = stage.reader.head()
    ahead = replace(head, number=head.number + 1_000)
    with pytest.raises(TransientError) as error:
        stage.reader.slots(stage.contract, [bytes(32)], ahead)
    assert error.value.code == "BLOCK_UNKNOWN"
