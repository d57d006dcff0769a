# SPDX-License-Identifier: Apache-2.0
"""The credential: a certificate as signed bytes (protocol §3.2), a UNTP Digital Conformity Credential 0.7.0
secured as ``vc+jwt``.

Reading needs no pydantic: the verifier imports this room and never the certificate models.
"""

from registry.core.credential.build import build_payload
from registry.core.credential.facts import public_facts, stated_summary, summary_of, untp_disagreements
from registry.core.credential.jsonld import antin_context
from registry.core.credential.jws import parse_credential, sign_credential
from registry.core.credential.model import Credential, IssueContext, Signer, digest_of

__all__ = [
    "Credential",
    "IssueContext",
    "Signer",
    "antin_context",
    "build_payload",
    "digest_of",
    "parse_credential",
    "public_facts",
    "sign_credential",
    "stated_summary",
    "summary_of",
    "untp_disagreements",
]
