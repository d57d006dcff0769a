# SPDX-License-Identifier: Apache-2.0
"""Proposals and log rows as documents, each reader being told what is theirs to know."""

import json
from collections.abc import Iterable
from typing import Any

from registry.api.language import Language
from registry.api.writing_schemas import (
    FindingOut,
    HandOut,
    IssuedOut,
    LogEntryOut,
    ProgressOut,
    ProposalOut,
)
from registry.core.audit_log import LoggedEntry
from registry.errors import Finding
from registry.ports.access import Caller, Role
from registry.ports.proposals import ProposalKind, StoredProposal
from registry.ports.store import Store
from registry.service.proposed_issue import progress_of

PROPOSALS = "/api/v1/proposals"


def proposal_out(
    proposal: StoredProposal,
    caller: Caller,
    lang: Language,
    store: Store | None = None,
    findings: Iterable[Finding] = (),
) -> ProposalOut:
    """``store`` adds how far the batches are; ``findings`` are warnings of the moment."""
    result: dict[str, Any] = json.loads(proposal.result) if proposal.result else {}
    party = caller.role is not Role.AUDITOR
    shown = [finding_out(f, lang) for f in (*findings, *_stored_findings(result))] if party else []
    progress = progress_of(result, store) if store and proposal.kind is ProposalKind.ISSUE else []
    return ProposalOut(
        id=proposal.id, kind=proposal.kind, state=proposal.state, body=proposal.body,
        digest=proposal.digest.hex(), count=proposal.count,
        proposed=HandOut(by=proposal.proposed_by, at=proposal.proposed_at, note=None),
        decided=_decided(proposal, party=party), ended_at=proposal.ended_at, error_code=proposal.error_code,
        findings=shown, certificates=_issued(result) if party else [],
        progress=[
            ProgressOut(
                batch_id=b.batch_id, size=b.size, stage=b.stage, block=b.block, anchored_at=b.anchored_at,
                error_code=b.error_code, links={"batch": f"/api/v1/batches/{b.batch_id}"},
            )
            for b in progress
        ],
        links=_links(proposal, party=party),
    )  # fmt: skip


def finding_out(finding: Finding, lang: Language) -> FindingOut:
    """A finding in the reader's language; the place is a field of its own."""
    return FindingOut(
        code=finding.code, severity=finding.severity, where=finding.where, title=finding.text(lang),
        remedy=finding.remedy(lang),
    )  # fmt: skip


def log_entry_out(row: LoggedEntry) -> LogEntryOut:
    """A row with everything that its hash covers."""
    entry = row.entry
    return LogEntryOut(
        number=row.number, at=entry.at, holder=entry.holder, key=entry.key, role=entry.role, body=entry.body,
        act=entry.act, subject=entry.subject, result=entry.result, detail=dict(entry.detail),
        previous=row.previous.hex(), hash=row.hash.hex(),
    )  # fmt: skip


def _decided(proposal: StoredProposal, *, party: bool) -> HandOut | None:
    if proposal.decided_by is None or proposal.decided_at is None:
        return None
    return HandOut(by=proposal.decided_by, at=proposal.decided_at, note=proposal.note if party else None)


def _stored_findings(result: dict[str, Any]) -> list[Finding]:
    return [Finding(f["code"], f["severity"], f["where"], f["params"]) for f in result.get("findings", ())]


def _issued(result: dict[str, Any]) -> list[IssuedOut]:
    return [
        IssuedOut(
            code=item["code"], number=item["number"], revision=item["revision"], grants=item["grants"],
            links={
                "certificate": f"/api/v1/certificates/{item['code']}",
                "bundle": f"/api/v1/certificates/{item['code']}/bundle",
            },
        )
        for item in result.get("certificates", ())
    ]  # fmt: skip


def _links(proposal: StoredProposal, *, party: bool) -> dict[str, str]:
    own = f"{PROPOSALS}/{proposal.id}"
    return {"self": own} | ({"content": f"{own}/content"} if party else {})
