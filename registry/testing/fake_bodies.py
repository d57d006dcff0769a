# SPDX-License-Identifier: Apache-2.0
"""Bodies and grants as the contract keeps them."""

from msgspec.structs import replace

from registry.core import layout
from registry.core.hashing import body_id, scope_hash
from registry.core.records import Basis, BodyRecord, ChangeKind, GrantRecord
from registry.ports.chain import Receipt
from registry.testing.fake_contract import FakeStorage, refuse

Thread = BodyRecord | GrantRecord


def active(record: Thread | None, time: int) -> bool:
    """Both threads, interval and suspension, must allow; intervals are half-open."""
    if record is None:
        return False
    started = record.valid_from <= time and (not record.valid_until or time < record.valid_until)
    return started and (not record.suspended_from or time < record.suspended_from)


class FakeBodies(FakeStorage):
    """The acts of ``ports.authority.Authority`` on bodies and grants; grant 0 is the body itself."""

    def register_body(self, body: str, *, valid_from: int = 0, reason: int = 0, order: str = "") -> Receipt:
        """Admit a body."""
        with self._permissive() as tape:
            self._check_text(order)
            existing = self._get(BodyRecord, layout.body_slot(body_id(body)))
            if existing is not None:
                refuse("BODY_EXISTS", body=body, recordedAt=existing.recorded_at)
            effective = self._past_or_now(valid_from)
            record = BodyRecord(effective, 0, 0, 0, 0, 0, 0, 0, 0)
            self._save(body, 0, record, ChangeKind.REGISTERED, reason=reason, effective=effective)
            arguments = (body_id(body), effective, reason, order)
            self._event(tape, "BodyRegistered(bytes32,uint40,uint8,string)", *arguments)
        return self._receipt()

    def suspend_body(
        self, body: str, *, effective_from: int = 0, reason: int = 0, order: str = ""
    ) -> Receipt:
        """From ``effective_from`` on the body cannot anchor."""
        return self._alter(ChangeKind.SUSPENDED, body, 0, effective_from, reason=reason, order=order)

    def reinstate_body(
        self, body: str, *, effective_from: int = 0, reason: int = 0, order: str = ""
    ) -> Receipt:
        """End a body's suspension."""
        return self._alter(ChangeKind.REINSTATED, body, 0, effective_from, reason=reason, order=order)

    def withdraw_body(
        self, body: str, *, effective_from: int = 0, reason: int = 0, order: str = ""
    ) -> Receipt:
        """End a body's registration."""
        return self._alter(ChangeKind.WITHDRAWN, body, 0, effective_from, reason=reason, order=order)

    def grant(
        self, body: str, basis: Basis, scope: str, *, grantor: int = 0, valid_from: int = 0,
        valid_until: int = 0, order: str = "",
    ) -> int:  # fmt: skip
        """Give a scope to a body; returns the grant's number, from 1."""
        with self._permissive() as tape:
            self._check_text(order)
            start = self._past_or_now(valid_from)
            if valid_until and valid_until <= start:
                refuse("INTERVAL_NEGATIVE", **{"from": start, "until": valid_until})
            number, subject = self._next_grant(body), body_id(body)
            self._write(layout.grant_scope_slot(subject, number), scope_hash(scope))
            record = GrantRecord(start, valid_until, 0, 0, 0, 0, 0, 0, int(basis), grantor)
            self._save(body, number, record, ChangeKind.REGISTERED, reason=0, effective=start)
            types = "bytes32,uint16,uint8,uint16,bytes32,uint40,uint40,string"
            given = (subject, number, int(basis), grantor, scope_hash(scope), start, valid_until, order)
            self._event(tape, f"GrantGiven({types})", *given)
        return number

    def suspend_grant(
        self, body: str, grant: int, *, effective_from: int = 0, reason: int = 0, order: str = ""
    ) -> Receipt:
        """From ``effective_from`` on nothing is anchored under the grant."""
        self._check_number(grant)
        return self._alter(ChangeKind.SUSPENDED, body, grant, effective_from, reason=reason, order=order)

    def restore_grant(
        self, body: str, grant: int, *, effective_from: int = 0, reason: int = 0, order: str = ""
    ) -> Receipt:
        """End a grant's suspension."""
        self._check_number(grant)
        return self._alter(ChangeKind.REINSTATED, body, grant, effective_from, reason=reason, order=order)

    def withdraw_grant(
        self, body: str, grant: int, *, effective_from: int = 0, reason: int = 0, order: str = ""
    ) -> Receipt:
        """End a grant."""
        self._check_number(grant)
        return self._alter(ChangeKind.WITHDRAWN, body, grant, effective_from, reason=reason, order=order)

    def reduce_grant(
        self, body: str, grant: int, *, effective_from: int = 0, reason: int = 0, order: str = ""
    ) -> Receipt:
        """End a grant because a narrower one takes its place."""
        self._check_number(grant)
        return self._alter(ChangeKind.REDUCED, body, grant, effective_from, reason=reason, order=order)

    def _check_active(self, body: str, grant: int) -> None:
        if not active(self._record(body, grant), self.now):
            code = "GRANT_NOT_ACTIVE" if grant else "BODY_NOT_ACTIVE"
            refuse(code, body=body, grant=grant, blockTime=self.now)

    def _known_body(self, body: str) -> BodyRecord:
        record = self._get(BodyRecord, layout.body_slot(body_id(body)))
        return record or refuse("BODY_UNKNOWN", body=body)

    def _check_number(self, grant: int) -> None:
        if grant == 0 and self.sender == self.authority:
            refuse("GRANT_ZERO")

    def _record(self, body: str, grant: int) -> Thread | None:
        if grant:
            return self._get(GrantRecord, layout.grant_slot(body_id(body), grant))
        return self._get(BodyRecord, layout.body_slot(body_id(body)))

    def _alter(
        self, kind: ChangeKind, body: str, grant: int, effective_from: int, *, reason: int, order: str
    ) -> Receipt:
        act = self._permissive if kind == ChangeKind.REINSTATED else self._restricted
        with act() as tape:
            self._check_text(order)
            record = self._record(body, grant)
            if record is None:
                refuse("GRANT_UNKNOWN" if grant else "BODY_UNKNOWN", body=body, grant=grant)
            effective = self._time_or_now(effective_from)
            changed = self._moved(kind, record, effective, grant)
            n = self._save(body, grant, changed, kind, reason=reason, effective=effective)
            arguments = (body_id(body), grant, n, int(kind), effective, reason, order)
            self._event(tape, "Changed(bytes32,uint16,uint16,uint8,uint40,uint8,string)", *arguments)
        return self._receipt()

    def _moved(self, kind: ChangeKind, record: Thread, effective: int, grant: int) -> Thread:
        if kind == ChangeKind.SUSPENDED:
            if record.suspended_from and effective >= record.suspended_from:
                refuse("ALREADY_SUSPENDED", grant=grant, suspendedFrom=record.suspended_from)
            return replace(record, suspended_from=effective)
        if kind == ChangeKind.REINSTATED:
            if not record.suspended_from:
                refuse("NOT_SUSPENDED", grant=grant)
            self._past_or_now(effective)
            return replace(record, suspended_from=0)
        if effective < record.valid_from:
            refuse("INTERVAL_NEGATIVE", **{"from": record.valid_from, "until": effective})
        if record.valid_until and effective >= record.valid_until:
            refuse("ENDS_EARLIER", grant=grant, validUntil=record.valid_until)
        return replace(record, valid_until=effective)

    def _next_grant(self, body: str) -> int:
        record = self._known_body(body)
        if record.valid_until and record.valid_until <= self.now:
            refuse("BODY_WITHDRAWN", body=body, validUntil=record.valid_until)
        self._put(layout.body_slot(body_id(body)), replace(record, grants=record.grants + 1))
        return record.grants + 1

    def _save(
        self, body: str, grant: int, record: Thread, kind: ChangeKind, *, reason: int, effective: int
    ) -> int:
        subject, n = body_id(body), record.changes
        saved = replace(record, changes=n + 1, recorded_at=self.now, reason=reason)
        self._put(layout.grant_slot(subject, grant) if grant else layout.body_slot(subject), saved)
        until = record.valid_until if kind == ChangeKind.REGISTERED else 0
        self._put(layout.change_slot(subject, grant, n), self._change(kind, reason, effective, until))
        return n
