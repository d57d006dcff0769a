# SPDX-License-Identifier: Apache-2.0
"""What validators voted for so far, and who the validators are by it.

One vote a voter and candidate: a later one takes the place of the earlier. More than half of the validators decide;
then every vote about the candidate is spent, and a dropped validator's own votes go with it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from registry.core.types import Address


@dataclass(frozen=True, slots=True)
class Vote:
    """``voter`` wants ``candidate`` to be a validator (``add``) or not to be one."""

    voter: Address
    candidate: Address
    add: bool


class Tally:
    """``members`` are the validators; voters must be among them, which the caller has checked.

    A vote for what is so already changes nobody. It takes back the voter's earlier one, and on QBFT and IBFT 2.0
    (``idle_votes``) it stands: where more than half want a candidate to stay as it is, votes to the contrary are
    spent. Clique forgets it.
    """

    def __init__(self, members: Iterable[Address], *, idle_votes: bool) -> None:
        self.members = frozenset(members)
        self._idle_votes = idle_votes
        self._votes: dict[Address, dict[Address, bool]] = {}

    def copy(self) -> "Tally":
        """Another one of the same content."""
        other = Tally(self.members, idle_votes=self._idle_votes)
        other._votes = {candidate: dict(votes) for candidate, votes in self._votes.items()}
        return other

    def reset(self) -> None:
        """Forget every vote: an epoch begins."""
        self._votes.clear()

    def cast(self, vote: Vote) -> None:
        """Count one vote; ``members`` are those after it."""
        about = self._votes.setdefault(vote.candidate, {})
        about.pop(vote.voter, None)
        if self._idle_votes or vote.add != (vote.candidate in self.members):
            about[vote.voter] = vote.add
        wanted = sum(about.values())
        enough = len(self.members) // 2 + 1
        if wanted >= enough:
            self._decide(vote.candidate, add=True)
        elif len(about) - wanted >= enough:
            self._decide(vote.candidate, add=False)
        elif not about:
            del self._votes[vote.candidate]

    def _decide(self, candidate: Address, *, add: bool) -> None:
        del self._votes[candidate]
        if add:
            self.members |= {candidate}
            return
        self.members -= {candidate}
        for votes in self._votes.values():
            votes.pop(candidate, None)
