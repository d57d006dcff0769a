# SPDX-License-Identifier: Apache-2.0
"""One row of the grant policy: conditions on a certificate, and the grants that it then needs."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from msgspec import Struct

from registry.core.records import Basis
from registry.verify.catalogue import CERTIFICATE_KINDS, RISK_LEVELS, folded
from registry.verify.fields import Reader, Words

NO_MARK = "none"
MARKS = ("CR", "CS", NO_MARK)
_MAX_ROWS = 16


class PolicyRow(Struct, frozen=True, kw_only=True):
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
        if self.kind != kind:
            return "kind"
        low, high = self.methods or (0, 0)
        conditions = {
            "issued_from": self.issued_from is None or self.issued_from <= issued,
            "issued_until": self.issued_until is None or issued <= self.issued_until,
            "marks": self.marks is None or (mark or NO_MARK) in self.marks,
            "risks": self.risks is None or risk in self.risks,
            "methods": self.methods is None or (method is not None and low <= method <= high),
        }
        for name, holds in conditions.items():
            if not holds:
                return name
        return None if self._fits_scopes(scopes) else "scopes"

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
