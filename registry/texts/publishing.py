# SPDX-License-Identifier: Apache-2.0
"""Texts of what the registry publishes: file statements, status lists, DID documents, share links."""

from registry.texts.model import Text

TEXTS: dict[str, Text] = {
    # File statements
    "FILE_EMPTY": Text(
        en="the file is empty",
        vi="tệp rỗng",
        remedy_en="Give the finished file.",
        remedy_vi="Hãy đưa tệp đã hoàn thành.",
    ),
    "LANGUAGE_TAG": Text(
        en="“{language}” is not a language tag (BCP 47)",
        vi="“{language}” không phải là mã ngôn ngữ (BCP 47)",
        remedy_en="Write vi, en or en-GB, or leave it out.",
        remedy_vi="Hãy ghi vi, en hoặc en-GB, hoặc bỏ trống.",
    ),
    "FILE_OTHER_CONTRACT": Text(
        en="certificate {code} was anchored in another contract; its bundle cannot carry a file from this one",
        vi="giấy {code} được neo ở hợp đồng khác; gói bằng chứng của nó không mang được tệp neo ở đây",
        remedy_en="Issue a new revision here, and attach the file to it.",
        remedy_vi="Hãy cấp lần sửa đổi mới ở đây rồi gắn tệp vào đó.",
    ),
    "FILE_OTHER_KEY": Text(
        en="the certificate was signed with another key of {body} ({key}), and a bundle carries one key",
        vi="giấy được ký bằng khóa khác của {body} ({key}), mà mỗi gói bằng chứng chỉ mang một khóa",
        remedy_en="Attach with that key while it is good, or issue a new revision with today's key.",
        remedy_vi="Hãy gắn bằng khóa đó khi nó còn hiệu lực, hoặc cấp lần sửa đổi mới bằng khóa hiện nay.",
    ),
    "FILE_NO_GRANT": Text(
        en="none of the certificate's grants ({grants}) is active, so nothing can be anchored under them",
        vi="không quyền nào của giấy ({grants}) còn hiệu lực nên không neo được",
        remedy_en="Ask the authority to restore one of them.",
        remedy_vi="Hãy đề nghị cơ quan quản lý khôi phục một quyền.",
    ),
    "FILE_TAKEN_BACK": Text(
        en="the statement about file {sha256} was withdrawn or suspended; it binds the file no longer",
        vi="xác nhận về tệp {sha256} đã bị thu hồi hoặc đình chỉ; tệp không còn được gắn",
        remedy_en="Produce the file anew and attach that one: other bytes, another statement.",
        remedy_vi="Hãy tạo lại tệp rồi gắn tệp mới: nội dung khác, xác nhận khác.",
    ),
    "FILE_STATEMENTS_FULL": Text(
        en="a certificate has at most {limit} attached files",
        vi="mỗi giấy gắn tối đa {limit} tệp",
        remedy_en="Join the files into one, or attach them to a new revision.",
        remedy_vi="Hãy gộp các tệp, hoặc gắn vào lần sửa đổi mới.",
    ),
    "FILE_NOT_ATTACHED": Text(
        en="this file is not attached to certificate {code}",
        vi="tệp này không được gắn với giấy {code}",
        remedy_en="Give the exact file that was attached, and its certificate's code.",
        remedy_vi="Hãy đưa đúng tệp đã gắn và mã tra cứu của giấy.",
    ),
    "STATEMENT_WITHOUT_BATCH": Text(
        en="file statement {leaf} stands in no batch",
        vi="xác nhận tệp {leaf} không thuộc lô nào",
        remedy_en="This is a defect or a damaged store: keep a copy of the store and report it.",
        remedy_vi="Đây là lỗi hoặc dữ liệu hỏng: hãy giữ bản sao cơ sở dữ liệu và báo lại.",
    ),
    "EVERY_STATEMENT": Text(
        en="a file statement does not follow from its signed bytes, or stands in no batch of its body",
        vi="xác nhận tệp không khớp nội dung đã ký, hoặc không thuộc lô nào của tổ chức",
        remedy_en="Compare with the last backup and with the chain before anything else is issued.",
        remedy_vi="Hãy đối chiếu với bản sao lưu gần nhất và với chuỗi khối trước khi cấp tiếp.",
    ),
    # Status lists and DID documents
    "STATUS_LIST_FORMAT": Text(
        en="not a bitstring status list: {reason}",
        vi="không phải danh sách trạng thái dạng bit (chi tiết kỹ thuật: {reason})",
        remedy_en="Fetch it again from the address that the credential names.",
        remedy_vi="Hãy tải lại từ địa chỉ ghi trong chứng chỉ số.",
    ),
    "STATUS_LIST_INDEX": Text(
        en="index {index} lies outside the list of {size} entries",
        vi="vị trí {index} nằm ngoài danh sách {size} mục",
        remedy_en="Compare statusListIndex with the list that the credential names.",
        remedy_vi="Hãy đối chiếu statusListIndex với danh sách ghi trong chứng chỉ số.",
    ),
    "STATUS_LIST_UNKNOWN": Text(
        en="this registry publishes no such status list",
        vi="sổ đăng ký này không công bố danh sách trạng thái đó",
        remedy_en="Use the address in the credential's credentialStatus.",
        remedy_vi="Hãy dùng địa chỉ trong credentialStatus của chứng chỉ số.",
    ),
    "STATUS_LIST_STALE": Text(
        en="the chain has not moved since block {block}, so nothing can be said about now",
        vi="chuỗi khối đứng yên từ khối {block} nên chưa thể trả lời cho lúc này",
        remedy_en="Try again later; the operator is to look at the validators.",
        remedy_vi="Hãy thử lại sau; đơn vị vận hành cần kiểm tra các nút xác nhận.",
    ),
    "STATUS_LIST_CONTRACT": Text(
        en="there is no registry contract of this network at {contract}",
        vi="ở {contract} không có hợp đồng sổ đăng ký của mạng này",
        remedy_en="Compare node and trust list (antin network show).",
        remedy_vi="Hãy đối chiếu nút và danh sách tin cậy (antin network show).",
    ),
    "STATUS_LIST_SUCCESSOR": Text(
        en="contract {contract} handed over to one that the trust list does not pin",
        vi="hợp đồng {contract} đã chuyển giao cho hợp đồng không có trong danh sách tin cậy",
        remedy_en="Bring the trust list up to date.",
        remedy_vi="Hãy cập nhật danh sách tin cậy.",
    ),
    "STATUS_LIST_NOT_ANCHORED": Text(
        en="the store calls leaf {leaf} final, but the chain does not hold its batch",
        vi="cơ sở dữ liệu coi lá {leaf} là đã neo, nhưng chuỗi khối không có lô của nó",
        remedy_en="Compare store and chain before anything else is issued.",
        remedy_vi="Hãy đối chiếu cơ sở dữ liệu với chuỗi khối trước khi cấp tiếp.",
    ),
    "DID_UNKNOWN": Text(
        en="this registry publishes no DID document of such a body",
        vi="sổ đăng ký này không công bố tài liệu DID của tổ chức đó",
        remedy_en="Compare the body's code with the print.",
        remedy_vi="Hãy so lại mã tổ chức với bản in.",
    ),
    "REGISTRY_KEY_MISSING": Text(
        en="this registry has no key of its own to sign status lists with",
        vi="sổ đăng ký chưa có khóa riêng để ký danh sách trạng thái",
        remedy_en="The operator makes one with: antin key create --role registry, and restarts the service.",
        remedy_vi="Đơn vị vận hành tạo bằng: antin key create --role registry rồi khởi động lại dịch vụ.",
    ),
    # Share links
    "SHARE_UNKNOWN": Text(
        en="this link opens no file: it is mistyped, used up, has ended or was revoked",
        vi="đường dẫn này không mở được tệp: gõ sai, hết lượt, hết hạn hoặc đã bị hủy",
        remedy_en="Ask whoever sent it for a new one.",
        remedy_vi="Hãy hỏi người gửi để lấy đường dẫn mới.",
    ),
    "SHARE_LIMITS": Text(
        en="a link lasts 1 to {days} days and 1 to {uses} downloads",
        vi="mỗi đường dẫn có hạn từ 1 đến {days} ngày và từ 1 đến {uses} lần tải",
        remedy_en="Choose --days and --uses within these bounds.",
        remedy_vi="Hãy chọn --days và --uses trong giới hạn này.",
    ),
    "SHARE_DIGEST": Text(
        en="“{text}” is not a SHA-256 in 64 hexadecimal digits",
        vi="“{text}” không phải mã SHA-256 gồm 64 chữ số thập lục phân",
        remedy_en="Copy it from the message that lists the files.",
        remedy_vi="Hãy chép từ thông báo liệt kê các tệp.",
    ),
    "SHARE_NO_FILE": Text(
        en="no such file of certificate {code} is kept here",
        vi="ở đây không lưu tệp như vậy của giấy {code}",
        remedy_en="A DCC is kept when it is issued; keep another file with: antin attach CODE FILE --keep",
        remedy_vi="Tệp DCC được lưu khi cấp; lưu tệp khác bằng: antin attach CODE FILE --keep",
    ),
    "SHARE_WHICH_FILE": Text(
        en="the certificate has several kept files: {files}",
        vi="giấy có nhiều tệp được lưu: {files}",
        remedy_en="Name one with --file.",
        remedy_vi="Hãy chọn một tệp bằng --file.",
    ),
    "SHARE_NOT_HERE": Text(
        en="there is no link number {share}",
        vi="không có đường dẫn số {share}",
        remedy_en="See: antin share list",
        remedy_vi="Xem: antin share list",
    ),
}
