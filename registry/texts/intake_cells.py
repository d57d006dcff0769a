# SPDX-License-Identifier: Apache-2.0
"""Texts of roster cells and attached files, English then Vietnamese, message then remedy."""

from registry.texts.model import Text

_CELLS: dict[str, Text] = {
    "CELL_ERROR": Text(
        "the formula's result is {text}",
        "công thức cho kết quả {text}",
        "Correct the formula, or write the value itself.",
        "Hãy sửa công thức hoặc ghi thẳng giá trị.",
    ),
    "CELL_NOT_CALCULATED": Text(
        "the formula has no stored result",
        "công thức chưa có kết quả",
        "Open the file in a spreadsheet program, recalculate and save.",
        "Hãy mở bằng phần mềm bảng tính, tính lại và lưu.",
    ),
    "CELL_KIND": Text(
        "{field}: the cell holds {kind}, not text",
        "{field}: ô chứa {kind}, không phải văn bản",
        "Format the column as Text and type the value again.",
        "Hãy định dạng cột là Văn bản (Text) rồi gõ lại.",
    ),
    "CELL_NUMERIC_TEXT": Text(
        "{field}: the cell is a number ({text}); leading zeros may have been lost",
        "{field}: ô là dạng số ({text}); có thể đã mất số 0 ở đầu",
        "Format the column as Text and compare with the original.",
        "Hãy định dạng cột là Văn bản (Text) và đối chiếu bản gốc.",
    ),
    "TEXT_COMPOSED": Text(
        "the text was in decomposed Unicode (NFD) and has been converted to NFC",
        "văn bản ở dạng Unicode tổ hợp (NFD) đã được chuyển sang dựng sẵn (NFC)",
        "Set the keyboard program to precomposed Unicode.",
        "Hãy đặt bộ gõ về Unicode dựng sẵn.",
    ),
    "CELL_MANGLED": Text(
        "{field}: the spreadsheet changed this number to {text}",
        "{field}: bảng tính đã làm biến dạng số này thành {text}",
        "Format the column as Text and type all {digits} digits again.",
        "Hãy định dạng cột là Văn bản (Text) và gõ lại đủ {digits} chữ số.",
    ),
    "NUMBER_AMBIGUOUS": Text(
        "“{text}” can be read as {one} or as {other}",
        "“{text}” có thể hiểu là {one} hoặc {other}",
        "Write {one} without separators, or the decimal comma with other than three digits after it.",
        "Hãy ghi số không có dấu phân cách, hoặc phần thập phân khác ba chữ số.",
    ),
    "DATE_CELL": Text(
        "{field}: “{text}” is not a date dd/MM/yyyy",
        "{field}: “{text}” không phải là ngày dạng dd/MM/yyyy",
        "Write it like 15/07/2026.",
        "Ghi theo dạng 15/07/2026.",
    ),
    "DATE_YEAR": Text(
        "{field}: the year {year} is out of range",
        "{field}: năm {year} nằm ngoài khoảng cho phép",
        "Write four digits of a year from 1950 to 2100.",
        "Ghi đủ bốn chữ số của năm, từ 1950 đến 2100.",
    ),
    "DATE_NUMBER": Text(
        "{field}: the cell holds the number {text}, not a date",
        "{field}: ô chứa số {text}, không phải ngày",
        "Format the cell as a date.",
        "Hãy định dạng ô là ngày.",
    ),
    "CELL_CHOICE": Text(
        "{field}: “{text}” is not one of {choices}",
        "{field}: “{text}” không thuộc: {choices}",
        "Choose from the list in the cell.",
        "Hãy chọn trong danh sách của ô.",
    ),
    "COUNTRY_CELL": Text(
        "{field}: “{text}” is not a known country",
        "{field}: không nhận ra quốc gia “{text}”",
        "Write the two-letter code, such as VN or CN.",
        "Hãy ghi mã hai chữ cái, ví dụ VN, CN.",
    ),
    "CELL_PARTS": Text(
        "{field}: “{text}” does not have the form {form}",
        "{field}: “{text}” không đúng dạng {form}",
        "Separate the parts as shown, several entries by a semicolon.",
        "Hãy ngăn các phần như mẫu, nhiều mục cách nhau bằng dấu chấm phẩy.",
    ),
    "CELL_UNWRITABLE": Text(
        "{field}: the value cannot be written into a cell",
        "{field}: không ghi được giá trị này vào ô",
        "Use the JSON roster for it.",
        "Hãy dùng danh sách JSON.",
    ),
}
_SERIAL_NUMBERS_IN_A_FILE: dict[str, Text] = {
    "SERIALS_FILE_MISSING": Text(
        "the file “{text}” with serial numbers was not found beside the roster",
        "không tìm thấy tệp số sê-ri “{text}” cạnh danh sách",
        "Put it into the same folder, without a path in its name.",
        "Hãy đặt tệp vào cùng thư mục, tên không kèm đường dẫn.",
    ),
    "SERIALS_FILE_UNSEEN": Text(
        "the file “{text}” was not at hand; its stated digest and count were taken over",
        "không có tệp “{text}” để kiểm tra; dùng mã băm và số lượng đã ghi",
        "Put it beside the roster to have it checked.",
        "Hãy đặt tệp cạnh danh sách để được kiểm tra.",
    ),
    "SERIALS_FILE_DIFFERS": Text(
        "the file “{text}” does not have the stated {what}",
        "tệp “{text}” không khớp {what} đã ghi",
        "Correct the cell, or use the right file.",
        "Hãy sửa ô hoặc dùng đúng tệp.",
    ),
    "SERIALS_FILE_EMPTY": Text(
        "the file “{text}” holds no serial number",
        "tệp “{text}” không có số sê-ri",
        "Write one serial number a line.",
        "Mỗi dòng ghi một số sê-ri.",
    ),
}
TEXTS: dict[str, Text] = {**_CELLS, **_SERIAL_NUMBERS_IN_A_FILE}
