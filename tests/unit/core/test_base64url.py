# SPDX-License-Identifier: Apache-2.0
"""Canonical base64url only: each text is one byte string and each byte string one text."""

import itertools
import string

import pytest

from registry.core.base64url import decode, encode

ALPHABET = string.ascii_uppercase + string.ascii_lowercase + string.digits + "-_"


def test_round_trip() -> None:
    for size in range(40):
        data = bytes(range(200, 200 + size))
        assert decode(encode(data)) == data
    assert encode(b"\xfb\xff") == "-_8"


def test_of_all_two_letter_texts_exactly_256_are_accepted() -> None:
    accepted = 0
    for pair in itertools.product(ALPHABET, repeat=2):
        try:
            decode("".join(pair))
        except ValueError:
            continue
        accepted += 1
    assert accepted == 256


@pytest.mark.parametrize(
    "text", ["A", "AA=", "AA==", "A A", "AA\n", "+_", "//", "é", "AAAAA", "AB", "\u0410\u0410"]
)
def test_refused(text: str) -> None:
    with pytest.raises(ValueError, match="base64url"):
        decode(text)
