# SPDX-License-Identifier: Apache-2.0
"""Signatures and inclusion, as certificates and file statements share them."""

from registry.core.bundle import Bundle, BundleInclusion
from registry.core.credential import Credential
from registry.core.jwk import PublicJwk
from registry.core.merkle import InclusionProof, root_from_inclusion_proof
from registry.core.signed_summary import KEY_ID_BYTES, SignedSummary


def summary_defect(signed: SignedSummary, key: PublicJwk) -> str | None:
    """KEY_ID_DIFFERS, SUMMARY_SIGNATURE_WRONG or ``None``."""
    if signed.key_id != key.thumbprint()[:KEY_ID_BYTES]:
        return "KEY_ID_DIFFERS"
    return None if key.verifies(signed.signature, signed.to_be_signed()) else "SUMMARY_SIGNATURE_WRONG"


def credential_defect(credential: Credential, key: PublicJwk) -> str | None:
    """KEY_ID_DIFFERS, CREDENTIAL_SIGNATURE_WRONG or ``None``."""
    if credential.key_id != key.thumbprint():
        return "KEY_ID_DIFFERS"
    good = key.verifies(credential.signature, credential.signing_input)
    return None if good else "CREDENTIAL_SIGNATURE_WRONG"


def included(leaf: bytes, bundle: Bundle, inclusion: BundleInclusion) -> bool:
    """Whether the audit path leads from ``leaf`` to the root of the batch that it refers to."""
    batch = bundle.anchors[inclusion.anchor]
    proof = InclusionProof(inclusion.index, batch.size, inclusion.path)
    return root_from_inclusion_proof(leaf, proof) == batch.root
