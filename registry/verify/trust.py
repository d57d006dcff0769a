# SPDX-License-Identifier: Apache-2.0
"""The trust list, version 1: the networks, contracts, policies and host names that a verifier starts from.

Unsigned for now, hence taken from a local file only (protocol §7). JSON in one byte form (RFC 8785), so
that a printed fingerprint stands for one file.
"""

import unicodedata
from dataclasses import dataclass

import rfc8785

from registry.core.strict_json import loads
from registry.errors import EvidenceError, InputError
from registry.verify.fields import Reader, Words, trust_list_errors
from registry.verify.pinned import (
    Grantor,
    Network,
    PinnedContract,
    ScopeRow,
    network_mapping,
    read_grantor,
    read_network,
    read_scope,
    scope_mapping,
)
from registry.verify.policy import PolicyRow

FORMAT = "antin-trust-list"
VERSION = 1
MAX_TRUST_LIST_BYTES = 1 << 20

__all__ = ["Grantor", "Network", "PinnedContract", "ScopeRow", "TrustList", "Words"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustList:
    """``hosts`` in lower case, with a port where there is one; ``late_after_days`` makes a late anchor."""

    networks: tuple[Network, ...]
    policies: tuple[PolicyRow, ...]
    hosts: tuple[str, ...]
    grantors: tuple[Grantor, ...] = ()
    scopes: tuple[ScopeRow, ...] = ()
    late_after_days: int = 7
    version: int = VERSION

    @classmethod
    def parse(cls, data: bytes) -> "TrustList":
        """Read a trust list.

        Raises ``InputError``: TRUST_LIST_FORMAT, TRUST_LIST_VERSION, TRUST_LIST_DUPLICATE, TRUST_LIST_FORM
        for anything but the one byte form.
        """
        with trust_list_errors():
            trust = _read(Reader(loads(data, limit=MAX_TRUST_LIST_BYTES), "trust_list"))
        _refuse_duplicates(trust)
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
                "scopes": [scope_mapping(row) for row in self.scopes],
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
        """The catalogue's row for a scope's code or alias, regardless of case and spaces."""
        wanted = _folded(text)
        found = (row for row in self.scopes if wanted in {_folded(name) for name in (row.code, *row.aliases)})
        return next(found, None)

    def is_activity(self, code: str) -> bool:
        """Whether ``code``, exactly as granted, is an activity of bodies rather than a norm or field."""
        return self.kind_of(code) == "activity"

    def kind_of(self, code: str) -> str:
        """``norm``, ``field`` or ``activity``; empty for what the catalogue does not have."""
        return next((row.kind for row in self.scopes if row.code == code), "")

    def grantor(self, number: int) -> Grantor | None:
        """The grantor that a grant record names."""
        return next((grantor for grantor in self.grantors if grantor.number == number), None)

    def knows_host(self, host: str) -> bool:
        """Exact comparison in lower case: no subdomains, no look-alikes."""
        return host in self.hosts


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFC", text).casefold().split())


def _read(reader: Reader) -> TrustList:
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
        scopes=tuple(read_scope(item) for item in reader.inners("scopes", 0, 5_000)),
        policies=tuple(PolicyRow.read(item) for item in reader.inners("policies", 1, 500)),
    )
    reader.finish()
    if any(host != host.lower() for host in trust.hosts):
        raise reader.bad("hosts", "must be in lower case")
    return trust


def _refuse_duplicates(trust: TrustList) -> None:
    lists: dict[str, list[object]] = {
        "networks": [network.name for network in trust.networks],
        "contracts": [(n.chain_id, n.genesis_hash, c.address) for n in trust.networks for c in n.contracts],
        # One node listed twice would agree with itself.
        "endpoints": [(network.name, url) for network in trust.networks for url in network.endpoints],
        "hosts": list(trust.hosts),
        "grantors": [grantor.number for grantor in trust.grantors],
        "scopes": [_folded(name) for row in trust.scopes for name in {row.code, *row.aliases}],
        "policies": [row.id for row in trust.policies],
    }
    for name, values in lists.items():
        if len(set(values)) != len(values):
            raise InputError("TRUST_LIST_DUPLICATE", member=name)
