# SPDX-License-Identifier: Apache-2.0
"""Acts that wait in the access manager: put there, found again by its events, carried out, cancelled.

An operation's id is the hash of who asked, whom, and for what; so what a node tells of one is checked, and the access
manager itself decides whether it may be carried out.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

from eth_abi.abi import decode
from eth_abi.exceptions import DecodingError

from registry.chain.calls import encode_call, selector_of
from registry.chain.contract import ACCESS_MANAGER
from registry.chain.hexadecimal import data, read_data, read_quantity
from registry.chain.logs import RpcLogReader
from registry.chain.operations import Operation, Stage, operation_id
from registry.chain.rpc import JsonRpc
from registry.chain.sender import Sender
from registry.core.hashing import keccak256
from registry.core.types import Address
from registry.errors import EvidenceError, RefusedError, ScheduledAct, ScheduledError, TransientError
from registry.ports.chain import Receipt
from registry.ports.logs import RawLog

SCHEDULED = keccak256(b"OperationScheduled(bytes32,uint32,uint48,address,address,bytes)")
EXECUTED = keccak256(b"OperationExecuted(bytes32,uint32)")
CANCELLED = keccak256(b"OperationCanceled(bytes32,uint32)")
NOT_SCHEDULED, NOT_READY, EXPIRED = "ACT_NOT_SCHEDULED", "ACT_NOT_READY", "ACT_EXPIRED"
SCHEDULED_ALREADY = "ACT_SCHEDULED_ALREADY"
WAITS = (NOT_SCHEDULED, NOT_READY, EXPIRED)
"""Refusals of a call whose role has a delay."""
SHORTEST_NAME = 8
"""Hexadecimal digits by which an operation may be named, where no other begins so."""


class Schedule:
    """What waits for one contract, read from a node. ``first`` is a block before which nothing was scheduled."""

    def __init__(self, rpc: JsonRpc, contract: Address, *, first: int = 0) -> None:
        self._rpc, self._contract, self._first = rpc, contract, first

    @cached_property
    def manager(self) -> Address:
        """The contract's access manager."""
        (answer,) = self._call(self._contract, encode_call("authority"), ["address"])
        return Address(bytes.fromhex(answer[2:]))

    @cached_property
    def expiration(self) -> int:
        """Seconds for which an act may be carried out once it is ready."""
        return int(self._ask("expiration", ["uint32"])[0])

    def delay_of(self, caller: Address, function: str) -> int | None:
        """Seconds that a call of the contract by ``caller`` has to wait; ``None`` where it may not call at all."""
        at_once, delay = self._ask(
            "canCall", ["bool", "uint32"], caller, self._contract, selector_of(function)
        )
        return 0 if at_once else delay or None

    def ready_at(self, operation: bytes) -> int:
        """When it may be carried out; 0 where it is not scheduled or has expired."""
        return int(self._ask("getSchedule", ["uint48"], operation)[0])

    def was_scheduled(self, operation: bytes) -> bool:
        """Whether it ever was."""
        return bool(self._ask("getNonce", ["uint32"], operation)[0])

    def operations(self) -> tuple[Operation, ...]:
        """The newest scheduling of each operation, oldest first. Raises ``EvidenceError`` CHAIN_ANSWER where the node
        tells of one that its own id does not bear out.
        """
        head = read_quantity(self._rpc.call("eth_blockNumber"), "block number")
        found: dict[bytes, Operation] = {}
        for log in RpcLogReader(self._rpc).logs(self.manager, self._first, head):
            topic = log.topics[0] if log.topics else b""
            if topic == SCHEDULED:
                made = self._scheduled(log)
                found.pop(made.id, None)
                found[made.id] = made
            elif topic in (EXECUTED, CANCELLED) and (known := found.get(b"".join(log.topics[1:2]))):
                stage = Stage.EXECUTED if topic == EXECUTED else Stage.CANCELLED
                found[known.id] = replace(known, ended=stage, ended_at=log.timestamp)
        return tuple(found.values())

    def find(self, name: str) -> Operation:
        """By id or the beginning of one. Raises ``RefusedError`` ACT_UNKNOWN."""
        digits = name.lower().removeprefix("0x")
        matching = [one for one in self.operations() if one.id.hex().startswith(digits)]
        if len(digits) < SHORTEST_NAME or len(matching) != 1:
            raise RefusedError("ACT_UNKNOWN", operation=name[:70])
        return matching[0]

    def _scheduled(self, log: RawLog) -> Operation:
        try:
            ready, caller, target, call = decode(["uint48", "address", "address", "bytes"], log.data)
        except (DecodingError, OverflowError) as error:  # the latter for a length beyond all memory
            raise self._strange("an operation that cannot be read") from error
        who, whom = (Address(bytes.fromhex(text[2:])) for text in (caller, target))
        if len(log.topics) != 3 or operation_id(who, whom, call) != log.topics[1]:
            raise self._strange("an operation under another one's id")
        return Operation(
            id=log.topics[1], nonce=int.from_bytes(log.topics[2], "big"), caller=who, target=whom, data=call,
            scheduled_at=log.timestamp, ready_at=ready, expires_at=ready + self.expiration,
        )  # fmt: skip

    def _ask(self, function: str, types: Sequence[str], *arguments: Any) -> tuple[Any, ...]:
        return self._call(self.manager, encode_call(function, *arguments, contract=ACCESS_MANAGER), types)

    def _call(self, to: Address, call: bytes, types: Sequence[str]) -> tuple[Any, ...]:
        answer = self._rpc.call("eth_call", {"to": data(to), "data": data(call)}, "latest")
        try:
            return tuple(decode(types, read_data(answer, "eth_call")))
        except (DecodingError, OverflowError) as error:
            raise self._strange("an answer of another shape") from error

    def _strange(self, reason: str) -> EvidenceError:
        return EvidenceError("CHAIN_ANSWER", self._rpc.endpoint, reason=reason)


