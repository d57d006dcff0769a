# SPDX-License-Identifier: Apache-2.0
"""Texts of the codes that the chain room raises."""

from registry.texts.model import Text

_ASK_AUTHORITY_EN = "Ask the authority; `antin body show CODE` shows what the chain records."
_ASK_AUTHORITY_VI = "Hãy liên hệ cơ quan quản lý; lệnh `antin body show MÃ` cho xem nội dung ghi trên chuỗi."

TEXTS: dict[str, Text] = {
    "CHAIN_ENDPOINT": Text(
        en="the address of the chain node is not an http or https address",
        vi="địa chỉ nút chuỗi khối không phải địa chỉ http hoặc https",
        remedy_en="Write it as http://HOST:PORT in the trust list or in ANTIN_RPC_URLS.",
        remedy_vi="Hãy ghi dạng http://MÁY:CỔNG trong danh sách tin cậy hoặc trong ANTIN_RPC_URLS.",
    ),
    "CHAIN_UNREACHABLE": Text(
        en="the chain node {endpoint} does not answer ({reason})",
        vi="nút chuỗi khối {endpoint} không trả lời ({reason})",
        remedy_en="Check the node and the network, then try again; nothing was decided.",
        remedy_vi="Hãy kiểm tra nút đang chạy và mạng thông suốt rồi thử lại; chưa có kết luận nào.",
    ),
    "CHAIN_ANSWER": Text(
        en="the chain node's answer cannot be used: {reason}",
        vi="không dùng được câu trả lời của nút chuỗi khối: {reason}",
        remedy_en="Check that the address is a JSON-RPC node of the right chain, or ask another node.",
        remedy_vi="Hãy kiểm tra địa chỉ có đúng là nút JSON-RPC của chuỗi này, hoặc hỏi nút khác.",
    ),
    "BLOCK_CHANGED": Text(
        en="block {number} was replaced by another one while it was read",
        vi="khối {number} đã bị thay bằng khối khác trong khi đọc",
        remedy_en="Try again.",
        remedy_vi="Hãy thử lại.",
    ),
    "BLOCK_UNKNOWN": Text(
        en="the chain node does not have block {number}",
        vi="nút chuỗi khối không có khối {number}",
        remedy_en="Try again; the node may lag behind.",
        remedy_vi="Hãy thử lại; nút có thể đang chậm hơn mạng.",
    ),
    "NODE_LAGS": Text(
        en="the chain node's newest block is more than a minute behind the others'",
        vi="khối mới nhất của nút chậm hơn các nút khác trên một phút",
        remedy_en="Look whether the node has peers and disk space; the other nodes are asked meanwhile.",
        remedy_vi="Hãy xem nút còn kết nối và còn chỗ đĩa không; trong lúc đó hệ thống hỏi các nút khác.",
    ),
    "NODE_DIFFERS": Text(
        en="the chain node answers otherwise than the others at the same block: it lies, or is on a fork",
        vi="nút trả lời khác các nút khác ở cùng một khối: trả lời sai hoặc đang ở nhánh khác",
        remedy_en="Take the node out, compare its blocks with the validators', and set it up anew.",
        remedy_vi="Hãy ngừng dùng nút này, so khối với các nút xác thực và lập lại nút.",
    ),
    "NODE_RESTS": Text(
        en="the chain node {endpoint} failed before ({code}) and is asked again in a few seconds",
        vi="nút chuỗi khối {endpoint} vừa bị lỗi ({code}), vài giây nữa sẽ hỏi lại",
        remedy_en="Try again; check the node if it lasts.",
        remedy_vi="Hãy thử lại; nếu vẫn lỗi hãy kiểm tra nút.",
    ),
    "LOGS_INCOMPLETE": Text(
        en="no node's log of the contract is whole up to block {block}",
        vi="không nút nào cho nhật ký đầy đủ của hợp đồng đến khối {block}",
        remedy_en="Run antin audit replay to learn which node withholds what, and add a node of another operator.",
        remedy_vi="Hãy chạy antin audit replay để biết nút nào giấu gì, và thêm nút của đơn vị khác.",
    ),
    "WRONG_CHAIN": Text(
        en="the node serves chain {chain_id} ({genesis}), pinned is {expected} ({expected_genesis})",
        vi="nút phục vụ chuỗi {chain_id} ({genesis}), mong đợi {expected} ({expected_genesis})",
        remedy_en="Use a node of the pinned chain; if the network was set up anew, take its new trust list.",
        remedy_vi="Hãy dùng nút của đúng chuỗi; nếu mạng được lập lại, hãy lấy danh sách tin cậy mới.",
    ),
    "CONTRACT_MISSING": Text(
        en="there is no contract at {contract}",
        vi="không có hợp đồng tại {contract}",
        remedy_en="Check address and chain; a network that was set up anew needs its new deployment record.",
        remedy_vi="Hãy kiểm tra địa chỉ và chuỗi; mạng lập lại cần bản ghi triển khai mới.",
    ),
    "CONTRACT_DIFFERENT": Text(
        en="the contract at {contract} is not the expected one (code hash {code_hash})",
        vi="hợp đồng tại {contract} không đúng mã mong đợi (mã băm {code_hash})",
        remedy_en="Use the program version that goes with the contract, or deploy anew (demo: `--fresh`).",
        remedy_vi="Hãy dùng đúng phiên bản chương trình, hoặc triển khai lại (bản thử: `--fresh`).",
    ),
    "DEPLOYMENT_FORMAT": Text(
        en="this is not a deployment record",
        vi="đây không phải là bản ghi triển khai",
        remedy_en="Take the file that the deployment wrote, unchanged.",
        remedy_vi="Hãy dùng nguyên tệp do bước triển khai ghi ra.",
    ),
    "CHAIN_REVERTED": Text(
        en="the contract refused without a reason that is known here ({reason})",
        vi="hợp đồng từ chối, lý do không nhận biết được ({reason})",
        remedy_en="Check that the contract is the shipped one.",
        remedy_vi="Hãy kiểm tra hợp đồng đúng là bản đi kèm.",
    ),
    "BROADCAST_UNCLEAR": Text(
        en="the node did not say whether it took the transaction: {reason}",
        vi="nút không cho biết đã nhận giao dịch hay chưa: {reason}",
        remedy_en="Run the command again: it sends the same stored transaction.",
        remedy_vi="Hãy chạy lại lệnh: chương trình gửi lại đúng giao dịch đã lưu.",
    ),
    "RECEIPT_TIMEOUT": Text(
        en="transaction {hash} was not mined within {seconds} s",
        vi="giao dịch {hash} chưa được ghi vào khối sau {seconds} giây",
        remedy_en="Run the command again later; before a grant or an order, look whether it is recorded by then.",
        remedy_vi="Hãy chạy lại sau; với việc cấp quyền hoặc ra lệnh, trước đó hãy xem đã được ghi chưa.",
    ),
    "ACCOUNT_WAITS": Text(
        en="a transaction of account {account} is sent and not mined yet",
        vi="một giao dịch của tài khoản {account} đã gửi và chưa được ghi vào khối",
        remedy_en="Wait until the chain goes on and look what it recorded; run the command again if it is not that.",
        remedy_vi="Hãy đợi chuỗi chạy tiếp và xem việc gì đã được ghi; nếu không phải việc này thì chạy lại lệnh.",
    ),
    "NONCE_TAKEN": Text(
        en="another transaction of the same account took this one's place",
        vi="một giao dịch khác của cùng tài khoản đã chiếm số thứ tự này",
        remedy_en="Use a relayer account that nothing else sends from.",
        remedy_vi="Hãy dùng tài khoản chuyển tiếp dành riêng, không dùng chung.",
    ),
    "RELAYER_FUNDS": Text(
        en="the sending account cannot pay for the transaction",
        vi="tài khoản gửi không đủ tiền trả cho giao dịch",
        remedy_en="Fund the account or have the network set its gas price to zero.",
        remedy_vi="Hãy nạp tiền cho tài khoản hoặc đặt giá gas của mạng bằng không.",
    ),
    "NOT_AUTHORITY": Text(
        en="the account {caller} has no right to this act",
        vi="tài khoản {caller} không có quyền thực hiện việc này",
        remedy_en="Use the authority's key.",
        remedy_vi="Hãy dùng khóa của cơ quan quản lý.",
    ),
    "AUTHORITY_DELAY": Text(
        en="this act has to be scheduled {delay} s ahead",
        vi="việc này phải đăng ký trước {delay} giây",
        remedy_en="Schedule it in the access manager and carry it out when the time has come.",
        remedy_vi="Hãy đăng ký trong bộ quản lý quyền và thực hiện khi đến hạn.",
    ),
    "ACT_SCHEDULED": Text(
        en="scheduled as {operation}: it can be carried out from {ready} until {expires}",
        vi="đã đăng ký chờ, mã {operation}: thực hiện được từ {ready} đến trước {expires}",
        remedy_en="Then: antin authority execute ID. The guardian may cancel it until then.",
        remedy_vi="Khi đó: antin authority execute MÃ. Trước đó người giám hộ có thể hủy.",
    ),
    "ACT_NOT_READY": Text(
        en="{operation} waits: it can be carried out from {ready} until {expires}",
        vi="{operation} còn chờ: thực hiện được từ {ready} đến trước {expires}",
        remedy_en="Try again then.",
        remedy_vi="Hãy thử lại khi đến lúc.",
    ),
    "ACT_EXPIRED": Text(
        en="{operation} was not carried out in time",
        vi="{operation} đã quá hạn thực hiện",
        remedy_en="Schedule it anew: antin authority schedule ID.",
        remedy_vi="Hãy đăng ký chờ lại: antin authority schedule MÃ.",
    ),
    "ACT_END_UNKNOWN": Text(
        en="the node does not tell whether act {operation} was carried out or cancelled",
        vi="nút không cho biết việc {operation} đã được thực hiện hay đã bị hủy",
        remedy_en="Try again in a while; if it stays so, use another node: this one keeps events back.",
        remedy_vi="Hãy thử lại sau ít lâu; nếu vẫn vậy hãy dùng nút khác: nút này giữ lại sự kiện.",
    ),
    "ACT_CANCELLED": Text(
        en="{operation} was cancelled",
        vi="{operation} đã bị hủy",
        remedy_en="If it is wanted all the same, schedule it anew: antin authority schedule ID.",
        remedy_vi="Nếu vẫn cần thực hiện, hãy đăng ký chờ lại: antin authority schedule MÃ.",
    ),
    "ACT_EXECUTED_ALREADY": Text(
        en="{operation} was carried out already", vi="{operation} đã được thực hiện"
    ),
    "ACT_SCHEDULED_ALREADY": Text(
        en="{operation} is scheduled already",
        vi="{operation} đã được đăng ký chờ",
        remedy_en="Look with: antin authority scheduled.",
        remedy_vi="Hãy xem: antin authority scheduled.",
    ),
    "ACT_UNKNOWN": Text(
        en="no one act is scheduled as {operation}",
        vi="không có đúng một việc chờ mang mã {operation}",
        remedy_en="Give the id, or at least its first 8 digits, as in antin authority scheduled --all.",
        remedy_vi="Hãy ghi mã, hoặc ít nhất 8 chữ số đầu, như trong antin authority scheduled --all.",
    ),
    "ACT_OF_ANOTHER": Text(
        en="only {caller}, who scheduled it, can do that",
        vi="chỉ {caller}, tài khoản đã đăng ký, làm được việc này",
        remedy_en="Use that account's key.",
        remedy_vi="Hãy dùng khóa của tài khoản đó.",
    ),
    "ACT_CANCEL_RIGHT": Text(
        en="{msgsender} may not cancel this act",
        vi="{msgsender} không được hủy việc này",
        remedy_en="Its scheduler, the role's guardian or the administrator may.",
        remedy_vi="Chỉ tài khoản đã đăng ký, người giám hộ của vai trò hoặc quản trị được hủy.",
    ),
    "ACT_NOT_SCHEDULED": Text(
        en="this act has to be scheduled in the access manager, and its waiting time has to be over",
        vi="việc này phải được đăng ký trong bộ quản lý quyền và hết thời gian chờ",
        remedy_en="Schedule it, or wait, and then carry it out before it expires.",
        remedy_vi="Hãy đăng ký hoặc chờ, rồi thực hiện trước khi hết hạn.",
    ),
    "ROLE_ACCOUNT_ZERO": Text(
        en="the zero address can hold no role",
        vi="địa chỉ không không thể giữ vai trò",
        remedy_en="Name the account that is to hold it.",
        remedy_vi="Hãy ghi tài khoản sẽ giữ vai trò này.",
    ),
    "ROLE_DELAY": Text(
        en="a delay of {delay} s is out of bounds: 0, or {least} to {most} s",
        vi="thời gian chờ {delay} giây ngoài giới hạn: 0, hoặc từ {least} đến {most} giây",
        remedy_en="Give seconds, or a number with m, h or d; 48h is usual.",
        remedy_vi="Hãy ghi số giây, hoặc số kèm m, h hay d; thường dùng 48h.",
    ),
    "ROLE_GUARDIAN_SAME": Text(
        en="{account} cannot be the guardian of its own acts, nor of the officer's",
        vi="{account} không thể vừa là người giám hộ vừa là cơ quan hoặc cán bộ thực hiện",
        remedy_en="With a delay the guardian, who cancels what waits, must be somebody else.",
        remedy_vi="Khi có thời gian chờ, người giám hộ, có quyền hủy việc đang chờ, phải là người khác.",
    ),
    "ACCESS_MANAGER_INVALID": Text(
        en="{authority} is no access manager", vi="{authority} không phải bộ quản lý quyền"
    ),
    "BODY_NOT_ACTIVE": Text(
        en="body {body} is not active on the chain: unknown, suspended or withdrawn",
        vi="tổ chức {body} không có hiệu lực trên chuỗi: chưa đăng ký, bị đình chỉ hoặc thu hồi",
        remedy_en=_ASK_AUTHORITY_EN,
        remedy_vi=_ASK_AUTHORITY_VI,
    ),
    "GRANT_NOT_ACTIVE": Text(
        en="grant {grant} of body {body} is not active: unknown, expired, suspended or withdrawn",
        vi="quyền {grant} của {body} không có hiệu lực: chưa cấp, hết hạn, bị đình chỉ hoặc thu hồi",
        remedy_en=_ASK_AUTHORITY_EN,
        remedy_vi=_ASK_AUTHORITY_VI,
    ),
    "BODY_UNKNOWN": Text(
        en="body {body} is not registered on the chain",
        vi="tổ chức {body} chưa đăng ký trên chuỗi",
        remedy_en="Check the code; the authority registers bodies with `antin body register`.",
        remedy_vi="Hãy kiểm tra mã; cơ quan quản lý đăng ký bằng `antin body register`.",
    ),
    "BODY_ID_ZERO": Text(en="the body has no id", vi="tổ chức không có mã định danh"),
    "BODY_EXISTS": Text(
        en="body {body} is registered already",
        vi="tổ chức {body} đã đăng ký",
        remedy_en="`antin body show` shows it; give further scopes with `antin grant`.",
        remedy_vi="Xem bằng `antin body show`; cấp thêm phạm vi bằng `antin grant`.",
    ),
    "BODY_WITHDRAWN": Text(
        en="body {body} is withdrawn and gets no grants",
        vi="tổ chức {body} đã bị thu hồi, không cấp thêm quyền",
    ),
    "GRANT_UNKNOWN": Text(
        en="body {body} has no grant {grant}",
        vi="tổ chức {body} không có quyền số {grant}",
        remedy_en="`antin grant list` shows the numbers.",
        remedy_vi="Xem số bằng `antin grant list`.",
    ),
    "GRANT_ZERO": Text(en="grants are numbered from 1", vi="quyền được đánh số từ 1"),
    "ALREADY_SUSPENDED": Text(
        en="already suspended from the same time or an earlier one",
        vi="đã bị đình chỉ từ cùng thời điểm hoặc sớm hơn",
        remedy_en="A suspension can only move to an earlier start.",
        remedy_vi="Thời điểm đình chỉ chỉ có thể dời sớm hơn.",
    ),
    "NOT_SUSPENDED": Text(
        en="there is no suspension to end",
        vi="không có đình chỉ nào để chấm dứt",
        remedy_en="What was withdrawn or reduced is given anew.",
        remedy_vi="Quyền đã thu hồi hoặc thu hẹp thì phải cấp quyền mới.",
    ),
    "ENDS_EARLIER": Text(
        en="it already ends at the same time or earlier",
        vi="hiệu lực đã kết thúc cùng lúc hoặc sớm hơn",
        remedy_en="An end can only move earlier; a later interval is a new grant.",
        remedy_vi="Thời điểm kết thúc chỉ có thể dời sớm hơn; khoảng sau đó là quyền mới.",
    ),
    "INTERVAL_NEGATIVE": Text(
        en="an interval cannot end before it starts",
        vi="khoảng thời gian không thể kết thúc trước khi bắt đầu",
        remedy_en="Check both dates.",
        remedy_vi="Hãy kiểm tra cả hai ngày.",
    ),
    "TAKES_EFFECT_LATER": Text(
        en="this act cannot take effect later than the moment it is recorded",
        vi="việc này không thể có hiệu lực muộn hơn lúc được ghi nhận",
        remedy_en="Leave the time out, or carry it out on that day.",
        remedy_vi="Hãy bỏ trống thời điểm, hoặc thực hiện đúng ngày đó.",
    ),
    "CHAIN_TEXT_TOO_LONG": Text(
        en="the text has {length} bytes, the contract takes {max}",
        vi="nội dung dài {length} byte, hợp đồng nhận tối đa {max}",
        remedy_en="Shorten it.",
        remedy_vi="Hãy rút gọn.",
    ),
    "BASIS_UNKNOWN": Text(en="there is no basis {basis}", vi="không có căn cứ số {basis}"),
    "SCOPE_ZERO": Text(en="a grant has to name its scope", vi="quyền được cấp phải nêu phạm vi"),
    "KEY_NOT_GOOD": Text(
        en="{signer} is not a good anchor key of body {body}: not registered, revoked or compromised",
        vi="{signer} không phải khóa neo hợp lệ của tổ chức {body}: chưa đăng ký, bị thu hồi hoặc bị lộ",
        remedy_en="Use the body's registered anchor key; the authority registers keys with `antin key`.",
        remedy_vi="Hãy dùng khóa neo đã đăng ký của tổ chức; cơ quan quản lý đăng ký bằng `antin key`.",
    ),
    "KEY_ZERO": Text(en="the zero key is no key", vi="khóa bằng không không phải là khóa"),
    "KEY_EXISTS": Text(
        en="body {body} has the key {key} already; a revoked key does not come back",
        vi="tổ chức {body} đã có khóa {key}; khóa bị thu hồi không dùng lại được",
        remedy_en="Register a new key.",
        remedy_vi="Hãy đăng ký khóa mới.",
    ),
    "KEY_UNKNOWN": Text(
        en="body {body} has no key {key} on the chain",
        vi="tổ chức {body} không có khóa {key} trên chuỗi",
        remedy_en="Check the key with `antin key list`.",
        remedy_vi="Hãy kiểm tra khóa bằng `antin key list`.",
    ),
    "KEY_REVOKED_ALREADY": Text(
        en="the key {key} was revoked before", vi="khóa {key} đã bị thu hồi từ trước"
    ),
    "KEY_PROOF_INVALID": Text(
        en="the key {key} has not signed its own registration",
        vi="khóa {key} chưa tự ký yêu cầu đăng ký của mình",
        remedy_en="Sign body, key and start time of this contract with the key itself.",
        remedy_vi="Hãy dùng chính khóa đó ký tổ chức, khóa và thời điểm bắt đầu cho hợp đồng này.",
    ),
    "COMPROMISE_NOT_EARLIER": Text(
        en="the key is held to be compromised since the same time or an earlier one",
        vi="khóa đã được ghi là bị lộ từ cùng thời điểm hoặc sớm hơn",
        remedy_en="A compromise can only move earlier.",
        remedy_vi="Thời điểm bị lộ chỉ có thể dời sớm hơn.",
    ),
    "SIGNATURE_WRONG": Text(
        en="the signature is not a signature of this system: 65 bytes, low s, v 27 or 28",
        vi="chữ ký không đúng dạng của hệ thống: 65 byte, s thấp, v 27 hoặc 28",
        remedy_en="Sign again with this program.",
        remedy_vi="Hãy ký lại bằng chương trình này.",
    ),
    "DEADLINE_PASSED": Text(
        en="the signed request came after its deadline",
        vi="yêu cầu đã ký đến sau thời hạn",
        remedy_en="Sign it anew; check the clock.",
        remedy_vi="Hãy ký lại; kiểm tra đồng hồ máy.",
    ),
    "BATCH_SIZE": Text(
        en="a batch has 1 to 1,048,576 leaves, this one {size}",
        vi="một lô có từ 1 đến 1.048.576 lá, lô này có {size}",
    ),
    "BATCH_SIZE_DIFFERS": Text(
        en="this batch is anchored with {anchored} leaves, not {size}",
        vi="lô này đã được neo với {anchored} lá, không phải {size}",
        remedy_en="Check the store: one of both lists is wrong.",
        remedy_vi="Hãy kiểm tra kho dữ liệu: một trong hai danh sách bị sai.",
    ),
    "ROOT_ZERO": Text(en="the batch has no root", vi="lô không có gốc cây băm"),
    "CONTRACT_RETIRED": Text(
        en="the contract was retired and takes no more writes",
        vi="hợp đồng đã ngừng dùng, không nhận ghi thêm",
        remedy_en="Take the newest trust list: it names the successor.",
        remedy_vi="Hãy lấy danh sách tin cậy mới nhất: trong đó có hợp đồng kế tiếp.",
    ),
    "SUCCESSOR_INVALID": Text(
        en="{successor} cannot be the successor: it has to be another contract that exists",
        vi="{successor} không thể là hợp đồng kế tiếp: phải là một hợp đồng khác đã có",
    ),
    "STATE_UNKNOWN": Text(en="there is no state {state}", vi="không có trạng thái số {state}"),
    "STATUS_NUMBER_TAKEN": Text(
        en="status record {n} is taken or not the next one",
        vi="bản ghi trạng thái số {n} đã có hoặc chưa đến lượt",
        remedy_en="Look at the present status and decide again.",
        remedy_vi="Hãy xem trạng thái hiện tại rồi quyết định lại.",
    ),
    "STATUS_MOVE_ILLEGAL": Text(
        en="the status cannot move from {from} to {to}",
        vi="không thể chuyển trạng thái từ {from} sang {to}",
        remedy_en="A withdrawn or superseded certificate does not come back: issue a new revision. "
        "What the authority did, the body cannot undo.",
        remedy_vi="Giấy đã thu hồi hoặc thay thế không khôi phục được: hãy cấp bản sửa đổi mới. "
        "Việc của cơ quan quản lý thì tổ chức không gỡ được.",
    ),
    "EFFECTIVE_NOT_NOW": Text(
        en="only a withdrawal may name the time it takes effect",
        vi="chỉ việc thu hồi mới được ghi thời điểm có hiệu lực",
        remedy_en="Leave the time out.",
        remedy_vi="Hãy bỏ trống thời điểm.",
    ),
    "SUBJECT_IS_BATCH": Text(
        en="the authority judges certificates; {batchId} is a batch",
        vi="cơ quan quản lý xử lý từng giấy chứng nhận; {batchId} là một lô",
    ),
    "SUBJECT_ZERO": Text(en="the status has no subject", vi="trạng thái không có đối tượng"),
    "ITEMS_EMPTY": Text(en="the list of status changes is empty", vi="danh sách đổi trạng thái trống"),
    "NOTHING_TO_LIFT": Text(
        en="the last status record was not written by a key that was compromised by then",
        vi="bản ghi trạng thái cuối không phải do khóa đã bị lộ ghi",
    ),
    "ORDER_ACTION_UNKNOWN": Text(
        en="there is no order action {action}", vi="không có loại quyết định số {action}"
    ),
    "ORDER_UNKNOWN": Text(
        en="body {body} has no order {n} here (grant {grant}; 0 is the body itself)",
        vi="tổ chức {body} không có quyết định số thứ tự {n} tại đây (quyền {grant}; 0 là chính tổ chức)",
        remedy_en="`antin order list` shows the numbers.",
        remedy_vi="Xem số bằng `antin order list`.",
    ),
    "ORDER_RETRACTED": Text(
        en="order {n} was retracted before",
        vi="quyết định số thứ tự {n} đã được rút từ trước",
        remedy_en="Post a new order if it is to hold again.",
        remedy_vi="Hãy ra quyết định mới nếu cần áp dụng lại.",
    ),
    "SURVEILLANCE_NUMBER": Text(
        en="surveillance {n} of this certificate is recorded already or not the next one",
        vi="lần giám sát số {n} của giấy này đã được ghi hoặc chưa đến lượt",
        remedy_en="Look at the recorded surveillance and sign again.",
        remedy_vi="Hãy xem lần giám sát đã ghi rồi ký lại.",
    ),
    "SURVEILLANCE_TIMES": Text(
        en="surveillance cannot lie in the future, nor be due again before it took place",
        vi="ngày giám sát không thể ở tương lai, hạn kế tiếp không thể trước ngày giám sát",
        remedy_en="Check both dates.",
        remedy_vi="Hãy kiểm tra cả hai ngày.",
    ),
    "DECISION_UNKNOWN": Text(
        en="there is no surveillance decision {decision}", vi="không có kết luận giám sát số {decision}"
    ),
    "CONTRACT_PAUSED": Text(
        en="the contract is paused: no anchoring and no act that permits something",
        vi="hợp đồng đang tạm dừng: không neo và không thực hiện việc cho phép nào",
        remedy_en="Wait until the authority lets it run again: batches wait and are anchored then by the worker; "
        "suspensions and withdrawals still work.",
        remedy_vi="Hãy chờ cơ quan quản lý cho chạy lại: các lô chờ và sẽ được antin worker neo; đình chỉ và thu hồi "
        "vẫn thực hiện được.",
    ),
    "CONTRACT_PAUSED_ALREADY": Text(en="the contract is paused already", vi="hợp đồng đã tạm dừng từ trước"),
    "WAITING_PAUSED": Text(
        en="waiting: contract paused since {since}",
        vi="đang chờ: hợp đồng tạm dừng từ {since}",
        remedy_en="Nothing is lost: it goes on by itself once the authority lets the contract run again.",
        remedy_vi="Không mất gì: sẽ tự tiếp tục khi cơ quan quản lý cho hợp đồng chạy lại.",
    ),
    "CONTRACT_NOT_PAUSED": Text(en="the contract is not paused", vi="hợp đồng không tạm dừng"),
    "NOT_RETROSPECTIVE": Text(
        en="the authority sends retrospective batches, and those only; the relayer sends the others",
        vi="cơ quan quản lý gửi lô hồi tố và chỉ lô hồi tố; các lô khác do tài khoản chuyển tiếp gửi",
        remedy_en="Mark the request as retrospective, or leave the mark out, before it is signed.",
        remedy_vi="Hãy ghi rõ hoặc bỏ dấu hồi tố trước khi ký yêu cầu.",
    ),
    "NODE_MISSING": Text(
        en="Node.js is not installed or not on PATH",
        vi="chưa cài Node.js hoặc không có trong PATH",
        remedy_en="Install Node.js 20 or newer.",
        remedy_vi="Hãy cài Node.js từ bản 20.",
    ),
    "GANACHE_MISSING": Text(
        en="ganache is not installed below {folder}",
        vi="chưa cài ganache trong {folder}",
        remedy_en="Run `npm ci` there.",
        remedy_vi="Hãy chạy `npm ci` tại đó.",
    ),
    "PORT_IN_USE": Text(
        en="port {port} on {host} is in use",
        vi="cổng {port} trên {host} đang được dùng",
        remedy_en="Stop the program that uses it, or choose another port.",
        remedy_vi="Hãy tắt chương trình đang dùng cổng, hoặc chọn cổng khác.",
    ),
    "GANACHE_FAILED": Text(
        en="the embedded chain did not start: {reason}",
        vi="chuỗi khối nhúng không khởi động được: {reason}",
        remedy_en="Read its log {log}; another copy may still use the same folder.",
        remedy_vi="Hãy xem nhật ký {log}; có thể một bản khác đang dùng cùng thư mục.",
    ),
}
