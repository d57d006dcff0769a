# SPDX-License-Identifier: Apache-2.0
"""The validators of a network as its own votes made them, set against those that the trust list pins.

For whoever keeps the trust list: nobody types addresses and block numbers by hand. What nodes say is not believed;
headers are read in batches, each by its seals, and only the last block must be the one that enough nodes name.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from msgspec.structs import replace

from registry.core.chainproof.header import Header
from registry.core.chainproof.votes import Follower, Interval
from registry.errors import EvidenceError, RegistryError, TransientError, UsageError
from registry.ports.chain import BlockRef, ChainProver
from registry.ports.clock import Clock
from registry.service.drive import UNSETTLED
from registry.service.finality import blocks_to_finality
from registry.verify.pinned import Network, ValidatorSet

BATCH = 250
"""Headers in one question; geth answers up to a thousand, Besu 1,024."""
PATIENCE = 5
"""Blocks to wait for nodes that do not agree on the newest one; on Clique two may be made at once."""
_LISTED = ("qbft", "ibft2")
"""Here each header lists its validators: what votes led to, by an epoch that may have been named wrongly, is told once
a header says so too.
"""
Progress = Callable[[int, int], None]


class Blocks(Protocol):
    """Which blocks the chain has; raises as ``ports.chain.ChainReader``."""

    def head(self) -> BlockRef:
        """The newest block."""

    def block_at(self, number: int) -> BlockRef:
        """The block with this number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowDeps:
    """``reader`` speaks for as many nodes as must agree; ``provers`` are the single nodes, in the order of asking.
    ``pause`` waits for so many seconds.

    ``epoch`` is the network's number of blocks between two resets of votes, as its genesis file says.
    """

    network: Network
    reader: Blocks
    provers: Sequence[ChainProver]
    epoch: int
    clock: Clock
    pause: Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Followed:
    """``validators`` are the whole list as it should be pinned; headers from block ``first`` to ``last`` were read.

    ``votes_unknown``: ``first`` begins no epoch, so that votes cast before it may count and are not known.
    """

    network: Network
    validators: tuple[ValidatorSet, ...]
    first: int
    last: BlockRef
    votes_unknown: bool

    @property
    def as_pinned(self) -> bool:
        """Whether the trust list pins just this."""
        return _comparable(self.validators) == _comparable(self.network.validators)


def follow_validators(
    deps: FollowDeps, *, from_block: int | None = None, progress: Progress = lambda _done, _total: None
) -> Followed:
    """Follow votes from the epoch in which the last pinned interval begins, or from ``from_block``, an epoch block or
    one where a pinned interval begins, to the newest final block. ``progress`` is told how many headers of how many
    are read.

    Raises ``UsageError`` VALIDATORS_NOT_SEALED, VALIDATORS_FROM_BLOCK; ``EvidenceError`` PROOF_VALIDATORS_UNKNOWN,
    VALIDATORS_NOT_REACHED, VALIDATORS_OLD and what ``Follower.read`` raises; ``TransientError`` where no node answers.
    """
    network = deps.network
    if network.consensus == "none":
        raise UsageError("VALIDATORS_NOT_SEALED", network=network.name)
    first = _first(network, deps.epoch, from_block)
    pinned = next((one for one in network.validators if one.holds_at(first)), None)
    if pinned is None:
        raise EvidenceError("PROOF_VALIDATORS_UNKNOWN", network=network.name, block=first)
    head = _head(deps)
    last = deps.reader.block_at(_reached(network, head, first, network.validators))
    follower = Follower(network.consensus, pinned.addresses, start=first, epoch=deps.epoch)
    provers = list(deps.provers)
    for start in range(first, last.number + 1, BATCH):
        follower = _read(follower, min(BATCH, last.number + 1 - start), provers)
        progress(follower.next_block - first, last.number + 1 - first)
    if follower.last_hash != last.hash:
        raise TransientError("BLOCK_CHANGED", number=last.number)
    found = _whole(network, pinned, follower.intervals)
    if network.consensus in _LISTED:
        found = _until(found, last.number - 1)
    # On Clique more sealers than are pinned need more blocks on top: what is not that deep yet is not told.
    number = _reached(network, head, first, found)
    if number < last.number:
        last, found = deps.reader.block_at(number), _until(found, number)
    return Followed(network, found, first, last, votes_unknown=first % deps.epoch != 0)


def _first(network: Network, epoch: int, from_block: int | None) -> int:
    if from_block is not None:
        if from_block % epoch and all(one.from_block != from_block for one in network.validators):
            raise UsageError("VALIDATORS_FROM_BLOCK", "--from-block", block=from_block, epoch=epoch)
        return from_block
    newest = network.validators[-1].from_block
    begins = newest - newest % epoch
    return newest if network.validators_at(begins) is None else begins


def _head(deps: FollowDeps) -> BlockRef:
    """The newest block, young enough to say something about today."""
    head = _patient(deps.reader.head, deps)
    now, limit = deps.clock.now(), deps.network.max_age
    if head.timestamp + limit < now:
        raise EvidenceError("VALIDATORS_OLD", block=head.number, seconds=now - head.timestamp, limit=limit)
    return head


def _patient(ask: Callable[[], BlockRef], deps: FollowDeps) -> BlockRef:
    """The answer, asked for again while nodes are at odds about young blocks."""
    for _ in range(PATIENCE):
        try:
            return ask()
        except TransientError as error:
            if error.code not in UNSETTLED:
                raise
            deps.pause(float(deps.network.block_period))
    return ask()


def _reached(network: Network, head: BlockRef, first: int, sets: Sequence[ValidatorSet]) -> int:
    """Number of the newest block that cannot be replaced any more where ``sets`` seal."""
    number = head.number - blocks_to_finality(replace(network, validators=tuple(sets)))
    wanted = max(first, network.validators[-1].from_block)
    if number < wanted:
        raise EvidenceError("VALIDATORS_NOT_REACHED", block=max(0, number), wanted=wanted)
    return number


def _until(sets: Sequence[ValidatorSet], number: int) -> tuple[ValidatorSet, ...]:
    """Without what votes after block ``number`` decided."""
    kept = [one for one in sets if one.from_block <= number + 1]
    return (*kept[:-1], kept[-1]._replace(until_block=None))


def _read(follower: Follower, count: int, provers: list[ChainProver]) -> Follower:
    """The follower behind the next headers, by the first node that shows some which hold; that node is asked first
    from then on. Raises what the first of them raised.
    """
    failures: list[RegistryError] = []
    for prover in tuple(provers):
        ahead = follower.copy()
        try:
            for raw in prover.headers(follower.next_block, count):
                ahead.read(Header.parse(raw))
        except (EvidenceError, TransientError) as error:
            failures.append(error)
            provers.append(provers.pop(0))
            continue
        return ahead
    raise failures[0] if failures else EvidenceError("EVIDENCE_NO_NODE", agree=1)


def _whole(network: Network, pinned: ValidatorSet, found: Sequence[Interval]) -> tuple[ValidatorSet, ...]:
    """What was followed, behind what is pinned of the time before."""
    before = tuple(one for one in network.validators if one.from_block < pinned.from_block)
    sets = [
        ValidatorSet(addresses=one.addresses, from_block=one.from_block, until_block=one.until_block)
        for one in found
    ]
    sets[0] = sets[0]._replace(from_block=pinned.from_block)
    return (*before, *sets)


def _comparable(sets: Sequence[ValidatorSet]) -> list[tuple[int, int | None, frozenset[bytes]]]:
    return [(one.from_block, one.until_block, frozenset(one.addresses)) for one in sets]
