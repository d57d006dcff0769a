# SPDX-License-Identifier: Apache-2.0
"""Several nodes on real sockets, of which some lie, lag, fork, hang or are another chain."""

import logging
import time
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from registry.chain.panel import Panel, Pinned
from registry.chain.panel_sender import PanelSender
from registry.chain.watched import NAMED, Watch, WatchedRpc
from registry.core.hashing import keccak256
from registry.core.types import Address
from registry.errors import EvidenceError, RefusedError, TransientError
from registry.ports.chain import BlockRef, ChainIdentity
from tests.unit.chain.node import Exchange, Node, node, unused_port

CONTRACT = Address(b"\xc0" * 20)
CODE = b"\x60\x01"
GENESIS = b"\x00" * 31 + b"\x01"
SLOT = b"\x05" * 32
VALUE = b"\x07" * 32
T0 = 1_782_864_000
WAIT = 0.4  # seconds that a hanging node is waited for


class Simulated:
    """A node of a chain with a block every 15 s; a test bends what it says."""

    def __init__(self, port: str = "") -> None:
        self.url = port
        self.chain_id, self.height, self.fork_from, self.code = 1337, 10, 999, CODE
        self.value, self.later, self.waiting = VALUE, 0, 0
        self.silent = self.nonsense = self.reverts = False
        self.raw: list[str] = []
        self.refusal: str | None = None
        self.receipts: dict[str, Any] = {}
        self.asked = 0

    def hash(self, number: int) -> str:
        if number == 0:
            return "0x" + GENESIS.hex()
        return "0x" + keccak256(b"fork" * (number >= self.fork_from) + number.to_bytes(8, "big")).hex()

    def block(self, number: int) -> Any:
        if number > self.height:
            return None
        return {
            "number": hex(number),
            "hash": self.hash(number),
            "timestamp": hex(T0 + 15 * number + self.later * (number > 10)),
        }

    def answer(self, exchange: Exchange) -> None:
        self.asked += 1
        if self.silent:
            return exchange.stay_silent()
        if self.nonsense:
            return exchange.send(b"<html>gateway</html>")
        asked = exchange.body if isinstance(exchange.body, list) else [exchange.body]
        answers = [{"jsonrpc": "2.0", "id": a["id"], **self.one(a["method"], a["params"])} for a in asked]
        return exchange.json(answers if isinstance(exchange.body, list) else answers[0])

    def one(self, method: str, params: list[Any]) -> dict[str, Any]:
        if method == "eth_sendRawTransaction":
            if self.refusal:
                return {"error": {"code": -32000, "message": self.refusal}}
            self.raw.append(params[0])
            return {"result": "0x" + keccak256(bytes.fromhex(params[0][2:])).hex()}
        if method == "eth_call" and self.reverts:
            return {"error": {"code": 3, "message": "execution reverted", "data": "0x01020304"}}
        if method == "eth_getTransactionCount":
            return {"result": hex(3 + self.waiting * (params[1] == "pending"))}
        return {"result": self.result(method, params)}

    def result(self, method: str, params: list[Any]) -> Any:
        match method:
            case "eth_chainId":
                return hex(self.chain_id)
            case "eth_getBlockByNumber":
                return self.block(self.height if params[0] == "latest" else int(params[0], 16))
            case "eth_getBlockByHash":
                return next(
                    (b for n in range(self.height + 1) if (b := self.block(n))["hash"] == params[0]), None
                )
            case "eth_getCode":
                return "0x" + self.code.hex()
            case "eth_getStorageAt":
                return "0x" + self.value.hex()
            case "eth_getTransactionByHash":
                return (
                    {}
                    if any(keccak256(bytes.fromhex(r[2:])).hex() == params[0][2:] for r in self.raw)
                    else None
                )
            case "eth_call":
                return "0x"
            case "eth_gasPrice" | "eth_estimateGas":
                return "0x0"
            case "eth_getTransactionReceipt":
                return self.receipts.get(params[0])
        raise AssertionError(method)


class Stage:
    """Nodes that run, and a panel over them with a clock of its own for what it remembers."""

    def __init__(self, stack: ExitStack) -> None:
        self.stack = stack
        self.now = 0.0

    def panel(self, *nodes: Simulated, agree: int = 2) -> Panel:
        for one in nodes:
            if not one.url:
                served: Node = self.stack.enter_context(node(one.answer))
                one.url = served.url
        watch = Watch(agree, clock=lambda: self.now)
        rpcs = [WatchedRpc(one.url, watch, WAIT) for one in nodes]
        for rpc in rpcs:
            self.stack.callback(rpc.close)
        identity = ChainIdentity(1337, GENESIS)
        return Panel(rpcs, Pinned(identity, CONTRACT, keccak256(CODE), agree))


