# SPDX-License-Identifier: Apache-2.0
"""No fault of a node may read as an answer, and no secret may leave with a message."""

from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import pytest

from registry.chain.rpc import JsonRpc, RpcFaultError
from registry.errors import EvidenceError, TransientError, UsageError
from tests.unit.chain.node import Answer, Exchange, Node, node, unused_port


@pytest.fixture
def ask() -> Iterator[Callable[..., Any]]:
    """Ask a node that answers so; the node and client close afterwards."""
    opened: list[JsonRpc] = []

    def run(answer: Answer, *, timeout: float = 10.0, max_bytes: int = 1 << 20, count: int = 1) -> Any:
        with node(answer) as served:
            rpc = JsonRpc(served.url, timeout, max_bytes=max_bytes)
            opened.append(rpc)
            if count == 1:
                return rpc.call("eth_chainId")
            return rpc.batch([("eth_blockNumber", ())] * count)

    yield run
    for rpc in opened:
        rpc.close()


def test_one_call_and_a_batch(ask: Callable[..., Any]) -> None:
    assert ask(lambda e: e.result("0x1")) == "0x1"
    assert ask(lambda e: e.result("0x1", None, "0x3"), count=3) == ["0x1", None, "0x3"]


def test_answers_are_matched_by_id_not_by_place(ask: Callable[..., Any]) -> None:
    def backwards(exchange: Exchange) -> None:
        exchange.json([{"jsonrpc": "2.0", "id": a["id"], "result": a["id"]} for a in reversed(exchange.body)])

    assert ask(backwards, count=5) == [0, 1, 2, 3, 4]


def test_nothing_asked_sends_nothing() -> None:
    with closing(JsonRpc(f"http://127.0.0.1:{unused_port()}")) as rpc:
        assert rpc.batch([]) == []


def test_a_dropped_connection_is_tried_once_more(ask: Callable[..., Any]) -> None:
    assert ask(lambda e: e.hang_up() if e.number == 0 else e.result("0x7")) == "0x7"
    with pytest.raises(TransientError) as error:
        ask(lambda e: e.hang_up())
    assert error.value.code == "CHAIN_UNREACHABLE"


def test_an_idle_connection_that_the_node_closed_is_opened_anew() -> None:
    def answer_and_close(exchange: Exchange) -> None:
        exchange.result("0x1")
        exchange.handler.close_connection = True  # without saying so in a header

    with node(answer_and_close) as served, closing(JsonRpc(served.url)) as rpc:
        assert [rpc.call("eth_chainId") for _ in range(3)] == ["0x1"] * 3


def cut_short(exchange: Exchange) -> None:
    exchange.send(b"{", headers={"Content-Length": "500"})
    exchange.hang_up()


UNREACHABLE: dict[str, Answer] = {
    "500": lambda e: e.send(b"oops", status=500),
    "404": lambda e: e.send(b"{}", status=404),
    "401": lambda e: e.send(b"", status=401),
    "redirect": lambda e: e.send(b"", status=302, headers={"Location": "http://127.0.0.1:1/"}),
    "cut short": cut_short,
}


@pytest.mark.parametrize("name", UNREACHABLE)
def test_a_fault_of_http_is_cannot_tell(name: str, ask: Callable[..., Any]) -> None:
    with pytest.raises(TransientError) as error:
        ask(UNREACHABLE[name])
    assert error.value.code == "CHAIN_UNREACHABLE"


def test_silence_ends_in_time(ask: Callable[..., Any]) -> None:
    with pytest.raises(TransientError) as error:
        ask(lambda e: e.stay_silent(), timeout=0.3)
    assert error.value.code == "CHAIN_UNREACHABLE"


def test_a_node_that_drips_ends_in_time(ask: Callable[..., Any]) -> None:
    def drip(exchange: Exchange) -> None:
        exchange.send(b"{", headers={"Content-Length": "100000"})
        try:
            while not exchange.over.wait(0.05):
                exchange.handler.wfile.write(b" ")
        except OSError:
            exchange.handler.close_connection = True

    with pytest.raises(TransientError) as error:
        ask(drip, timeout=0.5)
    assert error.value.code == "CHAIN_UNREACHABLE"


def test_nobody_listens() -> None:
    port = unused_port()
    with closing(JsonRpc(f"http://127.0.0.1:{port}")) as rpc, pytest.raises(TransientError) as error:
        rpc.call("eth_chainId")
    assert f"127.0.0.1:{port}" in error.value.text("vi")


