# SPDX-License-Identifier: Apache-2.0
"""CBOR with one form only, and without the tags that make a decoder run code of its own."""

import cbor2
import pytest

from registry.core.strict_cbor import CborError, dumps, loads
from tests.reference.naive_cbor import encode

CONTENT = [0, "a", b"", [1, 2], {}, b"\1\2\3\4", bytes(16), "2013-03-21T20:04:00Z", "[[a", [5, 0]]


@pytest.mark.parametrize("tag", [*range(300), 1004, 43_000, 55_799, 65_535, 1 << 32])
def test_no_tag_is_interpreted(tag: int) -> None:
    head = bytes([0xC0 | encode(tag)[0] & 0x1F]) + encode(tag)[1:]
    for content in CONTENT:
        with pytest.raises(CborError):
            loads(head + encode(content))


def test_the_one_tag_asked_for_is_kept() -> None:
    data = dumps(cbor2.CBORTag(18, [b"", {}]))
    value = loads(data, tag=18)
    assert isinstance(value, cbor2.CBORTag)
    with pytest.raises(CborError):
        loads(data, tag=17)
    with pytest.raises(CborError):
        loads(data)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x18\x01",  # 1 in two bytes
        b"\x01\x01",  # trailing
        b"\x9f\xff",  # indefinite
        b"\x5f\x41a\xff",
        b"\xa2\x01\x02\x01\x03",  # a key twice
        b"\xa2\x02\x00\x01\x00",  # keys in the wrong order
        b"\xfb\x3f\xf0" + bytes(6),  # a float with a shorter form
        b"\x61\xff",  # not UTF-8
        b"\x81" * 6 + b"\x00",  # nested too deeply
        b"\x9b" + b"\xff" * 8,  # a list of 2^64 - 1 values
        b"\x5b\x7f" + b"\xff" * 7,
        b"\xbb" + b"\xff" * 8,
        b"\x1c",
        b"\xff",
    ],
    ids=bytes.hex,
)
def test_refused(data: bytes) -> None:
    with pytest.raises(CborError):
        loads(data)
