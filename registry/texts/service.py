# SPDX-License-Identifier: Apache-2.0
"""Texts of the codes that the service room raises."""

from registry.texts.model import Text

_DEFECT_EN = "This is a defect or a damaged store: stop issuing, keep a copy of the store and report it."
_DEFECT_VI = "Đây là lỗi hoặc dữ liệu hỏng: hãy ngừng cấp, giữ bản sao cơ sở dữ liệu và báo lại."
_DISAGREE_EN = "Compare with the last backup and with the chain before anything else is issued."
_DISAGREE_VI = "Hãy đối chiếu với bản sao lưu gần nhất và với chuỗi khối trước khi cấp tiếp."

TEXTS: dict[str, Text] = {
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
        vi="lô của giấy chứng nhận bị chuỗi khối từ chối ({reason})",
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
