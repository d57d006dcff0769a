# SPDX-License-Identifier: Apache-2.0
"""What consensus modules have in common: who sealed a header, and what that is worth."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from coincurve import PublicKey

from registry.core.chainproof.finality import Finality
from registry.core.chainproof.header import Header
from registry.core.constants import MAX_VALIDATORS
from registry.core.hashing import keccak256
from registry.core.types import Address
from registry.errors import EvidenceError

__all__ = ["SEAL_BYTES", "Consensus", "Finality", "Sealed", "signer", "single", "trusted_set"]

SEAL_BYTES = 65


class Sealed(NamedTuple):
    """A block whose seals were checked: ``hash`` as the chain knows it, ``signers`` in the order of the seals."""

    header: Header
    hash: bytes
    signers: tuple[Address, ...]
    finality: Finality


Consensus = Callable[[Sequence[Header], Sequence[Address]], Sealed]
"""One module's ``check``: the header in question, then whatever the consensus needs on top of it, and the
validators that the verifier trusts for that block.

Raises ``EvidenceError`` with a code of its own for each defect: SEALS_FORMAT, SEALS_MIX_HASH, SEALS_DIFFICULTY,
SEALS_OTHER_VALIDATORS, SEALS_OTHER_ROUND, SEALS_TOO_FEW, SEAL_DUPLICATE, SEAL_BY_STRANGER, SEAL_INVALID,
SEALS_NOT_LINKED, SEAL_TOO_SOON.
"""


def signer(digest: bytes, seal: bytes) -> Address:
    """Who signed ``digest``: 65 bytes r, s, v with v 0 or 1. Raises ``EvidenceError`` SEAL_INVALID."""
    if len(seal) != SEAL_BYTES or seal[-1] > 1:
        raise EvidenceError("SEAL_INVALID", reason="not 65 bytes with a recovery bit at their end")
    try:
        key = PublicKey.from_signature_and_message(seal, digest, hasher=None)
    except ValueError as error:
        raise EvidenceError("SEAL_INVALID", reason="no signature") from error
    return Address(keccak256(key.format(compressed=False)[1:])[12:])


def trusted_set(validators: Sequence[Address]) -> frozenset[Address]:
    """The verifier's own list. Raises ``ValueError`` for a list that cannot be one: a misuse, no evidence."""
    found = frozenset(validators)
    if not 1 <= len(validators) <= MAX_VALIDATORS or len(found) != len(validators):
        raise ValueError("a validator set has 1 to 1,024 different members")
    return found


def single(headers: Sequence[Header]) -> Header:
    """The one header of a consensus that is final at once. Raises ``EvidenceError`` SEALS_FORMAT."""
    if len(headers) != 1:
        raise EvidenceError("SEALS_FORMAT", reason=f"{len(headers)} headers where one is final by itself")
    return headers[0]
