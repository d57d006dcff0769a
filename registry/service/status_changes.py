# SPDX-License-Identifier: Apache-2.0
"""Whose status changed between two blocks, out of the contract's logs. They are believed only where the running hash
in storage shows that none is missing, altered or moved; else everything is read again.
"""

from dataclasses import dataclass

from registry.core import layout
from registry.core.events import StatusSet, arguments_hash, decode_event, next_head
from registry.core.hashing import body_id
from registry.core.records import ContractState
from registry.core.types import Address
from registry.errors import EvidenceError
from registry.ports.logs import LogReader
from registry.service.lane_records import View

MAX_EVENTS = 5_000
MAX_BLOCKS = 100_000
"""Beyond these it is cheaper to read every certificate than the logs."""


@dataclass(frozen=True, slots=True)
class Mark:
    """How far a contract was read: block, number of events, running hash."""

    block: int
    count: int
    head: bytes


def mark_of(view: View) -> Mark:
    """Where the contract stands at the view's block. Raises ``TransientError``, ``EvidenceError``."""
    head, slot = view.read([layout.fixed_slot(layout.HEAD), layout.fixed_slot(layout.CONTRACT_STATE)])
    state = ContractState.decode(slot)
    return Mark(view.block.number, state.count if state else 0, head)


def touched_since(
    before: Mark, now: Mark, contract: Address, body: str, logs: LogReader
) -> frozenset[bytes] | None:
    """The leaves and batches of the body with new status records; ``None`` where the logs do not lead from one mark
    to the other, or are too many to be worth it. Raises ``TransientError`` as the reader does.
    """
    if before.head == now.head:
        return frozenset()
    if not 0 < now.count - before.count <= MAX_EVENTS or not 0 < now.block - before.block <= MAX_BLOCKS:
        return None
    try:
        return _folded(before, now, contract, body, logs)
    except EvidenceError:  # a node that limits or garbles its logs
        return None


def _folded(
    before: Mark, now: Mark, contract: Address, body: str, logs: LogReader
) -> frozenset[bytes] | None:
    head, count, name = before.head, before.count, body_id(body)
    touched = set[bytes]()
    for log in logs.logs(contract, before.block + 1, now.block):
        event = decode_event(log.topics, log.data)
        head = next_head(head, count, log.timestamp, log.topics[0], arguments_hash(log.topics, log.data))
        count += 1
        if isinstance(event, StatusSet) and event.body == name:
            touched.add(event.subject)
    return frozenset(touched) if (head, count) == (now.head, now.count) else None
