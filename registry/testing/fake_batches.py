# SPDX-License-Identifier: Apache-2.0
"""Batches as the contract keeps them, those of certificates older than their body's membership included."""

from collections.abc import Callable

from registry.core import layout
from registry.core.anchor import AnchorRequest, batch_id
from registry.core.constants import MAX_BATCH_SIZE, MAX_GRANTS
from registry.core.hashing import body_id
from registry.core.records import BatchRecord
from registry.core.types import BatchId
from registry.errors import InputError
from registry.ports.chain import Receipt
from registry.testing.fake_contract import Tape, refuse
from registry.testing.fake_status import FakeStatus

BATCH_VERSION_1 = 1 << 4
RETROSPECTIVE = 1
_TYPES = "bytes32,bytes32,uint16[],bytes32,uint32,address,uint8"


class FakeBatches(FakeStatus):
    """Anchoring by anyone, and retrospectively by the authority, each with the body's signature."""

    def anchor(self, request: AnchorRequest, signature: bytes) -> BatchId:
        """Anchor one batch; the same batch with the same size again changes nothing."""
        if request.retrospective:
            raise InputError("NOT_RETROSPECTIVE", request.body)
        with self._call() as tape:
            return self._anchor(tape, request, signature, self._check_granted)

    def anchor_retrospective(self, request: AnchorRequest, signature: bytes) -> Receipt:
        """Anchor what was issued on paper before the body joined: its grants need to exist only."""
        if not request.retrospective:
            raise InputError("NOT_RETROSPECTIVE", request.body)
        with self._restricted() as tape:
            self._anchor(tape, request, signature, self._check_exists)
        return self._receipt()

    def _anchor(
        self, tape: Tape, request: AnchorRequest, signature: bytes, check: Callable[[str, int], None]
    ) -> BatchId:
        identity = _identity(request)
        existing = self._get(BatchRecord, layout.batch_slot(identity))
        if existing is not None:
            if existing.size != request.size:
                refuse("BATCH_SIZE_DIFFERS", size=request.size, anchored=existing.size)
            return identity
        self._check_running(tape)
        self._check_batch(request)
        check(request.body, 0)
        self._check_grants(request, check)
        key = self._good_anchor_key(request.body, request.digest(self.domain), signature)
        flags = BATCH_VERSION_1 | (RETROSPECTIVE if request.retrospective else 0)
        record = BatchRecord(int.from_bytes(key, "big"), self.now, request.size, flags)
        self._put(layout.batch_slot(identity), record)
        arguments = (identity, body_id(request.body), request.grants, request.root, request.size, key, flags)
        self._event(tape, f"BatchAnchored({_TYPES})", *arguments)
        return identity

    def _check_batch(self, request: AnchorRequest) -> None:
        self._check_deadline(request.deadline)
        if request.root == bytes(32):
            refuse("ROOT_ZERO", body=request.body)
        if not 1 <= request.size <= MAX_BATCH_SIZE:
            refuse("BATCH_SIZE", size=request.size)

    @staticmethod
    def _check_grants(request: AnchorRequest, check: Callable[[str, int], None]) -> None:
        if not 1 <= len(request.grants) <= MAX_GRANTS:
            refuse("GRANTS_ORDER", count=len(request.grants))
        previous = 0
        for position, number in enumerate(request.grants):
            if number <= previous:
                refuse("GRANTS_ORDER", position=position, grant=number)
            check(request.body, number)
            previous = number

    def _check_granted(self, body: str, grant: int) -> None:
        self._check_active(body, grant)

    def _check_exists(self, body: str, grant: int) -> None:
        if self._record(body, grant) is None:
            refuse("GRANT_UNKNOWN" if grant else "BODY_UNKNOWN", body=body, grant=grant)


def _identity(request: AnchorRequest) -> BatchId:
    # The contract computes an id of any list, so that order is judged after deadline and size.
    ordered = 1 <= len(request.grants) <= MAX_GRANTS and list(request.grants) == sorted(set(request.grants))
    if not ordered:
        return BatchId(bytes(32))
    return batch_id(request.body, request.grants, request.root, retrospective=request.retrospective)
