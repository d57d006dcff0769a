# SPDX-License-Identifier: Apache-2.0
"""A body changes the status of one of its certificates, or of a whole batch, in its own lane.

The contract decides which moves are legal; it is asked before anything is stored. The signed request and the
signed transaction are stored before they are sent, and the steps are those of anchoring.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from registry.core.anchor import Domain
from registry.core.records import State
from registry.core.status import NO_REF
from registry.core.text import refuse_invisible
from registry.core.types import BatchId, Code, LeafHash
from registry.errors import InputError, RefusedError
from registry.ports.chain import check_chain
from registry.ports.store_rows import Phase, StoredStatusRequest
from registry.service.deps import AnchorDeps
from registry.service.drive import drive
from registry.service.lanes import read_lanes
from registry.service.status_errand import load_status, wanted

REQUEST_SECONDS = 3_600
MAX_NOTE_BYTES = 256


@dataclass(frozen=True, slots=True)
class Change:
    """What shall be recorded. ``reason`` is a code of docs/spec/batch-life.md; ``effective_from`` 0 is the
    block's time, an earlier one only for a withdrawal; ``successor`` supersedes this certificate. Raises
    ``InputError`` TEXT_CONTROL, TEXT_TOO_LONG for the note: it stands on the chain for ever.
    """

    state: State
    reason: int
    effective_from: int = 0
    note: str = ""
    successor: Code | None = None

    def __post_init__(self) -> None:
        refuse_invisible(self.note, "note")
        if (size := len(self.note.encode())) > MAX_NOTE_BYTES:
            raise InputError("TEXT_TOO_LONG", "note", length=size, limit=MAX_NOTE_BYTES)


def change_status(
    target: Code | BatchId | LeafHash, change: Change, *, deps: AnchorDeps
) -> StoredStatusRequest:
    """Ask, sign, store, send and wait until it is final, or FAILED with the contract's reason. ``target`` is
    a certificate's code, a batch, or the leaf of a file statement.

    Raises ``RefusedError`` CERTIFICATE_NOT_HERE, BATCH_NOT_HERE, SUCCESSOR_NOT_HERE, STATUS_PENDING and the
    contract's refusals (STATUS_MOVE_ILLEGAL …): then nothing was stored; ``TransientError`` as ``anchor``.
    """
    check_chain(deps.reader, deps.chain)
    subject = _subject(target, deps)
    head = deps.reader.head()
    (lane,) = read_lanes(deps.reader, deps.contract, [subject], head)
    now = max(deps.clock.now(), head.timestamp)
    asked = draft(subject, len(lane), change, successor_leaf(change.successor, deps), now)
    (request,) = signed([asked], deps)
    deps.writer.check_status(wanted([request]), request.signature)
    with deps.store.writing() as work:
        key = work.statuses.add(request)
        if key is None:
            raise RefusedError("STATUS_PENDING")
        work.commit()
    return drive(load_status(key, deps), deps).row


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


def draft(target: tuple[str, bytes], n: int, change: Change, ref: bytes, now: int) -> StoredStatusRequest:
    """The request for record ``n`` of a body's subject, good for an hour from ``now``, unsigned."""
    body, subject = target
    return StoredStatusRequest(
        key=0, phase=Phase.SEALED, body=body, subject=subject, n=n, state=int(change.state),
        reason=change.reason, effective_from=change.effective_from, ref=ref, note=change.note,
        deadline=now + REQUEST_SECONDS, signature=b"", created_at=now,
    )  # fmt: skip


def signed(requests: Sequence[StoredStatusRequest], deps: AnchorDeps) -> tuple[StoredStatusRequest, ...]:
    """Requests of one body under one signature of its anchor key."""
    domain = Domain(chain_id=deps.chain.chain_id, contract=deps.contract)
    signature = deps.signer(requests[0].body).sign_digest(wanted(requests).digest(domain))
    return tuple(replace(request, signature=signature) for request in requests)


def successor_leaf(code: Code | None, deps: AnchorDeps) -> bytes:
    """What a record refers to. Raises ``RefusedError`` SUCCESSOR_NOT_HERE."""
    if code is None:
        return NO_REF
    with deps.store.reading() as work:
        certificate = work.certificates.by_code(code)
    if certificate is None:
        raise RefusedError("SUCCESSOR_NOT_HERE", code=code)
    return certificate.leaf
