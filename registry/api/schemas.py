# SPDX-License-Identifier: Apache-2.0
"""The documents that the service answers with. Names are the protocol's; digests are lower-case hex."""

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

_CODE = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_DIGEST = "5f" * 32

CERTIFICATE_EXAMPLE: dict[str, Any] = {
    "code": _CODE,
    "leaf": _DIGEST,
    "kind": "conformity",
    "body": "VD-CERT",
    "body_name": "Trung tâm Chứng nhận Ví Dụ",
    "number": "HQ-2026-000123",
    "revision": 0,
    "name": "Nồi cơm điện",
    "model": "VD-RC18A, VD-RC18B",
    "serial": None,
    "holder": "Công ty TNHH Ví Dụ Điện Gia Dụng",
    "grants": [1, 2],
    "scopes": ["QCVN 4:2009/BKHCN"],
    "issued": "2026-07-15",
    "validity": {"first": "2026-07-15", "last": "2029-07-14"},
    "method": 5,
    "risk": "CAO",
    "mark": "CR",
    "batch": {"id": _DIGEST, "state": "FINAL", "anchored_at": 1784102400},
    "links": {
        "self": "/api/v1/certificates/" + _CODE,
        "page": "/C/" + _CODE,
        "bundle": "/api/v1/certificates/" + _CODE + "/bundle",
        "qr_svg": "/api/v1/certificates/" + _CODE + "/qr.svg",
        "qr_png": "/api/v1/certificates/" + _CODE + "/qr.png",
        "batch": "/api/v1/batches/" + _DIGEST,
    },
}


class Document(BaseModel):
    """Closed: what is not described here is not sent."""

    model_config = ConfigDict(extra="forbid")


class ValidityOut(Document):
    """First and last valid day, both inclusive, days of Vietnam."""

    first: date
    last: date


class BatchOfCertificate(Document):
    """The batch that the certificate belongs to; ``anchored_at`` in UTC seconds, null until anchored."""

    id: str | None
    state: str
    anchored_at: int | None


class CertificateOut(Document):
    """The public facts of one revision: exactly what its summary says, and where to go on."""

    model_config = ConfigDict(json_schema_extra={"examples": [CERTIFICATE_EXAMPLE]})

    code: str
    leaf: str
    kind: Literal["conformity", "calibration"]
    body: str
    body_name: str
    number: str
    revision: int
    name: str
    model: str | None
    serial: str | None
    holder: str | None
    grants: list[int]
    scopes: list[str]
    issued: date
    validity: ValidityOut | None
    method: int | None
    risk: str | None
    mark: str | None
    batch: BatchOfCertificate
    links: dict[str, str]


class EvidenceOut(Document):
    """The block that the answer rests on; null where no evidence was had."""

    block: int | None
    time: int | None


class StatusOut(Document):
    """A verdict in brief, judged now; the whole report is at ``POST /api/v1/verify``."""

    verdict: Literal["VALID", "INVALID", "INDETERMINATE"]
    outcome: str
    headline: str
    reason: str
    evidence: EvidenceOut


class CertificateWithStatus(CertificateOut):
    """One certificate with its status of now."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    **CERTIFICATE_EXAMPLE,
                    "status": {
                        "verdict": "VALID",
                        "outcome": "VALID",
                        "headline": "CERTIFICATE IS VALID",
                        "reason": "Content matches the registry.",
                        "evidence": {"block": 4711, "time": 1784102500},
                    },
                }
            ]
        }
    )

    status: StatusOut


class CertificatePage(Document):
    """``total`` counts all hits; ``next`` is the address of the following page, null on the last."""

    items: list[CertificateOut]
    total: int
    next: str | None


class Waiting(Document):
    """Why a batch waits and since when (UTC seconds, null where unknown); it goes on by itself."""

    code: str
    since: int | None
    vi: str
    en: str


class BatchOut(Document):
    """A sealed batch of one body: its root is what is anchored."""

    batch_id: str
    body: str
    grants: list[int]
    root: str
    size: int
    state: str
    anchored_at: int | None
    transaction_hash: str | None
    waiting: Waiting | None = None
    links: dict[str, str]


class BatchWithLeaves(BatchOut):
    """The batch with its leaf hashes in issue order: no code follows from a leaf."""

    leaves: list[str]


class BatchPage(Document):
    """Newest first."""

    items: list[BatchOut]
    total: int
    next: str | None


class PartHealth(Document):
    """One part: whether it answered as the trust list says, with the code of what was wrong."""

    name: str
    ok: bool
    code: str | None = None
    block: int | None = None
    block_time: int | None = None
    expires: int | None = None
    """End of the signed trust list, UTC seconds."""
    since: int | None = None
    """Since when the contract is paused, UTC seconds. Verdicts are given all the same."""


class Health(Document):
    """``ok`` only if verification can give a verdict now."""

    ok: bool
    parts: list[PartHealth]


class ProblemOut(BaseModel):
    """RFC 9457 problem details with this registry's ``code``, ``where`` and ``remedy``."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "type": "https://registry.example/problems/CODE_MISTYPED",
                    "title": "ký tự kiểm tra không khớp: mã tra cứu bị gõ sai",
                    "status": 400,
                    "code": "CODE_MISTYPED",
                    "where": "",
                    "remedy": "Hãy so lại với bản in theo từng nhóm bốn ký tự.",
                }
            ]
        }
    )

    type: str
    title: str
    status: int
    code: str
    where: str = ""
    remedy: str = ""
    errors: list[dict[str, str]] = Field(default_factory=list)
