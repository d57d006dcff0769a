# SPDX-License-Identifier: Apache-2.0
"""Every storage slot that a state implies, so that it can be compared with the contract's own storage."""

from collections.abc import Iterator

from registry.audit.state import SLOT, BodyState, RegistryState, Thread
from registry.core import layout
from registry.core.hashing import keccak256
from registry.core.records import Lane

AUTHORITY_COUNTS = 13
"""Length of the authority's lane, for the writer only (docs/spec/contract.md)."""
MANAGER = 14
Slot = tuple[bytes, bytes]


def implied_slots(state: RegistryState) -> Iterator[Slot]:
    """Pairs of slot and 32-byte value, each slot once; what is not among them is zero. None before the first
    event, which the constructor writes.
    """
    if not state.count:
        return
    yield layout.fixed_slot(layout.HEAD), state.head
    yield layout.fixed_slot(layout.CONTRACT_STATE), state.contract_state.encode()
    yield layout.fixed_slot(layout.SUCCESSOR), state.successor.rjust(SLOT, b"\0")
    yield layout.fixed_slot(MANAGER), state.manager.rjust(SLOT, b"\0")
    for batch_id, batch in state.batches.items():
        yield layout.batch_slot(batch_id), batch.record.encode()
    for body_id, body in state.bodies.items():
        yield from _body(body_id, body)


def _body(body_id: bytes, body: BodyState) -> Iterator[Slot]:
    for number, thread in body.threads.items():
        yield from _thread(body_id, number, thread)
    for key, key_state in body.keys.items():
        yield layout.key_slot(body_id, key), key_state.record.encode()
        for n, change in enumerate(key_state.changes):
            yield layout.key_change_slot(body_id, key, n), change.encode()
    for (subject, lane), slots in body.lanes.items():
        for n in range(len(slots) // SLOT):
            yield layout.status_slot(body_id, subject, lane, n), slots[n * SLOT : (n + 1) * SLOT]
        if lane == Lane.AUTHORITY:
            yield authority_count_slot(body_id, subject), layout.fixed_slot(len(slots) // SLOT)
    for subject, surveillance in body.surveillance.items():
        yield layout.surveillance_slot(body_id, subject), surveillance.record.encode()


def _thread(body_id: bytes, number: int, thread: Thread) -> Iterator[Slot]:
    yield (
        (layout.grant_slot(body_id, number) if number else layout.body_slot(body_id)),
        thread.record.encode(),
    )
    if number:
        yield layout.grant_scope_slot(body_id, number), thread.scope
    for n, change in enumerate(thread.changes):
        yield layout.change_slot(body_id, number, n), change.encode()
    for n, order in enumerate(thread.orders):
        yield layout.order_slot(body_id, number, n), order.encode()


def authority_count_slot(body_id: bytes, subject: bytes) -> bytes:
    """Where the contract counts the authority's records of a subject."""
    return keccak256(subject + keccak256(body_id + layout.fixed_slot(AUTHORITY_COUNTS)))
