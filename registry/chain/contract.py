# SPDX-License-Identifier: Apache-2.0
"""The compiled contract shipped in the package, and the check that a chain carries that very one."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from registry.core import strict_json
from registry.core.hashing import keccak256
from registry.core.types import Address
from registry.errors import EvidenceError
from registry.ports.chain import ChainReader

CONTRACT_NAME = "Antin"
EXTENSION = "AntinExtension"
ACCESS_MANAGER = "AccessManager"
MAX_ARTIFACT_BYTES = 4 * 1024 * 1024
_NO_CODE = keccak256(b"")


@dataclass(frozen=True, slots=True)
class Artifact:
    """One compiled contract; ``code_hash`` is keccak256 of the code that every deployment has."""

    name: str
    abi: tuple[Mapping[str, Any], ...]
    bytecode: bytes
    code_hash: bytes
    compiler: Mapping[str, Any]


@cache
def artifact(name: str = CONTRACT_NAME) -> Artifact:
    """A compiled contract out of the package."""
    text = files("registry.chain").joinpath("artifacts", f"{name}.json").read_bytes()
    content = strict_json.loads(text, limit=MAX_ARTIFACT_BYTES, where=f"{name}.json")
    return Artifact(
        name=content["contractName"],
        abi=tuple(content["abi"]),
        bytecode=bytes.fromhex(content["bytecode"].removeprefix("0x")),
        code_hash=bytes.fromhex(content["deployedCodeHash"].removeprefix("0x")),
        compiler=content["compiler"],
    )


def extension_of(contract: Address) -> Address:
    """Where the contract's extension is: the first account that it created (its nonce was 1)."""
    return Address(keccak256(b"\xd6\x94" + contract + b"\x01")[12:])


def check_contract(reader: ChainReader, contract: Address, expected: bytes | None = None) -> None:
    """Raises ``EvidenceError`` CONTRACT_MISSING or CONTRACT_DIFFERENT at the newest block.

    ``expected`` is a pinned code hash; the shipped contract's where it is not given. The shipped contract
    calls no other extension than the one shipped with it; that is looked at too, since without it the
    contract would refuse every act of the authority.
    """
    block = reader.head()
    found = reader.code_hash(contract, block)
    if found == _NO_CODE:
        raise EvidenceError("CONTRACT_MISSING", contract="0x" + contract.hex())
    if found != (expected or artifact().code_hash):
        raise EvidenceError("CONTRACT_DIFFERENT", contract="0x" + contract.hex(), code_hash=found.hex())
    if found == artifact().code_hash:
        extension = extension_of(contract)
        part = reader.code_hash(extension, block)
        if part != artifact(EXTENSION).code_hash:
            raise EvidenceError("CONTRACT_DIFFERENT", contract="0x" + extension.hex(), code_hash=part.hex())
