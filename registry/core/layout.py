# SPDX-License-Identifier: Apache-2.0
"""Where the contract keeps what: storage slots of the frozen layout (docs/spec/contract.md).

A mapping's entry lies at keccak256(key || slot) (Solidity, "Layout of mappings"); nested mappings repeat
that outwards.
"""

from functools import lru_cache

from registry.core.hashing import keccak256
from registry.core.types import Address

HEAD = 0
CONTRACT_STATE = 1
SUCCESSOR = 2
BODIES = 3
GRANTS = 4
GRANT_SCOPES = 5
CHANGES = 6
KEYS = 7
KEY_CHANGES = 8
BATCHES = 9
STATUSES = 10
SURVEILLANCES = 11
ORDERS = 12


def fixed_slot(number: int) -> bytes:
    """A fixed slot such as ``HEAD``."""
    return number.to_bytes(32, "big")


def body_slot(body: bytes) -> bytes:
    """The body's current record."""
    return _entry(BODIES, body)


def grant_slot(body: bytes, grant: int) -> bytes:
    """The current record of a grant, numbered from 1 within its body."""
    return _entry(GRANTS, body, grant)


def grant_scope_slot(body: bytes, grant: int) -> bytes:
    """keccak256 of the grant's scope code."""
    return _entry(GRANT_SCOPES, body, grant)


def change_slot(body: bytes, grant: int, n: int) -> bytes:
    """Change record n of a grant, or of the body itself where ``grant`` is 0."""
    return _entry(CHANGES, body, grant, n)


def key_slot(body: bytes, key: bytes) -> bytes:
    """A key's current record; ``key`` is a thumbprint or ``anchor_key_id``."""
    return _entry(KEYS, body, key)


def key_change_slot(body: bytes, key: bytes, n: int) -> bytes:
    """Change record n of a key."""
    return _entry(KEY_CHANGES, body, key, n)


def batch_slot(batch_id: bytes) -> bytes:
    """The record of an anchored batch."""
    return _entry(BATCHES, batch_id)


def status_slot(body: bytes, subject: bytes, lane: int, n: int) -> bytes:
    """Status record n of a leaf hash (either lane) or a batch id (the body's lane)."""
    return _entry(STATUSES, body, subject, lane, n)


def surveillance_slot(body: bytes, subject: bytes) -> bytes:
    """The latest surveillance of a certificate, by its leaf hash."""
    return _entry(SURVEILLANCES, body, subject)


def order_slot(body: bytes, grant: int, n: int) -> bytes:
    """Order n over a body (``grant`` 0) or one of its grants."""
    return _entry(ORDERS, body, grant, n)


def anchor_key_id(address: Address | int) -> bytes:
    """The bytes32 under which an anchor key is kept: its address, left-padded."""
    number = address if isinstance(address, int) else int.from_bytes(address, "big")
    return number.to_bytes(32, "big")


@lru_cache(maxsize=8_192)
def _entry(slot: int, *keys: bytes | int) -> bytes:
    position = fixed_slot(slot)
    for key in keys:
        position = keccak256((key if isinstance(key, bytes) else fixed_slot(key)) + position)
    return position
