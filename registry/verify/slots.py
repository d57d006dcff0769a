# SPDX-License-Identifier: Apache-2.0
"""Storage slots as they become known, a round at a time.

Whoever interprets storage asks for slots as if all were there; what is not yet there is remembered, read
in one batch, and the interpretation starts again. Few round trips, and the same code reads a chain proof.
"""

from collections.abc import Callable, Sequence
from typing import TypeVar

from registry.core.records import ZERO_SLOT, Record
from registry.errors import EvidenceError

MAX_RECORDS = 4_096
MAX_SLOTS = 32_768
AHEAD = 4
"""Slots of a list that are asked for beyond those known, to save round trips; a proof holds none of them."""
R = TypeVar("R", bound=Record)
T = TypeVar("T")
Fetch = Callable[[Sequence[bytes]], list[bytes]]
"""The values of slots, in order."""
FetchOne = Callable[[bytes], bytes]
"""The value of one slot."""


class SlotTable:
    """What is known of one contract's storage at one block."""

    def __init__(self, ahead: int = AHEAD) -> None:
        self._ahead = ahead
        self._known: dict[bytes, bytes] = {}
        self._wanted: dict[bytes, None] = {}
        self._fetch: FetchOne | None = None

    def word(self, slot: bytes) -> bytes:
        """The value of a slot; zero for now where it is not known yet."""
        if (known := self._known.get(slot)) is not None:
            return known
        if self._fetch is None:
            self._wanted[slot] = None
            return ZERO_SLOT
        if len(self._known) == MAX_SLOTS:
            _bound(MAX_SLOTS + 1, MAX_SLOTS)
        found = self._known[slot] = self._fetch(slot)
        return found

    def record(self, kind: type[R], slot: bytes) -> R | None:
        """The record in a slot, or ``None``. Raises ``EvidenceError`` RECORD_FORMAT."""
        return kind.decode(self.word(slot))

    def counted(self, kind: type[R], count: int, place: Callable[[int], bytes]) -> tuple[R, ...]:
        """Records 0 to ``count`` - 1, of which none may be missing, and none may follow."""
        _bound(count)
        slots = [place(n) for n in range(count)]
        records = [self.record(kind, slot) for slot in slots]
        if self.record(kind, place(count)) is not None:
            raise EvidenceError("EVIDENCE_CONTRADICTORY", what=kind.__name__)
        return self._complete(kind, records, slots)

    def listed(self, kind: type[R], place: Callable[[int], bytes]) -> tuple[R, ...]:
        """Records 0, 1, 2 … up to the first empty slot, which proves that the list is complete."""
        found: list[R] = []
        while (record := self.record(kind, place(len(found)))) is not None:
            found.append(record)
            _bound(len(found))
        if self._ahead and place(len(found)) not in self._known:
            for n in range(len(found), 2 * len(found) + self._ahead):
                self.word(place(n))
        return tuple(found)

    @property
    def wanted(self) -> tuple[bytes, ...]:
        """Slots that were asked for and are not known yet."""
        return tuple(self._wanted)

    def read(self, interpret: Callable[["SlotTable"], T], fetch: FetchOne) -> T:
        """What ``interpret`` makes of storage that is at hand: each slot is read when it is asked for."""
        self._fetch = fetch
        return interpret(self)

    def resolve(self, interpret: Callable[["SlotTable"], T], fetch: Fetch) -> T:
        """What ``interpret`` makes of the storage once ``fetch`` has read every slot that it asks for."""
        while True:
            self._wanted.clear()
            result = interpret(self)
            if not self._wanted:
                return result
            slots = list(self._wanted)
            _bound(len(self._known) + len(slots), MAX_SLOTS)
            self._known.update(zip(slots, fetch(slots), strict=True))

    def _complete(self, kind: type[R], records: Sequence[R | None], slots: Sequence[bytes]) -> tuple[R, ...]:
        present = tuple([record for record in records if record is not None])
        if len(present) != len(records):
            missing = (slot for record, slot in zip(records, slots, strict=True) if record is None)
            if any(slot in self._known for slot in missing):
                raise EvidenceError("EVIDENCE_CONTRADICTORY", what=kind.__name__)
        return present


def _bound(count: int, limit: int = MAX_RECORDS) -> None:
    if count > limit:
        raise EvidenceError("EVIDENCE_TOO_LARGE", limit=limit)
