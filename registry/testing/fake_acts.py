# SPDX-License-Identifier: Apache-2.0
"""Orders, surveillance, the pause and the end of use as the contract keeps them; the whole contract."""

from msgspec.structs import replace

from registry.core import layout
from registry.core.hashing import body_id
from registry.core.key_requests import RevokeOwnKeyRequest
from registry.core.records import BodyRecord, OrderAction, OrderRecord, SurveillanceRecord
from registry.core.surveillance import Decision, MaintainRequest
from registry.core.types import Address
from registry.ports.chain import BodyRequest, Receipt
from registry.testing.fake_batches import FakeBatches
from registry.testing.fake_contract import refuse

_POSTED = "OrderPosted(bytes32,uint16,uint16,uint8,uint8,uint40,uint40,uint40,string)"
_MAINTAINED = "Maintained(bytes32,bytes32,uint16,uint40,uint40,uint8,address)"


class FakeContract(FakeBatches):
    """The whole contract; signed requests are taken from anyone, as on the chain."""

    def post_order(
        self, body: str, *, grant: int = 0, action: OrderAction, reason: int = 0, issued_from: int = 0,
        issued_until: int = 0, effective_from: int = 0, order: str = "",
    ) -> int:  # fmt: skip
        """Post an order over a body (grant 0) or a grant; returns its number, from 0."""
        with self._restricted() as tape:
            self._check_text(order)
            record = self._record(body, grant)
            if record is None:
                refuse("GRANT_UNKNOWN" if grant else "BODY_UNKNOWN", body=body, grant=grant)
            if issued_until and issued_until <= issued_from:
                refuse("INTERVAL_NEGATIVE", **{"from": issued_from, "until": issued_until})
            n, effective, subject = record.orders, self._time_or_now(effective_from), body_id(body)
            counted = replace(record, orders=n + 1)
            self._put(layout.grant_slot(subject, grant) if grant else layout.body_slot(subject), counted)
            posted = (int(action), reason, issued_from, issued_until, effective)
            self._put(layout.order_slot(subject, grant, n), OrderRecord(*posted, self.now, 0))
            self._event(tape, _POSTED, subject, grant, n, *posted, order)
        return n

    def retract_order(
        self, body: str, n: int, *, grant: int = 0, reason: int = 0, order: str = ""
    ) -> Receipt:
        """End order ``n`` from the block's time on, once."""
        with self._permissive() as tape:
            self._check_text(order)
            slot = layout.order_slot(body_id(body), grant, n)
            record = self._get(OrderRecord, slot)
            if record is None:
                refuse("ORDER_UNKNOWN", body=body, grant=grant, n=n)
            if record.retracted_at:
                refuse("ORDER_RETRACTED", body=body, grant=grant, n=n, retractedAt=record.retracted_at)
            self._put(slot, replace(record, retracted_at=self.now))
            types = "bytes32,uint16,uint16,uint8,string"
            self._event(tape, f"OrderRetracted({types})", body_id(body), grant, n, reason, order)
        return self._receipt()

    def maintain(self, request: MaintainRequest, signature: bytes) -> None:
        """Record a body's surveillance of one certificate."""
        with self._call() as tape:
            self._check_running(tape)
            self._check_deadline(request.deadline)
            actor = self._good_anchor_key(request.body, request.digest(self.domain), signature)
            self._check_surveillance(request)
            self._check_active(request.body, 0)
            subject = body_id(request.body)
            slot = layout.surveillance_slot(subject, request.subject)
            existing = self._get(SurveillanceRecord, slot)
            if request.n != (existing.count if existing else 0):
                refuse("SURVEILLANCE_NUMBER", body=request.body, n=request.n)
            record = SurveillanceRecord(request.last, request.next_due, self.now, request.n + 1)
            self._put(slot, record)
            dates = (request.n, request.last, request.next_due, int(request.decision))
            self._event(tape, _MAINTAINED, subject, request.subject, *dates, actor)

    def apply_request(self, request: BodyRequest, signature: bytes) -> None:
        """What a body asks beside batches and status."""
        if isinstance(request, MaintainRequest):
            self.maintain(request, signature)
        elif isinstance(request, RevokeOwnKeyRequest):
            self.revoke_own_key(request, signature)
        else:
            self.report_compromise(request, signature)

    def pause(self) -> Receipt:
        """Stop anchoring and every permissive act, as the guardian."""
        return self._switch(self.guardian, 1, "Paused(address)")

    def unpause(self) -> Receipt:
        """Let the contract run again, as the authority."""
        return self._switch(self.authority, 0, "Unpaused(address)")

    def reach(self) -> int:
        """Without a delay."""
        return 0

    def retire(self, successor: Address) -> Receipt:
        """End the contract's use for ever in favour of ``successor``, which must have code."""
        if self.sender == self.authority and (
            successor == self.contract or successor not in self.ledger.codes
        ):
            refuse("SUCCESSOR_INVALID", successor="0x" + successor.hex())
        with self._restricted() as tape:
            tape.state = replace(tape.state, retired_at=self.now)
            self._write(layout.fixed_slot(layout.SUCCESSOR), successor.rjust(32, b"\0"))
            self._event(tape, "Retired(address)", successor)
        return self._receipt()

    def body_record(self, body: str) -> BodyRecord | None:
        """For tests: the body's current record."""
        return self._get(BodyRecord, layout.body_slot(body_id(body)))

    def _switch(self, account: Address, paused: int, event: str) -> Receipt:
        self._admit(account)
        with self._call() as tape:
            if tape.state.paused == paused:
                refuse("CONTRACT_PAUSED_ALREADY" if paused else "CONTRACT_NOT_PAUSED", paused=paused)
            tape.state = replace(tape.state, paused=paused)
            self._event(tape, event, self.sender)
        return self._receipt()

    def _check_surveillance(self, request: MaintainRequest) -> None:
        if request.subject == bytes(32):
            refuse("SUBJECT_ZERO", body=request.body)
        if request.decision not in tuple(Decision):
            refuse("DECISION_UNKNOWN", decision=request.decision)
        past = 0 < request.last <= self.now
        if not past or (request.next_due and request.next_due <= request.last):
            refuse("SURVEILLANCE_TIMES", lastSurveillance=request.last, nextDue=request.next_due)
