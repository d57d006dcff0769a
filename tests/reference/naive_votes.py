# SPDX-License-Identifier: Apache-2.0
"""Who the validators are, said as a rule about the whole chain instead of a running count: slow, and no state.

A vote stands from its block on until its voter votes about the same account again, is dropped, the account is decided
upon, or an epoch begins. Each block's vote is weighed against all that stand then.
"""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple


class Cast(NamedTuple):
    """The vote of one block: who made it wants ``about`` in or out; ``about`` is ``None`` for no vote."""

    maker: bytes
    about: bytes | None = None
    add: bool = False


class NaiveVotes:
    """``casts[i]`` is block ``start + i``; ``idle_votes`` as QBFT and IBFT 2.0 count votes for what is so already."""

    def __init__(
        self, first: frozenset[bytes], casts: Sequence[Cast], *, start: int, epoch: int, idle_votes: bool
    ) -> None:
        self.first, self.casts, self.start, self.epoch = first, casts, start, epoch
        self.idle_votes = idle_votes
        self.at = cache(self._at)
        self.decided = cache(self._decided)

    def _at(self, number: int) -> frozenset[bytes]:
        """The validators that make block ``number``."""
        if number == self.start:
            return self.first
        before = self.at(number - 1)
        decision, about = self.decided(number - 1), self.casts[number - 1 - self.start].about
        if decision is None or about is None:
            return before
        return before | {about} if decision else before - {about}

    def _decided(self, number: int) -> bool | None:
        """Whether block ``number`` decides that its candidate is in (true) or out, or ``None``."""
        about = self.casts[number - self.start].about
        if about is None or number % self.epoch == 0:
            return None
        validators = self.at(number)
        standing = [self._standing(voter, about, number) for voter in validators]
        if not self.idle_votes:
            standing = [add for add in standing if add != (about in validators)]
        for wanted in (True, False):
            if 2 * standing.count(wanted) > len(validators):
                return wanted
        return None

    def _standing(self, voter: bytes, about: bytes, number: int) -> bool | None:
        """The voter's last word on the account up to block ``number``, unless something ended it since."""
        for block in range(number, self.start - 1, -1):
            cast = self.casts[block - self.start]
            if block % self.epoch == 0:
                return None
            if block < number and cast.about == about and self.decided(block) is not None:
                return None
            if block < number and cast.about == voter and self.decided(block) is False:
                return None
            if (cast.maker, cast.about) == (voter, about):
                return cast.add
        return None
