# SPDX-License-Identifier: Apache-2.0
"""API keys and what they let their holder do."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol


class Role(StrEnum):
    """What a key is for. A preparer's and an approver's key belong to one body and show that body's things only."""

    AUTHORITY = "authority"
    PREPARER = "preparer"
    APPROVER = "approver"
    AUDITOR = "auditor"


BODY_ROLES = frozenset({Role.PREPARER, Role.APPROVER})


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredApiKey:
    """A key as it is kept: of the secret only the SHA-256 (32 bytes).

    ``person`` is the holder's name regardless of case, spaces and diacritics: two keys with one ``person`` are
    one pair of eyes.
    """

    id: str
    digest: bytes = field(repr=False)
    role: Role
    body: str | None
    holder: str
    person: str
    created_at: int
    expires_at: int | None = None
    revoked_at: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """Whoever showed a good key."""

    key: str
    role: Role
    body: str | None
    holder: str
    person: str


class ApiKeys(Protocol):
    """Keys are added and revoked, never changed or deleted."""

    def add(self, key: StoredApiKey) -> None:
        """Unique by id."""

    def get(self, key_id: str) -> StoredApiKey | None:
        """By id."""

    def all(self) -> list[StoredApiKey]:
        """Every key, oldest first."""

    def revoke(self, key_id: str, at: int) -> bool:
        """Once and for ever; False if there is no such key or it is revoked already."""
