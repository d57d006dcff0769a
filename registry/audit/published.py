# SPDX-License-Identifier: Apache-2.0
"""What a registry says of itself, in the form that an auditor compares: out of its store, or out of bundles."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from registry.core.anchor import batch_id
from registry.core.bundle import Bundle, BundleAnchor, BundleInclusion, decode_bundle
from registry.core.code import code_of
from registry.core.hashing import body_id, sha256
from registry.core.merkle import InclusionProof, MerkleTree, root_from_inclusion_proof
from registry.core.signed_summary import parse_signed_summary
from registry.core.summary import CertificateSummary, decode_summary, leaf_hash
from registry.core.text import normal_number
from registry.core.types import Address, Code, LeafHash
from registry.errors import InputError
from registry.ports.store import UnitOfWork
from registry.ports.store_rows import BatchState, Phase, StoredBatch

_SETTLED_BATCHES = (BatchState.CONFIRMED, BatchState.FINAL)
_SETTLED_STATUSES = (Phase.CONFIRMED, Phase.FINAL)
_BATCHES = tuple(state for state in BatchState if state is not BatchState.OPEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedCertificate:
    """One revision; ``key`` is the credential key's thumbprint, ``where`` says who shows it; ``damaged`` are the
    places where what is shown does not fit its own leaf or signature.
    """

    code: Code
    leaf: bytes
    body: str
    number: str
    revision: int
    issued: date
    validity: tuple[date, date] | None
    grants: tuple[int, ...]
    key: bytes
    batch_ids: tuple[bytes, ...]
    where: str
    damaged: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Number and revision, as people say it."""
        return f"{self.body} {self.number} r{self.revision}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedBatch:
    """A batch with its leaves in issue order; ``settled`` where the registry holds it to be on chain; ``whole``
    where the leaves lead to the batch's id.
    """

    batch_id: bytes
    body: str
    size: int
    leaves: tuple[bytes, ...]
    settled: bool
    anchored_at: int | None
    whole: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedStatus:
    """A status change that the registry asked for."""

    body: str
    subject: bytes
    n: int
    state: int
    settled: bool


@dataclass(slots=True)
class Published:
    """Everything that is compared. ``statements`` are leaves of file statements."""

    bodies: set[str] = field(default_factory=set)
    certificates: list[PublishedCertificate] = field(default_factory=list)
    batches: dict[bytes, PublishedBatch] = field(default_factory=dict)
    statuses: list[PublishedStatus] = field(default_factory=list)
    statements: set[bytes] = field(default_factory=set)


def from_store(work: UnitOfWork, chain_id: int, contract: Address) -> Published:
    """What the store holds about one contract."""
    found = Published(bodies={body.code for body in work.bodies.all()})
    of_leaf: dict[bytes, bytes] = {}
    for batch in work.batches.in_states(_BATCHES):
        if (batch.chain_id, batch.contract) != (chain_id, contract):
            continue
        leaves = tuple(leaf.leaf for leaf in work.batches.leaves(batch.key))
        of_leaf |= dict.fromkeys(leaves, batch.batch_id)
        found.batches[batch.batch_id] = PublishedBatch(
            batch_id=batch.batch_id, body=batch.body, size=batch.size, leaves=leaves,
            settled=batch.state in _SETTLED_BATCHES, anchored_at=batch.anchored_at,
            whole=_leads_to(leaves, batch),
        )  # fmt: skip
    for row in work.certificates.each():
        summary = _certificate_summary(row.signed_summary)
        batches = (of_leaf[row.leaf],) if row.leaf in of_leaf else ()
        shown = _certificate(summary, row.leaf, row.code, key=row.key, batches=batches, where="store")
        sound = _fits(row.signed_summary, row.jws, row.leaf) and row.code == code_of(
            parse_signed_summary(row.signed_summary).summary
        )
        found.certificates.append(shown if sound else replace(shown, damaged=("store",)))
    for request in work.statuses.in_phases(tuple(Phase)):
        found.statuses.append(
            PublishedStatus(
                body=request.body, subject=request.subject, n=request.n, state=request.state,
                settled=request.phase in _SETTLED_STATUSES,
            )
        )  # fmt: skip
    found.statements |= {statement.leaf for statement in work.statements.each()}
    return found


