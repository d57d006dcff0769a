# SPDX-License-Identifier: Apache-2.0
"""A chain of headers in which validators vote, sealed by keys of the tests; who seals, the slow twin says."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from registry.core.chainproof import clique, ibft2, qbft
from registry.core.chainproof.header import Header
from registry.core.chainproof.rlp import encode_number
from registry.core.types import Address
from registry.testing.sealing import (
    BftSealer,
    CliqueSealer,
    Ibft2Sealer,
    QbftSealer,
    address_of,
    validator_keys,
)
from tests.reference.naive_votes import Cast, NaiveVotes

ACCOUNTS = validator_keys(9)
KEY_OF = {address_of(key): key for key in ACCOUNTS}
ADDRESSES = tuple(KEY_OF)
NOBODY = Address(bytes(20))
CONSENSUS = ("qbft", "ibft2", "clique")
_SEALERS: dict[str, type[BftSealer]] = {"qbft": QbftSealer, "ibft2": Ibft2Sealer}
_HASH: dict[str, Callable[[Header], bytes]] = {
    "qbft": qbft.block_hash, "ibft2": ibft2.block_hash, "clique": clique.block_hash,
}  # fmt: skip


@dataclass
class VotingChain:
    """``headers[0]`` is block ``start``, which is the genesis where that is 0. ``make`` adds a block, a second later
    than the one before; ``began`` is the time of block 0, UTC seconds.
    """

    consensus: str
    validators: Sequence[Address] = ADDRESSES[:4]
    start: int = 0
    epoch: int = 1_000
    headers: list[Header] = field(default_factory=list)
    casts: list[Cast] = field(default_factory=list)
    began: int = 1_700_000_000

    def make(
        self, maker: Address | None = None, about: Address | None = None, *, add: bool = True,
        listed: Sequence[Address] | None = None,
    ) -> "VotingChain":  # fmt: skip
        """One more block by ``maker`` (default: whose turn it is), with a vote; ``listed`` for a false list."""
        cast = Cast(maker or self.rested()[0], about, add and about is not None)
        self.headers.append(self._header(cast, sorted(self.sealing if listed is None else listed)))
        self.casts.append(cast)
        return self

    @property
    def number(self) -> int:
        """Of the next block."""
        return self.start + len(self.casts)

    @property
    def sealing(self) -> frozenset[Address]:
        """Who seals the next block, as the twin says."""
        votes = NaiveVotes(
            frozenset(self.validators), self.casts, start=self.start, epoch=self.epoch,
            idle_votes=self.consensus != "clique",
        )  # fmt: skip
        return frozenset(map(Address, votes.at(self.start + len(self.casts))))

    def rested(self) -> list[Address]:
        """Who may make the next block, the one in turn first; with Clique everybody pauses."""
        sealing = sorted(self.sealing)
        turn = self.number % len(sealing)
        pause = len(sealing) // 2 if self.consensus == "clique" else 0
        recent = {cast.maker for cast in self.casts[max(0, len(self.casts) - pause) :]} if pause else set()
        return [one for one in (*sealing[turn:], *sealing[:turn]) if one not in recent]

    def _header(self, cast: Cast, listed: Sequence[Address]) -> Header:
        parent = _HASH[self.consensus](self.headers[-1]) if self.headers else bytes(32)
        maker, about = Address(cast.maker), None if cast.about is None else Address(cast.about)
        if self.consensus == "clique":
            bare = bare_header(
                self.number, parent, about or NOBODY, nonce=bytes([255 * cast.add] * 8), began=self.began
            )
            return self._clique(bare, maker, listed if self.number % self.epoch == 0 else ())
        sealer = _SEALERS[self.consensus](tuple(KEY_OF[address] for address in listed))
        vote = None if about is None else (about, cast.add)
        bare = bare_header(self.number, parent, maker, began=self.began)
        return sealer.seal(bare, () if self.number == 0 else None, vote=vote)

    def _clique(self, bare: Header, maker: Address, listed: Sequence[Address]) -> Header:
        if self.number == 0:
            return bare.with_extra(bytes(32) + b"".join(listed) + bytes(65))
        sealer = CliqueSealer(tuple(KEY_OF[address] for address in sorted(self.sealing)))
        return sealer.seal(bare, KEY_OF[maker], listed=listed)


def bare_header(
    number: int, parent: bytes, coinbase: Address, *, nonce: bytes = bytes(8), began: int = 0
) -> Header:
    """Of an empty block, without seals."""
    zero = bytes(32)
    return Header((
        parent, zero, coinbase, zero, zero, zero, bytes(256), encode_number(1), encode_number(number),
        encode_number(8_000_000), b"", encode_number(began + number), b"", zero, nonce, b"",
    ))  # fmt: skip
