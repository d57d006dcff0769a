# SPDX-License-Identifier: Apache-2.0
"""Texts of the twelve checks, those about the papers (1 to 5)."""

from registry.texts.model import Text

TEXTS: dict[str, Text] = {
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
}
