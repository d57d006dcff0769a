# SPDX-License-Identifier: Apache-2.0
"""QR texts fit the symbols that are printed, and only our own are read."""

import re

import pytest

from registry.core.code import code_of
from registry.core.qr import parse_qr, short_qr, signed_qr
from registry.errors import InputError, UsageError

CODE = code_of(b"summary")
ALPHANUMERIC = re.compile(r"[0-9A-Z $%*+\-./:]+\Z")


def test_the_short_qr_fits_version_4_q() -> None:
    text = short_qr("https://" + "a" * 21 + ".vn", CODE)
    assert len(text) == 67
    assert ALPHANUMERIC.match(text)
    assert parse_qr(text).code == CODE


def test_a_host_of_25_characters_does_not() -> None:
    with pytest.raises(UsageError, match="PUBLIC_URL"):
        short_qr("https://" + "a" * 22 + ".vn", CODE)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "antin.vn",
        "ftp://antin.vn",
        "https://",
        "https://antin.vn/a",
        "https://a@b.vn",
        "https://antín.vn",
        "https://\u212ay.vn",
    ],
)
def test_addresses_that_cannot_be_printed(url: str) -> None:
    with pytest.raises(UsageError, match="PUBLIC_URL"):
        short_qr(url, CODE)


def test_the_signed_qr_has_three_segments() -> None:
    parts = signed_qr("https://antin.vn/", CODE, b"\xd2\x84abc")
    assert [bool(ALPHANUMERIC.match(part)) for part in parts] == [True, False, True]
    content = parse_qr("".join(parts))
    assert (content.code, content.signed_summary) == (CODE, b"\xd2\x84abc")


def test_every_length_of_payload_is_read_back() -> None:
    for size in range(1, 41):
        data = bytes(range(size))
        assert parse_qr("".join(signed_qr("https://antin.vn", CODE, data))).signed_summary == data


def test_a_code_from_elsewhere_keeps_its_host() -> None:
    content = parse_qr(f"https://Evil.Example:8443/c/{CODE}")
    assert content.host == "evil.example:8443"
    assert content.origin == "https://evil.example:8443"


def test_text_beyond_any_symbol() -> None:
    with pytest.raises(InputError, match="QR_FORMAT"):
        parse_qr(f"https://antin.vn/C/{CODE}#" + "A" * 4_300)
