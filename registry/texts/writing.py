# SPDX-License-Identifier: Apache-2.0
"""Texts of the writing service: keys, rights, proposals, repeated requests, the audit log."""

from registry.texts.model import Text

TEXTS: dict[str, Text] = {
    "API_KEY_REFUSED": Text(
        en="this needs a good API key",
        vi="cần có khóa API còn hiệu lực",
        remedy_en="Send the header Authorization: Bearer KEY; ask the operator for a key if yours has ended.",
        remedy_vi="Hãy gửi tiêu đề Authorization: Bearer KHÓA; nếu khóa đã hết hạn, hãy xin đơn vị vận hành khóa mới.",
    ),
    "API_KEY_UNKNOWN": Text(
        en="there is no API key {id}",
        vi="không có khóa API {id}",
        remedy_en="List the keys: antin api-key list",
        remedy_vi="Xem danh sách khóa: antin api-key list",
    ),
    "API_KEY_BODY": Text(
        en="a key of role {role} needs a body only if it is a preparer's or an approver's",
        vi="khóa vai trò {role}: chỉ người lập và người duyệt mới gắn với một tổ chức",
        remedy_en="Give --body CODE for preparer and approver, and leave it out for authority and auditor.",
        remedy_vi="Ghi --body MÃ cho preparer và approver, bỏ đi với authority và auditor.",
    ),
    "API_KEY_EXPIRED": Text(
        en="the key would have expired already",
        vi="khóa sẽ hết hạn ngay từ lúc tạo",
        remedy_en="Name a later day with --expires.",
        remedy_vi="Hãy ghi ngày muộn hơn ở --expires.",
    ),
    "API_KEY_HOLDER": Text(
        en="the holder's name holds no letter",
        vi="tên người giữ khóa không có chữ cái nào",
        remedy_en="Name the person, as staff know them.",
        remedy_vi="Hãy ghi tên người giữ khóa.",
    ),
    "ROLE_UNKNOWN": Text(
        en="there is no role {role}",
        vi="không có vai trò {role}",
        remedy_en="Roles: authority, preparer, approver, auditor.",
        remedy_vi="Các vai trò: authority, preparer, approver, auditor.",
    ),
    "ROLE_REFUSED": Text(
        en="the role {role} may not do this",
        vi="vai trò {role} không được làm việc này",
        remedy_en="Ask someone whose key has the right role.",
        remedy_vi="Hãy nhờ người có khóa đúng vai trò.",
    ),
    "TOO_MANY_FAILURES": Text(
        en="too many refused requests from here; try again in {seconds} seconds",
        vi="quá nhiều yêu cầu bị từ chối từ đây; hãy thử lại sau {seconds} giây",
        remedy_en="Check the key and its role before you go on.",
        remedy_vi="Hãy kiểm tra khóa và vai trò trước khi tiếp tục.",
    ),
    "IDEMPOTENCY_KEY_MISSING": Text(
        en="the header Idempotency-Key is missing",
        vi="thiếu tiêu đề Idempotency-Key",
        remedy_en="Send a new random text with each new request, and the same one when you repeat it.",
        remedy_vi="Hãy gửi một chuỗi ngẫu nhiên mới cho mỗi yêu cầu mới, và đúng chuỗi ấy khi gửi lại.",
    ),
    "IDEMPOTENCY_KEY_FORMAT": Text(
        en="an Idempotency-Key has 1 to 100 visible ASCII characters",
        vi="Idempotency-Key gồm 1 đến 100 ký tự ASCII nhìn thấy được",
        remedy_en="A random UUID serves well.",
        remedy_vi="Có thể dùng một UUID ngẫu nhiên.",
    ),
    "IDEMPOTENCY_KEY_USED": Text(
        en="this Idempotency-Key was sent with another request",
        vi="Idempotency-Key này đã được gửi cùng một yêu cầu khác",
        remedy_en="Send a new key with a new request.",
        remedy_vi="Hãy gửi khóa mới cho yêu cầu mới.",
    ),
    "PROPOSAL_UNKNOWN": Text(
        en="there is no such proposal of yours",
        vi="không có đề nghị này trong phạm vi của bạn",
        remedy_en="List them with GET /api/v1/proposals.",
        remedy_vi="Xem danh sách bằng GET /api/v1/proposals.",
    ),
    "PROPOSAL_FILE_UNKNOWN": Text(
        en="the proposal binds no file with this SHA-256",
        vi="đề nghị không gắn tệp nào có SHA-256 này",
        remedy_en="Its content names its files.",
        remedy_vi="Nội dung đề nghị nêu các tệp của nó.",
    ),
    "OWN_PROPOSAL": Text(
        en="nobody decides on a proposal of their own",
        vi="không ai được quyết định đề nghị do chính mình lập",
        remedy_en="Another person must decide; you may withdraw it.",
        remedy_vi="Người khác phải quyết định; bạn có thể rút lại.",
    ),
    "NOT_OWN_PROPOSAL": Text(
        en="only the person who proposed it may withdraw it",
        vi="chỉ người lập mới được rút đề nghị",
        remedy_en="Whoever may decide can reject it.",
        remedy_vi="Người có quyền duyệt có thể từ chối đề nghị.",
    ),
    "PROPOSAL_DECIDED": Text(
        en="the proposal is decided already: {state}",
        vi="đề nghị đã được quyết định: {state}",
        remedy_en="Look at it again; propose anew if needed.",
        remedy_vi="Hãy xem lại; nếu cần, lập đề nghị mới.",
    ),
    "PROPOSAL_DAMAGED": Text(
        en="the stored content of proposal {id} is not what was proposed",
        vi="nội dung đã lưu của đề nghị {id} không đúng với lúc lập",
        remedy_en="Do not go on: compare with a backup, and run antin db log.",
        remedy_vi="Không tiếp tục: hãy đối chiếu với bản sao lưu và chạy antin db log.",
    ),
    "SIGNING_NOT_READY": Text(
        en="the registry cannot sign for {body} now ({reason})",
        vi="sổ đăng ký chưa ký được cho {body} lúc này ({reason})",
        remedy_en="Tell the operator the code in brackets; then send the same request again.",
        remedy_vi="Hãy báo đơn vị vận hành mã trong ngoặc; sau đó gửi lại đúng yêu cầu này.",
    ),
    "ISSUE_NOTHING": Text(
        en="there is no certificate in it",
        vi="không có giấy chứng nhận nào",
        remedy_en="Send at least one certificate.",
        remedy_vi="Hãy gửi ít nhất một giấy chứng nhận.",
    ),
    "ISSUE_FILE_MISSING": Text(
        en="the form has no file",
        vi="biểu mẫu không có tệp",
        remedy_en="Add the XLSX, CSV, JSON or DCC file as the part “file”.",
        remedy_vi="Hãy thêm tệp XLSX, CSV, JSON hoặc DCC vào phần “file”.",
    ),
    "PERIOD_WRONG": Text(
        en="the period ends before it begins, or is longer than {days} days",
        vi="kỳ báo cáo kết thúc trước khi bắt đầu, hoặc dài hơn {days} ngày",
        remedy_en="Give from and to as days, the earlier one first.",
        remedy_vi="Hãy ghi from và to là hai ngày, ngày sớm hơn trước.",
    ),
    "WRITING_NEEDS_TLS": Text(
        en="the writing service is not opened on {host} without a proxy that ends TLS",
        vi="dịch vụ ghi không mở trên {host} khi chưa có proxy kết thúc TLS",
        remedy_en="Leave --host out, or name the TLS proxy in front with --behind-proxy IP: keys travel encrypted.",
        remedy_vi="Hãy bỏ --host, hoặc ghi proxy TLS phía trước bằng --behind-proxy ĐỊA-CHỈ: khóa phải được mã hóa.",
    ),
    "PROXY_ADDRESS": Text(
        en="“{text}” is not an IP address",
        vi="“{text}” không phải là địa chỉ IP",
        remedy_en="Give the address from which the proxy connects, such as 10.0.0.5.",
        remedy_vi="Hãy ghi địa chỉ mà proxy kết nối từ đó, như 10.0.0.5.",
    ),
    "LOG_GAP": Text(
        en="row {number} of the audit log is missing",
        vi="thiếu dòng {number} của nhật ký kiểm tra",
        remedy_en="Compare with a backup: the log was changed outside of this program.",
        remedy_vi="Hãy đối chiếu với bản sao lưu: nhật ký đã bị sửa ngoài chương trình.",
    ),
    "LOG_UNCHAINED": Text(
        en="row {number} of the audit log does not follow the row before it",
        vi="dòng {number} của nhật ký kiểm tra không nối với dòng trước",
        remedy_en="Compare with a backup: the log was changed outside of this program.",
        remedy_vi="Hãy đối chiếu với bản sao lưu: nhật ký đã bị sửa ngoài chương trình.",
    ),
    "LOG_ALTERED": Text(
        en="row {number} of the audit log is not what was written",
        vi="dòng {number} của nhật ký kiểm tra không đúng với lúc ghi",
        remedy_en="Compare with a backup: the log was changed outside of this program.",
        remedy_vi="Hãy đối chiếu với bản sao lưu: nhật ký đã bị sửa ngoài chương trình.",
    ),
    "LOG_REWRITTEN": Text(
        en="row {number} of the audit log has another hash than the one you kept",
        vi="dòng {number} của nhật ký kiểm tra có mã băm khác mã bạn đã giữ",
        remedy_en="Compare with a backup: the log was written anew.",
        remedy_vi="Hãy đối chiếu với bản sao lưu: nhật ký đã bị ghi lại từ đầu.",
    ),
    "LOG_CUT": Text(
        en="the audit log ends before row {number}, which you know of",
        vi="nhật ký kiểm tra kết thúc trước dòng {number} mà bạn đã biết",
        remedy_en="Compare with a backup: its end was cut off.",
        remedy_vi="Hãy đối chiếu với bản sao lưu: phần cuối đã bị cắt.",
    ),
    "LOG_KNOWN": Text(
        en="“{text}” is not NUMBER:HASH of a row of the log",
        vi="“{text}” không phải là SỐ:MÃ BĂM của một dòng nhật ký",
        remedy_en="Copy what an earlier antin db log printed.",
        remedy_vi="Hãy chép đúng kết quả của lần chạy antin db log trước.",
    ),
}
