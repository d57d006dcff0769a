# SPDX-License-Identifier: Apache-2.0
"""A body changes the status of one of its certificates, or of a whole batch, in its own lane.

The contract decides which moves are legal; it is asked before anything is stored. The signed request and the
signed transaction are stored before they are sent, and the steps are those of anchoring.
"""

from dataclasses import dataclass, replace

from registry.core import layout
from registry.core.anchor import Domain
from registry.core.hashing import body_id
from registry.core.records import ZERO_SLOT, Lane, State
from registry.core.status import NO_REF
from registry.core.types import BatchId, Code, LeafHash
from registry.errors import EvidenceError, RefusedError
from registry.ports.chain import check_chain
from registry.ports.store_rows import Phase, StoredStatusRequest
from registry.service.deps import AnchorDeps
from registry.service.drive import drive
from registry.service.status_errand import load_status, wanted

REQUEST_SECONDS = 3_600
MAX_RECORDS = 4_096
_PORTION = 16


@dataclass(frozen=True, slots=True)
class Change:
    """What shall be recorded. ``reason`` is a code of docs/spec/batch-life.md; ``effective_from`` 0 is the
    block's time, an earlier one only for a withdrawal; ``successor`` supersedes this certificate.
    """

    state: State
    reason: int
    effective_from: int = 0
    note: str = ""
    successor: Code | None = None


def change_status(
    target: Code | BatchId | LeafHash, change: Change, *, deps: AnchorDeps
) -> StoredStatusRequest:
    """Ask, sign, store, send and wait until it is final, or FAILED with the contract's reason. ``target`` is
    a certificate's code, a batch, or the leaf of a file statement.

    Raises ``RefusedError`` CERTIFICATE_NOT_HERE, BATCH_NOT_HERE, SUCCESSOR_NOT_HERE, STATUS_PENDING and the
    contract's refusals (STATUS_MOVE_ILLEGAL …): then nothing was stored; ``TransientError`` as ``anchor``.
    """
    check_chain(deps.reader, deps.chain)
    body, subject = _subject(target, deps)
    request = _signed(_draft(body, subject, change, deps), deps)
    deps.writer.check_status(wanted(request), request.signature)
    with deps.store.writing() as work:
        key = work.statuses.add(request)
        if key is None:
            raise RefusedError("STATUS_PENDING")
        work.commit()
    return drive(load_status(key, deps), deps).request


def _subject(target: Code | BatchId | LeafHash, deps: AnchorDeps) -> tuple[str, bytes]:
    with deps.store.reading() as work:
        if isinstance(target, str):
            certificate = work.certificates.by_code(target)
            if certificate is None:
                raise RefusedError("CERTIFICATE_NOT_HERE", code=target)
            return certificate.body, certificate.leaf
        if (statement := work.statements.get(target)) is not None:
            bound = work.certificates.by_leaf(statement.certificate)
            assert bound is not None  # the database refers each statement to its certificate
            return bound.body, statement.leaf
        batch = work.batches.by_id(BatchId(target))
        if batch is None:
            raise RefusedError("BATCH_NOT_HERE", batch="0x" + target.hex())
        return batch.body, batch.batch_id


def _draft(body: str, subject: bytes, change: Change, deps: AnchorDeps) -> StoredStatusRequest:
    head = deps.reader.head()
    now = max(deps.clock.now(), head.timestamp)
    return StoredStatusRequest(
        key=0, phase=Phase.SEALED, body=body, subject=subject, n=_next_free(body, subject, deps),
        state=int(change.state), reason=change.reason, effective_from=change.effective_from,
        ref=_successor(change.successor, deps), note=change.note, deadline=now + REQUEST_SECONDS,
        signature=b"", created_at=deps.clock.now(),
    )  # fmt: skip


def _signed(request: StoredStatusRequest, deps: AnchorDeps) -> StoredStatusRequest:
    domain = Domain(chain_id=deps.chain.chain_id, contract=deps.contract)
    signature = deps.signer(request.body).sign_digest(wanted(request).digest(domain))
    return replace(request, signature=signature)


def _next_free(body: str, subject: bytes, deps: AnchorDeps) -> int:
    """The first n without a record: records are numbered without gaps."""
    head, name = deps.reader.head(), body_id(body)
    for start in range(0, MAX_RECORDS, _PORTION):
        slots = [layout.status_slot(name, subject, Lane.BODY, n) for n in range(start, start + _PORTION)]
        values = deps.reader.slots(deps.contract, slots, head)
        if ZERO_SLOT in values:
            return start + values.index(ZERO_SLOT)
    raise EvidenceError("TOO_MANY_RECORDS", limit=MAX_RECORDS)


def _successor(code: Code | None, deps: AnchorDeps) -> bytes:
    if code is None:
        return NO_REF
    with deps.store.reading() as work:
        certificate = work.certificates.by_code(code)
    if certificate is None:
        raise RefusedError("SUCCESSOR_NOT_HERE", code=code)
    return certificate.leaf
