# SPDX-License-Identifier: Apache-2.0
"""Texts of keys in tokens and behind remote signers."""

from registry.texts.model import Text

TEXTS: dict[str, Text] = {
    "TOKEN_LIBRARY_MISSING": Text(
        en="the library for PKCS#11 tokens is not installed",
        vi="chưa cài thư viện dùng thiết bị PKCS#11",
        remedy_en="Install the extra: `pip install antin[pkcs11]`.",
        remedy_vi="Hãy cài thêm: `pip install antin[pkcs11]`.",
    ),
    "TOKEN_MODULE": Text(
        en="the PKCS#11 module cannot be loaded: {reason}",
        vi="không nạp được mô-đun PKCS#11 (chi tiết kỹ thuật: {reason})",
        remedy_en="Give the maker's module, such as /usr/lib/softhsm/libsofthsm2.so, with its full path.",
        remedy_vi="Hãy ghi đường dẫn đầy đủ đến mô-đun của hãng, ví dụ /usr/lib/softhsm/libsofthsm2.so.",
    ),
    "TOKEN_ABSENT": Text(
        en="no token of this label answers: it is not plugged in, or is called otherwise",
        vi="không thiết bị khóa nào có nhãn này trả lời: chưa cắm, hoặc mang nhãn khác",
        remedy_en="Plug it in; compare the label with `pkcs11-tool --module MODULE -L`. A worker then goes on by "
        "itself; give a command again.",
        remedy_vi="Hãy cắm thiết bị; so nhãn với `pkcs11-tool --module MÔ-ĐUN -L`. Tiến trình nền sẽ tự tiếp tục; "
        "lệnh thì gõ lại.",
    ),
    "TOKEN_FAILED": Text(
        en="the token failed: {reason}",
        vi="thiết bị khóa gặp lỗi (chi tiết kỹ thuật: {reason})",
        remedy_en="Try again; if it stays, see the log of the token's module.",
        remedy_vi="Hãy thử lại; nếu vẫn lỗi, xem nhật ký mô-đun của thiết bị.",
    ),
    "TOKEN_AMBIGUOUS": Text(
        en="several tokens have this label",
        vi="có nhiều thiết bị cùng nhãn này",
        remedy_en="Leave one plugged in, or give each a label of its own.",
        remedy_vi="Hãy chỉ cắm một thiết bị, hoặc đặt nhãn riêng cho từng thiết bị.",
    ),
    "TOKEN_PIN_MISSING": Text(
        en="the token's PIN is not known and there is no terminal to ask at",
        vi="chưa biết mã PIN của thiết bị và không có màn hình để hỏi",
        remedy_en="Name a file of its owner (mode 0600) with --pin-file when the key is listed.",
        remedy_vi="Khi thêm khóa, hãy chỉ tệp chứa PIN (quyền 0600) bằng --pin-file.",
    ),
    "TOKEN_PIN_WRONG": Text(
        en="the token refused the PIN; the same one is not tried again, for tokens lock",
        vi="thiết bị không nhận mã PIN; hệ thống không thử lại vì thiết bị sẽ tự khóa",
        remedy_en="Correct the PIN file; at the prompt, start the command again.",
        remedy_vi="Hãy sửa tệp PIN; nếu nhập tay thì chạy lại lệnh.",
    ),
    "TOKEN_PIN_LAST_TRY": Text(
        en="the token has one try left before it locks; it was not used up",
        vi="thiết bị chỉ còn một lần thử trước khi tự khóa; hệ thống không dùng lần đó",
        remedy_en="Log in once by hand with the maker's program and the right PIN.",
        remedy_vi="Hãy đăng nhập một lần bằng chương trình của hãng với PIN đúng.",
    ),
    "TOKEN_PIN_LOCKED": Text(
        en="the token's PIN is locked, expired or was never set",
        vi="mã PIN của thiết bị đã bị khóa, hết hạn hoặc chưa được đặt",
        remedy_en="Its security officer has to set a new PIN.",
        remedy_vi="Người quản trị thiết bị (SO) phải đặt PIN mới.",
    ),
    "TOKEN_KEY_MISSING": Text(
        en="the token has no such EC key with both its halves",
        vi="thiết bị không có khóa EC này với đủ cặp khóa",
        remedy_en="List its objects with `pkcs11-tool -O` and give the key's label or id.",
        remedy_vi="Hãy liệt kê bằng `pkcs11-tool -O` rồi ghi đúng nhãn hoặc mã của khóa.",
    ),
    "TOKEN_KEY_AMBIGUOUS": Text(
        en="the token has several keys of this label",
        vi="thiết bị có nhiều khóa cùng nhãn này",
        remedy_en="Give the key's id with --key-id.",
        remedy_vi="Hãy chỉ rõ mã khóa bằng --key-id.",
    ),
    "TOKEN_KEY_DIFFERENT": Text(
        en="the token signed with another key than the one listed",
        vi="thiết bị đã ký bằng khóa khác với khóa trong danh sách",
        remedy_en="Plug in the right token; if it is the right one, treat the key as compromised.",
        remedy_vi="Hãy cắm đúng thiết bị; nếu đã đúng, hãy coi khóa là đã lộ.",
    ),
    "TOKEN_CURVE": Text(
        en="the token, or this key, is not for the curve that the role needs",
        vi="thiết bị, hoặc khóa này, không dùng đường cong mà vai trò cần",
        remedy_en="Credential keys need P-256, anchor keys secp256k1; many tokens lack the latter: "
        "use a remote signer.",
        remedy_vi="Khóa ký chứng chỉ cần P-256, khóa neo cần secp256k1; nhiều thiết bị không có secp256k1: "
        "hãy dùng máy ký từ xa.",
    ),
    "TOKEN_READ_ONLY": Text(
        en="the token takes no new keys",
        vi="thiết bị không cho tạo khóa mới",
        remedy_en="Make the key with the maker's program, then list it with `antin key use`.",
        remedy_vi="Hãy tạo khóa bằng chương trình của hãng, rồi thêm bằng `antin key use`.",
    ),
    "SIGNER_URL": Text(
        en="not an address of a remote signer that is safe on the way",
        vi="không phải địa chỉ máy ký từ xa an toàn trên đường truyền",
        remedy_en="Use unix:/path, https://host:port, or http:// on this machine (127.0.0.1) alone.",
        remedy_vi="Hãy dùng unix:/đường-dẫn, https://máy:cổng, hoặc http:// chỉ trên máy này (127.0.0.1).",
    ),
    "SIGNER_CA_FILE": Text(
        en="the file with the signer's certificate authorities cannot be read",
        vi="không đọc được tệp chứng thư gốc của máy ký",
        remedy_en="Give PEM certificates.",
        remedy_vi="Hãy dùng tệp chứng thư PEM.",
    ),
    "SIGNER_TOKEN_FORMAT": Text(
        en="this is no bearer token: 16 to 512 visible ASCII characters",
        vi="đây không phải mã truy cập: cần 16 đến 512 ký tự ASCII nhìn thấy được",
        remedy_en="Make one with `openssl rand -hex 32` and give both sides the same.",
        remedy_vi="Hãy tạo bằng `openssl rand -hex 32` và đặt giống nhau ở hai bên.",
    ),
    "SIGNER_UNREACHABLE": Text(
        en="the remote signer did not answer: {reason}",
        vi="máy ký từ xa không trả lời (chi tiết kỹ thuật: {reason})",
        remedy_en="See that it runs and can be reached; the work goes on by itself.",
        remedy_vi="Hãy kiểm tra máy ký đang chạy và kết nối được; công việc sẽ tự tiếp tục.",
    ),
    "SIGNER_REFUSED": Text(
        en="the remote signer refused: {reason}",
        vi="máy ký từ xa từ chối (chi tiết kỹ thuật: {reason})",
        remedy_en="Ask its operator, whose policy it follows.",
        remedy_vi="Hãy hỏi người vận hành máy ký về chính sách của máy.",
    ),
    "SIGNER_ANSWER": Text(
        en="the remote signer's answer does not hold: {reason}",
        vi="câu trả lời của máy ký không hợp lệ (chi tiết kỹ thuật: {reason})",
        remedy_en="Check the address; if it is right, treat the signer as compromised.",
        remedy_vi="Hãy kiểm tra địa chỉ; nếu đúng, hãy coi máy ký đã bị xâm nhập.",
    ),
    "SIGNER_KEY_MISSING": Text(
        en="the remote signer does not hold {address} for {body}",
        vi="máy ký không giữ khóa {address} của {body}",
        remedy_en="Ask its operator for the address of the body's anchor key.",
        remedy_vi="Hãy hỏi người vận hành máy ký địa chỉ khóa neo của tổ chức.",
    ),
    "SIGNER_BLIND": Text(
        en="a remote signer is not asked for a signature over a bare digest",
        vi="không yêu cầu máy ký ký lên giá trị băm mà không kèm nội dung",
        remedy_en="Hand on the request's own digest.",
        remedy_vi="Hãy chuyển nguyên yêu cầu.",
    ),
    "SIGNER_POLICY": Text(
        en="the signer's policy is wrong: {reason}",
        vi="tệp chính sách của máy ký sai (chi tiết kỹ thuật: {reason})",
        remedy_en="See docs/spec/keys.md for its form.",
        remedy_vi="Xem mẫu trong docs/spec/keys.md.",
    ),
    "SIGNER_POLICY_REFUSES": Text(
        en="the signer's policy does not allow this {member}",
        vi="chính sách của máy ký không cho phép mục {member} này",
        remedy_en="If it should, its operator changes the policy file.",
        remedy_vi="Nếu cần, người vận hành sửa tệp chính sách.",
    ),
    "SIGNER_LISTEN": Text(
        en="the signer cannot listen here: {reason}",
        vi="máy ký không mở được địa chỉ này (chi tiết kỹ thuật: {reason})",
        remedy_en="Choose another address, or stop who uses it.",
        remedy_vi="Hãy chọn địa chỉ khác, hoặc dừng chương trình đang dùng.",
    ),
    "SIGNER_LOG_BROKEN": Text(
        en="the signer's log was changed or cut here",
        vi="nhật ký của máy ký bị sửa hoặc cắt tại đây",
        remedy_en="Keep the file as evidence, compare it with its backup, and find out who had access.",
        remedy_vi="Hãy giữ tệp làm chứng cứ, so với bản sao lưu và tìm xem ai đã truy cập.",
    ),
    "TYPED_REQUEST_FORMAT": Text(
        en="not a request that a signer can explain; expected: {expected}",
        vi="không phải yêu cầu mà máy ký hiểu được; cần: {expected}",
        remedy_en="See docs/spec/keys.md, remote signer.",
        remedy_vi="Xem docs/spec/keys.md, mục máy ký từ xa.",
    ),
}
