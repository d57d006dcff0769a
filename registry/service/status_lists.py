# SPDX-License-Identifier: Apache-2.0
"""Status lists as published: derived from the chain at one final block, signed by the registry's own key.

Kept in memory for as long as they say that they hold, never longer. As long as no contract has recorded a new
event (its running hash is the same) and no certificate was added, records are not read again; after a change only
those that the events in between name, once the running hash shows that none of them is missing.
"""

import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace

from registry.core import layout
from registry.core.credential.addresses import LIST_SIZE
from registry.core.credential.jws import sign_credential
from registry.core.did import registry_did
from registry.core.records import ContractState
from registry.core.status_list import PURPOSES, ListFrame, Purpose, encode_list, list_payload
from registry.core.types import Address
from registry.errors import EvidenceError, RefusedError, TransientError
from registry.ports.chain import BlockRef, ChainReader
from registry.ports.store_rows import ListedCertificate
from registry.service.lane_records import View
from registry.service.publish_deps import PublishDeps
from registry.service.status_bits import ContractRecords, Entry, bits_of, entry_of, read_records
from registry.service.status_changes import Mark, mark_of, touched_since

FRESH_SECONDS = 60
"""How long a list is handed out without asking the chain again."""
LIFE_SECONDS = 900
"""How long a list holds after the time it was derived for: the longest that a status change can stay unseen."""
ListKey = tuple[str, int]


@dataclass(frozen=True, slots=True)
class PublishedList:
    """One signed list, its interval in UTC seconds, and the block that it was derived at."""

    jws: bytes
    valid_until: int
    block: BlockRef


@dataclass(frozen=True, slots=True)
class _Line:
    """Entries that one contract anchored, with its records and its successors', and how far each was read."""

    marks: tuple[Mark, ...]
    rows: tuple[ListedCertificate, ...]
    entries: tuple[Entry, ...]
    records: tuple[ContractRecords, ...]


@dataclass(frozen=True, slots=True)
class _Kept:
    made_at: int
    lists: dict[Purpose, PublishedList]
    lines: dict[bytes, _Line]

    @property
    def holds_until(self) -> int:
        """Until when any of it may be handed out at all."""
        return min(one.valid_until for one in self.lists.values())

    def is_fresh(self, now: int) -> bool:
        """Whether the chain need not be asked again."""
        return self.made_at <= now < min(self.made_at + FRESH_SECONDS, self.holds_until)


class StatusLists:
    """Safe to ask from several threads; each list is derived by one of them at a time."""

    def __init__(self, deps: PublishDeps) -> None:
        self._deps = deps
        self._kept: dict[ListKey, _Kept] = {}
        self._locks: dict[ListKey, threading.Lock] = {}
        self._guard = threading.Lock()

    def get(self, body: str, number: int, purpose: Purpose) -> PublishedList:
        """The list as it may be handed out now.

        Raises ``RefusedError`` STATUS_LIST_UNKNOWN; ``TransientError`` where the chain gives no answer and the
        list at hand does not hold any more, STATUS_LIST_STALE where the chain stands still; ``EvidenceError``;
        ``UsageError`` KEY_MISSING.
        """
        key, kept = (body, number), self._kept.get((body, number))
        if kept is not None and kept.is_fresh(self._deps.clock.now()):
            return kept.lists[purpose]
        lock, holds = self._lock(key), kept is not None and self._deps.clock.now() < kept.holds_until
        if not lock.acquire(blocking=not holds):
            assert kept is not None  # another thread renews it; meanwhile it holds
            return kept.lists[purpose]
        try:
            return self._renewed(key, _rows(self._deps, body, number)).lists[purpose]
        finally:
            lock.release()

    def _renewed(self, key: ListKey, rows: tuple[ListedCertificate, ...]) -> _Kept:
        now, kept = self._deps.clock.now(), self._kept.get(key)
        if kept is not None and kept.is_fresh(now):
            return kept  # another thread was first
        try:
            self._kept[key] = _derive(self._deps, key, rows, kept)
        except TransientError:
            # What was read before holds until it says otherwise; after that there is no answer.
            if kept is None or now >= kept.holds_until:
                raise
            return kept
        return self._kept[key]

    def _lock(self, key: ListKey) -> threading.Lock:
        with self._guard:
            return self._locks.setdefault(key, threading.Lock())


def _rows(deps: PublishDeps, body: str, number: int) -> tuple[ListedCertificate, ...]:
    """The certificates of a list; list 0 of a body is there before its first certificate."""
    first = number * LIST_SIZE
    with deps.store.reading() as work:
        known = work.bodies.get(body) is not None
        rows = work.certificates.listed(body, first, first + LIST_SIZE) if known else []
    if not known or (number and not rows):
        raise RefusedError("STATUS_LIST_UNKNOWN")
    return tuple(rows)


