# SPDX-License-Identifier: Apache-2.0
"""Does everything agree: rows, trees, attempts, chain and bundles? Reads only, and changes nothing.

Run by tests after every fault, and by an operator who wants to know. What the store says of itself is never
believed: leaves, codes, roots and batch ids are computed again from the signed bytes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from registry.core import layout
from registry.core.anchor import batch_id
from registry.core.bundle import Bundle, BundleInclusion, decode_bundle
from registry.core.code import code_of
from registry.core.credential import parse_credential, summary_of
from registry.core.hashing import keccak256
from registry.core.jwk import PublicJwk
from registry.core.merkle import InclusionProof, MerkleTree, root_from_inclusion_proof
from registry.core.records import BatchRecord
from registry.core.signed_summary import parse_signed_summary
from registry.core.summary import CertificateSummary, decode_summary, leaf_hash
from registry.core.types import Address
from registry.errors import Finding, RegistryError
from registry.ports.chain import ChainReader
from registry.ports.store import Store, UnitOfWork
from registry.ports.store_rows import (
    Attempt,
    BatchState,
    Outcome,
    StoredBatch,
    StoredCertificate,
    StoredKey,
    StoredLeaf,
)
from registry.service.bundle import derive
from registry.service.bundle_files import published_statements
from registry.service.check_statements import check_statements

_EVERY = tuple(state for state in BatchState if state is not BatchState.OPEN)
_ON_CHAIN = (BatchState.CONFIRMED, BatchState.FINAL)
_PORTION = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditDeps:
    """Where to look."""

    store: Store
    reader: ChainReader
    chain_id: int
    contract: Address


def check_everything(deps: AuditDeps) -> list[Finding]:
    """Every disagreement, as errors; empty if all is well.

    Codes: EVERY_SIGNATURE, EVERY_LEAF, EVERY_PLACE, EVERY_TREE, EVERY_ATTEMPT, EVERY_CHAIN, EVERY_BUNDLE,
    EVERY_STATEMENT.
    Raises ``TransientError`` where store or chain give no answer.
    """
    with deps.store.reading() as work:
        batches = work.batches.in_states(_EVERY)
        return [
            *_certificates(work),
            *check_statements(work),
            *(finding for batch in batches for finding in _batch(work, batch)),
            *_chain(work, batches, deps),
        ]


def _certificates(work: UnitOfWork) -> Iterator[Finding]:
    keys: dict[bytes, StoredKey | None] = {}
    for row in work.certificates.each():
        if row.key not in keys:
            keys[row.key] = work.bodies.key(row.key)
        yield from _certificate(work, row, keys[row.key])


def _certificate(work: UnitOfWork, row: StoredCertificate, key: StoredKey | None) -> Iterator[Finding]:
    if key is None or not _signed_by(row, key):
        yield _found("EVERY_SIGNATURE", row.code)
        return
    summary = parse_signed_summary(row.signed_summary).summary
    facts = decode_summary(summary)
    columns = (row.body, row.number, row.revision, row.kind)
    stated = (
        (facts.body, facts.number, facts.revision, facts.kind)
        if isinstance(facts, CertificateSummary)
        else None
    )
    if (row.leaf, row.code, columns) != (leaf_hash(summary), code_of(summary), stated):
        yield _found("EVERY_LEAF", row.code)
    place = work.batches.of_leaf(row.leaf)
    if (
        place is None
        or not isinstance(facts, CertificateSummary)
        or not set(facts.grants) <= set(place[0].grants)
    ):
        yield _found("EVERY_PLACE", row.code)
        return
    if place[0].state is BatchState.FINAL and not _bundle_agrees(work, row, *place, key):
        yield _found("EVERY_BUNDLE", row.code)


def _signed_by(row: StoredCertificate, key: StoredKey) -> bool:
    """Both signatures hold, and the summary is the one that follows from the credential."""
    jwk = PublicJwk(key.x, key.y)
    try:
        credential, signed = parse_credential(row.jws), parse_signed_summary(row.signed_summary)
        follows = decode_summary(signed.summary) == summary_of(credential)
    except RegistryError:
        return False
    return (
        follows
        and jwk.thumbprint() == row.key == credential.key_id
        and jwk.verifies(credential.signature, credential.signing_input)
        and jwk.verifies(signed.signature, signed.to_be_signed())
    )


def _bundle_agrees(
    work: UnitOfWork, row: StoredCertificate, batch: StoredBatch, leaf: StoredLeaf, key: StoredKey
) -> bool:
    statements = published_statements(work, row, batch)
    try:
        bundle = decode_bundle(derive(row, batch, leaf, key, statements))
    except RegistryError:
        return False
    leaves = [row.leaf, *(placed.statement.leaf for placed in statements)]
    places = [bundle.inclusion, *(file.inclusion for file in bundle.files)]
    return all(_included(bundle, *pair) for pair in zip(leaves, places, strict=True))


def _included(bundle: Bundle, leaf: bytes, place: BundleInclusion) -> bool:
    anchor = bundle.anchors[place.anchor]
    return (
        root_from_inclusion_proof(leaf, InclusionProof(place.index, anchor.size, place.path)) == anchor.root
    )


def _batch(work: UnitOfWork, batch: StoredBatch) -> Iterator[Finding]:
    leaves = work.batches.leaves(batch.key)
    name = "0x" + batch.batch_id.hex()
    if not _tree_agrees(batch, leaves):
        yield _found("EVERY_TREE", name)
    if any(_unknown(work, leaf.leaf) for leaf in leaves):
        yield _found("EVERY_PLACE", name)
    attempts = work.attempts.of(batch=batch.key)
    yield from (_found("EVERY_ATTEMPT", name) for a in attempts if not _attempt_agrees(a, batch, attempts))
    if batch.state is BatchState.SUBMITTED and not any(a.outcome is None for a in attempts):
        yield _found("EVERY_ATTEMPT", name)


def _unknown(work: UnitOfWork, leaf: bytes) -> bool:
    return work.certificates.by_leaf(leaf) is None and work.statements.get(leaf) is None


def _tree_agrees(batch: StoredBatch, leaves: Sequence[StoredLeaf]) -> bool:
    if [leaf.index for leaf in leaves] != list(range(batch.size)):
        return False
    tree = MerkleTree([leaf.leaf for leaf in leaves])
    paths = all(tree.inclusion_proof(leaf.index).path == leaf.path for leaf in leaves)
    return (
        paths
        and tree.root == batch.root
        and batch_id(batch.body, batch.grants, tree.root, retrospective=batch.retrospective) == batch.batch_id
    )


def _attempt_agrees(attempt: Attempt, batch: StoredBatch, attempts: Sequence[Attempt]) -> bool:
    hashed = keccak256(attempt.raw) == attempt.transaction_hash
    live = sum(a.outcome is None for a in attempts)
    ended = attempt.outcome is not None or batch.state not in (BatchState.FINAL, BatchState.FAILED)
    return hashed and live <= 1 and ended and batch.signature is not None


def _chain(work: UnitOfWork, batches: Sequence[StoredBatch], deps: AuditDeps) -> Iterator[Finding]:
    here = [b for b in batches if (b.chain_id, b.contract) == (deps.chain_id, deps.contract)]
    head = deps.reader.head()
    for start in range(0, len(here), _PORTION):
        portion = here[start : start + _PORTION]
        slots = deps.reader.slots(deps.contract, [layout.batch_slot(b.batch_id) for b in portion], head)
        for batch, slot in zip(portion, slots, strict=True):
            if not _chain_agrees(batch, BatchRecord.decode(slot), work.attempts.of(batch=batch.key)):
                yield _found("EVERY_CHAIN", "0x" + batch.batch_id.hex())


def _chain_agrees(batch: StoredBatch, record: BatchRecord | None, attempts: Sequence[Attempt]) -> bool:
    """A state never runs ahead of the chain, and nothing is on chain that was not stored before."""
    if record is None:
        mined = any(a.outcome is Outcome.MINED for a in attempts)
        return batch.state not in _ON_CHAIN and not mined
    same = record.size == batch.size and batch.anchored_at in (None, record.anchored_at)
    # The authority sends retrospective batches; what it sends was signed and stored here before.
    stored = bool(attempts) or (batch.retrospective and batch.signature is not None)
    return same and stored and batch.state is not BatchState.FAILED


def _found(code: str, where: str) -> Finding:
    return Finding(code, "error", where)
