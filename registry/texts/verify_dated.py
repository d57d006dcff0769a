# SPDX-License-Identifier: Apache-2.0
"""Texts of the checks about what happened since: revisions, surveillance, reduced grants, paper certificates."""

from registry.texts.model import Text

TEXTS: dict[str, Text] = {
    "SURVEILLANCE_OVERDUE": Text(
        en="the surveillance due on {due} is not recorded",
        vi="kỳ giám sát đến hạn ngày {due} chưa được ghi nhận",
    ),
    "SURVEILLANCE_NOT_TOLD": Text(
        en="only the latest surveillance is kept, recorded at {recorded}: what was due at {asked} cannot be told",
        vi="chỉ lưu lần giám sát mới nhất, ghi lúc {recorded}: không rõ kỳ hạn lúc {asked}",
    ),
    "GRANT_SINCE_REDUCED": Text(
        en="scope reduced: grant {grant} is narrower since {since}, after this certificate was issued",
        vi="phạm vi đã thu hẹp: quyền số {grant} hẹp hơn từ {since}, sau khi cấp giấy này",
    ),
    "RETROSPECTIVE": Text(
        en="issued on paper on {issued} and recorded by the authority on {anchored}: body and grants are judged at "
        "the issue date, as the authority recorded them",
        vi="cấp bản giấy ngày {issued}, cơ quan quản lý ghi sổ ngày {anchored}: tổ chức và quyền được xét tại ngày "
        "cấp, theo hồ sơ cơ quan quản lý đã ghi",
    ),
    "RETROSPECTIVE_TOO_LATE": Text(
        en="recorded as a paper certificate of before the body joined, but dated {issued}; the body joined on {joined}",
        vi="ghi sổ như giấy cấp trước khi tổ chức tham gia, nhưng đề ngày {issued}; tổ chức tham gia ngày {joined}",
    ),
    "SOURCE_ANSWERED_WRONG": Text(
        en="the source's answer does not hold together ({defect}): it says nothing about the certificate",
        vi="dữ liệu nguồn trả về không khớp ({defect}): không nói lên điều gì về giấy này",
        remedy_en="Ask another registry service, or verify the bundle file itself.",
        remedy_vi="Hãy hỏi dịch vụ sổ đăng ký khác, hoặc kiểm tra chính tệp gói bằng chứng.",
    ),
    "ANSWERED_BY_NEWER": Text(
        en="replaced by revision {revision} of {issued}, which is judged here: {changes}",
        vi="đã được thay bằng bản sửa đổi {revision} ngày {issued}, kết quả xét theo bản này: {changes}",
    ),
    "MODEL_DROPPED": Text(
        en="model {model} is no longer covered: revision {revision} of {issued} lists {models}",
        vi="kiểu, loại {model} không còn được chứng nhận: bản sửa đổi {revision} ngày {issued} chỉ có {models}",
    ),
    "MODEL_NOT_SAID": Text(
        en="replaced by revision {revision} of {issued}; whether it still covers the goods depends on the model: "
        "{changes}",
        vi="đã được thay bằng bản sửa đổi {revision} ngày {issued}; còn hiệu lực hay không tùy kiểu, loại: {changes}",
        remedy_en="State the model that is meant.",
        remedy_vi="Hãy cho biết kiểu, loại cần xét.",
    ),
    "MODEL_NOT_LISTED": Text(
        en="model {model} is not among the certificate's models: {models}",
        vi="kiểu, loại {model} không có trong giấy; giấy ghi: {models}",
        remedy_en="Compare the spelling with the type plate.",
        remedy_vi="Hãy so cách viết với nhãn máy.",
    ),
    "MODEL_LIST_CUT": Text(
        en="the evidence names some of the models only ({models}): whether {model} is among them cannot be told",
        vi="bằng chứng chỉ nêu một phần kiểu, loại ({models}): không rõ có {model} hay không",
        remedy_en="Verify with a bundle that carries the certificate itself.",
        remedy_vi="Hãy dùng gói bằng chứng có kèm chính giấy chứng nhận.",
    ),
    "SUCCESSOR_MISSING": Text(
        en="replaced since {since}; the revision that took its place was not obtained ({why})",
        vi="đã được thay thế từ {since}; chưa lấy được bản thay thế ({why})",
        remedy_en="Try again when connected, or verify the new certificate itself.",
        remedy_vi="Hãy thử lại khi có mạng, hoặc kiểm tra chính giấy mới.",
    ),
}
