# SPDX-License-Identifier: Apache-2.0
"""Anchor sealed batches, and pick up whatever was left half-way."""

from collections.abc import Sequence

from registry.errors import PausedError, PermanentError, RefusedError, RegistryError, TransientError
from registry.ports.chain import check_chain
from registry.ports.store_rows import BatchState, Phase, StoredBatch
from registry.service.advance import ENDED
from registry.service.batch_errand import BatchErrand, load_batch
from registry.service.deps import AnchorDeps
from registry.service.drive import drive, push
from registry.service.progress import Progress, Silent
from registry.service.request_errand import RequestErrand, load_request
from registry.service.status_errand import StatusErrand, load_status
from registry.service.supersede import supersede

_UNDER_WAY = (BatchState.SEALED, BatchState.SUBMITTED, BatchState.CONFIRMED)
_PHASES = (Phase.SEALED, Phase.SUBMITTED, Phase.CONFIRMED)


def anchor(
    batches: Sequence[int], *, deps: AnchorDeps, progress: Progress | None = None
) -> tuple[StoredBatch, ...]:
    """Bring each batch (the store's numbers) to FINAL or FAILED and return them as they are then; earlier
    revisions of what became final are superseded.

    One that is FAILED stays so; see ``retry_failed``. Raises ``TransientError`` CHAIN_UNREACHABLE,
    STORE_BUSY, ANCHOR_WAITING: what is stored goes on with the next call or the worker; ``EvidenceError``
    WRONG_CHAIN.
    """
    shown = progress or Silent()
    if batches:
        check_chain(deps.reader, deps.chain)
    ended = []
    for done, key in enumerate(batches, start=1):
        ended.append(drive(load_batch(key, deps), deps).batch)
        shown.step("anchor", done, len(batches))
    if any(batch.state is BatchState.FINAL for batch in ended):
        supersede(deps, batches=batches, wait=True)
    return tuple(ended)


def recover(deps: AnchorDeps) -> tuple[StoredBatch, ...]:
    """Take everything under way as far as it goes now, oldest first, by the same steps, and return the
    batches that ended. Nothing is waited for: what must wait is looked at again in the next round.

    One that cannot go on does not hold up the rest: its error is raised when all were tried. So with a key that
    does not answer, a token that is away or a remote signer that is down: it is the trouble of one body. Without an
    answer of store or node (``TransientError``) the round ends at once. What a pause of the contract keeps waiting
    is said last, with ``PausedError``.
    """
    check_chain(deps.reader, deps.chain)
    with deps.store.reading() as work:
        batches = work.batches.in_states(_UNDER_WAY)
        statuses = [r for r in work.statuses.in_phases(_PHASES) if r.lead is None]
        requests = work.requests.in_phases(_PHASES)
    here = [b for b in batches if (b.chain_id, b.contract) == (deps.chain.chain_id, deps.contract)]
    errands: list[BatchErrand | StatusErrand | RequestErrand] = [
        *(BatchErrand(batch, deps) for batch in here),
        *(load_status(request.key, deps) for request in statuses),
        *(load_request(request.key, deps) for request in requests),
    ]
    ended: list[StoredBatch] = []
    errors: list[RegistryError] = []
    for errand in errands:
        try:
            after = push(errand, deps)
        except (PermanentError, PausedError) as error:
            errors.append(error)
            continue
        except TransientError as error:
            _still_answering(deps)
            errors.append(error)
            continue
        if isinstance(after, BatchErrand) and after.state in ENDED:
            ended.append(after.batch)
    try:
        supersede(deps)
    except PermanentError as error:
        errors.append(error)
    if errors:
        raise min(errors, key=lambda error: isinstance(error, PausedError))
    return tuple(ended)


def _still_answering(deps: AnchorDeps) -> None:
    """Raises ``TransientError`` where store or node give no answer now: then no other errand can go on either."""
    deps.reader.head()
    with deps.store.reading() as work:
        work.batches.in_states(())


def retry_failed(batch: int, *, deps: AnchorDeps) -> StoredBatch:
    """Reopen a FAILED batch, deliberately, once the reason is gone; ``anchor`` then goes on with it.

    Raises ``RefusedError`` BATCH_NOT_FAILED, ``UsageError`` BATCH_KEY_UNKNOWN, ``TransientError``
    STORE_CONFLICT.
    """
    errand = load_batch(batch, deps)
    if errand.batch.state is not BatchState.FAILED:
        raise RefusedError("BATCH_NOT_FAILED", batch=batch, state=errand.batch.state.value)
    with deps.store.writing() as work:
        if not errand.reopen(work):
            raise TransientError("STORE_CONFLICT")
        work.commit()
    return errand.reload().batch
