# SPDX-License-Identifier: Apache-2.0
"""Chain proofs that the store keeps beside certificates; errors are those of ``ports.store``."""

from dataclasses import dataclass
from typing import Protocol

from registry.core.types import Address


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredProof:
    """One certificate's newest chain proof (``ChainProof.to_bytes``) as of ``block``.

    ``bundle_sha256`` is that of the bundle without it: a bundle that gained a file statement since needs
    another proof.
    """

    certificate: bytes
    bundle_sha256: bytes
    block: int
    proof: bytes
    created_at: int


class Proofs(Protocol):
    """Kept chain proofs, one a certificate."""

    def get(self, certificate: bytes) -> StoredProof | None:
        """By the certificate's leaf."""

    def put(self, rows: list[StoredProof]) -> None:
        """Keep each unless a proof of a newer block is there already."""

    def due(self, chain_id: int, contract: Address, block: int, limit: int) -> list[bytes]:
        """Leaves of certificates that were final by ``block`` and have no proof, or got a file statement that
        was final by ``block`` after their proof's block; oldest first.
        """
