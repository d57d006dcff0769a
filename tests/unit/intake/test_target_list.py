# SPDX-License-Identifier: Apache-2.0
"""Lists of certificates as people keep them: plain lines, CSV with or without headings, workbooks."""

import io

import pytest
import xlsxwriter

from registry.errors import InputError
from registry.intake.roster_csv import encode_1258
from registry.intake.target_list import MAX_LINES, read_target_list

CODE = "12KC-1FT3-G6QG-78K7-8382-J1PB-A6TB-TKMG"


def named(data: bytes | str, name: str = "list.csv") -> list[tuple[str, int | None]]:
    result = read_target_list(data.encode() if isinstance(data, str) else data, name)
    assert result.findings == ()
    return [(one.text, one.revision) for one in result.named]


def workbook(*rows: tuple[object, ...]) -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    sheet = book.add_worksheet("Danh sách")
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    book.close()
    return stream.getvalue()


def test_plain_lines_are_codes_or_numbers() -> None:
    text = f"# thu hồi đợt 1\n\n{CODE}\r\nVD-CERT/HQ-2026-000123\n  VD-CERT/HQ-2026-000124  \n"
    assert named(text) == [(CODE, None), ("VD-CERT/HQ-2026-000123", None), ("VD-CERT/HQ-2026-000124", None)]


def test_second_cell_may_be_the_revision() -> None:

    assert named("A-1;2\nA-2;nồi cơm điện\n") == [("A-1", 2), ("A-2", None)]


@pytest.mark.parametrize("heading", ["Số;Lần sửa;Ghi chú", "number;revision;note"])
def test_headings_say_what_columns_are(heading: str) -> None:
    assert named(f"Danh sách đình chỉ;;\n{heading}\nA-1;0;x\nA-2;;y\n") == [("A-1", 0), ("A-2", None)]


def test_code_goes_before_number() -> None:
    assert named(f"Mã tra cứu,Số\n{CODE},A-1\n,A-2\n") == [(CODE, None), ("A-2", None)]


def test_workbook_with_places() -> None:
    result = read_target_list(workbook(("Mã tra cứu", "Lần sửa"), (CODE, None), ("", 3)), "ds.xlsx")
    assert [one.where for one in result.named] == ["ds.xlsx: Danh sách!2"]
    assert [(f.code, f.where) for f in result.findings] == [("LIST_CELL", "ds.xlsx: Danh sách!3")]


def test_each_bad_line_is_reported_with_its_number() -> None:
    result = read_target_list("số,lần sửa\nA-1,x\nA-2,1\n,1\n".encode(), "l.csv")
    assert [(f.code, f.where) for f in result.findings] == [
        ("LIST_REVISION", "l.csv:2"),
        ("LIST_CELL", "l.csv:4"),
    ]
    assert [one.text for one in result.named] == ["A-2"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "LIST_EMPTY"),
        (b"# nothing\n\n", "LIST_EMPTY"),
        (b"A-1\0\n", "ROSTER_ENCODING"),
        (b"PK\3\4 no zip", "ROSTER_DAMAGED"),
        (b"A-1\n" * (MAX_LINES + 1), "ROSTER_TOO_LARGE"),
        (b"a," * 300 + b"\n", "ROSTER_TOO_LARGE"),
    ],
)
def test_unreadable_lists_are_refused(data: bytes, code: str) -> None:
    with pytest.raises(InputError, match=code) as error:
        read_target_list(data, "l.csv")
    assert "l.csv" in error.value.text()


def test_windows_1258_is_read() -> None:
    assert named(encode_1258("Số\nĐ-1\n")) == [("Đ-1", None)]
