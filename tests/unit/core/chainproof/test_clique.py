# SPDX-License-Identifier: Apache-2.0
"""Runs of Clique headers, sealed here by keys of the test's own."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from coincurve import PrivateKey

from registry.core.chainproof import clique
from registry.core.chainproof.header import Header
from registry.core.chainproof.rlp import encode_number
from registry.core.chainproof.seals import Finality
from registry.core.hashing import keccak256
from registry.core.types import Address
from registry.errors import EvidenceError


def address_of(key: PrivateKey) -> Address:
    return Address(keccak256(key.public_key.format(compressed=False)[1:])[12:])


KEYS = sorted((PrivateKey(bytes([n]) * 32) for n in range(1, 6)), key=address_of)
SEALERS = [address_of(key) for key in KEYS]
STRANGER = PrivateKey(b"\x77" * 32)


@dataclass
class Run:
    """Headers on top of one another; ``seal`` adds one by the sealer with this index."""

    headers: list[Header] = field(default_factory=list)

    def seal(self, index: int, **changes: Any) -> "Run":
        number = self.headers[-1].number + 1 if self.headers else 100
        in_turn = number % len(SEALERS) == index
        members: dict[str, Any] = {
            "parent": self.headers[-1].hash() if self.headers else bytes(32), "number": number,
            "difficulty": 2 if in_turn else 1, "listed": b"", "mix": bytes(32),
            "key": KEYS[index] if index < len(KEYS) else STRANGER,
        } | changes  # fmt: skip
        self.headers.append(sealed(**members))
        return self


def sealed(
    *, parent: bytes, number: int, difficulty: int, listed: bytes, mix: bytes, key: PrivateKey
) -> Header:
    extra = bytes(32) + listed
    items = (
        parent, bytes(32), bytes(20), bytes(32), bytes(32), bytes(32), bytes(256), encode_number(difficulty),
        encode_number(number), encode_number(8_000_000), b"", encode_number(number * 5), extra, mix, bytes(8),
    )  # fmt: skip
    digest = keccak256(Header(items).encode())
    return Header(items).with_extra(extra + key.sign_recoverable(digest, hasher=None))


def refusal(run: Run) -> str:
    with pytest.raises(EvidenceError) as caught:
        clique.check(run.headers, SEALERS)
    return caught.value.code


def test_more_than_half_of_the_sealers_make_it_probable() -> None:
    run = Run().seal(0).seal(1).seal(2)
    found = clique.check(run.headers, SEALERS[::-1])
    assert (found.finality, found.hash) == (Finality.PROBABILISTIC, run.headers[0].hash())
    assert found.signers == tuple(SEALERS[:3])


def test_half_is_too_few() -> None:
    assert refusal(Run().seal(0).seal(1)) == "SEALS_TOO_FEW"


def test_nobody_signs_twice_within_the_window() -> None:
    assert refusal(Run().seal(0).seal(1).seal(0).seal(2)) == "SEAL_TOO_SOON"
    after_the_window = Run().seal(0).seal(1).seal(2).seal(0)
    assert clique.check(after_the_window.headers, SEALERS).signers[3] == SEALERS[0]


def test_out_of_turn_is_told_by_the_difficulty() -> None:
    assert refusal(Run().seal(0).seal(1).seal(2, difficulty=1)) == "SEALS_DIFFICULTY"
    assert clique.check(Run().seal(3).seal(0).seal(2).headers, SEALERS).signers[0] == SEALERS[3]


def test_a_stranger_seals_nothing() -> None:
    assert refusal(Run().seal(0).seal(9)) == "SEAL_BY_STRANGER"


def test_headers_follow_one_another() -> None:
    assert refusal(Run().seal(0).seal(1).seal(2, parent=bytes(32))) == "SEALS_NOT_LINKED"
    gap = Run().seal(0).seal(1)
    assert refusal(gap.seal(3, number=103, difficulty=2)) == "SEALS_NOT_LINKED"


def test_an_epoch_block_lists_the_trusted_sealers() -> None:
    listed = b"".join(SEALERS)
    assert clique.check(Run().seal(0, listed=listed).seal(1).seal(2).headers, SEALERS)
    assert refusal(Run().seal(0, listed=listed[20:])) == "SEALS_OTHER_VALIDATORS"


def test_what_is_no_clique_header() -> None:
    assert refusal(Run().seal(0, listed=b"\1")) == "SEALS_FORMAT"
    assert refusal(Run().seal(0, mix=b"\1" * 32)) == "SEALS_MIX_HASH"
    assert refusal(Run()) == "SEALS_FORMAT"


def test_an_altered_header_has_another_signer() -> None:
    run = Run().seal(0).seal(1).seal(2)
    items = list(run.headers[2].items)
    items[3] = b"\1" * 32
    run.headers[2] = Header(tuple(items))
    assert refusal(run) == "SEAL_BY_STRANGER"
