# SPDX-License-Identifier: Apache-2.0
"""Texts of rules across fields and revisions, English then Vietnamese, message then remedy."""

from registry.texts.model import Text

_RULES: dict[str, Text] = {
    "CHANGE_REQUIRED": Text(
        "revision {revision} does not say what changed",
        "bản sửa đổi lần {revision} không nêu lý do sửa đổi",
        "Name it: correction, holder_change, scope_extended or _reduced, validity_extended, replaced.",
        "Hãy chọn lý do: đính chính, đổi chủ giấy, mở rộng phạm vi, thu hẹp phạm vi, gia hạn hoặc thay thế.",
    ),
    "CHANGE_UNEXPECTED": Text(
        "the first issue names a change ({change})",
        "bản cấp lần đầu lại nêu lý do sửa đổi ({change})",
        "Leave the change empty, or give the revision its number.",
        "Hãy để trống lý do sửa đổi hoặc ghi lần sửa đổi.",
    ),
    "VALIDITY_ORDER": Text(
        "the last valid day {last} lies before the first, {first}",
        "ngày hết hiệu lực {last} trước ngày bắt đầu {first}",
        "Correct one of the two days.",
        "Hãy sửa một trong hai ngày.",
    ),
    "VALIDITY_REQUIRED": Text(
        "method {method} needs the first and last valid day",
        "phương thức {method} cần ngày bắt đầu và ngày hết hiệu lực",
        "Fill in both days.",
        "Hãy điền cả hai ngày.",
    ),
    "VALIDITY_UNEXPECTED": Text(
        "method {method} has no end of validity: it holds for this lot or these units only",
        "phương thức {method} không ghi ngày hết hiệu lực: chỉ có giá trị cho lô hàng hoặc sản phẩm này",
        "Leave the days of validity empty.",
        "Hãy để trống thời hạn hiệu lực.",
    ),
    "VALIDITY_TOO_LONG": Text(
        "method {method} is valid for at most {years} year(s)",
        "phương thức {method} có hiệu lực tối đa {years} năm",
        "Bring the last valid day forward.",
        "Hãy sửa lại ngày hết hiệu lực.",
    ),
    "VALIDITY_PAST": Text(
        "the validity ended on {last}, before the date of issue {issued}",
        "hiệu lực kết thúc ngày {last}, trước ngày cấp {issued}",
        "Check both dates.",
        "Hãy kiểm tra lại hai ngày.",
    ),
    "SURVEILLANCE_REQUIRED": Text(
        "method {method} needs a surveillance cycle and its first due date",
        "phương thức {method} cần chu kỳ giám sát và kỳ giám sát đầu tiên",
        "Fill in months and date.",
        "Hãy điền số tháng và ngày.",
    ),
    "SURVEILLANCE_CYCLE": Text(
        "method 5 is surveilled at least every 12 months, not every {months}",
        "phương thức 5 giám sát ít nhất 12 tháng một lần, không phải {months} tháng",
        "Shorten the cycle.",
        "Hãy rút ngắn chu kỳ.",
    ),
    "LOT_REQUIRED": Text(
        "method 7 needs its lot",
        "phương thức 7 cần thông tin lô hàng",
        "Describe the lot: number, quantity, unit.",
        "Hãy khai lô hàng: số lô, số lượng, đơn vị tính.",
    ),
    "LOT_UNEXPECTED": Text(
        "only method 7 has a lot, this is method {method}",
        "chỉ phương thức 7 có lô hàng, đây là phương thức {method}",
        "Remove the lot or correct the method.",
        "Hãy bỏ lô hàng hoặc sửa phương thức.",
    ),
    "LOT_IMPORT_ORDER": Text(
        "the import ends on {last}, before it begins on {first}",
        "thời gian nhập khẩu kết thúc {last} trước khi bắt đầu {first}",
        "Correct one of the two days.",
        "Hãy sửa một trong hai ngày.",
    ),
    "QUANTITY_POSITIVE": Text(
        "the quantity {text} is not above zero",
        "số lượng {text} không lớn hơn không",
        "Write how much the lot holds.",
        "Hãy ghi số lượng của lô.",
    ),
    "SERIALS_REQUIRED": Text(
        "method 8 needs serial numbers",
        "phương thức 8 cần số sê-ri",
        "List up to 50, or attach a CSV file with more.",
        "Ghi tối đa 50 số, nhiều hơn thì đính kèm tệp CSV.",
    ),
    "SERIALS_UNEXPECTED": Text(
        "only method 8 has serial numbers, this is method {method}",
        "chỉ phương thức 8 ghi số sê-ri, đây là phương thức {method}",
        "Remove them or correct the method.",
        "Hãy bỏ số sê-ri hoặc sửa phương thức.",
    ),
    "SERIALS_TWICE": Text(
        "serial numbers stand both in the certificate and in an attached file",
        "số sê-ri vừa ghi trong giấy vừa ở tệp đính kèm",
        "Keep one of the two.",
        "Hãy giữ một trong hai.",
    ),
    "SERIAL_DUPLICATE": Text(
        "serial number {text} stands twice",
        "số sê-ri {text} bị lặp",
        "Remove one of them.",
        "Hãy bỏ một số.",
    ),
    "NORM_DUPLICATE": Text(
        "{text} stands twice",
        "{text} bị lặp",
        "Name each standard or regulation once, with its amendments.",
        "Mỗi tiêu chuẩn, quy chuẩn ghi một lần, kèm các sửa đổi.",
    ),
    "NORM_YEAR": Text(
        "the year {year} contradicts the code, which says {stated}",
        "năm {year} trái với ký hiệu, trong đó ghi {stated}",
        "Correct the year or the code.",
        "Hãy sửa năm hoặc ký hiệu.",
    ),
    "NORM_SCHEME": Text(
        "the certificate is {scheme}, but its norms suggest otherwise",
        "giấy chứng nhận {scheme} nhưng tiêu chuẩn, quy chuẩn không tương ứng",
        "Hợp quy refers to a QCVN, hợp chuẩn to a standard.",
        "Hợp quy theo QCVN, hợp chuẩn theo tiêu chuẩn.",
    ),
    "MARK_SCHEME": Text(
        "the mark {mark} does not belong to {scheme}",
        "dấu {mark} không dùng cho {scheme}",
        "CR belongs to hợp quy, CS to hợp chuẩn.",
        "CR dùng cho hợp quy, CS dùng cho hợp chuẩn.",
    ),
    "RISK_EXPECTED": Text(
        "no risk level, though hợp quy certificates state one since 1 July 2026",
        "chưa ghi mức độ rủi ro, trong khi giấy hợp quy từ 01/07/2026 có ghi",
        "Choose low, medium or high.",
        "Hãy chọn thấp, trung bình hoặc cao.",
    ),
    "IMPORT_EXPECTED": Text(
        "{field} is empty, though the goods are imported",
        "{field} để trống dù là hàng nhập khẩu",
        "Inspectors compare it at import.",
        "Cơ quan kiểm tra đối chiếu mục này khi nhập khẩu.",
    ),
    "CALIBRATION_EXPIRY": Text(
        "a calibration has no end of validity (ISO/IEC 17025 §7.8.4.3)",
        "hiệu chuẩn không có ngày hết hiệu lực (ISO/IEC 17025 §7.8.4.3)",
        "State a next due date only where the customer asked for one.",
        "Chỉ ghi ngày hiệu chuẩn tiếp theo khi khách hàng yêu cầu.",
    ),
    "PERFORMED_ORDER": Text(
        "the calibration ends on {last}, before it begins on {first}",
        "hiệu chuẩn kết thúc {last} trước khi bắt đầu {first}",
        "Correct one of the two days.",
        "Hãy sửa một trong hai ngày.",
    ),
}
_REVISIONS: dict[str, Text] = {
    "REVISION_OTHER": Text(
        "not a revision of this certificate: {field} is {new}, before it was {previous}",
        "không phải bản sửa đổi của giấy này: {field} là {new}, trước là {previous}",
        "A revision keeps body, number and kind; otherwise issue a new certificate.",
        "Bản sửa đổi giữ nguyên tổ chức, số và loại giấy; nếu khác hãy cấp giấy mới.",
    ),
    "REVISION_STEP": Text(
        "this is revision {revision}, the next one is {expected}",
        "đây là lần sửa đổi {revision}, lần tiếp theo phải là {expected}",
        "Number revisions without gaps.",
        "Hãy đánh số lần sửa đổi liên tục.",
    ),
    "REVISION_END": Text(
        "the end of validity moved from {previous} to {new}, which the change “{change}” does not allow",
        "ngày hết hiệu lực đổi từ {previous} thành {new}, lý do “{change}” không cho phép",
        "Only validity_extended and replaced may move it.",
        "Chỉ gia hạn hoặc thay thế mới được đổi ngày này.",
    ),
    "REVISION_NOT_EXTENDED": Text(
        "validity is to be extended, but its end goes from {previous} to {new}",
        "lý do là gia hạn nhưng ngày hết hiệu lực từ {previous} thành {new}",
        "Give a later last valid day or another change.",
        "Hãy ghi ngày hết hiệu lực muộn hơn hoặc chọn lý do khác.",
    ),
    "REVISION_BEFORE": Text(
        "the revision is dated {new}, before the one it follows, {previous}",
        "bản sửa đổi ghi ngày {new}, trước bản cũ {previous}",
        "Check the date of issue.",
        "Hãy kiểm tra ngày cấp.",
    ),
}
TEXTS: dict[str, Text] = {**_RULES, **_REVISIONS}
