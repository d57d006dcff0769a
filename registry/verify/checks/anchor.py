# SPDX-License-Identifier: Apache-2.0
"""Check 6: the anchor exists in the pinned contract and is not later than the date asked."""

from msgspec.structs import replace

from registry.core.bundle import BundleAnchor
from registry.core.chainproof.finality import Finality
from registry.core.records import BatchRecord
from registry.verify.checks.anchor_record import record_defect
from registry.verify.checks.case import Case
from registry.verify.checks.statements import not_anchored
from registry.verify.evidence import ChainEvidence
from registry.verify.results import CheckResult, Note, failed, passed, skipped, unanswered, undecided
from registry.verify.values import Instant


def check_anchor(case: Case) -> CheckResult:
    """6: else nobody can tell, since an issue date proves nothing; "not found" is never proof of absence."""
    claim = case.claim
    if claim.missing is not None:
        return unanswered(6, claim.missing)
    if claim.certificate is None or claim.anchor is None:
        return skipped(6)
    if case.chain is None:
        assert case.chain_missing is not None
        return unanswered(6, case.chain_missing)
    if case.proof_defect is not None:
        return unanswered(6, case.proof_defect)
    batch = case.chain.anchor.leaf.batch
    if batch is None:
        return undecided(6, "NOT_ANCHORED", block=case.chain.block.number)
    return _as_claimed(case, batch, claim.anchor) or _in_time(case, batch)


def _as_claimed(case: Case, batch: BatchRecord, anchor: BundleAnchor) -> CheckResult | None:
    if defect := record_defect(batch, anchor):
        return undecided(6, defect, flags=batch.flags)
    if batch.size != anchor.size:
        return failed(6, "ANCHOR_SIZE_DIFFERS", claimed=anchor.size, anchored=batch.size)
    if not_anchored(case):
        return undecided(6, "FILE_STATEMENT_NOT_ANCHORED")
    assert case.chain is not None
    batches = [leaf.batch for leaf in (case.chain.anchor.leaf, *case.chain.anchor.files) if leaf.batch]
    return next((found for b in batches if (found := _in_interval(case.chain, b))), None)


def _in_interval(chain: ChainEvidence, batch: BatchRecord) -> CheckResult | None:
    """Whatever a contract records outside its pinned interval counts for nothing: it may have fallen into
    wrong hands, and may then write what it likes, retirement included.
    """
    pinned = chain.network.contract(chain.anchor.contract)
    assert pinned is not None
    late = pinned.until_time is not None and batch.anchored_at > pinned.until_time
    early = pinned.from_time is not None and batch.anchored_at < pinned.from_time
    if early or late or chain.block.number < pinned.from_block:
        return failed(6, "ANCHOR_OUTSIDE_INTERVAL", anchored=Instant(batch.anchored_at))
    if (
        pinned.until_block is None
        or pinned.until_time is not None
        or chain.block.number <= pinned.until_block
    ):
        return None
    return undecided(6, "ANCHOR_INTERVAL_UNKNOWN", until=pinned.until_block, block=chain.block.number)


def _in_time(case: Case, batch: BatchRecord) -> CheckResult:
    known = case.asked.known
    limit = case.asked.instant if known is None else min(case.asked.instant, known)
    assert case.network is not None
    # Whatever is asked: nobody may take a certificate of a test network for a real one of another day.
    notes = [Note("DEMO_NETWORK", {"network": case.network.name})] if case.network.demo else []
    if batch.anchored_at > limit:
        anchored = Instant(batch.anchored_at)
        later = undecided(6, "NOT_ANCHORED_AT_DATE", anchored=anchored, asked=Instant(limit))
        return replace(later, notes=tuple(notes))
    return passed(6, "ANCHOR_OK", [*notes, *_worth(case)])


def _worth(case: Case) -> list[Note]:
    """On Clique a block is only ever less and less likely to be undone."""
    assert case.chain is not None
    if case.chain.finality is not Finality.PROBABILISTIC:
        return []
    return [Note("PROBABILISTIC", {"block": case.chain.block.number})]
