# SPDX-License-Identifier: Apache-2.0
"""Texts of the codes that the command, its settings and its wiring raise."""

from registry.texts.model import Text

TEXTS: dict[str, Text] = {
    "SETTING_WRONG": Text(
        en="{name} is not usable: {reason}",
        vi="{name} không dùng được (chi tiết kỹ thuật: {reason})",
        remedy_en="Correct the variable; docs/howto/run-a-registry.md lists all of them.",
        remedy_vi="Hãy sửa biến này; xem docs/howto/run-a-registry.md.",
    ),
    "LANGUAGE_UNKNOWN": Text(
        en="{lang} is not a language of this command",
        vi="không có ngôn ngữ {lang}",
        remedy_en="Use --lang vi or --lang en.",
        remedy_vi="Hãy dùng --lang vi hoặc --lang en.",
    ),
    "FOLDER_MISSING": Text(
        en="there is no such folder",
        vi="không có thư mục này",
        remedy_en="Check the path.",
        remedy_vi="Hãy kiểm tra đường dẫn.",
    ),
    "FILE_UNREADABLE": Text(
        en="the file cannot be read: {reason}",
        vi="không đọc được tệp (chi tiết kỹ thuật: {reason})",
        remedy_en="Check the path and the permissions.",
        remedy_vi="Hãy kiểm tra đường dẫn và quyền đọc.",
    ),
    "FILE_TOO_LARGE": Text(
        en="the file is larger than {limit} bytes",
        vi="tệp lớn hơn {limit} byte",
        remedy_en="Split it.",
        remedy_vi="Hãy chia nhỏ tệp.",
    ),
    "FILE_EXISTS": Text(
        en="the file exists already",
        vi="tệp đã tồn tại",
        remedy_en="Give another name, or --force to replace it.",
        remedy_vi="Hãy dùng tên khác, hoặc --force để ghi đè.",
    ),
    "FILE_UNWRITABLE": Text(
        en="the file cannot be written: {reason}",
        vi="không ghi được tệp (chi tiết kỹ thuật: {reason})",
        remedy_en="Check the path, the permissions and the free space.",
        remedy_vi="Hãy kiểm tra đường dẫn, quyền ghi và dung lượng trống.",
    ),
    "FILE_KIND_UNKNOWN": Text(
        en="this file is neither a roster (XLSX, CSV, JSON) nor a PTB DCC (XML); it looks like: {kind}",
        vi="tệp này không phải danh sách (XLSX, CSV, JSON) cũng không phải PTB DCC (XML); giống: {kind}",
        remedy_en="antin template hop-quy FILE.xlsx writes an example.",
        remedy_vi="antin template hop-quy TỆP.xlsx ghi một tệp mẫu.",
    ),
    "OPTION_DATE": Text(
        en="“{text}” is not a date",
        vi="“{text}” không phải ngày tháng",
        remedy_en="Write dd/MM/yyyy, yyyy-MM-dd, or an instant with its zone such as 2026-11-22T10:00:00+07:00.",
        remedy_vi="Hãy viết dd/MM/yyyy, yyyy-MM-dd, hoặc thời điểm có múi giờ như 2026-11-22T10:00:00+07:00.",
    ),
    "TEMPLATE_UNKNOWN": Text(
        en="there is no template {kind}",
        vi="không có mẫu {kind}",
        remedy_en="Use hop-quy or hop-chuan.",
        remedy_vi="Hãy dùng hop-quy hoặc hop-chuan.",
    ),
    "TRUST_LIST_MISSING": Text(
        en="there is no trust list at {path}",
        vi="không có danh sách tin cậy tại {path}",
        remedy_en=(
            "Who only verifies takes in the authority's list: antin trust update --from ADDRESS --pin FINGERPRINT. "
            "Else give --trust-list FILE, set ANTIN_TRUST_LIST, or run antin network deploy."
        ),
        remedy_vi=(
            "Nếu chỉ kiểm tra, hãy lấy danh sách của cơ quan quản lý: antin trust update --from ĐỊA_CHỈ --pin "
            "DẤU_VÂN_TAY. Nếu không, dùng --trust-list TỆP, đặt ANTIN_TRUST_LIST, hoặc chạy antin network deploy."
        ),
    ),
    "NETWORK_NOT_CHOSEN": Text(
        en="the trust list has several networks: {names}",
        vi="danh sách tin cậy có nhiều mạng: {names}",
        remedy_en="Set ANTIN_NETWORK to one of them.",
        remedy_vi="Hãy đặt ANTIN_NETWORK là một trong số đó.",
    ),
    "ENDPOINT_MISSING": Text(
        en="no JSON-RPC endpoint is known for the network {network}",
        vi="không có điểm truy cập JSON-RPC cho mạng {network}",
        remedy_en="Set ANTIN_RPC_URLS.",
        remedy_vi="Hãy đặt ANTIN_RPC_URLS.",
    ),
    "PUBLIC_URL_MISSING": Text(
        en="ANTIN_PUBLIC_URL is not set: QR codes would carry an address for ever that nobody chose",
        vi="chưa đặt ANTIN_PUBLIC_URL: mã QR sẽ in mãi một địa chỉ mà không ai chọn",
        remedy_en="Set it to the address of the verify page, such as https://antin.example.vn.",
        remedy_vi="Hãy đặt là địa chỉ trang tra cứu, ví dụ https://antin.example.vn.",
    ),
    "PASSWORD_FILE": Text(
        en="the password file {path} cannot be used: {reason}",
        vi="không dùng được tệp mật khẩu {path} (chi tiết kỹ thuật: {reason})",
        remedy_en="ANTIN_KEY_PASSWORD_FILE names a file that only you can read (mode 0600), with one line.",
        remedy_vi="ANTIN_KEY_PASSWORD_FILE là tệp chỉ bạn đọc được (quyền 0600), gồm một dòng.",
    ),
    "PASSWORD_MISSING": Text(
        en="the keys need a password, and there is no terminal to ask for it",
        vi="cần mật khẩu cho khóa, nhưng không có cửa sổ lệnh để hỏi",
        remedy_en="Set ANTIN_KEY_PASSWORD_FILE.",
        remedy_vi="Hãy đặt ANTIN_KEY_PASSWORD_FILE.",
    ),
    "SOURCE_UNREACHABLE": Text(
        en="the registry service {url} does not answer: {reason}",
        vi="dịch vụ sổ đăng ký {url} không trả lời (chi tiết kỹ thuật: {reason})",
        remedy_en="Try again later, or verify the bundle file itself.",
        remedy_vi="Hãy thử lại sau, hoặc kiểm tra trực tiếp tệp gói bằng chứng.",
    ),
    "BUNDLE_NOT_FOUND": Text(
        en="this registry has no bundle for the code {code}",
        vi="sổ đăng ký này không có gói bằng chứng cho mã {code}",
        remedy_en="Check the code; a batch that is not anchored yet has no bundle.",
        remedy_vi="Hãy kiểm tra mã; lô chưa được neo thì chưa có gói bằng chứng.",
    ),
    "PORT_TAKEN": Text(
        en="port {port} is in use",
        vi="cổng {port} đang được dùng",
        remedy_en="Choose another with {option}.",
        remedy_vi="Hãy chọn cổng khác bằng {option}.",
    ),
    "THING_MISSING": Text(
        en="“{thing}” is neither a file nor a code, address or number",
        vi="“{thing}” không phải tệp, mã tra cứu, địa chỉ hay số giấy",
        remedy_en="Check the path; a number needs --body CODE.",
        remedy_vi="Hãy kiểm tra đường dẫn; tra theo số cần --body MÃ.",
    ),
    "DEPLOYED_ALREADY": Text(
        en="this data folder belongs to a deployed contract already",
        vi="thư mục dữ liệu này đã thuộc về một hợp đồng được triển khai",
        remedy_en="Use another folder: --home DIR or ANTIN_HOME.",
        remedy_vi="Hãy dùng thư mục khác: --home DIR hoặc ANTIN_HOME.",
    ),
    "CONFIRMATION_MISSING": Text(
        en="a change is recorded for ever, and nobody is here to be asked",
        vi="thay đổi được ghi vĩnh viễn, mà không có ai để hỏi lại",
        remedy_en="Add --yes.",
        remedy_vi="Hãy thêm --yes.",
    ),
    "STATUS_UNKNOWN": Text(
        en="{value} is not a status or reason",
        vi="{value} không phải trạng thái hay lý do",
        remedy_en="States: active, suspended, superseded, withdrawn; reasons: 1 to 16 and 99.",
        remedy_vi="Trạng thái: active, suspended, superseded, withdrawn; lý do: 1 đến 16 và 99.",
    ),
    "BATCH_OPTION": Text(
        en="{batch} is no batch id, or other certificates are named beside it",
        vi="{batch} không phải mã lô, hoặc còn nêu giấy khác bên cạnh",
        remedy_en="Give --batch alone, with the id of 64 hexadecimal digits.",
        remedy_vi="Hãy chỉ dùng --batch với mã lô gồm 64 chữ số thập lục phân.",
    ),
    "SURVEILLANCE_DECISION": Text(
        en="{decision} is no decision after a surveillance",
        vi="{decision} không phải kết luận sau giám sát",
        remedy_en="Use continued or with_conditions; what did not pass is suspended: antin status set.",
        remedy_vi="Hãy dùng continued hoặc with_conditions; nếu không đạt hãy đình chỉ: antin status set.",
    ),
    "ORDER_ACTION": Text(
        en="{action} is nothing that an order can do",
        vi="quyết định không thể {action}",
        remedy_en="Use review, suspend or withdraw.",
        remedy_vi="Hãy dùng review, suspend hoặc withdraw.",
    ),
    "BODY_NOT_ON_CHAIN": Text(
        en="the contract knows no body {body}",
        vi="hợp đồng chưa có tổ chức {body}",
        remedy_en="Check the code; the authority registers bodies with antin body register.",
        remedy_vi="Hãy kiểm tra mã; cơ quan quản lý đăng ký bằng antin body register.",
    ),
    "BASIS_OPTION": Text(
        en="{basis} is not a basis of a grant",
        vi="{basis} không phải căn cứ cấp quyền",
        remedy_en="Use registration, accreditation, designation or recognition.",
        remedy_vi="Hãy dùng registration, accreditation, designation hoặc recognition.",
    ),
    "KEY_ROLE": Text(
        en="a key of the role {role} cannot be made like this",
        vi="không tạo được khóa vai trò {role} như vậy",
        remedy_en="Roles credential and anchor need --body CODE, relayer and authority have none.",
        remedy_vi="Vai trò credential và anchor cần --body MÃ; relayer và authority thì không.",
    ),
    "KEY_ID": Text(
        en="{id} is neither a thumbprint nor an address in hexadecimal",
        vi="{id} không phải vân tay hay địa chỉ dạng thập lục phân",
        remedy_en="antin key list shows both.",
        remedy_vi="antin key list liệt kê cả hai.",
    ),
    "DEMO_STATE_DAMAGED": Text(
        en="the demo's state cannot be read",
        vi="không đọc được trạng thái của bản trình diễn",
        remedy_en="Start with --fresh: the old state is moved aside, not deleted.",
        remedy_vi="Hãy chạy với --fresh: trạng thái cũ được chuyển sang chỗ khác, không bị xóa.",
    ),
    "DEMO_CONTRACT_CHANGED": Text(
        en="the demo's state belongs to another contract: {reason}",
        vi="trạng thái trình diễn thuộc về hợp đồng khác (chi tiết kỹ thuật: {reason})",
        remedy_en="Start with --fresh: the old state is moved aside, not deleted.",
        remedy_vi="Hãy chạy với --fresh: trạng thái cũ được chuyển sang chỗ khác, không bị xóa.",
    ),
    "ROLE_ACCOUNT": Text(
        en="“{text}” is no account: 0x and 40 hexadecimal digits",
        vi="“{text}” không phải tài khoản: 0x và 40 chữ số hệ mười sáu",
    ),
    "ROLE_CHECKSUM": Text(
        en="{text} is mistyped: its capital letters do not fit (EIP-55)",
        vi="{text} bị gõ sai: chữ hoa không khớp (EIP-55)",
        remedy_en="Copy it again from where the account is shown.",
        remedy_vi="Hãy chép lại từ nơi hiển thị tài khoản.",
    ),
    "ROLE_SAME_ACCOUNT": Text(
        en="{account} is named for this role and by {other}",
        vi="{account} vừa được ghi ở đây vừa ở {other}",
        remedy_en="Name another account, or leave the option out: then the authority holds the role.",
        remedy_vi="Hãy ghi tài khoản khác, hoặc bỏ tùy chọn: khi đó cơ quan giữ vai trò này.",
    ),
    "ROLE_DELAY_FORMAT": Text(
        en="“{text}” is no time span",
        vi="“{text}” không phải khoảng thời gian",
        remedy_en="Give seconds, or a number with m, h or d, such as 48h.",
        remedy_vi="Hãy ghi số giây, hoặc số kèm m, h hay d, ví dụ 48h.",
    ),
    "ROLE_GUARDIAN_MISSING": Text(
        en="with a delay somebody must be able to cancel what waits",
        vi="khi có thời gian chờ phải có người được hủy việc đang chờ",
        remedy_en="Name the account of whoever watches: --guardian 0x…",
        remedy_vi="Hãy ghi tài khoản của người giám hộ: --guardian 0x…",
    ),
    "NO_LAN_ADDRESS": Text(
        en="this machine has no address that phones could reach",
        vi="máy này không có địa chỉ mạng mà điện thoại truy cập được",
        remedy_en="Connect it to a network, or start without --lan.",
        remedy_vi="Hãy nối mạng, hoặc chạy không có --lan.",
    ),
    "CERTIFICATE_UNDER_WAY": Text(  # as the page says it
        en="This certificate has been made out but is not yet recorded in the registry.",
        vi="Giấy này đã được lập nhưng chưa ghi xong vào sổ.",
        remedy_en="Try again in a few minutes.",
        remedy_vi="Hãy thử lại sau vài phút.",
    ),
    "SERVICE_SILENT": Text(
        en="the service does not answer: {command}",
        vi="dịch vụ không trả lời: {command}",
        remedy_en="What it says stands above; run the command by itself.",
        remedy_vi="Lý do ở các dòng trên; hãy chạy riêng lệnh này.",
    ),
}
