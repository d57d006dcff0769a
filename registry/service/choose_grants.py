# SPDX-License-Identifier: Apache-2.0
"""Which grants a certificate is issued under: given ones are checked, otherwise the fewest that suffice.

The last word has ``scope_gaps``, the verifier's own function: what is chosen here passes check 7 there.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from registry.core.constants import MAX_GRANTS, MAX_SCOPES
from registry.core.hashing import scope_hash
from registry.core.records import Basis
from registry.errors import Finding
from registry.service.standing import GrantOnChain
from registry.verify.policy import PolicyRow, satisfied, scope_gaps
from registry.verify.trust import ScopeRow, TrustList


@dataclass(frozen=True, slots=True)
class Chosen:
    """Grant numbers ascending, and the scope codes that they name, in the order to be printed."""

    grants: tuple[int, ...]
    scopes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """A body's grants that are active now and were on the issue day; ``given`` narrows them."""

    body: str
    trust: TrustList
    usable: tuple[GrantOnChain, ...]
    every: tuple[GrantOnChain, ...]
    given: tuple[int, ...] | None

    @property
    def open(self) -> tuple[GrantOnChain, ...]:
        """The grants to choose from."""
        return tuple(g for g in self.usable if self.given is None or g.number in self.given)

    def naming(self, code: str) -> tuple[GrantOnChain, ...]:
        """Open grants that name this scope, lowest number first."""
        wanted = scope_hash(code)
        return tuple(g for g in self.open if g.scope == wanted)

    def covering(self, norm: str, norms: Sequence[str]) -> tuple[GrantOnChain, ...]:
        """Open grants that cover this norm: those of the norm that it amends come first, since they serve
        that one and its other amendments too. Where ``norms`` name that one, they alone: what suffices for it
        suffices here.
        """
        base = self.trust.base_of(norm)
        own = () if base in norms and base != norm else self.naming(norm)
        return own if base == norm else (*self.naming(base), *own)

    def by_basis(self, norms: Sequence[str]) -> list[dict[str, "ByBasis"]]:
        """The grants to choose from for each norm: with as few that serve an amendment alone as can be, and
        with all, since a registration may have been granted for an amendment only and serves every norm.
        """
        ways = [
            {norm: _lowest_by_basis(self.covering(norm, served)) for norm in norms} for served in (norms, ())
        ]
        return ways if ways[0] != ways[1] else ways[:1]

    def of_kind(self, kind: str, serves: str | None = None) -> dict[ScopeRow, tuple[GrantOnChain, ...]]:
        """Open grants by the catalogue's scope of ``kind`` that they name; activities by what they serve."""
        rows = (row for row in self.trust.scopes if row.kind == kind and row.serves == serves)
        named = ((row, self.naming(row.code)) for row in rows)
        return {row: grants for row, grants in named if grants}


Rows = Sequence[PolicyRow]
"""At least one; each must be satisfied for each norm."""


def choose_for_norms(offer: Offer, rows: Rows, norms: Sequence[str]) -> Chosen | list[Finding]:
    """Grants for a conformity certificate: each norm named, the policy satisfied for each norm.

    Findings: SCOPE_UNKNOWN, SCOPE_NOT_GRANTED, GRANT_NOT_ACTIVE, GRANT_POLICY, GRANTS_TOO_MANY.
    """
    if missing := [norm for norm in norms if not offer.covering(norm, ())]:
        return [_not_named(offer, norm) for norm in missing]
    ways = offer.by_basis(norms)
    activities = offer.of_kind("activity", "conformity")
    licences = {activity.code: _lowest_by_basis(grants) for activity, grants in activities.items()}
    best: dict[str, list[GrantOnChain]] | None = None
    for named, scopes in product(ways, ({}, *({code: grants} for code, grants in licences.items()))):
        found = _fewest(rows, {**named, **scopes}, norms)
        if found and (best is None or _count(found) < _count(best)):
            best = found
    if best is None:
        return [_policy_gap(offer.trust, rows, norms, ways[-1])]
    return _chosen(best, norms)


def choose_for_field(offer: Offer, rows: Rows) -> Chosen | list[Finding]:
    """Grants for a calibration certificate, whose scope is a calibration field that its file does not name.

    Findings: GRANT_AMBIGUOUS where the body has several fields, SCOPE_NOT_GRANTED, GRANT_POLICY.
    """
    fields = offer.of_kind("field") or offer.of_kind("activity", "calibration")
    if not fields:
        return [Finding("CALIBRATION_NOT_GRANTED", "error", "grants")]
    if len(fields) > 1 and offer.given is None:
        choices = "; ".join(f"--grant {grants[0].number}: {row.code}" for row, grants in fields.items())
        return [Finding("GRANT_AMBIGUOUS", "error", "grants", {"choices": choices})]
    codes = [field.code for field in fields]
    named = {field.code: _lowest_by_basis(grants) for field, grants in fields.items()}
    found = _fewest(rows, named, codes)
    return _chosen(found, codes) if found else [_policy_gap(offer.trust, rows, codes, named)]


