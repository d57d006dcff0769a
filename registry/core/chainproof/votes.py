# SPDX-License-Identifier: Apache-2.0
"""Validators followed by their votes: from a set that is trusted at one block, through every header after it.

Each header is checked first (linked, the next number, sealed by the validators in force), then its vote counts. Where
a header lists its validators itself (QBFT and IBFT 2.0 each, Clique at epoch blocks), the list must be what the votes
led to, so that a vote read wrongly is told and never believed.
"""

from collections import deque
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, replace

from registry.core.chainproof.header import Header
from registry.core.chainproof.votes_read import RULES, Place
from registry.core.chainproof.votes_tally import Tally
from registry.core.constants import MAX_VALIDATORS
from registry.core.types import Address
from registry.errors import EvidenceError


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """Who seals blocks ``from_block`` to ``until_block`` (both included; ``None``: until further notice); addresses
    ascending.
    """

    addresses: tuple[Address, ...]
    from_block: int
    until_block: int | None = None


class Follower:
    """Reads headers one after the other from block ``start`` on, where ``validators`` are trusted.

    ``start`` should be an epoch block (a multiple of ``epoch``, in blocks): at any other, votes of the same epoch cast
    before it are not known, and the header lists tell where that mattered. Holds no header but the last one's hash.
    """

    def __init__(self, consensus: str, validators: Sequence[Address], *, start: int, epoch: int) -> None:
        self._rules = RULES[consensus]
        self._epoch = epoch
        self._tally = Tally(validators, idle_votes=self._rules.idle_votes)
        self._intervals = [_interval(self._tally, start)]
        self._makers: deque[Address] = deque(maxlen=MAX_VALIDATORS // 2)
        self.next_block = start
        """Number of the header to read next."""
        self.last_hash: bytes | None = None
        """Hash of the block that was read last."""

    @property
    def intervals(self) -> tuple[Interval, ...]:
        """The validators from ``start`` on, as far as headers were read; the last interval is open."""
        return tuple(self._intervals)

    def copy(self) -> "Follower":
        """Another one at the same place, to try headers on."""
        other = copy(self)
        other._tally, other._intervals = self._tally.copy(), list(self._intervals)
        other._makers = self._makers.copy()
        return other

    def read(self, header: Header) -> None:
        """Take the next header. Raises ``EvidenceError``: SEALS_NOT_LINKED, what ``seals.Consensus`` raises, and
        VOTES_OTHER_VALIDATORS, VOTES_BY_STRANGER, VOTES_FORMAT, VOTES_EPOCH, VOTES_SET_SIZE. After an error this
        follower is of no more use.
        """
        number = header.number
        if number != self.next_block or self.last_hash not in (None, header.parent):
            raise EvidenceError("SEALS_NOT_LINKED", block=number)
        place = Place(self._intervals[-1].addresses, number % self._epoch == 0, tuple(self._makers))
        found = self._rules.read(header, place)
        if place.epoch_block:
            self._tally.reset()
        if found.vote is not None:
            self._tally.cast(found.vote)
            self._note(number)
        if found.maker is not None:
            self._makers.append(found.maker)
        self.next_block, self.last_hash = number + 1, self._rules.block_hash(header)

    def _note(self, number: int) -> None:
        """Begin another interval after block ``number`` where its vote decided something."""
        before, members = self._intervals[-1], self._tally.members
        if len(members) == len(before.addresses):  # one vote adds one validator, drops one, or neither
            return
        if not 1 <= len(members) <= MAX_VALIDATORS:
            raise EvidenceError("VOTES_SET_SIZE", block=number, found=len(members))
        self._intervals[-1] = replace(before, until_block=number)
        self._intervals.append(_interval(self._tally, number + 1))


def _interval(tally: Tally, first: int) -> Interval:
    return Interval(addresses=tuple(sorted(tally.members)), from_block=first)
