# SPDX-License-Identifier: Apache-2.0
"""What a node tells of acts that wait, however it tells it."""

from typing import Any

import pytest

from registry.chain.logs import RpcLogReader
from registry.chain.operations import Operation, Stage, operation_id
from registry.chain.schedule import CANCELLED, EXECUTED, NOT_SCHEDULED, SCHEDULED, Schedule, Scheduler
from registry.core.types import Address
from registry.errors import EvidenceError, ScheduledAct, ScheduledError, TransientError
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


@pytest.mark.parametrize(
    "content", [b"", b"\x01" * 31, b"\xff" * 128, bytes(127) + b"\x80" + b"\xff" * 32 + bytes(32)]
)
def test_an_operation_that_cannot_be_read_is_the_nodes_fault(
    monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    log = RawLog(1, bytes(32), 1, bytes(32), 0, (SCHEDULED, bytes(32), bytes(32)), content)
    monkeypatch.setattr(RpcLogReader, "logs", lambda *_: [log])
    node: Any = Node()
    waiting = Schedule(node, Address(b"\x01" * 20))
    waiting.__dict__["manager"] = Address(b"\x02" * 20)
    with pytest.raises(EvidenceError, match="CHAIN_ANSWER"):
        waiting.operations()


CALL, ACCOUNT, CONTRACT = b"\x01\x02\x03\x04", Address(b"\x0a" * 20), Address(b"\x01" * 20)


class Account:
    """Whose act was refused because it is not scheduled, though it was once."""

    rpc, address = Node(), ACCOUNT


class Once(Scheduler):
    """Remembers what it put into the schedule."""

    def __init__(self, *told: Operation) -> None:
        account: Any = Account()
        super().__init__(account, CONTRACT)
        self.told, self.done = told, list[bytes]()
        self.__dict__["expiration"] = 60

    def was_scheduled(self, operation: bytes) -> bool:
        return True

    def operations(self) -> tuple[Operation, ...]:
        return self.told

    def put(self, target: Address, call: bytes) -> ScheduledAct:
        self.done.append(call)
        return ScheduledAct("0x", 1, 2, new=True)


def ended(stage: Stage | None) -> Operation:
    return Operation(
        id=operation_id(ACCOUNT, CONTRACT, CALL), nonce=1, caller=ACCOUNT, target=CONTRACT, data=CALL,
        scheduled_at=1, ready_at=2, expires_at=3, ended=stage, ended_at=3,
    )  # fmt: skip


def test_what_is_over_is_scheduled_anew_only_where_it_is_known_how_it_ended() -> None:
    """A node that is behind, or keeps back that the guardian cancelled it, must not bring it up again."""
    carried_out = Once(ended(Stage.EXECUTED))
    assert isinstance(carried_out.instead(CALL, NOT_SCHEDULED), ScheduledError)
    assert carried_out.done == [CALL]
    cancelled = Once(ended(Stage.CANCELLED))
    assert cancelled.instead(CALL, NOT_SCHEDULED).code == "ACT_CANCELLED"
    for untold in (Once(), Once(ended(None))):
        with pytest.raises(TransientError, match="ACT_END_UNKNOWN"):
            untold.instead(CALL, NOT_SCHEDULED)
        assert not untold.done
    assert not cancelled.done
