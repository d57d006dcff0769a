# SPDX-License-Identifier: Apache-2.0
"""What is wrong with a recording that is judged, in words."""

from registry.texts.model import Text

_GO_ON_EN = (
    "Go on recording with --record FILE and judge it again, or ask only for what is complete: --to {end}."
)
_GO_ON_VI = "Hãy ghi tiếp bằng --record TỆP rồi kiểm lại, hoặc chỉ hỏi phần đã đầy đủ: --to {end}."
_ALTERED_EN = (
    "The recording was altered or damaged. Take an untouched copy, or record it anew with --record FILE."
)
_ALTERED_VI = "Bản ghi đã bị sửa hoặc hỏng. Hãy lấy bản sao nguyên vẹn, hoặc ghi lại bằng --record TỆP."

RECORDINGS: dict[str, Text] = {
    "AUDIT_RECORDING_OPEN": Text(
        en="the recording ends with block {end}; {events} events after it are not judged, since no end line follows",
        vi="bản ghi kết thúc ở khối {end}; {events} sự kiện sau đó chưa được kiểm vì không có dòng end đi sau",
        remedy_en=_GO_ON_EN,
        remedy_vi=_GO_ON_VI,
    ),
    "AUDIT_RECORDING_CUT": Text(
        en="this line is cut: the recording ends with block {end}; {events} whole events after it are not judged",
        vi="dòng này bị cắt: bản ghi kết thúc ở khối {end}; {events} sự kiện trọn vẹn sau đó chưa được kiểm",
        remedy_en=_GO_ON_EN,
        remedy_vi=_GO_ON_VI,
    ),
    "AUDIT_RECORDING_NO_END": Text(
        en="the recording has no end line: nothing of it can be judged, {events} whole events included",
        vi="bản ghi không có dòng end nào: không thể kiểm phần nào, kể cả {events} sự kiện trọn vẹn",
        remedy_en="Go on recording with --record FILE and judge it again.",
        remedy_vi="Hãy ghi tiếp bằng --record TỆP rồi kiểm lại.",
    ),
    "AUDIT_RECORDING_AHEAD": Text(
        en="the recording ends with block {end}, and the nodes have only block {head}: what follows it is not judged",
        vi="bản ghi kết thúc ở khối {end}, nhưng các nút mới có đến khối {head}: phần sau đó chưa được kiểm",
        remedy_en="Ask again once the nodes have come up, or other nodes; else its last end line was altered.",
        remedy_vi="Hãy hỏi lại khi các nút đã theo kịp, hoặc hỏi nút khác; nếu không, dòng end cuối đã bị sửa.",
    ),
    "AUDIT_RECORDING_DIGEST": Text(
        en="the digest of this end line is not that of the lines above it: one was altered, added or taken out",
        vi="mã băm ở dòng end này không khớp các dòng phía trên: có dòng bị sửa, bị thêm hoặc bị bỏ",
        remedy_en=_ALTERED_EN,
        remedy_vi=_ALTERED_VI,
    ),
    "AUDIT_RECORDING_ORDER": Text(
        en="the block of this line contradicts the lines above it: end lines and events do not follow each other",
        vi="số khối ở dòng này trái với các dòng phía trên: các dòng end và sự kiện không nối tiếp nhau",
        remedy_en=_ALTERED_EN,
        remedy_vi=_ALTERED_VI,
    ),
}
