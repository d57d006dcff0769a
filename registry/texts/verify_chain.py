# SPDX-License-Identifier: Apache-2.0
"""Texts of the twelve checks, those that rest on the chain, on time and on files (6 to 12)."""

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
    "AUTHORITY_OK": Text(
        en="the issuer was authorised for every scope",
        vi="tổ chức cấp có thẩm quyền với mọi phạm vi",
    ),
    "GRANTS_NOT_IN_BATCH": Text(
        en="the certificate claims grants {grants}, which its batch does not",
        vi="giấy ghi các quyền {grants} mà lô không có",
    ),
    "SCOPE_NOT_COVERED": Text(
        en="no grant of the certificate names {scope}",
        vi="không có quyền nào của giấy ghi phạm vi {scope}",
    ),
    "POLICY_MISSING": Text(
        en="the trust list has no rule for certificates of this kind issued on {issued}",
        vi="danh sách tin cậy không có quy định cho loại giấy này cấp ngày {issued}",
        remedy_en="Update the trust list.",
        remedy_vi="Hãy cập nhật danh sách tin cậy.",
    ),
    "GRANTS_INSUFFICIENT": Text(
        en="for {scopes} the issuer needs {needed} (rule {row} of {day})",
        vi="đối với {scopes}, tổ chức cấp cần có {needed} (quy định {row} của ngày {day})",
    ),
    "BODY_NOT_AUTHORISED": Text(
        en="at {at} the issuer {body} was not authorised ({why}); the certificate is dated {date}",
        vi="lúc {at} tổ chức {body} không có thẩm quyền ({why}); giấy cấp ngày {date}",
    ),
    "GRANT_NOT_AUTHORISED": Text(
        en="at {at} grant {grant} for {scopes} did not hold ({why}); the certificate is dated {date}",
        vi="lúc {at} quyền số {grant} đối với {scopes} không còn hiệu lực ({why}); giấy cấp ngày {date}",
    ),
    "ISSUED_AFTER_ANCHORING": Text(
        en="the certificate is dated {issued}, later than its record of {anchored}",
        vi="giấy ghi ngày cấp {issued}, sau ngày ghi sổ {anchored}",
    ),
    "LATE_ANCHOR": Text(
        en="recorded {days} days after the issue date",
        vi="ghi sổ muộn {days} ngày so với ngày cấp",
    ),
    "EARLIER_RULES": Text(
        en="issued on {issued} under the earlier rules",
        vi="cấp ngày {issued} theo quy định trước đây",
    ),
    "STATUS_ACTIVE": Text(
        en="neither suspended nor withdrawn nor replaced",
        vi="không bị đình chỉ, thu hồi hay thay thế",
    ),
    "STATUS_SUSPENDED": Text(
        en="suspended since {since} by {source}; reason: {reason}",
        vi="bị đình chỉ từ {since} bởi {source}; lý do: {reason}",
    ),
    "STATUS_SUPERSEDED": Text(
        en="replaced since {since}; reason: {reason}",
        vi="được thay thế từ {since}; lý do: {reason}",
    ),
    "STATUS_WITHDRAWN": Text(
        en="withdrawn since {since} by {source}; reason: {reason}",
        vi="bị thu hồi từ {since} bởi {source}; lý do: {reason}",
    ),
    "STATUS_CHANGED_LATER": Text(
        en="later than the date asked: {state} since {since}",
        vi="sau thời điểm được hỏi: {state} từ {since}",
    ),
    "STATUS_REINSTATED_LATER": Text(
        en="reinstated later than the date asked",
        vi="đã được phục hồi sau thời điểm được hỏi",
    ),
    "STATUS_CHANGED_THAT_DAY": Text(
        en="the status changed within the day asked: {state} from {since}",
        vi="trạng thái thay đổi trong ngày được hỏi: {state} từ {since}",
    ),
    "ORDER_REVIEW": Text(
        en="under review by an order of the authority since {since}; reason: {reason}",
        vi="đang được rà soát theo quyết định của cơ quan quản lý từ {since}; lý do: {reason}",
    ),
    "TODAY_OK": Text(
        en="body, grants and keys are good today",
        vi="tổ chức, quyền và khóa vẫn tốt hôm nay",
    ),
    "ISSUER_SINCE_SUSPENDED": Text(
        en="the issuer is {why} since {since}, after this certificate was issued",
        vi="tổ chức cấp {why} từ {since}, sau khi cấp giấy này",
    ),
    "GRANT_SINCE_ENDED": Text(
        en="grant {grant} is {why} since {since}, after this certificate was issued",
        vi="quyền số {grant} {why} từ {since}, sau khi cấp giấy này",
    ),
    "KEY_SINCE_REVOKED": Text(
        en="the {key} was revoked at {since}, after this certificate was recorded",
        vi="{key} bị hủy lúc {since}, sau khi ghi sổ giấy này",
    ),
    "KEY_SINCE_COMPROMISED": Text(
        en="the {key} counts as compromised since {since}, after this certificate was recorded",
        vi="{key} bị coi là lộ từ {since}, sau khi ghi sổ giấy này",
    ),
    "VALIDITY_OK": Text(
        en="valid from {first} to {last}",
        vi="có hiệu lực từ {first} đến {last}",
    ),
    "NOT_YET_VALID": Text(
        en="not in force before {first}",
        vi="chưa có hiệu lực trước ngày {first}",
    ),
    "EXPIRED": Text(
        en="valid until {last} only",
        vi="chỉ có hiệu lực đến ngày {last}",
    ),
    "NO_EXPIRY": Text(
        en="a calibration has no expiry; issued on {issued}",
        vi="hiệu chuẩn không quy định thời hạn; cấp ngày {issued}",
    ),
    "LOT_ONLY": Text(
        en="valid for lot {lot} only",
        vi="chỉ có giá trị cho lô {lot}",
    ),
    "UNITS_ONLY": Text(
        en="valid for the units {lot} only",
        vi="chỉ có giá trị cho các sản phẩm số {lot}",
    ),
    "SAMPLE_ONLY": Text(
        en="valid for the tested sample only",
        vi="chỉ có giá trị với mẫu thử",
    ),
    "FILES_OK": Text(
        en="the file belongs to this certificate: {files}",
        vi="tệp thuộc giấy chứng nhận này: {files}",
    ),
    "FILE_NOT_BOUND": Text(
        en="no certificate records exactly the file {name}",
        vi="không giấy chứng nhận nào ghi nhận đúng tệp {name}",
        remedy_en="A scan or photo is always so: scan its QR code and compare the content.",
        remedy_vi="Bản quét hay bản chụp luôn như vậy: hãy quét mã QR và so nội dung.",
    ),
    "FILE_STATEMENT_NOT_GOOD": Text(
        en="the statement about {name} was not made in time or not with a good key",
        vi="xác nhận về tệp {name} lập không đúng lúc hoặc bằng khóa không tốt",
    ),
    "FILE_STATEMENT_WITHDRAWN": Text(
        en="the statement about {name} no longer holds",
        vi="xác nhận về tệp {name} không còn hiệu lực",
    ),
    "FRESH_OK": Text(
        en="the evidence is fresh enough",
        vi="bằng chứng đủ mới",
    ),
    "EVIDENCE_TOO_OLD": Text(
        en="the newest evidence is of {block_time}, older than allowed",
        vi="bằng chứng mới nhất lúc {block_time}, cũ hơn mức cho phép",
        remedy_en="Connect and try again.",
        remedy_vi="Hãy kết nối và thử lại.",
    ),
    "EVIDENCE_BEFORE_DATE": Text(
        en="the evidence of {block_time} does not reach the time asked, {asked}",
        vi="bằng chứng lúc {block_time} chưa tới thời điểm được hỏi {asked}",
        remedy_en="Connect and try again.",
        remedy_vi="Hãy kết nối và thử lại.",
    ),
    "CLOCK_BEHIND": Text(
        en="this computer's clock ({clock}) is behind the chain's ({block_time})",
        vi="đồng hồ máy này ({clock}) chậm hơn chuỗi ({block_time})",
        remedy_en="Set the clock.",
        remedy_vi="Hãy chỉnh lại đồng hồ.",
    ),
}
