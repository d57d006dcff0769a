# SPDX-License-Identifier: Apache-2.0
"""Bind finished files to a certificate: a file statement each, signed by the certificate's own key, and one
sealed batch for them (protocol §3.6).

Statements and batch are stored in one transaction or not at all; anchoring comes afterwards by the steps of
``registry.service.anchor``. The same bytes again find the statement that there is.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from registry.core.constants import MAX_FILE_STATEMENTS
from registry.core.hashing import sha256
from registry.core.media_type import media_type_of
from registry.core.records import Lane, State
from registry.core.signed_summary import sign_summary
from registry.core.summary import CertificateSummary, FileSummary, encode_summary, leaf_hash
from registry.core.types import Code, LeafHash
from registry.errors import InputError, InternalError, RefusedError, refuse_on_errors
from registry.ports.chain import check_chain
from registry.ports.publishing import StoredStatement
from registry.ports.store import Store
from registry.ports.store_rows import BatchState, StoredBatch, StoredCertificate, StoredFile
from registry.service.check_issuer import check_issuer
from registry.service.deps import IssueDeps
from registry.service.lane_records import LaneKey, View, read_lane_records
from registry.service.lookup import summary_of_row
from registry.service.seal_batch import sealed_batch
from registry.service.standing import is_active, read_standing

RANDOM_BYTES = 16
MAX_FILE_BYTES = 64 * 1024 * 1024
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,4}\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class Paper:
    """A finished file: its exact bytes, and the name by which messages call it."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """One file and the statement that binds it; ``batch`` is the store's number, ``new`` made by this call."""

    name: str
    sha256: bytes
    media_type: str
    leaf: LeafHash
    batch: int
    new: bool


@dataclass(frozen=True, slots=True)
class _Target:
    row: StoredCertificate
    facts: CertificateSummary
    already: dict[bytes, tuple[StoredStatement, int]]


def attach(
    code: Code, papers: Sequence[Paper], *, language: str | None = None, keep: bool = False, deps: IssueDeps
) -> tuple[Attached, ...]:
    """Sign and store a statement for each file that has none yet; with ``keep`` its bytes are kept as well.

    ``language`` is the files' BCP 47 tag. The batches of the result are to be anchored. Raises ``InputError``
    FILE_EMPTY, FILE_TOO_LARGE, LANGUAGE_TAG; ``RefusedError`` CERTIFICATE_NOT_HERE, BUNDLE_NOT_YET,
    BUNDLE_FAILED (only a final certificate is attached to), FILE_OTHER_CONTRACT, FILE_OTHER_KEY,
    FILE_NO_GRANT, FILE_TAKEN_BACK, FILE_STATEMENTS_FULL; ``StandingError`` for body and keys;
    ``EvidenceError`` WRONG_CHAIN; ``TransientError``: then nothing was written.
    """
    check_chain(deps.reader, deps.chain)
    given = _readable(papers, language)
    target = _target(code, deps)
    _refuse_taken_back([target.already[digest][0] for digest in given if digest in target.already], deps)
    new = {digest: paper for digest, paper in given.items() if digest not in target.already}
    if len(target.already) + len(new) > MAX_FILE_STATEMENTS:
        raise RefusedError("FILE_STATEMENTS_FULL", limit=MAX_FILE_STATEMENTS)
    grant = _grant(target, deps) if new else 0
    signed = [_sign(target, digest, paper, language, deps) for digest, paper in new.items()]
    files = [_file(digest, paper) for digest, paper in given.items()] if keep else []
    batch = _store(signed, files, target.row.body, grant, deps)
    return (
        *(_attached(given[s.sha256], s, batch, new=True) for s in signed),
        *(_attached(given[d], *target.already[d], new=False) for d in given if d in target.already),
    )


def statement_of(code: Code, paper: Paper, *, store: Store) -> LeafHash:
    """The leaf of the statement that binds a file, for ``change_status``. Raises ``RefusedError``
    CERTIFICATE_NOT_HERE, FILE_NOT_ATTACHED.
    """
    with store.reading() as work:
        row = work.certificates.by_code(code)
        if row is None:
            raise RefusedError("CERTIFICATE_NOT_HERE", code=code)
        statements = work.statements.of(row.leaf)
    digest = sha256(paper.data)
    found = next((s.leaf for s in statements if s.sha256 == digest), None)
    if found is None:
        raise RefusedError("FILE_NOT_ATTACHED", paper.name, code=code)
    return found


def _readable(papers: Sequence[Paper], language: str | None) -> dict[bytes, Paper]:
    """By digest: the same bytes given twice are one file."""
    if language is not None and not _LANGUAGE.match(language):
        raise InputError("LANGUAGE_TAG", "language", language=language)
    for paper in papers:
        if not paper.data:
            raise InputError("FILE_EMPTY", paper.name)
        if len(paper.data) > MAX_FILE_BYTES:
            raise InputError("FILE_TOO_LARGE", paper.name, limit=MAX_FILE_BYTES)
    return {sha256(paper.data): paper for paper in papers}


