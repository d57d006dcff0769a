# SPDX-License-Identifier: Apache-2.0
"""Did the source send what it should? A source that damages the right bundle must not make the certificate
look false: its answer is then no answer, and what the person holds is judged without it.

What the code commits to, the summary and through its digest the credential, is the certificate's own; all
else in a bundle that was fetched is the source's word: signature, key, inclusion, anchor, file statements.
"""

from collections.abc import Sequence

from registry.core.summary import CertificateSummary
from registry.verify.checks.proofs import included, summary_defect
from registry.verify.checks.statements import not_included, of_another, signature_defect
from registry.verify.claim import Claim, digest_of_credential
from registry.verify.results import CheckResult, Status, skipped

# Keys and anchor: with them a certificate of this body is shown, whatever it is worth.
_PROOFS = (3, 6)


def papers_defect(claim: Claim) -> str | None:
    """What is wrong with a fetched bundle by itself, as the code of the check that would fail; ``None`` for a
    sound one, for one in hand, and for one that cannot be read, which check 1 tells.
    """
    if not claim.fetched or claim.bundle is None or claim.signed is None:
        return None
    if defect := summary_defect(claim.signed, claim.bundle.key):
        return defect
    if claim.summary is None:
        return None
    if not isinstance(claim.summary, CertificateSummary):
        return "FILE_STATEMENT_AS_CERTIFICATE"
    return _inclusion_defect(claim, claim.summary) or _parts_defect(claim, claim.summary)


def chain_defect(claim: Claim, checks: Sequence[CheckResult]) -> str | None:
    """The same for what shows only beside the chain's records: whoever signs with a key of his own, or names
    another batch, has proven nothing about the certificate.
    """
    if not claim.fetched or claim.bundle is None:
        return None
    keys, anchor, authority = checks[2], checks[5], checks[6]
    if keys.code == "SIGNER_KEY_UNKNOWN" and keys.params["key"] == "credential":
        return keys.code
    if anchor.code == "ANCHOR_SIZE_DIFFERS":
        return anchor.code
    other_batch = anchor.code == "NOT_ANCHORED" and authority.code == "GRANTS_NOT_IN_BATCH"
    return authority.code if other_batch else None


def only_proven(claim: Claim, checks: tuple[CheckResult, ...]) -> tuple[CheckResult, ...]:
    """A number or a file commits to no content, so what a source sent for it fails nothing before it is shown
    to be a certificate at all.
    """
    shown = all(checks[n - 1].status not in (Status.ERROR, Status.SKIPPED) for n in _PROOFS)
    if not claim.fetched or claim.code is not None or shown:
        return checks
    return tuple(skipped(c.number) if c.status is Status.FAIL else c for c in checks)


def _inclusion_defect(claim: Claim, summary: CertificateSummary) -> str | None:
    assert claim.bundle is not None
    assert claim.leaf is not None
    if not included(claim.leaf, claim.bundle, claim.bundle.inclusion):
        return "INCLUSION_WRONG"
    assert claim.anchor is not None
    return None if claim.anchor.body == summary.body else "BODY_DIFFERS"


def _parts_defect(claim: Claim, summary: CertificateSummary) -> str | None:
    if not claim.own_credential and digest_of_credential(claim) not in (None, summary.credential_sha256):
        return "CREDENTIAL_DIGEST_DIFFERS"
    if signature_defect(claim) == "FILE_STATEMENT_UNSIGNED":
        return "FILE_STATEMENT_UNSIGNED"
    if of_another(claim):
        return "FILE_STATEMENT_OTHER"
    return "FILE_STATEMENT_NOT_INCLUDED" if not_included(claim) else None
