# SPDX-License-Identifier: Apache-2.0
"""The trust list, version 1: the networks, contracts, policies and host names that a verifier starts from.

Unsigned for now, hence taken from a local file only (protocol §7). JSON in one byte form (RFC 8785), so
that a printed fingerprint stands for one file.
"""

import unicodedata
from dataclasses import dataclass
from typing import Any

import rfc8785

from registry.core.constants import MAX_NETWORK
from registry.core.strict_json import loads
from registry.core.types import Address
from registry.errors import EvidenceError, InputError
from registry.verify.fields import Reader, Words, trust_list_errors
from registry.verify.policy import PolicyRow

FORMAT = "antin-trust-list"
VERSION = 1
MAX_TRUST_LIST_BYTES = 1 << 20
_MAX_SECONDS = 10 * 366 * 86_400
_SAFE_INTEGER = (1 << 53) - 1  # RFC 8785 numbers are doubles


@dataclass(frozen=True, slots=True, kw_only=True)
class PinnedContract:
    """One deployment: ``code_hash`` is keccak256 of its code; ``until_block`` the last block it was used."""

    address: Address
    code_hash: bytes
    from_block: int
    until_block: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """One chain as it is pinned.

    ``block_period`` in seconds, 0 for a dev chain that makes blocks on demand; ``finality`` is how many
    blocks must follow one; ``agree`` how many nodes must give the same answer; ``max_age`` how old, in
    seconds, the evidence may be when it is read. ``demo`` networks give certificates without validity.
    """

    name: str
    demo: bool
    chain_id: int
    genesis_hash: bytes
    contracts: tuple[PinnedContract, ...]
    block_period: int
    finality: int
    agree: int
    max_age: int
    endpoints: tuple[str, ...] = ()

    def contract(self, address: bytes) -> PinnedContract | None:
        """The pinned deployment at ``address``."""
        return next((c for c in self.contracts if c.address == address), None)

    @property
    def current(self) -> PinnedContract:
        """The deployment in use: the last one listed."""
        return self.contracts[-1]


@dataclass(frozen=True, slots=True)
class Grantor:
    """Who gives grants: ministry, province, accreditation body; ``number`` is what a grant record names."""

    number: int
    name: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class ScopeRow:
    """One scope of the catalogue: a ``norm``, a calibration ``field`` or an ``activity`` of bodies.

    ``aliases`` are other spellings, for search and for intake; only ``code`` is ever hashed.
    """

    code: str
    kind: str
    title: Words
    aliases: tuple[str, ...] = ()


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
                "networks": [_network_mapping(network) for network in self.networks],
                "grantors": [{"number": g.number, "name": g.name.to_mapping()} for g in self.grantors],
                "scopes": [_scope_mapping(row) for row in self.scopes],
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
        return any(row.code == code and row.kind == "activity" for row in self.scopes)

    def grantor(self, number: int) -> Grantor | None:
        """The grantor that a grant record names."""
        return next((grantor for grantor in self.grantors if grantor.number == number), None)

    def knows_host(self, host: str) -> bool:
        """Exact comparison in lower case: no subdomains, no look-alikes."""
        return host in self.hosts


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFC", text).casefold().split())


def _network_mapping(network: Network) -> dict[str, Any]:
    return {
        "name": network.name, "demo": network.demo, "chain_id": network.chain_id,
        "genesis_hash": network.genesis_hash.hex(), "block_period": network.block_period,
        "finality": network.finality, "agree": network.agree, "max_age": network.max_age,
        "endpoints": list(network.endpoints),
        "contracts": [_contract_mapping(contract) for contract in network.contracts],
    }  # fmt: skip


def _contract_mapping(contract: PinnedContract) -> dict[str, Any]:
    value: dict[str, Any] = {
        "address": contract.address.hex(),
        "code_hash": contract.code_hash.hex(),
        "from_block": contract.from_block,
    }
    return value if contract.until_block is None else value | {"until_block": contract.until_block}


def _scope_mapping(row: ScopeRow) -> dict[str, Any]:
    return {"code": row.code, "kind": row.kind, "title": row.title.to_mapping(), "aliases": list(row.aliases)}


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
        networks=tuple(_read_network(item) for item in reader.inners("networks", 1, 64)),
        grantors=tuple(_read_grantor(item) for item in reader.inners("grantors", 0, 1_000)),
        scopes=tuple(_read_scope(item) for item in reader.inners("scopes", 0, 5_000)),
        policies=tuple(PolicyRow.read(item) for item in reader.inners("policies", 1, 500)),
    )
    reader.finish()
    if any(host != host.lower() for host in trust.hosts):
        raise reader.bad("hosts", "must be in lower case")
    return trust


def _read_network(reader: Reader) -> Network:
    network = Network(
        name=reader.text("name", MAX_NETWORK),
        demo=reader.boolean("demo"),
        chain_id=reader.number("chain_id", _SAFE_INTEGER),
        genesis_hash=reader.hex("genesis_hash", size=32),
        block_period=reader.number("block_period", _MAX_SECONDS),
        finality=reader.number("finality", 1_000_000),
        agree=reader.number("agree", 64),
        max_age=reader.number("max_age", _MAX_SECONDS),
        endpoints=reader.texts("endpoints", 0, 64),
        contracts=tuple(_read_contract(item) for item in reader.inners("contracts", 1, 64)),
    )
    reader.finish()
    if network.agree < 1:
        raise reader.bad("agree", "must be at least 1")
    return network


def _read_contract(reader: Reader) -> PinnedContract:
    contract = PinnedContract(
        address=Address(reader.hex("address", size=20)),
        code_hash=reader.hex("code_hash", size=32),
        from_block=reader.number("from_block", _SAFE_INTEGER),
        until_block=reader.optional_number("until_block", _SAFE_INTEGER),
    )
    reader.finish()
    return contract


def _read_grantor(reader: Reader) -> Grantor:
    grantor = Grantor(reader.number("number", 0xFFFF), reader.words("name"))
    reader.finish()
    return grantor


def _read_scope(reader: Reader) -> ScopeRow:
    kind = reader.text("kind", 16)
    if kind not in ("norm", "field", "activity"):
        raise reader.bad("kind", "is none of norm, field, activity")
    row = ScopeRow(
        code=reader.text("code", 80),
        kind=kind,
        title=reader.words("title"),
        aliases=reader.texts("aliases", 0, 32),
    )
    reader.finish()
    return row


def _refuse_duplicates(trust: TrustList) -> None:
    lists: dict[str, list[object]] = {
        "networks": [network.name for network in trust.networks],
        "contracts": [(n.chain_id, n.genesis_hash, c.address) for n in trust.networks for c in n.contracts],
        "hosts": list(trust.hosts),
        "grantors": [grantor.number for grantor in trust.grantors],
        "scopes": [_folded(name) for row in trust.scopes for name in {row.code, *row.aliases}],
        "policies": [row.id for row in trust.policies],
    }
    for name, values in lists.items():
        if len(set(values)) != len(values):
            raise InputError("TRUST_LIST_DUPLICATE", member=name)
