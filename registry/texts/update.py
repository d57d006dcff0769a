# SPDX-License-Identifier: Apache-2.0
"""Texts of the codes of signed trust lists: keys, drafts, publishing, taking in."""

from registry.texts.model import Text

_RETAKE_EN = "Take the folder again from the authority; if it happens again, tell the authority."
_RETAKE_VI = "Hãy lấy lại thư mục từ cơ quan quản lý; nếu vẫn vậy, hãy báo cho cơ quan quản lý."

TEXTS: dict[str, Text] = {
    "TRUST_PIN_FORM": Text(
        en="this is not a fingerprint as the authority's decision prints it ({reason})",
        vi="đây không phải dấu vân tay như in trong quyết định (chi tiết kỹ thuật: {reason})",
        remedy_en="Type the 28 letters and digits again, in seven groups of four.",
        remedy_vi="Hãy nhập lại 28 chữ và số, bảy nhóm bốn ký tự.",
    ),
    "TRUST_PIN_MISSING": Text(
        en="the first update needs the fingerprint that the authority's decision prints",
        vi="lần cập nhật đầu cần dấu vân tay in trong quyết định của cơ quan quản lý",
        remedy_en="Give it with --pin.",
        remedy_vi="Hãy nhập bằng --pin.",
    ),
    "TRUST_PIN_OTHER": Text(
        en="this place already follows another fingerprint",
        vi="nơi này đang dùng một dấu vân tay khác",
        remedy_en="Leave --pin out to go on; to start over, remove the folder on purpose.",
        remedy_vi="Bỏ --pin để tiếp tục; nếu muốn làm lại từ đầu, hãy chủ động xóa thư mục đó.",
    ),
    "TRUST_PIN_UNKNOWN": Text(
        en="no root published there has this fingerprint",
        vi="không có tệp gốc nào ở đó khớp với dấu vân tay này",
        remedy_en="Check the fingerprint against the printed decision; do not accept another one.",
        remedy_vi="Hãy đối chiếu dấu vân tay với quyết định đã in; đừng chấp nhận dấu vân tay khác.",
    ),
    "TRUST_SOURCE_MISSING": Text(
        en="nothing says where to take the trust list from",
        vi="chưa rõ lấy danh sách tin cậy từ đâu",
        remedy_en="Give an https address or a folder with --from.",
        remedy_vi="Hãy nhập địa chỉ https hoặc thư mục bằng --from.",
    ),
    "TRUST_SOURCE_ADDRESS": Text(
        en="neither a folder nor an https address",
        vi="không phải thư mục, cũng không phải địa chỉ https",
        remedy_en="Give an https address, or a folder that is there.",
        remedy_vi="Hãy nhập địa chỉ https hoặc một thư mục có thật.",
    ),
    "TRUST_SOURCE_UNREACHABLE": Text(
        en="the trust list could not be fetched: {reason}",
        vi="không tải được danh sách tin cậy (chi tiết kỹ thuật: {reason})",
        remedy_en="Try again later; the list taken in before stays in use until it ends.",
        remedy_vi="Hãy thử lại sau; danh sách đã nhận vẫn được dùng cho đến khi hết hạn.",
    ),
    "TRUST_METADATA_EXPIRED": Text(
        en="what is published there has ended: {reason}",
        vi="nội dung công bố ở đó đã hết hạn (chi tiết kỹ thuật: {reason})",
        remedy_en="Somebody may be holding newer lists back: take it from another place, and check this clock.",
        remedy_vi="Có thể danh sách mới bị giữ lại: hãy lấy từ nơi khác và kiểm tra đồng hồ của máy.",
    ),
    "TRUST_ROLLBACK": Text(
        en="older than what is already held: {reason}",
        vi="cũ hơn danh sách đã có (chi tiết kỹ thuật: {reason})",
        remedy_en=_RETAKE_EN,
        remedy_vi=_RETAKE_VI,
    ),
    "TRUST_UNSIGNED": Text(
        en="not signed by as many of the pinned keys as must: {reason}",
        vi="chưa đủ chữ ký của các khóa đã ghim (chi tiết kỹ thuật: {reason})",
        remedy_en=_RETAKE_EN,
        remedy_vi=_RETAKE_VI,
    ),
    "TRUST_MISMATCH": Text(
        en="files do not belong together: {reason}",
        vi="các tệp không khớp nhau (chi tiết kỹ thuật: {reason})",
        remedy_en=_RETAKE_EN,
        remedy_vi=_RETAKE_VI,
    ),
    "TRUST_OVERSIZE": Text(
        en="a file is larger than announced or allowed",
        vi="có tệp lớn hơn mức công bố hoặc cho phép",
        remedy_en=_RETAKE_EN,
        remedy_vi=_RETAKE_VI,
    ),
    "TRUST_METADATA_WRONG": Text(
        en="the signed files are not in order: {reason}",
        vi="các tệp đã ký không đúng (chi tiết kỹ thuật: {reason})",
        remedy_en=_RETAKE_EN,
        remedy_vi=_RETAKE_VI,
    ),
    "TRUST_METADATA_FORMAT": Text(
        en="not metadata of a signed trust list ({reason})",
        vi="không phải tệp mô tả của danh sách tin cậy đã ký (chi tiết kỹ thuật: {reason})",
        remedy_en=_RETAKE_EN,
        remedy_vi=_RETAKE_VI,
    ),
    "TRUST_SIGNATURE_WRONG": Text(
        en="the signature of key {key} is not good, or that key has no part in this file",
        vi="chữ ký của khóa {key} không đúng, hoặc khóa đó không được ký tệp này",
        remedy_en=_RETAKE_EN,
        remedy_vi=_RETAKE_VI,
    ),
    "TRUST_SIGNATURES_MISSING": Text(
        en="signed by {found} holder(s), needed: {needed}",
        vi="mới có {found} người ký, cần: {needed}",
        remedy_en="Send the draft to more holders (antin trust sign). A new root needs the old holders and the new.",
        remedy_vi="Hãy chuyển dự thảo cho người giữ khóa khác (antin trust sign). Gốc mới cần cả người cũ và mới.",
    ),
    "TRUST_ROOT_ORDER": Text(
        en="root {version} does not follow root {before}",
        vi="gốc {version} không nối tiếp gốc {before}",
        remedy_en=_RETAKE_EN,
        remedy_vi=_RETAKE_VI,
    ),
    "TRUST_TARGET_DIFFERS": Text(
        en="the file is not the one that was signed",
        vi="tệp không phải tệp đã được ký",
        remedy_en="Use the files as drafted; draft anew after a change.",
        remedy_vi="Hãy dùng đúng tệp của dự thảo; nếu có thay đổi thì lập dự thảo mới.",
    ),
    "TRUST_TARGET_NAME": Text(
        en="not a name for a network profile",
        vi="không dùng được làm tên hồ sơ mạng",
        remedy_en="Use up to 64 lower-case letters, digits, dots and dashes, ending in .json.",
        remedy_vi="Dùng chữ thường, số, dấu chấm, gạch nối, tối đa 64 ký tự, kết thúc bằng .json.",
    ),
    "TRUST_LAPSED": Text(
        en="the root or the list has ended on {expired}",
        vi="tệp gốc hoặc danh sách đã hết hạn ngày {expired}",
        remedy_en="Have the holders sign a new one (antin trust root, antin trust draft).",
        remedy_vi="Hãy đề nghị những người giữ khóa ký bản mới (antin trust root, antin trust draft).",
    ),
    "TRUST_NOTHING_TO_PUBLISH": Text(
        en="there is no root or no list to publish yet",
        vi="chưa có tệp gốc hoặc danh sách để công bố",
        remedy_en="Draft both first: antin trust init, antin trust draft.",
        remedy_vi="Hãy lập dự thảo trước: antin trust init, antin trust draft.",
    ),
    "TRUST_DRAFT_MISSING": Text(
        en="there is no such draft",
        vi="không có dự thảo này",
        remedy_en="Draft it first: antin trust init, antin trust root or antin trust draft.",
        remedy_vi="Hãy lập dự thảo trước: antin trust init, antin trust root hoặc antin trust draft.",
    ),
    "TRUST_DRAFT_OTHER": Text(
        en="a signed copy of something else than the draft",
        vi="bản đã ký không phải bản sao của dự thảo",
        remedy_en="Sign a copy of the present draft.",
        remedy_vi="Hãy ký bản sao của dự thảo hiện có.",
    ),
    "TRUST_OFFICE_EXISTS": Text(
        en="this folder has a root already",
        vi="thư mục này đã có tệp gốc",
        remedy_en="Use another folder, or replace keys with antin trust root.",
        remedy_vi="Hãy dùng thư mục khác, hoặc thay khóa bằng antin trust root.",
    ),
    "TRUST_LIBRARY_MISSING": Text(
        en="the library for signed trust lists is not installed",
        vi="chưa cài thư viện cho danh sách tin cậy có chữ ký",
        remedy_en="Install Antin with the extra: pip install 'antin[update]'.",
        remedy_vi="Hãy cài Antin kèm phần mở rộng: pip install 'antin[update]'.",
    ),
    "TRUST_HOLDERS": Text(
        en="holders are named either by --root-key or by --root-keys",
        vi="nêu người giữ khóa bằng --root-key hoặc bằng --root-keys, không dùng cả hai",
        remedy_en="Give each holder's FILE.pub.json with --root-key, or have N keys made with --root-keys N.",
        remedy_vi="Đưa tệp .pub.json của từng người bằng --root-key, hoặc tạo N khóa bằng --root-keys N.",
    ),
    "PASSWORD_DIFFERS": Text(
        en="the two passwords differ",
        vi="hai lần nhập mật khẩu không giống nhau",
        remedy_en="Type it again.",
        remedy_vi="Hãy nhập lại.",
    ),
    "TRUST_KEY_FORM": Text(
        en="key {key} is not an ECDSA key over P-256 as antin trust key writes it",
        vi="khóa {key} không phải khóa ECDSA P-256 do antin trust key tạo",
        remedy_en="Make one with antin trust key.",
        remedy_vi="Hãy tạo khóa bằng antin trust key.",
    ),
    "TRUST_KEY_TWICE": Text(
        en="key {key} is named twice, or is an offline key and the online key at once",
        vi="khóa {key} bị nêu hai lần, hoặc vừa là khóa ngoại tuyến vừa là khóa trực tuyến",
        remedy_en="Every holder has a key of his own; the online key is none of theirs.",
        remedy_vi="Mỗi người giữ một khóa riêng; khóa trực tuyến không phải khóa của ai trong số họ.",
    ),
    "TRUST_KEY_NOT_HOLDER": Text(
        en="key {key} does not sign for {role}",
        vi="khóa {key} không có quyền ký {role}",
        remedy_en="Use a key that the root names for it.",
        remedy_vi="Hãy dùng khóa mà tệp gốc chỉ định.",
    ),
    "TRUST_THRESHOLD": Text(
        en="{threshold} of {keys} keys must sign: that cannot be (1 to {limit} keys)",
        vi="{threshold} trên {keys} khóa phải ký: không hợp lệ (1 đến {limit} khóa)",
        remedy_en="Ask for at least one and at most all of them.",
        remedy_vi="Hãy chọn ít nhất một và nhiều nhất là tất cả.",
    ),
    "TRUST_STATE_DAMAGED": Text(
        en="the trust list taken in on this machine is damaged",
        vi="danh sách tin cậy đã nhận trên máy này bị hỏng",
        remedy_en="Remove the folder and take the list in again with the printed fingerprint.",
        remedy_vi="Hãy xóa thư mục và nhận lại danh sách với dấu vân tay đã in.",
    ),
}
