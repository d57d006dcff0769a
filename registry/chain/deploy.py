# SPDX-License-Identifier: Apache-2.0
"""Deployment of the contract with its access manager, and the record that a network is pinned by."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from registry.chain.calls import encode_constructor
from registry.chain.contract import ACCESS_MANAGER, CONTRACT_NAME, artifact, check_contract
from registry.chain.hexadecimal import read_data
from registry.chain.roles import Holders, check_holders, set_up
from registry.chain.sender import Sender
from registry.core import strict_json
from registry.core.types import Address
from registry.errors import EvidenceError, InputError
from registry.ports.chain import ChainIdentity, ChainReader, Receipt, SignedTransaction

FORMAT = "antin-deployment"
VERSION = 1
MAX_RECORD_BYTES = 64 * 1024
_MEMBERS = frozenset({
    "access_manager", "block", "chain_id", "code_hash", "compiler", "contract", "format", "genesis_hash",
    "network", "transaction_hash", "version",
})  # fmt: skip
_ROLES = "roles"
"""A member since who holds the roles is recorded; older records lack it."""
_ROLE_MEMBERS = frozenset({"authority", "delay", "guardian", "officer"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Deployment:
    """One deployment; ``block`` is the contract's first, ``compiler`` as the artifact states it, ``holders`` those
    whom it gave the roles to (the access manager knows what became of them), ``None`` in an older record.
    """

    network: str
    chain_id: int
    genesis_hash: bytes
    contract: Address
    access_manager: Address
    block: int
    code_hash: bytes
    compiler: Mapping[str, Any]
    transaction_hash: bytes
    holders: Holders | None = None

    @property
    def identity(self) -> ChainIdentity:
        """The chain that carries it."""
        return ChainIdentity(self.chain_id, self.genesis_hash)

    def to_bytes(self) -> bytes:
        """The record as a file, the same bytes for the same deployment."""
        content = {
            "access_manager": "0x" + self.access_manager.hex(), "block": self.block,
            "chain_id": self.chain_id, "code_hash": self.code_hash.hex(), "compiler": dict(self.compiler),
            "contract": "0x" + self.contract.hex(), "format": FORMAT,
            "genesis_hash": self.genesis_hash.hex(), "network": self.network,
            "transaction_hash": self.transaction_hash.hex(), "version": VERSION,
        }  # fmt: skip
        if self.holders is not None:
            content[_ROLES] = roles_document(self.holders)
        return (json.dumps(content, indent=2, sort_keys=True, ensure_ascii=False) + "\n").encode()

    @classmethod
    def parse(cls, record: bytes, *, where: str = "") -> "Deployment":
        """Read a record. Raises ``InputError`` DEPLOYMENT_FORMAT."""
        content = strict_json.loads(record, limit=MAX_RECORD_BYTES, where=where)
        if not isinstance(content, dict) or set(content) - {_ROLES} != _MEMBERS:
            raise InputError("DEPLOYMENT_FORMAT", where)
        if (content["format"], content["version"]) != (FORMAT, VERSION):
            raise InputError("DEPLOYMENT_FORMAT", where)
        try:
            return cls(
                network=_text(content["network"]), chain_id=_number(content["chain_id"]),
                genesis_hash=_bytes(content["genesis_hash"], 32),
                contract=Address(_bytes(content["contract"], 20)),
                access_manager=Address(_bytes(content["access_manager"], 20)),
                block=_number(content["block"]), code_hash=_bytes(content["code_hash"], 32),
                compiler=dict(content["compiler"]),
                transaction_hash=_bytes(content["transaction_hash"], 32),
                holders=_holders(content[_ROLES]) if _ROLES in content else None,
            )  # fmt: skip
        except (ValueError, TypeError) as error:
            raise InputError("DEPLOYMENT_FORMAT", where) from error


def deploy(
    sender: Sender, reader: ChainReader, *, network: str, admin: Address, officer: Address | None = None,
    guardian: Address | None = None, delay: int = 0,
) -> Deployment:  # fmt: skip
    """Create an access manager and the contract, give the roles out, and make sure that the chain carries
    the shipped code. ``admin`` administers and is the authority, both after ``delay`` seconds; ``officer``
    restricts and ``guardian`` pauses without delay and cancels what waits, each ``admin`` where not given; the
    sender keeps no right unless it is one of them. Raises as ``check_holders`` (then nothing was sent),
    ``Sender.send`` and ``check_contract``.
    """
    holders = check_holders(
        Holders(admin=admin, officer=officer or admin, guardian=guardian or admin, delay=delay)
    )
    manager, _, _ = _create(sender, ACCESS_MANAGER, sender.address)
    contract, receipt, transaction = _create(sender, CONTRACT_NAME, manager)
    check_contract(reader, contract)
    sender.send(manager, set_up(contract, sender.address, holders))
    identity, shipped = reader.identity(), artifact()
    return Deployment(
        network=network, chain_id=identity.chain_id, genesis_hash=identity.genesis_hash,
        contract=contract, access_manager=manager, block=receipt.block.number,
        code_hash=shipped.code_hash, compiler=shipped.compiler, transaction_hash=transaction.hash,
        holders=holders,
    )  # fmt: skip


def _create(sender: Sender, name: str, argument: Address) -> tuple[Address, Receipt, SignedTransaction]:
    code = encode_constructor(artifact(name).bytecode, ["address"], argument)
    receipt, transaction = sender.send(None, code)
    raw = sender.raw_receipt(transaction.hash)
    if raw is None:
        raise EvidenceError("CHAIN_ANSWER", sender.rpc.endpoint, reason="the receipt is gone")
    return Address(read_data(raw.get("contractAddress"), "contractAddress", size=20)), receipt, transaction


def roles_document(holders: Holders) -> dict[str, Any]:
    """Who holds what, as the record and ``--json`` say it."""
    accounts = {role.name.lower(): "0x" + account.hex() for role, account in holders.accounts.items()}
    return {**accounts, "delay": holders.delay}


def _holders(value: Any) -> Holders:
    if not isinstance(value, dict) or set(value) != _ROLE_MEMBERS:
        raise TypeError
    authority, officer, guardian = (
        Address(_bytes(value[name], 20)) for name in ("authority", "officer", "guardian")
    )
    return Holders(admin=authority, officer=officer, guardian=guardian, delay=_number(value["delay"]))


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value:
        raise TypeError
    return value


def _number(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise TypeError
    return value


def _bytes(value: Any, size: int) -> bytes:
    content = bytes.fromhex(_text(value).removeprefix("0x"))
    if len(content) != size:
        raise ValueError
    return content
