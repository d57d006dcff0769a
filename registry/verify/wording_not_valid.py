# SPDX-License-Identifier: Apache-2.0
"""What outcomes that are not VALID say, in order of precedence (domain §5)."""

from registry.verify.wording_model import OF_CHECK as _OF_CHECK
from registry.verify.wording_model import Wording
from registry.verify.wording_model import words_in as _w

_RETRY = _w("Thử lại khi có mạng.", "Try again when connected.")
_NO_CONCLUSION = _w("Chưa có kết luận; hãy thử lại sau.", "No conclusion yet; try again later.")
_DO_NOT_RELY = _w("Không nên tin giấy này.", "Do not rely on this certificate.")

NOT_VALID: dict[str, Wording] = {
    "MALFORMED": Wording(
        headline=_w("DỮ LIỆU KHÔNG ĐÚNG ĐỊNH DẠNG", "NOT IN A KNOWN FORM"),
        reason=_OF_CHECK,
        officer=_w(
            "Quét lại hoặc nhập số giấy chứng nhận.", "Scan again or type the certificate number."
        ),
        consumer=_w(
            "Quét lại hoặc nhập số giấy chứng nhận.", "Scan again or type the certificate number."
        ),
        colour="grey", shape="square", icon="unreadable",
    ),
    "FOREIGN_DOMAIN": Wording(
        headline=_w("CẢNH BÁO: MÃ QR DẪN TỚI ĐỊA CHỈ LẠ", "WARNING: QR LEADS TO AN UNKNOWN SITE"),
        reason=_w(
            "Mã QR dẫn tới {host}, không thuộc sổ đăng ký. Không mở, không nhập thông tin.",
            "This QR code leads to {host}, which is not the registry. Do not open it or enter data.",
        ),
        officer=_w(
            "Chỉ dùng kết quả tra cứu ở đây; giữ lại mẫu mã QR.",
            "Use only the result shown here; keep the QR code as evidence.",
        ),
        consumer=_w("Không mở địa chỉ trong mã QR.", "Do not open the address in the QR code."),
        colour="red", shape="triangle", icon="foreign",
    ),
    "WRONG_NETWORK": Wording(
        headline=_w("MÃ THUỘC HỆ THỐNG KHÁC", "CODE BELONGS TO ANOTHER NETWORK"),
        reason=_w(
            "Giấy thuộc mạng {network}, không có trong danh sách tin cậy. Giấy trên mạng thử nghiệm không có "
            "giá trị.",
            "The certificate names the network {network}, which is not in the trust list. Test-network "
            "certificates have no validity.",
        ),
        officer=_w("Yêu cầu giấy của sổ đăng ký này.", "Ask for a certificate of this registry."),
        consumer=_w("Chưa thể kết luận từ mã này.", "This code allows no conclusion."),
        colour="grey", shape="square", icon="network",
    ),
    "UNREACHABLE": Wording(
        headline=_w("KHÔNG KẾT NỐI ĐƯỢC SỔ ĐĂNG KÝ", "REGISTRY UNREACHABLE"),
        reason=_w("Chưa có kết luận.", "No conclusion."),
        officer=_RETRY, consumer=_RETRY, colour="grey", shape="dashed", icon="offline",
    ),
    "NOT_FOUND": Wording(
        headline=_w("KHÔNG CÓ TRONG SỔ ĐĂNG KÝ", "NOT IN THE REGISTRY"),
        reason=_w(
            "Không tìm thấy giấy này trong sổ đăng ký. Có thể giấy chưa từng được ghi, hoặc chưa tham gia hệ "
            "thống.",
            "This certificate was not found in the registry. It may never have been recorded, or the issuer "
            "has not joined.",
        ),
        officer=_w("Yêu cầu bản gốc; tra nqi.gov.vn.", "Ask for the original; look it up at nqi.gov.vn."),
        consumer=_w(
            "Chưa nên tin giấy này. Nếu đã tra theo số, hãy thử mã tra cứu 32 ký tự: giấy hiệu chuẩn chỉ tra được "
            "bằng mã.",
            "Do not rely on it yet. If you looked up a number, try the 32-character code: a calibration is found by "
            "its code alone.",
        ),
        colour="red", shape="diamond", icon="not-found",
    ),
    "NOT_A_CERTIFICATE": Wording(
        headline=_w("ĐÂY KHÔNG PHẢI GIẤY CHỨNG NHẬN", "THIS IS NOT A CERTIFICATE"),
        reason=_OF_CHECK,
        officer=_w("Yêu cầu chính giấy chứng nhận.", "Ask for the certificate itself."),
        consumer=_DO_NOT_RELY, colour="red", shape="triangle", icon="mismatch",
    ),
    "TAMPERED": Wording(
        headline=_w("NỘI DUNG KHÔNG KHỚP", "CONTENT DOES NOT MATCH"),
        reason=_OF_CHECK,
        officer=_w(
            "Giữ chứng từ, in bằng chứng, báo đơn vị cấp.",
            "Keep the document, print the evidence, inform the issuer.",
        ),
        consumer=_w("Không sử dụng giấy này.", "Do not use this certificate."),
        colour="red", shape="triangle", icon="mismatch",
    ),
    "KEY_NOT_GOOD": Wording(
        headline=_w("KHÓA KÝ KHÔNG ĐƯỢC CÔNG NHẬN", "SIGNING KEY NOT ACCEPTED"),
        reason=_OF_CHECK,
        officer=_w(
            "Không chấp nhận; liên hệ {issuer} và cơ quan quản lý.",
            "Do not accept; contact {issuer} and the authority.",
        ),
        consumer=_DO_NOT_RELY, colour="red", shape="triangle", icon="key",
    ),
    "ISSUER_NOT_AUTHORISED": Wording(
        headline=_w("TỔ CHỨC CẤP KHÔNG CÓ THẨM QUYỀN", "ISSUER WAS NOT AUTHORISED"),
        reason=_OF_CHECK,
        officer=_w(
            "Không chấp nhận; chuyển cơ quan kiểm tra chất lượng.",
            "Do not accept; refer to the quality inspection office.",
        ),
        consumer=_DO_NOT_RELY, colour="red", shape="circle-barred", icon="not-authorised",
    ),
    "WITHDRAWN": Wording(
        headline=_w("ĐÃ BỊ THU HỒI", "WITHDRAWN"),
        reason=_w(
            "Thu hồi từ {since}. Lý do: {reason}. Do: {source}.",
            "Withdrawn on {since}. Reason: {reason}. By: {source}."
        ),
        officer=_w(
            "Không chấp nhận; lập biên bản, in bằng chứng.",
            "Do not accept; make a record, print the evidence."
        ),
        consumer=_w("Không sử dụng; báo cơ quan chức năng.", "Do not use; inform the authorities."),
        colour="red", shape="octagon", icon="withdrawn",
    ),
    "SUSPENDED": Wording(
        headline=_w("ĐANG BỊ ĐÌNH CHỈ", "SUSPENDED"),
        reason=_w(
            "Đình chỉ từ {since}. Lý do: {reason}. Do: {source}. Có thể được phục hồi.",
            "Suspended since {since}. Reason: {reason}. By: {source}. May be reinstated.",
        ),
        officer=_w("Chưa chấp nhận; liên hệ {issuer}.", "Do not accept yet; contact {issuer}."),
        consumer=_w("Chưa nên mua, sử dụng.", "Do not buy or use it for now."),
        colour="red", shape="octagon-outline", icon="suspended",
    ),
    "SUPERSEDED": Wording(
        headline=_w("ĐÃ ĐƯỢC THAY THẾ", "REPLACED"),
        reason=_w(
            "Được thay thế bằng giấy khác từ {since}. Lý do: {reason}.",
            "Replaced by another certificate on {since}. Reason: {reason}.",
        ),
        officer=_w(
            "Yêu cầu giấy mới; so phạm vi giấy mới với lô hàng.",
            "Ask for the new one; compare its scope with the consignment.",
        ),
        consumer=_w("Hỏi người bán giấy chứng nhận mới.", "Ask the seller for the new certificate."),
        colour="amber", shape="arrow", icon="replaced",
    ),
    "MODEL_DROPPED": Wording(
        headline=_w("KIỂU, LOẠI KHÔNG CÒN ĐƯỢC CHỨNG NHẬN", "MODEL IS NO LONGER COVERED"),
        reason=_OF_CHECK,
        officer=_w(
            "Không chấp nhận cho kiểu, loại này.", "Do not accept it for this model."
        ),
        consumer=_w("Hỏi người bán giấy chứng nhận mới.", "Ask the seller for the new certificate."),
        colour="red", shape="arrow", icon="replaced",
    ),
    "EXPIRED": Wording(
        headline=_w("ĐÃ HẾT HIỆU LỰC", "EXPIRED"),
        reason=_w(
            "Hết hiệu lực sau ngày {last} ({days} ngày trước ngày xét).",
            "Valid until {last} ({days} days before the date asked).",
        ),
        officer=_w(
            "Nhập ngày tờ khai để xét hiệu lực tại thời điểm đó.",
            "Enter the declaration date to judge validity on that day.",
        ),
        consumer=_w("Hỏi người bán giấy chứng nhận mới.", "Ask the seller for a new certificate."),
        colour="amber", shape="square", icon="expired",
    ),
    "NOT_YET": Wording(
        headline=_w("CHƯA ĐẾN NGÀY HIỆU LỰC", "NOT YET IN FORCE"),
        reason=_w("Có hiệu lực từ ngày {first}.", "In force from {first}."),
        officer=_w("Chưa chấp nhận trước ngày hiệu lực.", "Do not accept before that day."),
        consumer=_w("Giấy chưa có hiệu lực.", "The certificate is not in force yet."),
        colour="amber", shape="square", icon="not-yet",
    ),
    "SIGNATURE_ONLY": Wording(
        headline=_w("CHƯA ĐỦ BẰNG CHỨNG ĐỂ KẾT LUẬN", "NOT ENOUGH EVIDENCE"),
        reason=_w(
            "Chỉ có mã QR đã ký: chữ ký riêng nó không chứng minh được hiệu lực.",
            "There is only a signed QR code: a signature alone does not prove validity.",
        ),
        officer=_RETRY, consumer=_RETRY, colour="grey", shape="dashed", icon="unknown",
    ),
    "NOT_ANCHORED_AT_DATE": Wording(
        headline=_w("CHƯA ĐƯỢC GHI SỔ VÀO NGÀY ĐÓ", "NOT YET RECORDED ON THAT DATE"),
        reason=_w(
            "Ghi sổ lúc {anchored}, sau thời điểm được hỏi; không thể kết luận cho ngày đó.",
            "Recorded at {anchored}, after the time asked about; nothing can be said for that date.",
        ),
        officer=_w("Chọn ngày sau khi ghi sổ.", "Choose a date after it was recorded."),
        consumer=_NO_CONCLUSION, colour="grey", shape="square", icon="unknown",
    ),
    "STALE": Wording(
        headline=_w("BẰNG CHỨNG QUÁ CŨ ĐỂ KẾT LUẬN", "EVIDENCE TOO OLD TO TELL"),
        reason=_OF_CHECK, officer=_RETRY, consumer=_RETRY, colour="grey", shape="dashed", icon="offline",
    ),
    "FILE_NOT_BOUND": Wording(
        headline=_w("TỆP CHƯA ĐƯỢC GHI NHẬN", "FILE NOT RECORDED"),
        reason=_w(
            "Không có giấy chứng nhận nào ghi nhận đúng tệp {name}. Bản quét hay bản chụp luôn như vậy; hãy "
            "so với nội dung trong sổ.",
            "No certificate records exactly the file {name}. That is so for every scan or photo; compare it "
            "with the registry's content.",
        ),
        officer=_w("Quét mã QR trên giấy hoặc nhập mã tra cứu.", "Scan the QR code on it or type the code."),
        consumer=_w("Quét mã QR trên giấy hoặc nhập mã tra cứu.", "Scan the QR code on it or type the code."),
        colour="grey", shape="square", icon="file",
    ),
    "MODEL_NOT_SAID": Wording(
        headline=_w("ĐÃ THAY THẾ: CẦN NÊU KIỂU, LOẠI", "REPLACED: STATE THE MODEL"),
        reason=_OF_CHECK,
        officer=_w(
            "Nhập kiểu, loại ghi trên nhãn máy để có kết luận.", "Enter the model on the type plate to get an answer."
        ),
        consumer=_w(
            "Nhập kiểu, loại ghi trên nhãn sản phẩm.", "Enter the model that the product's label shows."
        ),
        colour="grey", shape="arrow", icon="replaced",
    ),
    "MODEL_NOT_LISTED": Wording(
        headline=_w("GIẤY KHÔNG GHI KIỂU, LOẠI NÀY", "THIS MODEL IS NOT LISTED"),
        reason=_OF_CHECK,
        officer=_w(
            "So cách viết với nhãn máy; không khớp thì chưa chấp nhận.",
            "Compare the spelling with the type plate; accept nothing without a match.",
        ),
        consumer=_w("So cách viết với nhãn sản phẩm.", "Compare the spelling with the product's label."),
        colour="grey", shape="square", icon="unknown",
    ),
    "SUCCESSOR_MISSING": Wording(
        headline=_w("ĐÃ THAY THẾ, CHƯA LẤY ĐƯỢC BẢN MỚI", "REPLACED, NEW REVISION NOT OBTAINED"),
        reason=_OF_CHECK,
        officer=_w("Yêu cầu giấy mới, hoặc thử lại.", "Ask for the new certificate, or try again."),
        consumer=_w("Hỏi người bán giấy chứng nhận mới.", "Ask the seller for the new certificate."),
        colour="grey", shape="arrow", icon="replaced",
    ),
    "CANNOT_TELL": Wording(
        headline=_w("CHƯA THỂ KẾT LUẬN", "CANNOT TELL"),
        reason=_OF_CHECK, officer=_NO_CONCLUSION, consumer=_NO_CONCLUSION,
        colour="grey", shape="dashed", icon="unknown",
    ),
}  # fmt: skip
