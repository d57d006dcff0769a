# SPDX-License-Identifier: Apache-2.0
"""The trust list, version 1: the networks, contracts, policies and host names that a verifier starts from.

JSON in one byte form (RFC 8785), so that a digest stands for one file. How it reaches a verifier, signed, is
the room ``registry.update``'s; ``ListOrigin`` says what came of that.
"""

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import NamedTuple

import rfc8785
from msgspec import Struct

from registry.core.hashing import sha256
from registry.core.strict_json import loads
from registry.errors import EvidenceError, InputError
from registry.verify.catalogue import RiskRow, ScopeRow, catalogued_level, folded
from registry.verify.consistency import list_defects
from registry.verify.fields import Reader, Words, trust_list_errors
from registry.verify.pinned import (
    Grantor,
    Network,
    PinnedContract,
    network_mapping,
    read_grantor,
    read_network,
)
from registry.verify.policy import PolicyRow

FORMAT = "antin-trust-list"
VERSION = 1
MAX_TRUST_LIST_BYTES = 1 << 20

__all__ = ["Grantor", "ListOrigin", "Network", "PinnedContract", "RiskRow", "ScopeRow", "TrustList", "Words"]


class TrustList(Struct, frozen=True, kw_only=True, dict=True):
    """``hosts`` in lower case, with a port where there is one; ``late_after_days`` makes a late anchor."""

    networks: tuple[Network, ...]
    policies: tuple[PolicyRow, ...]
    hosts: tuple[str, ...]
    grantors: tuple[Grantor, ...] = ()
    scopes: tuple[ScopeRow, ...] = ()
    late_after_days: int = 7
    version: int = VERSION

    @cached_property
    def _by_code(self) -> dict[str, ScopeRow]:
        return {row.code: row for row in reversed(self.scopes)}

    @cached_property
    def _by_name(
        self,
    ) -> dict[str, ScopeRow]:  # folding costs more than reading a list: only who searches pays
        return {name: row for row in reversed(self.scopes) for name in row.names}

    @classmethod
    def parse(cls, data: bytes) -> "TrustList":
        """Read a trust list.

        Raises ``InputError``: TRUST_LIST_FORMAT, TRUST_LIST_VERSION, TRUST_LIST_DUPLICATE,
        TRUST_LIST_AMBIGUOUS, TRUST_LIST_REFERENCE, TRUST_LIST_FORM for anything but the one byte form.
        """
        with trust_list_errors():
            trust = read_trust_list(Reader(loads(data, limit=MAX_TRUST_LIST_BYTES), "trust_list"))
        lists = (trust.networks, trust.hosts, trust.grantors, trust.scopes, trust.policies)
        if (defect := next(list_defects(*lists), None)) is not None:
            raise defect
        if trust.to_bytes() != data:
            raise InputError("TRUST_LIST_FORM")
        return trust

    def to_bytes(self) -> bytes:
        """The one byte form."""
        return rfc8785.dumps(
            {
                "format": FORMAT,
                "version": self.version,
                "late_after_days": self.late_after_days,
                "hosts": list(self.hosts),
                "networks": [network_mapping(network) for network in self.networks],
                "grantors": [{"number": g.number, "name": g.name.to_mapping()} for g in self.grantors],
                "scopes": [row.to_mapping() for row in self.scopes],
                "policies": [row.to_mapping() for row in self.policies],
            }
        )

    def find_network(self, name: str) -> Network | None:
        """The pinned network of this name, or ``None``."""
        return next((network for network in self.networks if network.name == name), None)

    def network(self, name: str) -> Network:
        """The same; raises ``EvidenceError`` NETWORK_UNKNOWN where none is pinned."""
        network = self.find_network(name)
        if network is None:
            raise EvidenceError("NETWORK_UNKNOWN", network=name)
        return network

    def scope(self, text: str) -> ScopeRow | None:
        """The catalogue's row for a scope's code or alias, whatever its case, spaces and leading zeros."""
        return self._by_name.get(folded(text))

    def row_of(self, code: str) -> ScopeRow | None:
        """The row of ``code``, exactly as granted."""
        return self._by_code.get(code)

    def is_activity(self, code: str) -> bool:
        """Whether ``code``, exactly as granted, is an activity of bodies rather than a norm or field."""
        return self.kind_of(code) == "activity"

    def kind_of(self, code: str) -> str:
        """``norm``, ``field`` or ``activity``; empty for what the catalogue does not have."""
        row = self.row_of(code)
        return "" if row is None else row.kind

    def serves(self, code: str) -> str | None:
        """The kind of certificate that an activity serves; ``None`` for every other scope."""
        row = self.row_of(code)
        return None if row is None else row.serves

    def base_of(self, code: str) -> str:
        """The norm that the amendment ``code`` belongs to; ``code`` itself where it is none."""
        row = self.row_of(code)
        return code if row is None or row.amends is None else row.amends

    def judged(self, codes: Iterable[str]) -> tuple[str, ...]:
        """What policy rows look at: norms and fields without activities, amendments as their norms."""
        return tuple(self.base_of(code) for code in codes if not self.is_activity(code))

    def covering(self, code: str) -> tuple[str, ...]:
        """The scopes whose grants cover ``code``: itself, and for an amendment its norm."""
        return tuple(dict.fromkeys((code, self.base_of(code))))

    def catalogued_level(self, codes: Iterable[str], hs_codes: Iterable[str] | None, day: date) -> str | None:
        """The highest risk level that the catalogue gives on ``day`` to these products under these norms, with
        ``hs_codes`` ``None`` to any product under them.

        Names are compared folded here: another spelling must not hide a level.
        """
        rows = [row for code in codes if (row := self.scope(self.base_of(code)))]
        return catalogued_level(rows, hs_codes, day)

    def grantor(self, number: int) -> Grantor | None:
        """The grantor that a grant record names."""
        return next((grantor for grantor in self.grantors if grantor.number == number), None)

    def knows_host(self, host: str) -> bool:
        """Exact comparison in lower case: no subdomains, no look-alikes."""
        return host in self.hosts


