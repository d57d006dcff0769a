# SPDX-License-Identifier: Apache-2.0
"""More than fifty serial numbers: a CSV beside the roster, bound by its digest."""

import hashlib
from pathlib import Path
from typing import Any

import pytest

from registry.intake.roster import RosterResult, read_roster
from registry.intake.roster_serials import read_serials
from tests.unit.intake.roster_support import column, only, sheets_of, told, workbook

CERTS = "Giấy chứng nhận"
DATA = ("Số sê-ri\n" + "".join(f"EX-{i:04}\n" for i in range(60))).encode()
DIGEST = hashlib.sha256(DATA).hexdigest()
CELL = f"r.xlsx: {CERTS}!AC4"


def workbook_with(cell: object) -> bytes:
    sheets: dict[str, list[list[Any]]] = sheets_of()
    sheets[CERTS][3][column(CERTS, "serials")] = None
    sheets[CERTS][3][column(CERTS, "serials_file")] = cell
    return workbook(sheets)


def read(cell: object, files: dict[str, bytes]) -> RosterResult:
    return read_roster(workbook_with(cell), "r.xlsx", files=files)


@pytest.mark.parametrize("cell", ["sn.csv", "sn.csv | 60", f"sn.csv | 60 | {DIGEST.upper()}"])
def test_the_file_is_counted_and_bound(cell: str) -> None:
    result = read(cell, {"sn.csv": DATA})
    assert result.errors == ()
    bound = result.certificates[2].serials_file
    assert bound is not None
    assert (bound.file_name, bound.count, bound.sha256) == ("sn.csv", 60, DIGEST)


def test_it_is_found_in_the_rosters_folder_only(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "sn.csv").write_bytes(DATA)
    path = tmp_path / "in" / "r.xlsx"
    path.write_bytes(workbook_with("../sn.csv"))
    assert told(read_roster(path)) == [("SERIALS_FILE_MISSING", CELL)]
    path.write_bytes(workbook_with("sn.csv"))
    assert told(read_roster(path)) == [("SERIALS_FILE_MISSING", CELL)]
    (tmp_path / "in" / "sn.csv").symlink_to(tmp_path / "sn.csv")
    assert told(read_roster(path)) == [("SERIALS_FILE_MISSING", CELL)]
    (tmp_path / "in" / "sn.csv").unlink()
    (tmp_path / "in" / "sn.csv").write_bytes(DATA)
    assert read_roster(path).errors == ()


@pytest.mark.parametrize(
    ("cell", "what"), [("sn.csv | 61", "number of entries"), (f"sn.csv | 60 | {'0' * 64}", "SHA-256")]
)
def test_a_statement_that_does_not_fit(cell: str, what: str) -> None:
    finding = only(read(cell, {"sn.csv": DATA}))
    assert (finding.code, finding.where, finding.params["what"]) == ("SERIALS_FILE_DIFFERS", CELL, what)


def test_without_the_file_a_full_statement_is_taken_over_with_a_warning() -> None:
    result = read(f"sn.csv | 60 | {DIGEST}", {})
    assert result.errors == ()
    assert [f.where for f in result.findings if f.code == "SERIALS_FILE_UNSEEN"] == [CELL]


def test_in_the_cell_and_in_the_file() -> None:
    sheets: dict[str, list[list[Any]]] = sheets_of()
    sheets[CERTS][3][column(CERTS, "serials_file")] = "sn.csv"
    result = read_roster(workbook(sheets), "r.xlsx", files={"sn.csv": DATA})
    assert told(result) == [("SERIALS_TWICE", CELL)]


def test_every_bad_line_of_the_file_is_told() -> None:
    result = read("sn.csv", {"sn.csv": "A1\nA2\nA1\nÐ9\n".encode()})
    assert told(result) == [("SERIAL_DUPLICATE", "sn.csv:3"), ("TEXT_LOOK_ALIKE", "sn.csv:4")]
    assert told(read("sn.csv", {"sn.csv": b"serial\n\n"})) == [("SERIALS_FILE_EMPTY", "sn.csv")]
    assert told(read("sn.csv", {"sn.csv": b"\xff\xfea\0"})) == [("ROSTER_ENCODING", "sn.csv")]


def test_a_list_on_its_own() -> None:
    found = read_serials(b"S/N;note\r\nA-1;x\r\n11-A;\r\n", "sn.csv")
    assert (found.serials, found.findings) == (("A-1", "11-A"), ())
