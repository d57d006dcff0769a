# SPDX-License-Identifier: Apache-2.0
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest

from registry.intake.roster import read_roster
from registry.intake.template import TemplateKind, example_certificates, write_template, write_workbook
from tests.unit.intake.roster_support import (
    Formula,
    Sheets,
    column,
    only,
    read_changed,
    sheets_of,
    told,
    with_cell,
    workbook,
)

CERTS, PRODUCTS, LOTS = "Giấy chứng nhận", "Sản phẩm", "Lô hàng"


@pytest.mark.parametrize("kind", ["hop-quy", "hop-chuan"])
def test_a_template_reads_back_as_its_examples(kind: TemplateKind, tmp_path: Path) -> None:
    path = tmp_path / "mau.xlsx"
    write_template(kind, path)
    result = read_roster(path)
    assert result.errors == ()
    assert result.certificates == example_certificates(kind)
    assert {c.method for c in result.certificates} == ({5, 7, 8} if kind == "hop-quy" else {1, 5})


def test_examples_left_in_a_roster_are_noticed() -> None:
    result = read_roster(write_workbook(example_certificates("hop-quy")), "r.xlsx")
    assert "TAX_CODE_CHECK" in {finding.code for finding in result.findings}
    other = read_roster(write_workbook(example_certificates("hop-quy")), "r.xlsx", body="OTHER")
    assert {code for code, _ in told(other)} == {"BODY_MISMATCH"}
    assert other.certificates == ()


def test_equal_certificates_give_equal_bytes() -> None:
    assert write_workbook(example_certificates("hop-quy")) == write_workbook(example_certificates("hop-quy"))


