# SPDX-License-Identifier: Apache-2.0
"""Bringing a body's word about a surveillance or a key of its own to the chain, as an errand."""

from dataclasses import dataclass, replace
from typing import Any

from registry.core import layout
from registry.core.anchor import Domain
from registry.core.hashing import body_id
from registry.core.key_requests import ReportCompromiseRequest, RevokeOwnKeyRequest
from registry.core.records import KeyRecord, SurveillanceRecord
from registry.core.surveillance import MaintainRequest
from registry.errors import UsageError
from registry.ports.chain import BlockRef, BodyRequest, SignedTransaction
from registry.ports.store import UnitOfWork
from registry.ports.store_rows import Phase, RequestKind, StoredBodyRequest
from registry.service.deps import AnchorDeps
from registry.service.errand import Found
from registry.service.signed_errand import Place, SignedErrand


@dataclass(frozen=True, slots=True)
class RequestErrand(SignedErrand):
    """Implements ``Errand`` for a stored request of a body."""

    request: StoredBodyRequest
    deps: AnchorDeps
    under_way: bytes | None = None
    """Hash of the attempt without outcome: a step that only stored one has changed something."""

    @property
    def row(self) -> StoredBodyRequest:
        """The request itself."""
        return self.request

    def reload(self) -> "RequestErrand":
        """The request as it is now."""
        return load_request(self.request.key, self.deps)

    def find(self, block: BlockRef) -> Found | None:
        """Read what the request would change; a key that somebody else revoked or reported is as wished."""
        r, subject = self.request, body_id(self.request.body)
        if r.kind is RequestKind.MAINTAIN:
            slot = self._read(layout.surveillance_slot(subject, r.subject), block)
            return self._surveyed(SurveillanceRecord.decode(slot))
        key = KeyRecord.decode(self._read(layout.key_slot(subject, r.subject), block))
        if key is None:
            return None
        done = key.revoked_at if r.kind is RequestKind.REVOKE_OWN_KEY else key.compromised_since
        return Found(key.recorded_at) if done else None

    def _check(self) -> None:
        self.deps.writer.check_request(wanted(self.request), self.request.signature)

    def _transaction(self) -> SignedTransaction:
        return self.deps.writer.prepare_request(wanted(self.request), self.request.signature)

    def _place(self) -> Place:
        return {"request": self.request.key}

    def _move(self, work: UnitOfWork, phase: Phase, **changes: Any) -> bool:
        return work.requests.move(self.request, replace(self.request, phase=phase, **changes))

    def _read(self, slot: bytes, block: BlockRef) -> bytes:
        return self.deps.reader.slots(self.deps.contract, [slot], block)[0]

    def _surveyed(self, record: SurveillanceRecord | None) -> Found | None:
        """The slot keeps the latest only: once another followed, whether ours was before it is for our own
        transaction to say.
        """
        r = self.request
        if record is None or record.count <= r.n:
            return None
        if record.count == r.n + 1:
            ours = (record.last, record.next_due) == (r.last, r.next_due)
            return Found(record.recorded_at, None if ours else "SURVEILLANCE_NUMBER")
        seen = r.phase is Phase.CONFIRMED or self._was_mined()
        return Found(record.recorded_at, None if seen else "SURVEILLANCE_NUMBER")

    def _was_mined(self) -> bool:
        with self.deps.store.reading() as work:
            attempts = self.attempts(work)
        receipts = [self.deps.writer.receipt(attempt.transaction_hash) for attempt in attempts]
        return any(receipt is not None and receipt.succeeded for receipt in receipts)


def wanted(request: StoredBodyRequest) -> BodyRequest:
    """What the body signed."""
    r = request
    if r.kind is RequestKind.MAINTAIN:
        return MaintainRequest(
            body=r.body, subject=r.subject, n=r.n, last=r.last, next_due=r.next_due, decision=r.detail,
            deadline=r.deadline,
        )  # fmt: skip
    if r.kind is RequestKind.REVOKE_OWN_KEY:
        return RevokeOwnKeyRequest(body=r.body, key=r.subject, reason=r.detail, deadline=r.deadline)
    return ReportCompromiseRequest(body=r.body, key=r.subject, deadline=r.deadline)


def signed_request(request: StoredBodyRequest, deps: AnchorDeps) -> StoredBodyRequest:
    """The request with its body's signature. Raises ``RefusedError`` as the contract would refuse it."""
    domain = Domain(chain_id=deps.chain.chain_id, contract=deps.contract)
    signature = deps.signer(request.body).sign_digest(wanted(request).digest(domain))
    deps.writer.check_request(wanted(request), signature)
    return replace(request, signature=signature)


def load_request(key: int, deps: AnchorDeps) -> RequestErrand:
    """The errand of a stored request. Raises ``UsageError`` BODY_REQUEST_UNKNOWN."""
    with deps.store.reading() as work:
        request, live = work.requests.get(key), work.attempts.live(request=key)
    if request is None:
        raise UsageError("BODY_REQUEST_UNKNOWN", request=key)
    return RequestErrand(request, deps, live.transaction_hash if live else None)
