# SPDX-License-Identifier: Apache-2.0
"""An EIP-712 request as JSON, for signers on another machine (docs/spec/keys.md, remote signer).

Bytes are lower-case hex with 0x, whole numbers decimal text: JSON readers lose digits beyond 2^53. The types
are not sent: a signer knows them, and one that took them from the asker could be told anything.
"""

import re
from collections.abc import Mapping
from typing import Any

from registry.core.anchor import TYPES, Domain, typed_digest
from registry.core.constants import EIP712_NAME, EIP712_VERSION
from registry.core.typed_digest import TypedDigest
from registry.core.types import Address
from registry.errors import InputError

MAX_ITEMS = 1_024
"""Members of one array: SetStatusMany carries a hundred; more would only keep a signer busy."""
_HEX = re.compile(r"0x((?:[0-9a-f]{2})*)")
_NUMBER = re.compile(r"0|[1-9][0-9]{0,77}")
_SIZES = {"bytes32": 32, "address": 20}


def to_document(digest: TypedDigest) -> dict[str, Any]:
    """``{domain, primaryType, message}`` of a request."""
    domain = {
        "name": EIP712_NAME, "version": EIP712_VERSION, "chainId": str(digest.domain.chain_id),
        "verifyingContract": "0x" + digest.domain.contract.hex(),
    }  # fmt: skip
    message = _written(digest.primary, digest.message)
    return {"domain": domain, "primaryType": digest.primary, "message": message}


def from_document(document: Any) -> TypedDigest:
    """The request, its digest computed anew. Raises ``InputError`` TYPED_REQUEST_FORMAT naming the member."""
    members = _members(document, {"domain", "primaryType", "message"}, "request")
    domain = _members(members["domain"], {"name", "version", "chainId", "verifyingContract"}, "domain")
    if (domain["name"], domain["version"]) != (EIP712_NAME, EIP712_VERSION):
        raise _wrong("domain", "another application's")
    primary = members["primaryType"]
    if not isinstance(primary, str) or primary not in TYPES:
        raise _wrong("primaryType", "unknown")
    known = Domain(
        chain_id=_read("uint256", domain["chainId"], "domain.chainId"),
        contract=Address(_read("address", domain["verifyingContract"], "domain.verifyingContract")),
    )
    return typed_digest(known, primary, _read_struct(primary, members["message"], "message"))


def _written(primary: str, message: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _write(kind, message[name]) for name, kind in TYPES[primary]}


def _write(kind: str, value: Any) -> Any:
    if kind.endswith("[]"):
        return [_write(kind[:-2], item) for item in value]
    if kind in TYPES:
        return _written(kind, value)
    if kind == "string":
        return value
    return "0x" + bytes(value).hex() if kind in _SIZES else str(int(value))


def _read_struct(primary: str, value: Any, where: str) -> dict[str, Any]:
    members = _members(value, {name for name, _ in TYPES[primary]}, where)
    return {name: _read(kind, members[name], f"{where}.{name}") for name, kind in TYPES[primary]}


def _read(kind: str, value: Any, where: str) -> Any:
    if kind.endswith("[]"):
        if not isinstance(value, list) or len(value) > MAX_ITEMS:
            raise _wrong(where, f"a list of at most {MAX_ITEMS}")
        return tuple(_read(kind[:-2], item, f"{where}[{n}]") for n, item in enumerate(value))
    if kind in TYPES:
        return _read_struct(kind, value, where)
    if not isinstance(value, str):
        raise _wrong(where, "text")
    if kind == "string":
        return value
    return _read_bytes(_SIZES[kind], value, where) if kind in _SIZES else _read_number(kind, value, where)


def _read_bytes(size: int, value: str, where: str) -> bytes:
    match = _HEX.fullmatch(value)
    if match is None or len(match[1]) != 2 * size:
        raise _wrong(where, f"0x and {size} bytes in lower-case hexadecimal")
    return bytes.fromhex(match[1])


def _read_number(kind: str, value: str, where: str) -> int:
    bits = int(kind.removeprefix("uint"))
    if not _NUMBER.fullmatch(value) or int(value) >> bits:
        raise _wrong(where, f"a whole number below 2^{bits} as text")
    return int(value)


def _members(value: Any, names: set[str], where: str) -> dict[str, Any]:
    if not isinstance(value, dict) or set(value) != names:
        raise _wrong(where, "members " + ", ".join(sorted(names)))
    return value


def _wrong(where: str, expected: str) -> InputError:
    return InputError("TYPED_REQUEST_FORMAT", where, expected=expected)
