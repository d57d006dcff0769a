# SPDX-License-Identifier: Apache-2.0
import base64

import pytest

from registry.core.code import code_of
from registry.core.qr import parse_qr, short_qr, signed_qr
from registry.errors import InputError, UsageError
from registry.printing.qr_image import QUIET_ZONE, short_matrix, signed_matrix, to_png, to_svg, to_terminal
from registry.printing.read_qr import read_qr_codes
from registry.printing.sheet import Label, label_sheet

CODE = code_of(b"a summary")
LONGEST = "https://tra-cuu.antin.example.vn"[: 8 + 24]


def test_short_qr_of_the_longest_host_fits_version_4() -> None:
    text = short_qr(LONGEST, CODE)
    assert len(text) == 67
    assert len(short_matrix(text)) == 33 + 2 * QUIET_ZONE


def test_short_qr_is_read_back_from_png() -> None:
    text = short_qr("https://antin.example", CODE)
    assert read_qr_codes(to_png(short_matrix(text), 4)) == [text]
    assert parse_qr(text).code == CODE


def test_signed_qr_is_read_back_and_stays_within_version_18() -> None:
    payload = bytes(range(256)) + bytes(64)
    segments = signed_qr("https://antin.example", CODE, payload)
    matrix = signed_matrix(segments)
    assert len(matrix) <= 17 + 4 * 18 + 2 * QUIET_ZONE
    (text,) = read_qr_codes(to_png(matrix, 4))
    assert parse_qr(text).signed_summary == payload
    assert base64.b32encode(payload).decode().rstrip("=") in text


def test_pictures_without_a_code_and_other_files_are_refused() -> None:
    blank = to_png([[False] * 40 for _ in range(40)], 4)
    for data, code in (
        (blank, "QR_NOT_FOUND"),
        (b"%PDF-1.4", "PICTURE_FORMAT"),
        (blank[:60], "PICTURE_FORMAT"),
    ):
        with pytest.raises(InputError) as caught:
            read_qr_codes(data, "photo.png")
        assert caught.value.code == code
        assert caught.value.where == "photo.png"


def test_host_that_does_not_fit_is_refused() -> None:
    with pytest.raises(UsageError) as caught:
        short_qr("https://a-host-name-of-more-than-24.example", CODE)
    assert caught.value.code == "PUBLIC_URL"


def test_sheet_escapes_the_number_and_holds_every_label() -> None:
    sheet = label_sheet([Label(f"<b>{n}</b>", CODE) for n in range(40)], "https://antin.example")
    assert sheet.count("<svg") == 40
    assert "<b>" not in sheet
    assert 'width="25mm"' in sheet


def test_svg_and_terminal_show_the_same_modules() -> None:
    matrix = short_matrix(short_qr("https://antin.example", CODE))
    assert to_svg(matrix).count("h") > 100
    assert len(to_terminal(matrix).splitlines()) == (len(matrix) + 1) // 2
