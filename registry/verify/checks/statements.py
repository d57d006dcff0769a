# SPDX-License-Identifier: Apache-2.0
"""File statements of a bundle. All of them are checked as papers and as anchors, asked about or not: no byte
of a bundle is outside what is checked. Keys, time and status matter only for a file in hand.
"""

from collections.abc import Iterator

from registry.core.bundle import FileStatement
from registry.core.signed_summary import SignedSummary
from registry.core.summary import FileSummary, leaf_hash
from registry.verify.checks.anchor_record import record_defect
from registry.verify.checks.case import Case, states_of, worst
from registry.verify.checks.key_record import keys_lapses
from registry.verify.checks.proofs import included, summary_defect
from registry.verify.claim import Claim, batch_of, file_summary
from registry.verify.evidence import LeafSubject

Parsed = tuple[FileStatement, SignedSummary, FileSummary]


def readable(claim: Claim) -> bool:
    """Whether each entry under ``files`` is a file statement."""
    return claim.bundle is None or all(file_summary(s.signed_summary) for s in claim.bundle.files)


def statements(claim: Claim) -> Iterator[Parsed]:
    """The bundle's file statements in its order, taken apart; none if one is unreadable."""
    if claim.bundle is None or not readable(claim):
        return
    for statement in claim.bundle.files:
        found = file_summary(statement.signed_summary)
        assert found is not None
        yield statement, *found


def subjects(claim: Claim) -> tuple[LeafSubject, ...]:
    """What to ask the chain about each of them."""
    return tuple(
        LeafSubject(leaf_hash(signed.summary), batch_of(claim.bundle.anchors[statement.inclusion.anchor]))
        for statement, signed, _ in statements(claim)
        if claim.bundle is not None
    )


def signature_defect(claim: Claim) -> str | None:
    """FILE_STATEMENT_KEY for another key than the bundle's, FILE_STATEMENT_UNSIGNED for a wrong signature."""
    codes = {"KEY_ID_DIFFERS": "FILE_STATEMENT_KEY", "SUMMARY_SIGNATURE_WRONG": "FILE_STATEMENT_UNSIGNED"}
    assert claim.bundle is not None
    defects = (summary_defect(signed, claim.bundle.key) for _, signed, _ in statements(claim))
    return next((codes[defect] for defect in defects if defect), None)


def of_another(claim: Claim) -> bool:
    """Whether one speaks of another certificate, body or network."""
    certificate = claim.certificate
    assert certificate is not None
    own = (certificate.body, certificate.network, claim.leaf)
    return any((s.body, s.network, s.leaf) != own for _, _, s in statements(claim))


def not_included(claim: Claim) -> bool:
    """Whether one is not in the batch that it refers to, or that batch is another body's."""
    bundle, certificate = claim.bundle, claim.certificate
    assert bundle is not None
    assert certificate is not None
    return any(
        bundle.anchors[statement.inclusion.anchor].body != certificate.body
        or not included(leaf_hash(signed.summary), bundle, statement.inclusion)
        for statement, signed, _ in statements(claim)
    )


def not_anchored(case: Case) -> bool:
    """Whether the contract does not hold one's batch as the bundle describes it."""
    bundle = case.claim.bundle
    assert bundle is not None
    assert case.chain is not None
    claimed = [bundle.anchors[statement.inclusion.anchor] for statement, _, _ in statements(case.claim)]
    for anchor, evidence in zip(claimed, case.chain.anchor.files, strict=True):
        batch = evidence.batch
        if batch is None or batch.size != anchor.size or record_defect(batch, anchor):
            return True
        if anchor.contract != case.chain.anchor.contract:
            return True
    return False


def binding_defect(case: Case, digest: bytes) -> str | None:
    """Why no statement binds the file with this digest; ``None`` if one does."""
    reasons = [
        _use_defect(case, n) for n, (_, _, s) in enumerate(statements(case.claim)) if s.sha256 == digest
    ]
    if not reasons:
        return "FILE_NOT_BOUND"
    return None if None in reasons else reasons[0]


def _use_defect(case: Case, n: int) -> str | None:
    """Its signature and inclusion are checks 2 and 5; here anchor, keys and status at the date asked."""
    if case.chain is None or not_anchored(case):
        return "FILE_STATEMENT_NOT_ANCHORED"
    leaves = [contract.files[n] for contract in case.chain.contracts]
    batch, asked = leaves[0].batch, case.asked
    assert batch is not None
    if batch.anchored_at > asked.instant or (asked.known is not None and batch.anchored_at > asked.known):
        return "FILE_STATEMENT_NOT_GOOD"
    if keys_lapses(case, leaves):
        return "FILE_STATEMENT_NOT_GOOD"
    found = [states_of(case.chain.contracts, leaf, asked.instant, asked.known) for leaf in leaves]
    return "FILE_STATEMENT_WITHDRAWN" if worst([f for items in found for f in items]) else None
