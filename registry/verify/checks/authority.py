# SPDX-License-Identifier: Apache-2.0
"""Check 7: body and grants had the authority that the certificate needs, when it was issued and anchored."""

from collections.abc import Iterator, Sequence
from datetime import date

from registry.core.hashing import scope_hash
from registry.core.history import Lapse, Standing
from registry.core.records import Basis
from registry.core.summary import CertificateSummary
from registry.errors import EvidenceError
from registry.verify.checks.case import Case, standing_lapse
from registry.verify.checks.policy import goods_untold, policy_demands, policy_gap, policy_notes
from registry.verify.evidence import GrantEvidence
from registry.verify.policy import Demand
from registry.verify.results import CheckResult, Note, failed, passed, skipped, undecided
from registry.verify.values import Instant, Reason, Word, day_of, last_instant


def check_authority(case: Case) -> CheckResult:
    """7: scopes named by the certificate's grants, grants among the batch's and enough for the policy of
    the issue date, body and grants active at anchoring and on the issue date, as known now. A retrospective
    batch is older than the body's first record, and judged at the issue date alone.
    """
    summary, anchor = case.claim.certificate, case.claim.anchor
    if summary is None or anchor is None:
        return skipped(7)
    if not set(summary.grants) <= set(anchor.grants):
        return failed(7, "GRANTS_NOT_IN_BATCH", grants=sorted(set(summary.grants) - set(anchor.grants)))
    if case.chain is None:
        return skipped(7, "NO_EVIDENCE")
    if case.anchored_at is None:
        return skipped(7)
    return _issue_day_defect(case, summary, case.anchored_at) or _grants_suffice(case, summary)


def _issue_day_defect(case: Case, summary: CertificateSummary, anchored_at: int) -> CheckResult | None:
    if summary.issued > day_of(anchored_at):
        return failed(7, "ISSUED_AFTER_ANCHORING", issued=summary.issued, anchored=day_of(anchored_at))
    joined = body_joined(case) if case.retrospective else None
    if joined is not None and summary.issued >= joined:
        return failed(7, "RETROSPECTIVE_TOO_LATE", issued=summary.issued, joined=joined)
    return None


def _grants_suffice(case: Case, summary: CertificateSummary) -> CheckResult:
    named = bases_of_scopes(case, summary)
    for scope, bases in named.items():
        if not bases:
            return failed(7, "SCOPE_NOT_COVERED", scope=scope)
    asked = policy_demands(case, summary)
    if (found := policy_gap(case, summary, asked, named)) is not None:
        return found
    for time in _instants(case, summary):
        if (found := _lapse_at(case, summary, time)) is not None:
            return found
    if (untold := goods_untold(case, summary, named)) is not None:
        return untold
    if (unlisted := _unlisted_grantor(case, summary)) is not None:
        return unlisted
    assert case.chain is not None
    notes = _notes(case, summary, asked)
    return (
        passed(7, "AUTHORITY_OK", notes) if case.chain.complete else undecided(7, "CONTRACT_RETIRED_UNKNOWN")
    )


def _unlisted_grantor(case: Case, summary: CertificateSummary) -> CheckResult | None:
    """ERROR for a grant by a grantor that the chain names and the trust list does not; 0 names none."""
    for number in summary.grants:
        grantor = _grant(case, number).grantor
        if grantor and case.trust.grantor(grantor) is None:
            return undecided(7, "GRANTOR_UNKNOWN", grant=number, grantor=grantor)
    return None


def bases_of_scopes(case: Case, summary: CertificateSummary) -> dict[str, set[Basis]]:
    """For each scope of the summary the bases of the grants that name it, or the norm that it amends.

    Raises ``EvidenceError`` EVIDENCE_MISSING_RECORD for a grant that the contract does not know.
    """
    found: dict[str, set[Basis]] = {scope: set() for scope in summary.scopes}
    covers = {scope: {scope_hash(code) for code in case.trust.covering(scope)} for scope in summary.scopes}
    for number in summary.grants:
        grant = _grant(case, number)
        for scope in (scope for scope, hashes in covers.items() if grant.scope_hash in hashes):
            found[scope].add(_basis(grant.basis))
    return found


def body_joined(case: Case) -> date | None:
    """The day that the body's first record was made, as known; before it there is nothing to judge."""
    assert case.chain is not None
    body, known = case.chain.anchor.body, case.asked.known
    changes = () if body is None else body.changes
    times = [change.recorded_at for change in changes if known is None or change.recorded_at <= known]
    return day_of(min(times)) if times else None


def _instants(case: Case, summary: CertificateSummary) -> tuple[int, ...]:
    """Anchoring, and the last instant of the issue day, which cannot be later than the anchoring.

    The authority anchors a paper certificate whatever its body may do by then: there only the issue counts.
    """
    assert case.anchored_at is not None
    issued = min(last_instant(summary.issued), case.anchored_at)
    return (issued,) if case.retrospective else (case.anchored_at, issued)


def _lapse_at(case: Case, summary: CertificateSummary, time: int) -> CheckResult | None:
    assert case.chain is not None
    when: dict[str, object] = {"at": Instant(time), "date": summary.issued}
    bodies = [contract.body for contract in case.chain.contracts]
    if lapse := standing_lapse(bodies, time, case.asked.known):
        return failed(7, "BODY_NOT_AUTHORISED", body=summary.body, **when, **lapse_params(lapse))
    for number in summary.grants:
        if lapse := standing_lapse(list(grant_standings(case, number)), time, case.asked.known):
            params = {**when, **lapse_params(lapse), "scopes": summary.scopes}
            return failed(7, "GRANT_NOT_AUTHORISED", grant=number, **params)
    return None


def grant_standings(case: Case, number: int) -> Iterator[Standing | None]:
    """A grant's history in each contract.

    Raises ``EvidenceError`` EVIDENCE_CONTRADICTORY where a successor numbers another grant so.
    """
    assert case.chain is not None
    first = case.chain.anchor.grants[number]
    for contract in case.chain.contracts:
        grant = contract.grants[number]
        if grant and first and (grant.basis, grant.scope_hash) != (first.basis, first.scope_hash):
            raise EvidenceError("EVIDENCE_CONTRADICTORY", what="grant number")
        yield None if grant is None else grant.standing


def lapse_params(lapse: Lapse) -> dict[str, object]:
    """A lapse as the values of a text."""
    return {"why": Word(lapse.why), "since": Instant(lapse.since), "reason": Reason(lapse.reason)}


def _notes(case: Case, summary: CertificateSummary, asked: Sequence[Demand]) -> list[Note]:
    assert case.anchored_at is not None
    late = (day_of(case.anchored_at) - summary.issued).days
    if case.retrospective:
        anchored = day_of(case.anchored_at)
        notes = [Note("RETROSPECTIVE", {"issued": summary.issued, "anchored": anchored})]
    else:
        notes = [Note("LATE_ANCHOR", {"days": late})] if late > case.trust.late_after_days else []
    return [*notes, *policy_notes(summary, asked)]


def _grant(case: Case, number: int) -> GrantEvidence:
    assert case.chain is not None
    grant = case.chain.anchor.grants[number]
    if grant is None:
        raise EvidenceError("EVIDENCE_MISSING_RECORD")
    return grant


def _basis(number: int) -> Basis:
    try:
        return Basis(number)
    except ValueError as error:
        raise EvidenceError("EVIDENCE_CONTRADICTORY", what="basis") from error
