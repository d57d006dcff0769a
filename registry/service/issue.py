# SPDX-License-Identifier: Apache-2.0
"""Issue certificates: check everything, sign, and store them with their sealed batches in one transaction.

Either every good draft is stored or none is. Anchoring comes afterwards (``registry.service.anchor``): a
sealed batch survives any crash and is anchored by whoever looks next.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from registry.core.constants import MAX_BATCH_SIZE
from registry.core.types import Code, LeafHash
from registry.errors import Finding, InputError, RefusedError, RegistryError, refuse_on_errors
from registry.ports.chain import check_chain
from registry.ports.store_rows import (
    StoredBody,
    StoredCertificate,
    StoredFile,
    StoredKey,
)
from registry.service.check_drafts import (
    Checked,
    Checks,
    Identity,
    Verdicts,
    check_drafts,
    identity_of,
)
from registry.service.check_issuer import check_issuer
from registry.service.deps import Draft, IssueDeps
from registry.service.progress import Progress, Silent
from registry.service.seal_batch import sealed_batch
from registry.service.sign import Allotted, files_to_keep, sign_certificate
from registry.service.standing import read_standing
from registry.service.status_indexes import draw_indexes

SALT_BYTES = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """One issued certificate; ``batch`` is the store's number of its batch."""

    code: Code
    leaf: LeafHash
    number: str
    revision: int
    where: str
    batch: int
    grants: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueResult:
    """``already`` were issued by an earlier run with the same content; ``batches`` are those to anchor, of
    both; ``findings`` are warnings, and with ``skip_invalid`` the defects of the rows left out.
    """

    issued: tuple[Issued, ...]
    already: tuple[Issued, ...]
    batches: tuple[int, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Signed:
    checked: Checked
    row: StoredCertificate
    files: list[StoredFile]


def issue(
    drafts: Sequence[Draft],
    *,
    body: str,
    grants: tuple[int, ...] | None = None,
    skip_invalid: bool = False,
    retrospective: bool = False,
    deps: IssueDeps,
    progress: Progress | None = None,
) -> IssueResult:
    """Issue ``drafts`` as ``body``, under ``grants`` or the fewest that suffice. ``retrospective`` ones were issued
    on paper before the body joined; their batches are for the authority to send (``anchor_retrospective``).

    Raises ``FindingsError`` with every defect of every draft (unless ``skip_invalid``, and always for the
    body's own), ``RefusedError`` BODY_NOT_HERE, ``EvidenceError`` WRONG_CHAIN, ``TransientError`` where
    store or chain give no answer: then nothing was written.
    """
    shown = progress or Silent()
    check_chain(deps.reader, deps.chain)
    stored_body, known = _load(drafts, body, deps)
    verdicts = _check(drafts, body, grants, known, deps, retrospective=retrospective)
    shown.step("check", len(drafts), len(drafts))
    if not skip_invalid:
        refuse_on_errors(verdicts.findings)
    signed, late = _sign(verdicts, stored_body, known, deps, shown)
    if late and not skip_invalid:
        refuse_on_errors(late)
    batches = _store(signed, body, deps, retrospective=retrospective)
    shown.step("store", len(signed), len(signed))
    return _result(signed, batches, verdicts, late, deps)


def examine(
    drafts: Sequence[Draft],
    *,
    body: str,
    grants: tuple[int, ...] | None = None,
    retrospective: bool = False,
    deps: IssueDeps,
) -> tuple[Finding, ...]:
    """What ``issue`` would find in ``drafts``; nothing is signed or written. Raises as ``issue`` does."""
    check_chain(deps.reader, deps.chain)
    _, known = _load(drafts, body, deps)
    return _check(drafts, body, grants, known, deps, retrospective=retrospective).findings


def _load(
    drafts: Sequence[Draft], body: str, deps: IssueDeps
) -> tuple[StoredBody, dict[Identity, StoredCertificate]]:
    numbers = list(dict.fromkeys(identity_of(draft.certificate)[0] for draft in drafts))
    with deps.store.reading() as work:
        stored = work.bodies.get(body)
        rows = work.certificates.with_numbers(body, numbers)
    if stored is None:
        raise RefusedError("BODY_NOT_HERE", body=body)
    return stored, {(row.normal_number, row.revision): row for row in rows}


def _check(
    drafts: Sequence[Draft],
    body: str,
    grants: tuple[int, ...] | None,
    known: dict[Identity, StoredCertificate],
    deps: IssueDeps,
    *,
    retrospective: bool,
) -> Verdicts:
    key = deps.credential_signer.jwk.thumbprint()
    standing = read_standing(deps.reader, deps.contract, body, key, deps.anchor_key)
    # The chain's clock decides about activity there, ours about which day it is here: the later one rules.
    now = max(deps.clock.now(), standing.block.timestamp)
    # A paper certificate is judged by its own day; whether its body is active today is not asked.
    passed_over = {"BODY_NOT_ACTIVE"} if retrospective else set()
    refuse_on_errors([f for f in check_issuer(body, standing, now) if f.code not in passed_over])
    checks = Checks(
        body=body, now=now, trust=deps.trust, standing=standing, given=grants, stored=known,
        retrospective=retrospective,
    )  # fmt: skip
    return check_drafts(drafts, checks)


def _sign(
    verdicts: Verdicts,
    body: StoredBody,
    known: dict[Identity, StoredCertificate],
    deps: IssueDeps,
    progress: Progress,
) -> tuple[list[_Signed], list[Finding]]:
    """Sign before the transaction: a slow key must not hold the store's only writer."""
    with deps.store.reading() as work:
        indexes = draw_indexes(work.certificates.status_indexes(body.code), deps.entropy)
    leaves = {identity: bytes(row.leaf) for identity, row in known.items()}
    signed: list[_Signed] = []
    late: list[Finding] = []
    for done, checked in enumerate(verdicts.good, start=1):
        number, revision = identity_of(checked.draft.certificate)
        if revision and (number, revision - 1) not in leaves:  # its previous revision failed just now
            late.append(_previous_missing(checked))
            continue
        allotted = Allotted(
            body=body, status_index=next(indexes), salt=deps.entropy.octets(SALT_BYTES),
            previous_leaf=leaves.get((number, revision - 1)), now=deps.clock.now(),
        )  # fmt: skip
        try:
            row = sign_certificate(checked, allotted, deps)
        except InputError as error:
            late.append(_finding(error, checked))
            continue
        leaves[(number, revision)] = row.leaf
        signed.append(_Signed(checked, row, files_to_keep(checked)))
        progress.step("sign", done, len(verdicts.good))
    return signed, late


def _store(
    signed: Sequence[_Signed], body: str, deps: IssueDeps, *, retrospective: bool
) -> dict[LeafHash, int]:
    """Certificates, files and sealed batches in one transaction; returns each leaf's batch."""
    batch_of: dict[LeafHash, int] = {}
    if not signed:
        return batch_of
    jwk = deps.credential_signer.jwk
    with deps.store.writing() as work:
        work.bodies.put_key(StoredKey(thumbprint=jwk.thumbprint(), body=body, x=jwk.x, y=jwk.y))
        work.certificates.add([s.row for s in signed])
        work.certificates.add_files([(s.row.leaf, file) for s in signed for file in s.files])
        for group in _groups(signed):
            batch, leaves = sealed_batch(
                [item.row.leaf for item in group], body=body, grants=group[0].checked.chosen.grants,
                deps=deps, retrospective=retrospective,
            )  # fmt: skip
            key = work.batches.seal(batch, leaves)
            batch_of.update((leaf.leaf, key) for leaf in leaves)
        work.commit()
    return batch_of


def _groups(signed: Sequence[_Signed]) -> list[list[_Signed]]:
    """One batch for each set of grants: one grant that falls away fails no certificate that does not use it,
    and a certificate's grants are those of its batch.
    """
    by_grants: dict[tuple[int, ...], list[_Signed]] = {}
    for item in signed:
        by_grants.setdefault(item.checked.chosen.grants, []).append(item)
    return [
        group[start : start + MAX_BATCH_SIZE]
        for group in by_grants.values()
        for start in range(0, len(group), MAX_BATCH_SIZE)
    ]


def _result(
    signed: Sequence[_Signed],
    batch_of: dict[LeafHash, int],
    verdicts: Verdicts,
    late: Sequence[Finding],
    deps: IssueDeps,
) -> IssueResult:
    issued = tuple(
        _issued(s.row, s.checked.draft, batch_of[s.row.leaf], s.checked.chosen.grants) for s in signed
    )
    already = _already(verdicts, deps)
    batches = dict.fromkeys(item.batch for item in (*already, *issued))
    return IssueResult(
        issued=issued, already=already, batches=tuple(batches), findings=(*verdicts.findings, *late)
    )


def _already(verdicts: Verdicts, deps: IssueDeps) -> tuple[Issued, ...]:
    found = []
    with deps.store.reading() as work:
        for draft, row in verdicts.already:
            place = work.batches.of_leaf(row.leaf)
            if place is not None:
                found.append(_issued(row, draft, place[0].key, place[0].grants))
    return tuple(found)


def _issued(row: StoredCertificate, draft: Draft, batch: int, grants: tuple[int, ...]) -> Issued:
    return Issued(
        code=row.code, leaf=row.leaf, number=row.number, revision=row.revision, where=draft.where,
        batch=batch, grants=grants,
    )  # fmt: skip


def _previous_missing(checked: Checked) -> Finding:
    certificate = checked.draft.certificate
    params: dict[str, object] = {"number": certificate.number, "revision": certificate.revision - 1}
    return Finding("PREVIOUS_MISSING", "error", checked.draft.where, params)


def _finding(error: RegistryError, checked: Checked) -> Finding:
    where = " · ".join(part for part in (checked.draft.where, error.where) if part)
    return Finding(error.code, "error", where, error.params)
