# SPDX-License-Identifier: Apache-2.0
"""Public facts as documents: named field by field, so that no new field is sent by accident."""

from typing import Any
from urllib.parse import urlencode

from registry.api.schemas import BatchOfCertificate, BatchOut, CertificateOut, ValidityOut, Waiting
from registry.ports.lookup import PublicBatch, PublicCertificate


def certificate_fields(found: PublicCertificate) -> dict[str, Any]:
    """The fields of ``CertificateOut``."""
    batch_id = found.batch_id.hex() if found.batch_id else None
    validity = ValidityOut(first=found.validity[0], last=found.validity[1]) if found.validity else None
    return {
        "code": found.code,
        "leaf": found.leaf.hex(),
        "kind": found.kind,
        "body": found.body,
        "body_name": found.body_name,
        "number": found.number,
        "revision": found.revision,
        "name": found.name,
        "model": found.model,
        "serial": found.serial,
        "holder": found.holder,
        "grants": list(found.grants),
        "scopes": list(found.scopes),
        "issued": found.issued,
        "validity": validity,
        "method": found.method,
        "risk": found.risk,
        "mark": found.mark,
        "batch": BatchOfCertificate(id=batch_id, state=found.batch_state, anchored_at=found.anchored_at),
        "links": _certificate_links(found.code, batch_id),
    }


def certificate_out(found: PublicCertificate) -> CertificateOut:
    """One revision's public facts."""
    return CertificateOut(**certificate_fields(found))


def batch_fields(batch: PublicBatch) -> dict[str, Any]:
    """The fields of ``BatchOut``."""
    return {
        "batch_id": batch.batch_id.hex(),
        "body": batch.body,
        "grants": list(batch.grants),
        "root": batch.root.hex(),
        "size": batch.size,
        "state": batch.state,
        "anchored_at": batch.anchored_at,
        "transaction_hash": batch.transaction_hash.hex() if batch.transaction_hash else None,
        "links": {"self": f"/api/v1/batches/{batch.batch_id.hex()}"},
    }


def batch_out(batch: PublicBatch, waiting: Waiting | None = None) -> BatchOut:
    """One batch without its leaves."""
    return BatchOut(**batch_fields(batch), waiting=waiting)


def next_page(path: str, query: dict[str, str | int], offset: int, shown: int, total: int) -> str | None:
    """The address of the following page, or ``None`` on the last."""
    if shown == 0 or offset + shown >= total:
        return None
    return f"{path}?{urlencode({**query, 'offset': offset + shown})}"


def _certificate_links(code: str, batch_id: str | None) -> dict[str, str]:
    own = f"/api/v1/certificates/{code}"
    links = {
        "self": own,
        "page": f"/C/{code}",
        "bundle": f"{own}/bundle",
        "qr_svg": f"{own}/qr.svg",
        "qr_png": f"{own}/qr.png",
    }
    return links | ({"batch": f"/api/v1/batches/{batch_id}"} if batch_id else {})
