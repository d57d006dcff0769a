# SPDX-License-Identifier: Apache-2.0
"""Texts of the codes that the store room raises."""

from registry.texts.model import Text

TEXTS: dict[str, Text] = {
    "STORE_URL": Text(
        en="the store's address is not understood",
        vi="không hiểu địa chỉ cơ sở dữ liệu",
        remedy_en="Use sqlite:///FILE or postgresql+psycopg://USER@HOST/DATABASE.",
        remedy_vi="Hãy dùng sqlite:///TỆP hoặc postgresql+psycopg://NGƯỜI-DÙNG@MÁY-CHỦ/CƠ-SỞ-DỮ-LIỆU.",
    ),
    "STORE_DRIVER": Text(
        en="the database driver {driver} is not installed",
        vi="chưa cài trình điều khiển cơ sở dữ liệu {driver}",
        remedy_en="Install it beside antin (pip install psycopg for PostgreSQL).",
        remedy_vi="Hãy cài thêm trình điều khiển (pip install psycopg cho PostgreSQL).",
    ),
    "STORE_NOT_INITIALISED": Text(
        en="the store has no tables yet",
        vi="cơ sở dữ liệu chưa được tạo bảng",
        remedy_en="Name the registry's folder with ANTIN_HOME or --home; for a new registry run: antin db upgrade",
        remedy_vi="Hãy chỉ thư mục của sổ đăng ký bằng ANTIN_HOME hoặc --home; sổ mới thì chạy: antin db upgrade",
    ),
    "STORE_SCHEMA_OLD": Text(
        en="the store has schema {found}, this program needs {wanted}",
        vi="cơ sở dữ liệu có lược đồ {found}, chương trình cần {wanted}",
        remedy_en="Make a backup, then run: antin db upgrade",
        remedy_vi="Hãy sao lưu rồi chạy: antin db upgrade",
    ),
    "STORE_SCHEMA_NEW": Text(
        en="the store has schema {found}, newer than this program knows ({wanted})",
        vi="cơ sở dữ liệu có lược đồ {found}, mới hơn chương trình này ({wanted})",
        remedy_en="Update antin; an older program must not write to this store.",
        remedy_vi="Hãy cập nhật antin; chương trình cũ không được ghi vào cơ sở dữ liệu này.",
    ),
    "STORE_BUSY": Text(
        en="the store is busy: another process is writing",
        vi="cơ sở dữ liệu đang bận: một tiến trình khác đang ghi",
        remedy_en="Try again in a moment; nothing was changed.",
        remedy_vi="Hãy thử lại sau giây lát; chưa có gì thay đổi.",
    ),
    "STORE_CONFLICT": Text(
        en="another process wrote the same certificate or batch at the same time",
        vi="một tiến trình khác vừa ghi cùng giấy chứng nhận hoặc cùng lô",
        remedy_en="Run the command again; it goes on from what is stored.",
        remedy_vi="Hãy chạy lại lệnh; chương trình tiếp tục từ dữ liệu đã lưu.",
    ),
    "STORE_FULL": Text(
        en="the disk of the store is full or refuses to write",
        vi="ổ đĩa của cơ sở dữ liệu đã đầy hoặc không ghi được",
        remedy_en="Free some space, then run the command again.",
        remedy_vi="Hãy giải phóng dung lượng rồi chạy lại lệnh.",
    ),
    "STORE_UNREACHABLE": Text(
        en="the store cannot be opened",
        vi="không mở được cơ sở dữ liệu",
        remedy_en="Check that the server runs, or that the file and its folder may be read and written.",
        remedy_vi="Hãy kiểm tra máy chủ đang chạy, hoặc quyền đọc ghi tệp và thư mục chứa tệp.",
    ),
    "STORE_DAMAGED": Text(
        en="the store is damaged or is no database",
        vi="cơ sở dữ liệu bị hỏng hoặc không phải là cơ sở dữ liệu",
        remedy_en="Do not write to it; restore the last backup, then compare it with the chain.",
        remedy_vi="Không ghi thêm; hãy phục hồi bản sao lưu gần nhất rồi đối chiếu với chuỗi khối.",
    ),
    "STORE_REFUSED": Text(
        en="the store refused a change that must not happen: {reason}",
        vi="cơ sở dữ liệu từ chối một thay đổi không được phép (chi tiết kỹ thuật: {reason})",
        remedy_en="This is a defect of the program; please report it with this text.",
        remedy_vi="Đây là lỗi của chương trình; vui lòng báo lại kèm nội dung này.",
    ),
}
