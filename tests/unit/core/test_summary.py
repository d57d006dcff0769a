# SPDX-License-Identifier: Apache-2.0
"""Limits of the summary's fields: at the limit and one over it."""

from datetime import date
from typing import Any

import pytest
from msgspec import structs

from registry.core import constants as c
from registry.core.summary import CertificateSummary, FileSummary, decode_summary, encode_summary
from registry.errors import InputError
from tests.generator.summaries import CALIBRATION, CONFORMITY, FILE
from tests.reference.naive_cbor import encode

GOOD = decode_summary(encode(CONFORMITY))
assert isinstance(GOOD, CertificateSummary)


def changed(**fields: Any) -> bytes:
    assert isinstance(GOOD, CertificateSummary)
    return encode_summary(structs.replace(GOOD, **fields))


@pytest.mark.parametrize(
    ("field", "limit"),
    [
        ("body", c.MAX_BODY_CODE),
        ("number", c.MAX_NUMBER),
        ("name", c.MAX_SUBJECT_NAME),
        ("model", c.MAX_MODEL),
        ("serial", c.MAX_SERIAL),
        ("holder", c.MAX_HOLDER),
        ("network", c.MAX_NETWORK),
    ],
)
def test_texts(field: str, limit: int) -> None:
    assert decode_summary(changed(**{field: "ạ" * limit})) is not None
    for wrong in ("a" * (limit + 1), ""):
        with pytest.raises(InputError, match="SUMMARY_FORMAT"):
            changed(**{field: wrong})


def test_scopes() -> None:
    assert changed(scopes=tuple("ABCDEFGH"))
    for wrong in ((), tuple("ABCDEFGHI"), ("A", "A"), ("A" * 81,)):
        with pytest.raises(InputError, match="SUMMARY_FORMAT"):
            changed(scopes=wrong)


def test_grants() -> None:
    assert changed(grants=(1, 65535))
    for wrong in ((), (0,), (65536,), (2, 1), (1, 1), tuple(range(1, 10))):
        with pytest.raises(InputError, match="SUMMARY_FORMAT"):
            changed(grants=wrong)


@pytest.mark.parametrize("revision", [-1, 1 << 32])
def test_revision_is_an_unsigned_number(revision: int) -> None:
    with pytest.raises(InputError, match="SUMMARY_FORMAT"):
        changed(revision=revision, previous=bytes(32))


def test_one_day_is_a_period() -> None:
    day = date(2026, 7, 15)
    assert changed(validity=(day, day))


def test_an_oversized_summary_is_refused_unread() -> None:
    with pytest.raises(InputError) as caught:
        decode_summary(bytes(c.MAX_SUMMARY_BYTES + 1))
    assert str(c.MAX_SUMMARY_BYTES) in str(caught.value.params["reason"])


def test_a_calibration_and_a_file_are_read_as_such() -> None:
    calibration, file = decode_summary(encode(CALIBRATION)), decode_summary(encode(FILE))
    assert isinstance(calibration, CertificateSummary)
    assert calibration.holder is None
    assert isinstance(file, FileSummary)
    assert file.leaf == FILE[16]


def test_the_error_says_what_is_wrong_in_both_languages() -> None:
    with pytest.raises(InputError) as caught:
        decode_summary(encode({**CONFORMITY, 21: 0}))
    assert "21" in caught.value.text("en")
    assert "bản tóm tắt" in caught.value.text("vi")


@pytest.mark.parametrize(
    "char", ["\n", "\t", "\x1b", "\x7f", "\u200b", "\u202e", "\u2066", "\u2028", "\ufeff"]
)
def test_signed_texts_cannot_steer_a_terminal_or_a_page(char: str) -> None:
    """A body that skips intake and signs such a text itself gets it read by nobody."""
    assert decode_summary(encode({**CONFORMITY, 3: "HQ 1"}))
    with pytest.raises(InputError, match="SUMMARY_FORMAT"):
        decode_summary(encode({**CONFORMITY, 3: f"HQ{char}1"}))
