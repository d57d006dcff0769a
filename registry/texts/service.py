# SPDX-License-Identifier: Apache-2.0
"""Texts of the codes that the service room raises."""

from registry.texts import service_acts
from registry.texts.model import Text

TEXTS: dict[str, Text] = {
    **service_acts.TEXTS,
    # Who issues
    "BODY_NOT_HERE": Text(
        en="body {body} is not entered in this registry",
        vi="tổ chức {body} chưa được khai báo trong sổ đăng ký này",
        remedy_en="Enter its names with: antin body register {body}",
        remedy_vi="Hãy khai báo bằng: antin body register {body}",
    ),
    "BODY_OTHER": Text(
        en="the certificate is {found}'s, but {body} is issuing",
        vi="giấy chứng nhận là của {found}, nhưng tổ chức đang cấp là {body}",
        remedy_en="Issue it with --body {found}, or correct the body in the file.",
        remedy_vi="Hãy cấp với --body {found}, hoặc sửa tổ chức trong tệp.",
    ),
    "BODY_NOT_ACTIVE_THEN": Text(
        en="on {issued} body {body} was not active: not yet registered, suspended or withdrawn",
        vi="ngày {issued} tổ chức {body} chưa có hoặc không còn hiệu lực",
        remedy_en="Correct the date of issue; a certificate of such a day would never verify.",
        remedy_vi="Hãy sửa ngày cấp; giấy cấp ngày đó sẽ không được xác thực.",
    ),
    "KEY_NOT_REGISTERED": Text(
        en="the {role} key is not registered for body {body} on the chain",
        vi="khóa {role} chưa được đăng ký cho {body} trên chuỗi khối",
        remedy_en="Ask the authority to register it (antin key register), or use the registered key.",
        remedy_vi="Hãy đề nghị cơ quan quản lý đăng ký (antin key register), hoặc dùng khóa đã đăng ký.",
    ),
    "KEY_NOT_YET_VALID": Text(
        en="the {role} key of {body} is valid from {since} only",
        vi="khóa {role} của {body} chỉ có hiệu lực từ {since}",
        remedy_en="Use the former key until then.",
        remedy_vi="Hãy dùng khóa trước đó đến ngày này.",
    ),
    "KEY_EXPIRED": Text(
        en="the {role} key of {body} expired on {until}",
        vi="khóa {role} của {body} đã hết hiệu lực từ {until}",
        remedy_en="Make a new key (antin key create) and have it registered; earlier certificates stay good.",
        remedy_vi="Hãy tạo khóa mới (antin key create) và đăng ký; các giấy đã cấp vẫn có giá trị.",
    ),
    "KEY_COMPROMISED": Text(
        en="the {role} key of {body} is held to be compromised since {since}",
        vi="khóa {role} của {body} bị coi là lộ từ {since}",
        remedy_en="Never use it again; make a new key and have it registered.",
        remedy_vi="Không dùng lại khóa này; hãy tạo khóa mới và đăng ký.",
    ),
    "TOO_MANY_GRANTS": Text(
        en="the body has {count} grants, more than the {limit} that are read",
        vi="tổ chức có {count} quyền, nhiều hơn giới hạn đọc {limit}",
        remedy_en="Ask the authority to end grants that are no longer used.",
        remedy_vi="Hãy đề nghị cơ quan quản lý kết thúc các quyền không còn dùng.",
    ),
    # Number and revision
    "ALREADY_ISSUED": Text(
        en="number {number}, revision {revision} was issued before with this very content",
        vi="số {number}, lần sửa {revision} đã được cấp với đúng nội dung này",
        remedy_en="It is not issued again; its code and bundle are those of the first time.",
        remedy_vi="Không cấp lại; mã tra cứu và gói bằng chứng là của lần cấp trước.",
    ),
    "NUMBER_TAKEN": Text(
        en="number {number}, revision {revision} was already issued with another content",
        vi="số {number}, lần sửa {revision} đã được cấp với nội dung khác",
        remedy_en="Use a new number, or raise the revision and state what changed.",
        remedy_vi="Hãy dùng số mới, hoặc tăng lần sửa và ghi rõ nội dung thay đổi.",
    ),
    "NUMBER_TWICE": Text(
        en="number {number}, revision {revision} stands twice in this call",
        vi="số {number}, lần sửa {revision} xuất hiện hai lần trong lần cấp này",
        remedy_en="Remove one of them.",
        remedy_vi="Hãy bỏ bớt một dòng.",
    ),
    "PREVIOUS_MISSING": Text(
        en="number {number} has no revision {revision} that this one could follow",
        vi="số {number} chưa có lần sửa {revision} để sửa tiếp",
        remedy_en="Issue the earlier revision first, or correct the revision.",
        remedy_vi="Hãy cấp lần trước, hoặc sửa lại lần sửa đổi.",
    ),
    "ISSUED_IN_FUTURE": Text(
        en="the date of issue {issued} is after today, {today}",
        vi="ngày cấp {issued} sau hôm nay, {today}",
        remedy_en="Correct the date, or issue on that day.",
        remedy_vi="Hãy sửa ngày, hoặc cấp đúng vào ngày đó.",
    ),
    "FILE_DIGEST": Text(
        en="an attached file is not the one with SHA-256 {sha256}",
        vi="tệp đính kèm không có mã SHA-256 {sha256}",
        remedy_en="Read the file again; it changed while it was read.",
        remedy_vi="Hãy đọc lại tệp; tệp đã thay đổi trong khi đọc.",
    ),
    "FILE_MISSING": Text(
        en="the calibration file with SHA-256 {sha256} was not handed over",
        vi="thiếu tệp hiệu chuẩn có mã SHA-256 {sha256}",
        remedy_en="Issue from the DCC file itself.",
        remedy_vi="Hãy cấp từ chính tệp DCC.",
    ),
    # Scopes and grants
    "SCOPE_UNKNOWN": Text(
        en="the scope {scope} is unknown: neither the catalogue nor a grant of the body names it",
        vi="không có phạm vi {scope} trong danh mục và trong các quyền của tổ chức",
        remedy_en="Compare the code with the standard's title page, letter by letter.",
        remedy_vi="Hãy so mã với bìa tiêu chuẩn, quy chuẩn theo từng ký tự.",
    ),
    "SCOPE_RESOLVED": Text(
        en="{text} is taken as {scope}, the catalogue's code, and printed so",
        vi="{text} được hiểu là {scope} theo danh mục, và sẽ in như vậy",
        remedy_en="Write {scope} if that is meant; otherwise write the full code of the other norm.",
        remedy_vi="Nếu đúng, hãy ghi {scope}; nếu không, hãy ghi đầy đủ mã của văn bản khác.",
    ),
    "SCOPE_NOT_GRANTED": Text(
        en="the body has no grant for {scope}",
        vi="tổ chức không có quyền đối với {scope}",
        remedy_en="Have it registered or designated for this scope first.",
        remedy_vi="Tổ chức phải được đăng ký hoặc chỉ định đối với phạm vi này trước.",
    ),
    "CALIBRATION_NOT_GRANTED": Text(
        en="the body has no active grant for a calibration field",
        vi="tổ chức không có quyền còn hiệu lực về lĩnh vực hiệu chuẩn",
        remedy_en="Have it registered or accredited for the field first, with a scope of the trust list such as "
        "“Hiệu chuẩn: áp suất”, letter by letter.",
        remedy_vi="Tổ chức phải được đăng ký hoặc công nhận lĩnh vực hiệu chuẩn trước, với phạm vi đúng từng chữ "
        "theo danh sách tin cậy, ví dụ “Hiệu chuẩn: áp suất”.",
    ),
    "GRANT_AMBIGUOUS": Text(
        en="the body has grants for several calibration fields: {choices}",
        vi="tổ chức có quyền ở nhiều lĩnh vực hiệu chuẩn: {choices}",
        remedy_en="Choose one of them with --grant.",
        remedy_vi="Hãy chọn một quyền bằng --grant.",
    ),
    "GRANT_NOT_GIVEN": Text(
        en="{scope} needs grant {grant}, which --grant leaves out",
        vi="{scope} cần quyền {grant}, nhưng --grant không nêu quyền này",
        remedy_en="Add --grant {grant}, or give none: then the fewest that suffice are chosen.",
        remedy_vi="Hãy thêm --grant {grant}, hoặc bỏ --grant để tự chọn ít quyền nhất.",
    ),
    "GRANT_POLICY": Text(
        en="for {scopes} the policy {row} asks for {needed}; the body's grants do not cover it",
        vi="đối với {scopes}, quy định {row} cần {needed}; các quyền của tổ chức chưa đủ",
        remedy_en="Have the missing grant given, or check risk level, mark and method of the certificate.",
        remedy_vi="Hãy xin cấp quyền còn thiếu, hoặc kiểm tra mức rủi ro, dấu và phương thức trên giấy.",
    ),
    "GRANTS_TOO_MANY": Text(
        en="the certificate needs {grants} grants for {scopes} scopes; at most {limit} of each fit",
        vi="giấy chứng nhận cần {grants} quyền cho {scopes} phạm vi; tối đa {limit} mỗi loại",
        remedy_en="Split it into several certificates.",
        remedy_vi="Hãy tách thành nhiều giấy chứng nhận.",
    ),
    "ISSUE_POLICY_MISSING": Text(
        en="the trust list says nothing about grants for such a certificate issued on {issued}",
        vi="danh sách tin cậy không quy định quyền cho loại giấy này, cấp ngày {issued}",
        remedy_en="Check kind, mark, risk level and method, or have the policy table completed.",
        remedy_vi="Hãy kiểm tra loại giấy, dấu, mức rủi ro, phương thức, hoặc bổ sung bảng quy định.",
    ),
    # What looks wrong and refuses nothing by itself
    "ISSUED_LATE": Text(
        en="issued on {issued}, {days} days ago: it will show as recorded late, and today's rules count too",
        vi="cấp ngày {issued}, đã {days} ngày: giấy sẽ mang lưu ý ghi sổ muộn và phải đạt cả quy định hôm nay",
        remedy_en="Record certificates within {limit} days of their issue date.",
        remedy_vi="Hãy ghi sổ trong vòng {limit} ngày kể từ ngày cấp.",
    ),
    "VALIDITY_BEFORE_ISSUE": Text(
        en="validity begins on {first}, before the issue date {issued}",
        vi="hiệu lực bắt đầu {first}, trước ngày cấp {issued}",
        remedy_en="Let validity begin on the issue date or later, unless an earlier decision says otherwise.",
        remedy_vi="Hãy cho hiệu lực bắt đầu từ ngày cấp, trừ khi có quyết định trước đó.",
    ),
    "METHOD_NOT_LISTED": Text(
        en="method {method}, but the list of goods names {methods} for {scope}",
        vi="phương thức {method}, nhưng danh mục hàng hóa ghi {methods} đối với {scope}",
        remedy_en="Check the method; a newer regulation may allow others.",
        remedy_vi="Hãy kiểm tra phương thức; quy chuẩn mới hơn có thể cho phép phương thức khác.",
    ),
    "NORM_NOT_IN_FORCE": Text(
        en="{scope} is in force from {since} until {until}, the certificate is issued on {issued}; successor: "
        "{successor}",
        vi="{scope} có hiệu lực từ {since} đến {until}, giấy cấp ngày {issued}; văn bản thay thế: {successor}",
        remedy_en="Issue against the norm in force, unless a transition rule allows the earlier one.",
        remedy_vi="Hãy cấp theo văn bản còn hiệu lực, trừ khi có quy định chuyển tiếp.",
    ),
    # Anchoring
    "ANCHOR_WAITING": Text(
        en="not final yet (state {state}); everything is stored",
        vi="chưa được ghi xong (trạng thái {state}); mọi thứ đã được lưu",
        remedy_en="Run the command again later, or leave it to: antin worker",
        remedy_vi="Hãy chạy lại lệnh sau, hoặc để antin worker làm tiếp.",
    ),
    "ANCHOR_CONTRADICTION": Text(
        en="the node reports transaction {transaction} as done, but the contract holds no record of it",
        vi="nút báo giao dịch {transaction} đã xong, nhưng hợp đồng không có bản ghi",
        remedy_en="The node contradicts itself; ask another node of the network.",
        remedy_vi="Nút trả lời mâu thuẫn; hãy hỏi một nút khác của mạng.",
    ),
    "TRANSACTION_REVERTED": Text(
        en="the chain undid the transaction although the contract would accept the request",
        vi="chuỗi khối hủy giao dịch dù hợp đồng chấp nhận yêu cầu",
        remedy_en="Try once more with: antin worker --retry BATCH",
        remedy_vi="Hãy thử lại bằng: antin worker --retry LÔ",
    ),
    "BATCH_KEY_UNKNOWN": Text(
        en="there is no batch {batch} in this store",
        vi="không có lô {batch} trong cơ sở dữ liệu này",
    ),
    "BATCH_ELSEWHERE": Text(
        en="batch {batch} belongs to contract {contract}, not to the one in use",
        vi="lô {batch} thuộc hợp đồng {contract}, không phải hợp đồng đang dùng",
        remedy_en="Use the network that the batch was sealed for.",
        remedy_vi="Hãy dùng mạng mà lô đã được lập.",
    ),
    "BATCH_NOT_FAILED": Text(
        en="batch {batch} has not failed; it is {state}",
        vi="lô {batch} không ở trạng thái lỗi mà đang {state}",
        remedy_en="There is nothing to retry; the worker goes on with it.",
        remedy_vi="Không cần thử lại; tiến trình nền sẽ tiếp tục.",
    ),
    "BATCH_NOT_RETROSPECTIVE": Text(
        en="batch {batch} holds certificates of today, which the body's own request anchors",
        vi="lô {batch} gồm giấy cấp trong thời gian tham gia, do chính tổ chức neo",
        remedy_en="Anchor it with: antin worker",
        remedy_vi="Hãy neo bằng: antin worker",
    ),
}
