# SPDX-License-Identifier: Apache-2.0
"""Checks 1, 2, 4 and 5: what the papers say among themselves, before anyone asks the chain."""

from registry.core.code import code_of
from registry.core.credential import Credential, public_facts, stated_summary, summary_of, untp_disagreements
from registry.core.jwk import PublicJwk
from registry.core.signed_summary import SignedSummary
from registry.core.summary import CertificateSummary, FileSummary
from registry.errors import InputError
from registry.verify.checks.case import Case
from registry.verify.checks.proofs import credential_defect, included, summary_defect
from registry.verify.checks.statements import not_included, of_another, readable, signature_defect
from registry.verify.claim import Claim, digest_of_credential
from registry.verify.results import CheckResult, Note, failed, passed, skipped, undecided

_MAX_NAMED = 8


def check_format(case: Case) -> CheckResult:
    """1: of a known form; a file statement shown as a certificate fails."""
    claim = case.claim
    if claim.malformed is not None:
        return undecided(1, claim.malformed.code, **claim.malformed.params)
    if not readable(claim):
        return undecided(1, "FILE_STATEMENT_FORMAT")
    if isinstance(claim.summary, FileSummary):
        return failed(1, "FILE_STATEMENT_AS_CERTIFICATE")
    if claim.qr is not None and not case.trust.knows_host(claim.qr.host):
        return passed(1, "FORMAT_OK", [Note("FOREIGN_HOST", {"host": claim.qr.host})])
    return passed(1, "FORMAT_OK")


def check_signature(case: Case) -> CheckResult:
    """2: credential and signed summary are signed by the bundle's key, and name it."""
    claim = case.claim
    if claim.bundle is None or claim.signed is None:
        code = "QR_SIGNATURE_ONLY" if claim.qr_signed else "NOT_REACHED"
        return undecided(2, code) if claim.qr_signed else skipped(2, code)
    if defect := _signature_defect(claim, claim.signed, claim.bundle.key):
        # The bundle carries one key: what another key signed cannot be judged by it.
        return undecided(2, defect) if defect == "FILE_STATEMENT_KEY" else failed(2, defect)
    if claim.credential_bytes is not None and claim.credential is None:
        return skipped(2)
    return passed(2, "SIGNATURE_OK")


def _signature_defect(claim: Claim, signed: SignedSummary, key: PublicJwk) -> str | None:
    if defect := summary_defect(signed, key):
        return defect
    if claim.qr_signed is not None and summary_defect(claim.qr_signed, key):
        return "QR_SIGNATURE_WRONG"
    if claim.credential is not None and (defect := credential_defect(claim.credential, key)):
        return defect
    return signature_defect(claim)


def check_credential(case: Case) -> CheckResult:
    """4: summary, leaf hash and code follow from the credential, and the code is the one asked for.

    Without a credential the signed summary stands for it.
    """
    claim, summary = case.claim, case.claim.certificate
    if claim.signed is None or summary is None:
        return skipped(4)
    if (defect := _asked_defect(case, claim.signed)) is not None:
        return defect
    if digest_of_credential(claim) not in (None, summary.credential_sha256):
        return failed(4, "CREDENTIAL_DIGEST_DIFFERS")
    if claim.credential is None:
        return skipped(4) if claim.credential_bytes is not None else passed(4, "CREDENTIAL_OK")
    return _compare(claim.credential, summary)


def _asked_defect(case: Case, signed: SignedSummary) -> CheckResult | None:
    """Is it about the code asked for, and about what the QR code in hand says?"""
    claim = case.claim
    if not {claim.code, case.code} <= {None, code_of(signed.summary)}:
        return failed(4, "CODE_DIFFERS")
    if claim.qr_signed is not None and claim.qr_signed.summary != signed.summary:
        return failed(4, "QR_SUMMARY_DIFFERS")
    return failed(4, "FILE_STATEMENT_OTHER") if of_another(claim) else None


def check_inclusion(case: Case) -> CheckResult:
    """5: the leaf hash is in the batch that the bundle names."""
    claim, bundle = case.claim, case.claim.bundle
    if bundle is None or claim.leaf is None:
        return skipped(5)
    if not included(claim.leaf, bundle, bundle.inclusion):
        return failed(5, "INCLUSION_WRONG")
    if claim.certificate is not None and not_included(claim):
        return failed(5, "FILE_STATEMENT_NOT_INCLUDED")
    return passed(5, "INCLUSION_OK")


def _compare(credential: Credential, summary: CertificateSummary) -> CheckResult:
    try:
        follows = stated_summary(credential)
        if follows != summary:
            follows = summary_of(credential)  # one that has no byte form is unreadable rather than another
    except InputError as error:
        return undecided(4, error.code, **error.params)
    differing = [
        name for name in summary.__struct_fields__ if getattr(follows, name) != getattr(summary, name)
    ]
    if differing:
        return failed(4, "SUMMARY_DIFFERS", fields=differing[:_MAX_NAMED])
    if disagreements := untp_disagreements(credential):
        return failed(4, "CREDENTIAL_DISAGREES", members=disagreements[:_MAX_NAMED])
    reduced = public_facts(credential).get("change") == "scope_reduced"
    return passed(4, "CREDENTIAL_OK", [Note("SCOPE_REDUCED")] if reduced else [])
