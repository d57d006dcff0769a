# SPDX-License-Identifier: Apache-2.0
"""Findings and rows of an audit as a person reads them: times, states and reasons in words."""

from collections.abc import Mapping
from typing import Any

from registry.cli.moments import shown_end
from registry.core.records import KeyKind, State
from registry.errors import Finding

_INSTANTS = {"since", "at", "due", "last", "issued_from"}
_ENDS = {"until", "issued_until"}
_STATES = {"state", "asked"}
_SHORT = 16


def localised_finding(finding: Finding, lang: str) -> Finding:
    """The same finding with its values as ``lang`` writes them."""
    return Finding(finding.code, finding.severity, finding.where, written(finding.params, lang))


def written(params: Mapping[str, object], lang: str) -> dict[str, object]:
    """Values of a text: numbers that are times, states or reasons become words."""
    from registry.verify.values import localised

    return localised({name: _typed(name, value, lang) for name, value in params.items()}, lang)


def standing_word(word: str, lang: str) -> str:
    """A code word of a timeline's columns."""
    from registry.texts import catalogue, render
    from registry.verify.values import Word, localised

    code = "TIMELINE_" + word.upper()
    if code in catalogue():
        return render(code, lang, {}).message
    return str(localised({"word": Word(word)}, lang)["word"])


def _typed(name: str, value: Any, lang: str) -> object:
    from registry.verify.values import Reason, Word

    if name in _INSTANTS | _ENDS:
        return _time(name, value, lang)
    if name == "grant" and value == 0:
        return standing_word("every", lang)
    if name in _STATES:
        return State(value)
    if name == "reason" and isinstance(value, int):
        return Reason(value)
    if name in {"kind", "why"}:
        return Word(KeyKind(value).name.lower() if name == "kind" else value)
    return _short(value) if isinstance(value, bytes) else value


def _time(name: str, value: int, lang: str) -> object:
    from registry.texts import render
    from registry.verify.values import Instant

    if value:
        return Instant(value) if name in _INSTANTS else shown_end(value, lang)
    return render("TIMELINE_BEGINNING" if name == "issued_from" else "TIMELINE_OPEN", lang, {}).message


def _short(value: bytes) -> str:
    """The first digits of a digest; of an anchor key those of its address, which stands behind zeros."""
    shown = value[12:] if value[:12] == bytes(12) else value
    return "0x" + shown.hex()[:_SHORT]
