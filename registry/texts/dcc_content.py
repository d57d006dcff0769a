# SPDX-License-Identifier: Apache-2.0
"""Texts of the codes for what a DCC says: structure, values, units, dates."""

from registry.texts.model import Text

TEXTS: dict[str, Text] = {
    "DCC_NOT_A_DCC": Text(
        en="this is not a PTB DCC: its root element is {name} of the namespace {namespace}",
        vi="đây không phải DCC của PTB: phần tử gốc là {name}, không gian tên {namespace}",
        remedy_en="A DCC begins with dcc:digitalCalibrationCertificate of https://ptb.de/dcc.",
        remedy_vi="DCC bắt đầu bằng dcc:digitalCalibrationCertificate thuộc https://ptb.de/dcc.",
    ),
    "DCC_VERSION": Text(
        en="schema version {version} is not read; known are {known}",
        vi="không đọc được phiên bản {version}; các phiên bản đọc được: {known}",
        remedy_en="Export the DCC as version 3.3.0.",
        remedy_vi="Hãy xuất DCC theo phiên bản 3.3.0.",
    ),
    "DCC_XSD": Text(
        en="not valid by the published XSD: {reason}",
        vi="không hợp lệ theo XSD đã công bố (chi tiết kỹ thuật: {reason})",
        remedy_en="Correct the file at this line, or export it again.",
        remedy_vi="Hãy sửa tệp tại dòng này hoặc xuất lại.",
    ),
    "DCC_NO_XSD": Text(
        en="the XSD for version {version} is not installed: only our own structural checks were made",
        vi="chưa cài XSD của phiên bản {version}: chỉ kiểm tra cấu trúc theo quy tắc riêng",
        remedy_en="Install the published schemas: antin schemas install --from DIR.",
        remedy_vi="Hãy cài lược đồ đã công bố: antin schemas install --from DIR.",
    ),
    "DCC_FOREIGN_XML": Text(
        en="{name} of the namespace {namespace} cannot be validated: the DCC schema demands a schema for it",
        vi="không kiểm tra được {name} thuộc không gian tên {namespace}: lược đồ DCC đòi hỏi lược "
        "đồ của phần này",
        remedy_en="Write the formula as dcc:latex, or install the schema (MathML) with antin schemas "
        "install.",
        remedy_vi="Hãy viết công thức bằng dcc:latex, hoặc cài lược đồ (MathML) bằng antin schemas install.",
    ),
    "DCC_ELEMENT_MISSING": Text(
        en="{parent} has no {name}, which every DCC must have",
        vi="{parent} thiếu {name}, phần bắt buộc của DCC",
        remedy_en="Add the element.",
        remedy_vi="Hãy bổ sung phần tử này.",
    ),
    "DCC_ELEMENT_VALUE": Text(
        en="“{value}” is not allowed in {name}",
        vi="{name} không nhận giá trị “{value}”",
        remedy_en="Write one of the values that the DCC schema allows.",
        remedy_vi="Hãy ghi giá trị mà lược đồ DCC cho phép.",
    ),
    "DCC_VALUE": Text(
        en="“{value}” is not a number that {field} allows",
        vi="“{value}” không phải số hợp lệ cho {field}",
        remedy_en="Write digits with a decimal point; k is at least 1, a probability 0 to 1, an "
        "uncertainty not negative.",
        remedy_vi="Hãy ghi chữ số với dấu chấm thập phân; k ≥ 1, xác suất từ 0 đến 1, độ không đảm bảo đo "
        "không âm.",
    ),
    "DCC_LIST_LENGTH": Text(
        en="a list has {entries} entries for {values} values: nobody can say which belongs to which",
        vi="danh sách có {entries} mục cho {values} giá trị: không rõ mục nào thuộc giá trị nào",
        remedy_en="Give one entry for all values, or one for each.",
        remedy_vi="Hãy ghi một mục chung, hoặc mỗi giá trị một mục.",
    ),
    "DCC_LIST_TOO_LONG": Text(
        en="a list has {entries} entries, at most {limit} are read",
        vi="danh sách có {entries} mục, tối đa {limit} mục",
        remedy_en="Attach long series as a data file and give the results in the DCC.",
        remedy_vi="Hãy đính kèm dãy số dài thành tệp dữ liệu, trong DCC chỉ ghi kết quả.",
    ),
    "DCC_UNIT_MISSING": Text(
        en="a value has no unit",
        vi="giá trị không có đơn vị",
        remedy_en="Write a D-SI unit; a pure number has \\one.",
        remedy_vi="Hãy ghi đơn vị D-SI; số không thứ nguyên dùng \\one.",
    ),
    "DCC_UNIT_WRONG": Text(
        en="{unit} is not a D-SI unit ({detail})",
        vi="{unit} không phải đơn vị D-SI (chi tiết kỹ thuật: {detail})",
        remedy_en="Write units as D-SI does: \\kelvin, \\kilo\\pascal, \\metre\\second\\tothe{{-1}}.",
        remedy_vi="Hãy ghi đơn vị theo D-SI: \\kelvin, \\kilo\\pascal, \\metre\\second\\tothe{{-1}}.",
    ),
    "DCC_UNIT_DEPRECATED": Text(
        en="{unit} is valid but deprecated in D-SI",
        vi="{unit} còn dùng được nhưng D-SI không khuyến khích",
        remedy_en="In new certificates use the SI unit, and \\tothe{{-1}} instead of \\per.",
        remedy_vi="Ở giấy chứng nhận mới hãy dùng đơn vị SI, và \\tothe{{-1}} thay cho \\per.",
    ),
    "DCC_UNIT_FOREIGN": Text(
        en="{unit} is marked as a unit outside D-SI: machines cannot convert it",
        vi="{unit} được đánh dấu là đơn vị ngoài D-SI: máy không quy đổi được",
        remedy_en="Where an SI unit exists, use it.",
        remedy_vi="Nếu có đơn vị SI tương ứng, hãy dùng đơn vị đó.",
    ),
    "DCC_UNCERTAINTY_MISSING": Text(
        en="no result states a measurement uncertainty",
        vi="không kết quả nào có độ không đảm bảo đo",
        remedy_en="State the expanded uncertainty with k and coverage probability (ISO/IEC 17025 §7.8.4.1).",
        remedy_vi="Hãy ghi độ không đảm bảo đo mở rộng, hệ số phủ k và xác suất phủ (ISO/IEC 17025 điều "
        "7.8.4.1).",
    ),
    "DCC_UNCERTAINTY_STANDARD": Text(
        en="a standard uncertainty is stated; it is shown with k = 1",
        vi="chỉ có độ không đảm bảo đo chuẩn; hiển thị với k = 1",
        remedy_en="Certificates usually state the expanded uncertainty (expandedMU).",
        remedy_vi="Giấy chứng nhận thường ghi độ không đảm bảo đo mở rộng (expandedMU).",
    ),
    "DCC_RESULT_WITHOUT_UNCERTAINTY": Text(
        en="the result “{name}” states no measurement uncertainty",
        vi="kết quả “{name}” không có độ không đảm bảo đo",
        remedy_en="State it, if this is a measured result.",
        remedy_vi="Nếu đây là kết quả đo, hãy bổ sung.",
    ),
    "DCC_CONTENT_NOT_SHOWN": Text(
        en="“{name}” has parts that are not tables of numbers (formula, file, labels): they are in "
        "the file only",
        vi="“{name}” có phần không phải bảng số (công thức, tệp, nhãn): chỉ xem được trong tệp",
    ),
    "DCC_TOO_MANY_VALUES": Text(
        en="more than {limit} values: the rest is in the file only",
        vi="hơn {limit} giá trị: phần còn lại chỉ xem được trong tệp",
    ),
    "DCC_SEVERAL_ITEMS": Text(
        en="the file covers {count} items: the certificate names the first",
        vi="tệp gồm {count} đối tượng hiệu chuẩn: giấy chứng nhận ghi đối tượng đầu tiên",
        remedy_en="Issue a DCC for each item if each needs its own certificate.",
        remedy_vi="Nếu mỗi đối tượng cần giấy riêng, hãy lập DCC cho từng đối tượng.",
    ),
    "DCC_DATE": Text(
        en="“{value}” is not a date",
        vi="“{value}” không phải ngày",
        remedy_en="Write dates as YYYY-MM-DD.",
        remedy_vi="Hãy ghi ngày theo dạng YYYY-MM-DD.",
    ),
    "DCC_DATE_ORDER": Text(
        en="the calibration ends on {end}, before it begins on {begin}",
        vi="ngày kết thúc hiệu chuẩn {end} trước ngày bắt đầu {begin}",
        remedy_en="Correct the dates.",
        remedy_vi="Hãy sửa lại ngày.",
    ),
    "DCC_ISSUED_BEFORE_END": Text(
        en="the issue date {issued} lies before the end of the calibration, {end}",
        vi="ngày cấp {issued} trước ngày kết thúc hiệu chuẩn {end}",
        remedy_en="Check both dates.",
        remedy_vi="Hãy kiểm tra lại hai ngày này.",
    ),
    "DCC_ISSUED_LATER": Text(
        en="the issue date {issued} lies after today, {today}",
        vi="ngày cấp {issued} sau ngày hôm nay {today}",
        remedy_en="Issue it on that day, or correct the date.",
        remedy_vi="Hãy cấp vào đúng ngày đó, hoặc sửa lại ngày.",
    ),
    "DCC_PERFORMED_LATER": Text(
        en="the calibration ends on {end}, after today, {today}",
        vi="ngày kết thúc hiệu chuẩn {end} sau ngày hôm nay {today}",
        remedy_en="Correct the date.",
        remedy_vi="Hãy sửa lại ngày.",
    ),
    "DCC_ISSUE_DATE_MISSING": Text(
        en="the file names no issue date: {day} is taken",
        vi="tệp không ghi ngày cấp: lấy ngày {day}",
        remedy_en="Write dcc:issueDate (since version 3.2.0).",
        remedy_vi="Hãy ghi dcc:issueDate (từ phiên bản 3.2.0).",
    ),
    "DCC_FIELD_MISSING": Text(
        en="“{field}” is not stated",
        vi="chưa ghi “{field}”",
        remedy_en="ISO/IEC 17025 §7.8 or the national form asks for it; add it if it applies.",
        remedy_vi="ISO/IEC 17025 điều 7.8 hoặc biểu mẫu trong nước có yêu cầu; hãy bổ sung nếu áp dụng.",
    ),
    "DCC_FIELD": Text(
        en="the field {field} is not usable: {reason}",
        vi="trường {field} không dùng được (chi tiết kỹ thuật: {reason})",
        remedy_en="Correct the field in the DCC.",
        remedy_vi="Hãy sửa trường này trong DCC.",
    ),
    "DCC_TEXT_NFD": Text(
        en="“{text}” in {field} was not in Unicode form NFC and is taken in that form; the file "
        "stays as it is",
        vi="“{text}” trong {field} không ở dạng Unicode dựng sẵn (NFC), được chuyển sang dạng đó; "
        "tệp giữ nguyên",
        remedy_en="Set the export to precomposed Unicode.",
        remedy_vi="Hãy đặt phần mềm xuất Unicode dựng sẵn.",
    ),
    "LAB_MISMATCH": Text(
        en="the DCC is of {laboratory}, the issuing body is {body}",
        vi="DCC của {laboratory}, còn tổ chức cấp là {body}",
        remedy_en="Issue it as the laboratory named in it, or register that name or code for the body: "
        "antin body register CODE --name NAME --here-only --laboratory-name NAME.",
        remedy_vi="Hãy cấp dưới tên phòng hiệu chuẩn ghi trong tệp, hoặc đăng ký tên hay mã đó cho tổ chức: "
        "antin body register MÃ --name TÊN --here-only --laboratory-name TÊN.",
    ),
}
