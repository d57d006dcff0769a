# SPDX-License-Identifier: Apache-2.0
"""Ends of intervals, keys and batches as people of each language read them."""

import csv
import io

import pytest

from registry.cli.audit_history import COLUMNS, _csv
from registry.cli.audit_words import written
from registry.cli.key_table import key_row, signing_keys
from registry.cli.moments import instant, shown_end, shown_interval
from registry.cli.output import coded
from registry.keys.entries import KeyEntry, RemotePlace, TokenPlace

OPEN_TO_YEAR_END = instant("2026-12-31", "--until", day_after=True)


def test_a_half_open_interval_shows_the_last_day_that_counts() -> None:
    assert shown_end(OPEN_TO_YEAR_END, "vi") == "hết ngày 31/12/2026"
    assert shown_end(OPEN_TO_YEAR_END, "en") == "the end of 31/12/2026"
    assert shown_end(OPEN_TO_YEAR_END + 60, "vi") == "00:01 01/01/2027"
    assert shown_end(0, "vi") == "–"
    assert shown_interval(instant("2026-07-01", "--since"), OPEN_TO_YEAR_END, "vi") == (
        "từ 00:00 01/07/2026 đến hết ngày 31/12/2026"
    )
    assert shown_interval(0, OPEN_TO_YEAR_END, "en") == "to the end of 31/12/2026"
    assert not shown_interval(0, 0, "en")


def test_timelines_show_the_last_day_that_counts() -> None:
    assert written({"grant": 0}, "vi") == {"grant": "tất cả"}
    assert written({"grant": 3}, "vi") == {"grant": 3}
    params = written({"issued_from": 0, "issued_until": OPEN_TO_YEAR_END, "until": 0}, "vi")
    assert params == {"issued_from": "đầu", "issued_until": "hết ngày 31/12/2026", "until": "không thời hạn"}


@pytest.mark.parametrize(("lang", "first"), [("vi", "Ghi nhận (recorded_at)"), ("en", "recorded_at")])
def test_a_table_s_headings_keep_the_columns_names(lang: str, first: str) -> None:
    row = dict.fromkeys(COLUMNS, "x")
    headings, cells = csv.reader(io.StringIO(_csv([row], lang).decode("utf-8-sig")))
    assert headings[0] == first
    assert [heading.rpartition(" (")[2].rstrip(")") for heading in headings] == list(COLUMNS)
    assert cells == ["x"] * len(COLUMNS)


def test_a_refusal_is_told_in_words_with_its_code() -> None:
    assert coded("NOT_SUSPENDED", "vi") == "không có đình chỉ nào để chấm dứt (NOT_SUSPENDED)"
    assert coded("BODY_UNKNOWN", "vi") == "BODY_UNKNOWN"
    assert coded("A_LATER_CODE", "vi") == "A_LATER_CODE"


def test_keys_with_their_place_and_whether_they_sign() -> None:
    old = KeyEntry("credential", "VD", "aa" * 32, file="old.pem", retire_at=OPEN_TO_YEAR_END)
    forgotten = KeyEntry("credential", "VD", "ab" * 32, file="older.pem")
    new = KeyEntry("credential", "VD", "bb" * 32, token=TokenPlace("/m.so", "VD-2026", "01"))
    pending = KeyEntry("anchor", "VD", "cc" * 20, remote=RemotePlace("https://signer", "/t"), pending=True)
    entries = (forgotten, old, new, pending)
    used = signing_keys(entries)
    assert used == {new}
    vi = [key_row(entry, entry in used, "vi") for entry in entries]
    assert vi[0][3:] == ("tệp older.pem", "khóa cũ, không ký nữa")
    assert vi[1][3:] == ("tệp old.pem", "khóa cũ, giữ đến 00:00 01/01/2027")
    assert vi[2] == ("ký chứng chỉ (credential)", "VD", "bb" * 32, "thiết bị PKCS#11 VD-2026", "đang dùng")
    assert vi[3][3:] == ("máy ký từ xa https://signer", "chờ đăng ký, chưa dùng")
    assert key_row(new, True, "en")[3:] == ("PKCS#11 token VD-2026", "in use")
