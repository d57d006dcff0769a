# SPDX-License-Identifier: Apache-2.0
"""Timelines: what was known then beside what is known now."""

from dataclasses import replace

import pytest

from registry.audit.days import day_of
from registry.audit.reader import ReplayReader
from registry.audit.replay import replay
from registry.audit.standing import Shown, certificate_at
from registry.audit.state import RegistryState
from registry.audit.timeline import Row, Told, body_timeline, certificate_timeline
from registry.core import layout
from registry.core.anchor import AnchorRequest, batch_id
from registry.core.merkle import MerkleTree
from registry.core.records import OrderAction, State
from registry.core.types import Address, LeafHash
from registry.errors import EvidenceError, TransientError
from registry.ports.chain import BlockRef
from registry.testing.fake_logs import LoggingChain
from registry.texts import catalogue, render
from tests.chain_stage import Body
from tests.unit.audit.stage import busy_chain, logging_stage, maintained, replayed

LEAF, KEY, DAY = b"\x01" * 32, b"\x77" * 32, 86_400


class Life:
    """One certificate of one body, and its history so far."""

    def __init__(self) -> None:
        stage, chain = logging_stage()
        self.chain: LoggingChain = chain
        self.body = Body(stage)
        chain.register_credential_key(self.body.code, KEY)
        chain.advance(DAY)
        tree = MerkleTree([LeafHash(LEAF), LeafHash(b"\x02" * 32)])
        self.body.anchor(
            AnchorRequest(body=self.body.code, grants=(1,), root=tree.root, size=2, deadline=1 << 33)
        )
        self.batch = batch_id(self.body.code, (1,), tree.root)
        self.anchored = chain.now
        self.shown = Shown(
            leaf=LEAF, body=self.body.id, grants=(1,), issued=day_of(chain.now), key=KEY,
            batch_ids=(self.batch,),
        )  # fmt: skip
        chain.advance(DAY)

    def rows(self) -> list[Row]:
        told = Told(self.body.id, frozenset({LEAF, self.batch}))
        return certificate_timeline(self._replayed(told), self.shown, told)

    def body_rows(self) -> list[Row]:
        told = Told(self.body.id)
        return body_timeline(self._replayed(told), told)

    def _replayed(self, told: Told) -> RegistryState:
        pages = self.chain.pages(self.chain.contract, 0, self.chain.head().number)
        return replay(pages, RegistryState(1337), watch=told.watch)

    def say(self, subject: bytes, state: State) -> None:
        self.chain.set_status(self.body.code, subject, state, actor=self.body.key.address)


@pytest.fixture
def life() -> Life:
    return Life()


def last(rows: list[Row]) -> tuple[str, str, str]:
    return rows[-1].code.removeprefix("TIMELINE_"), rows[-1].then, rows[-1].now


def test_before_its_batch_a_certificate_is_not_anchored(life: Life) -> None:
    rows = life.rows()
    assert [row.code.removeprefix("TIMELINE_") for row in rows] == ["BODY", "GRANT", "KEY", "KEY", "ANCHORED"]
    assert [row.now for row in rows] == ["not_anchored"] * 4 + ["active"]


def test_what_reaches_back_shows_as_two_different_words(life: Life) -> None:
    life.say(LEAF, State.SUSPENDED)
    life.chain.advance(DAY)
    life.say(LEAF, State.ACTIVE)
    assert last(life.rows()) == ("STATUS", "active", "active")
    life.chain.advance(DAY)
    life.chain.set_status_by_authority(
        life.body.code, LEAF, State.WITHDRAWN, effective_from=life.anchored, order="07/QĐ"
    )
    rows = life.rows()
    assert [(row.then, row.now) for row in rows[-4:]] == [
        ("active", "withdrawn"),
        ("suspended", "withdrawn"),
        ("active", "withdrawn"),
        ("withdrawn", "withdrawn"),
    ]
    assert (rows[-1].code, rows[-1].order, rows[-1].effective_from) == (
        "TIMELINE_AUTHORITY",
        "07/QĐ",
        life.anchored,
    )


def test_a_stolen_key_takes_back_its_reinstatements_only(life: Life) -> None:
    life.say(LEAF, State.SUSPENDED)
    life.chain.advance(DAY)
    life.say(LEAF, State.ACTIVE)
    life.chain.advance(DAY)
    life.chain.set_compromised(life.body.code, life.body.key_id, since=life.chain.now - DAY - 5)
    rows = life.rows()
    assert [(row.then, row.now) for row in rows[-3:]] == [
        ("suspended", "suspended"),
        ("active", "suspended"),
        ("suspended", "suspended"),
    ]


def test_a_key_that_was_stolen_before_the_anchoring(life: Life) -> None:
    life.chain.set_compromised(life.body.code, KEY, since=life.anchored)
    assert last(life.rows()) == ("KEY_COMPROMISED", "compromised", "compromised")


