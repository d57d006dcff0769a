# SPDX-License-Identifier: Apache-2.0
"""Texts of the codes that the credential room raises."""

from registry.texts.model import Text

TEXTS: dict[str, Text] = {
    "NORM_NOT_IN_SCOPES": Text(
        en="no grant of the certificate names {norm}",
        vi="không có quyền được cấp nào của giấy chứng nhận ghi {norm}",
        remedy_en="Issue under a grant for this standard or regulation, or correct its code.",
        remedy_vi="Hãy cấp theo quyền có ghi tiêu chuẩn, quy chuẩn này, hoặc sửa lại số hiệu.",
    ),
    "CREDENTIAL_MEMBER": Text(
        en="this does not fit into a credential: too long, too many values or of another form",
        vi="nội dung này không đưa được vào chứng chỉ số: quá dài, quá nhiều giá trị hoặc sai dạng",
        remedy_en="Shorten it, or put long lists into an attached file.",
        remedy_vi="Hãy rút gọn, hoặc đưa danh sách dài vào tệp đính kèm.",
    ),
    "CREDENTIAL_TOO_LARGE": Text(
        en="the credential would have {size} bytes, at most {limit} are allowed",
        vi="chứng chỉ số sẽ có {size} byte, tối đa là {limit}",
        remedy_en="Put long product lists into an attached file, or issue several certificates.",
        remedy_vi="Hãy đưa danh sách sản phẩm dài vào tệp đính kèm, hoặc cấp nhiều giấy chứng nhận.",
    ),
    "CREDENTIAL_CONTEXT": Text(
        en="a credential cannot be built: {fields} is wrong",
        vi="không lập được chứng chỉ số: {fields} sai",
        remedy_en="This is a fault of the program; please report it.",
        remedy_vi="Đây là lỗi chương trình; xin hãy báo lại.",
    ),
    "CREDENTIAL_SIGNER": Text(
        en="the signer returned a signature that its own key does not verify",
        vi="bộ ký trả về chữ ký không khớp với khóa của chính nó",
        remedy_en="Check the key store or the HSM; nothing was issued.",
        remedy_vi="Hãy kiểm tra kho khóa hoặc HSM; chưa giấy nào được cấp.",
    ),
}
