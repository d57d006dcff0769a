# SPDX-License-Identifier: Apache-2.0
"""Texts of check 6 and of what is missing or wrong about the evidence that the later ones rest on."""

from registry.texts.model import Text

TEXTS: dict[str, Text] = {
    "ANCHOR_OK": Text(
        en="the batch is recorded in the registry",
        vi="lô đã được ghi trong sổ đăng ký",
    ),
    "DEMO_NETWORK": Text(
        en="{network} is a test network: its certificates have no validity",
        vi="{network} là mạng thử nghiệm: giấy trên đó không có giá trị",
    ),
    "CERTIFICATE_NOT_FOUND": Text(
        en="no certificate with this code was found",
        vi="không tìm thấy giấy có mã này",
        remedy_en="Compare the code with the print; ask for the original.",
        remedy_vi="So lại mã với bản in; yêu cầu bản gốc.",
    ),
    "SOURCE_ANSWERED_OTHER": Text(
        en="the source answered with another certificate than the one asked for",
        vi="nguồn trả về giấy khác với giấy được hỏi",
        remedy_en="Ask another registry service, or verify the bundle file itself.",
        remedy_vi="Hãy hỏi dịch vụ sổ đăng ký khác, hoặc kiểm tra chính tệp gói bằng chứng.",
    ),
    "NUMBER_NOT_FOUND": Text(
        en="no certificate {number} of {body} was found",
        vi="không tìm thấy giấy số {number} của {body}",
        remedy_en="Calibration certificates are confidential and found by their code alone; type the code.",
        remedy_vi="Giấy hiệu chuẩn được giữ kín, chỉ tra được bằng mã; hãy nhập mã tra cứu.",
    ),
    "NO_SOURCE": Text(
        en="there is no source to fetch the proof bundle from",
        vi="không có nguồn để lấy gói bằng chứng",
        remedy_en="Give the bundle file, or connect to the registry.",
        remedy_vi="Hãy đưa tệp gói bằng chứng hoặc kết nối sổ đăng ký.",
    ),
    "WRONG_NETWORK": Text(
        en="the certificate belongs to {network}, which the trust list does not pin so",
        vi="giấy thuộc mạng {network}, không khớp danh sách tin cậy",
        remedy_en="Use the trust list of that network, if you trust it.",
        remedy_vi="Nếu tin mạng đó, hãy dùng danh sách tin cậy của nó.",
    ),
    "NOT_ANCHORED": Text(
        en="the registry holds no record of this batch as of block {block}",
        vi="đến khối {block} sổ đăng ký chưa ghi lô này",
        remedy_en="If it was issued just now, try again in a minute.",
        remedy_vi="Nếu giấy vừa được cấp, hãy thử lại sau ít phút.",
    ),
    "NOT_ANCHORED_AT_DATE": Text(
        en="it was recorded at {anchored}, after {asked}: nothing can be said for that time",
        vi="giấy được ghi sổ lúc {anchored}, sau {asked}: không thể kết luận cho thời điểm đó",
        remedy_en="Ask about a later date.",
        remedy_vi="Hãy hỏi một ngày sau đó.",
    ),
    "ANCHOR_SIZE_DIFFERS": Text(
        en="the bundle claims a batch of {claimed}, {anchored} are recorded",
        vi="gói ghi lô có {claimed} giấy, sổ ghi {anchored}",
    ),
    "ANCHOR_VERSION_UNKNOWN": Text(
        en="the batch record is of a version that this program does not know",
        vi="bản ghi lô thuộc phiên bản chưa biết",
        remedy_en="Update the program.",
        remedy_vi="Hãy cập nhật chương trình.",
    ),
    "ANCHOR_KIND_UNKNOWN": Text(
        en="the batch record is of a kind that this program does not know",
        vi="bản ghi lô thuộc loại chưa biết",
        remedy_en="Update the program.",
        remedy_vi="Hãy cập nhật chương trình.",
    ),
    "FILE_STATEMENT_NOT_ANCHORED": Text(
        en="a file statement's batch is not recorded as the bundle describes it",
        vi="lô của xác nhận tệp chưa được ghi sổ như gói mô tả",
        remedy_en="Try again later.",
        remedy_vi="Hãy thử lại sau.",
    ),
    "EVIDENCE_NO_NODE": Text(
        en="fewer nodes than the {agree} needed for an answer are configured",
        vi="chưa cấu hình đủ {agree} nút để trả lời",
        remedy_en="Name {agree} or more nodes of this network in ANTIN_RPC_URLS, separated by commas.",
        remedy_vi="Hãy nêu từ {agree} nút của mạng này trở lên trong ANTIN_RPC_URLS, cách nhau bằng dấu phẩy.",
    ),
    "EVIDENCE_NODES_DISAGREE": Text(
        en="nodes gave different answers for block {block}; at odds with the rest: {nodes}",
        vi="các nút trả lời khác nhau ở khối {block}; nút trả lời lệch: {nodes}",
        remedy_en="Try again later; if it lasts, the operator must look at the nodes named.",
        remedy_vi="Hãy thử lại sau; nếu vẫn vậy, đơn vị vận hành cần kiểm tra các nút nêu trên.",
    ),
    "EVIDENCE_NODES_LAG": Text(
        en="the newest blocks of {nodes} lie more than a minute apart, so none of them can be called the newest",
        vi="khối mới nhất của {nodes} cách nhau hơn một phút, chưa biết khối nào là mới nhất",
        remedy_en="Try again when the slower node has caught up.",
        remedy_vi="Hãy thử lại khi nút chậm đã theo kịp.",
    ),
    "EVIDENCE_WRONG_CHAIN": Text(
        en="the node answers for another chain (id {chain_id}) than {network}",
        vi="nút thuộc chuỗi khác (mã {chain_id}), không phải {network}",
        remedy_en="Check the endpoint.",
        remedy_vi="Hãy kiểm tra địa chỉ nút.",
    ),
    "EVIDENCE_NO_CONTRACT": Text(
        en="there is no contract at {contract}",
        vi="không có hợp đồng tại {contract}",
        remedy_en="Check network and trust list.",
        remedy_vi="Hãy kiểm tra mạng và danh sách tin cậy.",
    ),
    "EVIDENCE_OTHER_CONTRACT": Text(
        en="the contract at {contract} is not the pinned one",
        vi="hợp đồng tại {contract} không phải hợp đồng đã ghim",
        remedy_en="Check network and trust list.",
        remedy_vi="Hãy kiểm tra mạng và danh sách tin cậy.",
    ),
    "EVIDENCE_CONTRACT_VERSION": Text(
        en="the contract has version {version}, which this program does not know",
        vi="hợp đồng có phiên bản {version} chưa biết",
        remedy_en="Update the program.",
        remedy_vi="Hãy cập nhật chương trình.",
    ),
    "EVIDENCE_CONTRADICTORY": Text(
        en="the node's records contradict each other ({what})",
        vi="bản ghi của nút tự mâu thuẫn ({what})",
        remedy_en="Ask another node.",
        remedy_vi="Hãy hỏi nút khác.",
    ),
    "EVIDENCE_OTHER_CHAIN": Text(
        en="the contract belongs to chain {chain_id}, the trust list pins chain {expected}",
        vi="hợp đồng thuộc chuỗi {chain_id}, danh sách tin cậy ghi chuỗi {expected}",
        remedy_en="The evidence comes from another network. Do not rely on it; ask for a fresh bundle.",
        remedy_vi="Bằng chứng đến từ mạng khác. Đừng dựa vào đó; hãy lấy gói bằng chứng mới.",
    ),
    "EVIDENCE_TOO_LARGE": Text(
        en="there are more records than {limit}",
        vi="có nhiều hơn {limit} bản ghi",
        remedy_en="Ask the registry's operator.",
        remedy_vi="Hãy hỏi đơn vị vận hành sổ đăng ký.",
    ),
    "EVIDENCE_MISSING_RECORD": Text(
        en="a record that must exist is missing",
        vi="thiếu một bản ghi phải có",
        remedy_en="Ask another node.",
        remedy_vi="Hãy hỏi nút khác.",
    ),
    "CONTRACT_RETIRED_UNKNOWN": Text(
        en="the contract was retired, and the trust list does not pin its successor",
        vi="hợp đồng đã ngừng dùng, danh sách tin cậy chưa ghim hợp đồng kế nhiệm",
        remedy_en="Update the trust list.",
        remedy_vi="Hãy cập nhật danh sách tin cậy.",
    ),
}
