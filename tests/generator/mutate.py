# SPDX-License-Identifier: Apache-2.0
"""Ways to break bytes and texts, always the same ones."""

from collections.abc import Iterator


def flip(data: bytes, position: int, mask: int = 1) -> bytes:
    """``data`` with bits of one byte inverted."""
    changed = bytearray(data)
    changed[position] ^= mask
    return bytes(changed)


def spread(length: int, count: int) -> list[int]:
    """``count`` positions spread over ``length``, first and last included."""
    return sorted({round(i * (length - 1) / max(count - 1, 1)) for i in range(count)})


def broken(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Truncations and trailing bytes: no reader may accept any."""
    yield "empty", b""
    yield "one byte short", data[:-1]
    yield "first half", data[: len(data) // 2]
    yield "first byte missing", data[1:]
    yield "a zero byte behind", data + b"\0"
    yield "twice", data + data
