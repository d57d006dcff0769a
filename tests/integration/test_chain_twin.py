# SPDX-License-Identifier: Apache-2.0
"""The chain in memory and the compiled contract, led through the same acts at the same times, must hold
the same bytes in every slot, the running hash over all events included.
"""

from collections.abc import Callable

import pytest

from registry.chain.ganache import DEMO_AUTHORITY_KEY
from registry.core import layout
from registry.core.key_requests import ReportCompromiseRequest, RevokeOwnKeyRequest
from registry.core.records import Basis, OrderAction, State
from registry.core.status import StatusItem, StatusManyRequest, StatusRequest
from registry.core.surveillance import MaintainRequest
from registry.core.types import Address
from registry.keys.signers import FileAccount, FileAnchorSigner
from registry.ports.chain import BodyRequest, Receipt
from registry.testing.fake_chain import FakeChain
from tests.chain_stage import Body, FakeStage, RealStage, mined

pytestmark = pytest.mark.chain
LEAF, SECOND = b"\x51" * 32, b"\x52" * 32
SECOND_KEY = FileAnchorSigner(b"\x2b" * 32)
Act = Callable[[FakeStage | RealStage, Body], object]


def _status(n: int, state: State, back: int = 0, note: str = "") -> Act:
    def act(stage: FakeStage | RealStage, body: Body) -> Receipt:
        effective = body.start - back if back else 0
        item = StatusItem(
            subject=LEAF, n=n, state=state, reason=2, effective_from=effective, ref=b"\x09" * 32
        )
        return body.set_status(StatusRequest(body=body.code, item=item, note=note, deadline=1 << 33))

    return act


def _many(stage: FakeStage | RealStage, body: Body) -> Receipt:
    items = tuple(
        StatusItem(subject=bytes([n]) * 32, n=0, state=State.SUSPENDED, reason=n) for n in range(1, 5)
    )
    return body.set_status(StatusManyRequest(body=body.code, items=items, deadline=1 << 33))


def _asked(make: Callable[[Body], BodyRequest]) -> Act:
    """A body's signed word, sent by anyone."""

    def act(stage: FakeStage | RealStage, body: Body) -> Receipt:
        request = make(body)
        writer = stage.second_writer
        transaction = writer.prepare_request(request, body.sign(request))
        receipt = mined(writer, transaction.raw, transaction.hash)
        assert receipt.succeeded
        return receipt

    return act


def _surveyed(n: int, last: int, next_due: int, decision: int = 1) -> Act:
    """Surveillance n of one certificate; times in seconds from the start."""
    return _asked(
        lambda b: MaintainRequest(
            body=b.code, subject=LEAF, n=n, last=b.start + last, next_due=next_due and b.start + next_due,
            decision=decision, deadline=1 << 33,
        )
    )  # fmt: skip


def _retrospective(stage: FakeStage | RealStage, body: Body) -> Receipt:
    request = body.request(root=77, grants=(1, 2), size=9, deadline=1 << 33, retrospective=True)
    return stage.authority.anchor_retrospective(request, body.sign(request))


_SECOND_ID = layout.anchor_key_id(SECOND_KEY.address)


