# SPDX-License-Identifier: Apache-2.0
"""Texts of the codes that the verify room raises."""

from registry.texts.model import Text

TEXTS: dict[str, Text] = {
    "TRUST_LIST_FORMAT": Text(
        en="this is not a trust list: {reason}",
        vi="đây không phải là danh sách tin cậy: {reason}",
        remedy_en="Take the list that the registry's operator publishes, unchanged.",
        remedy_vi="Hãy dùng đúng danh sách do đơn vị vận hành sổ đăng ký công bố.",
    ),
    "TRUST_LIST_VERSION": Text(
        en="the trust list has version {version}, this program reads version 1",
        vi="danh sách tin cậy có phiên bản {version}, chương trình này đọc phiên bản 1",
        remedy_en="Update the program.",
        remedy_vi="Hãy cập nhật chương trình.",
    ),
    "TRUST_LIST_FORM": Text(
        en="the trust list is not in its one byte form (RFC 8785)",
        vi="danh sách tin cậy không ở dạng chuẩn theo RFC 8785",
        remedy_en="Take the file as published; do not reformat it.",
        remedy_vi="Hãy dùng tệp như đã công bố, không định dạng lại.",
    ),
    "TRUST_LIST_DUPLICATE": Text(
        en="the trust list names an entry of {member} twice",
        vi="danh sách tin cậy ghi trùng một mục của {member}",
    ),
    "NETWORK_UNKNOWN": Text(
        en="the trust list pins no network named {network}",
        vi="danh sách tin cậy không có mạng {network}",
        remedy_en="Install the trust list of that network, if you trust it.",
        remedy_vi="Nếu tin mạng đó, hãy cài danh sách tin cậy của nó.",
    ),
    "DATE_IN_FUTURE": Text(
        en="{date} lies in the future; today is {today}",
        vi="{date} là ngày trong tương lai; hôm nay là {today}",
        remedy_en="Ask about today or an earlier day.",
        remedy_vi="Hãy hỏi hôm nay hoặc một ngày đã qua.",
    ),
    "INPUT_EMPTY": Text(
        en="nothing was given to verify",
        vi="chưa có gì để kiểm tra",
        remedy_en="Give a file, a code, a QR text or a number.",
        remedy_vi="Hãy đưa tệp, mã tra cứu, mã QR hoặc số giấy.",
    ),
    "INPUT_TOO_LONG": Text(
        en="the text is longer than any code, address or number",
        vi="nội dung dài hơn mọi mã, địa chỉ hay số giấy",
        remedy_en="Give a file as a file.",
        remedy_vi="Nếu là tệp, hãy chọn tệp.",
    ),
    "INPUT_UNKNOWN": Text(
        en="the text is of no known form",
        vi="nội dung không thuộc dạng nào đã biết",
        remedy_en="Scan the QR code again or type the code.",
        remedy_vi="Quét lại mã QR hoặc nhập mã tra cứu.",
    ),
    "NOT_REACHED": Text(
        en="not judged: an earlier check left nothing to judge",
        vi="chưa xét vì bước trước không có gì để xét",
    ),
    "NO_EVIDENCE": Text(
        en="not judged: the chain's evidence is missing",
        vi="chưa xét vì thiếu bằng chứng từ chuỗi",
        remedy_en="Try again later.",
        remedy_vi="Hãy thử lại sau.",
    ),
    "NO_FILE_ASKED": Text(
        en="no file was asked about",
        vi="không có tệp nào cần đối chiếu",
    ),
    "FORMAT_OK": Text(
        en="the form is known",
        vi="đúng định dạng",
    ),
    "FOREIGN_HOST": Text(
        en="the QR code leads to {host}, which is not a host of this registry",
        vi="mã QR dẫn tới {host}, không phải địa chỉ của sổ đăng ký",
        remedy_en="Do not open that address; this answer comes from the registry's own source.",
        remedy_vi="Không mở địa chỉ đó; kết quả này lấy từ nguồn của sổ đăng ký.",
    ),
    "FILE_STATEMENT_AS_CERTIFICATE": Text(
        en="this is a statement about a file, not a certificate",
        vi="đây là xác nhận về một tệp, không phải giấy chứng nhận",
        remedy_en="Give the certificate's bundle or code.",
        remedy_vi="Hãy dùng gói bằng chứng hoặc mã của giấy chứng nhận.",
    ),
    "FILE_STATEMENT_FORMAT": Text(
        en="the bundle lists something else than file statements under files",
        vi="mục tệp trong gói bằng chứng không đọc được",
        remedy_en="Download the bundle again.",
        remedy_vi="Hãy tải lại gói bằng chứng.",
    ),
    "SIGNATURE_OK": Text(
        en="the body's key signed it",
        vi="chữ ký của tổ chức cấp đúng",
    ),
    "QR_SIGNATURE_ONLY": Text(
        en="a signed QR code alone proves nothing about validity: a stolen key signs too",
        vi="chỉ riêng mã QR đã ký không chứng minh được hiệu lực: khóa bị lấy cắp cũng ký được",
        remedy_en="Verify with a connection to the registry, or with the proof bundle.",
        remedy_vi="Hãy kiểm tra khi có kết nối sổ đăng ký hoặc với gói bằng chứng.",
    ),
    "KEY_ID_DIFFERS": Text(
        en="the signature names another key than the bundle's",
        vi="chữ ký ghi một khóa khác với khóa trong gói",
    ),
    "SUMMARY_SIGNATURE_WRONG": Text(
        en="the summary's signature does not fit its content",
        vi="chữ ký của bản tóm tắt không khớp nội dung",
    ),
    "CREDENTIAL_SIGNATURE_WRONG": Text(
        en="the credential's signature does not fit its content",
        vi="chữ ký của giấy chứng nhận không khớp nội dung",
    ),
    "QR_SIGNATURE_WRONG": Text(
        en="the QR code's signature does not fit its content",
        vi="chữ ký trong mã QR không khớp nội dung",
    ),
    "FILE_STATEMENT_KEY": Text(
        en="a file statement is signed by another key than the one the bundle carries",
        vi="xác nhận tệp do một khóa khác với khóa trong gói ký",
        remedy_en="Ask for a bundle made for that file.",
        remedy_vi="Hãy xin gói bằng chứng lập cho tệp đó.",
    ),
    "FILE_STATEMENT_UNSIGNED": Text(
        en="a file statement's signature does not fit its content",
        vi="chữ ký của xác nhận tệp không khớp nội dung",
    ),
    "KEYS_OK": Text(
        en="the issuer's keys were good when it was recorded",
        vi="khóa của tổ chức cấp còn tốt khi ghi sổ",
    ),
    "BODY_DIFFERS": Text(
        en="the certificate names {signer}, its batch belongs to {batch}",
        vi="giấy ghi tổ chức {signer}, lô ghi sổ thuộc {batch}",
    ),
    "SIGNER_KEY_UNKNOWN": Text(
        en="the {key} is not registered for this body",
        vi="{key} không được đăng ký cho tổ chức này",
    ),
    "SIGNER_KEY_NOT_YET_VALID": Text(
        en="the {key} was not valid yet when it was recorded ({anchored})",
        vi="{key} chưa có hiệu lực khi ghi sổ ({anchored})",
    ),
    "SIGNER_KEY_REVOKED": Text(
        en="the {key} was revoked at {since}, before it was recorded ({anchored})",
        vi="{key} đã bị hủy lúc {since}, trước khi ghi sổ ({anchored})",
    ),
    "SIGNER_KEY_COMPROMISED": Text(
        en="the {key} counts as compromised since {since}; it was recorded at {anchored}",
        vi="{key} bị coi là lộ từ {since}; giấy được ghi sổ lúc {anchored}",
    ),
    "CREDENTIAL_OK": Text(
        en="summary, code and certificate agree",
        vi="tóm tắt, mã và giấy chứng nhận khớp nhau",
    ),
    "CODE_DIFFERS": Text(
        en="this is not the certificate with the code asked for",
        vi="đây không phải giấy có mã đang hỏi",
    ),
    "NUMBER_DIFFERS": Text(
        en="this is certificate {number} of {body}, another than the one asked for",
        vi="đây là giấy số {number} của {body}, không phải giấy đang hỏi",
    ),
    "QR_SUMMARY_DIFFERS": Text(
        en="the QR code says something else than the registered certificate",
        vi="nội dung mã QR khác với giấy đã đăng ký",
    ),
    "CREDENTIAL_DIGEST_DIFFERS": Text(
        en="the certificate's bytes are not those that were recorded",
        vi="dữ liệu giấy chứng nhận không phải bản đã ghi sổ",
    ),
    "SUMMARY_DIFFERS": Text(
        en="summary and certificate differ in {fields}",
        vi="tóm tắt và giấy chứng nhận khác nhau ở {fields}",
    ),
    "CREDENTIAL_DISAGREES": Text(
        en="the certificate contradicts itself in {members}",
        vi="giấy chứng nhận tự mâu thuẫn ở {members}",
    ),
    "FILE_STATEMENT_OTHER": Text(
        en="a file statement speaks of another certificate",
        vi="xác nhận tệp thuộc về một giấy khác",
    ),
    "SCOPE_REDUCED": Text(
        en="this revision reduces the scope of the previous one",
        vi="bản này thu hẹp phạm vi so với bản trước",
    ),
    "INCLUSION_OK": Text(
        en="it is part of the recorded batch",
        vi="nằm trong lô đã ghi sổ",
    ),
    "INCLUSION_WRONG": Text(
        en="the proof does not lead from this certificate to its batch",
        vi="chứng minh không dẫn từ giấy này tới lô ghi sổ",
    ),
    "FILE_STATEMENT_NOT_INCLUDED": Text(
        en="the proof does not lead from a file statement to its batch",
        vi="chứng minh không dẫn từ xác nhận tệp tới lô ghi sổ",
    ),
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
        remedy_en="Add nodes of this network.",
        remedy_vi="Hãy thêm nút của mạng này.",
    ),
    "EVIDENCE_NODES_DISAGREE": Text(
        en="nodes gave different answers for block {block}",
        vi="các nút trả lời khác nhau ở khối {block}",
        remedy_en="Try again later.",
        remedy_vi="Hãy thử lại sau.",
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
    "SCOPE_NOT_GRANTED": Text(
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
        en="for {scopes} the issuer needs {needed}",
        vi="đối với {scopes}, tổ chức cấp cần có {needed}",
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
    "VERDICT_INVALID": Text(
        en="the certificate is not valid ({outcome}): {reason}",
        vi="giấy không có hiệu lực ({outcome}): {reason}",
    ),
    "VERDICT_INDETERMINATE": Text(
        en="cannot tell whether the certificate is valid ({outcome}): {reason}",
        vi="chưa thể kết luận về giấy ({outcome}): {reason}",
        remedy_en="Try again later.",
        remedy_vi="Hãy thử lại sau.",
    ),
}
