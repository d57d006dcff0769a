# SPDX-License-Identifier: Apache-2.0
"""The catalogue of scopes: norms with amendments, calibration fields, activities of bodies.

Names are compared folded, in search and at intake; only ``code``, letter by letter, is ever hashed.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from msgspec import Struct

from registry.verify.fields import Reader, Words

KINDS = ("norm", "field", "activity")
CERTIFICATE_KINDS = ("conformity", "calibration")
RISK_LEVELS = ("THAP", "TRUNG_BINH", "CAO")
"""From the lowest to the highest."""

_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹘﹣－⁃"), "-")
# A zero before a number says nothing: sources write both QCVN 4:2009 and QCVN 04:2009 (domain §0).
_LEADING_ZEROS = re.compile(r"(?<!\d)0+(?=\d)")
_HS_PREFIX = re.compile(r"[0-9]{2,8}\Z", re.ASCII)


@lru_cache(maxsize=256)
def folded(text: str) -> str:
    """A scope's name without case, spaces, kinds of dash and leading zeros; folding twice changes nothing."""
    before = ""
    while text != before:  # what one step removes can bring letters and accents together
        before, text = text, _folded_once(text)
    return text


def _folded_once(text: str) -> str:
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    letters = "".join(plain.replace("ð", "đ").translate(_DASHES).split())
    return _LEADING_ZEROS.sub("", letters)


def rank(level: str | None) -> int:
    """0 for none or an unknown level, then 1 for the lowest."""
    return RISK_LEVELS.index(level) + 1 if level in RISK_LEVELS else 0


class RiskRow(Struct, frozen=True, kw_only=True):
    """The risk level that a list gives to goods under a norm, from ``since`` to ``until`` (days, included).

    ``hs`` are beginnings of HS codes, none for every product under the norm. ``methods`` are the assessment
    methods that the list names, none where it names none: a newer regulation overrides them, so they are told
    and never refused.
    """

    level: str
    hs: tuple[str, ...] = ()
    methods: tuple[int, ...] = ()
    since: date | None = None
    until: date | None = None
    legal_basis: tuple[str, ...]
    doubt: Words | None = None

    def applies(self, day: date, hs_codes: Iterable[str] | None) -> bool:
        """Whether the row holds on ``day`` for one of these products; HS codes in digits, ``None`` for whatever
        products the norm has. A code shorter than the row's may be of its goods, so it counts as if it were: fewer
        digits never lead to a lower level.
        """
        in_force = (self.since is None or self.since <= day) and (self.until is None or day <= self.until)
        if not in_force or not self.hs or hs_codes is None:
            return in_force
        return any(
            code.startswith(self.hs) or prefix.startswith(code) for code in hs_codes for prefix in self.hs
        )

    def to_mapping(self) -> dict[str, Any]:
        """The row as a JSON object."""
        return _present(
            {
                "level": self.level, "hs": list(self.hs), "methods": list(self.methods),
                "since": _iso(self.since), "until": _iso(self.until), "legal_basis": list(self.legal_basis),
                "doubt": self.doubt and self.doubt.to_mapping(),
            }
        )  # fmt: skip

    @classmethod
    def read(cls, reader: Reader) -> "RiskRow":
        """The inverse. Raises ``InputError`` TRUST_LIST_FORMAT."""
        row = cls(
            level=reader.choice("level", RISK_LEVELS),
            hs=reader.optional_texts("hs", 200) or (),
            methods=reader.numbers("methods", 8, 8) if reader.has("methods") else (),
            since=reader.optional_day("since"),
            until=reader.optional_day("until"),
            legal_basis=reader.texts("legal_basis", 1, 16, 300),
            doubt=reader.optional_words("doubt"),
        )
        if any(not _HS_PREFIX.match(prefix) for prefix in row.hs):
            reader.refuse("hs", "is not a list of beginnings of HS codes, 2 to 8 digits each")
        reader.in_order("since", row.since, "until", row.until)
        reader.finish()
        return row


