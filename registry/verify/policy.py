# SPDX-License-Identifier: Apache-2.0
"""Which grants a certificate needs: a dated table in the trust list, never constants in code (protocol §4).

A certificate is judged under the row of its issue date, and under that of the anchoring day too where it was
anchored late: an issue date by itself proves nothing. The first row that applies counts; none means that
nobody can tell. Registration is a body's licence for an activity and serves every scope of the
certificate; every other basis serves only the scope that its grant names.
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from registry.core.records import Basis
from registry.verify.catalogue import judged_level
from registry.verify.policy_rows import MARKS, NO_MARK, PolicyRow

if TYPE_CHECKING:
    from registry.verify.trust import TrustList

__all__ = [
    "MARKS", "NO_MARK", "Demand", "Facts", "PolicyRow", "demand", "demands", "is_late", "passed_over", "required",
    "satisfied", "scope_gaps",
]  # fmt: skip
# For each kind of certificate the kind of catalogued scope that belongs to the other one.
_OTHER_KIND = {"conformity": "field", "calibration": "norm"}


class Facts(Struct, frozen=True, kw_only=True):
    """What of a certificate the policy looks at. ``hs_codes`` in digits, ``None`` where nobody can know them: then
    the norms' highest level counts.
    """

    kind: str
    mark: str | None = None
    risk: str | None = None
    method: int | None = None
    scopes: tuple[str, ...] = ()
    hs_codes: tuple[str, ...] | None = ()


class Demand(NamedTuple):
    """The row of ``day``, ``None`` where there is none, and the risk level by which it was found."""

    day: date
    row: PolicyRow | None
    risk: str | None


def passed_over(trust: "TrustList", facts: Facts, found: Demand) -> tuple[tuple[PolicyRow, str], ...]:
    """The rows tried before the one found, each with the condition that did not hold."""
    judged = trust.judged(facts.scopes)
    tried: list[tuple[PolicyRow, str]] = []
    for row in trust.policies:
        missed = row.mismatch(
            kind=facts.kind, mark=facts.mark, risk=found.risk, method=facts.method, issued=found.day,
            scopes=judged,
        )  # fmt: skip
        if missed is None:
            break
        tried.append((row, missed))
    return tuple(tried)


def demand(trust: "TrustList", facts: Facts, day: date) -> Demand:
    """What the rules of ``day`` ask for, by the higher of the declared and the catalogued risk level."""
    risk = judged_level(facts.risk, trust.catalogued_level(facts.scopes, facts.hs_codes, day))
    row = required(trust, facts.kind, facts.mark, risk, facts.method, day, facts.scopes)
    return Demand(day=day, row=row, risk=risk)


def demands(
    trust: "TrustList", facts: Facts, issued: date, anchored: date | None = None
) -> tuple[Demand, ...]:
    """What the issue date asks for, then what the anchoring day asks for where ``anchored`` is late."""
    days = [issued] if anchored is None or not is_late(trust, issued, anchored) else [issued, anchored]
    return tuple(demand(trust, facts, day) for day in days)


def is_late(trust: "TrustList", issued: date, anchored: date) -> bool:
    """Whether so many days lie between the two that the issue date is not taken at its word."""
    return (anchored - issued).days > trust.late_after_days


def required(  # noqa: PLR0917 -- the summary's facts in the summary's order
    trust: "TrustList",
    kind: str,
    mark: str | None,
    risk: str | None,
    method: int | None,
    issued: date,
    scopes: Sequence[str] = (),
) -> PolicyRow | None:
    """The row that a certificate with these facts is judged by, or ``None``: then nobody can tell.

    Rows look at norms and fields; an amendment stands for the norm that it belongs to.
    """
    judged = trust.judged(scopes)
    for row in trust.policies:
        if row.applies(kind=kind, mark=mark, risk=risk, method=method, issued=issued, scopes=judged):
            return row
    return None


def satisfied(row: PolicyRow, bases: Iterable[Basis]) -> bool:
    """Whether ``bases``, held for one scope, contain one of the row's sets."""
    held = frozenset(bases)
    return any(needed <= held for needed in row.any_of)


def scope_gaps(
    trust: "TrustList", row: PolicyRow, scopes: Sequence[str], bases: Mapping[str, Set[Basis]]
) -> tuple[str, ...]:
    """The scopes for which ``row`` is not satisfied; ``bases`` gives those of the grants that cover a scope.

    A scope that the catalogue calls an activity ("ĐKHĐ chứng nhận sản phẩm") says what the body may do, not
    what the product conforms to, so it is not judged by itself, unless a calibration names nothing else.
    A scope of the other kind is a gap whatever was granted: being trusted to calibrate gives no say over
    conformity, nor the reverse, and a conformity certificate without a norm says nothing. For the same reason
    a registration for an activity that serves another kind is no licence.
    """
    licences = (held for scope, held in bases.items() if trust.serves(scope) in (None, row.kind))
    everywhere = {Basis.REGISTRATION} & set().union(*licences)
    judged = [scope for scope in scopes if not trust.is_activity(scope)]
    if not judged:
        if row.kind == "conformity":
            return tuple(scopes)
        judged = list(scopes)
    return tuple(
        scope
        for scope in judged
        if trust.kind_of(scope) == _OTHER_KIND.get(row.kind)
        or trust.serves(scope) not in (None, row.kind)
        or not satisfied(row, set(bases.get(scope, frozenset())) | everywhere)
    )
