# SPDX-License-Identifier: Apache-2.0
"""Clique (EIP-225): each header carries one sealer's signature, so blocks become final only by what is on top.

The proof carries the header in question and the run of headers on top of it, linked and consecutive, until more
than half of the sealers have signed one; nobody signs twice within ⌊n/2⌋ + 1 blocks, and the difficulty tells
whose turn it was. Even so it is reported as probabilistic: sealers may abandon what they signed.
"""

import itertools
from collections.abc import Sequence

from registry.core.chainproof.header import Header
from registry.core.chainproof.seals import SEAL_BYTES, Finality, Sealed, signer, trusted_set
from registry.core.hashing import keccak256
from registry.core.types import Address
from registry.errors import EvidenceError

VANITY_BYTES = 32
IN_TURN, OUT_OF_TURN = 2, 1
MAX_RUN = 4_096
_ADDRESS = 20


def check(headers: Sequence[Header], validators: Sequence[Address]) -> Sealed:
    """Judge a run of headers, the one in question first; see ``seals.Consensus``."""
    sealers = sorted(trusted_set(validators))
    if not 1 <= len(headers) <= MAX_RUN:
        raise EvidenceError("SEALS_FORMAT", reason=f"a run of {len(headers)} headers")
    signers = [_signer(header, sealers) for header in headers]
    _check_linked(headers)
    _check_pauses(signers, len(sealers) // 2 + 1)
    needed = len(sealers) // 2 + 1
    if len(set(signers)) < needed:
        raise EvidenceError("SEALS_TOO_FEW", found=len(set(signers)), needed=needed)
    return Sealed(headers[0], block_hash(headers[0]), tuple(signers), Finality.PROBABILISTIC)


def block_hash(header: Header) -> bytes:
    """keccak256 of the whole header, seal included."""
    return header.hash()


def listed(header: Header) -> list[bytes]:
    """The sealers that an epoch block repeats; none elsewhere. Raises ``EvidenceError`` SEALS_FORMAT."""
    extra = header.extra
    size = len(extra) - VANITY_BYTES - SEAL_BYTES
    if size < 0 or size % _ADDRESS:
        raise EvidenceError("SEALS_FORMAT", reason=f"extra data of {len(extra)} bytes")
    content = extra[VANITY_BYTES:-SEAL_BYTES]
    return [content[i : i + _ADDRESS] for i in range(0, size, _ADDRESS)]


def sealer(header: Header, sealers: Sequence[Address]) -> Address:
    """Which of the ``sealers``, ascending, signed the header, as its difficulty says that it was their turn or not."""
    if header.mix_hash != bytes(32):
        raise EvidenceError("SEALS_MIX_HASH")
    extra = header.extra
    digest = keccak256(header.with_extra(extra[:-SEAL_BYTES]).encode())
    address = signer(digest, extra[-SEAL_BYTES:])
    if address not in sealers:
        raise EvidenceError("SEAL_BY_STRANGER", address="0x" + address.hex())
    in_turn = header.number % len(sealers) == list(sealers).index(address)
    if header.difficulty != (IN_TURN if in_turn else OUT_OF_TURN):
        raise EvidenceError("SEALS_DIFFICULTY", difficulty=header.difficulty)
    return address


def _signer(header: Header, sealers: Sequence[Address]) -> Address:
    repeated = listed(header)
    if repeated and repeated != list(sealers):
        raise EvidenceError("SEALS_OTHER_VALIDATORS", block=header.number)
    return sealer(header, sealers)


def _check_linked(headers: Sequence[Header]) -> None:
    for below, above in itertools.pairwise(headers):
        if above.number != below.number + 1 or above.parent != block_hash(below):
            raise EvidenceError("SEALS_NOT_LINKED", block=above.number)


def _check_pauses(signers: Sequence[Address], window: int) -> None:
    for position, address in enumerate(signers):
        if address in signers[max(0, position - window + 1) : position]:
            raise EvidenceError("SEAL_TOO_SOON", address="0x" + address.hex())
