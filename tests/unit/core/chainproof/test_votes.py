# SPDX-License-Identifier: Apache-2.0
"""Validators followed by the votes in sealed headers, and a code of its own for each header that is not to be read."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from registry.core.chainproof.header import Header
from registry.core.chainproof.votes import Follower, Interval
from registry.core.types import Address
from registry.errors import EvidenceError
from registry.testing.sealing import CliqueSealer, Ibft2Sealer, QbftSealer
from tests.voting import ADDRESSES, CONSENSUS, KEY_OF, VotingChain, bare_header

A, B, C, D, NEW, OTHER = ADDRESSES[:6]
BFT = CONSENSUS[:2]


def following(chain: VotingChain, headers: Sequence[Header] | None = None) -> Follower:
    found = Follower(chain.consensus, chain.validators, start=chain.start, epoch=chain.epoch)
    for header in chain.headers if headers is None else headers:
        found.read(header)
    return found


def refusal(chain: VotingChain, headers: Sequence[Header] | None = None) -> str:
    with pytest.raises(EvidenceError) as caught:
        following(chain, headers)
    assert all(name not in caught.value.text("vi") for name in ("{", "}")), "every parameter is given"
    return caught.value.code


def sets(chain: VotingChain) -> list[tuple[int, int | None, frozenset[Address]]]:
    return [(i.from_block, i.until_block, frozenset(i.addresses)) for i in following(chain).intervals]


def voted(chain: VotingChain, makers: Sequence[Address], about: Address, *, add: bool) -> VotingChain:
    for maker in makers:
        chain.make(maker, about, add=add)
    return chain


@pytest.mark.parametrize("consensus", CONSENSUS)
def test_three_of_four_add_one_and_three_of_five_drop_it(consensus: str) -> None:
    chain = voted(VotingChain(consensus).make(), (A, B, C), NEW, add=True)
    voted(chain.make(D).make(NEW), (B, A, D), NEW, add=False).make(B)
    four, five = frozenset((A, B, C, D)), frozenset((A, B, C, D, NEW))
    assert sets(chain) == [(0, 3, four), (4, 8, five), (9, None, four)]


@pytest.mark.parametrize("consensus", CONSENSUS)
def test_intervals_are_in_the_trust_lists_form(consensus: str) -> None:
    chain = voted(VotingChain(consensus, start=70, epoch=10).make(), (A, B, C), NEW, add=True)
    assert following(chain).intervals == (
        Interval(addresses=tuple(sorted((A, B, C, D))), from_block=70, until_block=73),
        Interval(addresses=tuple(sorted((A, B, C, D, NEW))), from_block=74),
    )


@pytest.mark.parametrize("consensus", CONSENSUS)
def test_half_is_too_few_and_one_voter_counts_once(consensus: str) -> None:
    chain = voted(VotingChain(consensus).make(), (A, B), NEW, add=True).make(C).make(D)
    voted(chain, (A, B), NEW, add=True).make(C)
    assert len(sets(chain)) == 1


@pytest.mark.parametrize("consensus", CONSENSUS)
def test_a_vote_can_be_taken_back(consensus: str) -> None:
    chain = voted(VotingChain(consensus).make(), (A, B), NEW, add=True).make(C)
    voted(chain.make(A, NEW, add=False), (D,), NEW, add=True)
    assert len(sets(chain)) == 1, "B and D alone want it"
    assert len(sets(chain.make(C, NEW))) == 2


@pytest.mark.parametrize("consensus", CONSENSUS)
def test_votes_for_what_is_so_already_change_nobody(consensus: str) -> None:
    chain = voted(VotingChain(consensus).make(), (A, B, C, D), A, add=True)
    voted(chain, (A, B, C, D), NEW, add=False)
    assert len(sets(chain)) == 1


@pytest.mark.parametrize("consensus", CONSENSUS)
def test_an_epoch_begins_with_no_votes(consensus: str) -> None:
    chain = voted(VotingChain(consensus, epoch=4).make(), (A, B), NEW, add=True)
    voted(chain.make(D).make(), (C,), NEW, add=True)
    assert chain.headers[4].number == 4
    assert len(sets(chain)) == 1


@pytest.mark.parametrize("consensus", BFT)
def test_a_vote_in_an_epoch_block_is_none(consensus: str) -> None:
    chain = VotingChain(consensus, epoch=4).make()
    chain.make().make().make().make(A, NEW)
    assert len(sets(voted(chain, (B, C), NEW, add=True))) == 1
    assert len(sets(chain.make(D, NEW))) == 2


@pytest.mark.parametrize("consensus", CONSENSUS)
def test_votes_of_and_for_a_dropped_validator_go_with_it(consensus: str) -> None:
    chain = voted(VotingChain(consensus).make(), (D,), NEW, add=True)
    chain.make(B, D, add=False).make(A, D, add=False).make(C, D, add=False)  # three are left: A, B, C
    assert sets(chain)[-1][2] == {A, B, C}
    chain.make(A, NEW)
    assert len(sets(chain)) == 2, "D's vote does not help"
    chain.make(B, NEW)
    assert sets(chain)[-1][2] == {A, B, C, NEW}


@pytest.mark.parametrize("consensus", CONSENSUS)
def test_more_than_half_spend_votes_against_a_member_except_on_clique(consensus: str) -> None:
    """As Besu and geth count; only members that vote for what is so already tell the two apart."""
    chain = voted(VotingChain(consensus).make(), (A,), D, add=False)
    voted(chain, (B, C, D), D, add=True)
    voted(chain, (B, C), D, add=False)
    assert len(sets(chain)) == (2 if consensus == "clique" else 1)
    assert len(sets(chain.make(A, D, add=False))) == 2


def test_with_clique_the_zero_address_can_be_voted_for_as_geth_counts_it() -> None:
    zero = Address(bytes(20))
    chain = VotingChain("clique").make()
    voted(chain, (A, B, C), zero, add=True)
    assert zero in sets(chain)[-1][2]


@pytest.mark.parametrize("consensus", CONSENSUS)
def test_nobody_drops_the_last_one(consensus: str) -> None:
    chain = VotingChain(consensus, [A]).make().make(A, A, add=False)
    assert refusal(chain) == "VOTES_SET_SIZE"


@pytest.mark.parametrize("consensus", CONSENSUS)
def test_headers_follow_one_another(consensus: str) -> None:
    chain = VotingChain(consensus).make().make().make().make()
    assert refusal(chain, [*chain.headers[:2], chain.headers[3]]) == "SEALS_NOT_LINKED"
    assert refusal(chain, chain.headers[1:]) == "SEALS_NOT_LINKED"
    other = VotingChain(consensus).make().make(chain.rested()[0], NEW)
    assert refusal(chain, [*other.headers, chain.headers[2]]) == "SEALS_NOT_LINKED"


@pytest.mark.parametrize("consensus", CONSENSUS)
def test_a_header_sealed_by_others_than_the_votes_led_to(consensus: str) -> None:
    chain = voted(VotingChain(consensus).make(), (A, B, C), NEW, add=True).make(NEW)
    expected = "SEAL_BY_STRANGER" if consensus == "clique" else "VOTES_OTHER_VALIDATORS"
    late = replace(chain, validators=(A, B, C, OTHER), start=4)
    assert refusal(late, chain.headers[4:]) == expected


@pytest.mark.parametrize("consensus", BFT)
def test_seals_are_those_of_a_quorum(consensus: str) -> None:
    chain = VotingChain(consensus).make().make()
    sealer = (QbftSealer if consensus == "qbft" else Ibft2Sealer)(
        tuple(KEY_OF[a] for a in sorted((A, B, C, D)))
    )
    two = sealer.seal(chain.headers[1], sealer.keys[:2])
    assert refusal(chain, [chain.headers[0], two]) == "SEALS_TOO_FEW"


@pytest.mark.parametrize("consensus", CONSENSUS)
@pytest.mark.parametrize("blocks", [0, 4])
def test_a_list_that_the_votes_do_not_lead_to(consensus: str, blocks: int) -> None:
    chain = VotingChain(consensus, epoch=4)
    for _ in range(blocks):
        chain.make()
    assert refusal(chain.make(listed=(A, B, C))) == "VOTES_OTHER_VALIDATORS"


def test_clique_epochs_are_told_by_the_lists() -> None:
    chain = VotingChain("clique", epoch=4).make().make().make().make().make()
    assert refusal(replace(chain, epoch=1_000)) == "VOTES_EPOCH"
    assert refusal(replace(chain, epoch=3)) == "VOTES_EPOCH"


def test_what_is_no_clique_vote() -> None:
    chain = VotingChain("clique").make().make()
    maker = chain.rested()[0]
    bare = bare_header(2, chain.headers[-1].hash(), NEW, nonce=b"\1" * 8)
    sealed = CliqueSealer(tuple(KEY_OF[a] for a in sorted((A, B, C, D)))).seal(bare, KEY_OF[maker])
    assert refusal(chain, [*chain.headers, sealed]) == "VOTES_FORMAT"


def test_clique_votes_in_an_epoch_block_are_refused() -> None:
    chain = VotingChain("clique", epoch=2).make().make().make(about=NEW)
    assert refusal(chain) == "VOTES_FORMAT"


def test_a_clique_sealer_pauses_across_a_change() -> None:
    chain = voted(VotingChain("clique").make(), (A, B, C), NEW, add=True)
    assert refusal(chain.make(B)) == "SEAL_TOO_SOON"


@pytest.mark.parametrize("consensus", BFT)
def test_a_maker_who_is_no_validator(consensus: str) -> None:
    assert refusal(VotingChain(consensus).make().make(NEW, OTHER)) == "VOTES_BY_STRANGER"
