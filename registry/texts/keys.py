# SPDX-License-Identifier: Apache-2.0
"""Texts of the codes that the keys room raises."""

from registry.texts.key_places import TEXTS as PLACES
from registry.texts.model import Text

TEXTS: dict[str, Text] = {
    **PLACES,
    "KEY_MISSING": Text(
        en="there is no {role} key {body} in {folder}",
        vi="không có khóa {role} {body} trong {folder}",
        remedy_en="Create it with `antin key create`, and have the authority register it.",
        remedy_vi="Hãy tạo bằng `antin key create` và đề nghị cơ quan quản lý đăng ký.",
    ),
    "KEY_BODY_NAME": Text(
        en="“{body}” cannot be part of a key file's name",
        vi="“{body}” không dùng được trong tên tệp khóa",
        remedy_en="Use the body's code: letters, digits, dot, dash, underscore.",
        remedy_vi="Hãy dùng mã tổ chức: chữ không dấu, chữ số, dấu chấm, gạch nối, gạch dưới.",
    ),
    "KEY_FILE_MISSING": Text(
        en="the file cannot be read",
        vi="không đọc được tệp",
        remedy_en="Check the path and whose file it is.",
        remedy_vi="Hãy kiểm tra đường dẫn và chủ sở hữu tệp.",
    ),
    "KEY_FILE_EXISTS": Text(
        en="the key file is there already and is never overwritten",
        vi="tệp khóa đã có và không bao giờ bị ghi đè",
        remedy_en="Move it to a safe place first.",
        remedy_vi="Hãy chuyển tệp đến nơi an toàn trước.",
    ),
    "KEY_FILE_PERMISSIONS": Text(
        en="other users of this machine can read the file",
        vi="người dùng khác trên máy này đọc được tệp",
        remedy_en="Run `chmod 600` on it; if others may have read it, replace the key.",
        remedy_vi="Hãy chạy `chmod 600`; nếu người khác có thể đã đọc, hãy thay khóa.",
    ),
    "KEY_FILE_FORMAT": Text(
        en="this is not the key file that the keyring lists",
        vi="đây không phải tệp khóa có trong danh sách khóa",
        remedy_en="Restore the file from its backup.",
        remedy_vi="Hãy khôi phục tệp từ bản sao lưu.",
    ),
    "KEYRING_FORMAT": Text(
        en="the list of keys is damaged",
        vi="danh sách khóa bị hỏng",
        remedy_en="Restore keyring.json from its backup.",
        remedy_vi="Hãy khôi phục keyring.json từ bản sao lưu.",
    ),
    "KEY_PASSWORD_WRONG": Text(
        en="the password does not open the key file",
        vi="mật khẩu không mở được tệp khóa",
        remedy_en="Type it again, or check the password file.",
        remedy_vi="Hãy nhập lại, hoặc kiểm tra tệp mật khẩu.",
    ),
    "KEY_PASSWORD_EMPTY": Text(
        en="the password of the key files is empty",
        vi="mật khẩu của tệp khóa trống",
        remedy_en="Set ANTIN_KEY_PASSWORD_FILE to a file that holds it.",
        remedy_vi="Hãy đặt ANTIN_KEY_PASSWORD_FILE trỏ đến tệp chứa mật khẩu.",
    ),
    "DEMO_KEY_ON_REAL_NETWORK": Text(
        en="these keys are for demonstration, anyone may know them; a real network was meant",
        vi="đây là khóa dùng thử, ai cũng có thể biết; lệnh này dành cho mạng thật",
        remedy_en="Make real keys in another folder with `antin key create`; for a demo network add --demo.",
        remedy_vi="Hãy tạo khóa thật ở thư mục khác bằng `antin key create`; với mạng thử nghiệm thì thêm --demo.",
    ),
    "KEY_LISTED_ALREADY": Text(
        en="the keyring lists key {id} already",
        vi="danh sách khóa đã có khóa {id}",
        remedy_en="See `antin key list`; nothing needs to be done.",
        remedy_vi="Xem `antin key list`; không cần làm gì thêm.",
    ),
    "KEY_PURPOSE": Text(
        en="“{role}” is not a body's key that this can be done with",
        vi="không làm được việc này với khóa “{role}” của tổ chức",
        remedy_en="Use credential or anchor; only a credential key has an X.509 chain.",
        remedy_vi="Hãy dùng credential hoặc anchor; chỉ khóa ký chứng chỉ có chuỗi chứng thư.",
    ),
    "KEY_PLACE": Text(
        en="the options do not say where the key is",
        vi="các tùy chọn chưa cho biết khóa ở đâu",
        remedy_en="Token: --pkcs11, --token, --key-label or --key-id. Remote: --signer, --signer-token, --address.",
        remedy_vi="Thiết bị: --pkcs11, --token, --key-label hay --key-id. Từ xa: --signer, --signer-token, --address.",
    ),
    "KEY_REGISTER_WHAT": Text(
        en="give either --body or --proof",
        vi="hãy ghi --body hoặc --proof",
        remedy_en="--body CODE for keys of this keyring, --proof FILE for a body's file, which holds its chain.",
        remedy_vi="--body MÃ cho khóa trong kho này, --proof TỆP cho tệp của tổ chức, đã kèm chuỗi chứng thư.",
    ),
    "KEY_ROTATE_WHAT": Text(
        en="give either --overlap-days or --finish",
        vi="hãy ghi --overlap-days hoặc --finish",
        remedy_en="--overlap-days N makes the new key; --finish revokes the old one afterwards.",
        remedy_vi="--overlap-days N tạo khóa mới; --finish thu hồi khóa cũ sau đó.",
    ),
    "KEY_PROOF_TARGET": Text(
        en="the authority's key is not here, so the new key's proof must be sent to it",
        vi="kho này không có khóa của cơ quan quản lý, nên phải gửi tệp chứng minh của khóa mới",
        remedy_en="Name the file to write with --out.",
        remedy_vi="Hãy ghi tên tệp bằng --out.",
    ),
    "KEY_PROOF_FORMAT": Text(
        en="this is no proof of a key",
        vi="đây không phải tệp chứng minh khóa",
        remedy_en="Ask the body for the file that `antin key proof` wrote.",
        remedy_vi="Hãy xin tổ chức tệp do `antin key proof` ghi.",
    ),
    "KEY_PROOF_ELSEWHERE": Text(
        en="the proof is for network {network} or another contract of it",
        vi="tệp chứng minh dành cho mạng {network} hoặc hợp đồng khác",
        remedy_en="Ask the body to make one for this network.",
        remedy_vi="Hãy đề nghị tổ chức tạo lại cho mạng này.",
    ),
    "KEY_PROOF_WRONG": Text(
        en="key {key} did not sign this proof for {body}",
        vi="khóa {key} không ký tệp chứng minh này cho {body}",
        remedy_en="Do not register it; ask the body, by a way that you know, which key is its own.",
        remedy_vi="Không đăng ký; hãy hỏi tổ chức qua kênh tin cậy xem khóa nào là của họ.",
    ),
    "KEY_OVERLAP_RUNS": Text(
        en="the old key stays until {until}, as was chosen",
        vi="khóa cũ còn dùng đến {until} như đã chọn",
        remedy_en="Come back then; for a key that may be known to others see docs/howto/key-compromise.md.",
        remedy_vi="Hãy quay lại lúc đó; nếu khóa có thể đã lộ, xem docs/howto/key-compromise.md.",
    ),
    "KEY_STILL_NEEDED": Text(
        en="certificates of {body} are signed and not on chain yet; revoking now could void them",
        vi="còn giấy của {body} đã ký mà chưa ghi lên chuỗi; thu hồi khóa lúc này có thể làm chúng mất giá trị",
        remedy_en="Let `antin worker` finish, then try again.",
        remedy_vi="Hãy để `antin worker` chạy xong rồi thử lại.",
    ),
    "X5C_FORMAT": Text(
        en="this is no chain of certificates: {reason}",
        vi="đây không phải chuỗi chứng thư (chi tiết kỹ thuật: {reason})",
        remedy_en="Give PEM certificates, the key's own first, then its issuers.",
        remedy_vi="Hãy dùng tệp PEM, chứng thư của khóa trước, rồi đến các đơn vị cấp.",
    ),
    "X5C_ROOTS_MISSING": Text(
        en="no certificate authority is trusted yet for signers",
        vi="chưa có chứng thư gốc nào được tin cậy cho người ký",
        remedy_en="Put the licensed authority's root, as PEM, into the folder signer-roots of ANTIN_HOME.",
        remedy_vi="Hãy đặt chứng thư gốc (PEM) vào thư mục signer-roots trong ANTIN_HOME.",
    ),
    "X5C_KEY_DIFFERENT": Text(
        en="the first certificate is not of this credential key",
        vi="chứng thư đầu tiên không phải của khóa ký chứng chỉ này",
        remedy_en="Put the key's own certificate first; it must be on P-256.",
        remedy_vi="Hãy đặt chứng thư của chính khóa lên đầu; khóa phải dùng P-256.",
    ),
    "X5C_LEAF_IS_CA": Text(
        en="the certificate is one of an authority, not of a signer",
        vi="chứng thư này là của đơn vị chứng thực, không phải của người ký",
        remedy_en="Ask the authority for a signing certificate.",
        remedy_vi="Hãy đề nghị cấp chứng thư ký.",
    ),
    "X5C_USAGE": Text(
        en="the certificate does not allow signatures",
        vi="chứng thư không cho phép ký",
        remedy_en="Its key usage must have digitalSignature or nonRepudiation.",
        remedy_vi="Mục key usage phải có digitalSignature hoặc nonRepudiation.",
    ),
    "X5C_EXPIRED": Text(
        en="the certificate holds from {since} to {until} only",
        vi="chứng thư chỉ có giá trị từ {since} đến {until}",
        remedy_en="Have it renewed.",
        remedy_vi="Hãy gia hạn chứng thư.",
    ),
    "X5C_NOT_TRUSTED": Text(
        en="the chain does not lead to a trusted authority: {reason}",
        vi="chuỗi chứng thư không dẫn đến đơn vị chứng thực được tin cậy (chi tiết kỹ thuật: {reason})",
        remedy_en="Add the missing issuers to the file; only roots in signer-roots are trusted.",
        remedy_vi="Hãy thêm các chứng thư cấp trên còn thiếu; chỉ tin chứng thư gốc trong signer-roots.",
    ),
}
