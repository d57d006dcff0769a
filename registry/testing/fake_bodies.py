# SPDX-License-Identifier: Apache-2.0
"""Bodies and grants as the contract keeps them."""

from dataclasses import replace

from registry.core import layout
from registry.core.hashing import body_id, scope_hash
from registry.core.records import Basis, BodyRecord, ChangeKind, GrantRecord
from registry.ports.chain import Receipt
from registry.testing.fake_contract import FakeStorage, Tape, refuse


def active(record: BodyRecord | GrantRecord | None, time: int) -> bool:
    """Both threads, interval and suspension, must allow; intervals are half-open."""
    if record is None:
        return False
    started = record.valid_from <= time and (not record.valid_until or time < record.valid_until)
    return started and (not record.suspended_from or time < record.suspended_from)


def _check_suspension(suspended_from: int, effective: int) -> None:
    if suspended_from and effective >= suspended_from:
        refuse("ALREADY_SUSPENDED", suspendedFrom=suspended_from)


def _check_end(record: BodyRecord | GrantRecord, effective: int) -> None:
    if effective < record.valid_from:
        refuse("INTERVAL_NEGATIVE", **{"from": record.valid_from, "until": effective})
    if record.valid_until and effective >= record.valid_until:
        refuse("ENDS_EARLIER", validUntil=record.valid_until)


