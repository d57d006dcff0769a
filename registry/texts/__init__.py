# SPDX-License-Identifier: Apache-2.0
"""What codes say to people, in Vietnamese and English.

Each room keeps its texts in a module of its own name, ``TEXTS: dict[code, Text]``; a code stands in one
module only. Templates are filled with ``str.format``; a missing parameter shows as ``{name}`` rather than
hiding the message behind a second error. Code words among the parameters (states, roles) become words first.
"""

from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import import_module

from registry.texts.model import Both, Rendered, Text
from registry.texts.words import spoken

# The verifier's first: what it says is found before the rooms that it never needs are loaded.
ROOMS = (
    "verify",
    "core",
    "chainproof",
    "intake",
    "dcc",
    "credential",
    "audit",
    "chain",
    "network",
    "keys",
    "store",
    "service",
    "publishing",
    "api",
    "writing",
    "printing",
    "update",
    "cli",
)
_UNKNOWN = Text(en="{code}", vi="{code}")


class _Lenient(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return "{" + key + "}"


@cache
def catalogue() -> Mapping[str, Text]:
    """Every code with its text. Raises ``ValueError`` if two rooms claim one code."""
    texts: dict[str, Text] = {}
    for room in ROOMS:
        own = _room(room)
        if double := texts.keys() & own.keys():
            raise ValueError(f"texts of {room} repeat {sorted(double)}")
        texts.update(own)
    return texts


def _room(name: str) -> dict[str, Text]:
    texts: dict[str, Text] = import_module(f"registry.texts.{name}").TEXTS
    return texts


@lru_cache(maxsize=4096)
def _text(code: str) -> Text:
    return next((found for room in ROOMS if (found := _room(room).get(code))), _UNKNOWN)


def render(code: str, lang: str, params: Mapping[str, object]) -> Rendered:
    """The message and remedy of ``code`` in ``lang`` (``vi``, anything else is English)."""
    text = _text(code)
    values = _Lenient({"code": code, **{name: _said(name, value, lang) for name, value in params.items()}})
    message, remedy = (text.vi, text.remedy_vi) if lang == "vi" else (text.en, text.remedy_en)
    return Rendered(message.format_map(values), remedy.format_map(values))


def _said(name: str, value: object, lang: str) -> object:
    if isinstance(value, Both):
        return value.vi if lang == "vi" else value.en
    return spoken(name, value, lang)
