# SPDX-License-Identifier: Apache-2.0
"""Status records of many subjects out of one contract at one block, in few round trips.

Records are numbered without gaps, so that the first empty slot ends a lane: absence is an answer, a missing
answer is an error of the reader.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from registry.core import layout
from registry.core.hashing import body_id
from registry.core.records import Lane, StatusRecord
from registry.core.types import Address
from registry.errors import EvidenceError
from registry.ports.chain import BlockRef, ChainReader

MAX_RECORDS = 4_096


@dataclass(frozen=True, slots=True)
class View:
    """One contract's storage at one block."""

    reader: ChainReader
    contract: Address
    block: BlockRef

    def read(self, slots: Sequence[bytes]) -> list[bytes]:
        """The values in order; no call for no slots."""
        return self.reader.slots(self.contract, slots, self.block) if slots else []


@dataclass(frozen=True, slots=True)
class LaneKey:
    """One lane of one subject (a leaf or, in the body's lane, a batch) of the body with this code."""

    body: str
    subject: bytes
    lane: Lane

    def slot(self, n: int) -> bytes:
        """Where record n lies."""
        return layout.status_slot(body_id(self.body), self.subject, self.lane, n)


Records = tuple[StatusRecord, ...]


def read_lane_records(view: View, lanes: Sequence[LaneKey]) -> dict[LaneKey, Records]:
    """Every record of each lane. The first round asks for one slot a lane, since most have none; each later one
    for as many more as were found.

    Raises ``TransientError`` as the reader does, ``EvidenceError`` RECORD_FORMAT, TOO_MANY_RECORDS.
    """
    found: dict[LaneKey, list[StatusRecord]] = {key: [] for key in lanes}
    open_lanes = list(found)
    while open_lanes:
        open_lanes = _next_round(view, found, open_lanes)
    return {key: tuple(records) for key, records in found.items()}


def _next_round(
    view: View, found: dict[LaneKey, list[StatusRecord]], open_lanes: Sequence[LaneKey]
) -> list[LaneKey]:
    places = [(key, n) for key in open_lanes for n in _wanted(len(found[key]))]
    values = view.read([key.slot(n) for key, n in places])
    ended: set[LaneKey] = set()
    for (key, _), value in zip(places, values, strict=True):
        record = StatusRecord.decode(value)
        if record is None:
            ended.add(key)
        elif key not in ended:
            found[key].append(record)
    return [key for key in open_lanes if key not in ended]


def _wanted(count: int) -> range:
    if count > MAX_RECORDS:
        raise EvidenceError("TOO_MANY_RECORDS", limit=MAX_RECORDS)
    return range(count, count + max(1, count))
