# SPDX-License-Identifier: Apache-2.0
"""Since when the contract is paused: its record says only that it is, its events say when. For people to read;
nothing is decided by it.
"""

from typing import Any

from registry.chain.hexadecimal import data, quantity, read_quantity
from registry.chain.rpc import JsonRpc
from registry.core.hashing import keccak256
from registry.core.types import Address
from registry.errors import EvidenceError

PAUSED = keccak256(b"Paused(address)")
SPAN = 4_000
"""Blocks of one question: nodes bound it, Besu by 5,000 unless told otherwise."""
RANGES = 8
"""Questions in one HTTP request."""
MAX_BLOCKS = 2_000_000
"""How far back is looked: more than a month of blocks every two seconds."""


class PauseLog:
    """Remembers what it has seen, so that a worker that asks again and again reads new blocks only."""

    def __init__(self, rpc: JsonRpc, contract: Address, first: int) -> None:
        self._rpc, self._contract, self._first = rpc, contract, first
        self._seen_to = first - 1
        self._since: int | None = None

    def since(self, head: int) -> int | None:
        """Time of the newest block up to ``head`` that paused the contract, UTC seconds; ``None`` where there is
        none. Raises ``TransientError``, ``EvidenceError`` as ``JsonRpc``.
        """
        low = max(self._seen_to + 1, head - MAX_BLOCKS)
        number = self._newest(low, head)
        if number is not None:
            block = self._rpc.call("eth_getBlockByNumber", quantity(number), False)
            self._since = read_quantity(_member(block, "timestamp"), "block timestamp")
        self._seen_to = max(self._seen_to, head)
        return self._since

    def _newest(self, low: int, high: int) -> int | None:
        while high >= low:
            ranges = [(max(low, top - SPAN + 1), top) for top in range(high, low - 1, -SPAN)][:RANGES]
            for answer in self._rpc.batch([self._question(*one) for one in ranges]):
                if not isinstance(answer, list):
                    raise EvidenceError("CHAIN_ANSWER", self._rpc.endpoint, reason="logs are no list")
                if answer:
                    return max(read_quantity(_member(log, "blockNumber"), "block number") for log in answer)
            high = ranges[-1][0] - 1
        return None

    def _question(self, low: int, high: int) -> tuple[str, tuple[object, ...]]:
        wanted = {
            "address": data(self._contract), "topics": [data(PAUSED)],
            "fromBlock": quantity(low), "toBlock": quantity(high),
        }  # fmt: skip
        return "eth_getLogs", (wanted,)


def _member(value: Any, name: str) -> Any:
    return value.get(name) if isinstance(value, dict) else None
