# SPDX-License-Identifier: Apache-2.0
"""Texts of the codes that the core raises."""

from registry.texts.model import Text

TEXTS: dict[str, Text] = {
    "TEXT_EMPTY": Text(
        en="the text is empty",
        vi="nội dung trống",
        remedy_en="Fill it in.",
        remedy_vi="Hãy điền nội dung.",
    ),
    "TEXT_TOO_LONG": Text(
        en="the text has {length} characters, at most {limit} are allowed",
        vi="nội dung có {length} ký tự, tối đa là {limit}",
        remedy_en="Shorten it; long texts belong in an attached file.",
        remedy_vi="Hãy rút gọn; nội dung dài để trong tệp đính kèm.",
    ),
    "TEXT_LOOK_ALIKE": Text(
        en="“{text}” contains {char} ({name}), which looks like {instead}",
        vi="“{text}” có ký tự {char} ({name}), dễ nhầm với {instead}",
        remedy_en="Type the letter {instead} with a Vietnamese keyboard.",
        remedy_vi="Hãy gõ chữ {instead} bằng bộ gõ tiếng Việt.",
    ),
    "TEXT_CONTROL": Text(
        en="the text contains the invisible character {name}",
        vi="nội dung có ký tự ẩn {name}",
        remedy_en="Remove it and type the text again.",
        remedy_vi="Hãy xóa và gõ lại nội dung.",
    ),
    "TEXT_MARKS": Text(
        en="a text has more than {limit} combining marks in a row",
        vi="có chỗ ghi hơn {limit} dấu kết hợp liền nhau",
        remedy_en="Type the text again: no language writes so.",
        remedy_vi="Hãy gõ lại nội dung: không ngôn ngữ nào viết như vậy.",
    ),
    "TEXT_NOT_NFC": Text(
        en="“{text}” is not in Unicode form NFC",
        vi="“{text}” không ở dạng Unicode dựng sẵn (NFC)",
        remedy_en="Convert the text to precomposed Unicode.",
        remedy_vi="Hãy chuyển văn bản sang Unicode dựng sẵn.",
    ),
    "CODE_LENGTH": Text(
        en="a code has 32 characters, this has {length}",
        vi="mã tra cứu có 32 ký tự, mã này có {length}",
        remedy_en="Compare it with the print, group by group.",
        remedy_vi="Hãy so lại với bản in theo từng nhóm bốn ký tự.",
    ),
    "CODE_CHARACTER": Text(
        en="the character “{char}” cannot stand in a code",
        vi="ký tự “{char}” không có trong mã tra cứu",
        remedy_en="Codes use digits and letters without U; O is read as 0, I and L as 1.",
        remedy_vi="Mã chỉ gồm chữ số và chữ cái không có U; O đọc là 0, I và L đọc là 1.",
    ),
    "CODE_MISTYPED": Text(
        en="the code's check characters do not fit: it was mistyped",
        vi="ký tự kiểm tra không khớp: mã tra cứu bị gõ sai",
        remedy_en="Compare it with the print, group by group.",
        remedy_vi="Hãy so lại với bản in theo từng nhóm bốn ký tự.",
    ),
    "SUMMARY_FORMAT": Text(
        en="this is not a summary: {reason}",
        vi="đây không phải là bản tóm tắt (chi tiết kỹ thuật: {reason})",
    ),
    "SIGNED_SUMMARY_FORMAT": Text(
        en="this is not a signed summary: {reason}",
        vi="đây không phải là bản tóm tắt đã ký (chi tiết kỹ thuật: {reason})",
    ),
    "JSON_FORMAT": Text(
        en="not acceptable JSON: {reason}",
        vi="JSON không hợp lệ (chi tiết kỹ thuật: {reason})",
    ),
    "JWK_FORMAT": Text(
        en="not a public P-256 key: {reason}",
        vi="không phải khóa công khai P-256 (chi tiết kỹ thuật: {reason})",
    ),
    "CREDENTIAL_FORMAT": Text(
        en="this is not a credential of this registry: {reason}",
        vi="đây không phải là chứng chỉ số của sổ đăng ký này (chi tiết kỹ thuật: {reason})",
    ),
    "BUNDLE_FORMAT": Text(
        en="this is not a proof bundle: {reason}",
        vi="đây không phải là gói bằng chứng (chi tiết kỹ thuật: {reason})",
        remedy_en="Download the bundle again; it may be truncated.",
        remedy_vi="Hãy tải lại gói bằng chứng; tệp có thể bị cắt cụt.",
    ),
    "QR_FORMAT": Text(
        en="this QR code does not belong to this system: {reason}",
        vi="mã QR này không thuộc hệ thống (chi tiết kỹ thuật: {reason})",
        remedy_en="Scan again or type the certificate number.",
        remedy_vi="Quét lại hoặc nhập số giấy chứng nhận.",
    ),
    "MERKLE_EMPTY": Text(en="a batch needs at least one leaf", vi="lô cần ít nhất một lá"),
    "MERKLE_TOO_LARGE": Text(
        en="a batch has at most {limit} leaves, this one {size}",
        vi="một lô có tối đa {limit} lá, lô này có {size}",
        remedy_en="Split it into several batches.",
        remedy_vi="Hãy chia thành nhiều lô.",
    ),
    "MERKLE_DUPLICATE": Text(
        en="leaf {leaf} stands twice in the batch",
        vi="lá {leaf} xuất hiện hai lần trong lô",
    ),
    "MERKLE_INDEX": Text(
        en="there is no leaf {index} in a batch of {size}",
        vi="không có lá {index} trong lô {size} lá",
    ),
    "GRANTS_ORDER": Text(
        en="a batch lists 1 to 8 grants in strictly ascending order",
        vi="một lô ghi từ 1 đến 8 quyền được cấp theo thứ tự tăng dần",
    ),
    "RECORD_FORMAT": Text(
        en="the contract's storage holds no readable {record}: {reason}",
        vi="bộ nhớ hợp đồng không có {record} đọc được (chi tiết kỹ thuật: {reason})",
    ),
    "PUBLIC_URL": Text(
        en="{url} cannot be printed in a QR code: it must be http(s)://HOST with at most {limit} characters of host",
        vi="không in được {url} vào mã QR: phải có dạng http(s)://MÁY-CHỦ, tên máy chủ tối đa {limit} ký tự",
        remedy_en="Set ANTIN_PUBLIC_URL to the address that verifiers will open.",
        remedy_vi="Hãy đặt ANTIN_PUBLIC_URL là địa chỉ mà người tra cứu sẽ mở.",
    ),
}
