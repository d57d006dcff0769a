# SPDX-License-Identifier: Apache-2.0
"""A few words to say which members an object has, so that checking, copying and the JSON-LD context follow
one description.

``defect`` names the first place where a value does not fit; ``project`` copies from a larger value what a
shape names. Objects are closed: what is not understood is not passed on as checked.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z", re.ASCII)
HEX_32 = r"[0-9a-f]{64}"


@dataclass(frozen=True, slots=True)
class Text:
    """A non-empty text of at most ``most`` characters, matching ``pattern`` whole where one is given."""

    most: int = 4_000
    pattern: str | None = None
    whole: Callable[[str], object] | None = field(init=False, compare=False)

    def __post_init__(self) -> None:
        match = None if self.pattern is None else re.compile(self.pattern, re.ASCII).fullmatch
        object.__setattr__(self, "whole", match)

    def place(self, value: Any) -> str | None:
        """Where below ``value`` it does not fit: here or nowhere."""
        fits = type(value) is str and 1 <= len(value) <= self.most
        return None if fits and (self.whole is None or self.whole(value)) else ""


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number."""

    low: int
    high: int

    def place(self, value: Any) -> str | None:
        """As ``Text.place``."""
        return None if type(value) is int and self.low <= value <= self.high else ""


@dataclass(frozen=True, slots=True)
class Day:
    """A calendar day written YYYY-MM-DD, before the last that has a next one."""

    def place(self, value: Any) -> str | None:
        """As ``Text.place``."""
        return None if _is_day(value) else ""


@dataclass(frozen=True, slots=True)
class Items:
    """A list of 1 to ``most`` values; an empty list is written as an absent member."""

    of: "Shape"
    most: int

    def place(self, value: Any) -> str | None:
        """Where below ``value`` the first item is that does not fit."""
        if type(value) is not list or not 1 <= len(value) <= self.most:
            return ""
        for position, item in enumerate(value):
            if (place := self.of.place(item)) is not None:
                return f"[{position}]{place}"
        return None


@dataclass(frozen=True, slots=True)
class Object:
    """An object with these members and no others."""

    required: Mapping[str, "Shape"]
    optional: Mapping[str, "Shape"]
    members: Mapping[str, "Shape"] = field(init=False)
    """All that may stand in it."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "members", {**self.required, **self.optional})

    def place(self, value: Any) -> str | None:
        """Where below ``value`` the first member is that is missing, unknown or does not fit."""
        if type(value) is not dict:
            return ""
        if not self.required.keys() <= value.keys() <= self.members.keys():
            return f".{min(self.required.keys() - value.keys() or value.keys() - self.members.keys())}"
        for name, item in value.items():
            if (place := self.members[name].place(item)) is not None:
                return f".{name}{place}"
        return None


Shape = Text | Whole | Day | Items | Object


def obj(required: Mapping[str, Shape], optional: Mapping[str, Shape] | None = None) -> Object:
    """An object shape."""
    return Object(required, optional or {})


def defect(shape: Shape, value: Any, path: str) -> str | None:
    """The path of the first value that does not fit ``shape``, or ``None``."""
    place = shape.place(value)
    return None if place is None else path + place


def project(shape: Shape, value: Any) -> Any:
    """A copy of what ``shape`` names in ``value``, without ``None`` and empty lists."""
    if isinstance(shape, Items):
        return [project(shape.of, item) for item in value]
    if not isinstance(shape, Object):
        return value
    present = ((name, value.get(name)) for name in shape.members)
    return {name: project(shape.members[name], item) for name, item in present if item not in (None, [], ())}


def _is_day(value: Any) -> bool:
    if type(value) is not str or not _DAY.match(value):
        return False
    try:
        return date.fromisoformat(value) < date.max
    except ValueError:
        return False
