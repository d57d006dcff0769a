# SPDX-License-Identifier: Apache-2.0
"""Texts of the codes that the api room raises."""

from registry.texts.model import Text

TEXTS: dict[str, Text] = {
    "FILE_UNKNOWN": Text(
        en="no certificate of this registry binds exactly this file",
        vi="không giấy chứng nhận nào của sổ đăng ký này gắn với đúng tệp này",
        remedy_en="Use the exact file as issued; a scan or a saved copy has another digest.",
        remedy_vi="Hãy dùng đúng tệp đã được cấp; bản quét hoặc lưu lại có mã băm khác.",
    ),
    "CERTIFICATE_UNKNOWN": Text(
        en="no certificate with this code is published here",
        vi="không có giấy chứng nhận nào được công bố ở đây với mã này",
        remedy_en="Compare the code with the print; the certificate may also belong to another registry.",
        remedy_vi="Hãy so lại mã với bản in; giấy cũng có thể thuộc sổ đăng ký khác.",
    ),
    "BUNDLE_NOT_READY": Text(
        en="the certificate is not anchored yet, so there is no proof bundle",
        vi="giấy chứng nhận chưa được ghi sổ nên chưa có gói bằng chứng",
        remedy_en="Try again in a few minutes.",
        remedy_vi="Hãy thử lại sau vài phút.",
    ),
    "BATCH_UNKNOWN": Text(
        en="no batch with this identifier is published here",
        vi="không có lô nào được công bố ở đây với định danh này",
        remedy_en="List the batches with GET /api/v1/batches.",
        remedy_vi="Xem danh sách lô bằng GET /api/v1/batches.",
    ),
    "BATCH_ID_FORMAT": Text(
        en="a batch identifier has 64 hexadecimal digits",
        vi="định danh lô gồm 64 chữ số thập lục phân",
        remedy_en="Copy it whole, without 0x.",
        remedy_vi="Hãy chép đủ, không có 0x.",
    ),
    "ADDRESS_UNKNOWN": Text(
        en="there is nothing at this address",
        vi="không có nội dung ở địa chỉ này",
        remedy_en="Check the address, or begin at the look-up page.",
        remedy_vi="Hãy kiểm tra lại địa chỉ hoặc bắt đầu từ trang tra cứu.",
    ),
    "METHOD_UNKNOWN": Text(
        en="this address does not take the method {method}",
        vi="địa chỉ này không nhận phương thức {method}",
        remedy_en="The header Allow names the methods that it takes.",
        remedy_vi="Tiêu đề Allow cho biết phương thức được nhận.",
    ),
    "REQUEST_TOO_LARGE": Text(
        en="the request is larger than {limit} MiB",
        vi="dữ liệu gửi lên lớn hơn {limit} MiB",
        remedy_en="Send a smaller picture, or check the file with the command `antin verify`.",
        remedy_vi="Hãy gửi ảnh nhỏ hơn, hoặc kiểm tra tệp bằng lệnh `antin verify`.",
    ),
    "REQUEST_MEDIA_TYPE": Text(
        en="this address takes multipart/form-data or application/json",
        vi="địa chỉ này nhận multipart/form-data hoặc application/json",
        remedy_en="Set the header Content-Type.",
        remedy_vi="Hãy đặt tiêu đề Content-Type.",
    ),
    "REQUEST_FORMAT": Text(
        en="the request is not as it should be; expected: {expected}",
        vi="yêu cầu chưa đúng dạng; cần: {expected}",
        remedy_en="See /api/v1/openapi.json for what this address takes.",
        remedy_vi="Xem /api/v1/openapi.json để biết địa chỉ này nhận gì.",
    ),
    "REQUEST_EMPTY": Text(
        en="nothing was asked about",
        vi="chưa có nội dung để tra cứu",
        remedy_en="Type a code or a certificate number, or choose a file.",
        remedy_vi="Hãy nhập mã tra cứu, số giấy chứng nhận, hoặc chọn tệp.",
    ),
    "REQUEST_AMBIGUOUS": Text(
        en="give one of code, url and number",
        vi="chỉ đưa một trong ba: code, url, number",
        remedy_en="Leave the others out.",
        remedy_vi="Hãy bỏ các mục còn lại.",
    ),
    "NUMBER_OF_SEVERAL_BODIES": Text(
        en="certificates of several bodies have this number: {bodies}",
        vi="giấy của nhiều tổ chức có cùng số này: {bodies}",
        remedy_en="Name the body as well.",
        remedy_vi="Hãy ghi thêm mã tổ chức cấp.",
    ),
    "REQUEST_DATE": Text(
        en="“{text}” is not a date written day/month/year",
        vi="“{text}” không phải là ngày viết theo ngày/tháng/năm",
        remedy_en="Write it like 05/11/2026.",
        remedy_vi="Hãy viết như 05/11/2026.",
    ),
    "REQUEST_TEXT_TOO_LONG": Text(
        en="the text is longer than any code, address or number",
        vi="nội dung dài hơn mọi mã tra cứu, địa chỉ hay số giấy",
        remedy_en="Paste the code, the address or the number alone.",
        remedy_vi="Hãy chỉ dán mã tra cứu, địa chỉ hoặc số giấy.",
    ),
    "INTERNAL": Text(
        en="the service met an unexpected fault; nothing was decided about any certificate",
        vi="dịch vụ gặp lỗi ngoài dự kiến; chưa có kết luận nào về giấy chứng nhận",
        remedy_en="Try again; report it to the operator if it stays.",
        remedy_vi="Hãy thử lại; nếu vẫn lỗi, hãy báo cho đơn vị vận hành.",
    ),
}
