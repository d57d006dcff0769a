# SPDX-License-Identifier: Apache-2.0
"""Writing status records in the body's lane, one or many under one signature, as an errand."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from registry.core import layout
from registry.core.hashing import body_id
from registry.core.records import Lane, State, StatusRecord
from registry.core.status import StatusItem, StatusManyRequest, StatusRequest
from registry.errors import UsageError
from registry.ports.chain import BlockRef, SignedTransaction
from registry.ports.store import UnitOfWork
from registry.ports.store_rows import Phase, StoredStatusRequest
from registry.service.deps import AnchorDeps
from registry.service.errand import Found
from registry.service.signed_errand import Place, SignedErrand


@dataclass(frozen=True, slots=True)
class StatusErrand(SignedErrand):
    """Implements ``Errand`` for stored requests that were signed together."""

    requests: tuple[StoredStatusRequest, ...]
    deps: AnchorDeps
    under_way: bytes | None = None
    """Hash of the attempt without outcome: a step that only stored one has changed something."""

    @property
    def row(self) -> StoredStatusRequest:
        """The one that leads: attempts are its own."""
        return self.requests[0]

    def reload(self) -> "StatusErrand":
        """The requests as they are now."""
        return load_status(self.row.key, self.deps)

    def find(self, block: BlockRef) -> Found | None:
        """Read the records; another one in any place means that somebody else signed for the body, and the
        contract will take none of ours.
        """
        slots = [layout.status_slot(body_id(r.body), r.subject, Lane.BODY, r.n) for r in self.requests]
        values = self.deps.reader.slots(self.deps.contract, slots, block)
        records = [StatusRecord.decode(value) for value in values]
        first = next((record for record in records if record is not None), None)
        if first is None:
            return None
        ours = all(_is(record, r) for record, r in zip(records, self.requests, strict=True))
        return Found(first.recorded_at, None if ours else "STATUS_NUMBER_TAKEN")

    def _check(self) -> None:
        self.deps.writer.check_status(wanted(self.requests), self.row.signature)

    def _transaction(self) -> SignedTransaction:
        return self.deps.writer.prepare_status(wanted(self.requests), self.row.signature)

    def _place(self) -> Place:
        return {"status": self.row.key}

    def _move(self, work: UnitOfWork, phase: Phase, **changes: Any) -> bool:
        """All or none: whoever gets False does not commit."""
        rows = [(request, replace(request, phase=phase, **changes)) for request in self.requests]
        return all(work.statuses.move(before, after) for before, after in rows)


def _is(record: StatusRecord | None, request: StoredStatusRequest) -> bool:
    if record is None:
        return False
    timed = request.effective_from in (0, record.effective_from)
    return (record.state, record.reason) == (request.state, request.reason) and timed


def wanted(requests: Sequence[StoredStatusRequest]) -> StatusRequest | StatusManyRequest:
    """What the body signed: one status change with its note, or many."""
    items = tuple(
        StatusItem(
            subject=r.subject, n=r.n, state=State(r.state), reason=r.reason,
            effective_from=r.effective_from, ref=r.ref,
        )
        for r in requests
    )  # fmt: skip
    first = requests[0]
    if len(items) == 1:
        return StatusRequest(body=first.body, item=items[0], note=first.note, deadline=first.deadline)
    return StatusManyRequest(body=first.body, items=items, deadline=first.deadline)


def load_status(key: int, deps: AnchorDeps) -> StatusErrand:
    """The errand of a stored status request and of those signed with it.

    Raises ``UsageError`` STATUS_REQUEST_UNKNOWN.
    """
    with deps.store.reading() as work:
        requests = work.statuses.together(key)
        live = work.attempts.live(status=requests[0].key) if requests else None
    if not requests:
        raise UsageError("STATUS_REQUEST_UNKNOWN", request=key)
    return StatusErrand(tuple(requests), deps, live.transaction_hash if live else None)
