# SPDX-License-Identifier: Apache-2.0
"""The chain in memory behind a socket, as several nodes of which a test bends what one says."""

from collections.abc import Callable
from typing import Any

from registry.core.types import Address
from registry.ports.chain import BlockRef
from registry.ports.logs import RawLog
from registry.testing.fake_logs import LoggingChain
from tests.unit.chain.node import Exchange

Told = Callable[[list[RawLog]], list[RawLog]]


class ServedNode:
    """One node of ``chain``. ``tells`` changes its logs; ``logs_until`` is the last block whose logs it still
    answers for; ``kept_from`` the first whose storage it still has; ``values`` are slots that it makes up.
    """

    def __init__(self, chain: LoggingChain) -> None:
        self.chain = chain
        self.url = ""
        self.tells: Told = list
        self.logs_until, self.kept_from = 1 << 60, 0
        self.values: dict[bytes, bytes] = {}
        self.silent = False
        self.forked_from = 1 << 60
        self.behind = 0
        self.asked: list[str] = []

    def __call__(self, exchange: Exchange) -> None:
        if self.silent:
            return exchange.stay_silent()
        asked = exchange.body if isinstance(exchange.body, list) else [exchange.body]
        answers = [{"jsonrpc": "2.0", "id": a["id"], **self._one(a["method"], a["params"])} for a in asked]
        return exchange.json(answers if isinstance(exchange.body, list) else answers[0])

    def _one(self, method: str, params: list[Any]) -> dict[str, Any]:
        self.asked.append(method)
        if method == "eth_getLogs":
            return self._logs(int(params[0]["fromBlock"], 16), int(params[0]["toBlock"], 16))
        if method == "eth_getStorageAt" and int(params[2], 16) < self.kept_from:
            return {"error": {"code": -32000, "message": "world state unavailable"}}
        return {"result": self._result(method, params)}

    def _result(self, method: str, params: list[Any]) -> Any:
        ledger = self.chain.ledger
        match method:
            case "eth_chainId":
                return hex(self.chain.identity().chain_id)
            case "eth_getBlockByNumber":
                newest = ledger.head.number - self.behind
                number = newest if params[0] == "latest" else int(params[0], 16)
                return self._block(ledger.block_at(number)) if number <= newest else None
            case "eth_getCode":
                return "0x" + ledger.codes.get(_address(params[0]), b"").hex()
            case "eth_getStorageAt":
                slot = bytes.fromhex(params[1][2:])
                stored = ledger.read_at(_address(params[0]), slot, int(params[2], 16))
                return "0x" + self.values.get(slot, stored).hex()
        raise AssertionError(method)

    def _logs(self, first: int, last: int) -> dict[str, Any]:
        if last > self.logs_until:
            return {"error": {"code": -32005, "message": "the index is damaged"}}
        found = self.tells(self.chain.logs(self.chain.contract, 0, self.chain.head().number))
        return {"result": [self._log(log) for log in found if first <= log.block <= last]}

    def _log(self, log: RawLog) -> dict[str, Any]:
        return {
            "address": "0x" + self.chain.contract.hex(), "blockNumber": hex(log.block),
            "blockHash": "0x" + self._hash(log.block, log.block_hash).hex(), "blockTimestamp": hex(log.timestamp),
            "logIndex": hex(log.index), "transactionHash": "0x" + log.transaction_hash.hex(),
            "topics": ["0x" + topic.hex() for topic in log.topics], "data": "0x" + log.data.hex(),
            "removed": False,
        }  # fmt: skip

    def _block(self, block: BlockRef) -> dict[str, str]:
        shown = "0x" + self._hash(block.number, block.hash).hex()
        return {"number": hex(block.number), "hash": shown, "timestamp": hex(block.timestamp)}

    def _hash(self, number: int, digest: bytes) -> bytes:
        return digest if number < self.forked_from else bytes(byte ^ 0xFF for byte in digest)


def _address(text: str) -> Address:
    return Address(bytes.fromhex(text[2:]))
