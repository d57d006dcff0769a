# SPDX-License-Identifier: Apache-2.0
"""IBFT 2.0 (Hyperledger Besu): as QBFT, in an older form.

Vote: empty bytes or ``[recipient, 0xff add | 0x00 drop]``; round: always four bytes. What is left out is left out
whole: seals sign the header without the list of seals, the block hash is without the round, too.
"""

from collections.abc import Sequence

from registry.core.chainproof import bft
from registry.core.chainproof.header import Header
from registry.core.chainproof.rlp import Item
from registry.core.chainproof.seals import Sealed
from registry.core.types import Address
from registry.errors import EvidenceError

_ADD, _DROP = b"\xff", b"\0"
_ROUND_BYTES = 4


def check(headers: Sequence[Header], validators: Sequence[Address]) -> Sealed:
    """Judge one header; see ``seals.Consensus``."""
    return bft.check(headers, validators, FORM)


def block_hash(header: Header) -> bytes:
    """The hash by which the chain knows the block; a genesis block keeps its extra data as it is."""
    return header.hash() if header.number == 0 else bft.block_hash(header, FORM)


def _vote(item: Item) -> Item:
    if item == b"":
        return item
    if isinstance(item, list) and len(item) == 2 and item[1] in (_ADD, _DROP):
        recipient = item[0]
        if isinstance(recipient, bytes) and len(recipient) == 20:
            return item
    raise EvidenceError("SEALS_FORMAT", reason="a vote that is none")


def _round(item: Item) -> int:
    if not isinstance(item, bytes) or len(item) != _ROUND_BYTES:
        raise EvidenceError("SEALS_FORMAT", reason="a round that is not four bytes")
    return int.from_bytes(item, "big")


def _unsealed(extra: bft.ExtraData) -> list[Item]:
    return [extra.round.to_bytes(_ROUND_BYTES, "big")]


FORM = bft.Form(read_vote=_vote, read_round=_round, unsealed=_unsealed, unnumbered=[])
