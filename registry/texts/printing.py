# SPDX-License-Identifier: Apache-2.0
"""Texts of the codes that the printing room raises."""

from registry.texts.model import Text

TEXTS: dict[str, Text] = {
    "PICTURE_FORMAT": Text(
        en="the picture cannot be read: {reason}",
        vi="không đọc được ảnh (chi tiết kỹ thuật: {reason})",
        remedy_en="Give a PNG or JPEG of at most 16 MiB.",
        remedy_vi="Hãy dùng ảnh PNG hoặc JPEG, tối đa 16 MiB.",
    ),
    "QR_NOT_FOUND": Text(
        en="there is no readable QR code in the picture",
        vi="không tìm thấy mã QR đọc được trong ảnh",
        remedy_en="Take it closer, sharp and evenly lit, or type the code.",
        remedy_vi="Hãy chụp gần hơn, rõ nét, đủ sáng, hoặc nhập mã tra cứu.",
    ),
}