class ScopeRow(Struct, frozen=True, kw_only=True):
    """One scope: a ``norm``, a calibration ``field`` or an ``activity`` of bodies.

    An activity ``serves`` one kind of certificate. ``amends`` is the code of the norm that an amendment
    belongs to: a grant of the norm covers it, never the reverse. ``replaced_by`` is the code of a norm that
    took this one's place. ``since`` and ``until`` are the first and the last day in force.
    """

    code: str
    kind: str
    title: Words
    aliases: tuple[str, ...] = ()
    serves: str | None = None
    amends: str | None = None
    replaced_by: str | None = None
    since: date | None = None
    until: date | None = None
    risks: tuple[RiskRow, ...] = ()
    legal_basis: tuple[str, ...] = ()
    doubt: Words | None = None

    @property
    def names(self) -> frozenset[str]:
        """Code and aliases, folded."""
        return frozenset(folded(name) for name in (self.code, *self.aliases))

    def in_force(self, day: date) -> bool:
        """Whether the norm is in force on ``day``, as far as the catalogue knows."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)

    def to_mapping(self) -> dict[str, Any]:
        """The row as a JSON object; what is absent has no member, but ``aliases`` always stands."""
        value: dict[str, Any] = {
            "serves": self.serves, "amends": self.amends, "replaced_by": self.replaced_by,
            "since": _iso(self.since), "until": _iso(self.until),
            "risks": [row.to_mapping() for row in self.risks], "legal_basis": list(self.legal_basis),
            "doubt": self.doubt and self.doubt.to_mapping(),
        }  # fmt: skip
        head = {"code": self.code, "kind": self.kind, "title": self.title.to_mapping()}
        return head | {"aliases": list(self.aliases)} | _present(value)

    @classmethod
    def read(cls, reader: Reader) -> "ScopeRow":
        """The inverse. Raises ``InputError`` TRUST_LIST_FORMAT."""
        row = cls(
            code=reader.text("code", 80),
            kind=reader.choice("kind", KINDS),
            title=reader.words("title"),
            aliases=reader.texts("aliases", 0, 32),
            serves=reader.choice("serves", CERTIFICATE_KINDS + RESERVED_KINDS)
            if reader.has("serves")
            else None,
            amends=reader.optional_text("amends", 80),
            replaced_by=reader.optional_text("replaced_by", 80),
            since=reader.optional_day("since"),
            until=reader.optional_day("until"),
            risks=tuple(RiskRow.read(i) for i in reader.inners("risks", 1, 200))
            if reader.has("risks")
            else (),
            legal_basis=reader.texts("legal_basis", 1, 16, 300) if reader.has("legal_basis") else (),
            doubt=reader.optional_words("doubt"),
        )
        row._check(reader)
        reader.finish()
        return row

    def _check(self, reader: Reader) -> None:
        if (self.serves is not None) != (self.kind == "activity"):
            reader.refuse("serves", "belongs to every activity, and to no norm or field")
        for name in ("amends", "replaced_by", "since", "until", "risks"):
            if getattr(self, name) and self.kind != "norm":
                reader.refuse(name, "belongs to norms only")
        reader.in_order("since", self.since, "until", self.until)


RESERVED_KINDS = ("verification", "test_report", "declaration")
"""Kinds of certificate that the protocol reserves: an activity may serve them, nothing else does yet."""


def catalogued_level(rows: Sequence[ScopeRow], hs_codes: Iterable[str] | None, day: date) -> str | None:
    """The highest level that the rows give on ``day`` to these products, or to any with ``hs_codes`` ``None``;
    ``None`` where they give none.
    """
    codes = None if hs_codes is None else tuple(hs_codes)
    found = (risk.level for row in rows for risk in row.risks if risk.applies(day, codes))
    return max(found, key=rank, default=None)


def judged_level(declared: str | None, catalogued: str | None) -> str | None:
    """What a certificate is judged by: the higher one, where it declares a level.

    One that declares none stays so: the policy has rows for that, and they are the strictest.
    """
    return catalogued if 0 < rank(declared) < rank(catalogued) else declared


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _present(value: dict[str, Any]) -> dict[str, Any]:
    return {name: item for name, item in value.items() if item not in (None, [])}
