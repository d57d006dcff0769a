# SPDX-License-Identifier: Apache-2.0
"""Votes against a twin that knows rules and no running count, by themselves and in sealed headers."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from registry.core.chainproof.votes import Follower
from registry.core.chainproof.votes_tally import Tally, Vote
from registry.core.types import Address
from registry.errors import EvidenceError
from tests.reference.naive_votes import Cast, NaiveVotes
from tests.voting import ADDRESSES, CONSENSUS, VotingChain

FEW = ADDRESSES[:6]
# Several makers in a row want the same, or hardly any vote would ever be decided.
CAMPAIGN = st.tuples(
    st.sampled_from((FEW[0], FEW[4], FEW[0], FEW[2], None)),
    st.booleans(),
    st.integers(0, 5),
    st.integers(1, 4),
).map(lambda c: [(c[2] + n, c[0], c[1]) for n in range(c[3])])
VOTES = st.lists(CAMPAIGN, min_size=4, max_size=14).map(lambda all_: [vote for one in all_ for vote in one])
SIZES = st.integers(1, 5)


@settings(max_examples=120)
@given(VOTES, SIZES, st.integers(6, 40), st.booleans())
def test_a_running_count_is_the_rule(
    votes: list[tuple[int, Address | None, bool]], size: int, epoch: int, idle_votes: bool
) -> None:
    first = frozenset(FEW[:size])
    tally, casts = Tally(first, idle_votes=idle_votes), list[Cast]()
    for number, (who, about, add) in enumerate(votes):
        maker = sorted(tally.members)[who % len(tally.members)]
        casts.append(Cast(maker, about, add))
        if number % epoch == 0:
            tally.reset()
        elif about is not None:
            tally.cast(Vote(maker, about, add))
        twin = NaiveVotes(first, casts, start=0, epoch=epoch, idle_votes=idle_votes)
        assert tally.members == twin.at(number + 1)
        if not tally.members:
            return


@pytest.mark.parametrize("consensus", CONSENSUS)
@settings(max_examples=12, deadline=None)
@given(VOTES, SIZES, st.integers(2, 40), st.integers(0, 3))
def test_sealed_headers_lead_where_the_rule_says(
    consensus: str, votes: list[tuple[int, Address | None, bool]], size: int, epoch: int, begin: int
) -> None:
    chain = VotingChain(consensus, FEW[:size], start=begin * epoch, epoch=epoch)
    follower = Follower(consensus, chain.validators, start=chain.start, epoch=epoch)
    for who, about, add in votes:
        rested, silent = chain.rested(), consensus == "clique" and chain.number % epoch == 0
        chain.make(rested[who % len(rested)], None if silent else about, add=add)
        if not chain.sealing:
            with pytest.raises(EvidenceError, match="VOTES_SET_SIZE"):
                follower.read(chain.headers[-1])
            return
        follower.read(chain.headers[-1])
        assert frozenset(follower.intervals[-1].addresses) == chain.sealing
    for number in range(chain.start, chain.number + 1):
        (one,) = [i for i in follower.intervals if i.from_block <= number <= (i.until_block or number)]
        assert frozenset(one.addresses) == VotingChain(
            consensus, chain.validators, chain.start, epoch, casts=chain.casts[: number - chain.start]
        ).sealing  # fmt: skip
