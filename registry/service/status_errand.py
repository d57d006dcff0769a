# SPDX-License-Identifier: Apache-2.0
"""Writing one status record in the body's lane, as an errand."""

from dataclasses import dataclass, replace

from registry.core import layout
from registry.core.hashing import body_id
from registry.core.records import Lane, State, StatusRecord
from registry.core.status import StatusItem, StatusRequest
from registry.errors import RefusedError, UsageError
from registry.ports.chain import BlockRef, SignedTransaction
from registry.ports.store import UnitOfWork
from registry.ports.store_rows import Attempt, Phase, StoredStatusRequest
from registry.service.deps import AnchorDeps
from registry.service.errand import Found, Ready


@dataclass(frozen=True, slots=True)
class StatusErrand:
    """Implements ``Errand`` for a stored request. A request that came too late fails: whether a status
    is still wanted after that long is for a person to say.
    """

    request: StoredStatusRequest
    deps: AnchorDeps
    under_way: bytes | None = None
    """Hash of the attempt without outcome: a step that only stored one has changed something."""
    may_sign_again: bool = False

    @property
    def state(self) -> str:
        """The request's phase; the words are those of a batch's states."""
        return self.request.phase

    @property
    def confirmed_block(self) -> int | None:
        """The block at which its record was first seen."""
        return self.request.confirmed_block

    def reload(self) -> "StatusErrand":
        """The request as it is now."""
        return load_status(self.request.key, self.deps)

    def find(self, block: BlockRef) -> Found | None:
        """Read record n of the lane; another record there means that somebody else signed for the body."""
        r = self.request
        slot = layout.status_slot(body_id(r.body), r.subject, Lane.BODY, r.n)
        record = StatusRecord.decode(self.deps.reader.slots(self.deps.contract, [slot], block)[0])
        if record is None:
            return None
        timed = r.effective_from in (0, record.effective_from)
        same = (record.state, record.reason) == (r.state, r.reason) and timed
        return Found(record.recorded_at, None if same else "STATUS_NUMBER_TAKEN")

    def refusal(self) -> str | None:
        """Ask about the stored request."""
        try:
            self.deps.writer.check_status(wanted(self.request), self.request.signature)
        except RefusedError as error:
            return error.code
        return None

    def prepare(self) -> Ready | str:
        """A transaction for the request as the body signed it."""
        if code := self.refusal():
            return code
        transaction = self.deps.writer.prepare_status(wanted(self.request), self.request.signature)
        return Ready(transaction, self.request.deadline, self.request.signature)

    def attempt(self, transaction: SignedTransaction) -> Attempt:
        """The row to store before sending."""
        return Attempt(
            status=self.request.key, transaction_hash=transaction.hash, nonce=transaction.nonce,
            sender=transaction.sender, raw=transaction.raw, created_at=self.deps.clock.now(),
        )  # fmt: skip

    def live(self, work: UnitOfWork) -> Attempt | None:
        """The attempt without outcome."""
        return work.attempts.live(status=self.request.key)

    def to_sealed(self, work: UnitOfWork, ready: Ready | None = None) -> bool:  # noqa: ARG002
        """Back to the start; the request itself never changes."""
        return work.statuses.move(self.request, replace(self.request, phase=Phase.SEALED))

    def to_submitted(self, work: UnitOfWork) -> bool:
        """Sent, or sent back by a vanished block."""
        return work.statuses.move(
            self.request, replace(self.request, phase=Phase.SUBMITTED, confirmed_block=None)
        )

    def to_confirmed(self, work: UnitOfWork, found: Found, block: BlockRef) -> bool:  # noqa: ARG002
        """On chain."""
        row = replace(self.request, phase=Phase.CONFIRMED, confirmed_block=block.number)
        return work.statuses.move(self.request, row)

    def to_final(self, work: UnitOfWork) -> bool:
        """On chain for good."""
        return work.statuses.move(self.request, replace(self.request, phase=Phase.FINAL))

    def to_failed(self, work: UnitOfWork, code: str) -> bool:
        """Refused."""
        row = replace(self.request, phase=Phase.FAILED, error_code=code)
        return work.statuses.move(self.request, row)


def wanted(request: StoredStatusRequest) -> StatusRequest:
    """What the body signed."""
    item = StatusItem(
        subject=request.subject, n=request.n, state=State(request.state), reason=request.reason,
        effective_from=request.effective_from, ref=request.ref,
    )  # fmt: skip
    return StatusRequest(body=request.body, item=item, note=request.note, deadline=request.deadline)


def load_status(key: int, deps: AnchorDeps) -> StatusErrand:
    """The errand of a stored status request. Raises ``UsageError`` STATUS_REQUEST_UNKNOWN."""
    with deps.store.reading() as work:
        request, live = work.statuses.get(key), work.attempts.live(status=key)
    if request is None:
        raise UsageError("STATUS_REQUEST_UNKNOWN", request=key)
    return StatusErrand(request, deps, live.transaction_hash if live else None)
