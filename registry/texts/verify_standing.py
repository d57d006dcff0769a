# SPDX-License-Identifier: Apache-2.0
"""Texts of the checks of authority, status, time and files (7 to 12)."""

from registry.texts.model import Text

TEXTS: dict[str, Text] = {
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