class Scheduler(Schedule):
    """The same with an account that schedules, carries out and cancels."""

    def __init__(self, sender: Sender, contract: Address, *, first: int = 0) -> None:
        super().__init__(sender.rpc, contract, first=first)
        self._sender = sender

    def instead(self, call: bytes, code: str) -> ScheduledError | RefusedError:
        """What a call of the contract that was refused with ``code`` of ``WAITS`` comes to: it is scheduled now, or
        was before. What somebody cancelled is not scheduled again by itself: RefusedError ACT_CANCELLED. Raises
        ``TransientError`` ACT_END_UNKNOWN while the node does not tell how the last scheduling ended.
        """
        operation = operation_id(self._sender.address, self._contract, call)
        if code == NOT_READY:
            ready = self.ready_at(operation)
            return ScheduledError(ScheduledAct(_name(operation), ready, ready + self.expiration, new=False))
        if code == NOT_SCHEDULED and self.was_scheduled(operation):
            last = next((one for one in self.operations() if one.id == operation), None)
            if last is None or last.ended is None:  # behind, or keeping back that it was cancelled
                raise TransientError("ACT_END_UNKNOWN", self._rpc.endpoint, operation=_name(operation))
            if last.ended is Stage.CANCELLED:
                return RefusedError("ACT_CANCELLED", operation=_name(operation))
        try:
            return ScheduledError(self.put(self._contract, call))
        except RefusedError as error:
            if error.code != SCHEDULED_ALREADY:
                raise
            return self.instead(call, NOT_READY)  # another process was quicker

    def put(self, target: Address, call: bytes) -> ScheduledAct:
        """Schedule a call for the earliest time. Raises ``RefusedError`` ACT_SCHEDULED_ALREADY, NOT_AUTHORITY."""
        request = encode_call("schedule", target, call, 0, contract=ACCESS_MANAGER)
        self._sender.send(self.manager, request)
        operation = operation_id(self._sender.address, target, call)
        ready = self.ready_at(operation)
        return ScheduledAct(_name(operation), ready, ready + self.expiration, new=True)

    def again(self, one: Operation, now: int) -> ScheduledAct:
        """Schedule anew what was cancelled or has expired, deliberately. Raises ``RefusedError`` ACT_OF_ANOTHER,
        ACT_SCHEDULED_ALREADY, ACT_EXECUTED_ALREADY.
        """
        self._refuse_others(one)
        stage = one.stage(now)
        if stage is Stage.EXECUTED:
            raise _executed(one)
        if stage not in (Stage.CANCELLED, Stage.EXPIRED):
            raise RefusedError(SCHEDULED_ALREADY, operation=_name(one.id))
        return self.put(one.target, one.data)

    def execute(self, one: Operation, now: int) -> Receipt:
        """Carry it out. Raises ``ScheduledError`` ACT_NOT_READY, ``RefusedError`` ACT_EXPIRED, ACT_EXECUTED_ALREADY,
        ACT_CANCELLED, ACT_OF_ANOTHER, and the contract's own reason: then it goes on waiting.
        """
        refusals: dict[Stage, Callable[[], Exception]] = {
            Stage.WAITING: lambda: ScheduledError(one.act(new=False)),
            Stage.EXPIRED: lambda: RefusedError("ACT_EXPIRED", operation=_name(one.id)),
            Stage.EXECUTED: lambda: _executed(one),
            Stage.CANCELLED: lambda: RefusedError("ACT_CANCELLED", operation=_name(one.id)),
        }
        if (refusal := refusals.get(one.stage(now))) is not None:
            raise refusal()
        self._refuse_others(one)
        try:
            return self._sender.send(one.target, one.data)[0]
        except RefusedError as error:
            if error.code != NOT_READY:
                raise
            # A node that judges by its newest block, on a chain that makes none while nothing happens.
            raise ScheduledError(one.act(new=False)) from error

    def cancel(self, one: Operation) -> Receipt:
        """Take it out. Raises ``RefusedError`` ACT_EXECUTED_ALREADY, ACT_CANCELLED, ACT_CANCEL_RIGHT."""
        if one.ended is Stage.EXECUTED:
            raise _executed(one)
        if one.ended is Stage.CANCELLED:
            raise RefusedError("ACT_CANCELLED", operation=_name(one.id))
        request = encode_call("cancel", one.caller, one.target, one.data, contract=ACCESS_MANAGER)
        return self._sender.send(self.manager, request)[0]

    def _refuse_others(self, one: Operation) -> None:
        if one.caller != self._sender.address:
            raise RefusedError("ACT_OF_ANOTHER", caller="0x" + one.caller.hex())


def _executed(one: Operation) -> RefusedError:
    return RefusedError("ACT_EXECUTED_ALREADY", operation=_name(one.id), at=one.ended_at)


def _name(operation: bytes) -> str:
    return "0x" + operation.hex()
