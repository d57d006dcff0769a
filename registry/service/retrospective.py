# SPDX-License-Identifier: Apache-2.0
"""Certificates that were issued on paper before their body joined: signed now, sent by the authority.

The body's signed request is stored before the authority sends it. Sending it twice is harmless: the contract keeps
one record of a batch. What became of it is always read from the contract.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from registry.core.anchor import AnchorRequest, Domain
from registry.errors import RefusedError, TransientError
from registry.ports.authority import Authority
from registry.ports.chain import check_chain
from registry.ports.store_rows import BatchState, StoredBatch
from registry.service.advance import ENDED
from registry.service.batch_errand import REQUEST_SECONDS, BatchErrand, load_batch
from registry.service.deps import AnchorDeps
from registry.service.drive import drive
from registry.service.supersede import supersede
from registry.service.waiting_acts import Waiting


def anchor_retrospective(
    batches: Sequence[int], *, authority: Authority, deps: AnchorDeps
) -> tuple[StoredBatch, ...]:
    """Bring each retrospective batch (the store's numbers) to FINAL or FAILED and return them.

    Raises ``RefusedError`` BATCH_NOT_RETROSPECTIVE, NOT_AUTHORITY (nothing is decided then: another account may
    send it), ``ScheduledError`` with those that the authority has to wait for, ``TransientError`` as ``anchor``: what
    is stored goes on with the next call, and the worker finds what the authority carried out.
    """
    check_chain(deps.reader, deps.chain)
    waiting = Waiting()
    tried = [waiting.done(partial(_anchor, load_batch(key, deps), authority, deps)) for key in batches]
    ended = tuple(batch for batch in tried if batch is not None)
    if any(batch.state is BatchState.FINAL for batch in ended):
        supersede(deps, batches=batches, wait=True)
    waiting.tell()
    return ended


def _anchor(errand: BatchErrand, authority: Authority, deps: AnchorDeps) -> StoredBatch:
    if not errand.batch.retrospective:
        raise RefusedError("BATCH_NOT_RETROSPECTIVE", batch=errand.batch.key)
    if errand.state not in ENDED and errand.find(deps.reader.head()) is None:
        errand, request, signature = _asked(errand, deps, authority.reach())
        try:
            authority.anchor_retrospective(request, signature)
        except RefusedError as error:
            if error.code == "NOT_AUTHORITY":
                raise
            return _failed(errand, error.code, deps)
    return drive(errand, deps).batch


def _asked(errand: BatchErrand, deps: AnchorDeps, reach: int) -> tuple[BatchErrand, AnchorRequest, bytes]:
    """The request as it is stored before it is sent; a new one where the old one came too late. It is good for an
    hour more than the act may wait.
    """
    batch = errand.batch
    now = max(deps.clock.now(), deps.reader.head().timestamp)
    if batch.deadline is not None and batch.signature is not None and now <= batch.deadline:
        return errand, _request(batch, batch.deadline), batch.signature
    request = _request(batch, now + reach + REQUEST_SECONDS)
    domain = Domain(chain_id=batch.chain_id, contract=batch.contract)
    signature = deps.signer(batch.body).sign_digest(request.digest(domain))
    signed = replace(batch, deadline=request.deadline, signature=signature)
    with deps.store.writing() as work:
        if not work.batches.move(batch, signed):
            raise TransientError("STORE_CONFLICT")
        work.commit()
    return errand.reload(), request, signature


def _request(batch: StoredBatch, deadline: int) -> AnchorRequest:
    return AnchorRequest(
        body=batch.body, grants=batch.grants, root=batch.root, size=batch.size, deadline=deadline,
        retrospective=True,
    )  # fmt: skip


def _failed(errand: BatchErrand, code: str, deps: AnchorDeps) -> StoredBatch:
    with deps.store.writing() as work:
        if errand.to_failed(work, code):
            work.commit()
    return errand.reload().batch
