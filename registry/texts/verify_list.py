# SPDX-License-Identifier: Apache-2.0
"""Texts of what the trust list itself does to a verdict: its end, its signatures, its intervals."""

from registry.texts.model import Text

TEXTS: dict[str, Text] = {
    "TRUST_LIST_EXPIRED": Text(
        en="the trust list ended on {expired}; a newer one may be held back",
        vi="danh sách tin cậy đã hết hạn lúc {expired}; có thể đã có bản mới",
        remedy_en="Take in the present list: antin trust update.",
        remedy_vi="Hãy nhận danh sách hiện hành: antin trust update.",
    ),
    "TRUST_LIST_UNSIGNED": Text(
        en="the trust list is a local file that nobody signed",
        vi="danh sách tin cậy là tệp trên máy, không có chữ ký",
        remedy_en="Follow the authority's signed list: antin trust update --from ADDRESS --pin FINGERPRINT.",
        remedy_vi="Hãy dùng danh sách đã ký của cơ quan quản lý: antin trust update --from ĐỊA_CHỈ --pin DẤU_VÂN_TAY.",
    ),
    "GRANTOR_UNKNOWN": Text(
        en="grant {grant} is by grantor {grantor}, whom the trust list does not name",
        vi="quyền số {grant} do cơ quan số {grantor} cấp, không có trong danh sách tin cậy",
        remedy_en="Take in the present trust list; if it does not name the grantor either, ask the authority.",
        remedy_vi="Hãy nhận danh sách tin cậy hiện hành; nếu vẫn không có, hãy hỏi cơ quan quản lý.",
    ),
    "ANCHOR_OUTSIDE_INTERVAL": Text(
        en="anchored {anchored}, outside the interval in which this contract counts",
        vi="ghi sổ lúc {anchored}, ngoài khoảng thời gian hợp đồng này được công nhận",
    ),
    "ANCHOR_INTERVAL_UNKNOWN": Text(
        en="block {block} cannot show whether the batch was anchored by block {until}, the contract's last one",
        vi="khối {block} không cho biết lô đã được ghi trước khi hợp đồng hết được công nhận ở khối {until} hay chưa",
        remedy_en="Take in a trust list that gives the time of the contract's last block.",
        remedy_vi="Hãy nhận danh sách tin cậy có ghi thời điểm khối cuối của hợp đồng.",
    ),
}
