# SPDX-License-Identifier: Apache-2.0
"""What a body signs on the way to the chain: the batch id and the EIP-712 data of its requests."""

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from registry.core.constants import EIP712_NAME, EIP712_VERSION, MAX_GRANTS
from registry.core.hashing import body_id, keccak256
from registry.core.typed_digest import TypedDigest
from registry.core.types import Address, BatchId, MerkleRoot
from registry.errors import InputError

# One type string for every function; docs/spec/eip712.md lists them, the contract repeats them.
TYPES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "Anchor": (("body", "bytes32"), ("grants", "uint16[]"), ("root", "bytes32"), ("size", "uint32"),
               ("deadline", "uint64")),
    "AnchorRetrospective": (("body", "bytes32"), ("grants", "uint16[]"), ("root", "bytes32"), ("size", "uint32"),
                            ("deadline", "uint64")),
    "Maintain": (("body", "bytes32"), ("subject", "bytes32"), ("n", "uint16"), ("lastSurveillance", "uint40"),
                 ("nextDue", "uint40"), ("decision", "uint8"), ("deadline", "uint64")),
    "RegisterAnchorKey": (("body", "bytes32"), ("key", "address"), ("validFrom", "uint40")),
    "RevokeOwnKey": (("body", "bytes32"), ("key", "bytes32"), ("reason", "uint8"), ("deadline", "uint64")),
    "ReportCompromise": (("body", "bytes32"), ("key", "bytes32"), ("deadline", "uint64")),
    "SetStatus": (("body", "bytes32"), ("subject", "bytes32"), ("n", "uint16"), ("state", "uint8"),
                  ("reason", "uint8"), ("effectiveFrom", "uint40"), ("ref", "bytes32"), ("note", "string"),
                  ("deadline", "uint64")),
    "SetStatusMany": (("body", "bytes32"), ("items", "StatusItem[]"), ("deadline", "uint64")),
    "StatusItem": (("subject", "bytes32"), ("n", "uint16"), ("state", "uint8"), ("reason", "uint8"),
                   ("effectiveFrom", "uint40"), ("ref", "bytes32")),
}  # fmt: skip

_RETROSPECTIVE = b"retrospective"


class Domain(Struct, frozen=True, kw_only=True):
    """The EIP-712 domain: one contract on one chain."""

    chain_id: int
    contract: Address

    def separator(self) -> bytes:
        """hashStruct(EIP712Domain)."""
        type_hash = keccak256(
            b"EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"
        )
        name, version = keccak256(EIP712_NAME.encode()), keccak256(EIP712_VERSION.encode())
        chain_id, contract = self.chain_id.to_bytes(32, "big"), self.contract.rjust(32, b"\0")
        return keccak256(type_hash + name + version + chain_id + contract)


class AnchorRequest(Struct, frozen=True, kw_only=True):
    """One batch as a body asks for it; ``deadline`` in UTC seconds.

    ``retrospective`` marks certificates issued on paper before the body joined; the authority sends those.
    """

    body: str
    grants: tuple[int, ...]
    root: MerkleRoot
    size: int
    deadline: int
    retrospective: bool = False

    def digest(self, domain: Domain) -> bytes:
        """The 32 bytes that the anchor key signs."""
        message = {"body": body_id(self.body), "grants": self.grants, "root": self.root, "size": self.size,
                   "deadline": self.deadline}  # fmt: skip
        return typed_digest(domain, "AnchorRetrospective" if self.retrospective else "Anchor", message)


def batch_id(body: str, grants: Sequence[int], root: MerkleRoot, *, retrospective: bool = False) -> BatchId:
    """keccak256(abi.encode(body, grants, root)), or of the same with the string "retrospective" behind, so
    that the id says which kind it is. Raises ``InputError`` GRANTS_ORDER.
    """
    if not 1 <= len(grants) <= MAX_GRANTS or list(grants) != sorted(set(grants)):
        raise InputError("GRANTS_ORDER")
    listed = _word(len(grants)) + b"".join(_word(g) for g in grants)
    if not retrospective:
        return BatchId(keccak256(body_id(body) + _word(3 * 32) + root + listed))
    head = body_id(body) + _word(4 * 32) + root + _word(4 * 32 + len(listed))
    return BatchId(keccak256(head + listed + _word(len(_RETROSPECTIVE)) + _RETROSPECTIVE.ljust(32, b"\0")))


def typed_digest(domain: Domain, primary: str, message: Mapping[str, Any]) -> TypedDigest:
    """keccak256(0x1901 || domain separator || hashStruct(message)) (EIP-712)."""
    digest = keccak256(b"\x19\x01" + domain.separator() + _hash_struct(primary, message))
    return TypedDigest(digest, domain, primary, message)


def type_string(primary: str) -> str:
    """encodeType: the struct itself, then the structs that it refers to (none refers further)."""
    inner = sorted({kind[:-2] for _, kind in TYPES[primary] if kind[:-2] in TYPES})
    return "".join(f"{t}({','.join(f'{kind} {name}' for name, kind in TYPES[t])})" for t in (primary, *inner))


def _hash_struct(primary: str, message: Mapping[str, Any]) -> bytes:
    encoded = b"".join(_encode(kind, message[name]) for name, kind in TYPES[primary])
    return keccak256(keccak256(type_string(primary).encode()) + encoded)


def _encode(kind: str, value: Any) -> bytes:
    if kind.endswith("[]"):
        return keccak256(b"".join(_encode(kind[:-2], item) for item in value))
    if kind in TYPES:
        return _hash_struct(kind, value)
    if kind == "string":
        return keccak256(value.encode())
    if kind == "bytes32":
        return bytes(value)
    if kind == "address":
        return bytes(value).rjust(32, b"\0")
    return _word(value)


def _word(number: int) -> bytes:
    return number.to_bytes(32, "big")