def from_bundle(data: bytes, where: str) -> PublishedCertificate:
    """One published bundle. Raises ``InputError`` BUNDLE_FORMAT and the like for another form,
    AUDIT_BUNDLE_TREE where its path does not lead to its root.
    """
    bundle = decode_bundle(data)
    signed = parse_signed_summary(bundle.signed_summary)
    summary, leaf = _certificate_summary(bundle.signed_summary), leaf_hash(signed.summary)
    anchor = _proven(bundle, bundle.inclusion, leaf)
    identity = anchor_id(anchor)
    shown = _certificate(
        summary, leaf, code_of(signed.summary), key=bundle.key.thumbprint(), batches=(identity,), where=where
    )
    sound = bundle.key.verifies(signed.signature, signed.to_be_signed())
    sound = sound and _fits(bundle.signed_summary, bundle.credential, leaf)
    return shown if sound else replace(shown, damaged=(where,))


def statements_of(data: bytes) -> Iterator[bytes]:
    """The leaves of a bundle's file statements. Raises ``InputError`` as ``from_bundle``."""
    files = decode_bundle(data).files
    return (leaf_hash(parse_signed_summary(item.signed_summary).summary) for item in files)


def anchor_id(anchor: BundleAnchor) -> bytes:
    """The batch id of an anchor that a bundle names."""
    if getattr(anchor, "retrospective", False):
        return batch_id(anchor.body, anchor.grants, anchor.root, retrospective=True)
    return batch_id(anchor.body, anchor.grants, anchor.root)


def merge_bundles(found: Published, bundles: Iterable[PublishedCertificate]) -> None:
    """Add what bundles show; a certificate that the store has too is one certificate in all its batches."""
    known = {certificate.leaf: n for n, certificate in enumerate(found.certificates)}
    for other in bundles:
        n = known.get(other.leaf)
        if n is None:
            known[other.leaf] = len(found.certificates)
            found.certificates.append(other)
            continue
        own = found.certificates[n]
        batches = dict.fromkeys((*own.batch_ids, *other.batch_ids))
        damaged = (*own.damaged, *other.damaged)
        found.certificates[n] = replace(own, batch_ids=tuple(batches), damaged=damaged)


def same_number(certificate: PublishedCertificate) -> tuple[str, str, int]:
    """What may stand for one certificate only."""
    return certificate.body, normal_number(certificate.number), certificate.revision


def body_ids(found: Published) -> dict[bytes, str]:
    """The bodies whose records this registry answers for."""
    codes = found.bodies | {certificate.body for certificate in found.certificates}
    return {body_id(code): code for code in codes}


def _fits(signed_summary: bytes, credential: bytes | None, leaf: bytes) -> bool:
    """Whether the summary is that of the leaf, and the credential the one that the summary commits to."""
    signed = parse_signed_summary(signed_summary)
    if leaf_hash(signed.summary) != leaf:
        return False
    return credential is None or sha256(credential) == _certificate_summary(signed_summary).credential_sha256


def _leads_to(leaves: tuple[LeafHash, ...], batch: StoredBatch) -> bool:
    """Whether proofs made from these leaves lead to the batch that was anchored."""
    if not leaves:
        return False
    root = MerkleTree(leaves).root
    identity = batch_id(batch.body, batch.grants, root, retrospective=batch.retrospective)
    return (root, identity) == (batch.root, batch.batch_id)


def _proven(bundle: Bundle, inclusion: BundleInclusion, leaf: LeafHash) -> BundleAnchor:
    anchor = bundle.anchors[inclusion.anchor]
    root = root_from_inclusion_proof(leaf, InclusionProof(inclusion.index, anchor.size, inclusion.path))
    if root != anchor.root:
        raise InputError("AUDIT_BUNDLE_TREE")
    return anchor


def _certificate_summary(signed_summary: bytes) -> CertificateSummary:
    summary = decode_summary(parse_signed_summary(signed_summary).summary)
    if not isinstance(summary, CertificateSummary):
        raise InputError("SUMMARY_FORMAT", reason="a file statement stands for a certificate")
    return summary


def _certificate(
    summary: CertificateSummary,
    leaf: bytes,
    code: Code,
    *,
    key: bytes,
    batches: tuple[bytes, ...],
    where: str,
) -> PublishedCertificate:
    return PublishedCertificate(
        code=code, leaf=leaf, body=summary.body, number=summary.number, revision=summary.revision,
        issued=summary.issued, validity=summary.validity, grants=summary.grants, key=key, batch_ids=batches,
        where=where,
    )  # fmt: skip
