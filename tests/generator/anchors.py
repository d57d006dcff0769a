# SPDX-License-Identifier: Apache-2.0
"""Batch ids and EIP-712 digests; the digests come from eth-account, not from our own encoder."""

import hashlib
from typing import Any

import sha3
from eth_abi.abi import encode
from eth_account.messages import encode_typed_data

from registry.core.anchor import TYPES, batch_id
from registry.core.types import MerkleRoot

BODY = "VD-CERT"
CONTRACT = bytes.fromhex("d09b3f8705dcf242cfe9bbf066a320b19b583cb4")
ROOT = hashlib.sha256(b"root").digest()
DEADLINE = 1_790_000_000
GRANTS: tuple[tuple[int, ...], ...] = ((1,), (1, 4), tuple(range(1, 9)), (65535,))


def keccak(data: bytes) -> bytes:
    return bytes(sha3.keccak_256(data).digest())


def twin_digest(chain_id: int, contract: bytes, primary: str, message: dict[str, Any]) -> bytes:
    """eth-account's EIP-712 digest."""
    domain = [
        ("string", "name"),
        ("string", "version"),
        ("uint256", "chainId"),
        ("address", "verifyingContract"),
    ]
    wanted = [primary, *(kind[:-2] for kind, _ in _members(primary) if kind[:-2] in TYPES)]
    types = {name: [{"type": t, "name": n} for t, n in _members(name)] for name in wanted}
    full = {
        "types": {"EIP712Domain": [{"type": t, "name": n} for t, n in domain], **types},
        "primaryType": primary,
        "domain": {
            "name": "Antin",
            "version": "1",
            "chainId": chain_id,
            "verifyingContract": "0x" + contract.hex(),
        },
        "message": message,
    }
    signable = encode_typed_data(full_message=full)
    return keccak(b"\x19" + signable.version + signable.header + signable.body)


def _members(name: str) -> list[tuple[str, str]]:
    """(type, member) pairs."""
    return [(kind, member) for member, kind in TYPES[name]]


def messages() -> list[tuple[str, dict[str, Any]]]:
    body = keccak(BODY.encode())
    item = {
        "subject": hashlib.sha256(b"leaf").digest(),
        "n": 0,
        "state": 2,
        "reason": 1,
        "effectiveFrom": 0,
        "ref": bytes(32),
    }
    withdrawn = {**item, "n": 65535, "state": 4, "reason": 99, "effectiveFrom": (1 << 40) - 1, "ref": ROOT}
    return [
        ("Anchor", {"body": body, "grants": [1], "root": ROOT, "size": 1, "deadline": DEADLINE}),
        (
            "Anchor",
            {
                "body": body,
                "grants": [1, 2, 3, 4, 5, 6, 7, 65535],
                "root": ROOT,
                "size": 1 << 20,
                "deadline": (1 << 64) - 1,
            },
        ),
        (
            "AnchorRetrospective",
            {"body": body, "grants": [1, 9], "root": ROOT, "size": 7, "deadline": DEADLINE},
        ),
        (
            "Maintain",
            {
                "body": body,
                "subject": item["subject"],
                "n": 3,
                "lastSurveillance": 1_780_000_000,
                "nextDue": 1_811_536_000,
                "decision": 2,
                "deadline": DEADLINE,
            },
        ),
        ("RegisterAnchorKey", {"body": body, "key": "0x" + "11" * 20, "validFrom": DEADLINE}),
        ("RevokeOwnKey", {"body": body, "key": bytes(31) + b"\7", "reason": 15, "deadline": DEADLINE}),
        ("ReportCompromise", {"body": body, "key": ROOT, "deadline": DEADLINE}),
        ("SetStatus", {"body": body, **item, "note": "Quá hạn giám sát", "deadline": DEADLINE}),
        ("SetStatus", {"body": body, **withdrawn, "note": "", "deadline": DEADLINE}),
        ("SetStatusMany", {"body": body, "items": [item], "deadline": DEADLINE}),
        ("SetStatusMany", {"body": body, "items": [item, withdrawn], "deadline": DEADLINE}),
    ]


def vectors() -> dict[str, Any]:
    return {
        "domain": {"name": "Antin", "version": "1", "chain_id": 1337, "contract": CONTRACT.hex()},
        "requests": [
            {
                "primary": primary,
                "message": _json(message),
                "digest": twin_digest(1337, CONTRACT, primary, message).hex(),
            }
            for primary, message in messages()
        ],
        "batches": [
            {
                "body": BODY,
                "grants": list(grants),
                "root": ROOT.hex(),
                "batch_id": batch_id(BODY, grants, MerkleRoot(ROOT)).hex(),
            }
            for grants in GRANTS
        ],
        "retrospective_batches": [
            {
                "body": BODY,
                "grants": list(grants),
                "root": ROOT.hex(),
                "batch_id": _retrospective(grants).hex(),
            }
            for grants in GRANTS
        ],
    }


def _retrospective(grants: tuple[int, ...]) -> bytes:
    """The id by eth-abi, not by our own encoder."""
    words = (keccak(BODY.encode()), grants, ROOT, "retrospective")
    return keccak(encode(["bytes32", "uint16[]", "bytes32", "string"], words))


def _json(value: Any) -> Any:
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, dict):
        return {name: _json(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_json(item) for item in value]
    return value.removeprefix("0x") if isinstance(value, str) else value