@pytest.fixture
def stage() -> Iterator[Stage]:
    with ExitStack() as stack:
        yield Stage(stack)


def trouble(panel: Panel) -> list[str | None]:
    return [rpc.watch.trouble(rpc.endpoint) for rpc in panel.rpcs]


def test_nodes_in_agreement_answer_as_one(stage: Stage) -> None:
    panel = stage.panel(Simulated(), Simulated())
    panel.check()
    head = panel.head()
    assert (head.number, panel.slots(CONTRACT, [SLOT], head)) == (10, [VALUE])
    assert (panel.code_hash(CONTRACT, head), panel.block_at(3).number) == (keccak256(CODE), 3)
    assert (panel.identity().chain_id, trouble(panel)) == (1337, [None, None])


def test_a_node_that_is_away_is_passed_over_named_and_left_alone_for_a_while(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    away = Simulated(f"http://127.0.0.1:{unused_port()}")
    panel = stage.panel(away, Simulated(), Simulated())
    with caplog.at_level(logging.WARNING):
        assert panel.head().number == 10
        assert panel.head().number == 10
    assert trouble(panel) == ["CHAIN_UNREACHABLE", None, None]
    assert [r.getMessage() for r in caplog.records] == [f"chain node {away.url}: CHAIN_UNREACHABLE"], (
        "said once"
    )


def test_a_hanging_node_costs_one_wait_and_a_timeout_is_no_answer(stage: Stage) -> None:
    hanging = Simulated()
    panel = stage.panel(hanging, Simulated(), Simulated())
    hanging.silent = True
    head = panel.head()
    begun = time.monotonic()
    for _ in range(5):
        assert panel.slots(CONTRACT, [SLOT], head) == [VALUE]
    assert time.monotonic() - begun < WAIT
    hanging.silent, stage.now = False, 60.0
    panel.head()
    assert trouble(panel) == [None, None, None], "asked again after its rest, and well"


def test_rests_are_bounded_and_nobody_rests_who_is_needed(stage: Stage) -> None:
    nodes = [Simulated(), Simulated()]
    panel = stage.panel(*nodes)
    nodes[0].nonsense = True
    for _ in range(20):
        with pytest.raises(EvidenceError, match="CHAIN_ANSWER"):
            panel.head()
    assert nodes[0].asked >= 20, "with two of two needed it is asked each time"
    nodes[0].nonsense = False
    assert panel.head().number == 10
    watch = Watch(1, clock=lambda: stage.now)
    one, two = watch.join("a"), watch.join("b")
    for _ in range(40):
        watch.blame(one, "CHAIN_UNREACHABLE", rest=True)
    assert (watch.resting(one), watch.resting(two)) == ("CHAIN_UNREACHABLE", None)
    stage.now += 30.1
    assert watch.resting(one) is None


def test_too_few_nodes_are_no_answer(stage: Stage) -> None:
    silent = Simulated(f"http://127.0.0.1:{unused_port()}")
    panel = stage.panel(Simulated(), silent)
    with pytest.raises(TransientError, match="CHAIN_UNREACHABLE"):
        panel.head()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"chain_id": 99}, "WRONG_CHAIN"),
        ({"code": b""}, "CONTRACT_MISSING"),
        ({"code": b"\x01"}, "CONTRACT_DIFFERENT"),
    ],
)
def test_a_node_of_another_chain_or_contract_never_answers(stage: Stage, change: Any, code: str) -> None:
    other = Simulated()
    vars(other).update(change)
    panel = stage.panel(other, Simulated(), Simulated())
    assert panel.slots(CONTRACT, [SLOT], panel.head()) == [VALUE]
    assert trouble(panel) == [code, None, None]
    with pytest.raises(EvidenceError, match=code):
        stage.panel(other, agree=1).check()


def test_a_node_that_comes_back_as_another_is_looked_at_again(stage: Stage) -> None:
    nodes = [Simulated(), Simulated(), Simulated()]
    panel = stage.panel(*nodes)
    panel.head()
    nodes[0].nonsense = True
    panel.head()
    nodes[0].nonsense, nodes[0].chain_id, stage.now = False, 99, 60.0
    assert panel.head().number == 10
    assert trouble(panel)[0] == "WRONG_CHAIN"


