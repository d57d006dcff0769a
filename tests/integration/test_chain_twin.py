# SPDX-License-Identifier: Apache-2.0
"""The chain in memory and the compiled contract, led through the same acts at the same times, must hold
the same bytes in every slot, the running hash over all events included.
"""

from collections.abc import Callable

import pytest

from registry.chain.calls import encode_call
from registry.chain.ganache import DEMO_AUTHORITY_KEY
from registry.chain.sender import Sender
from registry.core import layout
from registry.core.anchor import typed_digest
from registry.core.records import Basis, State
from registry.core.status import StatusItem, StatusManyRequest, StatusRequest
from registry.keys.signers import FileAccount, FileAnchorSigner
from registry.ports.chain import Receipt
from registry.testing.fake_chain import FakeChain
from tests.chain_stage import STRANGER_KEY, Body, FakeStage, RealStage

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


def _own_word(function: str, primary: str, reason: int | None) -> Act:
    """A body's signed word about a second key of its own, sent by anyone."""

    def act(stage: FakeStage | RealStage, body: Body) -> None:
        name = layout.anchor_key_id(SECOND_KEY.address)
        message = {"body": body.id, "key": name, "reason": reason, "deadline": 1 << 33}
        signature = body.key.sign_digest(typed_digest(stage.domain, primary, message))
        arguments = [name, *([] if reason is None else [reason]), 1 << 33, signature]
        if isinstance(stage, RealStage):
            stranger = Sender(stage.rpc, FileAccount(STRANGER_KEY))
            stranger.send(stage.contract, encode_call(function, body.id, *arguments))
        elif reason is None:
            stage.chain.report_compromise(body.code, name, 1 << 33, signature)
        else:
            stage.chain.revoke_own_key(body.code, name, reason, 1 << 33, signature)

    return act


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
    lambda s, b: s.authority.set_status_by_authority(
        b.code, SECOND, State.WITHDRAWN, reason=9, effective_from=b.start - 10, order="12", ref=LEAF
    ),
    lambda s, b: s.authority.set_status_by_authority(b.code, SECOND, State.ACTIVE),
    lambda s, b: b.add_key(SECOND_KEY),
    _own_word("reportCompromise", "ReportCompromise", None),
    _own_word("revokeOwnKey", "RevokeOwnKey", 4),
    lambda s, b: s.authority.set_compromised(b.code, b.key_id, since=b.start - 20),
    lambda s, b: s.authority.lift_status(b.code, LEAF, 3, State.ACTIVE, reason=5, order="13"),
    lambda s, b: s.authority.revoke_key(b.code, b.key_id, reason=6),
    lambda s, b: s.authority.suspend_grant(b.code, 1, effective_from=b.start - 30, reason=3, order="14"),
    lambda s, b: s.authority.restore_grant(b.code, 1, reason=3),
    lambda s, b: s.authority.withdraw_grant(b.code, 2, effective_from=b.start + 100_000),
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
        assert found == expected, f"act {number}"


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
    return stage
