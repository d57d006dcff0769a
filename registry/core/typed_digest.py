# SPDX-License-Identifier: Apache-2.0
"""A digest that remembers what it is the digest of, so that a signer elsewhere need not sign blindly."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from registry.core.anchor import Domain


class TypedDigest(bytes):
    """The 32 bytes that a key signs, with the EIP-712 domain, primary type and message behind them.

    It is plain bytes to whoever only signs: a key in a file or a token. A remote signer is sent the message
    and computes the digest itself.
    """

    domain: "Domain"
    primary: str
    message: Mapping[str, Any]

    def __new__(
        cls, digest: bytes, domain: "Domain", primary: str, message: Mapping[str, Any]
    ) -> "TypedDigest":
        """Made by ``core.anchor.typed_digest`` alone, which computes ``digest`` from the rest."""
        self = super().__new__(cls, digest)
        self.domain, self.primary, self.message = domain, primary, message
        return self
