# SPDX-License-Identifier: Apache-2.0
"""The registry's state as a replay builds it: records as the contract keeps them, histories beside them.

A builder: ``registry.audit.replay.apply`` is its only writer. Status records are kept as the 32-byte slots
that the contract stores, one lane in one string of bytes, since a registry has few bodies and many statuses.
"""

from dataclasses import dataclass, field

from registry.core.records import (
    BatchRecord,
    BodyRecord,
    ChangeRecord,
    ContractState,
    GrantRecord,
    KeyRecord,
    OrderRecord,
    StatusRecord,
    SurveillanceRecord,
)

SLOT = 32
CONTRACT_VERSION = 1


@dataclass(slots=True)
class Thread:
    """A body or a grant: its current record, its changes and the orders over it, in order of number."""

    record: BodyRecord | GrantRecord
    scope: bytes = b""
    """keccak256 of a grant's scope code."""
    changes: list[ChangeRecord] = field(default_factory=list)
    orders: list[OrderRecord] = field(default_factory=list)


@dataclass(slots=True)
class KeyState:
    """A key of a body and its changes."""

    record: KeyRecord
    changes: list[ChangeRecord] = field(default_factory=list)


@dataclass(slots=True)
class BatchState:
    """An anchored batch with the preimage of its id."""

    body: bytes
    grants: tuple[int, ...]
    root: bytes
    record: BatchRecord


@dataclass(slots=True)
class SurveillanceState:
    """The current record of a certificate's surveillance, and every one recorded."""

    record: SurveillanceRecord
    history: list[SurveillanceRecord] = field(default_factory=list)


@dataclass(slots=True)
class BodyState:
    """Everything recorded under one body. ``threads`` has the body itself at 0 and its grants at theirs;
    ``lanes`` has the slots of all records of a (subject, lane), joined.
    """

    threads: dict[int, Thread] = field(default_factory=dict)
    keys: dict[bytes, KeyState] = field(default_factory=dict)
    lanes: dict[tuple[bytes, int], bytes] = field(default_factory=dict)
    surveillance: dict[bytes, SurveillanceState] = field(default_factory=dict)


@dataclass(slots=True)
class RegistryState:
    """One contract up to block ``block`` at ``time`` (UTC seconds); ``index`` is the last log's.

    ``head`` and ``count`` are the running hash and the number of events, as the contract keeps them.
    """

    chain_id: int
    block: int = -1
    time: int = 0
    index: int = -1
    head: bytes = bytes(32)
    count: int = 0
    retired_at: int = 0
    paused: int = 0
    successor: bytes = b""
    manager: bytes = b""
    bodies: dict[bytes, BodyState] = field(default_factory=dict)
    batches: dict[bytes, BatchState] = field(default_factory=dict)

    @property
    def contract_state(self) -> ContractState:
        """Counters and switches as the contract stores them; all zero before its first event."""
        return ContractState(self.count, self.chain_id, self.retired_at, self.paused, CONTRACT_VERSION)

    def thread(self, body: bytes, grant: int = 0) -> Thread | None:
        """A body (``grant`` 0) or one of its grants."""
        found = self.bodies.get(body)
        return found.threads.get(grant) if found else None

    def key(self, body: bytes, key: bytes) -> KeyState | None:
        """A key of a body; ``key`` is a thumbprint or ``layout.anchor_key_id``."""
        found = self.bodies.get(body)
        return found.keys.get(key) if found else None

    def statuses(self, body: bytes, subject: bytes, lane: int) -> tuple[StatusRecord, ...]:
        """The records of one lane of a leaf or a batch, in order of number."""
        found = self.bodies.get(body)
        slots = found.lanes.get((subject, lane), b"") if found else b""
        records = (StatusRecord.decode(slots[at : at + SLOT]) for at in range(0, len(slots), SLOT))
        return tuple(record for record in records if record is not None)

    def surveillance(self, body: bytes, subject: bytes) -> SurveillanceState | None:
        """The surveillance of one certificate, by its leaf hash."""
        found = self.bodies.get(body)
        return found.surveillance.get(subject) if found else None
