# SPDX-License-Identifier: Apache-2.0
"""Texts of the codes that the verify room raises or reports."""

from registry.texts import (
    verify_chain,
    verify_dated,
    verify_list,
    verify_papers,
    verify_policy,
    verify_standing,
)
from registry.texts.model import Text

TEXTS: dict[str, Text] = {
    **verify_papers.TEXTS,
    **verify_chain.TEXTS,
    **verify_standing.TEXTS,
    **verify_dated.TEXTS,
    **verify_policy.TEXTS,
    **verify_list.TEXTS,
    "TRUST_LIST_FORMAT": Text(
        en="this is not a trust list: {reason}",
        vi="đây không phải là danh sách tin cậy (chi tiết kỹ thuật: {reason})",
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
        en="the trust list names an entry of {member} twice: {value}",
        vi="danh sách tin cậy ghi trùng một mục của {member}: {value}",
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
    "PICTURE_SEVERAL_QR": Text(
        en="the picture shows {count} QR codes of certificates",
        vi="trong ảnh có {count} mã QR của giấy chứng nhận",
        remedy_en="Photograph the one that you ask about.",
        remedy_vi="Hãy chụp riêng mã cần tra cứu.",
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
