# SPDX-License-Identifier: Apache-2.0
"""Check 3: the signer's body is the batch's body, and its keys were good at anchoring, as known now."""

from registry.verify.checks.case import Case
from registry.verify.checks.key_record import keys_lapses
from registry.verify.results import CheckResult, failed, passed, skipped, undecided
from registry.verify.values import Instant, Word

_CODES = {
    "unknown": "SIGNER_KEY_UNKNOWN",
    "not_begun": "SIGNER_KEY_NOT_YET_VALID",
    "revoked": "SIGNER_KEY_REVOKED",
    "compromised": "SIGNER_KEY_COMPROMISED",
}


def check_keys(case: Case) -> CheckResult:
    """3: by the records of the contract that anchored, and of those that took over from it."""
    claim, summary, anchor = case.claim, case.claim.certificate, case.claim.anchor
    if summary is None or anchor is None:
        return skipped(3)
    if anchor.body != summary.body:
        return failed(3, "BODY_DIFFERS", signer=summary.body, batch=anchor.body)
    if case.chain is None or claim.bundle is None:
        return skipped(3, "NO_EVIDENCE")
    if case.anchored_at is None:
        return skipped(3, "NOT_REACHED")
    leaves = [contract.leaf for contract in case.chain.contracts]
    for key, lapse in keys_lapses(case, leaves).items():
        params = {"since": Instant(lapse.since), "anchored": Instant(case.anchored_at)}
        return failed(3, _CODES[lapse.why], key=Word(key), **params)
    return passed(3, "KEYS_OK") if case.chain.complete else undecided(3, "CONTRACT_RETIRED_UNKNOWN")
