# SPDX-License-Identifier: Apache-2.0
"""From pydantic's errors to coded findings: every defect with its place, in both languages.

pydantic's own message is never shown: it is English, and its wording changes between releases.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from registry.core.certificate.common import CertificateError, Path
from registry.errors import Finding


@dataclass(frozen=True, slots=True)
class Defect:
    """One refusal of a model: the path from the certificate's root, our code, and what fills its text."""

    path: Path
    code: str
    params: dict[str, object]


def dotted(path: Path) -> str:
    """``products[0].hs_codes[1]``."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def findings_from(
    error: ValidationError,
    where_of: Callable[[Path], str] = dotted,
    label_of: Callable[[Path], str] = dotted,
) -> list[Finding]:
    """Every defect as an error finding.

    ``where_of`` turns a path into the place to show (a cell, a line, a path in a document); ``label_of``
    into the field's name as the reader knows it.
    """
    return [
        Finding(d.code, "error", where_of(d.path), {"field": label_of(d.path), **d.params})
        for d in defects_of(error)
    ]


def defects_of(error: ValidationError) -> Iterator[Defect]:
    """Every defect that pydantic found, in the order of the fields."""
    errors = error.errors(include_url=False)
    for details in errors:
        # pydantic counts only the good entries, so each bad one would also be reported as missing.
        if details["type"] != "too_short" or not any(_inside(other, details) for other in errors):
            yield _defect(details)


def _inside(other: ErrorDetails, outer: ErrorDetails) -> bool:
    loc = outer["loc"]
    return len(other["loc"]) > len(loc) and other["loc"][: len(loc)] == loc


def _defect(details: ErrorDetails) -> Defect:
    context: dict[str, Any] = details.get("ctx", {})
    loc = details["loc"]
    raised = context.get("error")
    if isinstance(raised, CertificateError):
        path = loc if raised.path is None else raised.path
        return Defect(path, raised.error.code, dict(raised.error.params))
    code, names = _CODES.get(details["type"]) or _by_prefix(details["type"])
    params = {name: context[key] for name, key in names.items() if key in context}
    return Defect(loc, code, {"text": _short(details["input"]), **params})


def _by_prefix(kind: str) -> tuple[str, dict[str, str]]:
    for prefix, code in _PREFIXES:
        if kind.startswith(prefix):
            return code, {}
    return "FIELD_FORMAT", {}


def _short(value: object) -> str:
    """Enough of the input to recognise it; structures are not repeated."""
    return str(value)[:80] if isinstance(value, str | int | float) else type(value).__name__


_AT_LEAST: dict[str, str] = {"limit": "ge"}
_AT_MOST: dict[str, str] = {"limit": "le"}
_CODES: dict[str, tuple[str, dict[str, str]]] = {
    "missing": ("FIELD_MISSING", {}),
    "extra_forbidden": ("FIELD_UNKNOWN", {}),
    "literal_error": ("FIELD_CHOICE", {"choices": "expected"}),
    "enum": ("FIELD_CHOICE", {"choices": "expected"}),
    "greater_than_equal": ("FIELD_TOO_SMALL", _AT_LEAST),
    "less_than_equal": ("FIELD_TOO_LARGE", _AT_MOST),
    "too_short": ("FIELD_TOO_FEW", {"limit": "min_length", "count": "actual_length"}),
    "too_long": ("FIELD_TOO_MANY", {"limit": "max_length", "count": "actual_length"}),
    "string_too_long": ("FIELD_TOO_LONG", {"limit": "max_length"}),
    "json_invalid": ("FIELD_FORMAT", {}),
}
_PREFIXES: Sequence[tuple[str, str]] = (
    ("date", "DATE_FORMAT"),
    ("int", "FIELD_INTEGER"),
    ("string", "FIELD_TEXT"),
    ("tuple", "FIELD_LIST"),
    ("model", "FIELD_GROUP"),
)
