# SPDX-License-Identifier: Apache-2.0
"""Words for permissioned networks."""

from registry.texts.model import Text

TEXTS = {
    "NETWORK_VALUE": Text(
        en="this value is not possible; allowed: {allowed}",
        vi="giá trị này không dùng được; cho phép: {allowed}",
        remedy_en="Correct the option of this name and run the command again; nothing was written.",
        remedy_vi="Hãy sửa tùy chọn có tên này rồi chạy lại; chưa có gì được ghi.",
    ),
    "NETWORK_FOLDER_USED": Text(
        en="there is something at this place already",
        vi="nơi này đã có dữ liệu",
        remedy_en="Choose a new folder: keys and genesis of a network are never overwritten.",
        remedy_vi="Hãy chọn thư mục mới: khóa và khối đầu của mạng không bao giờ bị ghi đè.",
    ),
    "NETWORK_PROFILE": Text(
        en="no network profile: {reason}",
        vi="không phải hồ sơ mạng (chi tiết kỹ thuật: {reason})",
        remedy_en="Take the profile.json that `antin network init` wrote.",
        remedy_vi="Hãy dùng tệp profile.json do `antin network init` ghi.",
    ),
    "NETWORK_OTHER_CHAIN": Text(
        en="this node is on another chain than the profile: chain {found}, not {wanted}",
        vi="nút này thuộc chuỗi khác với hồ sơ mạng: chuỗi {found}, không phải {wanted}",
        remedy_en="Check --rpc: it names a node of the network whose profile is given. Nothing was sent.",
        remedy_vi="Hãy xem lại --rpc: phải là nút của mạng có hồ sơ đã nêu. Chưa có gì được gửi.",
    ),
    "NETWORK_DESCRIBED_TWICE": Text(
        en="give a profile, or name and block period; not both, and not neither",
        vi="hãy cho hồ sơ mạng, hoặc tên và chu kỳ khối; không cho cả hai, cũng không bỏ trống",
        remedy_en="On a generated network: --profile profile.json.",
        remedy_vi="Với mạng do hệ thống tạo: --profile profile.json.",
    ),
    "GETH_MISSING": Text(
        en="geth 1.13, the last that seals Clique, is not here and cannot be built: {reason}",
        vi="không có geth 1.13 (bản cuối còn đóng khối Clique) và không dựng được (chi tiết kỹ thuật: {reason})",
        remedy_en="Install Go 1.21 or newer and run `scripts/network build`, or set ANTIN_GETH to a geth 1.13.15.",
        remedy_vi="Hãy cài Go từ bản 1.21 rồi chạy `scripts/network build`, hoặc đặt ANTIN_GETH trỏ tới geth 1.13.15.",
    ),
    "NETWORK_NODE_FAILED": Text(
        en="node {node} did not start: {reason}",
        vi="nút {node} không khởi động được (chi tiết kỹ thuật: {reason})",
        remedy_en=(
            "Read its log {log}. A folder that held another network (other accounts, other nodes) does not fit: "
            "name a new one with --folder DIR, before the verb: `scripts/network --folder DIR up`."
        ),
        remedy_vi=(
            "Hãy xem nhật ký {log}. Thư mục của mạng khác (tài khoản khác, nút khác) không dùng được: đặt thư mục "
            "mới bằng --folder THƯ_MỤC, viết trước động từ: `scripts/network --folder THƯ_MỤC up`."
        ),
    ),
    "NETWORK_STALLED": Text(
        en="the network makes no blocks: {reason}",
        vi="mạng không tạo khối (chi tiết kỹ thuật: {reason})",
        remedy_en="Start the nodes that are down; more than half of the validators (QBFT: two thirds) must run.",
        remedy_vi="Hãy khởi động các nút đang dừng; cần hơn một nửa số nút xác thực (QBFT: hai phần ba) đang chạy.",
    ),
    "NETWORK_RUNNING": Text(
        en="a network runs from this folder already",
        vi="đã có một mạng đang chạy từ thư mục này",
        remedy_en="`scripts/network status` shows it, `scripts/network down` ends it.",
        remedy_vi="Xem bằng `scripts/network status`, dừng bằng `scripts/network down`.",
    ),
    "NETWORK_NOT_RUNNING": Text(
        en="no network runs from this folder",
        vi="không có mạng nào chạy từ thư mục này",
        remedy_en="Start one with `scripts/network up`.",
        remedy_vi="Khởi động bằng `scripts/network up`.",
    ),
    "VALIDATORS_NOT_SEALED": Text(
        en="nobody seals the blocks of {network}: there are no validators to follow",
        vi="mạng {network} không có ai ký khối nên không có bộ xác nhận để theo dõi",
        remedy_en="Choose a network with a consensus (ANTIN_NETWORK).",
        remedy_vi="Hãy chọn mạng có cơ chế đồng thuận (ANTIN_NETWORK).",
    ),
    "VALIDATORS_FROM_BLOCK": Text(
        en="block {block} begins no epoch of {epoch} blocks, and no pinned interval",
        vi="khối {block} không mở đầu kỳ nào (mỗi kỳ {epoch} khối), cũng không mở đầu khoảng nào đã ghim",
        remedy_en="Give a multiple of the epoch length, and with --epoch that of the network's genesis file.",
        remedy_vi="Hãy cho bội số của độ dài kỳ, và dùng --epoch với độ dài trong tệp khối đầu của mạng.",
    ),
    "VALIDATORS_NOT_REACHED": Text(
        en="the nodes' newest final block is {block}; votes are to be followed to block {wanted} at least",
        vi="khối mới nhất đã chắc chắn của các nút là {block}; cần theo dõi ít nhất tới khối {wanted}",
        remedy_en="Wait until the nodes have caught up; the trust list may name a block that is still to come.",
        remedy_vi="Hãy đợi các nút đồng bộ; danh sách tin cậy có thể ghi khối chưa có.",
    ),
    "VALIDATORS_OLD": Text(
        en="the nodes' newest block {block} is {seconds} s old; at most {limit} s count as today",
        vi="khối mới nhất {block} của các nút đã cũ {seconds} giây; tối đa là {limit} giây",
        remedy_en="Ask nodes that follow the network; if it stands still, start its validators.",
        remedy_vi="Hãy hỏi nút đang theo kịp mạng; nếu mạng đứng, hãy khởi động các nút xác thực.",
    ),
}
