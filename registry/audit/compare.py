# SPDX-License-Identifier: Apache-2.0
"""A log held against the contract's own storage: whether they agree, and if not, since which block.

Two logs that differ once never have the same running hash again, so the first bad block is found by
bisection over the blocks at which the contract's hash can be read.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from registry.audit.replay import Mark, Trace, Watch, replay
from registry.audit.slots import implied_slots
from registry.audit.state import RegistryState
from registry.core import layout
from registry.core.records import ContractState
from registry.core.types import Address
from registry.errors import EvidenceError, RegistryError
from registry.ports.chain import BlockRef, ChainReader
from registry.ports.logs import LogPage

_FIXED = (layout.fixed_slot(layout.HEAD), layout.fixed_slot(layout.CONTRACT_STATE))
SLOTS_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Break:
    """Where log and chain part: ``block`` is the first bad one, or where ``exact`` is false the first at which
    they are known to differ, since the node no longer has the storage of earlier blocks.
    """

    block: int
    exact: bool
    reason: RegistryError | None = None
    """The rule that the log broke there, where that is known."""


@dataclass(frozen=True, slots=True)
class Examination:
    """A replayed log: the state it amounts to, and where it parts from the chain (``None``: nowhere)."""

    state: RegistryState
    broken: Break | None


@dataclass(frozen=True, slots=True)
class SlotDifference:
    """One storage slot that the events do not explain."""

    slot: bytes
    replayed: bytes
    on_chain: bytes


def examine(
    pages: Iterable[LogPage],
    state: RegistryState,
    reader: ChainReader,
    contract: Address,
    at: BlockRef,
    *,
    first: int = 0,
    watch: Watch | None = None,
) -> Examination:
    """Replay up to block ``at`` and compare hash and count with the contract's storage there.

    ``first`` is the contract's first block. Raises what ``reader`` raises at block ``at`` itself: without the
    newest storage nothing can be told.
    """
    trace = Trace()
    try:
        replay(pages, state, watch=watch, trace=trace)
    except EvidenceError as error:
        if "block" not in error.params:
            raise
        return Examination(state, _broken_off(error, trace, reader, contract, (first, at)))
    state.block, state.time = at.number, at.timestamp  # a recording's page may end later
    if mark_at(reader, contract, at) == _comparable(trace.at(at.number)):
        return Examination(state, None)
    return Examination(state, first_bad_block(trace, reader, contract, first, at.number))


def confirmed(pages: Iterable[LogPage], reader: ChainReader, at: BlockRef) -> Iterator[LogPage]:
    """Pages of a recording whose logs name blocks as the chain has them: the running hash covers the time of
    an event, not the number of its block; and whose ends are the chain's. Raises ``EvidenceError``
    AUDIT_LOG_BLOCK, AUDIT_LOG_END.
    """
    known: BlockRef | None = None
    for page in pages:
        for n, log in enumerate(page.logs):
            if known is None or known.number != log.block:
                known = reader.block_at(log.block) if log.block <= at.number else None
            if known is None or (known.hash, known.timestamp) != (log.block_hash, log.timestamp):
                yield LogPage(page.end, page.logs[:n])
                raise EvidenceError("AUDIT_LOG_BLOCK", block=log.block, index=log.index)
        yield page
        if page.end.number <= at.number and reader.block_at(page.end.number) != page.end:
            raise EvidenceError("AUDIT_LOG_END", block=page.end.number)


def mark_at(reader: ChainReader, contract: Address, block: BlockRef) -> tuple[bytes, int]:
    """The contract's own running hash and number of events at the end of a block."""
    head, stored = reader.slots(contract, _FIXED, block)
    state = ContractState.decode(stored)
    return head, state.count if state else 0


def first_bad_block(trace: Trace, reader: ChainReader, contract: Address, first: int, last: int) -> Break:
    """The smallest block at which the log's hash is not the contract's, given that they differ at ``last``."""
    good, bad, known = first - 1, last, True
    while bad - good > 1:
        middle = (good + bad) // 2
        try:
            found = mark_at(reader, contract, reader.block_at(middle))
        except RegistryError:
            # The node has thrown this block's storage away, and that of all before it.
            good, known = middle, False
            continue
        if found == _comparable(trace.at(middle)):
            good, known = middle, True
        else:
            bad = middle
    return Break(bad, known)


def differing_slots(
    state: RegistryState, reader: ChainReader, contract: Address, block: BlockRef
) -> Iterator[tuple[int, SlotDifference | None]]:
    """Compare every slot that the state implies; yields the number compared so far, with each difference."""
    done, batch = 0, list[tuple[bytes, bytes]]()
    for pair in implied_slots(state):
        batch.append(pair)
        if len(batch) == SLOTS_AT_ONCE:
            done += len(batch)
            yield from _compare(batch, reader, contract, block, done)
            batch = []
    done += len(batch)
    yield from _compare(batch, reader, contract, block, done)


def _compare(
    batch: Sequence[tuple[bytes, bytes]], reader: ChainReader, contract: Address, block: BlockRef, done: int
) -> Iterator[tuple[int, SlotDifference | None]]:
    stored = reader.slots(contract, [slot for slot, _ in batch], block)
    for (slot, value), found in zip(batch, stored, strict=True):
        if value != found:
            yield done, SlotDifference(slot, value, found)
    yield done, None


def _broken_off(
    error: EvidenceError, trace: Trace, reader: ChainReader, contract: Address, span: tuple[int, BlockRef]
) -> Break:
    """The log broke a rule at some block; what is wrong may have begun before."""
    first, at = span
    claimed = int(str(error.params["block"]))
    last = min(claimed - 1, at.number)
    if last < first:
        return Break(claimed, exact=True, reason=error)
    try:
        agrees = mark_at(reader, contract, reader.block_at(last)) == _comparable(trace.at(last))
    except RegistryError:
        return Break(claimed, exact=False, reason=error)
    if agrees:
        return Break(claimed, exact=True, reason=error)
    return first_bad_block(trace, reader, contract, first, last)


def _comparable(mark: Mark) -> tuple[bytes, int]:
    return mark.head, mark.count
