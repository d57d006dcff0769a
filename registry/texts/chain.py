# SPDX-License-Identifier: Apache-2.0
"""Texts of the codes that the chain room raises."""

from registry.texts import contract_authority, contract_requests
from registry.texts.model import Text

TEXTS: dict[str, Text] = {
    **contract_authority.TEXTS,
    **contract_requests.TEXTS,
    "CHAIN_ENDPOINT": Text(
        en="the address of the chain node is not an http or https address",
        vi="địa chỉ nút chuỗi khối không phải địa chỉ http hoặc https",
        remedy_en="Write it as http://HOST:PORT in the trust list or in ANTIN_RPC_URLS.",
        remedy_vi="Hãy ghi dạng http://MÁY:CỔNG trong danh sách tin cậy hoặc trong ANTIN_RPC_URLS.",
    ),
    "CHAIN_UNREACHABLE": Text(
        en="the chain node {endpoint} does not answer ({reason})",
        vi="nút chuỗi khối {endpoint} không trả lời (chi tiết kỹ thuật: {reason})",
        remedy_en="Check the node and the network, then try again; nothing was decided.",
        remedy_vi="Hãy kiểm tra nút đang chạy và mạng thông suốt rồi thử lại; chưa có kết luận nào.",
    ),
    "CHAIN_ANSWER": Text(
        en="the chain node's answer cannot be used: {reason}",
        vi="không dùng được câu trả lời của nút chuỗi khối (chi tiết kỹ thuật: {reason})",
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
        vi="hợp đồng từ chối, lý do không nhận biết được (chi tiết kỹ thuật: {reason})",
        remedy_en="Check that the contract is the shipped one.",
        remedy_vi="Hãy kiểm tra hợp đồng đúng là bản đi kèm.",
    ),
    "BROADCAST_UNCLEAR": Text(
        en="the node did not say whether it took the transaction: {reason}",
        vi="nút không cho biết đã nhận giao dịch hay chưa (chi tiết kỹ thuật: {reason})",
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
        en="the sending account {account} cannot pay for the transaction",
        vi="tài khoản gửi {account} không đủ tiền trả cho giao dịch",
        remedy_en=(
            "Fund this account or have the network set its gas price to zero; where `scripts/network up` made the "
            "network, name the account to it: --account ADDRESS."
        ),
        remedy_vi=(
            "Hãy nạp tiền cho tài khoản này hoặc đặt giá gas của mạng bằng không; mạng do `scripts/network up` lập "
            "thì nêu tài khoản khi lập: --account ĐỊA_CHỈ."
        ),
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
        vi="chuỗi khối nhúng không khởi động được (chi tiết kỹ thuật: {reason})",
        remedy_en="Read its log {log}; another copy may still use the same folder.",
        remedy_vi="Hãy xem nhật ký {log}; có thể một bản khác đang dùng cùng thư mục.",
    ),
}
