# SPDX-License-Identifier: Apache-2.0
"""Logs of a node: asked for in ranges, sized by what comes back, and read strictly."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import Any

import pytest

from registry.chain import logs as module
from registry.chain.logs import LogRpc, RpcLogReader
from registry.core.types import Address
from registry.errors import EvidenceError, TransientError
from registry.ports.logs import RawLog
from tests.unit.chain.node import Exchange, Node, node

CONTRACT = Address(b"\xc0" * 20)


def block_hash(number: int) -> str:
    return "0x" + number.to_bytes(32, "big").hex()


def raw_log(number: int, index: int = 0, **changes: Any) -> dict[str, Any]:
    return {
        "address": "0x" + "C0" * 20, "blockNumber": hex(number), "blockHash": block_hash(number),
        "logIndex": hex(index), "transactionHash": "0x" + "77" * 32, "topics": ["0x" + "01" * 32],
        "data": "0x" + "02" * 32, "removed": False, **changes,
    }  # fmt: skip


class Chain:
    """A node with some logs and limits; keeps the ranges that it was asked for."""

    def __init__(self, found: list[dict[str, Any]], *, most: int = 1 << 40) -> None:
        self.found, self.most = found, most
        self.ranges: list[tuple[int, int]] = []
        self.blocks: list[int] = []

    def __call__(self, exchange: Exchange) -> None:
        asked = exchange.body if isinstance(exchange.body, list) else [exchange.body]
        answers = [{"jsonrpc": "2.0", "id": a["id"], **self.answer(a)} for a in asked]
        exchange.json(answers if isinstance(exchange.body, list) else answers[0])

    def answer(self, asked: dict[str, Any]) -> dict[str, Any]:
        if asked["method"] == "eth_getBlockByNumber":
            number = int(asked["params"][0], 16)
            self.blocks.append(number)
            return {
                "result": {"number": hex(number), "hash": block_hash(number), "timestamp": hex(number * 10)}
            }
        query = asked["params"][0]
        first, last = int(query["fromBlock"], 16), int(query["toBlock"], 16)
        self.ranges.append((first, last))
        if last - first + 1 > self.most:
            return {"error": {"code": -32005, "message": "query exceeds max block range"}}
        return {"result": [log for log in self.found if first <= int(log["blockNumber"], 16) <= last]}


@contextmanager
def reading(answer: Callable[[Exchange], None]) -> Iterator[RpcLogReader]:
    with node(answer) as served, closing(rpc_of(served)) as rpc:
        yield RpcLogReader(rpc)


def rpc_of(served: Node) -> LogRpc:
    return LogRpc(served.url, timeout=5.0)


def test_every_block_is_asked_for_once_and_every_log_is_given_once() -> None:
    chain = Chain([raw_log(n) for n in (0, 7, 63, 64, 900)])
    with reading(chain) as reader:
        found = reader.logs(CONTRACT, 0, 1_000)
    assert [log.block for log in found] == [0, 7, 63, 64, 900]
    assert [log.timestamp for log in found] == [0, 70, 630, 640, 9_000]
    assert [n for first, last in chain.ranges for n in range(first, last + 1)] == list(range(1_001))


def test_no_block_is_no_question() -> None:
    chain = Chain([raw_log(1)])
    with reading(chain) as reader:
        assert reader.logs(CONTRACT, 2, 1) == []
    assert chain.ranges == []


def test_ranges_grow_while_little_comes_back() -> None:
    chain = Chain([])
    with reading(chain) as reader:
        pages = list(reader.pages(CONTRACT, 0, 100_000))
    assert len(pages) < 15
    assert pages[-1].end.number == 100_000


def test_a_node_that_limits_ranges_is_asked_for_less() -> None:
    chain = Chain([raw_log(n) for n in range(0, 60, 3)], most=3)
    with reading(chain) as reader:
        assert [log.block for log in reader.logs(CONTRACT, 0, 60)] == list(range(0, 60, 3))


def test_a_node_that_refuses_one_block_is_an_error() -> None:
    with reading(Chain([], most=0)) as reader, pytest.raises(EvidenceError) as caught:
        reader.logs(CONTRACT, 0, 3)
    assert caught.value.code == "CHAIN_ANSWER"


def test_pages_shrink_where_much_comes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PAGE_LOGS", 10)
    chain = Chain([raw_log(n, i) for n in range(150) for i in range(3)])
    with reading(chain) as reader:
        pages = list(reader.pages(CONTRACT, 0, 149))
    assert sum(len(page.logs) for page in pages) == 450
    assert max(len(page.logs) for page in pages[4:]) <= 12


def test_times_in_logs_spare_the_blocks() -> None:
    chain = Chain([raw_log(n, blockTimestamp=hex(n * 10)) for n in (3, 5)])
    with reading(chain) as reader:
        assert [log.timestamp for log in reader.logs(CONTRACT, 0, 20)] == [30, 50]
    assert chain.blocks == [20]


@pytest.mark.parametrize(
    "spoilt",
    [
        {"address": "0x" + "c1" * 20},
        {"removed": True},
        {"blockNumber": "0x99", "blockHash": block_hash(0x99)},
        {"data": "0x1"},
        {"data": None},
        {"topics": ["zz"]},
        {"transactionHash": 7},
        {"logIndex": "-"},
        {"blockHash": "0x12"},
    ],
)
def test_a_log_of_another_form_is_refused(spoilt: dict[str, Any]) -> None:
    chain = Chain([])
    good = chain.answer

    def answer(asked: dict[str, Any]) -> dict[str, Any]:
        first = asked["method"] == "eth_getLogs" and not chain.ranges
        return good(asked) | ({"result": [{**raw_log(1), **spoilt}]} if first else {})

    chain.answer = answer  # type: ignore[method-assign]
    with reading(chain) as reader, pytest.raises(EvidenceError) as caught:
        reader.logs(CONTRACT, 0, 100)
    assert caught.value.code == "CHAIN_ANSWER"


def test_logs_twice_or_out_of_order_are_refused() -> None:
    for found in ([raw_log(1), raw_log(1)], [raw_log(1, 1), raw_log(1, 0)]):
        with reading(Chain(found)) as reader, pytest.raises(EvidenceError):
            reader.logs(CONTRACT, 0, 5)


def test_a_log_of_a_block_that_has_left_the_chain_is_told() -> None:
    chain = Chain([raw_log(1, blockHash=block_hash(77))])
    with reading(chain) as reader, pytest.raises(TransientError) as caught:
        reader.logs(CONTRACT, 0, 5)
    assert caught.value.code == "BLOCK_CHANGED"


def test_a_silent_node_is_no_empty_list() -> None:
    with reading(lambda exchange: exchange.hang_up()) as reader, pytest.raises(TransientError) as caught:
        reader.logs(CONTRACT, 0, 5)
    assert caught.value.code == "CHAIN_UNREACHABLE"


def test_what_is_read_is_what_was_said() -> None:
    chain = Chain([raw_log(4, 2)])
    with reading(chain) as reader:
        (found,) = reader.logs(CONTRACT, 4, 4)
    digest = bytes.fromhex(block_hash(4)[2:])
    assert found == RawLog(4, digest, 40, b"\x77" * 32, 2, (b"\x01" * 32,), b"\x02" * 32)


def test_answers_that_are_no_json_are_refused() -> None:
    for body in (b"{", b"[1.5]", b"[" * 100_000):
        with reading(lambda exchange, body=body: exchange.send(body)) as reader:  # type: ignore[misc]
            with pytest.raises(EvidenceError) as caught:
                reader.logs(CONTRACT, 0, 0)
            assert caught.value.code == "CHAIN_ANSWER"
