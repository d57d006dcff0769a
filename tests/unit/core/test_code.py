# SPDX-License-Identifier: Apache-2.0
"""Codes: what the check catches, counted over whole families of slips."""

import hashlib

import pytest

from registry.core.code import code_of, group_code, parse_code
from registry.core.constants import CROCKFORD
from registry.errors import InputError

CODES = [code_of(f"summary {i}".encode()) for i in range(8)]


def accepted(text: str) -> bool:
    try:
        parse_code(text)
    except InputError:
        return False
    return True


def rate(texts: list[str]) -> float:
    return 1 - sum(map(accepted, texts)) / len(texts)


def test_the_code_is_the_first_150_bits_and_a_check() -> None:
    number = int.from_bytes(hashlib.sha256(b"\x02" + b"s").digest(), "big") >> 106
    body = "".join(CROCKFORD[(number >> shift) & 31] for shift in range(145, -1, -5))
    check = int.from_bytes(hashlib.sha256(body.encode()).digest(), "big") >> 246
    assert code_of(b"s") == body + CROCKFORD[check >> 5] + CROCKFORD[check & 31]


def test_codes_are_not_leaf_hashes() -> None:
    leaf = hashlib.sha256(b"\x00" + b"s").digest()
    first = "".join(CROCKFORD[(int.from_bytes(leaf, "big") >> s) & 31] for s in range(251, 101, -5))
    assert code_of(b"s")[:30] != first


def test_grouping_is_read_back() -> None:
    assert all(parse_code(group_code(code).lower()) == code for code in CODES)
    assert group_code(CODES[0]).count("-") == 7


def test_every_single_substitution_is_caught_but_for_one_in_a_thousand() -> None:
    slips = [
        code[:i] + other + code[i + 1 :]
        for code in CODES
        for i in range(32)
        for other in CROCKFORD
        if other != code[i]
    ]
    assert len(slips) == 8 * 32 * 31
    assert rate(slips) > 1 - 2 / 1024


def test_every_exchange_of_neighbours_is_caught_but_for_one_in_a_thousand() -> None:
    codes = [code_of(f"transposed {i}".encode()) for i in range(64)]
    slips = [
        code[:i] + code[i + 1] + code[i] + code[i + 2 :]
        for code in codes
        for i in range(31)
        if code[i] != code[i + 1]
    ]
    assert len(slips) > 1_800
    assert rate(slips) > 1 - 4 / 1024


def test_a_guessed_code_is_mistyped_in_all_but_one_of_1024() -> None:
    guesses = [hashlib.sha256(bytes([i, j])).hexdigest().upper()[:32] for i in range(100) for j in range(100)]
    assert rate(guesses) == pytest.approx(1 - 1 / 1024, abs=0.002)
