# SPDX-License-Identifier: Apache-2.0
"""Which grants a certificate needs: a dated table in the trust list, never constants in code (protocol §4).

A certificate is judged under the row of its issue date. The first row that applies counts; none means that
nobody can tell. Registration is a body's licence for an activity and serves every scope of the
certificate; every other basis serves only the scope that its grant names.
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from registry.core.records import Basis
from registry.verify.fields import Reader, Words

if TYPE_CHECKING:
    from registry.verify.trust import TrustList

NO_MARK = "none"
_MAX_ROWS = 16
# For each kind of certificate the kind of catalogued scope that belongs to the other one.
_OTHER_KIND = {"conformity": "field", "calibration": "norm"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyRow:
    """One row: conditions, of which ``None`` means any, then what they ask for.

    ``issued_from`` and ``issued_until`` are the first and the last issue day; ``methods`` the lowest and
    the highest; ``marks`` may contain ``none``; ``scope_prefix`` asks that one scope begins so.
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
        """Whether every condition holds."""
        low, high = self.methods or (0, 0)
        return (
            self.kind == kind
            and (self.marks is None or (mark or NO_MARK) in self.marks)
            and (self.risks is None or risk in self.risks)
            and (self.methods is None or (method is not None and low <= method <= high))
            and (self.scope_prefix is None or any(s.startswith(self.scope_prefix) for s in scopes))
            and (self.issued_from is None or self.issued_from <= issued)
            and (self.issued_until is None or issued <= self.issued_until)
        )

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
            "issued_from": self.issued_from and self.issued_from.isoformat(),
            "issued_until": self.issued_until and self.issued_until.isoformat(),
            "doubt": self.doubt and self.doubt.to_mapping(),
        }
        return value | {name: item for name, item in optional.items() if item is not None}

    @classmethod
    def read(cls, reader: Reader) -> "PolicyRow":
        """The inverse of ``to_mapping``. Raises ``InputError`` TRUST_LIST_FORMAT."""
        methods = reader.numbers("methods", 2, 8) if reader.has("methods") else None
        if methods is not None and (len(methods) != 2 or methods[0] > methods[1]):
            raise reader.bad("methods", "is not a lowest and a highest method")
        row = cls(
            id=reader.text("id", 64),
            title=reader.words("title"),
            kind=reader.text("kind", 16),
            marks=reader.optional_texts("marks", _MAX_ROWS),
            risks=reader.optional_texts("risks", _MAX_ROWS),
            methods=None if methods is None else (methods[0], methods[1]),
            scope_prefix=reader.optional_text("scope_prefix", 80),
            issued_from=reader.optional_day("issued_from"),
            issued_until=reader.optional_day("issued_until"),
            any_of=tuple(_bases(reader, names) for names in reader.lists("any_of", _MAX_ROWS)),
            earlier_rules=reader.boolean("earlier_rules"),
            legal_basis=reader.texts("legal_basis", 1, _MAX_ROWS, 300),
            doubt=reader.words("doubt") if reader.has("doubt") else None,
        )
        reader.finish()
        return row


def required(  # noqa: PLR0917 -- the summary's facts in the summary's order
    trust: "TrustList",
    kind: str,
    mark: str | None,
    risk: str | None,
    method: int | None,
    issued: date,
    scopes: Sequence[str] = (),
) -> PolicyRow | None:
    """The row that a certificate with these facts is judged by, or ``None``: then nobody can tell."""
    for row in trust.policies:
        if row.applies(kind=kind, mark=mark, risk=risk, method=method, issued=issued, scopes=scopes):
            return row
    return None


def satisfied(row: PolicyRow, bases: Iterable[Basis]) -> bool:
    """Whether ``bases``, held for one scope, contain one of the row's sets."""
    held = frozenset(bases)
    return any(needed <= held for needed in row.any_of)


def scope_gaps(
    trust: "TrustList", row: PolicyRow, scopes: Sequence[str], bases: Mapping[str, Set[Basis]]
) -> tuple[str, ...]:
    """The scopes for which ``row`` is not satisfied; ``bases`` gives those of the grants that name a scope.

    A scope that the catalogue calls an activity ("ĐKHĐ chứng nhận sản phẩm") says what the body may do, not
    what the product conforms to, so it is not judged by itself, unless a calibration names nothing else.
    A scope of the other kind is a gap whatever was granted: being trusted to calibrate gives no say over
    conformity, nor the reverse, and a conformity certificate without a norm says nothing.
    """
    everywhere = {Basis.REGISTRATION} & set().union(*bases.values())
    judged = [scope for scope in scopes if not trust.is_activity(scope)]
    if not judged:
        if row.kind == "conformity":
            return tuple(scopes)
        judged = list(scopes)
    return tuple(
        scope
        for scope in judged
        if trust.kind_of(scope) == _OTHER_KIND.get(row.kind)
        or not satisfied(row, set(bases.get(scope, frozenset())) | everywhere)
    )


def _bases(reader: Reader, names: list[Any]) -> frozenset[Basis]:
    known = {basis.name.lower(): basis for basis in Basis}
    if not names or any(name not in known for name in names) or names != sorted(set(names)):
        raise reader.bad("any_of", "names something else than bases in alphabetical order")
    return frozenset(known[name] for name in names)
