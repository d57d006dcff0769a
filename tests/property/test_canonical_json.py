# SPDX-License-Identifier: Apache-2.0
"""Our writer of bundles against a general library for RFC 8785, within the bounds that it is for; what is read back
is what was written; texts are found wherever they stand.
"""

import json
import string
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from registry.core.constants import MAX_JSON_DEPTH
from registry.core.strict_json import _most_levels, _read_quickly, _read_strictly, dumps, loads, texts_of
from registry.errors import InputError

BIGGEST = (1 << 53) - 1
NAMES = st.text(string.printable, max_size=8)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-BIGGEST, BIGGEST) | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(NAMES, inner, max_size=5),
    max_leaves=30,
)


@given(VALUES)
def test_the_byte_form_is_that_of_rfc_8785(value: Any) -> None:
    written = dumps(value)
    assert written == rfc8785.dumps(value)
    assert loads(written, limit=len(written)) == value


@given(VALUES)
def test_texts_are_those_of_a_walk_by_pairs(value: Any) -> None:
    found: list[str] = []

    def keep(pairs: list[tuple[str, Any]]) -> None:
        found.extend(text for pair in pairs for text in pair if isinstance(text, str))
        found.extend(x for _, item in pairs if isinstance(item, list) for x in flat(item))

    def flat(items: list[Any]) -> list[str]:
        return [x for i in items for x in (flat(i) if isinstance(i, list) else [i]) if isinstance(x, str)]

    json.loads(json.dumps({"": value}), object_pairs_hook=keep)
    inside = sorted(texts_of({"": value}))
    assert inside == sorted(found)


@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ('{"a":', "}")])
@pytest.mark.parametrize("inner", ["1", '"x"', '"\\u0041"', "[]", '"[[[[{{{{\\""'])
def test_depth_is_bounded_to_the_level(opening: str, closing: str, inner: str) -> None:
    most, deeper = (
        (opening * depth + inner + closing * depth).encode() for depth in (MAX_JSON_DEPTH - 1, MAX_JSON_DEPTH)
    )
    loads(most, limit=len(most))
    with pytest.raises(InputError, match="JSON_FORMAT"):
        loads(deeper, limit=len(deeper))


@pytest.mark.parametrize(
    "data", [rb'{"a":"\ud800"}', rb'{"\udfff":1}', rb'[["\uD83D"]]', rb'["\ud83d\ud83d"]']
)
def test_a_lone_surrogate_is_refused(data: bytes) -> None:
    with pytest.raises(InputError, match="JSON_FORMAT"):
        loads(data, limit=100)
    loads(rb'["\ud83d\ude00"]', limit=100)


@given(VALUES)
def test_levels_are_bounded_from_both_sides(value: Any) -> None:
    def levels(inner: Any) -> int:
        if not isinstance(inner, dict | list):
            return 0
        return 1 + max(map(levels, inner.values() if isinstance(inner, dict) else inner), default=0)

    plain, escaped = dumps(value), json.dumps(value).encode()
    assert levels(value) <= _most_levels(plain) <= 2 * levels(value)
    assert levels(value) <= _most_levels(escaped) <= 2 * levels(value)


LITERALS = st.sampled_from(
    [
        "1",
        "-0",
        "1.0",
        "1e3",
        "1E400",
        "NaN",
        "true",
        '"a"',
        '"\\u0061"',
        '"\\ud800"',
        '"1.5"',
        '"a\nb"',
        str(10**25),
        "01",
        "+1",
    ]
)
TEXTS = st.recursive(
    LITERALS,
    lambda inner: (
        st.lists(inner, max_size=4).map(lambda items: f"[{','.join(items)}]")
        | st.lists(st.tuples(st.sampled_from(['"a"', '"b"', '"\\u0061"', '"é"']), inner), max_size=4).map(
            lambda pairs: "{" + ",".join(f"{name}:{item}" for name, item in pairs) + "}"
        )
    ),
    max_leaves=12,
)


@given(TEXTS, st.sampled_from(["", " ", "\ufeff", ","]), st.sampled_from(["", "\n", "]", "x"]))
def test_what_the_quick_reader_takes_the_strict_one_reads_alike(text: str, before: str, after: str) -> None:
    data = (before + text + after).encode()
    quick = _read_quickly(data)
    try:
        strict = _read_strictly(data, "")
    except InputError:
        assert quick is None
        return
    if quick is not None:
        assert _typed(quick[0]) == _typed(strict)


@given(VALUES)
def test_what_a_program_wrote_is_read_quickly(value: Any) -> None:
    data = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    assert _most_levels(data) >= MAX_JSON_DEPTH or _read_quickly(data) == (value,)


def _typed(value: Any) -> Any:
    """1 and true are different values."""
    if isinstance(value, dict):
        return {name: _typed(item) for name, item in value.items()}
    return [_typed(item) for item in value] if isinstance(value, list) else (type(value), value)
