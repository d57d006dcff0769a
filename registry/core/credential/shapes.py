# SPDX-License-Identifier: Apache-2.0
"""A few words to say which members an object has, so that checking, copying and the JSON-LD context follow
one description.

``defect`` names the first place where a value does not fit; ``project`` copies from a larger value what a
shape names. Objects are closed: what is not understood is not passed on as checked.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z", re.ASCII)
HEX_32 = r"[0-9a-f]{64}"


@dataclass(frozen=True, slots=True)
class Text:
    """A non-empty text of at most ``most`` characters, matching ``pattern`` whole where one is given."""

    most: int = 4_000
    pattern: str | None = None


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Day:
    """A calendar day written YYYY-MM-DD, before the last that has a next one."""


@dataclass(frozen=True, slots=True)
class Items:
    """A list of 1 to ``most`` values; an empty list is written as an absent member."""

    of: "Shape"
    most: int


@dataclass(frozen=True, slots=True)
class Object:
    """An object with these members and no others."""

    required: Mapping[str, "Shape"]
    optional: Mapping[str, "Shape"]

    @property
    def members(self) -> dict[str, "Shape"]:
        """All members that may stand in it."""
        return {**self.required, **self.optional}


Shape = Text | Whole | Day | Items | Object


def obj(required: Mapping[str, Shape], optional: Mapping[str, Shape] | None = None) -> Object:
    """An object shape."""
    return Object(required, optional or {})


def defect(shape: Shape, value: Any, path: str) -> str | None:
    """The path of the first value that does not fit ``shape``, or ``None``."""
    match shape:
        case Text():
            return None if _fits_text(shape, value) else path
        case Whole():
            return None if type(value) is int and shape.low <= value <= shape.high else path
        case Day():
            return None if _fits_day(value) else path
        case Items():
            return _list_defect(shape, value, path)
        case Object():
            return _object_defect(shape, value, path)


def project(shape: Shape, value: Any) -> Any:
    """A copy of what ``shape`` names in ``value``, without ``None`` and empty lists."""
    if isinstance(shape, Items):
        return [project(shape.of, item) for item in value]
    if not isinstance(shape, Object):
        return value
    present = ((name, value.get(name)) for name in shape.members)
    return {name: project(shape.members[name], item) for name, item in present if item not in (None, [], ())}


def _fits_text(shape: Text, value: Any) -> bool:
    if type(value) is not str or not 1 <= len(value) <= shape.most:
        return False
    return shape.pattern is None or re.fullmatch(shape.pattern, value, re.ASCII) is not None


def _fits_day(value: Any) -> bool:
    if type(value) is not str or not _DAY.match(value):
        return False
    try:
        return date.fromisoformat(value) < date.max
    except ValueError:
        return False


def _list_defect(shape: Items, value: Any, path: str) -> str | None:
    if type(value) is not list or not 1 <= len(value) <= shape.most:
        return path
    found = (defect(shape.of, item, f"{path}[{i}]") for i, item in enumerate(value))
    return next((place for place in found if place), None)


def _object_defect(shape: Object, value: Any, path: str) -> str | None:
    if type(value) is not dict:
        return path
    for name in sorted(shape.required.keys() - value.keys() or value.keys() - shape.members.keys()):
        return f"{path}.{name}"
    members = shape.members
    found = (defect(members[name], item, f"{path}.{name}") for name, item in value.items())
    return next((place for place in found if place), None)
