# SPDX-License-Identifier: Apache-2.0
"""Status lists: good ones by the positions that they were made of, and broken encodings of them."""

import base64
import gzip
import zlib
from typing import Any

from registry.core import base64url
from registry.core.status_list import encode_list
from tests.generator.mutate import flip

SIZE = 131_072
# Published in the recommendation as the encoding of a list without a bit set.
W3C_EXAMPLE = "uH4sIAAAAAAAAA-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA"


def vectors() -> list[dict[str, Any]]:
    return [
        *({"encodedList": t, "expected": {"size": n, "set": s}, "desc": d} for d, t, n, s in good()),
        *({"encodedList": t, "expected": {"error": "STATUS_LIST_FORMAT"}, "desc": d} for d, t in bad()),
    ]


def good() -> list[tuple[str, str, int, list[int]]]:
    scattered = sorted({(n * 7_919) % SIZE for n in range(60)})
    return [
        ("the recommendation's example: nothing set", W3C_EXAMPLE, SIZE, []),
        ("nothing set", encode_list([]), SIZE, []),
        ("index 0 is the left-most bit", encode_list([0]), SIZE, [0]),
        ("the last bit of the first byte", encode_list([7]), SIZE, [7]),
        ("the first bit of the second byte", encode_list([8]), SIZE, [8]),
        ("the last index", encode_list([SIZE - 1]), SIZE, [SIZE - 1]),
        ("scattered", encode_list(scattered), SIZE, scattered),
        ("twice as long", encode_list([SIZE], size=2 * SIZE), 2 * SIZE, [SIZE]),
        ("packed by another program, quickly", _text(gzip.compress(bits([3]), 1, mtime=1)), SIZE, [3]),
        ("not compressed at all", _text(gzip.compress(bits([3]), 0, mtime=0)), SIZE, [3]),
    ]


def bad() -> list[tuple[str, str]]:
    text = encode_list([5, 77])
    packed = base64url.decode(text[1:])
    return [
        ("empty", ""),
        ("the prefix alone", "u"),
        ("no multibase prefix", text[1:]),
        ("the prefix of another base", "z" + text[1:]),
        ("padding", text + "="),
        ("a space behind", text + " "),
        ("the standard alphabet", "u" + base64.b64encode(packed + b"\xff\xff\xff").decode()),
        ("spare bits set", _spare_bits(text)),
        ("cut off", text[:-8]),
        ("a byte behind", _text(packed + b"\0")),
        ("a second member behind", _text(packed + packed)),
        ("zlib instead of GZIP", _text(zlib.compress(bits([5])))),
        ("not compressed, no GZIP", _text(bits([5]))),
        ("content changed", _text(flip(packed, 12))),
        ("checksum changed", _text(flip(packed, len(packed) - 8))),
        ("length changed", _text(flip(packed, len(packed) - 4))),
        ("one byte below the minimum", _text(gzip.compress(bits([5])[:-1], 9, mtime=0))),
        ("no entries", _text(gzip.compress(b"", 9, mtime=0))),
        ("more than 8,388,608 entries", _text(gzip.compress(bytes(1024 * 1024 + 1), 9, mtime=0))),
    ]


def bits(positions: list[int]) -> bytes:
    """The slow way: a text of noughts and ones, first index first."""
    text = "".join("1" if n in set(positions) else "0" for n in range(SIZE))
    return int(text, 2).to_bytes(SIZE // 8, "big")


def _text(packed: bytes) -> str:
    return "u" + base64url.encode(packed)


def _spare_bits(text: str) -> str:
    """The same bytes with a last character that a lax decoder reads alike; needs a length with spare bits."""
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    for positions in ([5, 77], [5], [6, 7, 8], [1, 99, 1000]):
        body = encode_list(positions)[1:]
        if len(body) % 4 in (2, 3):
            return "u" + body[:-1] + alphabet[alphabet.index(body[-1]) | 1]
    raise AssertionError(f"no list with spare bits near {text[:8]}")