def test_a_lagging_node_is_named_and_the_rest_answer(stage: Stage) -> None:
    behind = Simulated()
    behind.height = 4
    panel = stage.panel(behind, Simulated(), Simulated())
    assert panel.head().number == 10
    assert trouble(panel) == ["NODE_LAGS", None, None]
    behind.height = 10
    panel.head()
    assert trouble(panel) == [None, None, None]


def test_one_clock_ahead_blames_nobody_and_makes_no_head(stage: Stage) -> None:
    ahead = Simulated()
    ahead.height, ahead.later = 900, 90_000
    panel = stage.panel(ahead, Simulated(), Simulated())
    assert panel.head().number == 10
    assert trouble(panel)[1:] == [None, None]


def test_two_that_lie_more_than_a_minute_apart_are_no_head(stage: Stage) -> None:
    behind = Simulated()
    behind.height = 4
    panel = stage.panel(behind, Simulated())
    with pytest.raises(TransientError, match="EVIDENCE_NODES_LAG") as caught:
        panel.head()
    assert behind.url in str(caught.value)


def test_a_forked_node_is_named(stage: Stage) -> None:
    forked = Simulated()
    forked.fork_from = 8
    panel = stage.panel(forked, Simulated(), Simulated())
    with pytest.raises(TransientError, match="EVIDENCE_NODES_DISAGREE") as caught:
        panel.head()
    assert caught.value.params["nodes"] == forked.url
    assert trouble(panel) == [None, None, None], "young blocks may be replaced: no lie yet"


def test_a_lying_node_is_named_and_stays_named_for_a_while(stage: Stage) -> None:
    liar = Simulated()
    panel = stage.panel(Simulated(), liar, Simulated())
    head = panel.head()
    liar.value = bytes(32)
    with pytest.raises(TransientError, match="EVIDENCE_NODES_DISAGREE") as caught:
        panel.slots(CONTRACT, [SLOT], head)
    assert caught.value.params["nodes"] == liar.url
    liar.value = VALUE
    assert panel.slots(CONTRACT, [SLOT], head) == [VALUE]
    assert trouble(panel) == [None, "NODE_DIFFERS", None]
    stage.now = NAMED + 1
    assert trouble(panel) == [None, None, None]


def test_of_two_that_differ_both_are_named(stage: Stage) -> None:
    liar = Simulated()
    panel = stage.panel(Simulated(), liar)
    liar.value = bytes(32)
    with pytest.raises(TransientError, match="EVIDENCE_NODES_DISAGREE"):
        panel.slots(CONTRACT, [SLOT], panel.head())
    assert trouble(panel) == ["NODE_DIFFERS", "NODE_DIFFERS"]


def test_two_behind_one_address_are_told_apart() -> None:
    watch = Watch(1)
    assert [WatchedRpc(f"http://h:1/{key}", watch).endpoint for key in "ab"] == ["http://h:1", "http://h:1#2"]


class Signer:
    """An account that signs by repeating what it was given."""

    address = Address(b"\x0a" * 20)

    def sign_transaction(self, fields: Any) -> bytes:
        return repr(sorted(fields.items())).encode()


RAW = b"signed once"
HASH = "0x" + keccak256(RAW).hex()


def sender(panel: Panel) -> PanelSender:
    return PanelSender(panel, Signer(), timeout=0.2)


def test_the_same_bytes_go_to_every_node(stage: Stage) -> None:
    hanging, one, two = Simulated(), Simulated(), Simulated()
    panel = stage.panel(hanging, one, two)
    panel.check()
    hanging.silent = True
    send = sender(panel)
    send.broadcast(RAW)
    send.broadcast(RAW)
    assert one.raw == two.raw == ["0x" + RAW.hex()]


def test_one_node_s_word_ends_no_transaction(stage: Stage) -> None:
    liar, honest = Simulated(), Simulated()
    send = sender(stage.panel(liar, honest))
    liar.refusal = "nonce too low"
    send.broadcast(RAW)
    assert honest.raw
    honest.raw, honest.silent = [], True
    with pytest.raises(TransientError, match=r"BROADCAST_UNCLEAR|CHAIN_UNREACHABLE"):
        send.broadcast(RAW)
    honest.silent, honest.refusal = False, "nonce too low"
    with pytest.raises(RefusedError, match="NONCE_TAKEN"):
        send.broadcast(RAW)


def receipt(simulated: Simulated, number: int, status: int = 1) -> dict[str, str]:
    return {"blockHash": simulated.hash(number), "status": hex(status), "gasUsed": "0x1"}


