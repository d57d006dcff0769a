# SPDX-License-Identifier: Apache-2.0
"""A reader that goes on after a defect, so that whoever edits rules learns of all of them at once.

What could not be read gets a stand-in: an object read with defects must never be used.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, TypeVar

from registry.errors import InputError
from registry.verify.fields import Reader, Words

T = TypeVar("T")


class CollectingReader(Reader):
    """``defects`` is shared by every reader inside this one."""

    def __init__(self, value: Any, path: str, defects: list[InputError]) -> None:
        self._defects = defects
        nothing: dict[str, Any] = {}
        super().__init__(self._tried(lambda: _object(value, path), nothing), path)

    def text(self, name: str, limit: int = 256) -> str:
        """As ``Reader.text``."""
        read = super().text
        return self._tried(lambda: read(name, limit), "?")

    def number(self, name: str, maximum: int = 1 << 31) -> int:
        """As ``Reader.number``."""
        read = super().number
        return self._tried(lambda: read(name, maximum), 0)

    def numbers(self, name: str, count: int, maximum: int) -> tuple[int, ...]:
        """As ``Reader.numbers``."""
        read = super().numbers
        return self._tried(lambda: read(name, count, maximum), (1, 1))

    def hex(self, name: str, *, size: int | None = None, maximum: int = 1 << 20) -> bytes:
        """As ``Reader.hex``."""
        read = super().hex
        return self._tried(lambda: read(name, size=size, maximum=maximum), bytes(size or 0))

    def boolean(self, name: str) -> bool:
        """As ``Reader.boolean``."""
        read = super().boolean
        return self._tried(lambda: read(name), False)

    def texts(self, name: str, low: int, high: int, limit: int = 256) -> tuple[str, ...]:
        """As ``Reader.texts``."""
        read = super().texts
        return self._tried(lambda: read(name, low, high, limit), ())

    def optional_day(self, name: str) -> date | None:
        """As ``Reader.optional_day``."""
        read = super().optional_day
        return self._tried(lambda: read(name), None)

    def words(self, name: str) -> Words:
        """As ``Reader.words``."""
        read = super().words
        return self._tried(lambda: read(name), Words("?", "?"))

    def inners(self, name: str, low: int, high: int) -> list[Reader]:
        """As ``Reader.inners``."""
        read = super().inners
        return self._tried(lambda: read(name, low, high), [])

    def lists(self, name: str, high: int) -> list[list[Any]]:
        """As ``Reader.lists``."""
        read = super().lists
        return self._tried(lambda: read(name, high), [])

    def nested(self, value: Any, path: str) -> Reader:
        """As ``Reader.nested``, collecting too."""
        return CollectingReader(value, path, self._defects)

    def refuse(self, name: str, reason: str) -> None:
        """Note the refusal and go on."""
        self._defects.append(self.bad(name, reason))

    def finish(self) -> None:
        """Note unknown members."""
        self._tried(super().finish, None)

    def choice(self, name: str, choices: Sequence[str]) -> str:
        """As ``Reader.choice``; a text that could not be read is not refused twice."""
        count = len(self._defects)
        value = self.text(name)
        if value not in choices and len(self._defects) == count:
            self.refuse(name, f"is none of {', '.join(choices)}")
        return value

    def _tried(self, read: Callable[[], T], otherwise: T) -> T:
        try:
            return read()
        except InputError as error:
            self._defects.append(error)
            return otherwise


def _object(value: Any, path: str) -> dict[str, Any]:
    Reader(value, path)
    return dict(value)
