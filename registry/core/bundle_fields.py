# SPDX-License-Identifier: Apache-2.0
"""Reads JSON objects of known members: typed, bounded, closed.

Errors are BUNDLE_FORMAT and name the member.
"""

from typing import Any

from registry.errors import InputError


def read_hex(text: str) -> bytes | None:
    """Bytes of lower-case hexadecimal, at least one; ``None`` for any other text."""
    try:
        data = bytes.fromhex(text)
    except ValueError:
        return None
    return data if data and data.hex() == text else None


def _bad(reason: str) -> InputError:
    return InputError("BUNDLE_FORMAT", reason=reason)


class ObjectReader:
    """Takes members out of one object; ``finish`` refuses what is left over."""

    def __init__(self, value: Any, path: str) -> None:
        if not isinstance(value, dict):
            raise _bad(f"{path} is not an object")
        self._left = dict(value)
        self._path = path

    def take(self, name: str) -> Any:
        """The raw member."""
        if name not in self._left:
            raise _bad(f"{self._path}.{name} is missing")
        return self._left.pop(name)

    def text(self, name: str, limit: int = 256) -> str:
        """A non-empty text."""
        value = self.take(name)
        if not isinstance(value, str) or not 1 <= len(value) <= limit:
            raise _bad(f"{self._path}.{name} is not a text of 1 to {limit} characters")
        return value

    def optional_text(self, name: str, limit: int) -> str | None:
        """The same, or ``None`` where it is absent."""
        return self.text(name, limit) if name in self._left else None

    def flag(self, name: str) -> bool:
        """True where it is present, which it is only to say so; False where it is absent."""
        if name not in self._left:
            return False
        if self.take(name) is not True:
            raise _bad(f"{self._path}.{name} is not true")
        return True

    def number(self, name: str, maximum: int = 1 << 31) -> int:
        """A whole number from 0 to ``maximum``."""
        return self._number(self.take(name), name, maximum)

    def numbers(self, name: str, count: int, maximum: int) -> tuple[int, ...]:
        """1 to ``count`` whole numbers."""
        return tuple(self._number(value, name, maximum) for value in self._list(name, 1, count))

    def hex(self, name: str, *, size: int | None = None, maximum: int = 1 << 20) -> bytes:
        """Lower-case hexadecimal of ``size`` bytes, or of at most ``maximum``."""
        return self._hex(self.take(name), name, size, maximum)

    def hexes(self, name: str, size: int, count: int) -> tuple[bytes, ...]:
        """At most ``count`` hexadecimal texts of ``size`` bytes each."""
        return tuple(self._hex(value, name, size, size) for value in self._list(name, 0, count))

    def octets(self, name: str, low: int, high: int, maximum: int) -> tuple[bytes, ...]:
        """``low`` to ``high`` byte strings of at most ``maximum`` bytes each."""
        return tuple([self._hex(value, name, None, maximum) for value in self._list(name, low, high)])

    def object(self, name: str) -> "ObjectReader":
        """A nested object."""
        return ObjectReader(self.take(name), f"{self._path}.{name}")

    def optional_object(self, name: str) -> "ObjectReader | None":
        """The same, or ``None`` where it is absent."""
        return self.object(name) if name in self._left else None

    def objects(self, name: str, low: int, high: int) -> "list[ObjectReader]":
        """A list of nested objects."""
        values = self._list(name, low, high)
        return [ObjectReader(value, f"{self._path}.{name}[{i}]") for i, value in enumerate(values)]

    def optional_objects(self, name: str, high: int) -> "list[ObjectReader]":
        """The same, empty where it is absent; present means at least one."""
        return self.objects(name, 1, high) if name in self._left else []

    def finish(self) -> None:
        """Refuse unknown members: every field is checked or absent."""
        if self._left:
            raise _bad(f"{self._path} has unknown members {sorted(self._left)}")

    def _list(self, name: str, low: int, high: int) -> list[Any]:
        value = self.take(name)
        if not isinstance(value, list) or not low <= len(value) <= high:
            raise _bad(f"{self._path}.{name} is not a list of {low} to {high} values")
        return value

    def _number(self, value: Any, name: str, maximum: int) -> int:
        if type(value) is not int or not 0 <= value <= maximum:
            raise _bad(f"{self._path}.{name} is not a whole number from 0 to {maximum}")
        return value

    def _hex(self, value: Any, name: str, size: int | None, maximum: int) -> bytes:
        data = read_hex(value) if isinstance(value, str) and len(value) <= 2 * maximum else None
        if data is None:
            raise _bad(f"{self._path}.{name} is not lower-case hexadecimal")
        if size is not None and len(data) != size:
            raise _bad(f"{self._path}.{name} is not {size} bytes")
        return data
