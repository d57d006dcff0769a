# SPDX-License-Identifier: Apache-2.0
"""The documents of the writing service. Times are UTC seconds, digests lower-case hex."""

from typing import Any, Literal

from pydantic import ConfigDict, Field

from registry.api.schemas import Document
from registry.ports.access import Role
from registry.ports.proposals import ProposalKind, ProposalState

_ID = "0f" * 16
_CODE = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_DIGEST = "5f" * 32

PROPOSAL_EXAMPLE: dict[str, Any] = {
    "id": _ID,
    "kind": "issue",
    "state": "DONE",
    "body": "VD-CERT",
    "digest": _DIGEST,
    "count": 1,
    "proposed": {"by": "Nguyễn Văn A", "at": 1795348800, "note": None},
    "decided": {"by": "Trần Thị B", "at": 1795348900, "note": None},
    "ended_at": 1795348901,
    "error_code": None,
    "findings": [],
    "certificates": [
        {
            "code": _CODE,
            "number": "VD-CERT/HQ-2026-000123",
            "revision": 0,
            "grants": [1, 2],
            "links": {
                "certificate": "/api/v1/certificates/" + _CODE,
                "bundle": "/api/v1/certificates/" + _CODE + "/bundle",
            },
        }
    ],
    "acts": [],
    "preview": None,
    "progress": [
        {
            "batch_id": _DIGEST,
            "size": 1,
            "stage": "final",
            "block": 4711,
            "anchored_at": 1795348902,
            "error_code": None,
            "links": {"batch": "/api/v1/batches/" + _DIGEST},
        }
    ],
    "links": {
        "self": "/api/v1/proposals/" + _ID,
        "content": "/api/v1/proposals/" + _ID + "/content",
        "preview": "/api/v1/proposals/" + _ID + "/preview",
    },
}


class CallerOut(Document):
    """Whose key was shown, and what it may do."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"key": "00" * 8, "role": "preparer", "body": "VD-CERT", "holder": "Nguyễn Văn A",
                 "may": ["list_proposals", "propose_issue"]}
            ]
        }
    )  # fmt: skip

    key: str
    role: Role
    body: str | None
    holder: str
    may: list[str]


class HandOut(Document):
    """Who proposed or decided, when, and with which remark."""

    by: str
    at: int
    note: str | None


class FindingOut(Document):
    """One thing found, with its place, in the reader's language."""

    code: str
    severity: Literal["error", "warning"]
    where: str
    title: str
    remedy: str


class IssuedOut(Document):
    """One certificate that the proposal issued."""

    code: str
    number: str
    revision: int
    grants: list[int]
    links: dict[str, str]


class ProgressOut(Document):
    """How far a batch is: ``signed``, ``sent``, ``recorded`` in ``block``, ``final``, or ``failed``."""

    batch_id: str
    size: int
    stage: Literal["signed", "sent", "recorded", "final", "failed"]
    block: int | None
    anchored_at: int | None
    error_code: str | None
    links: dict[str, str]


class ActOut(Document):
    """What was recorded, in which block; ``block`` is null where the chain said so already. ``n`` is an order's
    number.
    """

    act: str
    body: str
    code: str | None
    name: str | None
    n: int | None
    block: int | None


class PreviewOut(Document):
    """What verifiers would see: ``counts`` by outcome now and after, ``certificates`` each, for an order
    ``matches``; and what a person should know first.
    """

    preview: dict[str, Any] | None
    findings: list[FindingOut]


class ProposalOut(Document):
    """A proposal. An auditor sees who, what kind, how many and how it ended, but no certificate and no remark."""

    model_config = ConfigDict(json_schema_extra={"examples": [PROPOSAL_EXAMPLE]})

    id: str
    kind: ProposalKind
    state: ProposalState
    body: str | None
    digest: str
    count: int
    proposed: HandOut
    decided: HandOut | None
    ended_at: int | None
    error_code: str | None
    findings: list[FindingOut]
    certificates: list[IssuedOut]
    acts: list[ActOut]
    preview: dict[str, Any] | None = Field(description="only in the answer to the proposal itself")
    progress: list[ProgressOut]
    links: dict[str, str]


class ProposalPage(Document):
    """Newest first."""

    items: list[ProposalOut]
    total: int
    next: str | None


class ProposedFileOut(Document):
    """A file that the content binds, at its own address."""

    sha256: str
    size: int
    links: dict[str, str]


class ContentOut(Document):
    """What is proposed, whole: what the decision is about."""

    digest: str
    content: dict[str, Any]
    files: list[ProposedFileOut]


class LogEntryOut(Document):
    """A row of the audit log; ``hash`` is SHA-256(previous || row), docs/spec/writing.md."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"number": 1, "at": 1795348800, "holder": "Nguyễn Văn A", "key": "00" * 8, "role": "preparer",
                 "body": "VD-CERT", "act": "proposal.create", "subject": "proposal:" + _ID, "result": "done",
                 "detail": {"count": 1, "digest": _DIGEST, "kind": "issue"}, "previous": "00" * 32,
                 "hash": _DIGEST}
            ]
        }
    )  # fmt: skip

    number: int
    at: int
    holder: str
    key: str
    role: str
    body: str | None
    act: str
    subject: str
    result: str
    detail: dict[str, str | int | None]
    previous: str
    hash: str


class LogPage(Document):
    """In order; ``next`` is the address of the following rows, null when there are none yet."""

    items: list[LogEntryOut]
    next: str | None
