# SPDX-License-Identifier: Apache-2.0
"""Days, instants and coded values as they stand in reports, and how each language writes them.

A day is a day of Vietnam: UTC+7 without daylight saving since 1975, so no time zone database is needed.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

from registry.core.code import group_code
from registry.core.records import Basis, State
from registry.errors import LAST_WRITABLE
from registry.verify.fields import Words

_OFFSET = 7 * 3_600
_ZONE = timezone(timedelta(seconds=_OFFSET))
_EPOCH = date(1970, 1, 1)
_DAY_SECONDS = 86_400


class Instant(int):
    """UTC seconds."""


class Reason(int):
    """A reason code of a status, body or grant change (domain §3.1)."""


class CodeText(str):
    """A certificate's code, written in groups of four."""

    __slots__ = ()


class Word(str):
    """A code word such as ``suspended`` that a text shows in its own language."""

    __slots__ = ()


def day_of(instant: int) -> date:
    """The day of Vietnam that contains ``instant``."""
    return _EPOCH + timedelta(days=(min(instant, LAST_WRITABLE) + _OFFSET) // _DAY_SECONDS)


def first_instant(day: date) -> int:
    """00:00:00 of a day of Vietnam, UTC seconds."""
    return (day - _EPOCH).days * _DAY_SECONDS - _OFFSET


def last_instant(day: date) -> int:
    """23:59:59 of a day of Vietnam, UTC seconds."""
    return first_instant(day) + _DAY_SECONDS - 1


def iso(instant: int) -> str:
    """An instant as RFC 3339 in UTC."""
    return f"{datetime.fromtimestamp(min(instant, LAST_WRITABLE), UTC):%Y-%m-%dT%H:%M:%SZ}"


def localised(params: Mapping[str, object], lang: str) -> dict[str, object]:
    """``params`` as texts for a template in ``vi`` or ``en``."""
    return {name: _written(value, lang) for name, value in params.items()}


def plain(value: object) -> object:
    """``value`` as JSON holds it: days and instants in ISO 8601, enumerations by name."""
    for kind, write in _PLAIN:
        if isinstance(value, kind):
            return write(value)
    return str(value)


def _written(value: object, lang: str) -> object:
    for kind, write in _WRITERS:
        if isinstance(value, kind):
            return write(value, lang)
    return value


def _moment(instant: int, _lang: str) -> str:
    return f"{datetime.fromtimestamp(min(instant, LAST_WRITABLE), _ZONE):%H:%M %d/%m/%Y}"


def _list(items: Sequence[object], lang: str) -> str:
    return ", ".join(str(_written(item, lang)) for item in items)


def reason_text(reason: int, lang: str) -> str:
    """A reason code in words (domain §3.1)."""
    vi, en = REASONS.get(reason, (f"mã lý do {reason}", f"reason code {reason}"))
    return vi if lang == "vi" else en


_STATES_VI = {
    State.ACTIVE: "đang hiệu lực",
    State.SUSPENDED: "bị đình chỉ",
    State.SUPERSEDED: "đã được thay thế",
    State.WITHDRAWN: "bị thu hồi",
}
_STATES_EN = {state: state.name.lower() for state in State}
_BASES_VI = {
    Basis.REGISTRATION: "đăng ký hoạt động",
    Basis.ACCREDITATION: "công nhận",
    Basis.DESIGNATION: "chỉ định",
    Basis.RECOGNITION: "thừa nhận",
}
_BASES_EN = {basis: basis.name.lower() for basis in Basis}
REASONS = {
    0: ("không nêu", "not stated"),
    1: ("không phù hợp không khắc phục", "nonconformity not corrected"),
    2: ("không cho đánh giá giám sát", "surveillance refused"),
    3: ("quá hạn giám sát", "surveillance overdue"),
    4: ("dùng sai dấu hoặc giấy", "misuse of mark or certificate"),
    5: ("không thực hiện nghĩa vụ hợp đồng", "contract obligations not met"),
    6: ("theo yêu cầu", "at the holder's request"),
    7: ("thay đổi thiết kế hoặc nơi sản xuất", "change of design or production site"),
    8: ("quy chuẩn, tiêu chuẩn được thay thế", "regulation or standard replaced"),
    9: ("hồ sơ gian dối", "false documents"),
    10: ("cấp nhầm", "issued in error"),
    11: ("quyết định của cơ quan nhà nước", "order of an authority"),
    12: ("tổ chức cấp mất thẩm quyền", "issuer lost its authority"),
    13: ("tổ chức giải thể", "holder dissolved"),
    14: ("mất niêm phong hoặc đã sửa chữa", "seal broken or instrument repaired"),
    15: ("lộ khóa ký", "signing key compromised"),
    16: ("đính chính", "data corrected"),
    99: ("lý do khác", "other"),
}
_WORDS = {
    "unknown": ("chưa đăng ký", "not registered"),
    "not_begun": ("chưa bắt đầu", "not begun"),
    "ended": ("đã hết hạn", "ended"),
    "withdrawn": ("đã bị thu hồi", "withdrawn"),
    "reduced": ("đã bị thu hẹp", "reduced"),
    "suspended": ("bị đình chỉ", "suspended"),
    "revoked": ("đã bị hủy", "revoked"),
    "compromised": ("đã bị lộ", "compromised"),
    "body": ("tổ chức cấp", "the issuing body"),
    "authority": ("cơ quan quản lý", "the authority"),
    "batch": ("tổ chức cấp, cho cả lô ghi sổ", "the issuing body, for the whole batch"),
    "order": ("quyết định của cơ quan quản lý", "an order of the authority"),
    "NO_SOURCE": ("không có nguồn để hỏi", "there is no source to ask"),
    "SOURCE_UNREACHABLE": ("nguồn không trả lời", "the source does not answer"),
    "CERTIFICATE_NOT_FOUND": ("nguồn không có giấy này", "the source does not have this certificate"),
    "SOURCE_ANSWERED_WRONG": ("nguồn trả lời sai", "the source answered wrongly"),
    "credential": ("khóa ký giấy chứng nhận", "certificate signing key"),
    "anchor": ("khóa ghi sổ", "anchoring key"),
    "CAO": ("cao", "high"),
    "TRUNG_BINH": ("trung bình", "medium"),
    "THAP": ("thấp", "low"),
}
# The first kind that fits counts: an Instant is an int, too.
_WRITERS: tuple[tuple[type | tuple[type, ...], Callable[[Any, str], object]], ...] = (
    (Instant, _moment),
    (date, lambda value, _: f"{value:%d/%m/%Y}"),
    (State, lambda value, lang: (_STATES_VI if lang == "vi" else _STATES_EN)[value]),
    (Basis, lambda value, lang: (_BASES_VI if lang == "vi" else _BASES_EN)[value]),
    (Reason, reason_text),
    (CodeText, lambda value, _: group_code(value)),
    (Words, lambda value, lang: value.text(lang)),
    (Word, lambda value, lang: _WORDS.get(value, (value, value))[lang != "vi"]),
    ((list, tuple), _list),
)
_PLAIN: tuple[tuple[type | tuple[type, ...], Callable[[Any], object]], ...] = (
    (Instant, iso),
    ((Basis, State), lambda value: value.name),
    (Reason, int),
    (date, date.isoformat),
    (bytes, bytes.hex),
    ((list, tuple), lambda value: [plain(item) for item in value]),
    (Mapping, lambda value: {str(name): plain(item) for name, item in value.items()}),
    ((bool, int, type(None)), lambda value: value),
)
