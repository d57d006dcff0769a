# SPDX-License-Identifier: Apache-2.0
"""Where a verifier gets a bundle when it holds only a code, a number or a file.

A source is not trusted: what it returns is verified, and what it does not return proves nothing.
"""

from collections.abc import Sequence
from typing import Protocol

from registry.core.types import Code

MAX_SUCCESSORS = 64
"""Later revisions that a verifier reads; no certificate lives through so many."""


class BundleSource(Protocol):
    """Every method returns bundle bytes or ``None`` for "not found here"; raises ``TransientError``
    SOURCE_UNREACHABLE when no answer comes.
    """

    def by_code(self, code: Code) -> bytes | None:
        """The bundle of the certificate with this code."""

    def by_number(self, body: str, number: str) -> bytes | None:
        """The newest revision of a conformity certificate, number compared by ``normal_number``."""

    def by_file(self, sha256: bytes) -> bytes | None:
        """The certificate that binds a file (a DCC, or by a file statement) with this digest."""

    def successors(self, code: Code) -> Sequence[bytes] | None:
        """Bundles of the later revisions of the certificate with this code, oldest first, each naming the one
        before it; empty where there are none, ``None`` where the certificate is not known here. By code and
        not by leaf hash: leaf hashes are public, and whoever holds only one learns nothing of a calibration.
        """
