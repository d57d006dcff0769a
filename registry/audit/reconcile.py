# SPDX-License-Identifier: Apache-2.0
"""The replayed state held against what the registry keeps and publishes: every difference as a finding.

Pure. A body that this registry does not keep is another registry's business: its records are not compared.
"""

from collections import defaultdict
from collections.abc import Iterator

from registry.audit.days import day_of, last_instant
from registry.audit.published import Published, PublishedCertificate, body_ids, same_number
from registry.audit.reconcile_chain import batches_not_kept, kept_batches, kept_statuses, statuses_not_asked
from registry.audit.state import BatchState, RegistryState
from registry.core.hashing import body_id
from registry.core.history import KeyHistory, Lapse, Standing
from registry.core.layout import anchor_key_id
from registry.core.records import Lane, State
from registry.core.types import Address
from registry.errors import Finding

RETROSPECTIVE = 1
_ENDED = (State.WITHDRAWN, State.SUPERSEDED)


def reconcile(state: RegistryState, found: Published, *, late_after_days: int = 7) -> list[Finding]:
    """Every difference, in the order batches, statuses, certificates. Errors contradict; warnings are what a
    body ought to have done otherwise.
    """
    bodies = body_ids(found)
    return [
        *batches_not_kept(state, found, bodies),
        *kept_batches(state, found),
        *kept_statuses(state, found),
        *statuses_not_asked(state, found, bodies),
        *_damaged(found),
        *_repeated_numbers(found),
        *_anchored_again(state, found),
        *(f for certificate in found.certificates for f in _certificate(state, certificate, late_after_days)),
        *_overdue(state, found, bodies),
    ]


def _damaged(found: Published) -> Iterator[Finding]:
    """What does not fit its own leaf or signature verifies nowhere, whatever the chain has."""
    for certificate in found.certificates:
        for place in certificate.damaged:
            yield Finding("AUDIT_CERTIFICATE_DAMAGED", "error", certificate.name, {"place": place})


def _repeated_numbers(found: Published) -> Iterator[Finding]:
    """One number and revision stands for one certificate."""
    by_name: dict[tuple[str, str, int], list[PublishedCertificate]] = defaultdict(list)
    for certificate in found.certificates:
        by_name[same_number(certificate)].append(certificate)
    for same in by_name.values():
        if len(same) > 1:
            leaves = ", ".join(certificate.leaf.hex()[:16] for certificate in same)
            yield Finding(
                "AUDIT_NUMBER_REPEATED", "error", same[0].name, {"count": len(same), "leaves": leaves}
            )


def _anchored_again(state: RegistryState, found: Published) -> Iterator[Finding]:
    """Withdrawing a batch withdraws its leaves; another batch must not bring one back."""
    batches_of: dict[bytes, set[bytes]] = defaultdict(set)
    names = {certificate.leaf: certificate.name for certificate in found.certificates}
    for batch_id, batch in found.batches.items():
        for leaf in batch.leaves:
            batches_of[leaf].add(batch_id)
    for certificate in found.certificates:
        batches_of[certificate.leaf].update(certificate.batch_ids)
    for leaf, batches in batches_of.items():
        anchored = sorted(batch_id for batch_id in batches if batch_id in state.batches)
        withdrawn = [batch_id for batch_id in anchored if _is_withdrawn(state, batch_id)]
        if withdrawn and len(anchored) > len(withdrawn):
            others = ", ".join(batch_id.hex()[:16] for batch_id in anchored if batch_id not in withdrawn)
            params: dict[str, object] = {"batch": withdrawn[0].hex()[:16], "others": others}
            yield Finding("AUDIT_LEAF_AGAIN", "error", names.get(leaf, leaf.hex()[:16]), params)


def _is_withdrawn(state: RegistryState, batch_id: bytes) -> bool:
    records = state.statuses(state.batches[batch_id].body, batch_id, Lane.BODY)
    return bool(records) and records[-1].state == State.WITHDRAWN


def _certificate(state: RegistryState, certificate: PublishedCertificate, late: int) -> Iterator[Finding]:
    for batch_id in certificate.batch_ids:
        batch = state.batches.get(batch_id)
        if batch is None:
            if certificate.where != "store":  # the store's batches are compared as such
                yield Finding(
                    "AUDIT_BUNDLE_NOT_ANCHORED", "error", certificate.where, {"name": certificate.name}
                )
            continue
        yield from _late(certificate, batch, late)
        yield from _key_outside(state, certificate, batch)
        yield from _outside_grants(state, certificate, batch)


