# SPDX-License-Identifier: Apache-2.0
"""Reads the members of a trust list: typed, bounded, closed. Errors name the member."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any, NamedTuple

from registry.core.bundle_fields import ObjectReader
from registry.errors import InputError


class Words(NamedTuple):
    """A name or title in both languages."""

    vi: str
    en: str

    def text(self, lang: str) -> str:
        """In ``vi``, or in English for anything else."""
        return self.vi if lang == "vi" else self.en

    def to_mapping(self) -> dict[str, str]:
        """``{vi, en}``."""
        return {"en": self.en, "vi": self.vi}


@contextmanager
def trust_list_errors() -> Iterator[None]:
    """Names the trust list in whatever refuses one of its members."""
    try:
        yield
    except InputError as error:
        if error.code.startswith("TRUST_LIST"):
            raise
        raise InputError("TRUST_LIST_FORMAT", reason=error.params.get("reason", error.text())) from error


class Reader(ObjectReader):
    """``ObjectReader`` with the member types that trust lists add."""

    def has(self, name: str) -> bool:
        """Whether the member is there; absent means "any" or "none", never a default value."""
        return name in self._left

    def boolean(self, name: str) -> bool:
        """``true`` or ``false``."""
        value = self.take(name)
        if not isinstance(value, bool):
            raise self.bad(name, "is neither true nor false")
        return value

    def choice(self, name: str, choices: Sequence[str]) -> str:
        """A text that is one of ``choices``."""
        value = self.text(name)
        if value not in choices:
            self.refuse(name, f"is none of {', '.join(choices)}")
        return value

    def choices(self, name: str, choices: Sequence[str]) -> tuple[str, ...] | None:
        """A list of them, or ``None`` where it is absent."""
        values = self.optional_texts(name, len(choices))
        if values and not set(values) <= set(choices):
            self.refuse(name, f"names something else than {', '.join(choices)}")
        return values

    def texts(self, name: str, low: int, high: int, limit: int = 256) -> tuple[str, ...]:
        """A list of texts."""
        values = self._list(name, low, high)
        if any(not isinstance(value, str) or not 1 <= len(value) <= limit for value in values):
            raise self.bad(name, f"is not a list of texts of 1 to {limit} characters")
        return tuple(values)

    def optional_texts(self, name: str, high: int) -> tuple[str, ...] | None:
        """The same, or ``None`` where it is absent."""
        return self.texts(name, 1, high) if self.has(name) else None

    def optional_number(self, name: str, maximum: int) -> int | None:
        """A whole number, or ``None`` where it is absent."""
        return self.number(name, maximum) if self.has(name) else None

    def optional_day(self, name: str) -> date | None:
        """A day written YYYY-MM-DD, or ``None`` where it is absent."""
        if not self.has(name):
            return None
        value = self.text(name, 10)
        try:
            day = date.fromisoformat(value)
        except ValueError as error:
            raise self.bad(name, "is not a day written YYYY-MM-DD") from error
        if day.isoformat() != value:
            raise self.bad(name, "is not a day written YYYY-MM-DD")
        return day

    def words(self, name: str) -> Words:
        """``{vi, en}``."""
        inner = self.inner(name)
        words = Words(vi=inner.text("vi", 600), en=inner.text("en", 600))
        inner.finish()
        return words

    def optional_words(self, name: str) -> Words | None:
        """The same, or ``None`` where it is absent."""
        return self.words(name) if self.has(name) else None

    def inner(self, name: str) -> "Reader":
        """A nested object."""
        return self.nested(self.take(name), f"{self._path}.{name}")

    def nested(self, value: Any, path: str) -> "Reader":
        """A reader of the same manner for a value inside this one."""
        return Reader(value, path)

    def inners(self, name: str, low: int, high: int) -> "list[Reader]":
        """A list of nested objects."""
        values = self._list(name, low, high)
        return [self.nested(value, f"{self._path}.{name}[{i}]") for i, value in enumerate(values)]

    def lists(self, name: str, high: int) -> list[list[Any]]:
        """A list of lists."""
        values = self._list(name, 1, high)
        if any(not isinstance(value, list) for value in values):
            raise self.bad(name, "is not a list of lists")
        return values

    def in_order(self, first: str, low: date | None, last: str, high: date | None) -> None:
        """Refuse an interval that ends before it begins."""
        if low is not None and high is not None and high < low:
            self.refuse(last, f"is a day before {first}")

    def refuse(self, name: str, reason: str) -> None:
        """Refuse a member that could be read but cannot stand."""
        raise self.bad(name, reason)

    def bad(self, name: str, reason: str) -> InputError:
        """The refusal of one member."""
        return InputError("TRUST_LIST_FORMAT", reason=f"{self._path}.{name} {reason}")