class FakeBodies(FakeStorage):
    """The acts of ``ports.authority.Authority`` on bodies and grants."""

    def register_body(self, body: str, *, valid_from: int = 0, reason: int = 0, order: str = "") -> Receipt:
        """Admit a body."""
        with self._restricted() as tape:
            self._check_text(order)
            existing = self._get(BodyRecord, layout.body_slot(body_id(body)))
            if existing is not None:
                refuse("BODY_EXISTS", recordedAt=existing.recorded_at)
            effective = self._past_or_now(valid_from)
            record = BodyRecord(effective, 0, 0, 0, 0, 0, 0, 0, 0)
            self._save_body(body, record, ChangeKind.REGISTERED, reason=reason, effective=effective)
            arguments = (body_id(body), effective, reason, order)
            self._event(tape, "BodyRegistered(bytes32,uint40,uint8,string)", *arguments)
        return self._receipt()

    def suspend_body(
        self, body: str, *, effective_from: int = 0, reason: int = 0, order: str = ""
    ) -> Receipt:
        """From ``effective_from`` on the body cannot anchor."""
        with self._restricted() as tape:
            record = self._body_to_change(body, order)
            effective = self._time_or_now(effective_from)
            _check_suspension(record.suspended_from, effective)
            record = replace(record, suspended_from=effective)
            n = self._save_body(body, record, ChangeKind.SUSPENDED, reason=reason, effective=effective)
            self._body_event(tape, "BodySuspended", body, n, effective, reason, order)
        return self._receipt()

    def reinstate_body(
        self, body: str, *, effective_from: int = 0, reason: int = 0, order: str = ""
    ) -> Receipt:
        """End a body's suspension."""
        with self._restricted() as tape:
            record = self._body_to_change(body, order)
            if not record.suspended_from:
                refuse("NOT_SUSPENDED", grant=0)
            effective = self._past_or_now(effective_from)
            record = replace(record, suspended_from=0)
            n = self._save_body(body, record, ChangeKind.REINSTATED, reason=reason, effective=effective)
            self._body_event(tape, "BodyReinstated", body, n, effective, reason, order)
        return self._receipt()

    def withdraw_body(
        self, body: str, *, effective_from: int = 0, reason: int = 0, order: str = ""
    ) -> Receipt:
        """End a body's registration."""
        with self._restricted() as tape:
            record = self._body_to_change(body, order)
            effective = self._time_or_now(effective_from)
            _check_end(record, effective)
            record = replace(record, valid_until=effective)
            n = self._save_body(body, record, ChangeKind.WITHDRAWN, reason=reason, effective=effective)
            self._body_event(tape, "BodyWithdrawn", body, n, effective, reason, order)
        return self._receipt()

    def grant(
        self, body: str, basis: Basis, scope: str, *, grantor: int = 0, valid_from: int = 0,
        valid_until: int = 0, order: str = "",
    ) -> int:  # fmt: skip
        """Give a scope to a body; returns the grant's number, from 1."""
        with self._restricted() as tape:
            self._check_text(order)
            effective = self._past_or_now(valid_from)
            if valid_until and valid_until <= effective:
                refuse("INTERVAL_NEGATIVE", **{"from": effective, "until": valid_until})
            number = self._next_grant(body)
            subject = body_id(body)
            self._write(layout.grant_scope_slot(subject, number), scope_hash(scope))
            record = GrantRecord(effective, valid_until, 0, 0, 0, 0, 0, 0, int(basis), grantor)
            self._save_grant(body, number, record, ChangeKind.REGISTERED, reason=0, effective=effective)
            arguments = (
                subject,
                number,
                int(basis),
                grantor,
                scope_hash(scope),
                effective,
                valid_until,
                order,
            )
            types = "bytes32,uint16,uint8,uint16,bytes32,uint40,uint40,string"
            self._event(tape, f"GrantGiven({types})", *arguments)
        return number

    def suspend_grant(
        self, body: str, grant: int, *, effective_from: int = 0, reason: int = 0, order: str = ""
    ) -> Receipt:
        """From ``effective_from`` on nothing is anchored under the grant."""
        with self._restricted() as tape:
            record = self._grant_to_change(body, grant, order)
            effective = self._time_or_now(effective_from)
            _check_suspension(record.suspended_from, effective)
            record = replace(record, suspended_from=effective)
            n = self._save_grant(
                body, grant, record, ChangeKind.SUSPENDED, reason=reason, effective=effective
            )
            self._grant_event(tape, "GrantSuspended", body, grant, n, effective, reason, order)
        return self._receipt()

    def restore_grant(
        self, body: str, grant: int, *, effective_from: int = 0, reason: int = 0, order: str = ""
    ) -> Receipt:
        """End a grant's suspension."""
        with self._restricted() as tape:
            record = self._grant_to_change(body, grant, order)
            if not record.suspended_from:
                refuse("NOT_SUSPENDED", grant=grant)
            effective = self._past_or_now(effective_from)
            record = replace(record, suspended_from=0)
            n = self._save_grant(
                body, grant, record, ChangeKind.REINSTATED, reason=reason, effective=effective
            )
            self._grant_event(tape, "GrantRestored", body, grant, n, effective, reason, order)
        return self._receipt()

    def withdraw_grant(
        self, body: str, grant: int, *, effective_from: int = 0, reason: int = 0, order: str = ""
    ) -> Receipt:
        """End a grant."""
        with self._restricted() as tape:
            record = self._grant_to_change(body, grant, order)
            effective = self._time_or_now(effective_from)
            _check_end(record, effective)
            record = replace(record, valid_until=effective)
            n = self._save_grant(
                body, grant, record, ChangeKind.WITHDRAWN, reason=reason, effective=effective
            )
            self._grant_event(tape, "GrantWithdrawn", body, grant, n, effective, reason, order)
        return self._receipt()

    def _check_body_active(self, body: str) -> None:
        if not active(self._get(BodyRecord, layout.body_slot(body_id(body))), self.now):
            refuse("BODY_NOT_ACTIVE", body=body, blockTime=self.now)

    def _check_grant_active(self, body: str, grant: int) -> None:
        if not active(self._get(GrantRecord, layout.grant_slot(body_id(body), grant)), self.now):
            refuse("GRANT_NOT_ACTIVE", body=body, grant=grant, blockTime=self.now)

    def _known_body(self, body: str) -> BodyRecord:
        record = self._get(BodyRecord, layout.body_slot(body_id(body)))
        return record or refuse("BODY_UNKNOWN", body=body)

    def _body_to_change(self, body: str, order: str) -> BodyRecord:
        self._check_text(order)
        return self._known_body(body)

    def _grant_to_change(self, body: str, grant: int, order: str) -> GrantRecord:
        self._check_text(order)
        record = self._get(GrantRecord, layout.grant_slot(body_id(body), grant))
        return record or refuse("GRANT_UNKNOWN", body=body, grant=grant)

    def _next_grant(self, body: str) -> int:
        record = self._known_body(body)
        if record.valid_until and record.valid_until <= self.now:
            refuse("BODY_NOT_ACTIVE", body=body, blockTime=self.now)
        self._put(layout.body_slot(body_id(body)), replace(record, grants=record.grants + 1))
        return record.grants + 1

    def _save_body(self, body: str, record: BodyRecord, kind: int, *, reason: int, effective: int) -> int:
        subject, n = body_id(body), record.changes
        record = replace(record, changes=n + 1, recorded_at=self.now, reason=reason)
        self._put(layout.body_slot(subject), record)
        self._put(layout.change_slot(subject, 0, n), self._change(kind, reason, effective))
        return n

    def _save_grant(
        self, body: str, grant: int, record: GrantRecord, kind: int, *, reason: int, effective: int
    ) -> int:
        subject, n = body_id(body), record.changes
        record = replace(record, changes=n + 1, recorded_at=self.now, reason=reason)
        until = record.valid_until if kind == ChangeKind.REGISTERED else 0
        self._put(layout.grant_slot(subject, grant), record)
        self._put(layout.change_slot(subject, grant, n), self._change(kind, reason, effective, until))
        return n

    def _body_event(self, tape: Tape, name: str, body: str, *rest: object) -> None:
        """``rest``: change number, effective time, reason, order number."""
        self._event(tape, f"{name}(bytes32,uint16,uint40,uint8,string)", body_id(body), *rest)

    def _grant_event(self, tape: Tape, name: str, body: str, *rest: object) -> None:
        """``rest``: grant, change number, effective time, reason, order number."""
        self._event(tape, f"{name}(bytes32,uint16,uint16,uint40,uint8,string)", body_id(body), *rest)
