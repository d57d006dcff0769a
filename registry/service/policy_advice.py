# SPDX-License-Identifier: Apache-2.0
"""What the rules of the trust list say of a certificate before it is issued: spelling, dates, risk, norms.

Warnings only: what refuses is decided by the grants (``choose_grants``) and by the certificate's own model.
"""

from collections.abc import Container, Iterator
from datetime import date

from registry.core.certificate import Certificate, ConformityCertificate
from registry.core.hashing import scope_hash
from registry.errors import Finding
from registry.verify.catalogue import ScopeRow
from registry.verify.policy import Facts, demands, is_late
from registry.verify.trust import TrustList


def facts_of(certificate: Certificate) -> Facts:
    """What the policy looks at."""
    if not isinstance(certificate, ConformityCertificate):
        return Facts(kind=certificate.kind)
    codes = (code for product in certificate.products for code in product.hs_codes)
    return Facts(
        kind=certificate.kind,
        mark=certificate.mark,
        risk=certificate.risk,
        method=certificate.method,
        scopes=tuple(dict.fromkeys(norm.code for norm in certificate.norms)),
        hs_codes=tuple(sorted(set(codes))),
    )


def spell_as_granted(
    certificate: Certificate, trust: TrustList, granted: Container[bytes] = ()
) -> tuple[Certificate, list[Finding]]:
    """The certificate with each norm's alias replaced by the catalogue's code, which is what grants name.

    A name that one of the body's grants (``granted``: their scope hashes) has letter by letter stays. Findings:
    SCOPE_RESOLVED for each name that changes, NORM_DUPLICATE where two names turn out to be one norm.
    """
    if not isinstance(certificate, ConformityCertificate):
        return certificate, []
    codes = [_code(norm.code, trust, granted) for norm in certificate.norms]
    findings = [
        Finding("SCOPE_RESOLVED", "warning", f"norms[{i}].code", {"text": norm.code, "scope": code})
        for i, (norm, code) in enumerate(zip(certificate.norms, codes, strict=True))
        if code != norm.code
    ]
    if not findings:
        return certificate, []
    findings += [
        Finding("NORM_DUPLICATE", "error", f"norms[{i}].code", {"text": certificate.norms[i].code})
        for i, code in enumerate(codes)
        if code in codes[:i]
    ]
    norms = tuple(
        norm.model_copy(update={"code": code}) for norm, code in zip(certificate.norms, codes, strict=True)
    )
    return certificate.model_copy(update={"norms": norms}), findings


def policy_advice(certificate: Certificate, trust: TrustList, today: date) -> list[Finding]:
    """Findings: ISSUED_LATE, VALIDITY_BEFORE_ISSUE, RISK_BELOW_CATALOGUE, METHOD_NOT_LISTED,
    NORM_NOT_IN_FORCE; all warnings.
    """
    facts = facts_of(certificate)
    found = [
        *_days(certificate, trust, today),
        *_risk(certificate, facts, trust, today),
        *_methods(certificate, facts, trust),
        *_norms(certificate, facts, trust),
    ]
    return [Finding(code, "warning", where, params) for where, code, params in found]


def advice_before_issue(certificate: Certificate, trust: TrustList, today: date) -> list[Finding]:
    """The same without a body's grants: names as the catalogue has them, and what no rule speaks of.

    Findings also: SCOPE_RESOLVED, NORM_DUPLICATE (error), ISSUED_IN_FUTURE, ISSUE_POLICY_MISSING (warnings:
    what is checked today may be issued on its day, and under a newer list).
    """
    certificate, found = spell_as_granted(certificate, trust)
    if certificate.issued > today:
        params: dict[str, object] = {"issued": _shown(certificate.issued), "today": _shown(today)}
        found.append(Finding("ISSUED_IN_FUTURE", "warning", "issued", params))
    missing = [
        d.day for d in demands(trust, facts_of(certificate), certificate.issued, today) if d.row is None
    ]
    found += [Finding("ISSUE_POLICY_MISSING", "warning", "", {"issued": _shown(day)}) for day in missing[:1]]
    return [*found, *policy_advice(certificate, trust, today)]


_Advice = Iterator[tuple[str, str, dict[str, object]]]


def _days(certificate: Certificate, trust: TrustList, today: date) -> _Advice:
    if is_late(trust, certificate.issued, today):
        late = (today - certificate.issued).days
        params = {"issued": _shown(certificate.issued), "days": late, "limit": trust.late_after_days}
        yield "issued", "ISSUED_LATE", params
    if certificate.validity and certificate.validity.first < certificate.issued:
        first, issued = _shown(certificate.validity.first), _shown(certificate.issued)
        yield "validity.first", "VALIDITY_BEFORE_ISSUE", {"first": first, "issued": issued}


def _risk(certificate: Certificate, facts: Facts, trust: TrustList, today: date) -> _Advice:
    for demand in demands(trust, facts, certificate.issued, today):
        if facts.risk is not None and demand.risk is not None and demand.risk != facts.risk:
            yield "risk", "RISK_BELOW_CATALOGUE", {"declared": facts.risk, "catalogued": demand.risk}
            return


def _methods(certificate: Certificate, facts: Facts, trust: TrustList) -> _Advice:
    for code, row in _rows(facts, trust):
        risks = [
            risk for risk in row.risks if risk.methods and risk.applies(certificate.issued, facts.hs_codes)
        ]
        listed = sorted({method for risk in risks for method in risk.methods})
        if listed and facts.method not in listed:
            methods = ", ".join(map(str, listed))
            yield "method", "METHOD_NOT_LISTED", {"method": facts.method, "methods": methods, "scope": code}


def _norms(certificate: Certificate, facts: Facts, trust: TrustList) -> _Advice:
    for code, row in _rows(facts, trust):
        if not row.in_force(certificate.issued):
            days = {
                "since": _shown(row.since),
                "until": _shown(row.until),
                "issued": _shown(certificate.issued),
            }
            yield "norms", "NORM_NOT_IN_FORCE", {"scope": code, "successor": row.replaced_by or "–", **days}


def _rows(facts: Facts, trust: TrustList) -> Iterator[tuple[str, ScopeRow]]:
    found = ((code, trust.scope(code)) for code in facts.scopes)
    return ((code, row) for code, row in found if row is not None)


def _code(text: str, trust: TrustList, granted: Container[bytes]) -> str:
    row = trust.scope(text)
    return text if row is None or scope_hash(text) in granted else row.code


def _shown(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else "–"
