# SPDX-License-Identifier: Apache-2.0
"""What a body signs about its own keys; anyone may send it, so that a body needs nobody to stop a key."""

from typing import NamedTuple

from registry.core.anchor import Domain, typed_digest
from registry.core.hashing import body_id


class RevokeOwnKeyRequest(NamedTuple):
    """Revoke a key for ever. ``key`` is a thumbprint or ``layout.anchor_key_id``; ``deadline`` UTC seconds."""

    body: str
    key: bytes
    reason: int
    deadline: int

    def digest(self, domain: Domain) -> bytes:
        """The 32 bytes that a good anchor key of the body signs."""
        message = {"body": body_id(self.body), "key": self.key, "reason": self.reason,
                   "deadline": self.deadline}  # fmt: skip
        return typed_digest(domain, "RevokeOwnKey", message)


class ReportCompromiseRequest(NamedTuple):
    """Report a key as compromised since the block's time; ``key`` and ``deadline`` as above."""

    body: str
    key: bytes
    deadline: int

    def digest(self, domain: Domain) -> bytes:
        """The 32 bytes that a good anchor key of the body signs, which may be the reported one."""
        message = {"body": body_id(self.body), "key": self.key, "deadline": self.deadline}
        return typed_digest(domain, "ReportCompromise", message)
