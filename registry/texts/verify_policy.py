# SPDX-License-Identifier: Apache-2.0
"""Texts about the rules of a trust list: their sources, and what they say of a certificate."""

from registry.texts.model import Text

TEXTS: dict[str, Text] = {
    "TRUST_LIST_AMBIGUOUS": Text(
        en="the name “{name}” could mean {first} or {second}",
        vi="tên “{name}” có thể là {first} hoặc {second}",
        remedy_en="Leave it to one of the two scopes.",
        remedy_vi="Hãy chỉ để tên đó ở một trong hai phạm vi.",
    ),
    "TRUST_LIST_REFERENCE": Text(
        en="{member} of {row} names {code}, which is no norm of the catalogue that it may name",
        vi="{member} của {row} ghi {code}, không phải tiêu chuẩn, quy chuẩn trong danh mục mà mục này được ghi",
        remedy_en="Write the code of another norm, letter by letter; an amendment names its norm directly.",
        remedy_vi="Hãy ghi đúng từng chữ mã của tiêu chuẩn, quy chuẩn khác; bản sửa đổi ghi thẳng văn bản gốc.",
    ),
    "TRUST_SOURCE_TOML": Text(
        en="this is not a TOML file: {reason}",
        vi="đây không phải là tệp TOML (chi tiết kỹ thuật: {reason})",
        remedy_en="Mend the line that is named; antin trust sources writes files to start from.",
        remedy_vi="Hãy sửa dòng được nêu; antin trust sources ghi ra các tệp mẫu.",
    ),
    "TRUST_SOURCE_MEMBER": Text(
        en="{member} is nothing that rules have; known are {known}",
        vi="{member} không thuộc bộ quy định; các mục được biết: {known}",
        remedy_en="Correct the name.",
        remedy_vi="Hãy sửa lại tên mục.",
    ),
    "TRUST_SOURCE_ROW": Text(
        en="{reason}",
        vi="dòng này chưa đúng (chi tiết kỹ thuật: {reason})",
        remedy_en="Correct the member; docs/spec/trust-list.md lists what each may hold.",
        remedy_vi="Hãy sửa mục được nêu; docs/spec/trust-list.md liệt kê giá trị của từng mục.",
    ),
    "TRUST_SOURCE_KIND": Text(
        en="a list is built from TOML sources; this file is none",
        vi="danh sách được lập từ các nguồn TOML; tệp này không phải nguồn",
        remedy_en="Name sources that end in .toml; a finished list goes with --networks.",
        remedy_vi="Hãy nêu nguồn có đuôi .toml; danh sách đã lập thì dùng --networks.",
    ),
    "TRUST_SOURCE_NONE": Text(
        en="there is no source in this folder",
        vi="thư mục này không có nguồn nào",
        remedy_en="antin trust sources --out DIR writes the shipped rules.",
        remedy_vi="antin trust sources --out THƯ_MỤC ghi ra các quy định kèm chương trình.",
    ),
    "TRUST_BUILD_MISSING": Text(
        en="neither the sources nor a list given with --networks have any {member}",
        vi="cả nguồn và danh sách nêu ở --networks đều không có {member}",
        remedy_en="Give --networks LIST with the list of the network, or add [[{member}]] to a source.",
        remedy_vi="Hãy dùng --networks với danh sách của mạng, hoặc thêm [[{member}]] vào nguồn.",
    ),
    "TRUST_SCOPE_UNKNOWN": Text(
        en="the catalogue has no scope “{text}”; nearest are: {nearest}",
        vi="danh mục không có phạm vi “{text}”; gần nhất là: {nearest}",
        remedy_en="Take one of them, or see all with: antin trust show",
        remedy_vi="Hãy chọn một trong số đó, hoặc xem tất cả bằng: antin trust show",
    ),
    "TRUST_OPTION": Text(
        en="{value} is none of: {choices}",
        vi="{value} không thuộc: {choices}",
        remedy_en="Give one of them; HS codes have 6 or 8 digits.",
        remedy_vi="Hãy chọn một giá trị; mã HS có 6 hoặc 8 chữ số.",
    ),
    "GOODS_NOT_TOLD": Text(
        en="the credential, which names the goods, is missing; goods of risk {risk} under these norms need more grants",
        vi="thiếu chứng chỉ số, nơi ghi mã hàng hóa; hàng hóa rủi ro {risk} theo quy chuẩn này cần thêm quyền được cấp",
        remedy_en="Judge the whole bundle, or scan the QR code: the registry hands out the credential with it.",
        remedy_vi="Hãy xét gói đầy đủ, hoặc quét mã QR: sổ đăng ký cung cấp kèm chứng chỉ số.",
    ),
    "RISK_BELOW_CATALOGUE": Text(
        en="the certificate declares risk {declared}, the catalogue says {catalogued}; judged by the higher",
        vi="giấy ghi mức rủi ro {declared}, danh mục ghi {catalogued}; xét theo mức cao hơn",
        remedy_en="Compare the HS code with the list of goods, and correct the level if the list is right.",
        remedy_vi="Hãy so mã HS với danh mục hàng hóa, và sửa mức rủi ro nếu danh mục đúng.",
    ),
}
