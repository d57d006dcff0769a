# SPDX-License-Identifier: Apache-2.0
"""The printed fingerprint: as people type it, and never another one by a slip."""

import contextlib

import pytest

from registry.core.constants import CROCKFORD
from registry.errors import InputError
from registry.update.pin import PIN_CHARS, group_pin, parse_pin, pin_of

PIN = pin_of(b"signed part")


def test_it_fits_on_a_printed_decision() -> None:
    printed = group_pin(PIN)
    assert len(printed) == 34
    assert len(PIN) == PIN_CHARS == 28
    assert parse_pin(printed.lower().replace("-", " ").replace("0", "o").replace("1", "l")) == PIN


def test_every_slip_of_one_character_is_told() -> None:
    passed = 0
    for i in range(PIN_CHARS):
        for char in CROCKFORD.replace(PIN[i], ""):
            with contextlib.suppress(InputError):
                parse_pin(PIN[:i] + char + PIN[i + 1 :])
                passed += 1
    assert passed <= 2  # ten check bits


@pytest.mark.parametrize("text", ["", PIN[:-1], PIN + "0000", PIN[:-1] + "U", "ß" * 28])
def test_what_is_no_fingerprint_is_told(text: str) -> None:
    with pytest.raises(InputError, match="TRUST_PIN_FORM"):
        parse_pin(text)
