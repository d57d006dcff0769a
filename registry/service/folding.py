# SPDX-License-Identifier: Apache-2.0
"""Text as a search sees it: no case, no diacritics, đ as d. Never used for anything that is hashed."""

import unicodedata
from collections.abc import Iterable

from registry.core.text import normal_number

_STROKES = str.maketrans("đÐð", "ddd")


def fold(text: str) -> str:
    """``text`` in lower case without diacritics, spaces made single."""
    plain = unicodedata.normalize("NFD", text.casefold().translate(_STROKES))
    return " ".join("".join(char for char in plain if not unicodedata.combining(char)).split())


def search_text(number: str, others: Iterable[str | None]) -> str:
    """What one certificate is found by: its number as printed and without separators, then the rest."""
    parts = [number, normal_number(number), *(text for text in others if text)]
    return " ".join(dict.fromkeys(fold(part) for part in parts))
