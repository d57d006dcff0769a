# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: E501 - tables of words read by row
"""What the guidance sheet of a template says, column by column, in Vietnamese and English."""

from collections.abc import Iterator

from registry.intake import roster_kinds as k
from registry.intake.roster_columns import SHEETS, Column, SheetLayout
from registry.intake.roster_kinds import Kind

GUIDE_SHEET = "Hướng dẫn"
_TEXT_FORMAT = (
    "Định dạng cột là Văn bản (Text) để không mất số 0 ở đầu",
    "Format the column as Text, so that no leading zero is lost",
)
_BY_KIND: tuple[tuple[Kind, str, str], ...] = (
    (k.DATE, "Ngày dạng dd/MM/yyyy", "A day as dd/MM/yyyy"),
    (k.TAX, f"10 chữ số, chi nhánh thêm -001. {_TEXT_FORMAT[0]}", f"10 digits, a branch adds -001. {_TEXT_FORMAT[1]}"),
    (k.HS, f"6 hoặc 8 chữ số, nhiều mã cách nhau bằng dấu ;. {_TEXT_FORMAT[0]}", f"6 or 8 digits, several separated by ;. {_TEXT_FORMAT[1]}"),
    (k.DECLARATION, f"12 chữ số. {_TEXT_FORMAT[0]}", f"12 digits. {_TEXT_FORMAT[1]}"),
    (k.GTIN, f"8, 12, 13 hoặc 14 chữ số. {_TEXT_FORMAT[0]}", f"8, 12, 13 or 14 digits. {_TEXT_FORMAT[1]}"),
    (k.DECIMAL, "Dấu phẩy thập phân, không dấu phân cách hàng nghìn: 12000 hoặc 12,5", "Decimal comma, no thousands separator: 12000 or 12,5"),
    (k.COUNTRY, "Mã ISO hai chữ cái (VN, CN) hoặc tên thông dụng (Trung Quốc)", "Two-letter ISO code (VN, CN) or a usual name (China)"),
    (k.NORMS, "QCVN 4:2009/BKHCN + Sửa đổi 1:2016; nhiều văn bản cách nhau bằng dấu ;. Năm không có trong ký hiệu ghi trong ngoặc: ISO 9001 (2015)", "QCVN 4:2009/BKHCN + Sửa đổi 1:2016; several separated by ;. A year that the code lacks in brackets: ISO 9001 (2015)"),
    (k.REPORTS, "số | dd/MM/yyyy | tổ chức thử nghiệm; nhiều phiếu cách nhau bằng dấu ;", "number | dd/MM/yyyy | laboratory; several separated by ;"),
    (k.IMPORTERS, "tên | mã số thuế; nhiều tổ chức cách nhau bằng dấu ;", "name | tax code; several separated by ;"),
    (k.AUTHORITIES, "Chỉ định: số (dd/MM/yyyy); Đăng ký, Công nhận, Chỉ định hoặc Thừa nhận", "Chỉ định: number (dd/MM/yyyy); Đăng ký registration, Công nhận accreditation, Chỉ định designation, Thừa nhận recognition"),
    (k.ATTACHMENTS, "tên | kiểu tệp | SHA-256 | số trang", "title | media type | SHA-256 | pages"),
    (k.SERIALS, "Chỉ phương thức 8, tối đa 50 số, cách nhau bằng dấu ;", "Method 8 only, at most 50, separated by ;"),
    (k.SERIALS_FILE, "Chỉ phương thức 8, trên 50 số: tên tệp CSV đặt cùng thư mục, mỗi dòng một số", "Method 8 only, more than 50: name of a CSV file in the same folder, one a line"),
    (k.TEXTS, "Nhiều mục cách nhau bằng dấu ;", "Several separated by ;"),
)  # fmt: skip
_BY_COLUMN = {
    "number": ("Số trên giấy, mỗi tổ chức không trùng số; dùng để nối ba trang", "As printed, unique for the body; joins the three sheets"),
    "title": ("Tối đa 160 ký tự; được in trong mã QR đã ký", "At most 160 characters; goes into the signed QR code"),
    "method": ("1 đến 8. Phương thức 7 cần trang Lô hàng, 8 cần số sê-ri, 2 đến 6 cần giám sát", "1 to 8. Method 7 needs the sheet Lô hàng, 8 serial numbers, 2 to 6 surveillance"),
    "valid_from": ("Phương thức 1 (tối đa 1 năm), 2 đến 6 (tối đa 3 năm); để trống với 7 và 8", "Methods 1 (at most 1 year), 2 to 6 (at most 3 years); empty for 7 and 8"),
    "valid_until": ("Ngày cuối cùng còn hiệu lực; để trống với phương thức 7 và 8", "The last valid day; empty for methods 7 and 8"),
    "surveillance_months": ("Phương thức 5 tối đa 12 tháng", "At most 12 for method 5"),
    "revision": ("Để trống khi cấp lần đầu; sửa đổi lần 1 ghi 1", "Empty at first issue; 1 for the first revision"),
    "change": ("Bắt buộc khi có lần sửa đổi; chỉ Gia hạn và Thay thế được đổi ngày hết hiệu lực", "Needed for a revision; only Gia hạn and Thay thế may move the end of validity"),
    "body": ("Mã do cơ quan quản lý cấp; có thể bỏ trống nếu đã chọn khi cấp", "Given by the authority; may be empty if named at issue"),
}  # fmt: skip
_INTRODUCTION = (
    ("Các dòng ví dụ là hư cấu: hãy xóa trước khi cấp. Cột màu cam có dấu * là bắt buộc.", "The example rows are fictional: delete them before issuing. Orange columns marked * are required."),
    ("Mỗi giấy một dòng ở trang đầu, mỗi sản phẩm một dòng ở trang Sản phẩm.", "One row a certificate on the first sheet, one row a product on Sản phẩm."),
    ("Kiểm tra tệp trước khi cấp: antin check TỆP", "Check the file before issuing: antin check FILE"),
)  # fmt: skip


def guide_rows() -> Iterator[tuple[str, str, str, str, str]]:
    """Rows of the guidance sheet: sheet, column, required, Vietnamese, English; the first is the heading."""
    yield "Trang / Sheet", "Cột / Column", "Bắt buộc / Required", "Cách ghi", "How to fill in"
    for vi, en in _INTRODUCTION:
        yield "", "", "", vi, en
    for sheet in SHEETS:
        for column in sheet.columns:
            yield _row(sheet, column)


def _row(sheet: SheetLayout, column: Column) -> tuple[str, str, str, str, str]:
    vi, en = _note(column)
    return sheet.vi, f"{column.vi} / {column.en}", "x" if column.required else "", vi, en


def _note(column: Column) -> tuple[str, str]:
    if column.key in _BY_COLUMN:
        return _BY_COLUMN[column.key]
    for kind, vi, en in _BY_KIND:
        if column.kind is kind:
            return vi, en
    if column.kind.choices:
        listed = ", ".join(column.kind.choices)
        return f"Chọn: {listed}", f"Choose: {listed}"
    return "", ""
