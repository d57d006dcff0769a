# SPDX-License-Identifier: Apache-2.0
"""Status records of many subjects, read in few round trips, and the moves that the contract allows."""

from collections.abc import Mapping, Sequence

from registry.core.records import Lane, State
from registry.core.types import Address
from registry.ports.chain import BlockRef, ChainReader
from registry.service.lane_records import LaneKey, Records, View, read_lane_records

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
    keys = [LaneKey(body, subject, lane) for body, subject in subjects]
    found = read_lane_records(View(reader, contract, block), keys)
    return [found[key] for key in keys]


def may_move(records: Records, to: State, lane: Lane = Lane.BODY) -> bool:
    """Whether the contract takes ``to`` after ``records``: the authority may correct its own lane freely."""
    if lane is Lane.AUTHORITY:
        return bool(records) or to is not State.ACTIVE
    return to in MOVES[last_state(records)]


def last_state(records: Records) -> State:
    """What the newest record of a lane says."""
    return State(records[-1].state) if records else State.ACTIVE
