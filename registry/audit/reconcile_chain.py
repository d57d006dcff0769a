# SPDX-License-Identifier: Apache-2.0
"""Batches and statuses: what the chain has and the registry does not keep, and the reverse."""

from collections.abc import Iterator, Mapping

from registry.audit.published import Published, PublishedBatch
from registry.audit.state import SLOT, RegistryState
from registry.core.hashing import body_id
from registry.core.layout import anchor_key_id
from registry.core.records import Lane, StatusRecord
from registry.errors import Finding


def batches_not_kept(
    state: RegistryState, found: Published, bodies: Mapping[bytes, str]
) -> Iterator[Finding]:
    """A batch of a body of this registry that it does not know: its leaves are published nowhere."""
    for batch_id, batch in state.batches.items():
        if batch.body in bodies and batch_id not in found.batches:
            params: dict[str, object] = {"size": batch.record.size, "at": batch.record.anchored_at}
            yield Finding("AUDIT_BATCH_NOT_STORED", "error", _batch(bodies[batch.body], batch_id), params)


def kept_batches(state: RegistryState, found: Published) -> Iterator[Finding]:
    """Batches that the registry holds to be on chain, and the leaves of those that are."""
    shown = {certificate.leaf for certificate in found.certificates} | found.statements
    for batch_id, batch in found.batches.items():
        where = _batch(batch.body, batch_id)
        on_chain = state.batches.get(batch_id)
        if on_chain is None:
            if batch.settled:
                yield Finding("AUDIT_BATCH_NOT_ON_CHAIN", "error", where)
            continue
        record = on_chain.record
        sizes = {batch.size, len(batch.leaves), record.size}
        if len(sizes) > 1 or not batch.whole or _other_time(batch, record.anchored_at):
            params: dict[str, object] = {"size": record.size, "kept": len(batch.leaves)}
            yield Finding("AUDIT_BATCH_DIFFERS", "error", where, params)
        for leaf in batch.leaves:
            if leaf not in shown:
                yield Finding("AUDIT_LEAF_UNPUBLISHED", "error", where, {"leaf": leaf.hex()})


def kept_statuses(state: RegistryState, found: Published) -> Iterator[Finding]:
    """Status changes that the registry holds to be on chain."""
    for asked in found.statuses:
        records = state.statuses(body_id(asked.body), asked.subject, Lane.BODY)
        where = _subject(asked.body, asked.subject, found)
        if asked.n >= len(records):
            if asked.settled:
                yield Finding("AUDIT_STATUS_NOT_ON_CHAIN", "error", where, {"n": asked.n})
        elif asked.settled and records[asked.n].state != asked.state:
            params: dict[str, object] = {"n": asked.n, "state": records[asked.n].state, "asked": asked.state}
            yield Finding("AUDIT_STATUS_DIFFERS", "error", where, params)


def statuses_not_asked(
    state: RegistryState, found: Published, bodies: Mapping[bytes, str]
) -> Iterator[Finding]:
    """Records in a body's lane, signed by a key of it, that its registry never asked for."""
    asked = {(body_id(status.body), status.subject, status.n) for status in found.statuses}
    for subject_body, code in bodies.items():
        body = state.bodies.get(subject_body)
        for (subject, lane), slots in body.lanes.items() if body else ():
            if lane != Lane.BODY:
                continue
            for n in range(len(slots) // SLOT):
                record = StatusRecord.decode(slots[n * SLOT : (n + 1) * SLOT])
                assert body is not None
                if record is None or (subject_body, subject, n) in asked:
                    continue
                if anchor_key_id(record.actor) in body.keys:  # else the authority lifted something here
                    params: dict[str, object] = {"n": n, "state": record.state, "at": record.recorded_at}
                    yield Finding("AUDIT_STATUS_UNASKED", "error", _subject(code, subject, found), params)


def _other_time(batch: PublishedBatch, anchored_at: int) -> bool:
    return batch.settled and batch.anchored_at is not None and batch.anchored_at != anchored_at


def _batch(body: str, batch_id: bytes) -> str:
    return f"{body} 0x{batch_id.hex()[:16]}"


def _subject(body: str, subject: bytes, found: Published) -> str:
    known = next((c.name for c in found.certificates if c.leaf == subject), None)
    return known or f"{body} 0x{subject.hex()[:16]}"
