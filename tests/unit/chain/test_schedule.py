# SPDX-License-Identifier: Apache-2.0
"""What a node tells of acts that wait, however it tells it."""

from typing import Any

import pytest

from registry.chain.logs import RpcLogReader
from registry.chain.schedule import CANCELLED, EXECUTED, Schedule
from registry.core.types import Address
from registry.ports.logs import RawLog


class Node:
    """Knows its head and nothing else."""

    endpoint = "http://node"

    def call(self, method: str, *_: Any) -> Any:
        return {"eth_blockNumber": "0x5"}[method]


@pytest.mark.parametrize("topics", [(), (EXECUTED,), (CANCELLED,), (CANCELLED, b"\x01" * 32)])
def test_an_end_of_nothing_known_ends_nothing(
    monkeypatch: pytest.MonkeyPatch, topics: tuple[bytes, ...]
) -> None:
    log = RawLog(1, bytes(32), 1, bytes(32), 0, topics, b"")
    monkeypatch.setattr(RpcLogReader, "logs", lambda *_: [log])
    node: Any = Node()
    waiting = Schedule(node, Address(b"\x01" * 20))
    waiting.__dict__["manager"] = Address(b"\x02" * 20)
    assert waiting.operations() == ()
