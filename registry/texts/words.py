# SPDX-License-Identifier: Apache-2.0
"""Code words inside a sentence: a state, a role, a basis as people of each language say them.

Keyed by the parameter that carries them, since one code word may mean two things: a proposal that is WITHDRAWN was
taken back, a certificate that is withdrawn is no longer good. What has no words here is shown as it is.
"""

import re

_CERTIFICATE_STATES = {
    "active": ("đang hiệu lực", "active"),
    "suspended": ("bị đình chỉ", "suspended"),
    "superseded": ("đã được thay thế", "superseded"),
    "withdrawn": ("bị thu hồi", "withdrawn"),
}
_BY_NUMBER = ("active", "suspended", "superseded", "withdrawn")
"""As the contract counts states."""
_STATES = {
    **_CERTIFICATE_STATES,
    # Batches and status requests
    "SEALED": ("đã ký, chờ gửi", "SEALED"),
    "SUBMITTED": ("đã gửi, chờ ghi vào khối", "SUBMITTED"),
    "CONFIRMED": ("đã ghi, chờ khối chắc chắn", "CONFIRMED"),
    "FINAL": ("đã ghi xong", "FINAL"),
    # Proposals; FAILED is a batch's too
    "FAILED": ("bị từ chối", "FAILED"),
    "OPEN": ("chờ quyết định", "OPEN"),
    "APPROVED": ("đã duyệt", "APPROVED"),
    "DONE": ("đã thực hiện", "DONE"),
    "REJECTED": ("không được duyệt", "REJECTED"),
    "WITHDRAWN": ("đã rút", "WITHDRAWN"),
}
# With the code word beside it, for it is what an option or a file takes.
_ROLES = {
    "credential": ("ký chứng chỉ (credential)", "credential"),
    "anchor": ("neo (anchor)", "anchor"),
    "relayer": ("chuyển tiếp (relayer)", "relayer"),
    "registry": ("sổ đăng ký (registry)", "registry"),
    "authority": ("cơ quan quản lý (authority)", "authority"),
    "preparer": ("người lập (preparer)", "preparer"),
    "approver": ("người duyệt (approver)", "approver"),
    "auditor": ("kiểm toán viên (auditor)", "auditor"),
    "operator": ("người vận hành (operator)", "operator"),
    "root": ("tệp gốc (root)", "root"),
    "targets": ("danh sách (targets)", "targets"),
    "snapshot": ("bản chụp (snapshot)", "snapshot"),
    "timestamp": ("dấu thời gian (timestamp)", "timestamp"),
}
_BASES = {
    "registration": ("đăng ký hoạt động", "registration"),
    "accreditation": ("công nhận", "accreditation"),
    "designation": ("chỉ định", "designation"),
    "recognition": ("thừa nhận", "recognition"),
}
_RECORDS = {
    "BodyRecord": ("bản ghi tổ chức", "BodyRecord"),
    "GrantRecord": ("bản ghi quyền", "GrantRecord"),
    "ChangeRecord": ("bản ghi thay đổi", "ChangeRecord"),
    "KeyRecord": ("bản ghi khóa", "KeyRecord"),
    "BatchRecord": ("bản ghi lô", "BatchRecord"),
    "StatusRecord": ("bản ghi trạng thái", "StatusRecord"),
    "OrderRecord": ("bản ghi quyết định", "OrderRecord"),
    "SurveillanceRecord": ("bản ghi giám sát", "SurveillanceRecord"),
    "ContractState": ("bản ghi chung của hợp đồng", "ContractState"),
}
_WHATS = {
    **_RECORDS,
    "history": ("lịch sử thay đổi", "history"),
    "key history": ("lịch sử của khóa", "key history"),
    "status": ("trạng thái", "status"),
    "order": ("quyết định", "order"),
    "basis": ("căn cứ cấp quyền", "basis"),
    "grant number": ("số quyền", "grant number"),
    # What a file has too much of
    "bytes": ("số byte", "bytes"),
    "unpacked bytes": ("số byte sau khi giải nén", "unpacked bytes"),
    "parts": ("số phần", "parts"),
    "cells": ("số ô", "cells"),
    "rows": ("số dòng", "rows"),
    "columns": ("số cột", "columns"),
    "characters": ("số ký tự", "characters"),
    "certificates": ("số giấy", "certificates"),
    "number of entries": ("số mục", "number of entries"),
}
# As the audit log keeps them (docs/spec/writing.md)
_ACTS = {
    "api_key.create": "tạo khóa API",
    "api_key.revoke": "thu hồi khóa API",
    "access": "truy cập",
    "proposal.create": "lập đề nghị",
    "proposal.approve": "duyệt",
    "proposal.reject": "từ chối duyệt",
    "proposal.withdraw": "rút đề nghị",
    "proposal.done": "đã thực hiện",
    "proposal.failed": "không thực hiện được",
    "proposal.read": "xem đề nghị",
    "proposal.content": "xem nội dung",
    "proposal.file": "xem tệp",
    "proposal.preview": "xem trước",
    "done": "xong",
    "refused": "bị từ chối",
}
_WORDS = {
    "state": _STATES, "from": _CERTIFICATE_STATES, "to": _CERTIFICATE_STATES, "role": _ROLES, "record": _RECORDS,
    "what": _WHATS, "needed": _BASES,
}  # fmt: skip
_NUMBERED = {"state", "from", "to"}


def state_word(state: str, lang: str) -> str:
    """A state of a certificate, batch, request or proposal."""
    return str(spoken("state", state, lang))


def role_word(role: str, lang: str) -> str:
    """What a key is for, or what a person may do."""
    return str(spoken("role", role, lang))


def basis_word(basis: str, lang: str) -> str:
    """On what a grant rests."""
    return _BASES.get(basis, (basis, basis))[lang != "vi"]


def act_word(act: str, lang: str) -> str:
    """An act of the audit log, or how it ended."""
    return _ACTS.get(act, act) if lang == "vi" else act


def spoken(name: str, value: object, lang: str) -> object:
    """``value`` of the parameter ``name`` in words of ``lang``; itself where it is no code word."""
    if name == "choices" and isinstance(value, str) and lang == "vi":
        return value.replace(" or ", " hoặc ")  # as pydantic lists them
    words = _WORDS.get(name)
    if words is None:
        return value
    if name in _NUMBERED and isinstance(value, int) and 0 <= value < len(_BY_NUMBER):
        value = _BY_NUMBER[value]
    if name == "needed" and isinstance(value, str):
        return re.sub("[a-z]+", lambda found: basis_word(found[0], lang), value)
    return words[value][lang != "vi"] if isinstance(value, str) and value in words else value
