# SPDX-License-Identifier: Apache-2.0
"""What a trust list pins: networks with their contracts, and grantors, as objects and as JSON."""

from dataclasses import dataclass
from typing import Any

from registry.core.constants import MAX_NETWORK
from registry.core.types import Address
from registry.verify.fields import Reader, Words

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


def network_mapping(network: Network) -> dict[str, Any]:
    """A network as a JSON object."""
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


def read_network(reader: Reader) -> Network:
    """The inverse. Raises ``InputError`` TRUST_LIST_FORMAT."""
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
        reader.refuse("agree", "must be at least 1")
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


def read_grantor(reader: Reader) -> Grantor:
    """The inverse. Raises ``InputError`` TRUST_LIST_FORMAT."""
    grantor = Grantor(reader.number("number", 0xFFFF), reader.words("name"))
    reader.finish()
    return grantor
