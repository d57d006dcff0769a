# SPDX-License-Identifier: Apache-2.0
"""What each outcome says, in Vietnamese and English (domain §5), in order of precedence.

The words for officers and consumers differ on purpose. Nothing here calls a document or a product a fake:
that is never ours to state.
"""

from registry.verify.fields import Words
from registry.verify.wording_model import OF_CHECK as _OF_CHECK
from registry.verify.wording_model import Wording
from registry.verify.wording_model import words_in as _w
from registry.verify.wording_not_valid import NOT_VALID

_STILL_VALID = _w(
    "Giấy vẫn còn hiệu lực. Giấy không chứng minh món hàng trên tay bạn là hàng thật.",
    "The certificate is still valid. It does not prove that this item is genuine.",
)

VALID: dict[str, Wording] = {
    "ISSUER_SINCE_SUSPENDED": Wording(
        headline=_w("CÒN HIỆU LỰC, CÓ LƯU Ý", "VALID, WITH A NOTE"),
        reason=_w(
            "Tổ chức cấp {why} từ {since}, sau khi cấp giấy này.",
            "The issuer is {why} since {since}, after this certificate was issued.",
        ),
        officer=_w("Xem xét kiểm tra tăng cường.", "Consider a closer inspection."),
        consumer=_STILL_VALID,
        colour="amber", shape="triangle", icon="note",
    ),
    "UNDER_REVIEW": Wording(
        headline=_w("CÒN HIỆU LỰC, ĐANG ĐƯỢC RÀ SOÁT", "VALID, UNDER REVIEW"),
        reason=_w(
            "Cơ quan quản lý rà soát từ {since}. Lý do: {reason}.",
            "Under review by the authority since {since}. Reason: {reason}.",
        ),
        officer=_w("Xem xét kiểm tra tăng cường.", "Consider a closer inspection."),
        consumer=_STILL_VALID,
        colour="amber", shape="triangle", icon="note",
    ),
    "ANSWERED_BY_NEWER": Wording(
        headline=_w("CÒN HIỆU LỰC THEO BẢN MỚI", "VALID BY A LATER REVISION"),
        reason=_w(
            "Giấy này đã được thay bằng bản sửa đổi {revision} ngày {issued}, còn hiệu lực. Thay đổi: {changes}. "
            "{validity}",
            "Replaced by revision {revision} of {issued}, which is valid. Changes: {changes}. {validity}",
        ),
        officer=_w(
            "Đối chiếu lô hàng với bản mới.", "Compare the consignment with the new revision."
        ),
        consumer=_w(
            "Xem bản mới. Giấy không chứng minh món hàng trên tay bạn là hàng thật.",
            "See the new revision. It does not prove that this item is genuine.",
        ),
        colour="amber", shape="arrow", icon="replaced",
    ),
    "SURVEILLANCE_OVERDUE": Wording(
        headline=_w("CÒN HIỆU LỰC, QUÁ HẠN GIÁM SÁT", "VALID, SURVEILLANCE OVERDUE"),
        reason=_w(
            "Kỳ giám sát đến hạn ngày {due} chưa được ghi nhận. Giấy không tự bị đình chỉ. {validity}",
            "The surveillance due on {due} is not recorded. That alone suspends nothing. {validity}",
        ),
        officer=_w("Hỏi {issuer} kết quả giám sát.", "Ask {issuer} for the surveillance result."),
        consumer=_STILL_VALID,
        colour="amber", shape="triangle", icon="note",
    ),
    "LATE_ANCHOR": Wording(
        headline=_w("CÒN HIỆU LỰC, GHI NHẬN MUỘN", "VALID, RECORDED LATE"),
        reason=_w(
            "Giấy được ghi sổ muộn {days} ngày so với ngày cấp. {validity}",
            "The certificate was recorded {days} days after its issue date. {validity}",
        ),
        officer=_w("Đối chiếu ngày cấp với hồ sơ.", "Compare the issue date with the file."),
        consumer=_STILL_VALID,
        colour="amber", shape="triangle", icon="note",
    ),
    "SCOPE_REDUCED": Wording(
        headline=_w("CÒN HIỆU LỰC, PHẠM VI THU HẸP", "VALID, WITH REDUCED SCOPE"),
        reason=_OF_CHECK,
        officer=_w("Đối chiếu model, mã HS, lô hàng.", "Compare model, HS code and lot."),
        consumer=_w(
            "Xem model của bạn còn trong danh sách không. Giấy không chứng minh hàng thật.",
            "See whether your model is still listed. It does not prove that this item is genuine.",
        ),
        colour="amber", shape="triangle", icon="note",
    ),
    "RETROSPECTIVE": Wording(
        headline=_w("CÒN HIỆU LỰC, GHI SỔ SAU TỪ BẢN GIẤY", "VALID, RECORDED FROM PAPER"),
        reason=_w(
            "Giấy cấp trước khi tổ chức tham gia sổ đăng ký (ngày {issued}), cơ quan quản lý ghi sổ ngày {anchored}. "
            "{validity}",
            "Issued on paper on {issued}, before the body joined; recorded by the authority on {anchored}. {validity}",
        ),
        officer=_w("Đối chiếu với bản giấy gốc.", "Compare it with the paper original."),
        consumer=_STILL_VALID,
        colour="amber",
        shape="triangle",
        icon="note",
    ),
    "VALID": Wording(
        headline=_w("GIẤY CHỨNG NHẬN CÒN HIỆU LỰC", "CERTIFICATE IS VALID"),
        reason=_w(
            "Nội dung khớp với sổ đăng ký lúc {time}. Do {issuer} cấp. {validity}",
            "Content matches the registry at {time}. Issued by {issuer}. {validity}",
        ),
        officer=_w("{compare}", "{compare}"),
        consumer=_w(
            "Giấy còn hiệu lực không có nghĩa món hàng trên tay bạn là hàng thật. Hãy kiểm tra mã riêng "
            "trên tem (nếu có).",
            "A valid certificate does not prove that this item is genuine. Check the unit code on the label, "
            "if any.",
        ),
        colour="green", shape="circle", icon="valid",
    ),
}  # fmt: skip

