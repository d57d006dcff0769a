# SPDX-License-Identifier: Apache-2.0
"""Status records of many subjects, read in few round trips, and the moves that the contract allows."""

from collections.abc import Mapping, Sequence
from functools import partial

from registry.core import layout
from registry.core.hashing import body_id
from registry.core.records import Lane, State, StatusRecord
from registry.core.types import Address
from registry.errors import EvidenceError
from registry.ports.chain import BlockRef, ChainReader
from registry.verify.slots import MAX_RECORDS, SlotTable

Records = tuple[StatusRecord, ...]
_PORTION = 200
# docs/spec/contract.md: what a body may write after the last record of its lane; no record means active.
MOVES: Mapping[State, frozenset[State]] = {
    State.ACTIVE: frozenset({State.SUSPENDED, State.SUPERSEDED, State.WITHDRAWN}),
    State.SUSPENDED: frozenset({State.ACTIVE, State.SUPERSEDED, State.WITHDRAWN}),
    State.SUPERSEDED: frozenset({State.WITHDRAWN}),
    State.WITHDRAWN: frozenset(),
}


def read_lanes(
    reader: ChainReader,
    contract: Address,
    subjects: Sequence[tuple[str, bytes]],
    block: BlockRef,
    lane: Lane = Lane.BODY,
) -> list[Records]:
    """The records of each (body code, subject), in order, at one block.

    Raises ``TransientError`` CHAIN_UNREACHABLE, ``EvidenceError`` RECORD_FORMAT, TOO_MANY_RECORDS.
    """
    found: list[Records] = []
    for start in range(0, len(subjects), _PORTION):
        portion = subjects[start : start + _PORTION]
        read = partial(_read, portion=portion, lane=lane)
        try:
            found += SlotTable().resolve(read, lambda slots: reader.slots(contract, slots, block))
        except EvidenceError as error:
            if error.code != "EVIDENCE_TOO_LARGE":
                raise
            raise EvidenceError("TOO_MANY_RECORDS", limit=MAX_RECORDS) from error
    return found


def may_move(records: Records, to: State, lane: Lane = Lane.BODY) -> bool:
    """Whether the contract takes ``to`` after ``records``: the authority may correct its own lane freely."""
    if lane is Lane.AUTHORITY:
        return bool(records) or to is not State.ACTIVE
    return to in MOVES[last_state(records)]


def last_state(records: Records) -> State:
    """What the newest record of a lane says."""
    return State(records[-1].state) if records else State.ACTIVE


def _read(table: SlotTable, portion: Sequence[tuple[str, bytes]], lane: Lane) -> list[Records]:
    return [
        table.listed(StatusRecord, partial(layout.status_slot, body_id(body), subject, lane))
        for body, subject in portion
    ]
