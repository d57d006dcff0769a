# SPDX-License-Identifier: Apache-2.0
"""Whether a signer's certificate leads to a trust anchor at a given time (RFC 5280 path validation)."""

from collections.abc import Sequence
from datetime import datetime

from cryptography import x509
from cryptography.x509 import verification

from registry.errors import UsageError


def chain_holds(
    signer: x509.Certificate,
    others: Sequence[x509.Certificate],
    anchors: Sequence[bytes],
    at: datetime,
) -> bool:
    """True if a path from ``signer`` over ``others`` ends in one of ``anchors`` (PEM) at ``at`` (aware).

    The signer must be allowed to sign (KeyUsage digitalSignature or contentCommitment). Revocation is not
    checked. Raises ``UsageError`` TRUST_ANCHOR_UNREADABLE if an anchor is not a PEM certificate.
    """
    try:
        trusted = [found for pem in anchors for found in x509.load_pem_x509_certificates(pem)]
    except ValueError as error:
        raise UsageError("TRUST_ANCHOR_UNREADABLE") from error
    if not trusted:
        return False
    signers = verification.ExtensionPolicy.permit_all().require_present(
        x509.KeyUsage, verification.Criticality.AGNOSTIC, _may_sign
    )
    verifier = (
        verification.PolicyBuilder()
        .store(verification.Store(trusted))
        .time(at)
        .extension_policies(ee_policy=signers, ca_policy=verification.ExtensionPolicy.webpki_defaults_ca())
        .build_client_verifier()
    )
    try:
        verifier.verify(signer, list(others))
    except verification.VerificationError:
        return False
    return True


def _may_sign(_policy: verification.Policy, _certificate: x509.Certificate, usage: x509.KeyUsage) -> None:
    if not (usage.digital_signature or usage.content_commitment):
        raise ValueError("the certificate's KeyUsage does not allow signatures")