@pytest.mark.parametrize(
    ("sheet", "row", "heading", "value", "code", "cell"),
    [
        (CERTS, 2, "Mã số thuế", 11.0, "CELL_MANGLED", "J2"),
        (CERTS, 2, "Mã số thuế", "11", "CELL_MANGLED", "J2"),
        (CERTS, 2, "Mã số thuế", "1,1E+08", "CELL_MANGLED", "J2"),
        (CERTS, 2, "Mã số thuế", "010010910A", "TAX_CODE_FORMAT", "J2"),
        (PRODUCTS, 2, "Mã HS", 8516.6, "CELL_MANGLED", "H2"),
        (PRODUCTS, 2, "Mã HS", "8.51E+07", "CELL_MANGLED", "H2"),
        (PRODUCTS, 2, "Mã HS", "85166010.0", "CELL_MANGLED", "H2"),
        (PRODUCTS, 2, "Mã HS", 1012100, "CELL_MANGLED", "H2"),
        (PRODUCTS, 2, "Mã HS", "8516.60.1X", "HS_CODE_FORMAT", "H2"),
        (PRODUCTS, 2, "Mã vạch GTIN", "4006381333930", "GTIN_CHECK", "I2"),
        (PRODUCTS, 2, "Xuất xứ", "Ngoài hành tinh", "COUNTRY_CELL", "J2"),
        (LOTS, 2, "Số tờ khai", 1, "CELL_MANGLED", "E2"),
        (LOTS, 2, "Số tờ khai", "3,00001E+11", "CELL_MANGLED", "E2"),
        (LOTS, 2, "Số lượng", "12.000", "NUMBER_AMBIGUOUS", "C2"),
        (LOTS, 2, "Số lượng", "1,500", "NUMBER_AMBIGUOUS", "C2"),
        (LOTS, 2, "Số lượng", "nhiều", "NUMBER_FORMAT", "C2"),
        (LOTS, 2, "Số lượng", 0, "QUANTITY_POSITIVE", "C2"),
        (LOTS, 2, "Số lượng", True, "NUMBER_FORMAT", "C2"),
        (CERTS, 2, "Ngày cấp", "2026", "DATE_CELL", "T2"),
        (CERTS, 2, "Ngày cấp", "31/02/2026", "DATE_CELL", "T2"),
        (CERTS, 2, "Ngày cấp", "07/15/2026", "DATE_CELL", "T2"),
        (CERTS, 2, "Ngày cấp", "15/07/0226", "DATE_YEAR", "T2"),
        (CERTS, 2, "Ngày cấp", "15/07/26", "DATE_CELL", "T2"),
        (CERTS, 2, "Ngày cấp", 46218, "DATE_NUMBER", "T2"),
        (CERTS, 2, "Ngày cấp", datetime.combine(date(2026, 7, 15), time(9, 30)), "DATE_CELL", "T2"),
        (CERTS, 2, "Ngày cấp", None, "FIELD_MISSING", "T2"),
        (CERTS, 2, "Loại chứng nhận", "Hợp pháp", "CELL_CHOICE", "B2"),
        (CERTS, 2, "Phương thức", 9, "FIELD_TOO_LARGE", "N2"),
        (CERTS, 2, "Phương thức", "năm", "FIELD_INTEGER", "N2"),
        (CERTS, 2, "Dấu", "CS", "MARK_SCHEME", "P2"),
        (CERTS, 2, "Chu kỳ giám sát (tháng)", 24, "SURVEILLANCE_CYCLE", "W2"),
        (CERTS, 2, "Hiệu lực đến ngày", date(2029, 7, 15), "VALIDITY_TOO_LONG", "V2"),
        (CERTS, 2, "Hiệu lực đến ngày", date(2026, 7, 14), "VALIDITY_ORDER", "U2"),
        (CERTS, 2, "Hiệu lực đến ngày", None, "FIELD_MISSING", "V2"),
        (CERTS, 3, "Hiệu lực đến ngày", date(2029, 7, 14), "FIELD_MISSING", "U3"),
        (CERTS, 2, "Tên trên giấy chứng nhận", "Ðồ gia dụng", "TEXT_LOOK_ALIKE", "C2"),
        (CERTS, 2, "Tên trên giấy chứng nhận", "ẩn\u200b", "TEXT_CONTROL", "C2"),
        (CERTS, 2, "Tên trên giấy chứng nhận", "x" * 161, "TEXT_TOO_LONG", "C2"),
        (CERTS, 2, "Tên trên giấy chứng nhận", 1.5, "CELL_KIND", "C2"),
        (CERTS, 2, "Tên trên giấy chứng nhận", date(2026, 3, 1), "CELL_KIND", "C2"),
        (CERTS, 2, "Tên trên giấy chứng nhận", True, "CELL_KIND", "C2"),
        (CERTS, 2, "Tiêu chuẩn / quy chuẩn", "QCVN 4:2009/BKHCN (2010)", "NORM_YEAR", "M2"),
        (CERTS, 2, "Tiêu chuẩn / quy chuẩn", "QCVN 4:2009/BKHCN; QCVN 4:2009/BKHCN", "NORM_DUPLICATE", "M2"),
        (CERTS, 2, "Phiếu kết quả thử nghiệm", "1 | 2026 | Lab", "DATE_CELL", "Z2"),
        (CERTS, 2, "Phiếu kết quả thử nghiệm", "chỉ số phiếu", "CELL_PARTS", "Z2"),
        (CERTS, 2, "Số đăng ký / công nhận / chỉ định", "Tự phong: 1", "CELL_CHOICE", "H2"),
        (CERTS, 2, "Số sê-ri", "S1; S2", "SERIALS_UNEXPECTED", "AB2"),
        (CERTS, 4, "Số sê-ri", "S1; S1", "SERIAL_DUPLICATE", "AB4"),
        (CERTS, 4, "Số sê-ri", None, "SERIALS_REQUIRED", "AB4"),
        (CERTS, 4, "Số sê-ri", "; ".join(f"S{i}" for i in range(51)), "FIELD_TOO_MANY", "AB4"),
        (CERTS, 2, "Lần sửa đổi", 1, "CHANGE_REQUIRED", "AI2"),
        (CERTS, 2, "Lý do sửa đổi", "Gia hạn", "CHANGE_UNEXPECTED", "AI2"),
        (CERTS, 2, "Mã tổ chức cấp", "vd cert", "BODY_CODE_FORMAT", "AK2"),
        (CERTS, 2, "Ngày cấp", Formula.of("=1/0", "#DIV/0!"), "CELL_ERROR", "T2"),
        (PRODUCTS, 2, "Mã vạch GTIN", Formula.of("=NA()", "#N/A"), "CELL_ERROR", "I2"),
    ],
)
def test_one_bad_cell_is_refused_by_its_name(
    sheet: str, row: int, heading: str, value: Any, code: str, cell: str
) -> None:
    result = with_cell(sheet, row, heading, value)
    finding = only(result)
    assert (finding.code, finding.where) == (code, f"r.xlsx: {sheet}!{cell}")
    assert len(result.certificates) == 3, "the other rows are good"
    for lang in ("vi", "en"):
        assert finding.remedy(lang)
        assert "{" not in finding.text(lang) + finding.remedy(lang), finding.text(lang)


