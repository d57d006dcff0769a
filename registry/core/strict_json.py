# SPDX-License-Identifier: Apache-2.0
"""JSON as this registry accepts it: no duplicate keys, no NaN, no floats, bounded depth and size.

A duplicate key is read differently by different parsers, so a signature could cover one value while a
person sees another; floats do not survive a round trip.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

import msgspec

from registry.core.constants import MAX_JSON_DEPTH
from registry.errors import InputError

# Also one that never ends: were it no match, each of its quotes would be tried as a beginning, in quadratic time.
_STRING = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+\\?(?:"|\Z)', re.DOTALL)
_NESTING = (dict, list)
_NO_BRACKET = bytes(set(range(256)) - set(b"[]{}"))
_NEITHER = bytes(set(_NO_BRACKET) - set(b'"'))
_QUICK_BYTES = 64 * 1024


def loads(data: bytes, *, limit: int, where: str = "") -> Any:
    """Parse UTF-8 JSON of at most ``limit`` bytes. Raises ``InputError`` JSON_FORMAT."""
    if len(data) > limit:
        raise InputError("JSON_FORMAT", where, reason=f"{len(data)} bytes, at most {limit}")
    if len(data) <= _QUICK_BYTES and (quick := _read_quickly(data)):
        return quick[0]
    return _read_strictly(data, where)


def _read_quickly(data: bytes) -> tuple[Any] | None:
    """What nearly all JSON is that a program wrote: no escapes, no blanks, not deep. ``None`` leaves it to the
    strict reader, which alone says what is wrong.

    msgspec keeps the last of duplicate keys, but then does not write the same bytes again.
    """
    if _may_be_deep(data):
        return None
    try:
        value = _DECODER.decode(data)
        return (value,) if msgspec.json.encode(value) == data else None
    except (ValueError, RecursionError):  # the latter where the caller left next to no room
        return None


def _may_be_deep(data: bytes) -> bool:
    return _opens_often(data) and _most_levels(data) >= MAX_JSON_DEPTH


def _opens_often(data: bytes) -> bool:
    """Whether there are brackets enough to be deep, in texts or outside: of few, the search for each is quickest."""
    found = 0
    for bracket in (b"{", b"["):
        at = data.find(bracket)
        while at >= 0:
            found += 1
            if found == MAX_JSON_DEPTH:
                return True
            at = data.find(bracket, at + 1)
    return False


def _read_strictly(data: bytes, where: str) -> Any:
    levels = _most_levels(data)
    if levels > 2 * MAX_JSON_DEPTH:
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
    if levels >= MAX_JSON_DEPTH:
        _check_depth(value, MAX_JSON_DEPTH, where)
    if b"\\u" in data:  # UTF-8 itself has no form for a surrogate: only an escape can bring one
        _check_texts(value, where)
    return value


def dumps(value: Any) -> bytes:
    """The one byte form of RFC 8785 for a value of ``dict``, ``list``, ``str``, ``int``, ``bool`` and ``None``
    themselves, no whole number from 2^53 on and no name outside ASCII. Other types would not be refused.

    Within these bounds msgspec writes that form, in a small part of the time of a general one; a property test holds
    the two against each other.
    """
    return msgspec.json.encode(value, order="deterministic")


def is_too_deep(data: bytes) -> bool:
    """Whether parsing ``data`` would nest far beyond what any document of ours does.

    The standard parser recurses in C and relies on the interpreter's limit, which a library raises that far when
    it is imported that a small hostile document ends the process.
    """
    return _most_levels(data) > 2 * MAX_JSON_DEPTH


def _most_levels(data: bytes) -> int:
    """At least as many levels as ``data`` nests, at most twice as many where it is JSON. Innermost pairs are taken
    off round by round, which is one level or two; what is no JSON may be left over.
    """
    return _levels(_brackets(data))


def _levels(brackets: bytes) -> int:
    levels = 0
    while brackets and levels <= 2 * MAX_JSON_DEPTH:
        fewer = brackets.replace(b"{}", b"").replace(b"[]", b"")
        if len(fewer) == len(brackets):
            return levels + len(brackets)
        brackets, levels = fewer, levels + 2
    return levels


def _brackets(data: bytes) -> bytes:
    """Those that stand outside texts."""
    if b"\\" in data:
        return _STRING.sub(b"", data).translate(None, _NO_BRACKET)
    # Without escapes every second quote ends a text; two that stand together change nothing about which.
    kept = data.translate(None, _NEITHER).replace(b'""', b"")
    return b"".join(kept.split(b'"')[::2])


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


_DECODER = msgspec.json.Decoder(float_hook=_no_float)


def _check_depth(value: Any, left: int, where: str) -> None:
    if left == 0:
        raise InputError("JSON_FORMAT", where, reason="nested too deeply")
    for child in value.values() if type(value) is dict else value if type(value) is list else ():
        if type(child) in _NESTING or left == 1:
            _check_depth(child, left - 1, where)


def _check_texts(value: Any, where: str) -> None:
    """No text that has no UTF-8 form: a lone surrogate."""
    for text in texts_of(value):
        try:
            text.encode()
        except UnicodeEncodeError as error:
            raise InputError("JSON_FORMAT", where, reason="a text holds a lone surrogate") from error


def texts_of(value: Any) -> Iterator[str]:
    """Every text in a JSON value, names of members included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, item in value.items():
            yield name
            yield from texts_of(item)
    elif isinstance(value, list):
        for item in value:
            yield from texts_of(item)
