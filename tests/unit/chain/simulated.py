# SPDX-License-Identifier: Apache-2.0
"""Nodes on real sockets, of which a test lets some lie, lag, fork, hang or be another chain."""

from contextlib import ExitStack
from typing import Any

from registry.chain.panel import Panel, Pinned
from registry.chain.watched import Watch, WatchedRpc
from registry.core.hashing import keccak256
from registry.core.types import Address
from registry.ports.chain import ChainIdentity
from tests.unit.chain.node import Exchange, Node, node

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


def trouble(panel: Panel) -> list[str | None]:
    return [rpc.watch.trouble(rpc.endpoint) for rpc in panel.rpcs]