def _late(certificate: PublishedCertificate, batch: BatchState, late: int) -> Iterator[Finding]:
    days = (day_of(batch.record.anchored_at) - certificate.issued).days
    if days < 0:
        params: dict[str, object] = {"issued": certificate.issued, "at": batch.record.anchored_at}
        yield Finding("AUDIT_ISSUED_AFTER_ANCHORING", "error", certificate.name, params)
    if days > late and not batch.record.flags & RETROSPECTIVE:
        params = {"days": days, "limit": late, "issued": certificate.issued}
        yield Finding("AUDIT_ANCHORED_LATE", "warning", certificate.name, params)


def _key_outside(
    state: RegistryState, certificate: PublishedCertificate, batch: BatchState
) -> Iterator[Finding]:
    """Credential key and anchor key must have been good at anchoring, as known now."""
    at, signer = batch.record.anchored_at, Address(batch.record.anchor_key.to_bytes(20, "big"))
    for identity, shown in ((certificate.key, certificate.key), (anchor_key_id(signer), signer)):
        key = state.key(batch.body, identity)
        lapse = (
            KeyHistory(key.record.kind, tuple(key.changes)).lapse(at, None) if key else Lapse("unknown", at)
        )
        if lapse:
            params: dict[str, object] = {"key": shown.hex()[:16], "why": lapse.why, "since": lapse.since}
            yield Finding("AUDIT_KEY_OUTSIDE", "error", certificate.name, params)


def _outside_grants(
    state: RegistryState, certificate: PublishedCertificate, batch: BatchState
) -> Iterator[Finding]:
    """Body and grants on the issue day and at anchoring; of a retrospective batch on the issue day alone, which
    must lie before the day of the body's first record.
    """
    if not set(certificate.grants) <= set(batch.grants):
        missing = sorted(set(certificate.grants) - set(batch.grants))
        yield Finding("AUDIT_GRANT_NOT_IN_BATCH", "error", certificate.name, {"grants": missing})
    anchored, retrospective = batch.record.anchored_at, batch.record.flags & RETROSPECTIVE
    joined = state.thread(body_id(certificate.body), 0)
    if retrospective and joined and certificate.issued >= day_of(joined.changes[0].recorded_at):
        params: dict[str, object] = {"issued": certificate.issued, "at": joined.changes[0].recorded_at}
        yield Finding("AUDIT_RETROSPECTIVE_TOO_LATE", "error", certificate.name, params)
    issued = min(last_instant(certificate.issued), anchored)
    for number in (0, *certificate.grants):
        times = (issued,) if retrospective else (issued, anchored)
        if lapse := _first_lapse(state, body_id(certificate.body), number, times):
            code = "AUDIT_ISSUED_OUTSIDE_GRANT" if number else "AUDIT_ISSUED_OUTSIDE_BODY"
            params = {"grant": number, "why": lapse.why, "since": lapse.since, "issued": certificate.issued}
            yield Finding(code, "error", certificate.name, params)


def _first_lapse(state: RegistryState, body: bytes, number: int, times: tuple[int, ...]) -> Lapse | None:
    thread = state.thread(body, number)
    if thread is None:
        return Lapse("unknown", times[0])
    standing = Standing(tuple(thread.changes))
    return next((lapse for time in times if (lapse := standing.lapse(time, None))), None)


def _overdue(state: RegistryState, found: Published, bodies: dict[bytes, str]) -> Iterator[Finding]:
    """Surveillance that was due before the newest block, of certificates that are still in use."""
    names = {certificate.leaf: certificate for certificate in found.certificates}
    for subject_body, code in bodies.items():
        body = state.bodies.get(subject_body)
        for subject, surveillance in body.surveillance.items() if body else ():
            due = surveillance.record.next_due
            known = names.get(subject)
            expired = known is not None and known.validity and known.validity[1] < day_of(state.time)
            if due and due <= state.time and not expired and not _is_over(state, subject_body, subject):
                where = known.name if known else f"{code} {subject.hex()[:16]}"
                yield Finding("AUDIT_SURVEILLANCE_OVERDUE", "warning", where, {"due": due})


def _is_over(state: RegistryState, body: bytes, subject: bytes) -> bool:
    lanes = (state.statuses(body, subject, lane) for lane in Lane)
    return any(records and records[-1].state in _ENDED for records in lanes)
