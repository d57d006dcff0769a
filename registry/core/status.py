# SPDX-License-Identifier: Apache-2.0
"""What a body signs to change a status: one subject with a note, or many subjects at once."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from msgspec import Struct

from registry.core.anchor import Domain, typed_digest
from registry.core.hashing import body_id
from registry.core.records import State

NO_REF = bytes(32)


class StatusItem(Struct, frozen=True, kw_only=True):
    """One record as a body asks for it. ``n`` is the next free number of the body's lane, which keeps a
    request from being used twice; ``effective_from`` 0 means the block's time, and only a withdrawal may
    give a past one (UTC seconds); ``ref`` is the successor's leaf hash or zero.
    """

    subject: bytes
    n: int
    state: State
    reason: int
    effective_from: int = 0
    ref: bytes = NO_REF

    def message(self) -> dict[str, Any]:
        """The members as EIP-712 names them."""
        return {"subject": self.subject, "n": self.n, "state": int(self.state), "reason": self.reason,
                "effectiveFrom": self.effective_from, "ref": self.ref}  # fmt: skip


class StatusRequest(Struct, frozen=True, kw_only=True):
    """One status change; ``deadline`` in UTC seconds, ``note`` at most 256 bytes of UTF-8."""

    body: str
    item: StatusItem
    note: str = ""
    deadline: int

    def digest(self, domain: Domain) -> bytes:
        """The 32 bytes that the anchor key signs."""
        message: Mapping[str, Any] = {"body": body_id(self.body), **self.item.message(), "note": self.note,
                                      "deadline": self.deadline}  # fmt: skip
        return typed_digest(domain, "SetStatus", message)


class StatusManyRequest(NamedTuple):
    """Many status changes of one body under one signature: all are recorded or none."""

    body: str
    items: tuple[StatusItem, ...]
    deadline: int

    def digest(self, domain: Domain) -> bytes:
        """The 32 bytes that the anchor key signs."""
        message = {"body": body_id(self.body), "items": [item.message() for item in self.items],
                   "deadline": self.deadline}  # fmt: skip
        return typed_digest(domain, "SetStatusMany", message)
