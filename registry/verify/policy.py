# SPDX-License-Identifier: Apache-2.0
"""Which grants a certificate needs: a dated table in the trust list, never constants in code (protocol §4).

A certificate is judged under the row of its issue date, and under that of the anchoring day too where it was
anchored late: an issue date by itself proves nothing. The first row that applies counts; none means that
nobody can tell. Registration is a body's licence for an activity and serves every scope of the
certificate; every other basis serves only the scope that its grant names.
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from registry.core.records import Basis
from registry.verify.catalogue import CERTIFICATE_KINDS, RISK_LEVELS, folded, judged_level
from registry.verify.fields import Reader, Words

if TYPE_CHECKING:
    from registry.verify.trust import TrustList

NO_MARK = "none"
MARKS = ("CR", "CS", NO_MARK)
_MAX_ROWS = 16
# For each kind of certificate the kind of catalogued scope that belongs to the other one.
_OTHER_KIND = {"conformity": "field", "calibration": "norm"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyRow:
    """One row: conditions, of which ``None`` means any, then what they ask for.

    ``issued_from`` and ``issued_until`` are the first and the last issue day; ``methods`` the lowest and
    the highest; ``marks`` may contain ``none``; ``scope_prefix`` asks that one scope begins so; ``scopes``
    and ``scope_suffixes`` ask that every scope is one of the former or ends as one of the latter.
    ``any_of`` lists sets of bases of which one must be held in full. ``earlier_rules`` marks rows of rules
    that were replaced since; ``doubt`` says what in the law was not certain when the row was written.
    """

    id: str
    title: Words
    kind: str
    marks: tuple[str, ...] | None = None
    risks: tuple[str, ...] | None = None
    methods: tuple[int, int] | None = None
    scope_prefix: str | None = None
    scopes: tuple[str, ...] | None = None
    scope_suffixes: tuple[str, ...] | None = None
    issued_from: date | None = None
    issued_until: date | None = None
    any_of: tuple[frozenset[Basis], ...]
    earlier_rules: bool = False
    legal_basis: tuple[str, ...]
    doubt: Words | None = None

    def applies(
        self,
        *,
        kind: str,
        mark: str | None,
        risk: str | None,
        method: int | None,
        issued: date,
        scopes: Sequence[str] = (),
    ) -> bool:
        """Whether every condition holds; ``scopes`` without activities, amendments as their norms."""
        return (
            self.mismatch(kind=kind, mark=mark, risk=risk, method=method, issued=issued, scopes=scopes)
            is None
        )

    def mismatch(
        self, *, kind: str, mark: str | None, risk: str | None, method: int | None, issued: date,
        scopes: Sequence[str] = (),
    ) -> str | None:  # fmt: skip
        """The first condition that does not hold, by its member's name; ``None`` where all do."""
        low, high = self.methods or (0, 0)
        conditions = {
            "kind": self.kind == kind,
            "issued_from": self.issued_from is None or self.issued_from <= issued,
            "issued_until": self.issued_until is None or issued <= self.issued_until,
            "marks": self.marks is None or (mark or NO_MARK) in self.marks,
            "risks": self.risks is None or risk in self.risks,
            "methods": self.methods is None or (method is not None and low <= method <= high),
            "scopes": self._fits_scopes(scopes),
        }
        return next((name for name, holds in conditions.items() if not holds), None)

    def _fits_scopes(self, scopes: Sequence[str]) -> bool:
        prefix = None if self.scope_prefix is None else folded(self.scope_prefix)
        if prefix is not None and not any(folded(scope).startswith(prefix) for scope in scopes):
            return False
        if self.scopes is None and self.scope_suffixes is None:
            return True
        # One scope under other rules brings those rules: it must not pass under the laxer ones of its neighbour.
        listed, suffixes = self.scopes or (), self.scope_suffixes or ()
        return bool(scopes) and all(scope in listed or scope.endswith(suffixes) for scope in scopes)

    def to_mapping(self) -> dict[str, Any]:
        """The row as a JSON object; absent conditions are absent members."""
        value: dict[str, Any] = {
            "id": self.id,
            "title": self.title.to_mapping(),
            "kind": self.kind,
            "any_of": [sorted(basis.name.lower() for basis in bases) for bases in self.any_of],
            "earlier_rules": self.earlier_rules,
            "legal_basis": list(self.legal_basis),
        }
        optional: dict[str, Any] = {
            "marks": self.marks and list(self.marks),
            "risks": self.risks and list(self.risks),
            "methods": self.methods and list(self.methods),
            "scope_prefix": self.scope_prefix,
            "scopes": self.scopes and list(self.scopes),
            "scope_suffixes": self.scope_suffixes and list(self.scope_suffixes),
            "issued_from": self.issued_from and self.issued_from.isoformat(),
            "issued_until": self.issued_until and self.issued_until.isoformat(),
            "doubt": self.doubt and self.doubt.to_mapping(),
        }
        return value | {name: item for name, item in optional.items() if item is not None}

    @classmethod
    def read(cls, reader: Reader) -> "PolicyRow":
        """The inverse of ``to_mapping``. Raises ``InputError`` TRUST_LIST_FORMAT."""
        row = cls(
            id=reader.text("id", 64),
            title=reader.words("title"),
            kind=reader.choice("kind", CERTIFICATE_KINDS),
            marks=reader.choices("marks", MARKS),
            risks=reader.choices("risks", RISK_LEVELS),
            methods=_methods(reader),
            scope_prefix=reader.optional_text("scope_prefix", 80),
            scopes=reader.optional_texts("scopes", 500),
            scope_suffixes=reader.optional_texts("scope_suffixes", _MAX_ROWS),
            issued_from=reader.optional_day("issued_from"),
            issued_until=reader.optional_day("issued_until"),
            any_of=tuple(_bases(reader, names) for names in reader.lists("any_of", _MAX_ROWS)),
            earlier_rules=reader.boolean("earlier_rules"),
            legal_basis=reader.texts("legal_basis", 1, _MAX_ROWS, 300),
            doubt=reader.optional_words("doubt"),
        )
        reader.in_order("issued_from", row.issued_from, "issued_until", row.issued_until)
        reader.finish()
        return row


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What of a certificate the policy looks at. ``hs_codes`` in digits, empty where they are not known."""

    kind: str
    mark: str | None = None
    risk: str | None = None
    method: int | None = None
    scopes: tuple[str, ...] = ()
    hs_codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
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


def _methods(reader: Reader) -> tuple[int, int] | None:
    if not reader.has("methods"):
        return None
    methods = reader.numbers("methods", 2, 8)
    if len(methods) != 2 or methods[0] > methods[1]:
        reader.refuse("methods", "is not a lowest and a highest method")
    return methods[0], methods[-1]


def _bases(reader: Reader, names: list[Any]) -> frozenset[Basis]:
    known = {basis.name.lower(): basis for basis in Basis}
    texts = [name for name in names if isinstance(name, str)]
    if not names or len(texts) < len(names) or not set(texts) <= known.keys() or texts != sorted(set(texts)):
        reader.refuse("any_of", "names something else than bases in alphabetical order")
    return frozenset(known[name] for name in texts if name in known)
