# SPDX-License-Identifier: Apache-2.0
"""What QBFT and IBFT 2.0 share: extra data, commit seals and their quorum.

Extra data is ``RLP[vanity 32, [validators], vote, round, [seals]]``. The commit seals sign the header without
seals; the block hash also leaves out the round, since each round would give another hash. How the two leave
things out, and how vote and round are written, is each module's own ``Form``.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from registry.core.chainproof.header import Header
from registry.core.chainproof.rlp import Item, decode_list, encode
from registry.core.chainproof.seals import (
    Finality,
    Sealed,
    signer,
    single,
    trusted_set,
)
from registry.core.constants import MAX_VALIDATORS
from registry.core.types import Address
from registry.errors import EvidenceError

# "ctical byzantine fault tolerance" in 32 bytes (Besu, ``Istanbul digest``).
MIX_HASH = bytes.fromhex("63746963616c2062797a616e74696e65206661756c7420746f6c6572616e6365")
DIFFICULTY = 1
VANITY_BYTES = 32
ROUNDS_TRIED = 8
"""Rounds are short of this unless a network hardly runs; only a better reason for a refusal depends on it."""


class ExtraData(Struct, frozen=True):
    """``vote`` stays as written: a vote says nothing about the block that carries it."""

    vanity: bytes
    validators: tuple[Address, ...]
    vote: Item
    round: int
    seals: tuple[bytes, ...]


class Form(NamedTuple):
    """How one consensus writes its extra data."""

    read_vote: Callable[[Item], Item]
    read_round: Callable[[Item], int]
    unsealed: Callable[[ExtraData], list[Item]]
    """What the commit seals sign, as the last members of the extra data."""
    unnumbered: list[Item]
    """What stands there for the block hash."""


def read_extra(data: bytes, form: Form) -> ExtraData:
    """Take extra data apart. Raises ``EvidenceError`` SEALS_FORMAT, RLP_FORMAT."""
    items = decode_list(data)
    if len(items) != 5:
        raise _bad(f"{len(items)} members of the extra data")
    vanity, validators, vote, number, seals = items
    if not isinstance(vanity, bytes) or len(vanity) != VANITY_BYTES:
        raise _bad("no vanity of 32 bytes")
    return ExtraData(
        vanity=vanity,
        validators=tuple(Address(address) for address in _bytes(validators, 20)),
        vote=form.read_vote(vote),
        round=form.read_round(number),
        seals=_bytes(seals, None),
    )


def commit_digest(header: Header, extra: ExtraData, form: Form) -> bytes:
    """What every commit seal signs."""
    return header.with_extra(_write(extra, form.unsealed(extra))).hash()


def block_hash(header: Header, form: Form) -> bytes:
    """The hash by which the chain knows the block."""
    return header.with_extra(_write(read_extra(header.extra, form), form.unnumbered)).hash()


def check(headers: Sequence[Header], validators: Sequence[Address], form: Form) -> Sealed:
    """Seals of at least ⌈2n/3⌉ of the trusted validators. Raises as ``seals.Consensus`` says."""
    header, trusted = single(headers), trusted_set(validators)
    if header.mix_hash != MIX_HASH:
        raise EvidenceError("SEALS_MIX_HASH")
    if header.difficulty != DIFFICULTY:
        raise EvidenceError("SEALS_DIFFICULTY", difficulty=header.difficulty)
    extra = read_extra(header.extra, form)
    if len(extra.validators) != len(trusted) or frozenset(extra.validators) != trusted:
        raise EvidenceError("SEALS_OTHER_VALIDATORS", block=header.number)
    signers = _signers(header, extra, form, trusted)
    needed = quorum(len(trusted))
    if len(signers) < needed:
        raise EvidenceError("SEALS_TOO_FEW", found=len(signers), needed=needed)
    number = header.with_extra(_write(extra, form.unnumbered)).hash()
    return Sealed(header, number, signers, Finality.FINAL)


def quorum(validators: int) -> int:
    """⌈2n/3⌉."""
    return -(-2 * validators // 3)


def _signers(
    header: Header, extra: ExtraData, form: Form, trusted: frozenset[Address]
) -> tuple[Address, ...]:
    digest = commit_digest(header, extra, form)
    found: list[Address] = []
    for seal in extra.seals:
        address = signer(digest, seal)
        if address not in trusted:
            _check_rounds(header, extra, form, seal, trusted)
            raise EvidenceError("SEAL_BY_STRANGER", address="0x" + address.hex())
        if address in found:
            raise EvidenceError("SEAL_DUPLICATE", address="0x" + address.hex())
        found.append(address)
    return tuple(found)


def _check_rounds(
    header: Header, extra: ExtraData, form: Form, seal: bytes, trusted: frozenset[Address]
) -> None:
    """Tell a seal of a trusted validator for another round of the same block from a stranger's: the block may
    be sound and its seals mixed up. Raises ``EvidenceError`` SEALS_OTHER_ROUND.
    """
    for number in range(ROUNDS_TRIED):
        other = replace(extra, round=number)
        if number != extra.round and signer(commit_digest(header, other, form), seal) in trusted:
            raise EvidenceError("SEALS_OTHER_ROUND", round=extra.round, found=number)


def _write(extra: ExtraData, rest: list[Item]) -> bytes:
    return encode([extra.vanity, list(extra.validators), extra.vote, *rest])


def _bytes(item: Item, size: int | None) -> tuple[bytes, ...]:
    if not isinstance(item, list) or len(item) > MAX_VALIDATORS:
        raise _bad("no list of validators or seals")
    flat = tuple(entry for entry in item if isinstance(entry, bytes))
    if len(flat) != len(item) or any(size is not None and len(entry) != size for entry in flat):
        raise _bad("an entry of another size among validators or seals")
    return flat


def _bad(reason: str) -> EvidenceError:
    return EvidenceError("SEALS_FORMAT", reason=reason)
