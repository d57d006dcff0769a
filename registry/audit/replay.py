# SPDX-License-Identifier: Apache-2.0
"""Replay: a fold from the contract's events to the registry's state, and the running hash over them.

Pure: logs come in, a state comes out. Every event is held against the contract's own rules, and the hash is
computed event by event, so that one comparison with the contract's storage proves the log complete, in order
and unaltered. Nothing here asks a node.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from registry.audit import fold_bodies, fold_certificates, fold_keys
from registry.audit.rules import impossible
from registry.audit.state import RegistryState
from registry.core import events
from registry.core.events import ChainEvent, arguments_hash, decode_event, next_head
from registry.errors import EvidenceError
from registry.ports.logs import LogPage, RawLog

Rule = Callable[[RegistryState, Any], None]
Watch = Callable[[RegistryState, ChainEvent, RawLog], None]
"""Is told of every event after it was applied."""

_RULES: dict[type, Rule] = {
    events.AuthorityUpdated: fold_keys.authority_updated,
    events.BodyRegistered: fold_bodies.body_registered,
    events.GrantGiven: fold_bodies.grant_given,
    events.Changed: fold_bodies.changed,
    events.KeyRegistered: fold_keys.key_registered,
    events.KeyChanged: fold_keys.key_changed,
    events.BatchAnchored: fold_certificates.batch_anchored,
    events.StatusSet: fold_certificates.status_set,
    events.Maintained: fold_certificates.maintained,
    events.OrderPosted: fold_bodies.order_posted,
    events.OrderRetracted: fold_bodies.order_retracted,
    events.Paused: fold_keys.paused,
    events.Unpaused: fold_keys.unpaused,
    events.Retired: fold_keys.retired,
}


@dataclass(frozen=True, slots=True)
class Mark:
    """The running hash and the number of events after the last event of ``block``."""

    block: int
    head: bytes
    count: int


@dataclass(slots=True)
class Trace:
    """A mark for every block that has events: where a log and the chain part is found among them."""

    blocks: list[int] = field(default_factory=list)
    heads: list[bytes] = field(default_factory=list)
    counts: list[int] = field(default_factory=list)

    def at(self, block: int) -> Mark:
        """The mark that holds after ``block``."""
        n = bisect_right(self.blocks, block) - 1
        return Mark(self.blocks[n], self.heads[n], self.counts[n]) if n >= 0 else Mark(-1, bytes(32), 0)

    def note(self, block: int, head: bytes, count: int) -> None:
        """Keep the newest mark of a block; blocks come in order."""
        if self.blocks and self.blocks[-1] == block:
            self.heads[-1], self.counts[-1] = head, count
            return
        self.blocks.append(block)
        self.heads.append(head)
        self.counts.append(count)


def apply(state: RegistryState, event: ChainEvent, block: int, time: int, index: int) -> RegistryState:
    """The state after one event of ``block`` (``time`` in UTC seconds, ``index`` of the log in the block).

    The running hash is ``extend``'s. Raises ``EvidenceError`` AUDIT_EVENT_IMPOSSIBLE; the state is then of
    no use. Returns the state it was given.
    """
    state.block, state.index, before, state.time = block, index, state.time, time
    if time < before:
        impossible(state, event, "time")
    if state.retired_at:
        impossible(state, event, "retired")
    _RULES[type(event)](state, event)
    return state


def extend(state: RegistryState, log: RawLog) -> None:
    """Carry the running hash over one log."""
    state.head = next_head(
        state.head, state.count, log.timestamp, log.topics[0], arguments_hash(log.topics, log.data)
    )
    state.count += 1


def replay(
    pages: Iterable[LogPage], state: RegistryState, *, watch: Watch | None = None, trace: Trace | None = None
) -> RegistryState:
    """Fold all pages into ``state``. Raises ``EvidenceError`` EVENT_FORMAT, AUDIT_EVENT_IMPOSSIBLE,
    AUDIT_LOG_ORDER; ``trace`` then still holds every block before.
    """
    for page in pages:
        for log in page.logs:
            step(state, log, watch=watch, trace=trace)
        state.block = page.end.number
        state.index = -1
        state.time = page.end.timestamp
    return state


def step(
    state: RegistryState, log: RawLog, *, watch: Watch | None = None, trace: Trace | None = None
) -> None:
    """One log: order, form, hash, rules. The hash comes before the rules, so that a broken rule leaves a
    trace to compare with the chain.
    """
    if (log.block, log.index) <= (state.block, state.index):
        raise EvidenceError("AUDIT_LOG_ORDER", block=log.block, index=log.index)
    event = _decoded(log)
    extend(state, log)
    if trace is not None:
        trace.note(log.block, state.head, state.count)
    apply(state, event, log.block, log.timestamp, log.index)
    if watch is not None:
        watch(state, event, log)


def _decoded(log: RawLog) -> ChainEvent:
    try:
        return decode_event(log.topics, log.data)
    except EvidenceError as error:
        reason = error.params.get("reason")
        raise EvidenceError("EVENT_FORMAT", block=log.block, index=log.index, reason=reason) from error