MALFORMED: dict[str, Answer] = {
    "not JSON": lambda e: e.send(b"<html>"),
    "not UTF-8": lambda e: e.send(b"\xff\xfe"),
    "empty": lambda e: e.send(b""),
    "a number": lambda e: e.json(7),
    "no version": lambda e: e.json({"id": 0, "result": 1}),
    "other id": lambda e: e.json({"jsonrpc": "2.0", "id": 9, "result": 1}),
    "id as text": lambda e: e.json({"jsonrpc": "2.0", "id": "0", "result": 1}),
    "id true": lambda e: e.json({"jsonrpc": "2.0", "id": True, "result": 1}),
    "neither result nor error": lambda e: e.json({"jsonrpc": "2.0", "id": 0}),
    "both": lambda e: e.json({"jsonrpc": "2.0", "id": 0, "result": 1, "error": {"code": 1, "message": ""}}),
    "error without code": lambda e: e.json({"jsonrpc": "2.0", "id": 0, "error": {"message": "x"}}),
    "duplicate member": lambda e: e.send(b'{"jsonrpc":"2.0","id":0,"result":1,"result":2}'),
    "two answers": lambda e: e.json([{"jsonrpc": "2.0", "id": 0, "result": r} for r in (1, 2)]),
    "too long": lambda e: e.send(b'{"jsonrpc":"2.0","id":0,"result":"' + b"x" * (1 << 20) + b'"}'),
    "too deep": lambda e: e.send(b'{"jsonrpc":"2.0","id":0,"result":' + b"[" * 500 + b"]" * 500 + b"}"),
}


@pytest.mark.parametrize("name", MALFORMED)
def test_an_answer_that_is_none(name: str, ask: Callable[..., Any]) -> None:
    with pytest.raises(EvidenceError) as error:
        ask(MALFORMED[name])
    assert error.value.code == "CHAIN_ANSWER"


def test_a_batch_with_an_answer_missing(ask: Callable[..., Any]) -> None:
    with pytest.raises(EvidenceError):
        ask(lambda e: e.json([{"jsonrpc": "2.0", "id": 0, "result": 1}]), count=2)


def test_a_node_that_takes_no_batches_says_so(ask: Callable[..., Any]) -> None:
    refusal = {"jsonrpc": "2.0", "id": None, "error": {"code": -32600, "message": "batches are off"}}
    with pytest.raises(RpcFaultError) as error:
        ask(lambda e: e.json(refusal), count=2)
    assert "batches are off" in str(error.value)


def test_an_error_object_is_raised_and_keeps_its_data(ask: Callable[..., Any]) -> None:
    with pytest.raises(RpcFaultError) as error:
        ask(lambda e: e.error(3, "execution reverted", "0x01020304"))
    assert (error.value.code, error.value.number, error.value.data) == ("CHAIN_ANSWER", 3, "0x01020304")


def test_each_keeps_a_fault_in_its_place() -> None:
    def mixed(exchange: Exchange) -> None:
        fault = {"jsonrpc": "2.0", "id": 1, "error": {"code": -1, "message": "gone"}}
        exchange.json([{"jsonrpc": "2.0", "id": 0, "result": "0x1"}, fault])

    with node(mixed) as served, closing(JsonRpc(served.url)) as rpc:
        first, second = rpc.each([("a", ()), ("b", ())])
    assert first == "0x1"
    assert isinstance(second, RpcFaultError)


def test_a_nodes_words_are_cut_and_cleaned(ask: Callable[..., Any]) -> None:
    with pytest.raises(RpcFaultError) as error:
        ask(lambda e: e.error(1, "\x1b[31mred\n" + "x" * 5_000))
    message = error.value.text()
    assert "\x1b" not in message
    assert "\n" not in message
    assert len(message) < 400


def test_credentials_reach_the_node_and_no_message() -> None:
    seen: list[Node] = []

    def answer(exchange: Exchange) -> None:
        exchange.send(b"", status=403)

    with node(answer) as served:
        seen.append(served)
        url = f"http://user:geheim@127.0.0.1:{served.port}/v3/apikey123?token=tok456"
        with closing(JsonRpc(url)) as rpc, pytest.raises(TransientError) as error:
            rpc.call("eth_chainId")
        assert served.exchanges[0].headers["Authorization"].startswith("Basic ")
        assert served.exchanges[0].handler.path == "/v3/apikey123?token=tok456"
    for text in (str(error.value), repr(error.value), error.value.text("vi"), repr(rpc), rpc.endpoint):
        assert not any(secret in text for secret in ("user", "geheim", "apikey123", "tok456"))


@pytest.mark.parametrize(
    "url", ["", "ftp://x", "127.0.0.1:8545", "http://", "http://[::1", "file:///etc/passwd"]
)
def test_an_address_that_is_none(url: str) -> None:
    with pytest.raises(UsageError) as error:
        JsonRpc(url)
    assert error.value.code == "CHAIN_ENDPOINT"
