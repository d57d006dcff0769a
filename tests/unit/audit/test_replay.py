# SPDX-License-Identifier: Apache-2.0
"""A replay amounts to the contract's own storage, or to the name of the event that cannot be."""

import pytest

from registry.audit.compare import differing_slots, examine
from registry.audit.replay import Trace, replay
from registry.audit.slots import implied_slots
from registry.audit.state import RegistryState
from registry.core import layout
from registry.core.events import topic0
from registry.core.events_types import KeyRegistered
from registry.core.records import ZERO_SLOT, Lane, State, StatusRecord
from registry.errors import EvidenceError, RefusedError
from registry.testing.fake_logs import LoggingChain
from tests.unit.audit.stage import all_logs, busy_chain, logging_stage, pages_of, replayed


@pytest.fixture(scope="module")
def chain() -> LoggingChain:
    return busy_chain()


def test_a_replay_explains_every_slot_that_was_ever_written(chain: LoggingChain) -> None:
    implied = dict(implied_slots(replayed(chain)))
    written = {s: chain.ledger.read(chain.contract, s) for s in chain.ledger.written(chain.contract)}
    assert {s: v for s, v in implied.items() if v != ZERO_SLOT and s != layout.fixed_slot(14)} == {
        s: v for s, v in written.items() if v != ZERO_SLOT
    }


def test_a_whole_log_agrees_with_the_contract(chain: LoggingChain) -> None:
    head = chain.head()
    pages = chain.pages(chain.contract, 0, head.number)
    found = examine(pages, RegistryState(chain.identity().chain_id), chain, chain.contract, head)
    assert found.broken is None
    assert found.state.head == chain.slots(chain.contract, [layout.fixed_slot(layout.HEAD)], head)[0]
    differences = [d for _, d in differing_slots(found.state, chain, chain.contract, head) if d]
    assert {d.slot for d in differences} <= {layout.fixed_slot(14)}, "the twin keeps no access manager"


def test_a_state_at_an_old_block_is_the_storage_of_that_block(chain: LoggingChain) -> None:
    for number in range(0, chain.head().number, 7):
        block = chain.block_at(number)
        state = replay(chain.pages(chain.contract, 0, number), RegistryState(chain.identity().chain_id))
        read = chain.slots(chain.contract, [s for s, _ in implied_slots(state)], block)
        pairs = zip(implied_slots(state), read, strict=True)
        assert all(v == r for (s, v), r in pairs if s != layout.fixed_slot(14)), number


def test_lanes_read_back_as_records(chain: LoggingChain) -> None:
    state = replayed(chain)
    lanes = [(b, s, lane) for b, body in state.bodies.items() for s, lane in body.lanes]
    assert lanes
    for body, subject, lane in lanes:
        for n, record in enumerate(state.statuses(body, subject, lane)):
            slot = layout.status_slot(body, subject, Lane(lane), n)
            assert StatusRecord.decode(chain.ledger.read(chain.contract, slot)) == record


def test_what_was_refused_leaves_no_log() -> None:
    _, chain = logging_stage()
    chain.register_body("A")
    with pytest.raises(RefusedError):
        chain.register_body("A")
    chain.suspend_body("A")
    assert [log.block for log in all_logs(chain)] == [1, 2, 3]
    assert replayed(chain).count == 3


def test_every_lost_event_is_impossible_or_shows_in_the_hash(chain: LoggingChain) -> None:
    logs, head = all_logs(chain), chain.head()
    for at, log in enumerate(logs):
        pages = pages_of(chain, logs[:at] + logs[at + 1 :])
        found = examine(pages, RegistryState(chain.identity().chain_id), chain, chain.contract, head)
        assert found.broken is not None
        assert (found.broken.block, found.broken.exact) == (log.block, True)


def test_a_second_registration_is_impossible(chain: LoggingChain) -> None:
    logs = all_logs(chain)[:-1]  # nothing at all is possible after the contract has retired
    twice = next(log for log in logs if log.topics[0] == topic0(KeyRegistered))
    again = twice._replace(block=logs[-1].block + 1, index=0, timestamp=logs[-1].timestamp)
    with pytest.raises(EvidenceError) as caught:
        replay(pages_of(chain, [*logs, again]), RegistryState(1337), trace=Trace())
    assert caught.value.code == "AUDIT_EVENT_IMPOSSIBLE"
    assert caught.value.params["block"] == again.block
    assert caught.value.params["rule"] == "exists"


def test_states_have_the_numbers_of_the_contract() -> None:
    assert [int(s) for s in State] == [1, 2, 3, 4]
