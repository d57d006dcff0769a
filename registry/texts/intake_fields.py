# SPDX-License-Identifier: Apache-2.0
"""Texts of single fields of certificates, English then Vietnamese, message then remedy (domain §2)."""

from registry.texts.model import Text

_FIELDS: dict[str, Text] = {
    "FIELD_MISSING": Text(
        "{field} is missing",
        "thiếu {field}",
        "Fill it in.",
        "Hãy điền mục này.",
    ),
    "FIELD_UNKNOWN": Text(
        "{field} is not a field of a certificate",
        "{field} không phải là mục của giấy chứng nhận",
        "Remove it, or correct the name.",
        "Hãy bỏ đi hoặc sửa lại tên mục.",
    ),
    "FIELD_CHOICE": Text(
        "{field}: “{text}” is not one of {choices}",
        "{field}: “{text}” không thuộc các lựa chọn {choices}",
        "Choose one of them.",
        "Hãy chọn một trong các giá trị đó.",
    ),
    "FIELD_TOO_SMALL": Text(
        "{field}: {text} is below {limit}",
        "{field}: {text} nhỏ hơn {limit}",
        "Correct the number.",
        "Hãy sửa lại số.",
    ),
    "FIELD_TOO_LARGE": Text(
        "{field}: {text} is above {limit}",
        "{field}: {text} lớn hơn {limit}",
        "Correct the number.",
        "Hãy sửa lại số.",
    ),
    "FIELD_TOO_FEW": Text(
        "{field} has {count} entries, at least {limit} are needed",
        "{field} có {count} mục, cần ít nhất {limit}",
        "Add what is missing.",
        "Hãy bổ sung mục còn thiếu.",
    ),
    "FIELD_TOO_MANY": Text(
        "{field} has {count} entries, at most {limit} are allowed",
        "{field} có {count} mục, tối đa là {limit}",
        "Split it, or move the list into an attached file.",
        "Hãy tách ra hoặc chuyển danh sách sang tệp đính kèm.",
    ),
    "FIELD_TOO_LONG": Text(
        "{field} is longer than {limit} characters",
        "{field} dài hơn {limit} ký tự",
        "Shorten it.",
        "Hãy rút gọn.",
    ),
    "FIELD_INTEGER": Text(
        "{field}: “{text}” is not a whole number",
        "{field}: “{text}” không phải là số nguyên",
        "Write digits only.",
        "Chỉ ghi chữ số.",
    ),
    "FIELD_TEXT": Text(
        "{field} is not a text",
        "{field} không phải là văn bản",
        "Write it as text.",
        "Hãy ghi dưới dạng văn bản.",
    ),
    "FIELD_LIST": Text(
        "{field} is not a list",
        "{field} không phải là danh sách",
        "Write it as a list.",
        "Hãy ghi dưới dạng danh sách.",
    ),
    "FIELD_GROUP": Text(
        "{field} is not a group of fields",
        "{field} không phải là một nhóm mục",
        "Write it as an object with its fields.",
        "Hãy ghi dưới dạng đối tượng gồm các mục con.",
    ),
    "FIELD_FORMAT": Text(
        "{field}: “{text}” cannot be read",
        "{field}: không đọc được “{text}”",
        "Compare it with the description of the field.",
        "Hãy đối chiếu với mô tả của mục này.",
    ),
    "FIELD_EXPECTED": Text(
        "{field} is empty, though such certificates usually state it",
        "{field} để trống, trong khi giấy chứng nhận loại này thường ghi",
        "Fill it in if it applies.",
        "Hãy điền nếu có.",
    ),
}
_FORMATS: dict[str, Text] = {
    "DATE_FORMAT": Text(
        "{field}: “{text}” is not a day",
        "{field}: “{text}” không phải là ngày",
        "In JSON write YYYY-MM-DD, in a spreadsheet dd/MM/yyyy.",
        "Trong JSON ghi YYYY-MM-DD, trong bảng tính ghi ngày/tháng/năm (dd/MM/yyyy).",
    ),
    "NUMBER_FORMAT": Text(
        "“{text}” is not a decimal number",
        "“{text}” không phải là số thập phân",
        "Write digits, with one decimal sign at most.",
        "Ghi chữ số, tối đa một dấu thập phân.",
    ),
    "NUMBER_BINARY": Text(
        "the quantity {text} was given as a binary number",
        "đại lượng {text} được ghi dưới dạng số nhị phân",
        "Write quantities as text, so that no digit changes.",
        "Hãy ghi đại lượng dưới dạng văn bản để không sai chữ số.",
    ),
    "BODY_CODE_FORMAT": Text(
        "“{text}” is not a body's code",
        "“{text}” không phải là mã tổ chức",
        "Codes use A to Z, 0 to 9, dot and dash, such as VD-CERT.",
        "Mã gồm A đến Z, 0 đến 9, dấu chấm và gạch nối, ví dụ VD-CERT.",
    ),
    "TAX_CODE_FORMAT": Text(
        "“{text}” is not a tax code",
        "“{text}” không phải là mã số thuế",
        "A tax code has 10 digits, and for a branch a dash and 3 more.",
        "Mã số thuế có 10 chữ số, chi nhánh thêm gạch nối và 3 chữ số.",
    ),
    "TAX_CODE_CHECK": Text(
        "the check digit of tax code {text} does not fit",
        "chữ số kiểm tra của mã số thuế {text} không khớp",
        "Compare it with the business registration.",
        "Hãy đối chiếu với giấy đăng ký doanh nghiệp.",
    ),
    "COUNTRY_FORMAT": Text(
        "“{text}” is not a country code",
        "“{text}” không phải là mã quốc gia",
        "Use two letters of ISO 3166-1, such as VN or CN.",
        "Dùng hai chữ cái theo ISO 3166-1, ví dụ VN, CN.",
    ),
    "HS_CODE_FORMAT": Text(
        "“{text}” is not an HS code",
        "“{text}” không phải là mã HS",
        "An HS code has 6 or 8 digits.",
        "Mã HS có 6 hoặc 8 chữ số.",
    ),
    "GTIN_FORMAT": Text(
        "“{text}” is not a GTIN",
        "“{text}” không phải là mã GTIN",
        "A GTIN has 8, 12, 13 or 14 digits.",
        "GTIN có 8, 12, 13 hoặc 14 chữ số.",
    ),
    "GTIN_CHECK": Text(
        "the check digit of GTIN {text} does not fit",
        "chữ số kiểm tra của GTIN {text} không khớp",
        "Copy the number below the bar code again.",
        "Hãy chép lại dãy số dưới mã vạch.",
    ),
    "DECLARATION_FORMAT": Text(
        "“{text}” is not a customs declaration number",
        "“{text}” không phải là số tờ khai hải quan",
        "A declaration number has 12 digits.",
        "Số tờ khai có 12 chữ số.",
    ),
    "DIGEST_FORMAT": Text(
        "“{text}” is not a SHA-256 digest",
        "“{text}” không phải là mã băm SHA-256",
        "Write 64 lower-case hexadecimal digits.",
        "Ghi 64 chữ số thập lục phân viết thường.",
    ),
    "MEDIA_TYPE_FORMAT": Text(
        "“{text}” is not a media type",
        "“{text}” không phải là kiểu tệp",
        "Write it like application/pdf.",
        "Ghi theo dạng application/pdf.",
    ),
}
TEXTS: dict[str, Text] = {**_FIELDS, **_FORMATS}
