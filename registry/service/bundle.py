# SPDX-License-Identifier: Apache-2.0
"""Proof bundles, derived from what is stored each time: the same bytes whenever and wherever it is done."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from registry.core.bundle import Bundle, BundleAnchor, BundleInclusion, decode_bundle, encode_bundle
from registry.core.code import parse_code
from registry.core.hashing import sha256
from registry.core.jwk import PublicJwk
from registry.core.text import normal_number
from registry.core.types import Code
from registry.errors import InternalError, RefusedError
from registry.ports.bundles import MAX_SUCCESSORS
from registry.ports.store import Store, UnitOfWork
from registry.ports.store_rows import BatchState, StoredBatch, StoredCertificate, StoredKey, StoredLeaf
from registry.service.bundle_files import PlacedStatement, published_statements, with_files


def bundle_of(code: Code, *, store: Store) -> bytes:
    """The bundle of a certificate.

    Raises ``RefusedError`` CERTIFICATE_NOT_HERE, BUNDLE_NOT_YET (its batch is not final: what may still
    vanish proves nothing), BUNDLE_FAILED.
    """
    with store.reading() as work:
        row = work.certificates.by_code(parse_code(code))
        if row is None:
            raise RefusedError("CERTIFICATE_NOT_HERE", code=code)
        place = _place(work, row)
        if place[0].state is BatchState.FAILED:
            raise RefusedError("BUNDLE_FAILED", code=code, reason=place[0].error_code or "")
        if place[0].state is not BatchState.FINAL:
            raise RefusedError("BUNDLE_NOT_YET", code=code, state=place[0].state.value)
        return _with_proof(work, row, _bare(work, row, place))


def is_under_way(code: Code, *, store: Store) -> bool:
    """Whether the certificate was made out here and its batch is neither final nor refused."""
    with store.reading() as work:
        row = work.certificates.by_code(code)
        return row is not None and _place(work, row)[0].state not in (BatchState.FINAL, BatchState.FAILED)


def derive(
    row: StoredCertificate,
    batch: StoredBatch,
    leaf: StoredLeaf,
    key: StoredKey,
    statements: Sequence[PlacedStatement] = (),
) -> bytes:
    """The bundle's bytes; pure."""
    bundle = Bundle(
        signed_summary=row.signed_summary,
        credential=row.jws,
        key=PublicJwk(key.x, key.y),
        inclusion=BundleInclusion(0, leaf.index, leaf.path),
        anchors=(
            BundleAnchor(
                batch.chain_id,
                batch.contract,
                batch.body,
                batch.grants,
                batch.root,
                batch.size,
                batch.retrospective,
            ),
        ),
    )
    return encode_bundle(with_files(bundle, statements))


@dataclass(frozen=True, slots=True)
class StoredBundles:
    """Implements ``ports.bundles.BundleSource`` over the store of this registry."""

    store: Store

    def by_code(self, code: Code) -> bytes | None:
        """The bundle of the certificate with this code, once it is final."""
        with self.store.reading() as work:
            return _final(work, work.certificates.by_code(code))

    def by_number(self, body: str, number: str) -> bytes | None:
        """The newest revision of a conformity certificate that is final."""
        with self.store.reading() as work:
            rows = work.certificates.by_number(normal_number(number), body)
            return next((data for row in rows if (data := _final(work, row))), None)

    def by_file(self, sha256: bytes) -> bytes | None:
        """The newest certificate that binds a file with this digest."""
        with self.store.reading() as work:
            bound = _final(work, work.certificates.by_file(sha256))
            return bound or next(_by_statement(work, sha256), None)

    def successors(self, code: Code) -> list[bytes] | None:
        """Later revisions of the same number, oldest first, up to the first that is not final yet."""
        with self.store.reading() as work:
            row = work.certificates.by_code(code)
            if row is None:
                return None
            found: list[bytes] = []
            for later in following(work, row)[:MAX_SUCCESSORS]:
                if (data := _final(work, later)) is None:
                    break
                found.append(data)
            return found


def following(work: UnitOfWork, row: StoredCertificate) -> list[StoredCertificate]:
    """Later revisions of a certificate of either kind, oldest first."""
    rows = work.certificates.with_numbers(row.body, [row.normal_number])
    return sorted((r for r in rows if r.revision > row.revision), key=lambda r: r.revision)


def _final(work: UnitOfWork, row: StoredCertificate | None) -> bytes | None:
    if row is None:
        return None
    batch, leaf = _place(work, row)
    if batch.state is not BatchState.FINAL:
        return None
    return _with_proof(work, row, _bare(work, row, (batch, leaf)))


def bare_bundle(work: UnitOfWork, leaf: bytes) -> bytes:
    """The bundle without a chain proof of a certificate that is final."""
    row = work.certificates.by_leaf(leaf)
    if row is None:
        raise InternalError("CERTIFICATE_WITHOUT_BATCH", code=leaf.hex())
    return _bare(work, row, _place(work, row))


def _bare(work: UnitOfWork, row: StoredCertificate, place: tuple[StoredBatch, StoredLeaf]) -> bytes:
    return derive(row, *place, _key(work, row), published_statements(work, row, place[0]))


def _with_proof(work: UnitOfWork, row: StoredCertificate, bundle: bytes) -> bytes:
    """The bundle with the kept chain proof, if there is one of this very bundle."""
    kept = work.proofs.get(row.leaf)
    if kept is None or kept.bundle_sha256 != sha256(bundle):
        return bundle
    # Curves and tries load only where proofs are kept.
    from registry.core.chainproof.proof import ChainProof  # noqa: PLC0415

    return encode_bundle(replace(decode_bundle(bundle), chain_proof=ChainProof.from_bytes(kept.proof)))


def _by_statement(work: UnitOfWork, sha256: bytes) -> Iterator[bytes]:
    """Bundles whose file statements name the file; one that is not final yet names nothing."""
    for statement in work.statements.by_file(sha256):
        place = work.batches.of_leaf(statement.leaf)
        if place is not None and place[0].state is BatchState.FINAL:
            data = _final(work, work.certificates.by_leaf(statement.certificate))
            if data is not None:
                yield data


def _place(work: UnitOfWork, row: StoredCertificate) -> tuple[StoredBatch, StoredLeaf]:
    place = work.batches.of_leaf(row.leaf)
    if place is None:
        raise InternalError("CERTIFICATE_WITHOUT_BATCH", code=row.code)
    return place


def _key(work: UnitOfWork, row: StoredCertificate) -> StoredKey:
    key = work.bodies.key(row.key)
    if key is None:
        raise InternalError("CERTIFICATE_WITHOUT_KEY", code=row.code)
    return key
