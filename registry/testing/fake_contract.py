# SPDX-License-Identifier: Apache-2.0
"""Storage, running hash and access of the contract in memory; the rules stand in the classes that build
on it, with the contract's order of checks and the codes of its refusals. tests/ports hold them equal to
the compiled contract, slot for slot.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, NoReturn, TypeVar

import coincurve
from eth_abi.abi import encode
from msgspec.structs import replace

from registry.core import layout
from registry.core.anchor import Domain
from registry.core.hashing import keccak256
from registry.core.records import ChangeRecord, ContractState, Record
from registry.core.types import Address
from registry.errors import PausedError, RefusedError
from registry.ports.chain import Receipt
from registry.testing.fake_ledger import FakeLedger

AUTHORITY = Address(bytes.fromhex("a0" * 20))
MANAGER = Address(bytes.fromhex("ac" * 20))
MAX_ORDER_NUMBER = 64
_HALF_ORDER = 0x7FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF5D576E7357A4501DDFE92F46681B20A0
R = TypeVar("R", bound=Record)


def refuse(code: str, **params: Any) -> NoReturn:
    """What a revert with the contract's custom error is to a caller."""
    raise RefusedError(code, **params)


def recover(digest: bytes, signature: bytes) -> Address:
    """The signer's address, as OpenZeppelin's ECDSA recovers it."""
    if len(signature) != 65 or int.from_bytes(signature[32:64], "big") > _HALF_ORDER:
        refuse("SIGNATURE_WRONG")
    try:
        recoverable = signature[:64] + bytes([signature[64] - 27])
        key = coincurve.PublicKey.from_signature_and_message(recoverable, digest, hasher=None)
    except ValueError as error:
        raise RefusedError("SIGNATURE_WRONG") from error
    return Address(keccak256(key.format(compressed=False)[1:])[12:])


@dataclass
class Tape:
    """Head and counters held during one call, stored once at its end."""

    head: bytes
    state: ContractState


class FakeStorage:
    """One deployed contract: its slots, its clock and its running hash."""

    def __init__(
        self,
        ledger: FakeLedger,
        contract: Address,
        *,
        authority: Address = AUTHORITY,
        manager: Address = MANAGER,
    ) -> None:
        self.ledger = ledger
        self.contract = contract
        self.authority = authority
        self.guardian = authority
        self.sender = authority
        self.domain = Domain(chain_id=ledger.identity.chain_id, contract=contract)
        ledger.codes[contract] = b"the code of Antin"
        with ledger.block():
            tape = Tape(bytes(32), ContractState(0, ledger.identity.chain_id, 0, 0, 1))
            self._event(tape, "AuthorityUpdated(address)", manager)
            self._close(tape)

    @property
    def now(self) -> int:
        """The clock's time, UTC seconds, which the next block will carry."""
        return self.ledger.now

    @contextmanager
    def _call(self) -> Iterator[Tape]:
        """One call: refused or done as a whole. A retired contract refuses every one."""
        with self.ledger.block():
            state = self._get(ContractState, layout.fixed_slot(layout.CONTRACT_STATE))
            assert state is not None
            if state.retired_at:
                refuse("CONTRACT_RETIRED", retiredAt=state.retired_at)
            tape = Tape(self._read(layout.fixed_slot(layout.HEAD)), state)
            yield tape
            self._close(tape)

    @contextmanager
    def _restricted(self) -> Iterator[Tape]:
        """A restrictive act, which only the authority may do, at any time."""
        self._admit(self.authority)
        with self._call() as tape:
            yield tape

    @contextmanager
    def _permissive(self) -> Iterator[Tape]:
        """An act that only the authority may do, and nobody while the contract is paused."""
        with self._restricted() as tape:
            self._check_running(tape)
            yield tape

    def _admit(self, account: Address) -> None:
        if self.sender != account:
            refuse("NOT_AUTHORITY", caller="0x" + self.sender.hex())

    @staticmethod
    def _check_running(tape: Tape) -> None:
        if tape.state.paused:
            raise PausedError("CONTRACT_PAUSED", paused=tape.state.paused)

    def _event(self, tape: Tape, signature: str, *values: Any) -> None:
        name_end = signature.index("(")
        types = signature[name_end + 1 : -1].split(",")
        arguments = keccak256(encode(types, values))
        topic = keccak256(signature.encode())
        row = (tape.head, tape.state.count, self.now, topic, arguments)
        tape.head = keccak256(encode(["bytes32", "uint64", "uint256", "bytes32", "bytes32"], row))
        tape.state = replace(tape.state, count=tape.state.count + 1)

    def _close(self, tape: Tape) -> None:
        self._write(layout.fixed_slot(layout.HEAD), tape.head)
        self._put(layout.fixed_slot(layout.CONTRACT_STATE), tape.state)

    def _read(self, slot: bytes) -> bytes:
        return self.ledger.read(self.contract, slot)

    def _write(self, slot: bytes, value: bytes) -> None:
        self.ledger.write(self.contract, slot, value)

    def _get(self, kind: type[R], slot: bytes) -> R | None:
        return kind.decode(self._read(slot))

    def _put(self, slot: bytes, record: Record) -> None:
        self._write(slot, record.encode())

    def _receipt(self) -> Receipt:
        return Receipt(self.ledger.head, True, 0)

    def _time_or_now(self, time: int) -> int:
        return time or self.now

    def _past_or_now(self, time: int) -> int:
        effective = self._time_or_now(time)
        if effective > self.now:
            refuse("TAKES_EFFECT_LATER", effectiveFrom=effective, blockTime=self.now)
        return effective

    def _check_deadline(self, deadline: int) -> None:
        if self.now > deadline:
            refuse("DEADLINE_PASSED", deadline=deadline, blockTime=self.now)

    @staticmethod
    def _check_text(text: str, limit: int = MAX_ORDER_NUMBER) -> None:
        if len(text.encode()) > limit:
            refuse("CHAIN_TEXT_TOO_LONG", length=len(text.encode()), max=limit)

    def _change(self, kind: int, reason: int, effective: int, until: int = 0) -> ChangeRecord:
        return ChangeRecord(kind, reason, int(effective < self.now), effective, until, self.now)