def test_a_batch_and_another_batch(life: Life) -> None:
    life.say(life.batch, State.WITHDRAWN)
    assert last(life.rows()) == ("STATUS", "withdrawn", "withdrawn")


def test_orders_hold_until_they_are_retracted(life: Life) -> None:
    code = life.body.code
    life.chain.post_order(code, grant=1, action=OrderAction.SUSPEND, issued_from=life.anchored)
    assert last(life.rows()) == ("ORDER_SUSPEND", "suspended", "suspended")
    life.chain.advance(DAY)
    life.chain.retract_order(code, 0, grant=1, order="09/QĐ")
    rows = life.rows()
    assert last(rows) == ("ORDER_RETRACTED", "active", "active")
    assert (rows[-2].then, rows[-2].now) == ("suspended", "suspended"), "its history stays"
    life.chain.post_order(code, action=OrderAction.REVIEW)
    assert last(life.rows()) == ("ORDER_REVIEW", "active", "active")
    life.chain.post_order(code, action=OrderAction.WITHDRAW, issued_until=life.anchored - 9 * DAY)
    assert last(life.rows()) == ("ORDER_WITHDRAW", "active", "active")


def test_surveillance_and_other_certificates(life: Life) -> None:
    maintained(life.body, LEAF)
    assert [row.code for row in life.rows()][-2:] == [
        "TIMELINE_MAINTAINED",
        "TIMELINE_MAINTAINED_CONDITIONALLY",
    ]
    life.say(b"\x02" * 32, State.WITHDRAWN)
    assert last(life.rows()) == ("MAINTAINED_CONDITIONALLY", "active", "active")
    assert last(life.body_rows()) == ("KEY", "active", "active")


def test_a_body_s_rows_are_about_what_they_name(life: Life) -> None:
    code, chain = life.body.code, life.chain
    chain.suspend_grant(code, 1, effective_from=chain.now - 5, order="1")
    assert last(life.body_rows()) == ("GRANT_SUSPENDED", "suspended", "suspended")
    chain.restore_grant(code, 1)
    chain.suspend_body(code, effective_from=life.body.start)
    chain.revoke_key(code, KEY)
    rows = life.body_rows()
    assert [(row.code.removeprefix("TIMELINE_"), row.then, row.now) for row in rows[-3:]] == [
        ("GRANT_REINSTATED", "active", "active"),
        ("BODY_SUSPENDED", "suspended", "suspended"),
        ("KEY_REVOKED", "revoked", "revoked"),
    ]
    assert (rows[0].then, rows[0].now) == ("active", "suspended")
    chain.reduce_grant(code, 1, effective_from=chain.now)
    assert last(life.body_rows()) == ("GRANT_REDUCED", "reduced", "reduced")


def test_every_row_has_words() -> None:
    chain = busy_chain()
    bodies = replayed(chain).bodies
    for body in bodies:
        told = Told(body, frozenset(s for b in bodies.values() for s, _ in b.lanes))
        state = replay(
            chain.pages(chain.contract, 0, chain.head().number), RegistryState(1337), watch=told.watch
        )
        shown = Shown(leaf=LEAF, body=body, grants=(1, 2), issued=day_of(chain.now), key=KEY, batch_ids=())
        for row in (*body_timeline(state, told), *certificate_timeline(state, shown, told)):
            for lang in ("vi", "en"):
                assert "{" not in render(row.code, lang, row.params).message
            assert row.code in catalogue()


def test_a_certificate_of_no_batch_is_not_anchored(life: Life) -> None:
    state = replayed(life.chain)
    assert certificate_at(state, replace(life.shown, batch_ids=()), life.chain.now, None) == "not_anchored"


def test_the_reader_answers_for_its_block_and_contract_alone(life: Life) -> None:
    chain, state = life.chain, replayed(life.chain)
    head = chain.head()
    fields = {"contract": chain.contract, "identity": chain.identity(), "code_hash": b"\x05" * 32}
    reader = ReplayReader(state, block=head, **fields)  # type: ignore[arg-type]
    assert (reader.head(), reader.block_at(head.number)) == (head, head)
    slot = layout.batch_slot(life.batch)
    unknown = layout.fixed_slot(99)
    assert reader.slots(chain.contract, [slot, unknown], head) == chain.slots(
        chain.contract, [slot, unknown], head
    )
    with pytest.raises(TransientError):
        reader.block_at(head.number - 1)
    with pytest.raises(TransientError):
        reader.slots(chain.contract, [slot], chain.block_at(1))
    with pytest.raises(EvidenceError) as caught:
        reader.code_hash(Address(b"\x01" * 20), head)
    assert caught.value.code == "AUDIT_OTHER_CONTRACT"
    with pytest.raises(EvidenceError) as caught:
        ReplayReader(state, block=BlockRef(3, b"\x01" * 32, 9), **fields)  # type: ignore[arg-type]
    assert caught.value.code == "AUDIT_OTHER_BLOCK"
