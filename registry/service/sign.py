# SPDX-License-Identifier: Apache-2.0
"""From a checked draft to the row that is kept: credential, summary, signed summary, leaf hash, code.

Nothing signed here is ever serialised again: the bytes go to the store as they are (protocol §3.3).
"""

from dataclasses import dataclass

from registry.core.certificate import Certificate
from registry.core.code import code_of
from registry.core.credential import (
    IssueContext,
    build_payload,
    parse_credential,
    sign_credential,
    summary_of,
)
from registry.core.signed_summary import sign_summary
from registry.core.summary import CertificateSummary, encode_summary, leaf_hash
from registry.core.text import normal_number
from registry.ports.store_rows import StoredBody, StoredCertificate, StoredFile
from registry.service.check_drafts import Checked, content_of, fingerprint
from registry.service.deps import IssueDeps
from registry.service.folding import search_text

DCC_MEDIA_TYPE = "application/xml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Allotted:
    """What is drawn and looked up for one certificate before it is signed."""

    body: StoredBody
    status_index: int
    salt: bytes
    previous_leaf: bytes | None
    now: int


def sign_certificate(checked: Checked, allotted: Allotted, deps: IssueDeps) -> StoredCertificate:
    """The row of one certificate. Raises ``InputError`` CREDENTIAL_MEMBER, CREDENTIAL_TOO_LARGE,
    SUMMARY_FORMAT for what no earlier check saw.
    """
    certificate, signer = checked.draft.certificate, deps.credential_signer
    jws = sign_credential(build_payload(certificate, _context(checked, allotted, deps)), signer)
    facts = summary_of(parse_credential(jws))
    summary = encode_summary(facts)
    thumbprint = signer.jwk.thumbprint()
    return StoredCertificate(
        code=code_of(summary), leaf=leaf_hash(summary), kind=certificate.kind, body=certificate.body,
        number=certificate.number, normal_number=normal_number(certificate.number),
        revision=certificate.revision, issued=certificate.issued, key=thumbprint, jws=jws,
        signed_summary=sign_summary(summary, thumbprint, signer.sign).to_bytes(),
        content=content_of(certificate), fingerprint=fingerprint(certificate),
        search=_search(certificate, facts), status_index=allotted.status_index, salt=allotted.salt,
        created_at=allotted.now,
    )  # fmt: skip


def files_to_keep(checked: Checked) -> list[StoredFile]:
    """The bound files with their media types. All are confidential: publishing one is a deliberate act."""
    types = _media_types(checked.draft.certificate)
    return [
        StoredFile(
            sha256=digest,
            media_type=types.get(digest.hex(), "application/octet-stream"),
            data=data,
            confidential=True,
        )
        for digest, data in checked.draft.files.items()
    ]


def _context(checked: Checked, allotted: Allotted, deps: IssueDeps) -> IssueContext:
    return IssueContext(
        public_url=deps.public_url, network=deps.network, grants=checked.chosen.grants,
        scopes=checked.chosen.scopes, status_index=allotted.status_index, salt=allotted.salt,
        previous_leaf=allotted.previous_leaf, body_name=allotted.body.name_vi,
        customer=checked.draft.customer,
    )  # fmt: skip


def _search(certificate: Certificate, facts: CertificateSummary) -> str | None:
    if certificate.kind == "calibration":
        return None
    products = [text for p in certificate.products for text in (p.name.vi, p.name.en, p.brand, *p.models)]
    others = (facts.name, facts.model, facts.serial, facts.holder, *facts.scopes, *products)
    return search_text(certificate.number, others)


def _media_types(certificate: Certificate) -> dict[str, str]:
    types = {attachment.sha256: attachment.media_type for attachment in certificate.attachments}
    if certificate.kind == "calibration":
        types[certificate.dcc.sha256] = DCC_MEDIA_TYPE
    elif certificate.serials_file:
        types[certificate.serials_file.sha256] = "text/csv"
    return types
