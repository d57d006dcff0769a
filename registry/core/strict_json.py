# SPDX-License-Identifier: Apache-2.0
"""JSON as this registry accepts it: no duplicate keys, no NaN, no floats, bounded depth and size.

A duplicate key is read differently by different parsers, so a signature could cover one value while a
person sees another; floats do not survive a round trip.
"""

import json
import re
from typing import Any

from registry.core.constants import MAX_JSON_DEPTH
from registry.errors import InputError

# Also one that never ends: were it no match, each of its quotes would be tried as a beginning, in quadratic time.
_STRING = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+\\?(?:"|\Z)', re.DOTALL)
_NO_BRACKET = bytes(set(range(256)) - set(b"[]{}"))


def loads(data: bytes, *, limit: int, where: str = "") -> Any:
    """Parse UTF-8 JSON of at most ``limit`` bytes. Raises ``InputError`` JSON_FORMAT."""
    if len(data) > limit:
        raise InputError("JSON_FORMAT", where, reason=f"{len(data)} bytes, at most {limit}")
    if is_too_deep(data):
        raise InputError("JSON_FORMAT", where, reason="nested too deeply")
    try:
        value = json.loads(
            data.decode("utf-8"),
            object_pairs_hook=_object,
            parse_constant=_no_constant,
            parse_float=_no_float,
        )
    except RecursionError:
        raise InputError("JSON_FORMAT", where, reason="nested too deeply") from None
    except ValueError as error:
        raise InputError("JSON_FORMAT", where, reason=str(error)) from error
    _check(value, MAX_JSON_DEPTH, where)
    return value


def is_too_deep(data: bytes) -> bool:
    """Whether parsing ``data`` would nest far beyond what any document of ours does.

    The standard parser recurses in C and relies on the interpreter's limit, which a library raises that far when
    it is imported that a small hostile document ends the process. Innermost pairs are taken off round by round.
    """
    brackets = _STRING.sub(b"", data).translate(None, _NO_BRACKET)
    for _ in range(MAX_JSON_DEPTH):
        if len(brackets) <= MAX_JSON_DEPTH:
            return False
        brackets = brackets.replace(b"{}", b"").replace(b"[]", b"")
    return brackets.count(b"[") + brackets.count(b"{") > MAX_JSON_DEPTH


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) != len(pairs):
        raise ValueError(f"duplicate key {_first_twice(pairs)[:80]!r}")
    return result


def _first_twice(pairs: list[tuple[str, Any]]) -> str:
    """In one pass: counting each key anew would let a small file of many keys hold the reader for hours."""
    seen = set[str]()
    for key, _ in pairs:
        if key in seen:
            return key
        seen.add(key)
    raise AssertionError("no key stands twice")


def _no_constant(text: str) -> None:
    raise ValueError(f"{text} is not a number")


def _no_float(text: str) -> None:
    raise ValueError(f"number {text}: only whole numbers; write quantities as text")


def _check(value: Any, left: int, where: str) -> None:
    """Bounded depth, and no text that has no UTF-8 form (a lone surrogate written as an escape)."""
    if left == 0:
        raise InputError("JSON_FORMAT", where, reason="nested too deeply")
    if isinstance(value, str):
        _check_text(value, where)
    elif isinstance(value, dict):
        for name, child in value.items():
            _check_text(name, where)
            _check(child, left - 1, where)
    elif isinstance(value, list):
        for child in value:
            _check(child, left - 1, where)


def _check_text(text: str, where: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise InputError("JSON_FORMAT", where, reason="a text holds a lone surrogate") from error