def check_given(offer: Offer) -> list[Finding]:
    """Whether each given grant exists and is active. Findings: GRANT_UNKNOWN, GRANT_NOT_ACTIVE."""
    known = {grant.number for grant in offer.every}
    usable = {grant.number for grant in offer.usable}
    return [
        _of_grant("GRANT_NOT_ACTIVE" if number in known else "GRANT_UNKNOWN", offer, number, "grants")
        for number in offer.given or ()
        if number not in usable
    ]


ByBasis = dict[Basis, GrantOnChain]


def _lowest_by_basis(grants: Iterable[GrantOnChain]) -> ByBasis:
    """Grants of one scope and basis serve equally; the lowest number keeps the choice repeatable."""
    lowest: ByBasis = {}
    for grant in grants:
        lowest.setdefault(grant.basis, grant)
    return lowest


def _fewest(
    rows: Rows, named: dict[str, ByBasis], judged: Sequence[str]
) -> dict[str, list[GrantOnChain]] | None:
    """The fewest grants: registration serves every scope, so it is tried apart and shared."""
    alone = {scope: _subset(rows, named[scope], shared=False) for scope in judged}
    sharing = {scope: _subset(rows, named[scope], shared=True) for scope in judged}
    licence = _licence(named, judged)
    options = [_complete(alone)]
    if licence and (shared := _complete(sharing)):
        scope, grant = licence
        held = shared.setdefault(scope, [])
        if not any(g.basis == Basis.REGISTRATION for grants in shared.values() for g in grants):
            held.append(grant)
        options.append({code: grants for code, grants in shared.items() if grants})
    found = [option for option in options if option]
    return min(found, key=_count, default=None)


def _subset(rows: Rows, grants: ByBasis, *, shared: bool) -> list[GrantOnChain] | None:
    extra = {Basis.REGISTRATION} if shared else set()
    for size in range(1, len(grants) + 1):
        for bases in combinations(sorted(grants), size):
            if all(satisfied(row, {*bases, *extra}) for row in rows):
                return [grants[basis] for basis in bases]
    return None


def _licence(named: dict[str, ByBasis], judged: Sequence[str]) -> tuple[str, GrantOnChain] | None:
    """A registration, of one of the norms where there is one: that adds no scope."""
    order = [*judged, *(scope for scope in named if scope not in judged)]
    held = ((scope, named[scope].get(Basis.REGISTRATION)) for scope in order)
    return next(((scope, grant) for scope, grant in held if grant), None)


def _complete(found: dict[str, list[GrantOnChain] | None]) -> dict[str, list[GrantOnChain]] | None:
    complete = {scope: grants for scope, grants in found.items() if grants is not None}
    return complete if len(complete) == len(found) else None


def _count(found: dict[str, list[GrantOnChain]]) -> int:
    return len({grant.number for grants in found.values() for grant in grants})


def _chosen(found: dict[str, list[GrantOnChain]], first: Sequence[str]) -> Chosen | list[Finding]:
    grants = tuple(sorted({grant.number for held in found.values() for grant in held}))
    scopes = (*first, *(scope for scope in found if scope not in first))
    if len(grants) > MAX_GRANTS or len(scopes) > MAX_SCOPES:
        params: dict[str, object] = {"grants": len(grants), "scopes": len(scopes), "limit": MAX_GRANTS}
        return [Finding("GRANTS_TOO_MANY", "error", "norms", params)]
    return Chosen(grants, scopes)


def _not_named(offer: Offer, norm: str) -> Finding:
    wanted = {scope_hash(code) for code in offer.trust.covering(norm)}
    if idle := [grant.number for grant in offer.every if grant.scope in wanted]:
        held_back = any(grant.scope in wanted for grant in offer.usable)
        code = "GRANT_NOT_GIVEN" if held_back else "GRANT_NOT_ACTIVE"
        return _of_grant(code, offer, ", ".join(map(str, idle)), "norms", norm)
    if offer.trust.scope(norm) is None:
        return Finding("SCOPE_UNKNOWN", "error", "norms", {"scope": norm})
    return Finding("SCOPE_NOT_GRANTED", "error", "norms", {"scope": norm})


def _of_grant(code: str, offer: Offer, grant: object, where: str, scope: str = "") -> Finding:
    return Finding(code, "error", where, {"grant": grant, "body": offer.body, "scope": scope})


def _policy_gap(trust: TrustList, rows: Rows, scopes: Sequence[str], named: dict[str, ByBasis]) -> Finding:
    held = {scope: frozenset(named[scope]) for scope in scopes}
    gaps = {row: scope_gaps(trust, row, scopes, held) for row in rows}
    row = next((row for row in rows if gaps[row]), rows[0])
    needed = " / ".join(" + ".join(sorted(b.name.lower() for b in bases)) for bases in row.any_of)
    params: dict[str, object] = {"scopes": ", ".join(gaps[row] or scopes), "needed": needed, "row": row.id}
    return Finding("GRANT_POLICY", "error", "grants", params)
