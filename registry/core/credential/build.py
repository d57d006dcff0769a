# SPDX-License-Identifier: Apache-2.0
"""From a certificate to the credential's JSON, at issue. Needs the certificate models' objects, not their
module: reading a credential works without pydantic.
"""

from typing import TYPE_CHECKING, Any

from registry.core.credential import addresses as a
from registry.core.credential.envelope import EnvelopeFacts, envelope
from registry.core.credential.members import ANTIN, DETAILS
from registry.core.credential.model import SALT_BYTES, IssueContext
from registry.core.credential.shapes import defect, project
from registry.core.credential.subject import subject_of
from registry.errors import InputError, InternalError

if TYPE_CHECKING:
    from registry.core.certificate import Certificate

_COPIED = {"kind", "body", "number", "revision", "issued", "validity", "change", "method", "risk", "mark"}


def build_payload(certificate: "Certificate", context: IssueContext) -> dict[str, Any]:
    """The credential of ``certificate`` as JSON, ready for ``sign_credential``.

    Raises ``InputError``: NORM_NOT_IN_SCOPES, CREDENTIAL_MEMBER; ``UsageError`` PUBLIC_URL;
    ``InternalError`` CREDENTIAL_CONTEXT for a context that breaks its own description.
    """
    _check_context(context, certificate.revision)
    details = _details(certificate)
    antin = _antin(certificate, context, details)
    for shape, value, path in ((ANTIN, antin, "antin"), (DETAILS, details, "antinDetails")):
        if place := defect(shape[certificate.kind], value, path):
            raise InputError("CREDENTIAL_MEMBER", place)
    if certificate.kind == "conformity":
        _check_norms(details, context.scopes)
        return envelope(_facts(context, antin, details))
    party = a.confidential_party_id(context.salt, context.customer)
    digest = bytes.fromhex(certificate.dcc.sha256)
    return envelope(_facts(context, antin, details, party, digest))


def _facts(
    context: IssueContext,
    antin: dict[str, Any],
    details: dict[str, Any],
    party_id: str | None = None,
    dcc_digest: bytes | None = None,
) -> EnvelopeFacts:
    return EnvelopeFacts(
        a.origin_of(context.public_url),
        antin,
        details,
        context.body_name,
        context.status_index,
        party_id,
        dcc_digest,
    )


def _details(certificate: "Certificate") -> dict[str, Any]:
    shape = DETAILS[certificate.kind]
    values = certificate.model_dump(mode="json", include=set(shape.members), exclude_none=True)
    details: dict[str, Any] = project(shape, values)
    return details


def _antin(certificate: "Certificate", context: IssueContext, details: dict[str, Any]) -> dict[str, Any]:
    values = certificate.model_dump(mode="json", include=_COPIED, exclude_none=True)
    values |= {
        "subject": subject_of(certificate.kind, details),
        "grants": list(context.grants),
        "scopes": list(context.scopes),
        "network": context.network,
    }
    if certificate.kind == "conformity":
        values["holder"] = details["holder"]["name"]
    if context.previous_leaf is not None:
        values["previous"] = context.previous_leaf.hex()
    antin: dict[str, Any] = project(ANTIN[certificate.kind], values)
    return antin


def _check_context(context: IssueContext, revision: int) -> None:
    faults = {
        "salt": len(context.salt) != SALT_BYTES,
        "status_index": not 0 <= context.status_index < a.MAX_STATUS_INDEX,
        "grants": list(context.grants) != sorted(set(context.grants)),
        "scopes": len(set(context.scopes)) != len(context.scopes),
        "body_name": not context.body_name,
        "previous_leaf": (context.previous_leaf is None) != (revision == 0)
        or len(context.previous_leaf or bytes(32)) != 32,
    }
    if wrong := [name for name, fault in faults.items() if fault]:
        raise InternalError("CREDENTIAL_CONTEXT", fields=", ".join(wrong))


def _check_norms(details: dict[str, Any], scopes: tuple[str, ...]) -> None:
    for position, norm in enumerate(details["norms"]):
        if norm["code"] not in scopes:
            raise InputError("NORM_NOT_IN_SCOPES", f"norms[{position}].code", norm=norm["code"])