def test_a_receipt_needs_as_many_nodes_as_must_agree(stage: Stage) -> None:
    one, two = Simulated(), Simulated()
    send = sender(stage.panel(one, two))
    assert send.receipt(bytes.fromhex(HASH[2:])) is None
    one.receipts[HASH] = receipt(one, 5)
    assert send.receipt(bytes.fromhex(HASH[2:])) is None
    two.receipts[HASH] = receipt(two, 5)
    found = send.receipt(bytes.fromhex(HASH[2:]))
    assert found is not None
    assert found.block == BlockRef(5, bytes.fromhex(one.hash(5)[2:]), T0 + 75)
    two.receipts[HASH] = receipt(two, 5, status=0)
    with pytest.raises(TransientError, match="EVIDENCE_NODES_DISAGREE"):
        send.receipt(bytes.fromhex(HASH[2:]))
    two.silent = True
    with pytest.raises(TransientError, match="CHAIN_UNREACHABLE"):
        send.receipt(bytes.fromhex(HASH[2:]))


def test_one_node_alone_keeps_no_act_back_nor_lets_one_through(stage: Stage) -> None:
    one, two = Simulated(), Simulated()
    send = sender(stage.panel(one, two))
    send.refuse_while_waiting()
    one.waiting = 1
    send.refuse_while_waiting()
    two.waiting = 1
    with pytest.raises(TransientError, match="ACCOUNT_WAITS"):
        send.refuse_while_waiting()
    one.silent = True
    with pytest.raises(TransientError, match="ACCOUNT_WAITS"):
        send.refuse_while_waiting()


def test_what_an_act_came_to_needs_as_many_nodes_too(stage: Stage) -> None:
    one, two = Simulated(), Simulated()
    send = sender(stage.panel(one, two))
    log = {"address": "0x" + CONTRACT.hex(), "topics": ["0x" + "ab" * 32], "data": "0x07"}
    one.receipts[HASH] = {**receipt(one, 5), "logs": [log], "blockNumber": "0x5"}
    assert send.raw_receipt(bytes.fromhex(HASH[2:])) is None, "known to one alone"
    two.receipts[HASH] = {**one.receipts[HASH], "logs": [{**log, "data": "0x08"}]}
    with pytest.raises(TransientError, match="EVIDENCE_NODES_DISAGREE"):
        send.raw_receipt(bytes.fromhex(HASH[2:]))
    two.receipts[HASH] = {
        **one.receipts[HASH],
        "logs": [{**log, "topics": ["0x" + "AB" * 32]}],
        "type": "0x2",
    }
    found = send.raw_receipt(bytes.fromhex(HASH[2:]))
    assert found is not None
    assert found["logs"][0]["data"] == "0x07"


def test_the_chain_id_that_is_signed_is_the_pinned_one(stage: Stage) -> None:
    liar, honest = Simulated(), Simulated()
    panel = stage.panel(liar, honest)
    panel.check()
    liar.chain_id = 1
    raw = sender(panel).prepare(CONTRACT, b"\x01", nonce=0).raw
    assert b"('chainId', 1337)" in raw


def test_one_node_s_refusal_keeps_nothing_from_the_contract(stage: Stage) -> None:
    liar, honest = Simulated(), Simulated()
    send = sender(stage.panel(liar, honest))
    liar.reverts = True
    assert send.ask(CONTRACT, b"\x01") == b""
    honest.reverts = True
    with pytest.raises(RefusedError, match="CHAIN_REVERTED"):
        send.ask(CONTRACT, b"\x01")


def test_before_somebody_is_accused_everybody_is_asked(stage: Stage) -> None:
    liar, hanging = Simulated(), Simulated()
    panel = stage.panel(Simulated(), Simulated(), liar, hanging)
    head = panel.head()
    hanging.silent = True
    assert panel.unopposed(lambda node: node.slots(CONTRACT, [SLOT], head), 10) == [VALUE]
    liar.value = bytes(32)
    assert panel.slots(CONTRACT, [SLOT], head) == [VALUE], "two are enough for an answer"
    with pytest.raises(TransientError, match="EVIDENCE_NODES_DISAGREE") as caught:
        panel.unopposed(lambda node: node.slots(CONTRACT, [SLOT], head), 10)
    assert caught.value.params["nodes"] == liar.url
    liar.silent = True
    with pytest.raises(TransientError, match="CHAIN_UNREACHABLE"):
        stage.panel(Simulated(), liar).unopposed(lambda node: node.head().number, 10)
