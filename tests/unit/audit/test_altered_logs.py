# SPDX-License-Identifier: Apache-2.0
"""Drop, repeat, move or edit one event of any kind: the audit names the first bad block.

The first bad block is the smaller of what the whole and the altered log say at the first place where they
differ, whatever rule the altered log breaks later on.
"""

from collections.abc import Sequence

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from registry.audit.compare import Examination, confirmed, examine
from registry.audit.state import RegistryState
from registry.core.events import EVENTS
from registry.core.types import Address
from registry.errors import TransientError
from registry.ports.chain import BlockRef
from registry.ports.logs import RawLog
from registry.testing.fake_logs import LoggingChain
from tests.unit.audit.stage import all_logs, busy_chain, pages_of

CHAIN = busy_chain()
WHOLE = all_logs(CHAIN)
KINDS = {form.signature.partition("(")[0]: form.topic0 for form in EVENTS}


def examined(chain: LoggingChain, logs: list[RawLog]) -> Examination:
    state = RegistryState(chain.identity().chain_id)
    pages = confirmed(pages_of(chain, logs), chain, chain.head())
    return examine(pages, state, chain, chain.contract, chain.head())


def first_bad(altered: Sequence[RawLog]) -> int:
    """The block of the first place where the altered log is not the whole one."""
    for whole, other in zip(WHOLE, altered, strict=False):
        if whole != other:
            return min(whole.block, other.block)
    longer = WHOLE if len(WHOLE) > len(altered) else altered
    return longer[min(len(WHOLE), len(altered))].block


def assert_named(altered: list[RawLog]) -> None:
    broken = examined(CHAIN, altered).broken
    assert broken is not None
    assert (broken.block, broken.exact) == (first_bad(altered), True)


def test_every_kind_of_event_is_in_the_log() -> None:
    assert {log.topics[0] for log in WHOLE} == set(KINDS.values())
    assert examined(CHAIN, WHOLE).broken is None


def places(kind: str) -> list[int]:
    return [at for at, log in enumerate(WHOLE) if log.topics[0] == KINDS[kind]]


@pytest.mark.parametrize("kind", KINDS)
def test_a_dropped_event(kind: str) -> None:
    for at in places(kind):
        assert_named(WHOLE[:at] + WHOLE[at + 1 :])


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
@settings(max_examples=15, deadline=None)
def test_a_repeated_event(kind: str, data: st.DataObject) -> None:
    at = data.draw(st.sampled_from(places(kind)))
    to = data.draw(st.integers(at + 1, len(WHOLE)))
    kept = data.draw(st.booleans())
    before = WHOLE[to - 1]
    # As it stands, or dressed up as a log of the place where it is put.
    copy = WHOLE[at] if kept else WHOLE[at]._replace(
        block=before.block, index=before.index + 1, timestamp=before.timestamp, block_hash=before.block_hash
    )  # fmt: skip
    assert_named([*WHOLE[:to], copy, *WHOLE[to:]])


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
@settings(max_examples=15, deadline=None)
def test_two_events_in_each_other_s_place(kind: str, data: st.DataObject) -> None:
    one = data.draw(st.sampled_from(places(kind)))
    other = data.draw(st.integers(0, len(WHOLE) - 1).filter(lambda n: n != one))
    altered, dressed = list(WHOLE), data.draw(st.booleans())
    altered[one], altered[other] = altered[other], altered[one]
    if dressed:
        for at in (one, other):
            altered[at] = WHOLE[at]._replace(topics=altered[at].topics, data=altered[at].data)
    assume(altered != WHOLE)
    assert_named(altered)


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
@settings(max_examples=30, deadline=None)
def test_an_edited_event(kind: str, data: st.DataObject) -> None:
    at = data.draw(st.sampled_from(places(kind)))
    log = WHOLE[at]
    part = data.draw(st.sampled_from(("topic", "data", "timestamp", "block")))
    if part == "timestamp":
        changed = log._replace(timestamp=log.timestamp + data.draw(st.sampled_from((-1, 1, 86_400))))
    elif part == "block":
        changed = log._replace(block=max(0, log.block + data.draw(st.sampled_from((-3, -1, 1, 2, 9_999)))))
    elif part == "topic":
        which = data.draw(st.integers(0, len(log.topics) - 1))
        topics = list(log.topics)
        topics[which] = _flipped(topics[which], data)
        changed = log._replace(topics=tuple(topics))
    else:
        changed = log._replace(data=_flipped(log.data, data))
    assert_named([*WHOLE[:at], changed, *WHOLE[at + 1 :]])


def _flipped(content: bytes, data: st.DataObject) -> bytes:
    at = data.draw(st.integers(0, len(content) - 1))
    spoilt = bytearray(content)
    spoilt[at] ^= data.draw(st.integers(1, 255))
    return bytes(spoilt)


def test_a_log_that_ends_early() -> None:
    assert_named(WHOLE[: len(WHOLE) // 2])
    assert_named([])


class Pruned(LoggingChain):
    """A node that keeps the storage of its newest blocks only."""

    oldest = 0

    def slots(self, contract: Address, slots: Sequence[bytes], block: BlockRef) -> list[bytes]:
        if block.number < self.oldest:
            raise TransientError("BLOCK_UNKNOWN", endpoint="memory:", number=block.number)
        return super().slots(contract, slots, block)


def test_without_old_storage_the_audit_says_how_far_it_could_see() -> None:
    pruned = Pruned()
    pruned.__dict__.update(CHAIN.__dict__)
    pruned.oldest = CHAIN.head().number // 2
    early, late = WHOLE[2], next(log for log in WHOLE if log.block > pruned.oldest + 1)
    for lost, exact in ((early, False), (late, True)):
        broken = examined(pruned, [log for log in WHOLE if log != lost]).broken
        assert broken is not None
        assert broken.exact is exact
        assert broken.block == (lost.block if exact else broken.block)
        assert broken.block >= lost.block
