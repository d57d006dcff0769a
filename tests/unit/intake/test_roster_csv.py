# SPDX-License-Identifier: Apache-2.0
import pytest

from registry.intake.roster import read_roster
from registry.intake.roster_csv import encode_1258
from registry.intake.roster_write import write_csv
from registry.intake.template import example_certificates
from tests.unit.intake.roster_support import csv_bytes, csv_rows, only, told

EXAMPLES = example_certificates("hop-quy")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1258"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_encodings_and_separators(encoding: str, delimiter: str) -> None:
    data = write_csv(EXAMPLES, encoding=encoding, delimiter=delimiter)
    result = read_roster(data, "r.csv")
    assert result.errors == ()
    assert result.format == "csv"
    assert result.certificates == EXAMPLES


def test_windows_1258_is_really_another_encoding() -> None:
    data = write_csv(EXAMPLES, encoding="cp1258")
    with pytest.raises(UnicodeDecodeError):
        data.decode()
    assert "Nồi cơm điện" not in data.decode("cp1258"), "tones stand apart until composed"
    assert encode_1258("Ậ") == b"\xc2\xf2"


def test_a_separator_line_of_a_spreadsheet_program() -> None:
    data = b"sep=;\r\n" + csv_bytes(csv_rows(), ";")
    assert read_roster(data, "r.csv").certificates == EXAMPLES


def test_repeated_certificate_columns_are_the_same_as_blank_ones() -> None:
    rows = csv_rows()
    position = rows[0].index("Tên sản phẩm")
    rows[2][:position] = rows[1][:position]
    assert read_roster(csv_bytes(rows), "r.csv").certificates == EXAMPLES


def test_a_contradicting_continuation_row() -> None:
    rows = csv_rows()
    rows[2][rows[0].index("Ngày cấp")] = "16/07/2026"
    finding = only(read_roster(csv_bytes(rows), "r.csv"))
    assert (finding.code, finding.where) == ("ROSTER_CONFLICT", "r.csv:3:20 [Ngày cấp]")
    assert finding.params == {"text": "16/07/2026", "first": "15/07/2026"}


def test_line_and_column_are_named_also_after_line_breaks_in_cells() -> None:
    rows = csv_rows()
    rows[1][rows[0].index("Phạm vi chứng nhận")] = "một\nhai\nba"
    rows[3][rows[0].index("Mã HS")] = "9,50E+07"
    finding = only(read_roster(csv_bytes(rows), "r.csv"))
    position = rows[0].index("Mã HS") + 1
    assert (finding.code, finding.where) == ("CELL_MANGLED", f"r.csv:6:{position} [Mã HS]")


@pytest.mark.parametrize(
    ("heading", "value", "code"),
    [
        ("Số lượng", "12.000", "NUMBER_AMBIGUOUS"),
        ("Số tờ khai", "1", "CELL_MANGLED"),
        ("Số tờ khai", "3E+11", "CELL_MANGLED"),
        ("Mã số thuế", "22", "CELL_MANGLED"),
        ("Mã HS", "9503002", "CELL_MANGLED"),
        ("Ngày cấp", "10/02/26", "DATE_CELL"),
    ],
)
def test_mangled_values(heading: str, value: str, code: str) -> None:
    rows = csv_rows()
    position = rows[0].index(heading)
    rows[3][position] = value
    result = read_roster(csv_bytes(rows), "r.csv")
    assert told(result) == [(code, f"r.csv:4:{position + 1} [{heading}]")]
    assert len(result.certificates) == 3


def test_a_number_that_comes_again_later_is_a_duplicate() -> None:
    rows = csv_rows()
    rows.append(rows[1])
    result = read_roster(csv_bytes(rows), "r.csv")
    codes = told(result)
    assert codes == [
        ("ROSTER_DUPLICATE", "r.csv:2:1 [Số giấy chứng nhận]"),
        ("ROSTER_DUPLICATE", f"r.csv:{len(rows)}:1 [Số giấy chứng nhận]"),
    ]


def test_the_first_line_needs_a_number() -> None:
    rows = csv_rows()
    rows[1][0] = ""
    result = read_roster(csv_bytes(rows), "r.csv")
    assert ("FIELD_MISSING", "r.csv:2:1 [Số giấy chứng nhận]") in told(result)


def test_damaged_utf8_is_not_taken_for_windows_1258() -> None:
    lines = csv_bytes(csv_rows()).split(b"\r\n")
    lines[3] = lines[3].replace("Búp".encode(), b"B\xfap", 1)
    finding = only(read_roster(b"\r\n".join(lines), "r.csv"))
    assert (finding.code, finding.where) == ("ROSTER_ENCODING", "r.csv:4")
    assert finding.params["reason"] == "byte 0xfa"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le"])
def test_utf_16_is_refused(encoding: str) -> None:
    data = csv_bytes(csv_rows()).decode().encode(encoding)
    assert told(read_roster(data, "r.csv")) == [("ROSTER_ENCODING", "r.csv")]


def test_quotes_left_open() -> None:
    data = csv_bytes(csv_rows()) + b'"open'
    finding = only(read_roster(data, "r.csv"))
    assert finding.code == "ROSTER_CSV"
    assert finding.where == f"r.csv:{len(csv_rows()) + 1}"


def test_missing_and_unknown_columns() -> None:
    rows = [[*row[:-1], ""] for row in csv_rows()]
    rows[0][0], rows[0][-1] = "Số giấy", "Cửa khẩu"
    result = read_roster(csv_bytes(rows), "r.csv")
    found = {(f.code, f.params.get("heading"), f.params.get("nearest")) for f in result.file_findings}
    assert ("ROSTER_COLUMN_MISSING", "Số giấy chứng nhận", None) in found
    assert ("ROSTER_COLUMN_UNKNOWN", "Cửa khẩu", "Cửa khẩu nhập") in found
    assert result.certificates == ()


def test_a_csv_of_something_else() -> None:
    assert told(read_roster(b"a,b,c\r\n1,2,3\r\n", "r.csv")) == [("ROSTER_HEADINGS", "r.csv")]
