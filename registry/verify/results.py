# SPDX-License-Identifier: Apache-2.0
"""What a check yields, and the rule that makes a verdict of twelve of them (protocol §6)."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from msgspec import Struct, field

from registry.errors import RegistryError, TransientError
from registry.texts import render
from registry.verify.values import localised

CHECK_NAMES = (
    "format", "signature", "keys", "credential", "inclusion", "anchor",
    "authority", "status", "today", "validity", "files", "freshness",
)  # fmt: skip
TODAY, FILES = 9, 11


class Status(StrEnum):
    """The five results of a check."""

    PASS = "PASS"  # noqa: S105 -- a result, not a password
    WARN = "WARN"
    FAIL = "FAIL"
    ERROR = "ERROR"
    SKIPPED = "SKIPPED"


class Verdict(StrEnum):
    """What the twelve checks amount to."""

    VALID = "VALID"
    INVALID = "INVALID"
    INDETERMINATE = "INDETERMINATE"


class Note(Struct, frozen=True):
    """A stable code with the values that fill its text; ``transient`` where trying again can help."""

    code: str
    params: Mapping[str, object] = field(default_factory=dict)
    transient: bool = False

    @classmethod
    def of(cls, error: RegistryError) -> "Note":
        """An error as a note."""
        return cls(error.code, error.params, isinstance(error, TransientError))

    def text(self, lang: str = "vi") -> str:
        """The sentence in ``vi`` or ``en``."""
        return render(self.code, lang, localised(self.params, lang)).message

    def remedy(self, lang: str = "vi") -> str:
        """What to do about it; may be empty."""
        return render(self.code, lang, localised(self.params, lang)).remedy


class CheckResult(Struct, frozen=True):
    """``number`` from 1 to 12; ``notes`` are warnings beside the result itself."""

    number: int
    status: Status
    note: Note
    notes: tuple[Note, ...] = ()

    @property
    def name(self) -> str:
        """The check's stable name."""
        return CHECK_NAMES[self.number - 1]

    @property
    def code(self) -> str:
        """The stable code, never renumbered."""
        return self.note.code

    @property
    def params(self) -> Mapping[str, object]:
        """The values that fill the code's text."""
        return self.note.params

    def text(self, lang: str = "vi") -> str:
        """The result in one sentence."""
        return self.note.text(lang)

    def remedy(self, lang: str = "vi") -> str:
        """What to do about it; may be empty."""
        return self.note.remedy(lang)

    @property
    def warnings(self) -> tuple[Note, ...]:
        """Everything that this check warns of."""
        return (self.note, *self.notes) if self.status is Status.WARN else self.notes


def passed(number: int, code: str, notes: Sequence[Note] = (), /, **params: object) -> CheckResult:
    """PASS, or WARN with the first of ``notes`` as its code."""
    if notes:
        return CheckResult(number, Status.WARN, notes[0], tuple(notes[1:]))
    return CheckResult(number, Status.PASS, Note(code, params))


def failed(number: int, code: str, notes: Sequence[Note] = (), /, **params: object) -> CheckResult:
    """FAIL: the evidence shows that it is not so."""
    return CheckResult(number, Status.FAIL, Note(code, params), tuple(notes))


def undecided(number: int, code: str, /, **params: object) -> CheckResult:
    """ERROR: nobody can tell from this evidence."""
    return CheckResult(number, Status.ERROR, Note(code, params))


def unanswered(number: int, note: Note) -> CheckResult:
    """ERROR with the reason that the evidence is missing."""
    return CheckResult(number, Status.ERROR, note)


def skipped(number: int, code: str = "NOT_REACHED", **params: object) -> CheckResult:
    """SKIPPED: an earlier check left nothing to judge, or nobody asked."""
    return CheckResult(number, Status.SKIPPED, Note(code, params))


def verdict_of(checks: Sequence[CheckResult], *, file_asked: bool) -> Verdict:
    """Any FAIL is INVALID; else ERROR or SKIPPED in a required check is INDETERMINATE; warnings never count.

    Required are 1 to 8, 10, 12, and 11 when a file was asked about.
    """
    if any(check.status is Status.FAIL for check in checks):
        return Verdict.INVALID
    optional = {TODAY} if file_asked else {TODAY, FILES}
    required = [check for check in checks if check.number not in optional]
    if any(check.status in (Status.ERROR, Status.SKIPPED) for check in required):
        return Verdict.INDETERMINATE
    return Verdict.VALID
