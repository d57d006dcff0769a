# SPDX-License-Identifier: Apache-2.0
"""Texts of acts, requests and the check of everything: the second half of the service room."""

from registry.texts.model import Text

_DEFECT_EN = "This is a defect or a damaged store: stop issuing, keep a copy of the store and report it."
_DEFECT_VI = "Đây là lỗi hoặc dữ liệu hỏng: hãy ngừng cấp, giữ bản sao cơ sở dữ liệu và báo lại."
_DISAGREE_EN = "Compare with the last backup and with the chain before anything else is issued."
_DISAGREE_VI = "Hãy đối chiếu với bản sao lưu gần nhất và với chuỗi khối trước khi cấp tiếp."

TEXTS: dict[str, Text] = {
    "BATCH_NOT_HERE": Text(
        en="there is no batch {batch} in this registry",
        vi="không có lô {batch} trong sổ đăng ký này",
    ),
    "ATTEMPT_WITHOUT_REQUEST": Text(
        en="batch {batch} has a transaction but no request",
        vi="lô {batch} có giao dịch nhưng không có yêu cầu",
        remedy_en=_DEFECT_EN,
        remedy_vi=_DEFECT_VI,
    ),
    # Bundles and status
    "CERTIFICATE_NOT_HERE": Text(
        en="no certificate with the code {code} was issued here",
        vi="ở đây không cấp giấy chứng nhận nào có mã {code}",
        remedy_en="Compare the code with the print.",
        remedy_vi="Hãy so lại mã với bản in.",
    ),
    "BUNDLE_NOT_YET": Text(
        en="the certificate's batch is not final on the chain yet (state {state})",
        vi="lô của giấy chứng nhận chưa được ghi xong trên chuỗi (trạng thái {state})",
        remedy_en="Wait for it, or run: antin worker",
        remedy_vi="Hãy chờ, hoặc chạy: antin worker",
    ),
    "BUNDLE_FAILED": Text(
        en="the certificate's batch was refused by the chain ({reason})",
        vi="lô của giấy chứng nhận bị chuỗi khối từ chối (mã lỗi {reason})",
        remedy_en="Remove the reason, then retry the batch.",
        remedy_vi="Hãy khắc phục nguyên nhân rồi thử lại lô.",
    ),
    "SUCCESSOR_NOT_HERE": Text(
        en="no certificate with the code {code} was issued here that could be the successor",
        vi="ở đây không cấp giấy chứng nhận nào có mã {code} để thay thế",
        remedy_en="Issue the new certificate first, then supersede the old one.",
        remedy_vi="Hãy cấp giấy mới trước rồi mới thay thế giấy cũ.",
    ),
    "STATUS_PENDING": Text(
        en="another status change of it is under way",
        vi="đang có một thay đổi trạng thái khác được xử lý",
        remedy_en="Wait until it is final, then look at the status again.",
        remedy_vi="Hãy chờ xử lý xong rồi xem lại trạng thái.",
    ),
    "STATUS_REQUEST_UNKNOWN": Text(
        en="there is no status request {request} in this store",
        vi="không có yêu cầu đổi trạng thái {request} trong cơ sở dữ liệu này",
    ),
    "TOO_MANY_RECORDS": Text(
        en="it has more than {limit} status records",
        vi="có hơn {limit} bản ghi trạng thái",
        remedy_en="Issue a new certificate in its place.",
        remedy_vi="Hãy cấp giấy chứng nhận mới thay thế.",
    ),
    "STATUS_NOTE_SEVERAL": Text(
        en="a note goes with one certificate only: many are changed under one signature, which carries none",
        vi="ghi chú chỉ đi với một giấy: nhiều giấy được ký chung một chữ ký, không có ghi chú",
        remedy_en="Leave --note out, or change the certificates one by one.",
        remedy_vi="Hãy bỏ --note, hoặc đổi từng giấy một.",
    ),
    # Which certificates are meant
    "TARGETS_EMPTY": Text(
        en="no certificate is named",
        vi="chưa nêu giấy chứng nhận nào",
        remedy_en="Give codes, --number with --body, --batch, or a list with --from.",
        remedy_vi="Hãy nêu mã tra cứu, --number cùng --body, --batch, hoặc danh sách bằng --from.",
    ),
    "TARGET_TWICE": Text(
        en="{name} was named before ({first}); it is changed once",
        vi="{name} đã được nêu trước đó ({first}); chỉ đổi một lần",
    ),
    "TARGET_OTHER_BODY": Text(
        en="{name} is no certificate of {body}",
        vi="{name} không phải giấy chứng nhận của {body}",
        remedy_en="Compare the code with the print, and the body.",
        remedy_vi="Hãy so lại mã với bản in, và mã tổ chức.",
    ),
    "TARGET_WITHOUT_BODY": Text(
        en="{number} is a number, and numbers count within their body",
        vi="{number} là số giấy; số chỉ có nghĩa trong phạm vi một tổ chức",
        remedy_en="Add --body CODE, or use the certificate's code of 32 characters.",
        remedy_vi="Hãy thêm --body CODE, hoặc dùng mã tra cứu 32 ký tự.",
    ),
    "NUMBER_NOT_HERE": Text(
        en="{body} issued no certificate {number} here",
        vi="ở đây {body} không cấp giấy nào số {number}",
        remedy_en="Compare number and revision with the print.",
        remedy_vi="Hãy so lại số và lần sửa với bản in.",
    ),
    # Surveillance and bodies' own keys
    "BODY_REQUEST_UNKNOWN": Text(
        en="there is no request {request} of a body in this store",
        vi="không có yêu cầu {request} của tổ chức trong cơ sở dữ liệu này",
    ),
    "SURVEILLANCE_DAYS": Text(
        en="the surveillance must lie in the past, and the next one after it",
        vi="ngày giám sát phải ở quá khứ, và lần tới phải sau ngày đó",
        remedy_en="Correct the two days.",
        remedy_vi="Hãy sửa hai ngày.",
    ),
    "SURVEILLANCE_PENDING": Text(
        en="another surveillance of {name} is under way",
        vi="đang có một lần giám sát khác của {name} được xử lý",
        remedy_en="Wait until it is final, then record the next one.",
        remedy_vi="Hãy chờ xử lý xong rồi ghi lần tiếp theo.",
    ),
    "SURVEILLANCE_OF_BATCH": Text(
        en="certificates are surveyed, batches such as {batch} are not",
        vi="chỉ giám sát từng giấy chứng nhận, không giám sát cả lô như {batch}",
        remedy_en="Name the certificates of the batch.",
        remedy_vi="Hãy nêu các giấy chứng nhận trong lô.",
    ),
    # Acts of the authority
    "REASON_UNKNOWN": Text(
        en="{reason} is no reason code",
        vi="{reason} không phải mã lý do",
        remedy_en="Reasons are 1 to 16 and 99; 11 is an order of an authority.",
        remedy_vi="Mã lý do từ 1 đến 16 và 99; 11 là quyết định của cơ quan nhà nước.",
    ),
    "ORDER_NUMBER_MISSING": Text(
        en="reason 11, an order of an authority, needs the order's number",
        vi="lý do 11, quyết định của cơ quan nhà nước, phải có số quyết định",
        remedy_en="Give the number as printed on the decision.",
        remedy_vi="Hãy ghi số như trên quyết định.",
    ),
    "ORDER_NUMBER_LENGTH": Text(
        en="the order's number has {size} bytes; the chain keeps at most {limit}",
        vi="số quyết định dài {size} byte; chuỗi khối chỉ giữ {limit}",
        remedy_en="Shorten it to number and year.",
        remedy_vi="Hãy rút gọn còn số và năm.",
    ),
    "ORDER_INTERVAL": Text(
        en="the interval of issue ends before it begins",
        vi="khoảng thời gian cấp kết thúc trước khi bắt đầu",
        remedy_en="Correct the two days; leave the end out for an open interval.",
        remedy_vi="Hãy sửa hai ngày; bỏ ngày cuối nếu không giới hạn.",
    ),
    "GRANT_NOT_ON_CHAIN": Text(
        en="the contract knows no grant {grant} of {body}",
        vi="hợp đồng không có quyền số {grant} của {body}",
        remedy_en="List the grants with: antin body show {body}",
        remedy_vi="Hãy xem các quyền bằng: antin body show {body}",
    ),
    "NOTHING_LIFTED": Text(
        en="the body's lane of {name} holds no record that could be lifted",
        vi="luồng trạng thái của tổ chức đối với {name} không có bản ghi nào để gỡ",
        remedy_en="Only the newest record, written by a compromised key, can be lifted.",
        remedy_vi="Chỉ gỡ được bản ghi mới nhất do khóa bị lộ ghi.",
    ),
    # Previews
    "PREVIEW_ALREADY": Text(
        en="this is already its newest record: {state}",
        vi="bản ghi mới nhất đã là: {state}",
    ),
    "PREVIEW_FINAL_MOVE": Text(
        en="{state} is final: the body cannot take it back",
        vi="{state} là trạng thái cuối: tổ chức không lấy lại được",
        remedy_en="To pause it, suspend it instead.",
        remedy_vi="Nếu chỉ tạm dừng, hãy đình chỉ.",
    ),
    "PREVIEW_BACKDATED": Text(
        en="it reaches back to {since}: whoever asks about a day since then gets the new answer",
        vi="có hiệu lực ngược về {since}: ai hỏi về ngày từ đó trở đi sẽ nhận kết luận mới",
    ),
    "PREVIEW_UNANCHORED": Text(
        en="its batch is not final yet, so no verifier sees it",
        vi="lô của giấy chưa ghi xong nên chưa ai tra cứu được",
    ),
    "PREVIEW_NO_DIFFERENCE": Text(
        en="verifiers will see no difference: something else decides",
        vi="người tra cứu sẽ không thấy khác: có lý do khác quyết định",
    ),
    # A store that contradicts itself
    "CERTIFICATE_WITHOUT_BATCH": Text(
        en="certificate {code} stands in no batch",
        vi="giấy chứng nhận {code} không nằm trong lô nào",
        remedy_en=_DEFECT_EN,
        remedy_vi=_DEFECT_VI,
    ),
    "CERTIFICATE_WITHOUT_KEY": Text(
        en="the public key of certificate {code} is not stored",
        vi="không lưu khóa công khai của giấy chứng nhận {code}",
        remedy_en=_DEFECT_EN,
        remedy_vi=_DEFECT_VI,
    ),
    "CERTIFICATE_DAMAGED": Text(
        en="the stored summary of certificate {code} is not a certificate's",
        vi="bản tóm tắt đã lưu của {code} không phải của giấy chứng nhận",
        remedy_en=_DEFECT_EN,
        remedy_vi=_DEFECT_VI,
    ),
    "EVERY_SIGNATURE": Text(
        en="credential and signed summary do not belong together, or a signature does not hold",
        vi="chứng chỉ số và bản tóm tắt không khớp nhau, hoặc chữ ký không đúng",
        remedy_en=_DISAGREE_EN,
        remedy_vi=_DISAGREE_VI,
    ),
    "EVERY_LEAF": Text(
        en="leaf hash, code or number do not follow from the signed bytes",
        vi="mã băm lá, mã tra cứu hoặc số không khớp với nội dung đã ký",
        remedy_en=_DISAGREE_EN,
        remedy_vi=_DISAGREE_VI,
    ),
    "EVERY_PLACE": Text(
        en="a certificate does not stand in exactly one batch under its grants",
        vi="giấy chứng nhận không nằm trong đúng một lô với các quyền của nó",
        remedy_en=_DISAGREE_EN,
        remedy_vi=_DISAGREE_VI,
    ),
    "EVERY_TREE": Text(
        en="root, size, batch id or a proof do not follow from the leaves",
        vi="gốc, kích thước, mã lô hoặc chuỗi chứng minh không khớp với các lá",
        remedy_en=_DISAGREE_EN,
        remedy_vi=_DISAGREE_VI,
    ),
    "EVERY_ATTEMPT": Text(
        en="the stored transactions do not fit the batch's state",
        vi="các giao dịch đã lưu không khớp với trạng thái của lô",
        remedy_en=_DISAGREE_EN,
        remedy_vi=_DISAGREE_VI,
    ),
    "EVERY_CHAIN": Text(
        en="store and chain disagree about the batch",
        vi="cơ sở dữ liệu và chuỗi khối không khớp nhau về lô này",
        remedy_en=_DISAGREE_EN,
        remedy_vi=_DISAGREE_VI,
    ),
    "EVERY_BUNDLE": Text(
        en="the bundle does not lead to the batch's root",
        vi="gói bằng chứng không dẫn tới gốc của lô",
        remedy_en=_DISAGREE_EN,
        remedy_vi=_DISAGREE_VI,
    ),
}