class ListOrigin(NamedTuple):
    """How a trust list came here: ``expires`` (UTC seconds) is the earliest end of the roles that signed it,
    ``None`` for a local file that nobody signed.
    """

    expires: int | None = None

    @property
    def signed(self) -> bool:
        """Whether it came under The Update Framework (docs/spec/trust-update.md)."""
        return self.expires is not None

    def ended(self, now: int) -> bool:
        """Whether it is past its end: from then on a newer one may be held back."""
        return self.expires is not None and now >= self.expires


def fingerprint(data: bytes) -> str:
    """What a list is known by in print: SHA-256 of its bytes, lower-case hexadecimal."""
    return sha256(data).hex()


def read_trust_list(reader: Reader) -> TrustList:
    """The list without its form and without what its rows owe each other; ``parse`` is for use."""
    if reader.text("format") != FORMAT:
        raise InputError("TRUST_LIST_FORMAT", reason="format is not " + FORMAT)
    version = reader.number("version")
    if version != VERSION:
        raise InputError("TRUST_LIST_VERSION", version=version)
    trust = TrustList(
        version=version,
        late_after_days=reader.number("late_after_days", 3_660),
        hosts=reader.texts("hosts", 0, 64),
        networks=tuple(read_network(item) for item in reader.inners("networks", 1, 64)),
        grantors=tuple(read_grantor(item) for item in reader.inners("grantors", 0, 1_000)),
        scopes=tuple(ScopeRow.read(item) for item in reader.inners("scopes", 0, 5_000)),
        policies=tuple(PolicyRow.read(item) for item in reader.inners("policies", 1, 500)),
    )
    reader.finish()
    if any(host != host.lower() for host in trust.hosts):
        reader.refuse("hosts", "must be in lower case")
    return trust
