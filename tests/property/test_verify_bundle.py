# SPDX-License-Identifier: Apache-2.0
"""Flip any one byte of a bundle: it is never VALID. Truncate it, extend it, splice two: neither."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from registry.core.signed_summary import SignedSummary
from registry.verify import Verdict
from tests.unit.verify.build import Issued, World
from tests.unit.verify.scenes.scene import FILE


class Bench:
    """One world with a plain bundle, one with a file statement, one without a credential."""

    def __init__(self) -> None:
        self.world = World()
        self.plain = self.world.issue()
        self.with_file = self.world.state_file(self.world.issue(number="VD-CERT/HQ-2026-000200"), FILE)
        self.bare = self.world.issue(number="VD-CERT/HQ-2026-000300", jws=False)
        self.calibration = self.world.calibrate()
        self.trust = self.world.trust()

    def verdict(self, data: bytes) -> Verdict:
        return self.world.verify(data, trust=self.trust).verdict


BENCH = Bench()
OTHERS = (BENCH.with_file, BENCH.calibration)


def test_the_untouched_bundles_are_valid() -> None:
    for issued in (BENCH.plain, BENCH.with_file, BENCH.bare, BENCH.calibration):
        assert BENCH.verdict(issued.data) is Verdict.VALID


def _flip(data: bytes, position: int, mask: int) -> bytes:
    return data[:position] + bytes([data[position] ^ mask]) + data[position + 1 :]


def test_every_byte_of_a_bundle() -> None:
    """One bit of each byte: the lowest, which turns digits into digits, or another by chance."""
    chosen, data = random.Random(20260715), BENCH.plain.data
    for position in range(len(data)):
        mask = 1 << chosen.choice((0, 0, 1, 2, 3, 4, 5, 6, 7))
        assert BENCH.verdict(_flip(data, position, mask)) is not Verdict.VALID, (position, mask)


def test_bytes_of_a_bundle_without_a_credential() -> None:
    data = BENCH.bare.data
    for position in range(0, len(data), 2):
        for bit in (0, 1 + position // 2 % 7):
            assert BENCH.verdict(_flip(data, position, 1 << bit)) is not Verdict.VALID, (position, bit)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(OTHERS), st.integers(0, 1 << 20), st.integers(1, 255))
def test_samples_of_other_bundles(issued: Issued, position: int, mask: int) -> None:
    data = issued.data
    assert BENCH.verdict(_flip(data, position % len(data), mask)) is not Verdict.VALID


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(OTHERS), st.integers(0, 1 << 20), st.binary(max_size=8))
def test_truncated_and_extended(issued: Issued, position: int, more: bytes) -> None:
    data = issued.data
    cut = data[: position % len(data)] + more
    if cut:
        assert BENCH.verdict(cut) is not Verdict.VALID
    if more:
        assert BENCH.verdict(data + more) is not Verdict.VALID


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(OTHERS), st.integers(0, 1 << 20), st.integers(1, 255))
def test_a_damaged_bundle_is_never_valid_on_a_silent_chain(issued: Issued, position: int, mask: int) -> None:
    data = _flip(issued.data, position % len(issued.data), mask)
    BENCH.world.chain.down = True
    try:
        assert BENCH.verdict(data) is not Verdict.VALID
        assert BENCH.verdict(issued.data) is Verdict.INDETERMINATE
    finally:
        BENCH.world.chain.down = False


def test_a_malleated_signature_changes_no_fact() -> None:
    """ECDSA admits (r, n - s) beside (r, s): the anchored summary and the code stay what they are."""
    order = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
    signed = BENCH.bare.signed
    s = order - int.from_bytes(signed.signature[32:], "big")
    twin = SignedSummary(signed.key_id, signed.summary, signed.signature[:32] + s.to_bytes(32, "big"))
    data = BENCH.bare.data.replace(signed.to_bytes().hex().encode(), twin.to_bytes().hex().encode())
    report = BENCH.world.verify(data, trust=BENCH.trust)
    assert report.facts is not None
    assert report.facts.code == BENCH.bare.code
