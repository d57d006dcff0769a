# SPDX-License-Identifier: Apache-2.0
"""Records as the contract keeps them: one 32-byte slot each, fields packed from the low bits up.

Verifiers read storage, over RPC or out of a chain proof, never a view function: what a proof can show is
then exactly what a node can answer. An all-zero slot proves absence, since no record is ever all zero.
Times are UTC seconds; 0 in an optional time means none.
"""

from enum import IntEnum
from itertools import accumulate
from typing import ClassVar, Self

from msgspec import Struct

from registry.errors import EvidenceError

ZERO_SLOT = bytes(32)


class Lane(IntEnum):
    """Whose status records: what one lane did the other cannot undo."""

    BODY = 0
    AUTHORITY = 1


class State(IntEnum):
    """Status of a subject, by the contract's numbers. No record means active."""

    ACTIVE = 1
    SUSPENDED = 2
    SUPERSEDED = 3
    WITHDRAWN = 4

    @property
    def severity(self) -> int:
        """Where lanes differ the worse counts: active < superseded < suspended < withdrawn."""
        return (State.ACTIVE, State.SUPERSEDED, State.SUSPENDED, State.WITHDRAWN).index(self)


class KeyKind(IntEnum):
    """What a registered key is for."""

    CREDENTIAL = 1
    ANCHOR = 2


class Basis(IntEnum):
    """On what a grant rests."""

    REGISTRATION = 1
    ACCREDITATION = 2
    DESIGNATION = 3
    RECOGNITION = 4


class OrderAction(IntEnum):
    """What an order does to the certificates that it matches."""

    REVIEW = 1
    SUSPEND = 2
    WITHDRAW = 3


class ChangeKind(IntEnum):
    """What an append-only change record of a body, grant or key says."""

    REGISTERED = 1
    SUSPENDED = 2
    REINSTATED = 3
    WITHDRAWN = 4
    REDUCED = 5
    KEY_REVOKED = 6
    KEY_COMPROMISED = 7
    KEY_REGISTERED = 8


class Record(Struct, frozen=True):
    """Field order is packing order; ``widths`` are bits."""

    widths: ClassVar[tuple[int, ...]]
    places: ClassVar[tuple[tuple[int, int], ...]]
    """Of each field how many bits lie below it, and a mask of its own."""

    def __init_subclass__(cls) -> None:
        below = accumulate(cls.widths, initial=0)
        cls.places = tuple((shift, (1 << width) - 1) for shift, width in zip(below, cls.widths, strict=False))

    @classmethod
    def decode(cls, slot: bytes) -> Self | None:
        """The record, or ``None`` for an empty slot. Raises ``EvidenceError`` RECORD_FORMAT."""
        if slot == ZERO_SLOT:
            return None
        if len(slot) != 32:
            raise EvidenceError("RECORD_FORMAT", record=cls.__name__, reason=f"{len(slot)} bytes")
        number = int.from_bytes(slot, "big")
        if number >> sum(cls.widths):
            raise EvidenceError("RECORD_FORMAT", record=cls.__name__, reason="bits beyond its fields are set")
        return cls(*[number >> shift & mask for shift, mask in cls.places])

    def encode(self) -> bytes:
        """The slot; the inverse of ``decode``. Raises ``EvidenceError`` RECORD_FORMAT for a value that
        does not fit its field and would spill into the next.
        """
        number, shift = 0, 0
        for name, width in zip(self.__struct_fields__, self.widths, strict=True):
            value = getattr(self, name)
            if not 0 <= value < 1 << width:
                raise EvidenceError("RECORD_FORMAT", record=type(self).__name__, reason=f"{name} = {value}")
            number |= value << shift
            shift += width
        return number.to_bytes(32, "big")


class ContractState(Record, frozen=True):
    """Counter of events, chain id and whether the contract still accepts writes."""

    count: int
    chain_id: int
    retired_at: int
    paused: int
    version: int
    widths: ClassVar[tuple[int, ...]] = (64, 64, 40, 8, 16)


class BodyRecord(Record, frozen=True):
    """The current record of a body, which alone decides anchoring."""

    valid_from: int
    valid_until: int
    suspended_from: int
    recorded_at: int
    changes: int
    orders: int
    flags: int
    reason: int
    grants: int
    widths: ClassVar[tuple[int, ...]] = (40, 40, 40, 40, 16, 16, 8, 8, 16)


class GrantRecord(Record, frozen=True):
    """The current record of one grant of a body."""

    valid_from: int
    valid_until: int
    suspended_from: int
    recorded_at: int
    changes: int
    orders: int
    flags: int
    reason: int
    basis: int
    grantor: int
    widths: ClassVar[tuple[int, ...]] = (40, 40, 40, 40, 16, 16, 8, 8, 8, 16)


class ChangeRecord(Record, frozen=True):
    """One append-only change; ``effective_from`` and ``until`` as the change set them."""

    kind: int
    reason: int
    flags: int
    effective_from: int
    until: int
    recorded_at: int
    widths: ClassVar[tuple[int, ...]] = (8, 8, 8, 40, 40, 40)


class KeyRecord(Record, frozen=True):
    """A body's key. ``compromised_since`` only ever moves earlier."""

    kind: int
    valid_from: int
    revoked_at: int
    compromised_since: int
    recorded_at: int
    changes: int
    widths: ClassVar[tuple[int, ...]] = (8, 40, 40, 40, 40, 16)


class BatchRecord(Record, frozen=True):
    """An anchored batch; ``anchor_key`` is the address of the key that signed the request."""

    anchor_key: int
    anchored_at: int
    size: int
    flags: int
    widths: ClassVar[tuple[int, ...]] = (160, 40, 24, 8)


class StatusRecord(Record, frozen=True):
    """Record n of one lane of a subject."""

    state: int
    reason: int
    backdated: int
    effective_from: int
    recorded_at: int
    actor: int
    widths: ClassVar[tuple[int, ...]] = (3, 8, 1, 40, 40, 160)


class OrderRecord(Record, frozen=True):
    """An authority's order over the certificates of a body or grant whose issue lies in an interval."""

    action: int
    reason: int
    issued_from: int
    issued_until: int
    effective_from: int
    recorded_at: int
    retracted_at: int
    widths: ClassVar[tuple[int, ...]] = (8, 8, 40, 40, 40, 40, 40)


class SurveillanceRecord(Record, frozen=True):
    """The latest surveillance of one certificate; ``count`` is the number of the next one."""

    last: int
    next_due: int
    recorded_at: int
    count: int
    widths: ClassVar[tuple[int, ...]] = (40, 40, 40, 16)