WORDING: dict[str, Wording] = {**NOT_VALID, **VALID}
"""Every outcome in order of precedence."""

COMPARE: dict[str, Words] = {
    "conformity": _w("Đối chiếu model, mã HS, lô hàng.", "Compare model, HS code and lot."),
    "calibration": _w(
        "Đối chiếu kiểu và số sản xuất trên thiết bị; kết quả và độ không đảm bảo đo nằm trong tệp DCC.",
        "Compare model and serial number on the instrument; results and uncertainties are in the DCC file.",
    ),
}

BADGES: dict[str, Words] = {
    "LOT_ONLY": _w("CHỈ CÓ GIÁ TRỊ CHO LÔ {lot}", "Valid for lot {lot} only"),
    "UNITS_ONLY": _w("CHỈ CÓ GIÁ TRỊ CHO SỐ SÊ-RI {lot}", "Valid for serial numbers {lot} only"),
    "SAMPLE_ONLY": _w("CHỈ CÓ GIÁ TRỊ VỚI MẪU THỬ", "Tested sample only"),
    "NO_EXPIRY": _w(
        "Không quy định thời hạn; cấp ngày {issued}",
        "No expiry; issued on {issued}",
    ),
    "LATE_ANCHOR": _w("Ghi nhận muộn {days} ngày so với ngày cấp", "Recorded {days} days after issue"),
    "EARLIER_RULES": _w(
        "Cấp ngày {issued} theo quy định trước đây, áp dụng quy định chuyển tiếp",
        "Issued on {issued} under the earlier rules",
    ),
    "SCOPE_REDUCED": _w("Phạm vi đã thu hẹp", "Scope reduced"),
    "RETROSPECTIVE": _w(
        "Giấy cấp trước khi tham gia, ghi sổ ngày {anchored}", "Paper certificate, recorded on {anchored}"
    ),
    "SURVEILLANCE_OVERDUE": _w("Quá hạn giám sát từ ngày {due}", "Surveillance overdue since {due}"),
    "DEMO_NETWORK": _w(
        "MẠNG THỬ NGHIỆM: giấy không có giá trị", "TEST NETWORK: certificates have no validity"
    ),
}
