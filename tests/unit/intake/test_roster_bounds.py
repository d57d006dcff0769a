# SPDX-License-Identifier: Apache-2.0
"""Hostile and damaged files: each a coded finding, none a crash or a flood of memory."""

import io
import re
import zipfile
from pathlib import Path

import pytest

from registry.intake import roster_limits as limits
from registry.intake.roster import read_roster
from registry.intake.template import example_certificates, write_workbook
from tests.unit.intake.roster_support import csv_bytes, csv_rows, only, sheets_of, told, workbook

SHEET = "xl/worksheets/sheet1.xml"
CELL = re.compile(rb'<c r="A2"[^>]*>.*?</c>')


def repacked(change: dict[str, bytes | None], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The example with parts replaced (``None`` drops one)."""
    source = zipfile.ZipFile(io.BytesIO(write_workbook(example_certificates("hop-quy"))))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name in [*source.namelist(), *(set(change) - set(source.namelist()))]:
            content = change.get(name, source.read(name) if name in source.namelist() else None)
            if content is not None:
                archive.writestr(name, content)
    return buffer.getvalue()


def part(name: str) -> bytes:
    return zipfile.ZipFile(io.BytesIO(write_workbook(example_certificates("hop-quy")))).read(name)


def test_the_helper_itself_changes_nothing() -> None:
    assert read_roster(repacked({}), "r.xlsx").certificates == example_certificates("hop-quy")


def test_a_file_above_the_limit(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(limits, "MAX_FILE_BYTES", 1_000)
    path = tmp_path / "r.csv"
    path.write_bytes(b"x" * 2_000)
    finding = only(read_roster(path))
    assert (finding.code, finding.params["what"], finding.where) == ("ROSTER_TOO_LARGE", "bytes", "r.csv")


def test_a_zip_bomb_is_refused_while_unpacking(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_UNPACKED_BYTES", 5_000_000)
    bomb = repacked({"xl/comments1.xml": b"<a>" + b" " * 20_000_000 + b"</a>"})
    assert len(bomb) < 100_000
    finding = only(read_roster(bomb, "r.xlsx"))
    assert (finding.code, finding.params["what"]) == ("ROSTER_TOO_LARGE", "unpacked bytes")


def test_a_size_that_lies_in_the_directory() -> None:
    data = bytearray(repacked({"xl/comments1.xml": b"<a>" + b" " * 100_000 + b"</a>"}))
    entry = data.rfind(b"PK\x01\x02", 0, data.rfind(b"xl/comments1.xml"))
    data[entry + 24 : entry + 28] = (10).to_bytes(4, "little")
    assert only(read_roster(bytes(data), "r.xlsx")).code == "ROSTER_DAMAGED"


@pytest.mark.parametrize(
    ("cell", "what"),
    [
        (b'<c r="XFD2"><v>1</v></c>', "columns"),
        (b'<c r="A1048576"><v>1</v></c>', "rows"),
        (b'<c r="IV99999"><v>1</v></c>', "cells"),
    ],
)
def test_a_far_away_cell_does_not_allocate_the_sheet(cell: bytes, what: str) -> None:
    finding = only(read_roster(repacked({SHEET: CELL.sub(cell, part(SHEET), 1)}), "r.xlsx"))
    assert (finding.code, finding.params["what"]) == ("ROSTER_TOO_LARGE", what)
    assert finding.where == "r.xlsx: Giấy chứng nhận"


def test_a_far_away_row_whose_cells_have_no_reference() -> None:
    bomb = part(SHEET).replace(b"</sheetData>", b'<row r="1048576"><c><v>1</v></c></row></sheetData>')
    assert only(read_roster(repacked({SHEET: bomb}), "r.xlsx")).params["what"] == "rows"


def test_one_long_text_shared_by_many_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_TEXT_CHARS", 10_000)
    shared = re.sub(
        rb"<si><t>.*?</t></si>", b"<si><t>" + b"x" * 2_000 + b"</t></si>", part("xl/sharedStrings.xml")
    )
    finding = only(read_roster(repacked({"xl/sharedStrings.xml": shared}), "r.xlsx"))
    assert (finding.code, finding.params["what"]) == ("ROSTER_TOO_LARGE", "characters")


@pytest.mark.parametrize(
    "content",
    [
        b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><worksheet>&b;</worksheet>',
        b"<worksheet><sheetData>",
        b"\xff\xfe<\0a\0/\0>\0",
        b'<worksheet><sheetData><row r="1"><c r="1A"/></row></sheetData></worksheet>',
        b'<worksheet><sheetData><row r="x"><c/></row></sheetData></worksheet>',
    ],
)
def test_parts_that_are_not_good_xml(content: bytes) -> None:
    result = read_roster(repacked({SHEET: content}), "r.xlsx")
    assert result.certificates == ()
    assert result.errors[0].code in {"ROSTER_DAMAGED", "ROSTER_HEADINGS"}


def test_truncated_at_any_place_is_never_read_in_part() -> None:
    whole = write_workbook(example_certificates("hop-chuan"))
    for end in range(0, len(whole) - 1, max(1, len(whole) // 40)):
        result = read_roster(whole[:end], "r.xlsx")
        assert result.certificates == ()
        assert {finding.code for finding in result.errors} <= {"ROSTER_KIND", "ROSTER_DAMAGED"}


def test_a_part_that_stands_twice() -> None:
    buffer = io.BytesIO(write_workbook(example_certificates("hop-quy")))
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("xl/worksheets/Sheet1.xml", b"<worksheet/>")
    assert only(read_roster(buffer.getvalue(), "r.xlsx")).code == "ROSTER_DAMAGED"


def test_an_encrypted_entry() -> None:
    data = bytearray(write_workbook(example_certificates("hop-quy")))
    start = data.find(b"PK\x01\x02")
    while start >= 0:
        data[start + 8] |= 1
        start = data.find(b"PK\x01\x02", start + 4)
    assert only(read_roster(bytes(data), "r.xlsx")).code == "ROSTER_DAMAGED"


def test_a_formula_that_was_never_calculated_is_not_an_empty_cell() -> None:
    bare = re.sub(rb'<c r="AG2"[^>]*/>|<c r="AG2"[^>]*>.*?</c>', b"", part(SHEET), count=1)
    cell = b'<c r="AG2"><f>A2</f></c></row><row r="3"'
    changed = re.sub(rb'</row><row r="3"', cell, bare, count=1)
    assert told(read_roster(repacked({SHEET: changed}), "r.xlsx")) == [
        ("CELL_NOT_CALCULATED", "r.xlsx: Giấy chứng nhận!AG2")
    ]


def test_more_rows_than_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_ROWS", 3)
    assert only(read_roster(workbook(sheets_of()), "r.xlsx")).params["what"] == "rows"
    assert only(read_roster(csv_bytes(csv_rows()), "r.csv")).params["what"] == "rows"


@pytest.mark.parametrize(
    "data", [b"", b"hello", b"PK\x03\x04", b"%PDF-1.7", b"\x89PNG\r\n\x1a\n", b"{}", b"[1]"]
)
def test_other_files_are_not_rosters(data: bytes) -> None:
    assert told(read_roster(data, "r.bin")) == [("ROSTER_KIND", "r.bin")]


def test_a_missing_file_is_the_callers_affair(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_roster(tmp_path / "absent.xlsx")
