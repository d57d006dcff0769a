# SPDX-License-Identifier: Apache-2.0
"""Texts of rosters as a whole, English then Vietnamese, message then remedy."""

from registry.texts.model import Text

_FILES: dict[str, Text] = {
    "ROSTER_KIND": Text(
        "this is not a roster in XLSX, CSV or JSON",
        "đây không phải là danh sách XLSX, CSV hoặc JSON",
        "Start from the workbook that “antin template” writes.",
        "Hãy dùng tệp mẫu do lệnh “antin template” tạo ra.",
    ),
    "ROSTER_TOO_LARGE": Text(
        "the file is too large: {what} {count}, at most {limit}",
        "tệp quá lớn: {what} {count}, tối đa {limit}",
        "Split the roster into several files.",
        "Hãy chia danh sách thành nhiều tệp.",
    ),
    "ROSTER_DAMAGED": Text(
        "the file cannot be read: {reason}",
        "không đọc được tệp (chi tiết kỹ thuật: {reason})",
        "Open it in the spreadsheet program and save it again as XLSX.",
        "Hãy mở bằng phần mềm bảng tính và lưu lại dạng XLSX.",
    ),
    "ROSTER_PROTECTED": Text(
        "the workbook is encrypted",
        "tệp bảng tính có đặt mật khẩu",
        "Save it without a password.",
        "Hãy lưu lại không đặt mật khẩu.",
    ),
    "ROSTER_ENCODING": Text(
        "the text is neither UTF-8 nor Windows-1258: {reason}",
        "văn bản không phải UTF-8 hay Windows-1258 (chi tiết kỹ thuật: {reason})",
        "Save as “CSV UTF-8”.",
        "Hãy lưu dạng “CSV UTF-8”.",
    ),
    "ROSTER_CSV": Text(
        "the line is not well-formed CSV: {reason}",
        "dòng CSV không đúng dạng (chi tiết kỹ thuật: {reason})",
        "Check the quotation marks.",
        "Hãy kiểm tra dấu nháy kép.",
    ),
    "ROSTER_JSON": Text(
        "{field}: expected {expected}",
        "{field}: cần {expected}",
        "See the description of the JSON roster.",
        "Xem mô tả danh sách JSON.",
    ),
    "TEMPLATE_KIND": Text(
        "there is no template “{text}”",
        "không có mẫu “{text}”",
        "Choose hop-quy or hop-chuan.",
        "Chọn hop-quy hoặc hop-chuan.",
    ),
    "ROSTER_EMPTY": Text(
        "the roster holds no certificate",
        "danh sách không có giấy chứng nhận nào",
        "Fill in a row for each certificate.",
        "Mỗi giấy chứng nhận ghi một dòng.",
    ),
    "ROSTER_SHEET_MISSING": Text(
        "the sheet “{sheet}” is missing",
        "thiếu trang tính “{sheet}”",
        "Name the sheet as in the template.",
        "Hãy đặt tên trang tính như tệp mẫu.",
    ),
    "ROSTER_SHEET_UNKNOWN": Text(
        "the sheet “{sheet}” was not read; did you mean “{nearest}”?",
        "không đọc trang tính “{sheet}”; có phải “{nearest}”?",
        "Rename it or remove it.",
        "Hãy đổi tên hoặc xóa trang tính.",
    ),
    "ROSTER_SHEET_TWICE": Text(
        "two sheets stand for “{sheet}”",
        "có hai trang tính cùng là “{sheet}”",
        "Keep one of them.",
        "Hãy giữ một trang.",
    ),
}
_COLUMNS: dict[str, Text] = {
    "ROSTER_HEADINGS": Text(
        "no row of headings was found",
        "không tìm thấy dòng tiêu đề cột",
        "Keep the heading row of the template.",
        "Hãy giữ dòng tiêu đề của tệp mẫu.",
    ),
    "ROSTER_COLUMN_UNKNOWN": Text(
        "unknown column “{heading}”; the nearest is “{nearest}”",
        "cột “{heading}” không có trong mẫu; gần nhất là “{nearest}”",
        "Correct the heading or remove the column.",
        "Hãy sửa tiêu đề hoặc bỏ cột.",
    ),
    "ROSTER_COLUMN_UNNAMED": Text(
        "a column with values has no heading",
        "cột có dữ liệu nhưng không có tiêu đề",
        "Give it a heading or remove it.",
        "Hãy đặt tiêu đề hoặc bỏ cột.",
    ),
    "ROSTER_COLUMN_TWICE": Text(
        "the column “{heading}” stands twice",
        "cột “{heading}” bị lặp",
        "Keep one of them.",
        "Hãy giữ một cột.",
    ),
    "ROSTER_COLUMN_MISSING": Text(
        "the column “{heading}” is missing",
        "thiếu cột “{heading}”",
        "Add it; the template has it.",
        "Hãy thêm cột này theo tệp mẫu.",
    ),
}
_ROWS: dict[str, Text] = {
    "ROSTER_NUMBER_MISSING": Text(
        "the row has no certificate number",
        "dòng này không có số giấy chứng nhận",
        "Write the number in the row.",
        "Hãy ghi số giấy chứng nhận.",
    ),
    "ROSTER_DUPLICATE": Text(
        "number {number} already stands at {first}",
        "số {number} đã có tại {first}",
        "Give each certificate its own number; several products are rows of one certificate.",
        "Mỗi giấy một số; nhiều sản phẩm là nhiều dòng của một giấy.",
    ),
    "ROSTER_ORPHAN": Text(
        "no certificate has the number {number}; the nearest is “{nearest}”",
        "không có giấy chứng nhận số {number}; gần nhất là “{nearest}”",
        "Correct the number in this row.",
        "Hãy sửa số giấy chứng nhận ở dòng này.",
    ),
    "ROSTER_LOT_TWICE": Text(
        "certificate {number} has a second lot",
        "giấy chứng nhận {number} có lô hàng thứ hai",
        "A method 7 certificate is for one lot; issue another for the second.",
        "Giấy theo phương thức 7 cấp cho một lô; lô khác cấp giấy khác.",
    ),
    "ROSTER_CONFLICT": Text(
        "“{text}” differs from “{first}” in the first row of this certificate",
        "“{text}” khác với “{first}” ở dòng đầu của giấy này",
        "Leave it blank on continuation rows, or repeat it exactly.",
        "Ở dòng tiếp theo hãy để trống hoặc ghi giống hệt.",
    ),
    "BODY_REQUIRED": Text(
        "the issuing body's code is not known",
        "chưa biết mã tổ chức cấp",
        "Name the body with --body, or fill in the column.",
        "Hãy dùng --body hoặc điền cột mã tổ chức.",
    ),
    "BODY_MISMATCH": Text(
        "the roster names the body {text}, but {body} is issuing",
        "danh sách ghi tổ chức {text} nhưng đang cấp cho {body}",
        "Correct the column or name the right body.",
        "Hãy sửa cột này hoặc chọn đúng tổ chức.",
    ),
}
_LISTS = {
    "LIST_EMPTY": Text(
        "the list names no certificate",
        "danh sách không nêu giấy chứng nhận nào",
        "Write one code or number a line.",
        "Hãy ghi mỗi dòng một mã tra cứu hoặc một số giấy.",
    ),
    "LIST_CELL": Text(
        "neither code nor number stands in this line",
        "dòng này không có mã tra cứu và không có số giấy",
        "Fill in one of the two columns, or remove the line.",
        "Hãy điền một trong hai cột, hoặc bỏ dòng này.",
    ),
    "LIST_REVISION": Text(
        "“{text}” is no revision: a whole number from 0",
        "“{text}” không phải lần sửa: hãy ghi số nguyên từ 0",
        "Leave it blank for the newest revision.",
        "Để trống nếu là lần sửa mới nhất.",
    ),
}
TEXTS: dict[str, Text] = {**_FILES, **_COLUMNS, **_ROWS, **_LISTS}
