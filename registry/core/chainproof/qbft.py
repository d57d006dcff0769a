# SPDX-License-Identifier: Apache-2.0
"""QBFT (Hyperledger Besu, validators in the block header): final at once by a quorum of commit seals.

Vote: ``[]`` or ``[recipient, 0xff add | empty drop]``; round: the shortest whole number. Seals sign the header
with an empty list of seals; the block hash has round 0 as well.
"""

from collections.abc import Sequence

from registry.core.chainproof import bft
from registry.core.chainproof.header import Header
from registry.core.chainproof.rlp import Item, encode_number, number
from registry.core.chainproof.seals import Sealed
from registry.core.types import Address
from registry.errors import EvidenceError

_ADD, _DROP = b"\xff", b""


def check(headers: Sequence[Header], validators: Sequence[Address]) -> Sealed:
    """Judge one header; see ``seals.Consensus``."""
    return bft.check(headers, validators, FORM)


def block_hash(header: Header) -> bytes:
    """The hash by which the chain knows the block; a genesis block keeps its extra data as it is."""
    return header.hash() if header.number == 0 else bft.block_hash(header, FORM)


def _vote(item: Item) -> Item:
    if item == []:
        return item
    if isinstance(item, list) and len(item) == 2 and item[1] in (_ADD, _DROP):
        recipient = item[0]
        if isinstance(recipient, bytes) and len(recipient) == 20:
            return item
    raise EvidenceError("SEALS_FORMAT", reason="a vote that is none")


def _unsealed(extra: bft.ExtraData) -> list[Item]:
    return [encode_number(extra.round), []]


FORM = bft.Form(
    read_vote=_vote, read_round=lambda item: number(item, 32), unsealed=_unsealed, unnumbered=[b"", []]
)
