# SPDX-License-Identifier: Apache-2.0
"""A few words to say which members an object has, so that checking, copying and the JSON-LD context follow
one description.

``defect`` names the first place where a value does not fit; ``project`` copies from a larger value what a
shape names. Objects are closed: what is not understood is not passed on as checked.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from msgspec import Struct, field
from msgspec.structs import force_setattr

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z", re.ASCII)
HEX_32 = r"[0-9a-f]{64}"


class Text(Struct, frozen=True):
    """A non-empty text of at most ``most`` characters, matching ``pattern`` whole where one is given."""

    most: int = 4_000
    pattern: str | None = None
    whole: Callable[[str], object] | None = None
    """Follows from the pattern."""

    def __post_init__(self) -> None:
        if self.pattern is not None:
            force_setattr(self, "whole", re.compile(self.pattern, re.ASCII).fullmatch)

    def place(self, value: Any) -> str | None:
        """Where below ``value`` it does not fit: here or nowhere."""
        fits = type(value) is str and 1 <= len(value) <= self.most
        return None if fits and (self.whole is None or self.whole(value)) else ""


class Whole(Struct, frozen=True):
    """A whole number."""

    low: int
    high: int

    def place(self, value: Any) -> str | None:
        """As ``Text.place``."""
        return None if type(value) is int and self.low <= value <= self.high else ""


class Day(Struct, frozen=True):
    """A calendar day written YYYY-MM-DD, before the last that has a next one."""

    def place(self, value: Any) -> str | None:
        """As ``Text.place``."""
        return None if _is_day(value) else ""


class Items(Struct, frozen=True):
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


class Object(Struct, frozen=True):
    """An object with these members and no others."""

    required: Mapping[str, "Shape"]
    optional: Mapping[str, "Shape"]
    members: Mapping[str, "Shape"] = field(default_factory=dict)
    """All that may stand in it: follows from the two."""

    def __post_init__(self) -> None:
        force_setattr(self, "members", {**self.required, **self.optional})

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
