# SPDX-License-Identifier: Apache-2.0
"""Checks 10 and 12: the certificate's own period, and the age of the evidence."""

from registry.core.summary import CertificateSummary
from registry.verify.checks.case import Case
from registry.verify.results import CheckResult, Note, failed, passed, skipped, undecided
from registry.verify.values import Instant

# How far a block may lie ahead of the reader's clock before that clock says nothing about ages.
CLOCK_TOLERANCE = 300


def check_validity(case: Case) -> CheckResult:
    """10: first and last valid day are days of Vietnam, both included."""
    summary = case.claim.certificate
    if summary is None:
        return skipped(10)
    if summary.validity is None:
        return _without_end(summary)
    first, last = summary.validity
    day = case.asked.day
    if day < first:
        return failed(10, "NOT_YET_VALID", first=first, day=day)
    if day > last:
        return failed(10, "EXPIRED", last=last, days=(day - last).days, day=day)
    return passed(10, "VALIDITY_OK", first=first, last=last)


def _without_end(summary: CertificateSummary) -> CheckResult:
    if summary.kind == "calibration":
        return passed(10, "NO_EXPIRY", issued=summary.issued)
    codes = {7: "LOT_ONLY", 8: "UNITS_ONLY"}
    code = codes.get(summary.method or 0, "SAMPLE_ONLY")
    return passed(10, code, lot=summary.serial or "", issued=summary.issued)


def check_freshness(case: Case) -> CheckResult:
    """12: an old proof cannot know a withdrawal that reaches back, whatever date is asked; and a trust list
    past its end cannot know what has been taken off it.

    Blocks of a dev chain come only with transactions, so there the time of reading stands for the block's.
    """
    if case.origin is not None and case.origin.ended(case.read_at):
        assert case.origin.expires is not None
        return undecided(12, "TRUST_LIST_EXPIRED", expired=Instant(case.origin.expires))
    if case.chain is None or case.network is None:
        return skipped(12, "NO_EVIDENCE" if case.claim.certificate else "NOT_REACHED")
    block_time, now = case.chain.block.timestamp, case.asked.now
    if case.chain.read_now:
        return passed(12, "FRESH_OK", _unsigned(case), age=0, block=case.chain.block.number)
    return _fresh(case, block_time, now)


def _fresh(case: Case, block_time: int, now: int) -> CheckResult:
    assert case.network is not None
    assert case.chain is not None
    if block_time > case.read_at + CLOCK_TOLERANCE:
        return undecided(12, "CLOCK_BEHIND", block_time=Instant(block_time), clock=Instant(case.read_at))
    age = max(0, now - block_time)
    if age > case.network.max_age:
        return undecided(
            12, "EVIDENCE_TOO_OLD", age=age, limit=case.network.max_age, block_time=Instant(block_time)
        )
    if case.asked.past is not None and block_time < case.asked.past:
        return undecided(
            12, "EVIDENCE_BEFORE_DATE", asked=Instant(case.asked.past), block_time=Instant(block_time)
        )
    return passed(12, "FRESH_OK", _unsigned(case), age=age, block=case.chain.block.number)


def _unsigned(case: Case) -> list[Note]:
    """Anyone who can write this machine's files can change such a list; on demo networks that is all there is."""
    bare = case.origin is not None and not case.origin.signed
    demo = case.network is not None and case.network.demo
    return [Note("TRUST_LIST_UNSIGNED")] if bare and not demo else []
