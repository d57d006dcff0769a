# SPDX-License-Identifier: Apache-2.0
"""Vietnamese text: one spelling, no look-alikes, nothing invisible."""

import unicodedata

import pytest

from registry.core.text import check_text, normal_number, require_nfc, spreadsheet_cell
from registry.errors import InputError

NAME = "Công ty TNHH Ví Dụ Điện Gia Dụng"


def test_nfd_becomes_nfc() -> None:
    nfd = unicodedata.normalize("NFD", NAME)
    assert nfd != NAME
    assert check_text(f"  {nfd} ", 100) == NAME


@pytest.mark.parametrize("text", [NAME, "Ω 5 µm ±0,1 °C — “ấm”", "ƠơƯưĂăÂâĐđ", "日本", "a\nb"])
def test_kept(text: str) -> None:
    assert check_text(text, 100) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(
    ("text", "char", "instead"),
    [
        ("Ðiện", "Ð", "Đ"),
        ("ðiện", "ð", "đ"),
        ("Ɖiện", "Ɖ", "Đ"),
        ("CАO", "А", "A"),
        ("VD-ΑB", "Α", "A"),
        ("РC", "Р", "P"),
        ("ＶＤ", "Ｖ", "V"),
        ("QCVN Ⅳ Ⅰ", "Ⅰ", "I"),
        ("𝐕D", "𝐕", "V"),
    ],
)
def test_look_alikes(text: str, char: str, instead: str) -> None:
    with pytest.raises(InputError) as caught:
        check_text(text, 100, "B4")
    assert caught.value.code == "TEXT_LOOK_ALIKE"
    assert caught.value.params["char"] == char
    assert caught.value.params["instead"] == instead
    assert caught.value.text("vi").startswith("B4: ")


@pytest.mark.parametrize("char", "\u200b\u200e\u202e\ufeff\u00ad\u0000\u001f\u2028\u2029\ue000")
def test_invisible(char: str) -> None:
    with pytest.raises(InputError, match="TEXT_CONTROL"):
        check_text(f"a{char}b", 100)


def test_a_lone_surrogate() -> None:
    with pytest.raises(InputError, match="TEXT_CONTROL"):
        check_text("a\ud800b", 100)


def test_bounds() -> None:
    assert check_text("ệ" * 5, 5) == "ệ" * 5
    assert check_text(unicodedata.normalize("NFD", "ệ" * 5), 5) == "ệ" * 5
    with pytest.raises(InputError, match="TEXT_TOO_LONG"):
        check_text("ệ" * 6, 5)
    with pytest.raises(InputError, match="TEXT_EMPTY"):
        check_text(" \n\t", 5)


def test_signed_text_is_never_repaired() -> None:
    assert require_nfc(NAME) == NAME
    with pytest.raises(InputError, match="TEXT_NOT_NFC"):
        require_nfc(unicodedata.normalize("NFD", NAME))


@pytest.mark.parametrize(
    "typed",
    [
        "VD-CERT/HQ-2026-000123",
        "vd-cert/hq-2026-000123",
        "VD CERT / HQ 2026 000123",
        "VD\u2013CERT/HQ\u2011 2026_000123",
    ],
)
def test_numbers_are_found_however_typed(typed: str) -> None:
    assert normal_number(typed) == normal_number("VD-CERT/HQ-2026-000123")


def test_other_numbers_stay_apart() -> None:
    assert normal_number("HQ-1/2") != normal_number("HQ-12")


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", "\t=1", " =1", "\n=1", "\r", "\uff1d1", "\u00a0=1"])
def test_a_cell_is_no_formula(text: str) -> None:
    assert spreadsheet_cell(text) == "'" + text


@pytest.mark.parametrize("text", ["", "a=1", "12/QĐ-VIDU", " a", "'=1"])
def test_other_cells_stay(text: str) -> None:
    assert spreadsheet_cell(text) == text
