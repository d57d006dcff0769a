# SPDX-License-Identifier: Apache-2.0
"""The validators that a trust list should pin, out of headers that nodes show: well, badly, or not at all."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pytest
from msgspec.structs import replace

from registry.core.chainproof import bft, clique, ibft2, qbft
from registry.core.chainproof.header import Header
from registry.core.chainproof.rlp import Item, encode, encode_number
from registry.core.types import Address
from registry.errors import RegistryError, TransientError
from registry.ports.chain import BlockRef
from registry.service import validators as service
from registry.service.validators import FollowDeps, Followed, follow_validators
from registry.verify.pinned import Network, PinnedContract, ValidatorSet
from tests.voting import ADDRESSES, VotingChain

A, B, C, D, NEW = ADDRESSES[:5]
FOUR, FIVE = tuple(sorted((A, B, C, D))), tuple(sorted((A, B, C, D, NEW)))
EPOCH = 20


@dataclass
class ToldNode:
    """Shows ``headers``, and is the one whose head is believed."""

    headers_: Sequence[Header]
    first: int = 0
    down: bool = False
    asked: int = 0
    at_odds: int = 0
    digest: Callable[[Header], bytes] = qbft.block_hash

    def head(self) -> BlockRef:
        if self.at_odds:
            self.at_odds -= 1
            raise TransientError("EVIDENCE_NODES_DISAGREE", block=9, nodes="told")
        return self.block_at(self.headers_[-1].number)

    def block_at(self, number: int) -> BlockRef:
        header = self.headers_[number - self.first]
        clique_made = len(header.extra) == 97
        digest = clique.block_hash(header) if clique_made else self.digest(header)
        return BlockRef(number, digest, header.timestamp)

    def headers(self, first: int, count: int) -> tuple[bytes, ...]:
        self.asked += 1
        if self.down:
            raise TransientError("CHAIN_UNREACHABLE", endpoint="told", reason="down")
        return tuple(h.encode() for h in self.headers_[first - self.first :][:count])

    def nodes(self, contract: Address, slots: Sequence[bytes], number: int) -> tuple[bytes, ...]:
        raise AssertionError("nobody asks for storage")


@dataclass(frozen=True)
class At:
    time: int

    def now(self) -> int:
        return self.time


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "BATCH", 4)


def pinned(*sets: ValidatorSet, consensus: str = "qbft", **changes: Any) -> Network:
    contract = PinnedContract(address=A, code_hash=bytes(32), from_block=0)
    given: dict[str, Any] = {
        "name": "told", "demo": False, "chain_id": 7, "genesis_hash": bytes(32), "contracts": (contract,),
        "block_period": 1, "finality": 0, "agree": 1, "max_age": 60, "consensus": consensus, "validators": sets,
    }  # fmt: skip
    return Network(**given | changes)


def interval(addresses: tuple[Address, ...], first: int, last: int | None = None) -> ValidatorSet:
    return ValidatorSet(addresses=addresses, from_block=first, until_block=last)


def grown(consensus: str = "qbft", start: int = 0) -> VotingChain:
    """Four validators, five from block 14 on; the head is block 25."""
    chain = VotingChain(consensus, FOUR, start, EPOCH)
    for number in range(start, start + 26):
        voting = number - start in (11, 12, 13)
        chain.make(about=NEW if voting else None)
    return chain


def follow(network: Network, *nodes: ToldNode, now: int = 0, **options: Any) -> Followed:
    deps = FollowDeps(
        network=network, reader=nodes[0], provers=nodes, epoch=EPOCH, pause=lambda _seconds: None,
        clock=At(now or nodes[0].headers_[-1].timestamp),
    )  # fmt: skip
    return follow_validators(deps, **options)


def refusal(network: Network, *nodes: ToldNode, **options: Any) -> str:
    with pytest.raises(RegistryError) as caught:
        follow(network, *nodes, **options)
    assert "{" not in caught.value.text("vi") + caught.value.remedy("vi")
    return caught.value.code


def test_what_should_be_pinned_is_told_and_then_agrees() -> None:
    node = ToldNode(grown().headers)
    found = follow(pinned(interval(FOUR, 0)), node)
    assert found.validators == (interval(FOUR, 0, 13), interval(FIVE, 14))
    assert (found.as_pinned, found.first, found.last.number, node.asked) == (False, 0, 25, 7)
    again = follow(pinned(*found.validators), node)
    assert again.as_pinned
    reordered = pinned(interval(FOUR[::-1], 0, 13), interval(FIVE, 14))
    assert follow(reordered, node).as_pinned, "the order of addresses says nothing"


def test_it_starts_at_the_epoch_in_which_the_last_interval_begins() -> None:
    chain = grown(start=40)
    earlier = (interval((A,), 0, 9), interval(FOUR, 10, 53))
    node = ToldNode(chain.headers, first=40)
    found = follow(pinned(*earlier, interval(FIVE, 54)), node)
    assert (found.as_pinned, found.first, found.votes_unknown) == (True, 40, False)
    assert found.validators == (*earlier, interval(FIVE, 54))
    wrong = pinned(*earlier, interval(FIVE, 55))
    assert not follow(wrong, node).as_pinned
    closed = pinned(*earlier, interval(FIVE, 54, 99))
    assert not follow(closed, node).as_pinned


def test_a_start_within_an_epoch_is_told() -> None:
    chain = grown()
    node = ToldNode(chain.headers[15:], first=15)
    found = follow(pinned(interval(FIVE, 15)), node)
    assert (found.as_pinned, found.votes_unknown, found.first) == (True, True, 15)


def test_from_an_epoch_block_on() -> None:
    node = ToldNode(grown().headers)
    found = follow(pinned(interval(FOUR, 0, 13), interval(FIVE, 14)), node, from_block=20)
    assert (found.as_pinned, found.first) == (True, 20)
    assert refusal(pinned(interval(FOUR, 0)), node, from_block=21) == "VALIDATORS_FROM_BLOCK"
    assert follow(pinned(interval(FOUR, 0, 13), interval(FIVE, 14)), node, from_block=14).votes_unknown
    assert refusal(pinned(interval(FOUR, 0)), node, from_block=40) == "VALIDATORS_NOT_REACHED"
    assert refusal(pinned(interval(FOUR, 0)), node, from_block=20) == "VOTES_OTHER_VALIDATORS"
    assert refusal(pinned(interval(FIVE, 14)), node, from_block=0) == "PROOF_VALIDATORS_UNKNOWN"


def test_on_clique_only_what_cannot_be_replaced_counts() -> None:
    node = ToldNode(grown("clique").headers)
    network = pinned(interval(FOUR, 0), consensus="clique", finality=3)
    assert follow(network, node).last.number == 22
    deep = replace(network, finality=13)
    assert follow(deep, node).as_pinned, "block 12 is before the third vote"


def test_on_clique_more_sealers_than_are_pinned_need_more_blocks_on_top() -> None:
    chain = VotingChain("clique", FOUR, 0, EPOCH).make()
    for new in (NEW, ADDRESSES[5]):
        while new not in chain.sealing:
            chain.make(about=new)
    decided = chain.number  # the first block of six, of whom four must follow
    network = pinned(interval(FOUR, 0), consensus="clique")
    heads = (follow(network, ToldNode(chain.make().headers)) for _ in range(6))
    told = [len(found.validators[-1].addresses) for found in heads]
    assert (decided, told) == (7, [5, 5, 5, 6, 6, 6])


def test_a_node_that_fails_or_lies_is_passed_over() -> None:
    chain, network = grown(), pinned(interval(FOUR, 0))
    away, liar = ToldNode(chain.headers, down=True), ToldNode([*chain.headers[:9], *_forged(chain)[9:]])
    good = ToldNode(chain.headers)
    found = follow(network, away, liar, good)
    assert found.validators[-1] == interval(FIVE, 14)
    assert (away.asked, liar.asked, good.asked) == (1, 3, 5), "who showed what holds is asked first"


def test_where_no_node_shows_what_holds_the_first_reason_is_told() -> None:
    chain, network = grown(), pinned(interval(FOUR, 0))
    away, liar = ToldNode(chain.headers, down=True), ToldNode(_forged(chain))
    assert refusal(network, away, away) == "CHAIN_UNREACHABLE"
    assert refusal(network, liar, away) == "SEALS_TOO_FEW"


def test_another_chain_of_the_same_validators_is_not_the_one_that_nodes_name() -> None:
    named, other = ToldNode(grown().headers), VotingChain("qbft", FOUR, 0, EPOCH)
    for _ in range(26):
        other.make(about=None, maker=A)
    deps = FollowDeps(
        network=pinned(interval(FOUR, 0)), reader=named, provers=[ToldNode(other.headers)], epoch=EPOCH,
        clock=At(named.head().timestamp), pause=lambda _seconds: None,
    )  # fmt: skip
    with pytest.raises(TransientError, match="BLOCK_CHANGED"):
        follow_validators(deps)


def test_what_cannot_be_told() -> None:
    node = ToldNode(grown().headers)
    assert refusal(pinned(consensus="none"), node) == "VALIDATORS_NOT_SEALED"
    to_come = pinned(interval(FOUR, 0, 99), interval(FIVE, 100))
    assert refusal(to_come, node) == "VALIDATORS_NOT_REACHED"
    head = node.head().timestamp
    assert follow(pinned(interval(FOUR, 0)), node, now=head + 60)
    assert refusal(pinned(interval(FOUR, 0)), node, now=head + 61) == "VALIDATORS_OLD"


def test_nodes_at_odds_about_young_blocks_are_waited_for() -> None:
    chain, network = grown(), pinned(interval(FOUR, 0))
    assert follow(network, ToldNode(chain.headers, at_odds=service.PATIENCE)).last.number == 25
    assert refusal(network, ToldNode(chain.headers, at_odds=99)) == "EVIDENCE_NODES_DISAGREE"


def test_progress_counts_headers() -> None:
    steps: list[tuple[int, int]] = []
    node = ToldNode(grown().headers)
    follow(pinned(interval(FOUR, 0)), node, progress=lambda done, total: steps.append((done, total)))
    assert (steps[0], steps[-1], len(steps)) == ((4, 26), (26, 26), 7)


def _forged(chain: VotingChain) -> list[Header]:
    """The same blocks with a seal too few on each."""
    forged = []
    for header in chain.headers:
        extra = bft.read_extra(header.extra, qbft.FORM)
        seals: list[Item] = list(extra.seals[:2])
        whole: list[Item] = [
            extra.vanity,
            list(extra.validators),
            extra.vote,
            encode_number(extra.round),
            seals,
        ]
        forged.append(header.with_extra(encode(whole)))
    return forged


@pytest.mark.parametrize("consensus", ["qbft", "ibft2"])
def test_nobody_is_told_whom_no_header_lists_yet(consensus: str) -> None:
    """Votes that a shorter epoch than the one named has ended lead to a set that the next header would belie."""
    chain = VotingChain(consensus, FOUR, 0, epoch=10)
    for number in range(12):
        chain.make(about=NEW if number in (8, 9, 11) else None)
    assert chain.sealing == frozenset(FOUR)
    network = pinned(interval(FOUR, 0), consensus=consensus)
    node = ToldNode(chain.headers)
    if consensus == "ibft2":
        node.digest = ibft2.block_hash
    assert follow(network, node).as_pinned
    chain.make()
    assert refusal(network, node) == "VOTES_OTHER_VALIDATORS"
