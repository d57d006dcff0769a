# SPDX-License-Identifier: Apache-2.0
"""Texts of what can be wrong with a chain proof."""

from registry.texts.model import Text

_RENEW_EN = "Ask for a fresh bundle; if it goes on, tell the registry's operator."
_RENEW_VI = "Hãy lấy gói bằng chứng mới; nếu vẫn vậy, báo đơn vị vận hành sổ đăng ký."
_VALIDATORS_EN = (
    "The validators may have changed: take in the newest trust list with `antin trust update`. "
    "Whoever keeps the list: see `antin network validators`."
)
_VALIDATORS_VI = (
    "Bộ xác nhận của mạng có thể đã thay đổi: hãy cập nhật danh sách tin cậy bằng `antin trust update`. "
    "Đơn vị giữ danh sách: xem `antin network validators`."
)


def _seals(vi: str, en: str) -> Text:
    """What also comes about where validators were voted in or out since the trust list was taken in."""
    return Text(en=en, vi=vi, remedy_en=_VALIDATORS_EN, remedy_vi=_VALIDATORS_VI)


def _text(vi: str, en: str) -> Text:
    return Text(en=en, vi=vi, remedy_en=_RENEW_EN, remedy_vi=_RENEW_VI)


TEXTS: dict[str, Text] = {
    "PROOF_VALIDATORS_UNKNOWN": _text(
        "danh sách tin cậy không có bộ xác nhận của mạng {network} tại khối {block}",
        "the trust list pins no validators of {network} for block {block}",
    ),
    "PROOF_BEFORE_CONTRACT": _text(
        "bằng chứng ở khối {block}, trước khối đầu tiên {first} của hợp đồng",
        "the proof is of block {block}, before the contract's first block {first}",
    ),
    "PROOF_CONTRACT_MISSING": _text(
        "bằng chứng không cho thấy hợp đồng {asked} (thiếu nút {node})",
        "the proof does not show the contract {asked} (node {node} is missing)",
    ),
    "PROOF_SLOT_MISSING": _text(
        "bằng chứng không cho thấy ô lưu trữ {asked} (thiếu nút {node})",
        "the proof does not show the storage slot {asked} (node {node} is missing)",
    ),
    "PROOF_HEADER_UNKNOWN": Text(
        en="the node's header of block {block} does not hash to what the node says",
        vi="đầu khối {block} của nút không khớp mã băm mà nút trả về",
        remedy_en="Ask another node; a new fork of the chain may need a newer version of this program.",
        remedy_vi="Hãy hỏi nút khác; chuỗi có thể đã nâng cấp và cần bản mới của chương trình này.",
    ),
    "PROOF_STATE_GONE": Text(
        en="the node shows no storage proof at block {block}: {reason}",
        vi="nút không cho bằng chứng lưu trữ ở khối {block} (chi tiết kỹ thuật: {reason})",
        remedy_en="Ask for a recent block, or a node that keeps old states and answers eth_getProof.",
        remedy_vi="Hãy hỏi khối gần đây, hoặc nút có lưu trạng thái cũ và trả lời eth_getProof.",
    ),
    "HEADER_UNSEALED": Text(
        en="the proof at block {block} of {network} holds down to the state root, but nobody seals its headers",
        vi="bằng chứng ở khối {block} của {network} đúng đến gốc trạng thái, nhưng không ai ký đầu khối",
        remedy_en="On such a network only a node can answer: connect and verify again.",
        remedy_vi="Trên mạng này chỉ nút mạng trả lời được: hãy kết nối rồi xác thực lại.",
    ),
    "PROBABILISTIC": Text(
        en="block {block} is sealed, but its network can still undo it, less likely with every later block",
        vi="khối {block} đã được ký, nhưng mạng này vẫn có thể hủy, càng về sau càng khó xảy ra",
    ),
    "PROOF_OTHER_BLOCK": _text(
        "bằng chứng không cho thấy khối {number}", "the proof does not show block {number}"
    ),
    "RLP_FORMAT": _text(
        "dữ liệu RLP không đúng dạng chuẩn (chi tiết kỹ thuật: {reason})", "not canonical RLP: {reason}"
    ),
    "HEADER_FORMAT": _text(
        "đầu khối không đúng định dạng (chi tiết kỹ thuật: {reason})", "not a block header: {reason}"
    ),
    "TRIE_FORMAT": _text(
        "bằng chứng lưu trữ không đúng định dạng (chi tiết kỹ thuật: {reason})",
        "not a storage proof: {reason}",
    ),
    "TRIE_NODE_MISSING": _text("bằng chứng thiếu nút {node}", "the proof lacks node {node}"),
    "TRIE_NODE_REPEATED": _text("bằng chứng ghi trùng nút {node}", "the proof lists node {node} twice"),
    "TRIE_NODE_UNUSED": _text(
        "bằng chứng có nút {node} không dùng đến", "the proof has node {node}, which proves nothing"
    ),
    "TRIE_TOO_LARGE": _text("bằng chứng có hơn {limit} nút", "the proof has more than {limit} nodes"),
    "SEALS_FORMAT": _text(
        "phần chữ ký của bộ xác nhận không đúng định dạng (chi tiết kỹ thuật: {reason})",
        "unreadable validators' seals: {reason}",
    ),
    "SEALS_MIX_HASH": _text("đầu khối thuộc cơ chế đồng thuận khác", "the header is of another consensus"),
    "SEALS_DIFFICULTY": _seals(
        "đầu khối có độ khó {difficulty} trái với cơ chế đồng thuận",
        "the header's difficulty {difficulty} contradicts its consensus",
    ),
    "SEALS_OTHER_VALIDATORS": _seals(
        "khối {block} ghi bộ xác nhận khác với danh sách tin cậy",
        "block {block} names other validators than the trust list",
    ),
    "SEALS_OTHER_ROUND": _text(
        "đầu khối ghi vòng {round}, chữ ký là của vòng {found}",
        "the header names round {round}, the seals are of round {found}",
    ),
    "SEALS_TOO_FEW": _seals(
        "chỉ có {found} trên {needed} chữ ký cần thiết của bộ xác nhận",
        "{found} validators signed where {needed} are needed",
    ),
    "SEAL_DUPLICATE": _text("bộ xác nhận {address} ký hai lần", "validator {address} signed twice"),
    "SEAL_BY_STRANGER": _seals(
        "{address} ký nhưng không phải bộ xác nhận", "{address} signed and is no validator"
    ),
    "SEAL_INVALID": _text(
        "một chữ ký của bộ xác nhận không đọc được (chi tiết kỹ thuật: {reason})",
        "an unreadable seal: {reason}",
    ),
    "SEALS_NOT_LINKED": _text(
        "khối {block} không nối tiếp khối trước", "block {block} does not follow the one before"
    ),
    "SEAL_TOO_SOON": _text("{address} ký lại quá sớm", "{address} signed again too soon"),
    "VOTES_OTHER_VALIDATORS": Text(
        en="block {block} lists validators that the votes do not lead to: more {added}; fewer {missing}",
        vi="khối {block} ghi bộ xác nhận khác với kết quả bỏ phiếu: thêm {added}; thiếu {missing}",
        remedy_en="Check --epoch; where the genesis file set validators anew (transitions), pin that block by hand.",
        remedy_vi="Hãy kiểm tra --epoch; nếu tệp khối đầu đã đặt lại bộ xác nhận (transitions), hãy tự ghim khối đó.",
    ),
    "VOTES_BY_STRANGER": Text(
        en="block {block} names {address} as its maker, who is no validator",
        vi="khối {block} ghi người tạo khối là {address}, không thuộc bộ xác nhận",
        remedy_en="Ask other nodes; if they say the same, tell the network's operator.",
        remedy_vi="Hãy hỏi nút khác; nếu vẫn vậy, báo đơn vị vận hành mạng.",
    ),
    "VOTES_FORMAT": Text(
        en="block {block} has {reason}",
        vi="phiếu ở khối {block} không đúng quy tắc (chi tiết kỹ thuật: {reason})",
        remedy_en="Ask other nodes; if they say the same, tell the network's operator.",
        remedy_vi="Hãy hỏi nút khác; nếu vẫn vậy, báo đơn vị vận hành mạng.",
    ),
    "VOTES_EPOCH": Text(
        en="block {block} lists sealers although no epoch begins there, or lists none although one does",
        vi="khối {block} ghi danh sách người ký khi không mở kỳ mới, hoặc mở kỳ mới mà không ghi",
        remedy_en="Give the epoch length of the network's genesis file with --epoch.",
        remedy_vi="Hãy dùng --epoch với độ dài kỳ trong tệp khối đầu của mạng.",
    ),
    "VOTES_SET_SIZE": Text(
        en="the vote in block {block} would leave {found} validators",
        vi="phiếu ở khối {block} sẽ để lại {found} nút xác thực",
        remedy_en="No network goes on with none or more than 1,024; tell the network's operator.",
        remedy_vi="Mạng không thể chạy khi không còn nút nào hoặc quá 1.024 nút; báo đơn vị vận hành mạng.",
    ),
}
