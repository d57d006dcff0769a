# SPDX-License-Identifier: Apache-2.0
"""What a body signs to record that it has surveyed a certificate."""

from enum import IntEnum

from msgspec import Struct

from registry.core.anchor import Domain, typed_digest
from registry.core.hashing import body_id


class Decision(IntEnum):
    """What the body decided after surveillance; the event carries it, the slot does not."""

    CONTINUED = 1
    WITH_CONDITIONS = 2


class MaintainRequest(Struct, frozen=True, kw_only=True):
    """One surveillance of one certificate; times in UTC seconds.

    ``subject`` is the certificate's leaf hash; ``n`` the count of its surveillance record (0 where there is
    none), which keeps a request from being used twice; ``last`` when it was surveyed, not in the future;
    ``next_due`` when it is due again, or 0; ``decision`` a ``Decision``.
    """

    body: str
    subject: bytes
    n: int
    last: int
    next_due: int
    decision: int
    deadline: int

    def digest(self, domain: Domain) -> bytes:
        """The 32 bytes that the anchor key signs."""
        message = {"body": body_id(self.body), "subject": self.subject, "n": self.n,
                   "lastSurveillance": self.last, "nextDue": self.next_due, "decision": int(self.decision),
                   "deadline": self.deadline}  # fmt: skip
        return typed_digest(domain, "Maintain", message)
