# SPDX-License-Identifier: Apache-2.0
"""From a case's check results to the one outcome that people read (domain §5, docs/spec/outcomes.md).

Within a verdict the first outcome that holds is the headline, the rest are notes. A grey outcome never
hides a red verdict, and a red one never stands for missing evidence, with two exceptions that the field
asks for: a QR code of an unknown host is warned of whatever the certificate is worth, and a code that
nobody recorded is shown in red although nobody can prove an absence.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from registry.verify.results import CheckResult, Note, Status, Verdict
from registry.verify.values import localised
from registry.verify.wording import BADGES, WORDING
from registry.verify.wording_model import Wording

_RED: Mapping[str, str] = {
    "FILE_STATEMENT_AS_CERTIFICATE": "NOT_A_CERTIFICATE",
    "SIGNER_KEY_UNKNOWN": "KEY_NOT_GOOD",
    "SIGNER_KEY_NOT_YET_VALID": "KEY_NOT_GOOD",
    "SIGNER_KEY_REVOKED": "KEY_NOT_GOOD",
    "SIGNER_KEY_COMPROMISED": "KEY_NOT_GOOD",
    "SCOPE_NOT_COVERED": "ISSUER_NOT_AUTHORISED",
    "GRANTS_INSUFFICIENT": "ISSUER_NOT_AUTHORISED",
    "BODY_NOT_AUTHORISED": "ISSUER_NOT_AUTHORISED",
    "GRANT_NOT_AUTHORISED": "ISSUER_NOT_AUTHORISED",
    "RETROSPECTIVE_TOO_LATE": "ISSUER_NOT_AUTHORISED",
    "STATUS_WITHDRAWN": "WITHDRAWN",
    "STATUS_SUSPENDED": "SUSPENDED",
    "STATUS_SUPERSEDED": "SUPERSEDED",
    "MODEL_DROPPED": "MODEL_DROPPED",
    "EXPIRED": "EXPIRED",
    "NOT_YET_VALID": "NOT_YET",
}  # any other failure means that the content does not match
_GREY: Mapping[str, str] = {
    "WRONG_NETWORK": "WRONG_NETWORK",
    "CERTIFICATE_NOT_FOUND": "NOT_FOUND",
    "NUMBER_NOT_FOUND": "NOT_FOUND",
    "NOT_ANCHORED": "NOT_FOUND",
    "QR_SIGNATURE_ONLY": "SIGNATURE_ONLY",
    "NOT_ANCHORED_AT_DATE": "NOT_ANCHORED_AT_DATE",
    "EVIDENCE_TOO_OLD": "STALE",
    "EVIDENCE_BEFORE_DATE": "STALE",
    "CLOCK_BEHIND": "STALE",
    "TRUST_LIST_EXPIRED": "STALE",
    "FILE_NOT_BOUND": "FILE_NOT_BOUND",
    "MODEL_NOT_SAID": "MODEL_NOT_SAID",
    "MODEL_NOT_LISTED": "MODEL_NOT_LISTED",
    "MODEL_LIST_CUT": "MODEL_NOT_LISTED",
    "SUCCESSOR_MISSING": "SUCCESSOR_MISSING",
}
_AMBER: Mapping[str, str] = {
    "ISSUER_SINCE_SUSPENDED": "ISSUER_SINCE_SUSPENDED",
    "ORDER_REVIEW": "UNDER_REVIEW",
    "ANSWERED_BY_NEWER": "ANSWERED_BY_NEWER",
    "SURVEILLANCE_OVERDUE": "SURVEILLANCE_OVERDUE",
    "LATE_ANCHOR": "LATE_ANCHOR",
    "SCOPE_REDUCED": "SCOPE_REDUCED",
    "GRANT_SINCE_REDUCED": "SCOPE_REDUCED",
    "RETROSPECTIVE": "RETROSPECTIVE",
}
PRECEDENCE = tuple(WORDING)


class OutcomeWords(NamedTuple):
    """What people read, in one language: ``notes`` are the other things to know."""

    headline: str
    reason: str
    officer: str
    consumer: str
    badges: tuple[str, ...]
    notes: tuple[str, ...]


class Outcome(NamedTuple):
    """``code`` is stable; ``colour``, ``shape`` and ``icon`` are names for whoever draws them.

    ``badges`` are side badges; ``others`` are further outcomes that hold and warnings.
    """

    code: str
    params: Mapping[str, object]
    badges: tuple[Note, ...]
    others: tuple[Note, ...]
    colour: str
    decided_by: Note | None = None

    @property
    def shape(self) -> str:
        """``circle``, ``square``, ``octagon``, ``octagon-outline``, ``triangle``, ``diamond`` and so on."""
        return WORDING[self.code].shape

    @property
    def icon(self) -> str:
        """A name for the icon: state is never told by colour alone."""
        return WORDING[self.code].icon

    def text(self, lang: str = "vi") -> OutcomeWords:
        """Headline of at most eight words, one reason, one action for an officer and one for a consumer."""
        wording, values = WORDING[self.code], localised(self.params, lang)
        reason = _filled(wording.reason.text(lang), values)
        if not reason and self.decided_by is not None:
            reason = _sentence(self.decided_by.text(lang))
        return OutcomeWords(
            headline=_filled(wording.headline.text(lang), values),
            reason=reason,
            officer=_filled(wording.officer.text(lang), values),
            consumer=_filled(wording.consumer.text(lang), values),
            badges=tuple(_filled(BADGES[b.code].text(lang), localised(b.params, lang)) for b in self.badges),
            notes=tuple(_sentence(note.text(lang)) for note in self.others),
        )


def outcome_of(
    verdict: Verdict, checks: Iterable[CheckResult], facts: Mapping[str, object], *, date_asked: bool
) -> Outcome:
    """The headline of a report, with everything else that holds."""
    candidates, warnings = _candidates(verdict, list(checks))
    code, note = min(candidates, key=lambda item: PRECEDENCE.index(item[0]))
    rest = [other for _, other in candidates if other is not None and other != note]
    badges = tuple(w for w in warnings if w.code in BADGES)
    others = _others(rest, warnings, note)
    params = {**facts, **(note.params if note else {})}
    return Outcome(code, params, badges, others, _colour(WORDING[code], code, date_asked), note)


def _candidates(
    verdict: Verdict, checks: list[CheckResult]
) -> tuple[list[tuple[str, Note | None]], list[Note]]:
    warnings = [note for check in checks for note in check.warnings]
    warnings += [check.note for check in checks if check.status is Status.PASS and check.code in BADGES]
    found: list[tuple[str, Note | None]] = [
        ("FOREIGN_DOMAIN", w) for w in warnings if w.code == "FOREIGN_HOST"
    ]
    if verdict is Verdict.INVALID:
        failures = [check.note for check in checks if check.status is Status.FAIL]
        return found + [(_RED.get(note.code, "TAMPERED"), note) for note in failures], warnings
    if verdict is Verdict.INDETERMINATE:
        return found + [_grey(check) for check in checks if check.status is Status.ERROR] + [
            ("CANNOT_TELL", None)
        ], warnings
    amber: list[tuple[str, Note | None]] = [(_AMBER[w.code], w) for w in warnings if w.code in _AMBER]
    return [*found, *amber, ("VALID", None)], warnings


def _grey(check: CheckResult) -> tuple[str, Note | None]:
    if check.number == 1:
        return "MALFORMED", check.note
    if check.note.transient:
        return "UNREACHABLE", check.note
    return _GREY.get(check.code, "CANNOT_TELL"), check.note


def _others(rest: list[Note], warnings: list[Note], headline: Note | None) -> tuple[Note, ...]:
    shown = [note for note in (*rest, *warnings) if note != headline and note.code not in BADGES]
    return tuple({(note.code, str(note.params)): note for note in shown}.values())


def _colour(wording: Wording, code: str, date_asked: bool) -> str:
    """Expired is amber today and red where the date that matters lies after the end (domain §5.2)."""
    return "red" if code == "EXPIRED" and date_asked else wording.colour


def _filled(template: str, values: Mapping[str, object]) -> str:
    # A value that is empty for this certificate leaves no blank behind.
    return " ".join(template.format_map(_Lenient(values)).split())


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?")) else ".")


class _Lenient(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return "–"
