# SPDX-License-Identifier: Apache-2.0
"""Step after step until an errand has ended, with bounded patience."""

from typing import TypeVar

from registry.errors import TransientError, UsageError
from registry.ports.store_rows import Attempt
from registry.service.advance import ENDED, advance
from registry.service.batch_errand import BatchErrand, load_batch
from registry.service.deps import AnchorDeps
from registry.service.errand import Errand
from registry.service.request_errand import RequestErrand, load_request
from registry.service.status_errand import StatusErrand, load_status

# Nodes are at odds about their newest blocks, as they are for moments on chains with reorganisations.
UNSETTLED = ("EVIDENCE_NODES_DISAGREE", "EVIDENCE_NODES_LAG", "BLOCK_CHANGED", "BLOCK_UNKNOWN")
E = TypeVar("E", bound=Errand)


def drive(errand: E, deps: AnchorDeps) -> E:
    """Advance until FINAL or FAILED. Raises ``TransientError`` ANCHOR_WAITING when patience runs out: all is
    stored, and whoever looks next goes on.
    """
    until = deps.clock.now() + deps.patience
    while errand.state not in ENDED:
        after = _advance_if_settled(errand, deps)
        if after == errand and not _step_others(errand, deps):
            if deps.clock.now() >= until:
                raise TransientError("ANCHOR_WAITING", state=errand.state)
            deps.pause(deps.interval)
            after = errand.reload()
        errand = after
    return errand


def _advance_if_settled(errand: E, deps: AnchorDeps) -> E:
    try:
        return advance(errand, deps)
    except TransientError as error:
        if error.code not in UNSETTLED:
            raise
        return errand.reload()


def push(errand: E, deps: AnchorDeps) -> E:
    """Advance as far as possible without waiting."""
    while (after := advance(errand, deps)) != errand:
        errand = after
    return errand


def errand_of(attempt: Attempt, deps: AnchorDeps) -> BatchErrand | StatusErrand | RequestErrand:
    """What an attempt was made for."""
    if attempt.batch is not None:
        return load_batch(attempt.batch, deps)
    if attempt.status is not None:
        return load_status(attempt.status, deps)
    assert attempt.request is not None  # the database insists on one of the three
    return load_request(attempt.request, deps)


def _step_others(errand: Errand, deps: AnchorDeps) -> bool:
    """Take a step with each other errand under way: one of them may hold the nonce that this one needs, left
    behind by a process that died. True if any of them moved.
    """
    with deps.store.reading() as work:
        own = errand.live(work)
        others = [] if own else work.attempts.unsettled()
    moved = False
    for attempt in others:
        try:
            before = errand_of(attempt, deps)
        except UsageError:
            continue  # sealed for another contract: not for this process to settle
        moved |= advance(before, deps) != before
    return moved