@pytest.mark.parametrize(
    ("sheet", "heading", "value", "path", "expected"),
    [
        (PRODUCTS, "Mã HS", 85166010, "hs_codes", ("85166010",)),
        (PRODUCTS, "Mã HS", "8516.60.10; 8428.10", "hs_codes", ("85166010", "842810")),
        (PRODUCTS, "Xuất xứ", "trung quốc", "origin", "CN"),
        (PRODUCTS, "Mã vạch GTIN", 4006381333931, "gtin", "4006381333931"),
        (PRODUCTS, "Kiểu loại / model", "A1\nA2; A3", "models", ("A1", "A2", "A3")),
    ],
)
def test_what_people_type_is_read(sheet: str, heading: str, value: Any, path: str, expected: object) -> None:
    result = with_cell(sheet, 2, heading, value)
    assert result.errors == ()
    assert getattr(result.certificates[0].products[0], path) == expected


@pytest.mark.parametrize(
    ("heading", "value", "path", "expected"),
    [
        ("Phương thức", "PT5", "method", 5),
        ("Phương thức", "Phương thức 5", "method", 5),
        ("Ngày cấp", "15/07/2026", "issued", date(2026, 7, 15)),
        ("Ngày cấp", "2026-07-15", "issued", date(2026, 7, 15)),
        ("Ngày cấp", datetime.combine(date(2026, 7, 15), time()), "issued", date(2026, 7, 15)),
        ("Loại chứng nhận", "HOP QUY", "scheme", "hop_quy"),
        ("Dấu", "Không", "mark", None),
        ("Chức vụ người ký", "Giám\nđốc", "signatory_role", "Giám đốc"),
    ],
)
def test_headers_are_read_as_people_type_them(heading: str, value: Any, path: str, expected: object) -> None:
    result = with_cell(CERTS, 2, heading, value)
    assert result.errors == ()
    assert getattr(result.certificates[0], path) == expected


@pytest.mark.parametrize(("typed", "read"), [("12,5", "12.5"), (12.5, "12.5"), ("1.234.567", "1234567")])
def test_decimal_comma(typed: Any, read: str) -> None:
    lot = with_cell(LOTS, 2, "Số lượng", typed).certificates[1].lot
    assert lot is not None
    assert lot.quantity == read


def test_a_number_in_a_text_column_is_read_with_a_warning() -> None:
    result = with_cell(LOTS, 2, "Số lô", 926)
    assert result.errors == ()
    warned = [f for f in result.findings if f.code == "CELL_NUMERIC_TEXT"]
    assert [f.where for f in warned] == [f"r.xlsx: {LOTS}!B2"]


def test_decomposed_text_is_composed_with_a_warning() -> None:
    decomposed = "No\u0302\u0300i co\u031bm"
    result = with_cell(CERTS, 2, "Tên trên giấy chứng nhận", decomposed)
    assert result.certificates[0].title.vi == "Nồi cơm"
    assert [f.where for f in result.findings if f.code == "TEXT_COMPOSED"] == [f"r.xlsx: {CERTS}!C2"]


def test_every_defect_of_every_row_is_told() -> None:
    def spoil(sheets: Sheets) -> None:
        sheets[CERTS][1][column(CERTS, "Mã số thuế")] = 11
        sheets[CERTS][1][column(CERTS, "Dấu")] = "CS"
        sheets[CERTS][2][column(CERTS, "Phương thức")] = 5
        sheets[PRODUCTS][1][column(PRODUCTS, "Mã HS")] = "1; 2"

    assert sorted(told(read_changed(spoil))) == [
        ("CELL_MANGLED", f"r.xlsx: {CERTS}!J2"),
        ("CELL_MANGLED", f"r.xlsx: {PRODUCTS}!H2"),
        ("CELL_MANGLED", f"r.xlsx: {PRODUCTS}!H2"),
        ("LOT_UNEXPECTED", f"r.xlsx: {LOTS}!B2"),
        ("MARK_SCHEME", f"r.xlsx: {CERTS}!P2"),
        ("SURVEILLANCE_REQUIRED", f"r.xlsx: {CERTS}!W3"),
        ("VALIDITY_REQUIRED", f"r.xlsx: {CERTS}!U3"),
    ]


def test_duplicate_numbers_refuse_both() -> None:
    def twice(sheets: Sheets) -> None:
        sheets[CERTS][2][0] = "vd-cert / hq 2026 000123"

    result = read_changed(twice)
    duplicates = [f.where for f in result.errors if f.code == "ROSTER_DUPLICATE"]
    assert sorted(duplicates) == [f"r.xlsx: {CERTS}!A2", f"r.xlsx: {CERTS}!A3"]
    assert "VD-CERT/HQ-2026-000123" not in {c.number for c in result.certificates}


