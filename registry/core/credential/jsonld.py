# SPDX-License-Identifier: Apache-2.0
"""The third ``@context``: terms of ``antin`` and ``antinDetails`` for JSON-LD readers.

Served at ``{public_url}/contexts/antin/v1``. Nothing here needs it to verify: signatures are over bytes.
Every term is spelled out, since UNTP forbids a catch-all ``@vocab``; terms stand in contexts of their own
property, because ``name`` and others are protected in the W3C context.
"""

from typing import Any

from registry.core.credential.members import ANTIN, DETAILS
from registry.core.credential.shapes import Day, Items, Object, Shape, Whole

NAMESPACE = "urn:antin:v1:"
_XSD = "http://www.w3.org/2001/XMLSchema#"


def antin_context() -> dict[str, Any]:
    """The JSON-LD context document of version 1."""
    terms = {"antin": _merged(ANTIN), "antinDetails": _merged(DETAILS)}
    return {
        "@context": {
            "@version": 1.1,
            "@protected": True,
            **{name: _term(name, shape) for name, shape in terms.items()},
        }
    }


def _merged(kinds: dict[str, Object]) -> Shape:
    """One description for both kinds, since a context has one term for each name."""
    shapes: list[Shape] = list(kinds.values())
    merged = shapes[0]
    for shape in shapes[1:]:
        merged = _union(merged, shape)
    return merged


def _union(one: Shape, other: Shape) -> Shape:
    if isinstance(one, Items) and isinstance(other, Items):
        return Items(_union(one.of, other.of), one.most)
    if not (isinstance(one, Object) and isinstance(other, Object)):
        return one
    both = one.members.keys() & other.members.keys()
    shared = {name: _union(one.members[name], other.members[name]) for name in both}
    return Object({**one.members, **other.members, **shared}, {})


def _term(name: str, shape: Shape) -> dict[str, Any]:
    term: dict[str, Any] = {"@id": NAMESPACE + name}
    if isinstance(shape, Items):
        term["@container"] = "@list"
        shape = shape.of
    match shape:
        case Object():
            inner = {member: _term(member, kind) for member, kind in sorted(shape.members.items())}
            term["@context"] = {"@protected": True, **inner}
        case Whole():
            term["@type"] = _XSD + "integer"
        case Day():
            term["@type"] = _XSD + "date"
        case _:
            term["@type"] = _XSD + "string"
    return term
