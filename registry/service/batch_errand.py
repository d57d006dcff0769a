# SPDX-License-Identifier: Apache-2.0
"""Anchoring one batch, as an errand."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from registry.core import layout
from registry.core.anchor import AnchorRequest, Domain
from registry.core.records import BatchRecord
from registry.errors import InternalError, RefusedError, UsageError
from registry.ports.chain import BlockRef, SignedTransaction
from registry.ports.store import UnitOfWork
from registry.ports.store_rows import Attempt, BatchState, StoredBatch
from registry.service.deps import AnchorDeps
from registry.service.errand import Found, Ready
from registry.service.pauses import refuse_while_paused

REQUEST_SECONDS = 3_600
"""How long a signed request may be used: long enough for an outage, short enough to be forgotten."""


@dataclass(frozen=True, slots=True)
class BatchErrand:
    """Implements ``Errand`` for ``batch``."""

    batch: StoredBatch
    deps: AnchorDeps
    may_sign_again: bool = True

    @property
    def by_authority(self) -> bool:
        """Retrospective batches are the authority's to send."""
        return self.batch.retrospective

    @property
    def state(self) -> str:
        """The batch's state."""
        return self.batch.state

    @property
    def confirmed_block(self) -> int | None:
        """The block at which its record was first seen."""
        return self.batch.confirmed_block

    def reload(self) -> "BatchErrand":
        """The batch as it is now."""
        return load_batch(self.batch.key, self.deps)

    def find(self, block: BlockRef) -> Found | None:
        """Read the batch's slot."""
        slots = self.deps.reader.slots(self.batch.contract, [layout.batch_slot(self.batch.batch_id)], block)
        record = BatchRecord.decode(slots[0])
        if record is None:
            return None
        differs = record.size != self.batch.size
        return Found(record.anchored_at, "BATCH_SIZE_DIFFERS" if differs else None)

    def refusal(self) -> str | None:
        """Ask about the request that the newest attempt carried."""
        if self.batch.deadline is None or self.batch.signature is None:
            raise InternalError("ATTEMPT_WITHOUT_REQUEST", batch=self.batch.key)
        return self._refused(self._request(self.batch.deadline), self.batch.signature)

    def prepare(self) -> Ready | str:
        """A request good for an hour by the chain's clock, signed by the body's anchor key; while the contract is
        paused none is signed, since it would grow old.
        """
        head = self.deps.reader.head()
        refuse_while_paused(self.deps.reader, self.batch.contract, head)
        now = max(self.deps.clock.now(), head.timestamp)
        request = self._request(now + REQUEST_SECONDS)
        domain = Domain(chain_id=self.batch.chain_id, contract=self.batch.contract)
        signature = self.deps.signer(self.batch.body).sign_digest(request.digest(domain))
        if code := self._refused(request, signature):
            return code
        transaction = self.deps.writer.prepare_anchor(request, signature)
        return Ready(transaction, request.deadline, signature)

    def attempt(self, transaction: SignedTransaction) -> Attempt:
        """The row to store before sending."""
        return Attempt(
            batch=self.batch.key, transaction_hash=transaction.hash, nonce=transaction.nonce,
            sender=transaction.sender, raw=transaction.raw, created_at=self.deps.clock.now(),
        )  # fmt: skip

    def live(self, work: UnitOfWork) -> Attempt | None:
        """The attempt without outcome."""
        return work.attempts.live(batch=self.batch.key)

    def attempts(self, work: UnitOfWork) -> Sequence[Attempt]:
        """All of them."""
        return work.attempts.of(batch=self.batch.key)

    def to_sealed(self, work: UnitOfWork, ready: Ready | None = None) -> bool:
        """Back to the start, with the new request where there is one."""
        row = replace(self.batch, state=BatchState.SEALED)
        if ready is not None:
            row = replace(row, deadline=ready.deadline, signature=ready.signature)
        return work.batches.move(self.batch, row)

    def to_submitted(self, work: UnitOfWork) -> bool:
        """Sent, or sent back by a vanished block."""
        row = replace(self.batch, state=BatchState.SUBMITTED, anchored_at=None, confirmed_block=None)
        return work.batches.move(self.batch, row)

    def to_confirmed(self, work: UnitOfWork, found: Found, block: BlockRef) -> bool:
        """On chain."""
        row = replace(
            self.batch,
            state=BatchState.CONFIRMED,
            anchored_at=found.recorded_at,
            confirmed_block=block.number,
        )
        return work.batches.move(self.batch, row)

    def to_final(self, work: UnitOfWork) -> bool:
        """On chain for good."""
        return work.batches.move(self.batch, replace(self.batch, state=BatchState.FINAL))

    def to_failed(self, work: UnitOfWork, code: str) -> bool:
        """Refused."""
        row = replace(
            self.batch, state=BatchState.FAILED, error_code=code, anchored_at=None, confirmed_block=None
        )
        return work.batches.move(self.batch, row)

    def reopen(self, work: UnitOfWork) -> bool:
        """From FAILED back to SEALED."""
        return work.batches.move(self.batch, replace(self.batch, state=BatchState.SEALED, error_code=None))

    def _request(self, deadline: int) -> AnchorRequest:
        b = self.batch
        return AnchorRequest(
            body=b.body, grants=b.grants, root=b.root, size=b.size, deadline=deadline,
            retrospective=b.retrospective,
        )  # fmt: skip

    def _refused(self, request: AnchorRequest, signature: bytes) -> str | None:
        try:
            self.deps.writer.check_anchor(request, signature)
        except RefusedError as error:
            return error.code
        return None


def load_batch(key: int, deps: AnchorDeps) -> BatchErrand:
    """The errand of a stored batch. Raises ``UsageError`` BATCH_KEY_UNKNOWN, BATCH_ELSEWHERE."""
    with deps.store.reading() as work:
        batch = work.batches.get(key)
    if batch is None:
        raise UsageError("BATCH_KEY_UNKNOWN", batch=key)
    if (batch.chain_id, batch.contract) != (deps.chain.chain_id, deps.contract):
        raise UsageError("BATCH_ELSEWHERE", batch=key, contract="0x" + batch.contract.hex())
    return BatchErrand(batch, deps)
