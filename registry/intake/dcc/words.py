# SPDX-License-Identifier: Apache-2.0
"""Texts of a DCC: which language is taken, and which letters may enter the summary.

Texts that the summary signs are checked letter by letter; texts that are only shown with the file in hand
keep their foreign letters (a viscosity is η) and lose only what is invisible.
"""

import unicodedata

from lxml import etree

from registry.core.certificate.calibration import ShownText
from registry.core.certificate.common import Bilingual
from registry.core.text import check_text
from registry.errors import InputError
from registry.intake.dcc.names import Notes, children, local, raw_text

MAX_SHOWN = 4_000
MAX_SHOWN_LINE = 300


class Words:
    """Chooses among the languages of a text: Vietnamese, English, the file's mandatory one, any."""

    def __init__(self, mandatory: tuple[str, ...], notes: Notes) -> None:
        self._order = ("vi", "en", *mandatory, "")
        self._notes = notes

    def by_language(self, element: etree._Element | None) -> dict[str, str]:
        """Language (``""`` if not given) to text; several contents of one language are joined."""
        texts: dict[str, list[str]] = {}
        for content in children(element, "content"):
            if text := raw_text(content):
                texts.setdefault(str(content.get("lang") or ""), []).append(text)
        return {lang: " ".join(parts) for lang, parts in texts.items()}

    def pick(self, element: etree._Element | None) -> tuple[str, str | None] | None:
        """The text to show to Vietnamese readers and, where it differs, the English one."""
        texts = self.by_language(element)
        if not texts:
            return None
        lang = next((lang for lang in self._order if lang in texts), next(iter(texts)))
        english = texts.get("en")
        return texts[lang], english if english != texts[lang] else None

    def shown(self, element: etree._Element | None) -> ShownText | None:
        """A text for display only."""
        picked = self.pick(element)
        if picked is None:
            return None
        vi, en = visible(picked[0]), visible(picked[1] or "")
        return ShownText(vi=vi, en=en or None) if vi else None

    def shown_line(self, element: etree._Element | None) -> str | None:
        """One line for display only, in the preferred language."""
        shown = self.shown(element)
        return None if shown is None else visible(shown.vi, MAX_SHOWN_LINE)

    def signed(self, element: etree._Element | None, limit: int) -> Bilingual | None:
        """A text whose Vietnamese (or stand-in) form enters the summary: at most ``limit`` characters."""
        picked = self.pick(element)
        if picked is None:
            return None
        vi = self.checked(picked[0], limit, element)
        en = None if picked[1] is None else self.checked(picked[1], MAX_SHOWN, element)
        return None if vi is None else Bilingual(vi=vi, en=en)

    def checked(self, text: str, limit: int, element: etree._Element | None) -> str | None:
        """``text`` in NFC, or None after an error finding; a warning says if it was not in NFC."""
        try:
            checked = check_text(text, limit)
        except InputError as error:
            self._notes.error(error.code, element, **error.params)
            return None
        if checked != text:
            self._notes.warn("DCC_TEXT_NFD", element, text=checked, field=_name(element))
        return checked


def visible(text: str, limit: int = MAX_SHOWN) -> str:
    """``text`` in NFC without control and formatting characters, cut with an ellipsis at ``limit``."""
    kept = "".join(
        " " if unicodedata.category(char) in {"Cc", "Zl", "Zp"} else char
        for char in unicodedata.normalize("NFC", text)
        if unicodedata.category(char) not in {"Cf", "Co", "Cs", "Cn"}
    )
    kept = " ".join(kept.split())
    return kept if len(kept) <= limit else kept[: limit - 1] + "…"


def _name(element: etree._Element | None) -> str:
    return "" if element is None else f"dcc:{local(element)}"
