# SPDX-License-Identifier: Apache-2.0
"""One step of an errand towards the chain: the normal path and recovery are this one function.

Every step asks the contract first. Then: no attempt, so sign one and store it; an attempt, so look for its
receipt and else send the same bytes again. A new transaction is signed only when the old one provably died,
for its nonce is spent. A pause of the contract decides nothing: the errand waits where it is. A crash between
any two lines leaves a state that the next step goes on from.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from registry.errors import EvidenceError, PausedError, RefusedError
from registry.ports.chain import BlockRef
from registry.ports.store import UnitOfWork
from registry.ports.store_rows import Attempt, BatchState, Outcome
from registry.service.deps import AnchorDeps
from registry.service.errand import Errand, Found

# Refused because of the delay alone: the same wish may be signed again with a later deadline.
OVERDUE = "DEADLINE_PASSED"
# The sender's nonce went to another transaction: these bytes can never have an effect any more.
NONCE_TAKEN = "NONCE_TAKEN"
# Undone in a block, yet the contract would take it now: what stood against it has gone, as a pause does.
REVERTED = "TRANSACTION_REVERTED"
MAX_REVERTS = 3
"""So often may that happen to one errand: what looks acceptable and is always undone costs gas each time."""
ENDED = (BatchState.FINAL, BatchState.FAILED)
E = TypeVar("E", bound=Errand)
Move = Callable[[UnitOfWork], bool]


@dataclass(frozen=True, slots=True)
class Ended:
    """How one attempt ended."""

    attempt: Attempt
    outcome: Outcome
    code: str | None


def advance(errand: E, deps: AnchorDeps) -> E:
    """Take one step and return the errand as it is then; unchanged if there is nothing to do but wait, or if
    another process was first.

    Raises ``TransientError`` where store or node give no answer (nothing is decided then), ``PausedError`` where
    the contract is paused and nothing is under way (it waits), ``RefusedError`` where the node takes no
    transaction of this relayer, ``EvidenceError`` ANCHOR_CONTRADICTION.
    """
    if errand.state in ENDED:
        return errand
    head = deps.reader.head()
    found = errand.find(head)
    if found is not None:
        return _settle_found(errand, found, head, deps)
    if errand.state == BatchState.CONFIRMED:
        # A node behind the block where it was seen does not know it yet; only at that height is it gone.
        behind = head.number < (errand.confirmed_block or 0)
        return errand if behind else _write(errand, deps, errand.to_submitted)
    if errand.by_authority:
        return errand if errand.state == BatchState.SEALED else _write(errand, deps, errand.to_sealed)
    with deps.store.reading() as work:
        live = errand.live(work)
    if live is None:
        return _store_attempt(errand, deps)
    return _settle_attempt(errand, live, head, deps)


def _settle_found(errand: E, found: Found, head: BlockRef, deps: AnchorDeps) -> E:
    refusal = found.refusal
    if refusal is not None:
        return _end(errand, deps, lambda work: errand.to_failed(work, refusal), refusal)
    if errand.state != BatchState.CONFIRMED:
        return _write(errand, deps, lambda work: errand.to_confirmed(work, found, head))
    if head.number < (errand.confirmed_block or 0) + deps.finality:
        return errand
    # The record was read once more at this head, so it outlived the blocks in between.
    if deps.sealed is not None:
        deps.sealed(head)
    return _end(errand, deps, errand.to_final, None)


def _end(errand: E, deps: AnchorDeps, move: Move, code: str | None) -> E:
    """What stands on chain stands for good: an attempt that is still open has had its effect, or none."""
    with deps.store.reading() as work:
        live = errand.live(work)
    if live is None:
        return _write(errand, deps, move)
    receipt = deps.writer.receipt(live.transaction_hash)
    outcome = Outcome.MINED if code is None and receipt and receipt.succeeded else Outcome.NOT_NEEDED
    return _write(errand, deps, move, Ended(live, outcome, code))


def _store_attempt(errand: E, deps: AnchorDeps) -> E:
    """Sign and store; the next step sends. What is sent was committed before, always."""
    ready = errand.prepare()
    if isinstance(ready, str):
        return _write(errand, deps, lambda work: errand.to_failed(work, ready))
    attempt = errand.attempt(ready.transaction)
    with deps.store.writing() as work:
        # Two workers: the second finds the batch, or the nonce, taken and writes nothing.
        if work.attempts.add(attempt) and errand.to_sealed(work, ready):
            work.commit()
    return errand.reload()


def _settle_attempt(errand: E, live: Attempt, head: BlockRef, deps: AnchorDeps) -> E:
    receipt = deps.writer.receipt(live.transaction_hash)
    if receipt is None:
        return _send_again(errand, live, deps)
    if not receipt.succeeded:
        return _settle_reverted(errand, live, deps)
    if receipt.block.number <= head.number:
        raise EvidenceError("ANCHOR_CONTRADICTION", transaction="0x" + live.transaction_hash.hex())
    return errand


def _send_again(errand: E, live: Attempt, deps: AnchorDeps) -> E:
    try:
        deps.writer.broadcast(live.raw)
    except RefusedError as error:
        if error.code != NONCE_TAKEN:
            raise
        if deps.writer.receipt(live.transaction_hash) is not None:
            return errand  # it was ours that took the nonce, mined between the two questions
        return _write(errand, deps, errand.to_sealed, Ended(live, Outcome.REPLACED, NONCE_TAKEN))
    if errand.state == BatchState.SUBMITTED:
        return errand
    return _write(errand, deps, errand.to_submitted)


def _settle_reverted(errand: E, live: Attempt, deps: AnchorDeps) -> E:
    """Its nonce is spent without effect. We go on by ourselves where a pause undid it, where its deadline had
    passed, and where nothing stands against it any more.
    """
    try:
        code = errand.refusal() or REVERTED
        goes_on = (code == OVERDUE and errand.may_sign_again) or (code == REVERTED and _may_try(errand, deps))
    except PausedError as error:
        code, goes_on = error.code, True
    ended = Ended(live, Outcome.REVERTED, code)
    move: Move = errand.to_sealed if goes_on else lambda work: errand.to_failed(work, code)
    return _write(errand, deps, move, ended)


def _may_try(errand: Errand, deps: AnchorDeps) -> bool:
    """Of the attempts that ended the contract's present mind says nothing: they count, and not for ever."""
    with deps.store.reading() as work:
        reverted = [one for one in errand.attempts(work) if one.outcome_code == REVERTED]
    return len(reverted) + 1 < MAX_REVERTS


def _write(errand: E, deps: AnchorDeps, move: Move, ended: Ended | None = None) -> E:
    """One transaction: the row's move together with the outcome of the very attempt that was judged.

    Another process may have settled that attempt and stored the next one meanwhile; settling whatever is
    open then would declare a living transaction dead. If either half is stale, nothing is written.
    """
    with deps.store.writing() as work:
        current = ended is None or work.attempts.settle(
            ended.attempt.transaction_hash, ended.outcome, ended.code
        )
        if current and move(work):
            work.commit()
    return errand.reload()
