# SPDX-License-Identifier: Apache-2.0
"""A superseded revision is answered by the one that took its place (docs/spec/verification.md).

Later revisions come from the same untrusted source as bundles. One counts only where its signed summary
names, as ``previous``, the leaf hash of the revision before it, down to the one in hand; and it answers only
by all twelve checks of its own at the date asked.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from registry.core.code import code_of
from registry.core.summary import CertificateSummary
from registry.core.text import normal_number
from registry.errors import TransientError
from registry.ports.bundles import MAX_SUCCESSORS, BundleSource
from registry.verify.changes import Changes, changes_between, shortened
from registry.verify.checks.case import Case
from registry.verify.checks.source import chain_defect, papers_defect
from registry.verify.claim import Claim, claim_of_answer
from registry.verify.facts import Facts, facts_of
from registry.verify.models import Models, models_of
from registry.verify.results import (
    CheckResult,
    Note,
    Status,
    Verdict,
    passed,
    skipped,
    undecided,
    verdict_of,
)
from registry.verify.values import Word

Checks = tuple[CheckResult, ...]
Judge = Callable[[Claim], tuple[Case, Checks]]
_STATUS, _VALIDITY = 8, 10
# Of the thing in hand, whatever answers for it: its form, its signature, the files held beside it; what answers
# may fail them as well.
_OWN = (1, 2, 11)
# With keys and anchor in order it is a certificate of this body; before that it is the source's word alone.
_SHOWN = (3, 6)


class Newer(NamedTuple):
    """The revision that answered, and what it changed."""

    facts: Facts
    changes: Changes


class _Step(NamedTuple):
    """One later revision, judged; ``words`` are the change words up to it."""

    case: Case
    facts: Facts
    checks: Checks
    words: tuple[str, ...]


def follow(
    case: Case, checks: Checks, bundles: BundleSource | None, judge: Judge, model: str | None
) -> tuple[Checks, Newer | None]:
    """The checks that answer for ``case`` and the revision that they are about, if another."""
    facts = facts_of(case)
    if facts is None:
        return checks, None
    if not _superseded(checks):
        return _model_checked(checks, facts, model), None
    found = _newest(case, bundles, judge)
    if isinstance(found, str):
        return _missing(checks, found), None
    if found is None:
        return checks, None
    if not all(_good(found.checks[number - 1]) for number in _SHOWN):
        return _joined(checks, found.checks), None
    newer = Newer(facts=found.facts, changes=changes_between(facts, found.facts, found.words))
    return _answered(checks, found, facts, newer, model), newer


def _superseded(checks: Checks) -> bool:
    """Replaced, and nothing else is wrong with it but its period, which a later revision may extend."""
    failures = {check.number for check in checks if check.status is Status.FAIL}
    return checks[_STATUS - 1].code == "STATUS_SUPERSEDED" and failures <= {_STATUS, _VALIDITY}


def _newest(case: Case, bundles: BundleSource | None, judge: Judge) -> _Step | str | None:
    """The revision that holds at the date asked; why there is none to be had; ``None`` where the certificate
    was not replaced by a revision of its own number.
    """
    claim, step = case.claim, None
    assert claim.signed is not None
    if bundles is None:
        return "NO_SOURCE"
    try:
        sent = bundles.successors(code_of(claim.signed.summary))
    except TransientError as error:
        return error.code
    if sent is None:
        return "CERTIFICATE_NOT_FOUND"
    words: tuple[str, ...] = ()
    for later in _linked(claim, sent):
        if isinstance(later, str):
            return later
        step = _judged(later, judge, words)
        if isinstance(step, str) or not _superseded(step.checks):
            return step
        words = step.words
    return step


def _linked(claim: Claim, sent: Sequence[bytes]) -> Iterator[Claim | str]:
    """Each later revision once it is shown to follow the one before it; a defect ends the row."""
    before = claim
    for data in sent[:MAX_SUCCESSORS]:
        later = claim_of_answer(data)
        if later.malformed or papers_defect(later) or not _follows(before, later):
            yield "SOURCE_ANSWERED_WRONG"
            return
        yield later
        before = later


def _follows(before: Claim, later: Claim) -> bool:
    old, new = before.certificate, later.certificate
    if old is None or new is None or before.leaf is None:
        return False
    return new.previous == before.leaf and new.revision > old.revision and _same(old, new)


def _same(old: CertificateSummary, new: CertificateSummary) -> bool:
    number = normal_number(old.number) == normal_number(new.number)
    return number and (old.kind, old.body, old.network) == (new.kind, new.body, new.network)


def _judged(claim: Claim, judge: Judge, words: tuple[str, ...]) -> _Step | str:
    case, checks = judge(claim)
    facts = facts_of(case)
    if facts is None or chain_defect(claim, checks) or checks[5].code == "NOT_ANCHORED":
        return "SOURCE_ANSWERED_WRONG"
    word = facts.details.get("change")
    return _Step(case, facts, checks, (*words, str(word)) if word else words)


def _missing(checks: Checks, why: str) -> Checks:
    """Without the revision that counts nobody can tell; it may have extended the period as well."""
    params = {"since": checks[_STATUS - 1].params["since"], "why": Word(why)}
    return tuple(
        undecided(_STATUS, "SUCCESSOR_MISSING", **params)
        if check.number == _STATUS
        else skipped(check.number)
        if check.status is Status.FAIL
        else check
        for check in checks
    )


def _answered(checks: Checks, step: _Step, facts: Facts, newer: Newer, model: str | None) -> Checks:
    """The twelve results of the later revision, with what is of the thing in hand kept."""
    joined = _joined(checks, step.checks)
    summary = step.facts.summary
    params: dict[str, object] = {
        "revision": summary.revision, "issued": summary.issued, "changes": newer.changes.text(),
    }  # fmt: skip
    status = joined[_STATUS - 1]
    if verdict_of(joined, file_asked=False) is Verdict.VALID:
        old, new = models_of(facts.summary, facts.details), models_of(summary, step.facts.details)
        if (told := _model_answer(old, new, model, params)) is not None:
            return _with_status(joined, told)
    return _with_status(joined, _noted(status, Note("ANSWERED_BY_NEWER", params)))


def _joined(checks: Checks, later: Checks) -> Checks:
    return tuple(_of_both(own, other) for own, other in zip(checks, later, strict=True))


def _of_both(own: CheckResult, other: CheckResult) -> CheckResult:
    if own.number in _OWN:
        return other if other.status is Status.FAIL else own
    unknown = own.status in (Status.ERROR, Status.SKIPPED) and other.status is not Status.FAIL
    return own if unknown and own.number not in (_STATUS, _VALIDITY) else other


def _noted(status: CheckResult, note: Note) -> CheckResult:
    if _good(status):
        return passed(_STATUS, status.code, [note, *status.warnings])
    return replace(status, notes=(*status.notes, note))


def _model_answer(
    old: Models, new: Models, model: str | None, params: dict[str, object]
) -> CheckResult | None:
    """``None`` where the newest revision covers what is asked about."""
    if model is None:
        alike = old.same_as(new)
        return None if alike else undecided(_STATUS, "MODEL_NOT_SAID", **params)
    if not (old.names or new.names) or new.cover(model):
        return None
    told = {**params, "model": model, "models": shortened(new.names)}
    if not new.complete:
        return undecided(_STATUS, "MODEL_LIST_CUT", **told)
    if old.cover(model):
        return CheckResult(_STATUS, Status.FAIL, Note("MODEL_DROPPED", told))
    return undecided(_STATUS, "MODEL_NOT_LISTED", **told)


def _model_checked(checks: Checks, facts: Facts, model: str | None) -> Checks:
    """A certificate in force says nothing about a model that it does not list."""
    status = checks[_STATUS - 1]
    if model is None or not _good(status):
        return checks
    models = models_of(facts.summary, facts.details)
    if not models.names or models.cover(model):
        return checks
    code = "MODEL_NOT_LISTED" if models.complete else "MODEL_LIST_CUT"
    told = undecided(_STATUS, code, model=model, models=shortened(models.names))
    return _with_status(checks, replace(told, notes=status.warnings))


def _good(check: CheckResult) -> bool:
    return check.status in (Status.PASS, Status.WARN)


def _with_status(checks: Checks, status: CheckResult) -> Checks:
    return (*checks[: _STATUS - 1], status, *checks[_STATUS:])