def _derive(
    deps: PublishDeps, key: ListKey, rows: tuple[ListedCertificate, ...], kept: _Kept | None
) -> _Kept:
    reader = deps.reader()
    block = deps.final_block(reader)
    job = _Job(deps, *key, reader, block, deps.known_until(block))
    if job.since + LIFE_SECONDS <= deps.clock.now():
        raise TransientError("STATUS_LIST_STALE", block=block.number)
    lines = {
        contract: job.line(contract, mine, kept.lines.get(contract) if kept else None)
        for contract, mine in _by_contract(rows, deps.network.current.address).items()
    }
    bits: dict[Purpose, list[int]] = {purpose: [] for purpose in PURPOSES}
    for line in lines.values():
        for purpose, found in bits_of(line.records, job.body, line.entries, job.since).items():
            bits[purpose] += found
    return _Kept(deps.clock.now(), {purpose: job.sign(purpose, bits[purpose]) for purpose in PURPOSES}, lines)


def _by_contract(
    rows: Sequence[ListedCertificate], current: Address
) -> dict[bytes, tuple[ListedCertificate, ...]]:
    """Even an empty list asks the contract in use, so that it is never signed without a chain."""
    found: dict[bytes, list[ListedCertificate]] = {} if rows else {bytes(current): []}
    for row in rows:
        found.setdefault(row.contract, []).append(row)
    return {contract: tuple(mine) for contract, mine in found.items()}


def _heads(marks: Sequence[Mark]) -> list[bytes]:
    return [mark.head for mark in marks]


@dataclass(frozen=True, slots=True)
class _Job:
    """One list at one block; ``since`` is the time that the answer is for."""

    deps: PublishDeps
    body: str
    number: int
    reader: ChainReader
    block: BlockRef
    since: int

    def line(self, contract: bytes, rows: tuple[ListedCertificate, ...], kept: _Line | None) -> _Line:
        """The records of what ``contract`` anchored; of ``kept``, what nothing has happened to since."""
        views = self._succession(View(self.reader, Address(contract), self.block))
        marks = tuple(mark_of(view) for view in views)
        if kept is not None and (_heads(kept.marks), kept.rows) == (_heads(marks), rows):
            return replace(kept, marks=marks)
        known = {} if kept is None else dict(zip(kept.rows, kept.entries, strict=True))
        entries = tuple(known.get(row) or entry_of(row, self.number * LIST_SIZE) for row in rows)
        before = kept if kept is not None and len(kept.records) == len(views) else None
        return _Line(marks, rows, entries, self._records(views, marks, entries, before) if rows else ())

    def _records(
        self, views: Sequence[View], marks: Sequence[Mark], entries: Sequence[Entry], kept: _Line | None
    ) -> tuple[ContractRecords, ...]:
        found = []
        for n, (view, mark) in enumerate(zip(views, marks, strict=True)):
            touched = None if kept is None else self._touched(view, kept.marks[n], mark)
            if kept is None or touched is None:
                found.append(read_records(view, self.body, entries))
            else:
                found.append(read_records(view, self.body, entries, kept.records[n], touched))
        return tuple(found)

    def _touched(self, view: View, before: Mark, now: Mark) -> frozenset[bytes] | None:
        if self.deps.logs is None:
            return None
        return touched_since(before, now, view.contract, self.body, self.deps.logs())

    def sign(self, purpose: Purpose, bits: Sequence[int]) -> PublishedList:
        """The list as a credential of the registry."""
        origin, network, block = self.deps.origin, self.deps.network, self.block
        contract = f"0x{network.current.address.hex()}"
        frame = ListFrame(
            address=f"{origin}/body/{self.body}/status/{self.number}/{purpose}",
            issuer=registry_did(origin),
            purpose=purpose,
            valid_from=self.since,
            valid_until=self.since + LIFE_SECONDS,
            source=f"urn:antin:chain:{network.chain_id}:{contract}:{block.number}:0x{block.hash.hex()}",
        )
        jws = sign_credential(list_payload(frame, encode_list(bits)), self.deps.signer())
        return PublishedList(jws, frame.valid_until, block)

    def _succession(self, first: View) -> list[View]:
        """The contract and those that took over. Raises ``EvidenceError`` STATUS_LIST_SUCCESSOR where one hands
        over to a contract that the trust list does not pin, STATUS_LIST_CONTRACT where none of ours is.
        """
        views, network = [first], self.deps.network
        while True:
            named = "0x" + views[-1].contract.hex()
            slots = (layout.fixed_slot(layout.CONTRACT_STATE), layout.fixed_slot(layout.SUCCESSOR))
            state_slot, successor_slot = views[-1].read(slots)
            state = ContractState.decode(state_slot)
            if state is None or state.chain_id != network.chain_id:
                raise EvidenceError("STATUS_LIST_CONTRACT", contract=named)
            if not state.retired_at:
                return views
            successor = network.contract(Address(successor_slot[12:]))
            if successor is None or successor.address in {view.contract for view in views}:
                raise EvidenceError("STATUS_LIST_SUCCESSOR", contract=named)
            views.append(View(self.reader, successor.address, self.block))
