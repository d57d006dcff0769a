# SPDX-License-Identifier: Apache-2.0
"""What the store keeps for publishing: file statements, and links by which a confidential file is shared.

Both tables only grow; errors are those of ``ports.store``.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from registry.core.types import LeafHash, Thumbprint
from registry.ports.store_rows import StoredFile


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredStatement:
    """A file statement (protocol §3.6): ``certificate`` is the certificate's leaf, ``sha256`` the file's."""

    leaf: LeafHash
    certificate: bytes
    sha256: bytes
    key: Thumbprint
    signed_summary: bytes
    created_at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredShare:
    """A link to one kept file. Only the token's SHA-256 is known here; times are UTC seconds.

    ``key`` is the store's own number, by which an operator lists and revokes links.
    """

    key: int
    token_hash: bytes
    certificate: bytes
    sha256: bytes
    created_at: int
    expires_at: int
    max_uses: int
    uses: int = 0
    revoked_at: int | None = None


class Statements(Protocol):
    """File statements: written once with their leaf, never changed."""

    def add(self, rows: Sequence[StoredStatement]) -> None:
        """Unique by leaf, and by certificate and file."""

    def keep(self, files: Sequence[StoredFile]) -> None:
        """Keep files' bytes; bytes that are already kept are kept once."""

    def get(self, leaf: bytes) -> StoredStatement | None:
        """By the statement's own leaf."""

    def of(self, certificate: bytes) -> list[StoredStatement]:
        """Those of a certificate, oldest first."""

    def by_file(self, sha256: bytes) -> list[StoredStatement]:
        """Those that bind these bytes, newest first."""

    def kept(self, sha256: bytes) -> StoredFile | None:
        """The file, if its bytes are kept."""

    def each(self) -> Iterator[StoredStatement]:
        """All of them, oldest first."""


class Shares(Protocol):
    """Share links. A use is counted by the statement that allows it, so that no two can be the last one."""

    def add(self, share: StoredShare) -> int:
        """Its key (the one in the row is ignored)."""

    def get(self, token_hash: bytes) -> StoredShare | None:
        """By the token's SHA-256, good or not."""

    def all(self) -> list[StoredShare]:
        """Every link, newest first."""

    def take(self, token_hash: bytes, now: int) -> bool:
        """Count one use; False, and nothing counted, for a link that is unknown, expired, revoked or used up."""

    def revoke(self, key: int, now: int) -> bool:
        """End a link for ever; False if there is none with this key. Again is harmless."""