def test_a_product_of_no_certificate_refuses_the_file() -> None:
    def orphan(sheets: Sheets) -> None:
        sheets[PRODUCTS][2][0] = "VD-CERT/HQ-2026-000132"

    result = read_changed(orphan)
    finding = only(result)
    assert (finding.code, finding.where) == ("ROSTER_ORPHAN", f"r.xlsx: {PRODUCTS}!A3")
    assert finding.params["nearest"] == "VD-CERT/HQ-2026-000123"
    assert result.certificates == ()


def test_a_second_lot_and_a_row_without_number() -> None:
    def change(sheets: Sheets) -> None:
        sheets[LOTS].append(list(sheets[LOTS][1]))
        sheets[PRODUCTS][2][0] = None

    assert told(read_changed(change)) == [
        ("ROSTER_NUMBER_MISSING", f"r.xlsx: {PRODUCTS}!A3"),
        ("ROSTER_LOT_TWICE", f"r.xlsx: {LOTS}!A3"),
    ]


def test_a_certificate_without_products() -> None:
    result = read_changed(lambda sheets: sheets[PRODUCTS].pop())
    assert told(result) == [("FIELD_TOO_FEW", f"r.xlsx: {CERTS}!A5")]


def test_unknown_columns_name_the_nearest_and_refuse_the_file() -> None:
    def rename(sheets: Sheets) -> None:
        sheets[PRODUCTS][0][column(PRODUCTS, "Mã HS")] = "Mã số HS"

    result = read_changed(rename)
    finding = only(result)
    assert (finding.code, finding.where) == ("ROSTER_COLUMN_UNKNOWN", f"r.xlsx: {PRODUCTS}!H1")
    assert finding.params["nearest"] == "Mã HS"
    assert result.certificates == ()


def test_missing_double_and_unnamed_columns() -> None:
    def change(sheets: Sheets) -> None:
        sheets[PRODUCTS][0][column(PRODUCTS, "Nhãn hiệu")] = None
        sheets[CERTS][0][column(CERTS, "Dấu")] = "Mức độ rủi ro"

    assert [code for code, _ in told(read_changed(change))] == [
        "ROSTER_COLUMN_TWICE",
        "ROSTER_COLUMN_MISSING",
        "ROSTER_COLUMN_UNNAMED",
    ]


def test_headings_are_found_in_other_spellings_and_below_a_title() -> None:
    def change(sheets: Sheets) -> None:
        for name, rows in list(sheets.items()):
            rows[0] = [str(heading).upper() + " *" for heading in rows[0]]
            rows.insert(0, ["DANH SÁCH"])
            sheets[name.upper()] = sheets.pop(name)
        cells = sheets[CERTS.upper()][1]
        cells[0], cells[1] = "so giay chung nhan", "Scheme"

    result = read_changed(change)
    assert result.errors == ()
    assert result.certificates == example_certificates("hop-quy")


def test_sheets_missing_or_unknown() -> None:
    def rename(sheets: Sheets) -> None:
        sheets["Sàn phảm"] = sheets.pop(PRODUCTS)
        sheets["Hàng hóa"] = sheets.pop("Sàn phảm")

    assert told(read_changed(rename)) == [("ROSTER_SHEET_MISSING", "r.xlsx")]
    result = read_changed(lambda sheets: sheets.update({"Lô khác": [["x"]]}))
    assert ("ROSTER_SHEET_UNKNOWN", "warning") in {(f.code, f.severity) for f in result.findings}
    assert len(result.certificates) == 4


def test_the_body_is_taken_from_the_call_or_the_column() -> None:
    def drop(sheets: Sheets) -> None:
        for row in sheets[CERTS][1:]:
            row[column(CERTS, "body")] = None

    assert {c.body for c in read_changed(drop, body="ABC").certificates} == {"ABC"}
    assert {code for code, _ in told(read_changed(drop))} == {"BODY_REQUIRED"}


def test_an_empty_roster() -> None:
    sheets = sheets_of()
    empty = {name: rows[:1] for name, rows in sheets.items()}
    assert told(read_roster(workbook(empty), "r.xlsx")) == [("ROSTER_EMPTY", "r.xlsx")]


def test_a_thousand_rows() -> None:
    example = example_certificates("hop-quy")[0]
    many = [example.model_copy(update={"number": f"VD-CERT/X-{i:04}"}) for i in range(1_000)]
    assert read_roster(write_workbook(many), "r.xlsx").certificates == tuple(many)