# One transaction each: both chains get the time of the real one's block.
ACTS: list[Act] = [
    lambda s, b: s.authority.register_body(b.code, valid_from=b.start - 900, reason=1, order="01/QĐ-TĐC"),
    lambda s, b: s.authority.grant(
        b.code, Basis.DESIGNATION, "QCVN 4:2009/BKHCN", grantor=7, valid_until=1 << 33, order="số 5"
    ),
    lambda s, b: s.authority.grant(b.code, Basis.REGISTRATION, "TCVN 6396-20:2017", valid_from=b.start - 500),
    lambda s, b: b.add_key(b.key),
    lambda s, b: s.authority.register_credential_key(b.code, b"\x77" * 32),
    lambda s, b: b.anchor(b.request(grants=(1, 2), size=40_000, deadline=1 << 33)),
    lambda s, b: b.anchor(b.request(grants=(1, 2), size=40_000, deadline=1 << 34)),
    _status(0, State.SUSPENDED, note="Tạm đình chỉ"),
    _status(1, State.ACTIVE),
    _status(2, State.WITHDRAWN, back=800),
    _many,
    _surveyed(0, -50, 0),
    _surveyed(1, -10, 31_536_000, decision=2),
    _retrospective,
    _retrospective,
    lambda s, b: s.authority.post_order(b.code, action=OrderAction.REVIEW, reason=3, order="21/LENH"),
    lambda s, b: s.authority.post_order(
        b.code, grant=1, action=OrderAction.SUSPEND, issued_from=5, issued_until=9, effective_from=b.start - 7
    ),
    lambda s, b: s.authority.post_order(
        b.code, action=OrderAction.WITHDRAW, issued_from=b.start, effective_from=1 << 33
    ),
    lambda s, b: s.authority.pause(),
    lambda s, b: s.authority.suspend_grant(b.code, 2, reason=1),
    lambda s, b: s.authority.unpause(),
    lambda s, b: s.authority.restore_grant(b.code, 2, reason=1),
    lambda s, b: s.authority.retract_order(b.code, 0, reason=4, order="22/LENH"),
    lambda s, b: s.authority.retract_order(b.code, 0, grant=1),
    lambda s, b: s.authority.set_status_by_authority(
        b.code, SECOND, State.WITHDRAWN, reason=9, effective_from=b.start - 10, order="12", ref=LEAF
    ),
    lambda s, b: s.authority.set_status_by_authority(b.code, SECOND, State.ACTIVE),
    lambda s, b: b.add_key(SECOND_KEY),
    _asked(lambda b: ReportCompromiseRequest(body=b.code, key=_SECOND_ID, deadline=1 << 33)),
    _asked(lambda b: RevokeOwnKeyRequest(body=b.code, key=_SECOND_ID, reason=4, deadline=1 << 33)),
    lambda s, b: s.authority.set_compromised(b.code, b.key_id, since=b.start - 20),
    lambda s, b: s.authority.lift_status(b.code, LEAF, 3, State.ACTIVE, reason=5, order="13"),
    lambda s, b: s.authority.revoke_key(b.code, b.key_id, reason=6),
    lambda s, b: s.authority.suspend_grant(b.code, 1, effective_from=b.start - 30, reason=3, order="14"),
    lambda s, b: s.authority.restore_grant(b.code, 1, reason=3),
    lambda s, b: s.authority.withdraw_grant(b.code, 2, effective_from=b.start + 100_000),
    lambda s, b: s.authority.reduce_grant(
        b.code, 1, effective_from=b.start + 9_000_000, reason=6, order="30"
    ),
    lambda s, b: s.authority.reinstate_by_authority(
        b.code, SECOND, reason=2, effective_from=b.start, order="31"
    ),
    lambda s, b: s.authority.suspend_body(b.code, reason=8),
    lambda s, b: s.authority.reinstate_body(b.code, effective_from=b.start),
    lambda s, b: s.authority.withdraw_body(b.code, effective_from=1 << 33, order="cuối"),
]


def test_every_slot_is_equal_after_every_act(fresh_stage: RealStage) -> None:
    real, memory = fresh_stage, _twin(fresh_stage)
    ours, theirs = Body(real, register=False), Body(memory, register=False)
    theirs.code, theirs.key = ours.code, ours.key
    start = real.reader.head().timestamp
    ours.start = theirs.start = start
    for number, act in enumerate(ACTS):
        act(real, ours)
        memory.chain.ledger.now = real.reader.head().timestamp
        act(memory, theirs)
        slots = memory.chain.ledger.written(memory.contract)
        head = layout.fixed_slot(layout.HEAD)
        assert head in slots
        found = real.reader.slots(real.contract, slots, real.reader.head())
        expected = memory.reader.slots(memory.contract, slots, memory.reader.head())
        differing = [s.hex() for s, a, b in zip(slots, found, expected, strict=True) if a != b]
        assert not differing, f"act {number}"


def _twin(real: RealStage) -> FakeStage:
    stage = FakeStage()
    record = real.deployment
    block = real.reader.block_at(record.block)
    authority = FileAccount(DEMO_AUTHORITY_KEY).address
    chain = FakeChain(
        record.chain_id,
        record.contract,
        start=block.timestamp,
        authority=authority,
        manager=record.access_manager,
    )
    stage.chain, stage.contract, stage.domain = chain, chain.contract, chain.domain
    stage.reader = stage.writer = stage.authority = chain
    stage.second_writer = chain.as_sender(Address(b"\x22" * 20))
    return stage
