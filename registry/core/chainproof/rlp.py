# SPDX-License-Identifier: Apache-2.0
"""Recursive length prefix (Ethereum yellow paper, appendix B): strict both ways.

Only the one canonical form of a value is read, so that two byte strings never stand for one header or node.
Our own reader because every header and trie node of a proof passes through it while a person waits: it costs a
third of the published library's time and does not bring that library's imports to the base install.
"""

from collections.abc import Sequence
from typing import TypeAlias

from registry.errors import EvidenceError

Item: TypeAlias = "bytes | list[Item]"
MAX_DEPTH = 8


def encode(item: "bytes | Sequence[Item]") -> bytes:
    """Bytes or nested sequences of them."""
    if isinstance(item, bytes):
        if len(item) == 1 and item[0] < 0x80:
            return item
        return _prefix(len(item), 0x80) + item
    content = b"".join([encode(inner) for inner in item])
    return _prefix(len(content), 0xC0) + content


def encode_number(value: int) -> bytes:
    """A whole number as the bytes that stand for it: big endian without leading zeros, zero as nothing."""
    return value.to_bytes((value.bit_length() + 7) // 8, "big")


def number(item: Item, bits: int = 256) -> int:
    """The inverse. Raises ``EvidenceError`` RLP_FORMAT for a list, a leading zero or more than ``bits``."""
    if not isinstance(item, bytes) or len(item) * 8 > bits or item[:1] == b"\0":
        raise _bad("not a whole number in its shortest form")
    return int.from_bytes(item, "big")


def decode(data: bytes) -> Item:
    """The one item that ``data`` is. Raises ``EvidenceError`` RLP_FORMAT."""
    item, end = _read(data, 0, len(data), 0)
    if end != len(data):
        raise _bad("bytes after its end")
    return item


def decode_list(data: bytes) -> list[Item]:
    """The same where it must be a list."""
    item = decode(data)
    if isinstance(item, bytes):
        raise _bad("not a list")
    return item


def _read(data: bytes, start: int, limit: int, depth: int) -> tuple[Item, int]:
    if start >= limit:
        raise _bad("cut off")
    first = data[start]
    if first < 0x80:
        return data[start : start + 1], start + 1
    base = 0x80 if first < 0xC0 else 0xC0
    begin, end = _extent(data, start, limit, first - base)
    if base == 0x80:
        if end - begin == 1 and data[begin] < 0x80:
            raise _bad("a single byte with a prefix")
        return data[begin:end], end
    if depth == MAX_DEPTH:
        raise _bad("nested too deeply")
    items: list[Item] = []
    while begin < end:
        tag = data[begin]
        # Nearly all that trie nodes hold, hence read without a call for each; a single byte may need no prefix.
        if 0x80 <= tag <= 0xB7 and tag != 0x81 and (stop := begin + tag - 0x7F) <= end:
            items.append(data[begin + 1 : stop])
            begin = stop
        else:
            item, begin = _read(data, begin, end, depth + 1)
            items.append(item)
    return items, end


def _extent(data: bytes, start: int, limit: int, tag: int) -> tuple[int, int]:
    """Where the content begins and ends; ``tag`` up to 55 is its length, more says how long the length is."""
    begin, size = start + 1, tag
    if tag > 55:
        begin += tag - 55
        size = int.from_bytes(data[start + 1 : begin], "big")
        if size < 56 or data[start + 1] == 0:
            raise _bad("a length that is not in its shortest form")
    if begin + size > limit:
        raise _bad("cut off")
    return begin, begin + size


def _prefix(size: int, base: int) -> bytes:
    if size <= 55:
        return bytes([base + size])
    length = encode_number(size)
    return bytes([base + 55 + len(length)]) + length


def _bad(reason: str) -> EvidenceError:
    return EvidenceError("RLP_FORMAT", reason=reason)