def _target(code: Code, deps: IssueDeps) -> _Target:
    with deps.store.reading() as work:
        row = work.certificates.by_code(code)
        place = None if row is None else work.batches.of_leaf(row.leaf)
        if row is None or place is None:
            raise RefusedError("CERTIFICATE_NOT_HERE", code=code)
        _check_batch(place[0], code, deps)
        already = {}
        for statement in work.statements.of(row.leaf):
            found = work.batches.of_leaf(statement.leaf)
            if found is None:
                raise InternalError("STATEMENT_WITHOUT_BATCH", leaf=statement.leaf.hex())
            already[statement.sha256] = (statement, found[0].key)
    if row.key != deps.credential_signer.jwk.thumbprint():
        raise RefusedError("FILE_OTHER_KEY", body=row.body, key=row.key.hex())
    return _Target(row, summary_of_row(row), already)


def _check_batch(batch: StoredBatch, code: Code, deps: IssueDeps) -> None:
    if batch.state is BatchState.FAILED:
        raise RefusedError("BUNDLE_FAILED", code=code, reason=batch.error_code or "")
    if batch.state is not BatchState.FINAL:
        raise RefusedError("BUNDLE_NOT_YET", code=code, state=batch.state.value)
    if (batch.chain_id, batch.contract) != (deps.chain.chain_id, deps.contract):
        raise RefusedError("FILE_OTHER_CONTRACT", code=code)


def _refuse_taken_back(statements: Sequence[StoredStatement], deps: IssueDeps) -> None:
    """A withdrawal is final, and a statement that binds nothing must not be reported as attached."""
    if not statements:
        return
    view = View(deps.reader, deps.contract, deps.reader.head())
    body = _body_of(statements, deps)
    lanes = read_lane_records(view, [LaneKey(body, s.leaf, lane) for s in statements for lane in Lane])
    for key, records in lanes.items():
        if records and records[-1].state != State.ACTIVE:
            digest = next(s.sha256 for s in statements if s.leaf == key.subject)
            raise RefusedError("FILE_TAKEN_BACK", sha256=digest.hex())


def _body_of(statements: Sequence[StoredStatement], deps: IssueDeps) -> str:
    with deps.store.reading() as work:
        row = work.certificates.by_leaf(statements[0].certificate)
    assert row is not None  # the database refers each statement to its certificate
    return row.body


def _grant(target: _Target, deps: IssueDeps) -> int:
    """The certificate's first grant that is active now: a statement attests nothing under a scope, and with one
    grant no other that falls away can hold it up.
    """
    key = deps.credential_signer.jwk.thumbprint()
    standing = read_standing(deps.reader, deps.contract, target.row.body, key, deps.anchor_key)
    now = max(deps.clock.now(), standing.block.timestamp)
    refuse_on_errors(check_issuer(target.row.body, standing, now))
    active = [g.number for g in standing.grants if is_active(g.record, now)]
    usable = [number for number in target.facts.grants if number in active]
    if not usable:
        raise RefusedError("FILE_NO_GRANT", grants=", ".join(map(str, target.facts.grants)))
    return usable[0]


def _sign(
    target: _Target, digest: bytes, paper: Paper, language: str | None, deps: IssueDeps
) -> StoredStatement:
    facts, signer = target.facts, deps.credential_signer
    summary = encode_summary(
        FileSummary(
            body=facts.body, network=facts.network, leaf=target.row.leaf, sha256=digest,
            media_type=media_type_of(paper.data), language=language,
            random=deps.entropy.octets(RANDOM_BYTES),
        )
    )  # fmt: skip
    thumbprint = signer.jwk.thumbprint()
    signed = sign_summary(summary, thumbprint, signer.sign)
    if not signer.jwk.verifies(signed.signature, signed.to_be_signed()):
        raise InternalError("CREDENTIAL_SIGNER")
    return StoredStatement(
        leaf=leaf_hash(summary), certificate=target.row.leaf, sha256=digest, key=thumbprint,
        signed_summary=signed.to_bytes(), created_at=deps.clock.now(),
    )  # fmt: skip


def _file(digest: bytes, paper: Paper) -> StoredFile:
    """Confidential, as every kept file: handing one out is a deliberate act."""
    return StoredFile(sha256=digest, media_type=media_type_of(paper.data), data=paper.data, confidential=True)


def _store(
    signed: Sequence[StoredStatement], files: Sequence[StoredFile], body: str, grant: int, deps: IssueDeps
) -> int:
    """One transaction; the batch's key, 0 where there was nothing to seal."""
    if not signed and not files:
        return 0
    key = 0
    with deps.store.writing() as work:
        work.statements.add(signed)
        work.statements.keep(files)
        if signed:
            key = work.batches.seal(
                *sealed_batch([s.leaf for s in signed], body=body, grants=(grant,), deps=deps)
            )
        work.commit()
    return key


def _attached(paper: Paper, statement: StoredStatement, batch: int, *, new: bool) -> Attached:
    return Attached(
        name=paper.name, sha256=statement.sha256, media_type=media_type_of(paper.data), leaf=statement.leaf,
        batch=batch, new=new,
    )  # fmt: skip
