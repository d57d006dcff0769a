# SPDX-License-Identifier: Apache-2.0
"""What a trust list pins: networks with their contracts, and grantors, as objects and as JSON."""

import re
from itertools import pairwise
from typing import Any, NamedTuple

from msgspec import Struct

from registry.core.constants import CONSENSUS, MAX_NETWORK, MAX_VALIDATORS
from registry.core.types import Address
from registry.verify.fields import Reader, Words

_ADDRESS = re.compile(r"[0-9a-f]{40}")
_MAX_SECONDS = 10 * 366 * 86_400
_SAFE_INTEGER = (1 << 53) - 1  # RFC 8785 numbers are doubles


class PinnedContract(Struct, frozen=True, kw_only=True):
    """One deployment: ``code_hash`` is keccak256 of its code; ``from_block`` and ``until_block`` are the first
    and the last block in which anchoring with it counts, the times those blocks' (UTC seconds).

    A batch record has a time and no block number, hence the times.
    """

    address: Address
    code_hash: bytes
    from_block: int
    until_block: int | None = None
    from_time: int | None = None
    until_time: int | None = None


class ValidatorSet(NamedTuple):
    """Who seals blocks ``from_block`` to ``until_block`` (both included; ``None``: until further notice)."""

    addresses: tuple[Address, ...]
    from_block: int
    until_block: int | None = None

    def holds_at(self, number: int) -> bool:
        """Whether the block lies in the interval."""
        return self.from_block <= number and (self.until_block is None or number <= self.until_block)


class Network(Struct, frozen=True, kw_only=True):
    """One chain as it is pinned.

    ``block_period`` in seconds, 0 for a dev chain that makes blocks on demand; ``finality`` is how many
    blocks must follow one; ``agree`` how many nodes must give the same answer; ``max_age`` how old, in
    seconds, the evidence may be when it is read. ``demo`` networks give certificates without validity.
    ``consensus`` says how headers are sealed (docs/spec/chain-proof.md), ``none`` that nobody seals them.
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
    consensus: str = "none"
    validators: tuple[ValidatorSet, ...] = ()

    def validators_at(self, number: int) -> tuple[Address, ...] | None:
        """Who seals the block with this number; empty where nobody seals, ``None`` where nobody is pinned."""
        if self.consensus == "none":
            return ()
        return next((v.addresses for v in self.validators if v.holds_at(number)), None)

    def contract(self, address: bytes) -> PinnedContract | None:
        """The pinned deployment at ``address``."""
        return next((c for c in self.contracts if c.address == address), None)

    @property
    def current(self) -> PinnedContract:
        """The deployment in use: the last one listed."""
        return self.contracts[-1]


class Grantor(NamedTuple):
    """Who gives grants: ministry, province, accreditation body; ``number`` is what a grant record names."""

    number: int
    name: Words


def network_mapping(network: Network) -> dict[str, Any]:
    """A network as a JSON object."""
    value: dict[str, Any] = {
        "name": network.name, "demo": network.demo, "chain_id": network.chain_id,
        "genesis_hash": network.genesis_hash.hex(), "block_period": network.block_period,
        "finality": network.finality, "agree": network.agree, "max_age": network.max_age,
        "endpoints": list(network.endpoints),
        "contracts": [_contract_mapping(contract) for contract in network.contracts],
    }  # fmt: skip
    if network.consensus != "none":
        value["consensus"] = network.consensus
        value["validators"] = [_validators_mapping(validators) for validators in network.validators]
    return value


def _validators_mapping(validators: ValidatorSet) -> dict[str, Any]:
    addresses = [address.hex() for address in validators.addresses]
    value: dict[str, Any] = {"from_block": validators.from_block, "addresses": addresses}
    return value if validators.until_block is None else value | {"until_block": validators.until_block}


def _contract_mapping(contract: PinnedContract) -> dict[str, Any]:
    value: dict[str, Any] = {
        "address": contract.address.hex(),
        "code_hash": contract.code_hash.hex(),
        "from_block": contract.from_block,
    }
    optional = ("until_block", "from_time", "until_time")
    return value | {n: getattr(contract, n) for n in optional if getattr(contract, n) is not None}


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
        consensus=reader.choice("consensus", CONSENSUS[1:]) if reader.has("consensus") else "none",
        validators=tuple(_read_validators(item) for item in reader.inners("validators", 1, 256))
        if reader.has("validators")
        else (),
    )
    reader.finish()
    if (network.consensus == "none") != (not network.validators):
        reader.refuse("validators", "belong to a consensus, and a consensus needs them")
    if any(a.until_block is None or a.until_block >= b.from_block for a, b in pairwise(network.validators)):
        reader.refuse("validators", "must follow one another without overlap")
    if network.agree < 1:
        reader.refuse("agree", "must be at least 1")
    return network


def _read_validators(reader: Reader) -> ValidatorSet:
    texts = reader.texts("addresses", 1, MAX_VALIDATORS, 40)
    if any(not _ADDRESS.fullmatch(text) for text in texts) or len(set(texts)) != len(texts):
        reader.refuse("addresses", "are not different addresses of 40 lower-case hexadecimal digits")
    validators = ValidatorSet(
        addresses=tuple(Address(bytes.fromhex(text)) for text in texts if _ADDRESS.fullmatch(text)),
        from_block=reader.number("from_block", _SAFE_INTEGER),
        until_block=reader.optional_number("until_block", _SAFE_INTEGER),
    )
    reader.finish()
    return validators


def _read_contract(reader: Reader) -> PinnedContract:
    contract = PinnedContract(
        address=Address(reader.hex("address", size=20)),
        code_hash=reader.hex("code_hash", size=32),
        from_block=reader.number("from_block", _SAFE_INTEGER),
        until_block=reader.optional_number("until_block", _SAFE_INTEGER),
        from_time=reader.optional_number("from_time", _SAFE_INTEGER),
        until_time=reader.optional_number("until_time", _SAFE_INTEGER),
    )
    reader.finish()
    if contract.until_time is not None and contract.until_block is None:
        reader.refuse("until_time", "belongs to an until_block")
    if contract.until_block is not None and contract.until_block < contract.from_block:
        reader.refuse("until_block", "lies before from_block")
    return contract


def read_grantor(reader: Reader) -> Grantor:
    """The inverse. Raises ``InputError`` TRUST_LIST_FORMAT."""
    grantor = Grantor(reader.number("number", 0xFFFF), reader.words("name"))
    reader.finish()
    return grantor
