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
}
