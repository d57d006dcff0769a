# SPDX-License-Identifier: Apache-2.0
"""Status as the contract keeps it, in the body's lane and in the authority's."""

from registry.core import layout
from registry.core.hashing import body_id, keccak256
from registry.core.records import BatchRecord, KeyRecord, Lane, State, StatusRecord
from registry.core.status import NO_REF, StatusItem, StatusManyRequest, StatusRequest
from registry.core.types import Address
from registry.ports.chain import Receipt
from registry.testing.fake_contract import Tape, refuse
from registry.testing.fake_keys import FakeKeys

MAX_NOTE = 256
AUTHORITY_COUNTS = 13  # the writer's own counter, which no verifier reads
_MOVES = {
    State.ACTIVE: {State.SUSPENDED, State.SUPERSEDED, State.WITHDRAWN},
    State.SUSPENDED: {State.ACTIVE, State.SUPERSEDED, State.WITHDRAWN},
    State.SUPERSEDED: {State.WITHDRAWN},
    State.WITHDRAWN: set(),
}


class FakeStatus(FakeKeys):
    """Status of certificates and batches; signed requests are taken from anyone, as on the chain."""

    def apply_status(self, request: StatusRequest | StatusManyRequest, signature: bytes) -> None:
        """One status change of a body, or many, by its signature."""
        many = isinstance(request, StatusManyRequest)
        with self._call() as tape:
            self._check_deadline(request.deadline)
            note = "" if isinstance(request, StatusManyRequest) else request.note
            self._check_text(note, MAX_NOTE)
            items = request.items if isinstance(request, StatusManyRequest) else (request.item,)
            if many and not items:
                refuse("ITEMS_EMPTY", body=request.body)
            actor = self._good_anchor_key(request.body, request.digest(self.domain), signature)
            for item in items:
                self._body_move(tape, request.body, item, actor, note)

    def set_status(
        self, body: str, subject: bytes, state: State, *, reason: int = 0, effective_from: int = 0,
        lane: Lane = Lane.BODY, actor: Address | None = None, ref: bytes = NO_REF,
    ) -> Receipt:  # fmt: skip
        """For tests: the next record of either lane by the contract's rules, but without a signature."""
        if lane == Lane.AUTHORITY:
            return self.set_status_by_authority(
                body, subject, state, reason=reason, effective_from=effective_from, ref=ref
            )
        n = 0
        while self._status(body, subject, Lane.BODY, n) is not None:
            n += 1
        item = StatusItem(
            subject=subject, n=n, state=state, reason=reason, effective_from=effective_from, ref=ref
        )
        with self._call() as tape:
            self._body_move(tape, body, item, actor or self.sender, "")
        return self._receipt()

    def set_status_by_authority(
        self, body: str, subject: bytes, state: State, *, reason: int = 0, effective_from: int = 0,
        order: str = "", ref: bytes = NO_REF,
    ) -> Receipt:  # fmt: skip
        """Write the next record of the authority's lane: a legal move, or a correction of its own."""
        with self._restricted() as tape:
            n = int.from_bytes(self._read(self._count_slot(body, subject)), "big")
            last = self._status(body, subject, Lane.AUTHORITY, n - 1) if n else None
            if self._permits(last, state, self._time_or_now(effective_from)):
                self._check_running(tape)
            self._check_text(order)
            self._known_body(body)
            if subject == bytes(32):
                refuse("SUBJECT_ZERO", body=body)
            if self._get(BatchRecord, layout.batch_slot(subject)) is not None:
                refuse("SUBJECT_IS_BATCH", batchId="0x" + subject.hex())
            if n == 0 and state == State.ACTIVE:
                refuse("STATUS_MOVE_ILLEGAL", **{"from": int(State.ACTIVE), "to": int(state)})
            effective = self._past_or_now(effective_from)
            self._write(self._count_slot(body, subject), (n + 1).to_bytes(32, "big"))
            item = StatusItem(subject=subject, n=n, state=state, reason=reason, ref=ref)
            self._write_status(
                tape, body, item, Lane.AUTHORITY, actor=self.sender, effective=effective, text=order
            )
        return self._receipt()

    def reinstate_by_authority(
        self, body: str, subject: bytes, *, reason: int = 0, effective_from: int = 0, order: str = ""
    ) -> Receipt:
        """Write "active" as the next record of the authority's lane."""
        return self.set_status_by_authority(
            body, subject, State.ACTIVE, reason=reason, effective_from=effective_from, order=order
        )

    def lift_status(
        self, body: str, subject: bytes, n: int, state: State, *, reason: int = 0,
        effective_from: int = 0, order: str = "",
    ) -> Receipt:  # fmt: skip
        """Undo in the body's lane what a compromised key wrote there last."""
        with self._permissive() as tape:
            self._check_text(order)
            item = StatusItem(subject=subject, n=n, state=state, reason=reason)
            self._check_free(body, item)
            last = self._status(body, subject, Lane.BODY, n - 1) if n else None
            if last is None or not self._compromised(body, last):
                refuse("NOTHING_TO_LIFT", body=body)
            if state.severity >= State(last.state).severity:
                refuse("STATUS_MOVE_ILLEGAL", **{"from": last.state, "to": int(state)})
            effective = self._past_or_now(effective_from)
            self._write_status(
                tape, body, item, Lane.BODY, actor=self.sender, effective=effective, text=order
            )
        return self._receipt()

    @staticmethod
    def _permits(last: StatusRecord | None, state: State, effective: int) -> bool:
        """Whether a record says something better than the lane has said so far, about any date."""
        if state == State.ACTIVE:
            return True
        if last is None or state == State.WITHDRAWN:
            return False
        return state.severity < State(last.state).severity or effective < last.effective_from

    def _body_move(self, tape: Tape, body: str, item: StatusItem, actor: Address, note: str) -> None:
        self._check_free(body, item)
        last = self._status(body, item.subject, Lane.BODY, item.n - 1) if item.n else None
        before = State(last.state) if last else State.ACTIVE
        if item.state not in _MOVES[before]:
            refuse("STATUS_MOVE_ILLEGAL", **{"from": int(before), "to": int(item.state)})
        if item.state == State.ACTIVE:
            self._check_running(tape)
            self._check_active(body, 0)
        if item.effective_from and item.state != State.WITHDRAWN:
            refuse("EFFECTIVE_NOT_NOW", effectiveFrom=item.effective_from)
        effective = self._past_or_now(item.effective_from)
        self._write_status(tape, body, item, Lane.BODY, actor=actor, effective=effective, text=note)

    def _check_free(self, body: str, item: StatusItem) -> None:
        if item.subject == bytes(32):
            refuse("SUBJECT_ZERO", body=body)
        taken = self._status(body, item.subject, Lane.BODY, item.n) is not None
        gap = item.n != 0 and self._status(body, item.subject, Lane.BODY, item.n - 1) is None
        if taken or gap:
            refuse("STATUS_NUMBER_TAKEN", body=body, n=item.n)

    def _write_status(
        self, tape: Tape, body: str, item: StatusItem, lane: Lane, *, actor: Address, effective: int,
        text: str = "",
    ) -> None:  # fmt: skip
        slot = layout.status_slot(body_id(body), item.subject, lane, item.n)
        record = StatusRecord(
            int(item.state), item.reason, int(effective < self.now), effective, self.now,
            int.from_bytes(actor, "big"),
        )  # fmt: skip
        self._put(slot, record)
        types = "bytes32,bytes32,uint8,uint16,uint8,uint8,uint40,address,bytes32,string"
        arguments = (body_id(body), item.subject, int(lane), item.n, int(item.state), item.reason)
        self._event(tape, f"StatusSet({types})", *arguments, effective, actor, item.ref, text)

    def _status(self, body: str, subject: bytes, lane: Lane, n: int) -> StatusRecord | None:
        return self._get(StatusRecord, layout.status_slot(body_id(body), subject, lane, n))

    def _compromised(self, body: str, record: StatusRecord) -> bool:
        key = self._get(KeyRecord, layout.key_slot(body_id(body), layout.anchor_key_id(record.actor)))
        return key is not None and 0 < key.compromised_since <= record.recorded_at

    def _count_slot(self, body: str, subject: bytes) -> bytes:
        outer = keccak256(body_id(body) + layout.fixed_slot(AUTHORITY_COUNTS))
        return keccak256(subject + outer)
