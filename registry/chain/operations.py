# SPDX-License-Identifier: Apache-2.0
"""One act in the access manager's schedule, and where it stands."""

from dataclasses import dataclass
from enum import StrEnum

from eth_abi.abi import encode

from registry.core.hashing import keccak256
from registry.core.types import Address
from registry.errors import ScheduledAct


class Stage(StrEnum):
    """Where an operation stands."""

    WAITING = "waiting"
    READY = "ready"
    EXPIRED = "expired"
    EXECUTED = "executed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One scheduling of a call; ``ended`` is EXECUTED or CANCELLED, at ``ended_at``. Times are UTC seconds."""

    id: bytes
    nonce: int
    caller: Address
    target: Address
    data: bytes
    scheduled_at: int
    ready_at: int
    expires_at: int
    ended: Stage | None = None
    ended_at: int = 0

    def stage(self, now: int) -> Stage:
        """As it is at ``now``."""
        if self.ended is not None:
            return self.ended
        if now < self.ready_at:
            return Stage.WAITING
        return Stage.READY if now < self.expires_at else Stage.EXPIRED

    def act(self, *, new: bool) -> ScheduledAct:
        """As an error carries it."""
        return ScheduledAct("0x" + self.id.hex(), self.ready_at, self.expires_at, new)


def operation_id(caller: Address, target: Address, call: bytes) -> bytes:
    """As ``AccessManager.hashOperation``."""
    return keccak256(encode(["address", "address", "bytes"], [caller, target, call]))
