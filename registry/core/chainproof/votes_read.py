# SPDX-License-Identifier: Apache-2.0
"""How each consensus writes a vote into a header, read only once the seals of that header hold.

QBFT and IBFT 2.0: recipient and direction in the extra data, cast by the block's proposer, for whom the seals of the
others vouch. Clique (EIP-225): beneficiary and nonce, cast by the sealer. At an epoch block nobody votes.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from registry.core.chainproof import bft, clique, ibft2, qbft
from registry.core.chainproof.header import Header
from registry.core.chainproof.seals import Consensus
from registry.core.chainproof.votes_tally import Vote
from registry.core.types import Address
from registry.errors import EvidenceError

ADD, DROP = b"\xff" * 8, bytes(8)
"""Clique's nonces."""
_BFT_ADD = b"\xff"
_NOBODY = bytes(20)


@dataclass(frozen=True, slots=True)
class Place:
    """What a header is read against: the validators in force, ascending; whether it begins an epoch; and who made
    the blocks below it, the newest last, as far as they were read.
    """

    validators: tuple[Address, ...]
    epoch_block: bool
    makers: Sequence[Address]


@dataclass(frozen=True, slots=True)
class Read:
    """A header whose seals hold: who made it, and for what its maker voted. ``maker`` is ``None`` for genesis."""

    maker: Address | None
    vote: Vote | None = None


@dataclass(frozen=True, slots=True)
class Rules:
    """One consensus. ``read`` raises ``EvidenceError`` as ``seals.Consensus`` says, and VOTES_* for its own."""

    read: Callable[[Header, Place], Read]
    block_hash: Callable[[Header], bytes]
    idle_votes: bool


def _read_clique(header: Header, place: Place) -> Read:
    repeated = clique.listed(header)
    if header.number == 0:
        check_listed(header, repeated, place)
        return Read(None)
    maker = clique.sealer(header, place.validators)
    pause = len(place.validators) // 2
    if pause and maker in place.makers[-pause:]:
        raise EvidenceError("SEAL_TOO_SOON", address="0x" + maker.hex())
    if bool(repeated) != place.epoch_block:
        raise EvidenceError("VOTES_EPOCH", block=header.number)
    if header.nonce not in (ADD, DROP):
        raise _bad(header, "a nonce that is no vote")
    if not place.epoch_block:
        return Read(maker, Vote(maker, header.coinbase, header.nonce == ADD))
    check_listed(header, repeated, place)
    if header.nonce != DROP or header.coinbase != _NOBODY:
        raise _bad(header, "a vote in an epoch block")
    return Read(maker)


def _bft(form: bft.Form, check: Consensus) -> Callable[[Header, Place], Read]:
    def read(header: Header, place: Place) -> Read:
        extra = bft.read_extra(header.extra, form)
        check_listed(header, extra.validators, place)
        if header.number == 0:
            return Read(None)
        check([header], place.validators)
        maker = header.coinbase
        if maker not in place.validators:
            raise EvidenceError("VOTES_BY_STRANGER", block=header.number, address="0x" + maker.hex())
        if place.epoch_block or not extra.vote:
            return Read(maker)
        recipient, direction = extra.vote
        assert isinstance(recipient, bytes)  # the form's own reader saw to it
        return Read(maker, Vote(maker, Address(recipient), direction == _BFT_ADD))

    return read


def check_listed(header: Header, listed: Sequence[bytes], place: Place) -> None:
    """Refuse a header whose own list is not what the votes led to. Raises ``EvidenceError`` VOTES_OTHER_VALIDATORS."""
    if sorted(listed) == list(place.validators):
        return
    raise EvidenceError(
        "VOTES_OTHER_VALIDATORS",
        block=header.number,
        added=_names(set(listed).difference(place.validators)),
        missing=_names(set[bytes](place.validators).difference(listed)),
    )


def _names(addresses: set[bytes]) -> str:
    return ", ".join("0x" + address.hex() for address in sorted(addresses)) or "–"


def _bad(header: Header, reason: str) -> EvidenceError:
    return EvidenceError("VOTES_FORMAT", block=header.number, reason=reason)


RULES: Mapping[str, Rules] = {
    "qbft": Rules(_bft(qbft.FORM, qbft.check), qbft.block_hash, idle_votes=True),
    "ibft2": Rules(_bft(ibft2.FORM, ibft2.check), ibft2.block_hash, idle_votes=True),
    "clique": Rules(_read_clique, clique.block_hash, idle_votes=False),
}
