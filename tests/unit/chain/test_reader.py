# SPDX-License-Identifier: Apache-2.0
"""The reader's strictness about what a node answers; what it promises otherwise is in tests/ports."""

from collections.abc import Sequence
from typing import Any

import pytest

from registry.chain.reader import MAX_BATCH, RpcChainReader
from registry.chain.rpc import Call, RpcFaultError
from registry.core.types import Address
from registry.errors import EvidenceError, RegistryError, TransientError
from registry.ports.chain import BlockRef

BLOCK = BlockRef(5, b"\x05" * 32, 1_000)
CONTRACT = Address(b"\x0c" * 20)


def block_answer(block: BlockRef = BLOCK) -> dict[str, str]:
    return {"number": hex(block.number), "hash": "0x" + block.hash.hex(), "timestamp": hex(block.timestamp)}


class ScriptedRpc:
    """Answers each method from a table."""

    endpoint = "http://scripted"

    def __init__(self, **answers: Any) -> None:
        self.answers: dict[str, Any] = {"eth_getBlockByNumber": block_answer(), **answers}
        self.batches: list[int] = []

    def each(self, calls: Sequence[Call]) -> list[Any]:
        self.batches.append(len(calls))
        return [self.answers[method] for method, _ in calls]

    def batch(self, calls: Sequence[Call]) -> list[Any]:
        return self.each(calls)

    def call(self, method: str, *params: object) -> Any:
        return self.answers[method]


def reader(**answers: Any) -> tuple[RpcChainReader, ScriptedRpc]:
    rpc = ScriptedRpc(**answers)
    return RpcChainReader(rpc), rpc  # type: ignore[arg-type]


def test_slots_are_asked_in_bounded_batches_each_with_its_block() -> None:
    chain, rpc = reader(eth_getStorageAt="0x1")
    assert len(chain.slots(CONTRACT, [bytes(32)] * 250, BLOCK)) == 250
    assert rpc.batches == [MAX_BATCH + 1, MAX_BATCH + 1, 51]


@pytest.mark.parametrize(
    ("answer", "value"),
    [("0x", 0), ("0x0", 0), ("0x1", 1), ("0x" + "00" * 31 + "2a", 42), ("0x" + "ff" * 32, (1 << 256) - 1)],
)
def test_zeros_may_be_shortened(answer: str, value: int) -> None:
    chain, _ = reader(eth_getStorageAt=answer)
    assert chain.slots(CONTRACT, [bytes(32)], BLOCK) == [value.to_bytes(32, "big")]


@pytest.mark.parametrize("answer", [None, 1, "", "1", "0x" + "0" * 65, "0xzz", [], {}, "0x 1", "0x_1"])
def test_a_storage_value_that_is_none(answer: Any) -> None:
    chain, _ = reader(eth_getStorageAt=answer)
    with pytest.raises(EvidenceError) as error:
        chain.slots(CONTRACT, [bytes(32)], BLOCK)
    assert error.value.code == "CHAIN_ANSWER"


@pytest.mark.parametrize("answer", [None, "0x1", "code", 7])
def test_a_code_that_is_none(answer: Any) -> None:
    chain, _ = reader(eth_getCode=answer)
    with pytest.raises(EvidenceError):
        chain.code_hash(CONTRACT, BLOCK)


@pytest.mark.parametrize(
    "answer",
    [
        {**block_answer(), "hash": None},
        {**block_answer(), "hash": "0x05"},
        {**block_answer(), "number": "5"},
        {**block_answer(), "timestamp": None},
        {**block_answer(), "number": "0x05"},
    ],
)
def test_a_block_that_is_none(answer: Any) -> None:
    chain, _ = reader(eth_getBlockByNumber=answer)
    with pytest.raises(RegistryError):
        chain.head()


def test_no_head_is_no_empty_chain() -> None:
    chain, _ = reader(eth_getBlockByNumber=None)
    with pytest.raises(TransientError) as error:
        chain.head()
    assert error.value.code == "BLOCK_UNKNOWN"


def test_another_number_than_asked_is_noticed() -> None:
    chain, _ = reader(
        eth_getStorageAt="0x1", eth_getBlockByNumber=block_answer(BlockRef(6, BLOCK.hash, 1_000))
    )
    with pytest.raises(TransientError) as error:
        chain.slots(CONTRACT, [bytes(32)], BLOCK)
    assert error.value.code == "BLOCK_CHANGED"


def test_a_lost_block_counts_before_the_faults_it_causes() -> None:
    fault = RpcFaultError("http://scripted", -1, "missing trie node", None)
    chain, _ = reader(eth_getStorageAt=fault, eth_getBlockByNumber=None)
    with pytest.raises(TransientError) as error:
        chain.slots(CONTRACT, [bytes(32)], BLOCK)
    assert error.value.code == "BLOCK_UNKNOWN"
    pruned, _ = reader(eth_getStorageAt=fault)
    with pytest.raises(RpcFaultError):
        pruned.slots(CONTRACT, [bytes(32)], BLOCK)
