# SPDX-License-Identifier: Apache-2.0
"""Texts of the contract's refusals: keys, batches, statuses, orders, pauses."""

from registry.texts.model import Text

TEXTS: dict[str, Text] = {
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
}
