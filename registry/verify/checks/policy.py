# SPDX-License-Identifier: Apache-2.0
"""The policy's part of check 7: which rows the certificate must satisfy, and whether its grants do."""

from collections.abc import Mapping, Sequence, Set

from msgspec.structs import replace

from registry.core.credential import digest_of, public_facts
from registry.core.records import Basis
from registry.core.summary import CertificateSummary
from registry.verify.catalogue import rank
from registry.verify.checks.case import Case
from registry.verify.policy import Demand, Facts, demands, is_late, scope_gaps
from registry.verify.results import CheckResult, Note, failed, undecided
from registry.verify.values import Word, day_of


def policy_demands(case: Case, summary: CertificateSummary) -> tuple[Demand, ...]:
    """The row of the issue date and, where it is needed, that of the anchoring day."""
    return _demands(case, summary, facts_of(case, summary))


def _demands(case: Case, summary: CertificateSummary, facts: Facts) -> tuple[Demand, ...]:
    late = anchoring_day_row_needed(case, summary)
    anchored = day_of(case.anchored_at) if late and case.anchored_at is not None else None
    return demands(case.trust, facts, summary.issued, anchored)


def anchoring_day_row_needed(case: Case, summary: CertificateSummary) -> bool:
    """Whether the issue date is too old to be taken at its word: it proves nothing by itself.

    For paper certificates it is the authority that vouches for the date, so the issue date's row is all.
    """
    if case.anchored_at is None or case.retrospective:
        return False
    return is_late(case.trust, summary.issued, day_of(case.anchored_at))


def facts_of(case: Case, summary: CertificateSummary) -> Facts:
    """The summary's facts; HS codes where the credential that it commits to is in hand.

    Without the credential the catalogue speaks for whole norms only: ``goods_untold`` asks what it might have
    raised.
    """
    return Facts(
        kind=summary.kind,
        mark=summary.mark,
        risk=summary.risk,
        method=summary.method,
        scopes=summary.scopes,
        hs_codes=_hs_codes(case, summary) or (),
    )


def policy_gap(
    case: Case, summary: CertificateSummary, asked: Sequence[Demand], bases: Mapping[str, Set[Basis]]
) -> CheckResult | None:
    """FAIL or ERROR for the first row that is missing or not satisfied, ``None`` where all are."""
    for demand in asked:
        if demand.row is None:
            return undecided(7, "POLICY_MISSING", issued=demand.day)
        if gaps := scope_gaps(case.trust, demand.row, summary.scopes, bases):
            needed = sorted(demand.row.any_of[0])
            params: dict[str, object] = {"row": demand.row.id, "day": demand.day, "needed": needed}
            return failed(7, "GRANTS_INSUFFICIENT", _risk_notes(summary, asked), scopes=gaps, **params)
    return None


def goods_untold(
    case: Case, summary: CertificateSummary, bases: Mapping[str, Set[Basis]]
) -> CheckResult | None:
    """ERROR where the credential, which names the goods, is not in hand and goods under these norms might need
    more than the grants give: taking the credential away must never better a verdict.
    """
    if _hs_codes(case, summary) is not None:
        return None
    for demand in _demands(case, summary, replace(facts_of(case, summary), hs_codes=None)):
        if demand.row is None or scope_gaps(case.trust, demand.row, summary.scopes, bases):
            return undecided(7, "GOODS_NOT_TOLD", risk=Word(demand.risk or ""), day=demand.day)
    return None


def policy_notes(summary: CertificateSummary, asked: Sequence[Demand]) -> list[Note]:
    """RISK_BELOW_CATALOGUE, EARLIER_RULES."""
    notes = _risk_notes(summary, asked)
    if asked and asked[0].row is not None and asked[0].row.earlier_rules:
        notes.append(Note("EARLIER_RULES", {"issued": summary.issued, "row": asked[0].row.id}))
    return notes


def _risk_notes(summary: CertificateSummary, asked: Sequence[Demand]) -> list[Note]:
    highest = max((demand.risk for demand in asked), key=rank, default=None)
    if highest is None or summary.risk is None or rank(highest) <= rank(summary.risk):
        return []
    params = {"declared": Word(summary.risk), "catalogued": Word(highest)}
    return [Note("RISK_BELOW_CATALOGUE", params)]


def _hs_codes(case: Case, summary: CertificateSummary) -> tuple[str, ...] | None:
    """``None`` without the credential that the summary commits to."""
    credential = case.claim.credential
    if credential is None or digest_of(credential.jws) != summary.credential_sha256:
        return None
    products = public_facts(credential).get("products", ())
    return tuple(dict.fromkeys(code for product in products for code in product.get("hs_codes", ())))
