# SPDX-License-Identifier: Apache-2.0
"""Texts of the codes for XML files, XML signatures and installed schemas."""

from registry.texts.model import Text

TEXTS: dict[str, Text] = {
    "XML_EMPTY": Text(
        en="the file is empty",
        vi="tệp rỗng",
        remedy_en="Choose the certificate's XML file.",
        remedy_vi="Hãy chọn tệp XML của giấy chứng nhận.",
    ),
    "XML_TOO_LARGE": Text(
        en="the file has {size} bytes, at most {limit} are read",
        vi="tệp có {size} byte, tối đa {limit} byte",
        remedy_en="Take embedded pictures and documents out of the DCC and attach them as files.",
        remedy_vi="Hãy tách hình ảnh, tài liệu nhúng khỏi DCC và đính kèm thành tệp riêng.",
    ),
    "XML_DOCTYPE": Text(
        en="the file contains a DOCTYPE: document types and entities are not read",
        vi="tệp có khai báo DOCTYPE: hệ thống không đọc kiểu tài liệu và thực thể (entity)",
        remedy_en="Remove the DOCTYPE; a DCC has none.",
        remedy_vi="Hãy xóa DOCTYPE; DCC không dùng khai báo này.",
    ),
    "XML_TOO_DEEP": Text(
        en="the elements are nested more than {limit} deep",
        vi="các phần tử lồng nhau quá {limit} cấp",
        remedy_en="Export the file again; a DCC is not nested that deep.",
        remedy_vi="Hãy xuất lại tệp; DCC không lồng sâu đến vậy.",
    ),
    "XML_TOO_MANY_ELEMENTS": Text(
        en="the file has more than {limit} elements",
        vi="tệp có hơn {limit} phần tử",
        remedy_en="Use the list forms (realListXMLList) for long series of values.",
        remedy_vi="Hãy dùng dạng danh sách (realListXMLList) cho dãy giá trị dài.",
    ),
    "XML_ENCODING": Text(
        en="the character encoding is unknown",
        vi="không nhận ra bảng mã ký tự",
        remedy_en="Save the file as UTF-8.",
        remedy_vi="Hãy lưu tệp bằng UTF-8.",
    ),
    "XML_NOT_WELL_FORMED": Text(
        en="the XML is not well formed: {reason}",
        vi="XML sai cú pháp (chi tiết kỹ thuật: {reason})",
        remedy_en="Correct the file at this line, or export it again.",
        remedy_vi="Hãy sửa tệp tại dòng này hoặc xuất lại.",
    ),
    "DCC_SIGNATURE_BROKEN": Text(
        en="the XML signature is broken: the file was changed after signing ({reason})",
        vi="chữ ký XML không khớp: tệp đã bị thay đổi sau khi ký (chi tiết kỹ thuật: {reason})",
        remedy_en="Take the file as the laboratory signed it.",
        remedy_vi="Hãy lấy đúng tệp mà phòng hiệu chuẩn đã ký.",
    ),
    "DCC_SIGNATURE_PARTIAL": Text(
        en="the XML signature does not cover the whole certificate",
        vi="chữ ký XML không bao trùm toàn bộ giấy chứng nhận",
        remedy_en='Sign the whole document (Reference URI="", enveloped).',
        remedy_vi='Hãy ký toàn bộ tài liệu (Reference URI="", enveloped).',
    ),
    "DCC_SIGNATURE_UNSUPPORTED": Text(
        en="the XML signature cannot be checked: {reason}",
        vi="không kiểm tra được chữ ký XML (chi tiết kỹ thuật: {reason})",
        remedy_en="Sign with RSA or ECDSA and SHA-256 or longer, with the certificate in the signature.",
        remedy_vi="Hãy ký bằng RSA hoặc ECDSA với SHA-256 trở lên, kèm chứng thư trong chữ ký.",
    ),
    "DCC_SIGNATURE_UNTRUSTED": Text(
        en="the XML signature holds, but its signer {signer} is not trusted here",
        vi="chữ ký XML khớp, nhưng người ký {signer} chưa được tin cậy tại đây",
        remedy_en="Name the signer's certification authority as a trust anchor if you trust it.",
        remedy_vi="Nếu tin cậy tổ chức cấp chứng thư của người ký, hãy khai báo chứng thư gốc.",
    ),
    "DCC_SIGNATURE_EXPIRED": Text(
        en="the XML signature holds, but the certificate of {signer} is good only from {first} to {last}",
        vi="chữ ký XML khớp, nhưng chứng thư của {signer} chỉ có hiệu lực từ {first} đến {last}",
        remedy_en="Make sure that it was signed within that time.",
        remedy_vi="Hãy chắc chắn tệp được ký trong thời gian đó.",
    ),
    "SCHEMA_NOT_FOUND": Text(
        en="no DCC schema (dcc.xsd) lies in this folder",
        vi="thư mục này không có lược đồ DCC (dcc.xsd)",
        remedy_en="Name the folder with PTB's published schemas.",
        remedy_vi="Hãy chỉ thư mục chứa lược đồ PTB đã công bố.",
    ),
    "SCHEMA_UNKNOWN_VERSION": Text(
        en="schema version {version} is not known; known are {known}",
        vi="không nhận phiên bản lược đồ {version}; các phiên bản đã biết: {known}",
        remedy_en="Take this file out of the folder.",
        remedy_vi="Hãy bỏ tệp này khỏi thư mục.",
    ),
    "SCHEMA_UNREADABLE": Text(
        en="this schema cannot be read",
        vi="không đọc được lược đồ này",
        remedy_en="Fetch the published file again.",
        remedy_vi="Hãy lấy lại tệp đã công bố.",
    ),
    "SCHEMA_TOO_MANY": Text(
        en="the folder holds more than {limit} schemas",
        vi="thư mục có hơn {limit} lược đồ",
        remedy_en="Name a folder with PTB's schemas only.",
        remedy_vi="Hãy chỉ thư mục chỉ chứa lược đồ của PTB.",
    ),
    "SCHEMA_CONFLICT": Text(
        en="the folder holds two different files for {name}",
        vi="thư mục có hai tệp khác nhau cho {name}",
        remedy_en="Keep the published one.",
        remedy_vi="Hãy giữ lại tệp đã công bố.",
    ),
    "SCHEMA_CHANGED": Text(
        en="the installed schema was changed: SHA-256 {found}, recorded {recorded}",
        vi="lược đồ đã cài bị thay đổi: SHA-256 {found}, đã ghi {recorded}",
        remedy_en="Install the schemas again: antin schemas install --from DIR.",
        remedy_vi="Hãy cài lại lược đồ: antin schemas install --from DIR.",
    ),
    "SCHEMA_INCOMPLETE": Text(
        en="a schema that this one imports is not installed: {reason}",
        vi="thiếu lược đồ mà tệp này tham chiếu (chi tiết kỹ thuật: {reason})",
        remedy_en="Install all of PTB's schemas together: DCC, D-SI and XML-DSig.",
        remedy_vi="Hãy cài đủ các lược đồ của PTB: DCC, D-SI và XML-DSig.",
    ),
    "SCHEMA_MANIFEST": Text(
        en="the list of installed schemas is damaged",
        vi="danh sách lược đồ đã cài bị hỏng",
        remedy_en="Install the schemas again: antin schemas install --from DIR.",
        remedy_vi="Hãy cài lại lược đồ: antin schemas install --from DIR.",
    ),
    "TRUST_ANCHOR_UNREADABLE": Text(
        en="a trust anchor is not a certificate in PEM form",
        vi="chứng thư gốc không ở dạng PEM",
        remedy_en="Give certificates as -----BEGIN CERTIFICATE-----.",
        remedy_vi="Hãy cung cấp chứng thư dạng -----BEGIN CERTIFICATE-----.",
    ),
}
