# SPDX-License-Identifier: Apache-2.0
"""JSON that two parsers could read differently is refused."""

import sys

import pytest

from registry.core.constants import MAX_JSON_DEPTH
from registry.core.strict_json import loads
from registry.errors import InputError

LIMIT = 100_000


def nested(depth: int) -> bytes:
    return b"[" * depth + b"]" * depth


def test_plain_values() -> None:
    text = '{"a": [1, -2, "Đ", null, true], "b": {}}'
    assert loads(text.encode(), limit=LIMIT) == {"a": [1, -2, "Đ", None, True], "b": {}}


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b'{"a":1,"a":1}', "duplicate key 'a'"),
        (b'[{"x":{"a":1,"a":2}}]', "duplicate key 'a'"),
        (b'{"a":1,"\\u0061":2}', "duplicate key 'a'"),
        (b"1.0", "only whole numbers"),
        (b"1e3", "only whole numbers"),
        (b"NaN", "NaN is not a number"),
        (b"[-Infinity]", "-Infinity is not a number"),
        (b"{", "Expecting"),
        (b"", "Expecting"),
        (b"1 2", "Extra data"),
        (b"\xff", "decode"),
        (b"\xef\xbb\xbf1", "BOM"),
        (b'"\\ud800"', "lone surrogate"),
        (b'{"\\udfff":1}', "lone surrogate"),
        (b"1" * 5_000, "digits"),
        (b'"a\nb"', "control character"),
    ],
)
def test_refused(data: bytes, reason: str) -> None:
    with pytest.raises(InputError) as caught:
        loads(data, limit=LIMIT, where="x.json")
    assert caught.value.code == "JSON_FORMAT"
    assert reason in str(caught.value.params["reason"])
    assert caught.value.text().startswith("x.json: ")


def test_depth() -> None:
    assert loads(nested(MAX_JSON_DEPTH), limit=LIMIT) is not None
    for depth in (MAX_JSON_DEPTH + 1, 50_000):
        with pytest.raises(InputError) as caught:
            loads(nested(depth), limit=LIMIT)
        assert "too deeply" in str(caught.value.params["reason"])


def test_depth_is_bounded_where_a_library_has_raised_the_interpreters_limit() -> None:
    """The parser of the standard library would end the process."""
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(100_000)
    try:
        for data in (b"[" * 99_999, b'{"a":' * 19_000, b'["]",' * 19_000, nested(40_000)):
            with pytest.raises(InputError) as caught:
                loads(data, limit=LIMIT)
            assert "too deeply" in str(caught.value.params["reason"])
    finally:
        sys.setrecursionlimit(limit)


def test_brackets_within_texts_do_not_count() -> None:
    text = '["' + "[" * 5_000 + '\\"' + "{" * 5_000 + '"]'
    assert loads(text.encode(), limit=LIMIT) == ["[" * 5_000 + '"' + "{" * 5_000]


@pytest.mark.parametrize("end", [b"", b"\\", b"\\\\", b'x"x'])
def test_a_text_of_quotes_is_read_in_one_pass(end: bytes) -> None:
    """Trying each quote anew as a beginning takes hours for this file, which a stranger may upload."""
    with pytest.raises(InputError, match="JSON_FORMAT"):
        loads(b'"' + b'\\"' * 1_000_000 + end, limit=8 * 1024 * 1024)


def test_size() -> None:
    assert loads(b'"abc"', limit=5) == "abc"
    with pytest.raises(InputError, match="5 bytes, at most 4"):
        loads(b'"abc"', limit=4)


def test_a_pair_of_surrogates_is_a_letter() -> None:
    assert loads(b'"\\ud83d\\ude00"', limit=LIMIT) == "\U0001f600"


def test_a_key_repeated_among_very_many_is_found_in_one_pass() -> None:
    """Counting each key anew takes the best part of an hour for this file, which a stranger may upload."""
    keys = ",".join(f'"k{i}":0' for i in range(300_000))
    with pytest.raises(InputError) as caught:
        loads(f'{{{keys},"k299999":1}}'.encode(), limit=8 * 1024 * 1024)
    assert caught.value.params["reason"] == "duplicate key 'k299999'"


def test_a_repeated_key_is_named_but_not_echoed_at_length() -> None:
    key = "x" * 50_000
    with pytest.raises(InputError) as caught:
        loads(f'{{"{key}":0,"{key}":1}}'.encode(), limit=8 * 1024 * 1024)
    assert len(str(caught.value.params["reason"])) < 200
