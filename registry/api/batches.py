# SPDX-License-Identifier: Apache-2.0
"""Batches with their leaf lists, public since no code follows from a leaf (protocol §3.4)."""

import re
from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from registry.api.certificates import IMMUTABLE, MAX_OFFSET
from registry.api.deps import ApiDeps
from registry.api.present import batch_fields, batch_out, next_page
from registry.api.schemas import BatchPage, BatchWithLeaves
from registry.api.waiting import waiting_of
from registry.core.types import BatchId
from registry.errors import InputError, RefusedError

_HEX = re.compile(r"[0-9a-fA-F]{64}\Z")
# Anchored to finality: nothing of the batch can change any more.
_SETTLED = "FINAL"


def batch_routes(deps: ApiDeps) -> APIRouter:
    """The routes below ``/api/v1/batches``."""
    router = APIRouter(prefix="/api/v1/batches", tags=["batches"])

    @router.get("", summary="Sealed batches, newest first")
    def batches(
        limit: Annotated[int, Query(ge=1, le=100)] = 20,
        offset: Annotated[int, Query(ge=0, le=MAX_OFFSET)] = 0,
    ) -> BatchPage:
        """Without leaf lists; each batch has them at its own address."""
        page = deps.lookup.batches(limit=limit, offset=offset)
        waits = {state: waiting_of(state, deps) for state in {b.state for b in page.items}}
        following = next_page("/api/v1/batches", {"limit": limit}, offset, len(page.items), page.total)
        return BatchPage(items=[batch_out(b, waits.get(b.state)) for b in page.items], total=page.total,
                         next=following)  # fmt: skip

    @router.get("/{batch_id}", summary="One batch with its leaf list")
    def batch(batch_id: Annotated[str, Path(max_length=100)], response: Response) -> BatchWithLeaves:
        """The leaves in issue order; their RFC 9162 root is the anchored one."""
        if not _HEX.match(batch_id):
            raise InputError("BATCH_ID_FORMAT")
        found = deps.lookup.batch(BatchId(bytes.fromhex(batch_id)))
        if found is None:
            raise RefusedError("BATCH_UNKNOWN")
        response.headers["cache-control"] = IMMUTABLE if found.state == _SETTLED else "no-store"
        waiting = waiting_of(found.state, deps)
        return BatchWithLeaves(
            **batch_fields(found), waiting=waiting, leaves=[leaf.hex() for leaf in found.leaves]
        )

    return router
