# SPDX-License-Identifier: Apache-2.0
"""What the chain says of a body at its newest block: the body, its grants, two of its keys.

Read once a call, so that 40,000 certificates cost the same reads as one. The current records decide about
anchoring now; the change records behind them about the issue day, which may lie before a suspension ended.
"""

from dataclasses import dataclass

from registry.core import layout
from registry.core.hashing import body_id
from registry.core.history import Standing as History
from registry.core.records import Basis, BodyRecord, ChangeRecord, GrantRecord, KeyRecord
from registry.core.types import Address, Thumbprint
from registry.errors import EvidenceError
from registry.ports.chain import BlockRef, ChainReader

MAX_GRANTS_READ = 4_096
"""A body with more grants is refused rather than read for minutes."""


@dataclass(frozen=True, slots=True)
class GrantOnChain:
    """One grant: its number, on what it rests, and keccak256 of the scope that it names."""

    number: int
    basis: Basis
    scope: bytes
    record: GrantRecord
    history: History

    def usable(self, now: int, on_issue_day: int) -> bool:
        """Whether it allows now, when the batch is anchored, and did on the issue day, as known now."""
        return is_active(self.record, now) and self.held(on_issue_day)

    def held(self, instant: int) -> bool:
        """Whether it allowed at ``instant``, as known now."""
        return self.history.lapse(instant, None) is None


@dataclass(frozen=True, slots=True)
class Standing:
    """``body`` is ``None`` where the contract knows none of this code; keys likewise."""

    block: BlockRef
    body: BodyRecord | None
    history: History
    grants: tuple[GrantOnChain, ...]
    credential_key: KeyRecord | None
    anchor_key: KeyRecord | None


def is_active(record: BodyRecord | GrantRecord, instant: int) -> bool:
    """Both threads, interval and suspension, must allow; intervals are half-open."""
    begun = record.valid_from <= instant
    ended = record.valid_until != 0 and record.valid_until <= instant
    suspended = record.suspended_from != 0 and record.suspended_from <= instant
    return begun and not ended and not suspended


def read_standing(
    reader: ChainReader, contract: Address, body: str, credential_key: Thumbprint, anchor_key: Address
) -> Standing:
    """Read everything at one block. Raises ``TransientError`` CHAIN_UNREACHABLE, ``EvidenceError``
    RECORD_FORMAT, TOO_MANY_GRANTS.
    """
    view = _View(reader, contract, body_id(body), reader.head())
    body_slot, credential_slot, anchor_slot = view.read(
        layout.body_slot(view.subject),
        layout.key_slot(view.subject, credential_key),
        layout.key_slot(view.subject, layout.anchor_key_id(anchor_key)),
    )
    record = BodyRecord.decode(body_slot)
    return Standing(
        block=view.block,
        body=record,
        history=view.history(0, record.changes if record else 0),
        grants=view.grants(record.grants if record else 0),
        credential_key=KeyRecord.decode(credential_slot),
        anchor_key=KeyRecord.decode(anchor_slot),
    )


@dataclass(frozen=True, slots=True)
class _View:
    """One body's storage at one block."""

    reader: ChainReader
    contract: Address
    subject: bytes
    block: BlockRef

    def read(self, *slots: bytes) -> list[bytes]:
        return self.reader.slots(self.contract, slots, self.block) if slots else []

    def grants(self, count: int) -> tuple[GrantOnChain, ...]:
        if count > MAX_GRANTS_READ:
            raise EvidenceError("TOO_MANY_GRANTS", count=count, limit=MAX_GRANTS_READ)
        numbers = range(1, count + 1)
        records = self.read(*(layout.grant_slot(self.subject, n) for n in numbers))
        scopes = self.read(*(layout.grant_scope_slot(self.subject, n) for n in numbers))
        return tuple(map(self.grant, numbers, records, scopes))

    def grant(self, number: int, slot: bytes, scope: bytes) -> GrantOnChain:
        record = GrantRecord.decode(slot)
        if record is None or record.basis not in set(Basis):
            raise EvidenceError("RECORD_FORMAT", record="GrantRecord", reason=f"grant {number} is not there")
        history = self.history(number, record.changes)
        return GrantOnChain(number, Basis(record.basis), scope, record, history)

    def history(self, grant: int, count: int) -> History:
        slots = self.read(*(layout.change_slot(self.subject, grant, n) for n in range(count)))
        changes = tuple(change for slot in slots if (change := ChangeRecord.decode(slot)) is not None)
        if len(changes) != count:
            raise EvidenceError("RECORD_FORMAT", record="ChangeRecord", reason=f"of grant {grant} has a gap")
        return History(changes)
