# SPDX-License-Identifier: Apache-2.0
"""Which field of a request is wrong and what it takes, in both languages.

The framework's own messages are never shown: they are English, and their wording changes between releases.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from registry.errors import Finding, InputError
from registry.texts.model import Both


def field_findings(errors: Iterable[Mapping[str, Any]]) -> list[Finding]:
    """Pydantic's ``errors()`` as findings REQUEST_FORMAT: the place is the field's path, ``expected`` what it takes."""
    return [
        Finding("REQUEST_FORMAT", "error", ".".join(map(str, error["loc"])), {"expected": _expected(error)})
        for error in errors
    ]


def not_as_expected(where: str, vi: str, en: str, *, detail: str = "") -> InputError:
    """REQUEST_FORMAT for what no model checks; ``detail`` is a library's word, quoted after ours."""
    expected = Both(vi, en)
    return InputError("REQUEST_FORMAT", where, expected=_detailed(expected, detail) if detail else expected)


def unknown_field(name: str, known: Iterable[str]) -> InputError:
    """A form has a field that this address does not take."""
    names = ", ".join(sorted(known))
    return not_as_expected(name[:40], f"chỉ các trường {names}", f"the fields {names} only")


def _expected(error: Mapping[str, Any]) -> Both:
    kind, context = str(error["type"]), error.get("ctx", {})
    write = _KINDS.get(kind) or next((w for begin, w in _BEGINNINGS if kind.startswith(begin)), None)
    return write(context) if write else _detailed(Both("giá trị hợp lệ", "a valid value"), str(error["msg"]))


def _detailed(expected: Both, detail: str) -> Both:
    return Both(f"{expected.vi} (chi tiết kỹ thuật: {detail})", f"{expected.en} (technical detail: {detail})")


def _fixed(vi: str, en: str) -> Callable[[Mapping[str, Any]], Both]:
    return lambda _: Both(vi, en)


def _limited(vi: str, en: str) -> Callable[[Mapping[str, Any]], Both]:
    """With the model's own limit in its place."""
    return lambda context: Both(vi.format(**context), en.format(**context))


def _choices(context: Mapping[str, Any]) -> Both:
    names = str(context["expected"]).replace("'", "").replace(" or ", ", ")
    return Both(f"một trong: {names}", f"one of: {names}")


_KINDS: dict[str, Callable[[Mapping[str, Any]], Both]] = {
    "missing": _fixed("trường này, đang thiếu", "this field, which is missing"),
    "extra_forbidden": _fixed(
        "bỏ trường này, ở đây không có", "leave this field out, there is none of this name"
    ),
    "literal_error": _choices,
    "enum": _choices,
    "greater_than_equal": _limited("số từ {ge} trở lên", "a number from {ge} up"),
    "greater_than": _limited("số lớn hơn {gt}", "a number above {gt}"),
    "less_than_equal": _limited("số đến {le}", "a number up to {le}"),
    "less_than": _limited("số nhỏ hơn {lt}", "a number below {lt}"),
    "too_short": _limited("ít nhất {min_length} mục", "at least {min_length} entries"),
    "too_long": _limited("nhiều nhất {max_length} mục", "at most {max_length} entries"),
    "string_too_short": _limited("ít nhất {min_length} ký tự", "at least {min_length} characters"),
    "string_too_long": _limited("nhiều nhất {max_length} ký tự", "at most {max_length} characters"),
    "string_pattern_mismatch": _limited("văn bản theo mẫu {pattern}", "a text of the form {pattern}"),
}
_BEGINNINGS: tuple[tuple[str, Callable[[Mapping[str, Any]], Both]], ...] = (
    ("int", _fixed("số nguyên", "a whole number")),
    ("bool", _fixed("true hoặc false", "true or false")),
    ("string", _fixed("văn bản", "a text")),
    ("date", _fixed("ngày dạng yyyy-mm-dd", "a day written yyyy-mm-dd")),
    ("list", _fixed("danh sách", "a list")),
    ("tuple", _fixed("danh sách", "a list")),
    ("dict", _fixed("đối tượng JSON {…}", "a JSON object {…}")),
    ("model", _fixed("đối tượng JSON {…}", "a JSON object {…}")),
)
