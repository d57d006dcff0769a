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
}
