# SPDX-License-Identifier: Apache-2.0
"""Proposals and log rows as documents, each reader being told what is theirs to know."""

import json
from typing import Any

from registry.api.language import Language
from registry.api.writing_schemas import (
    ActOut,
    FindingOut,
    HandOut,
    IssuedOut,
    LogEntryOut,
    PreviewOut,
    ProgressOut,
    ProposalOut,
)
from registry.core.audit_log import LoggedEntry
from registry.errors import Finding
from registry.ports.access import Caller, Role
from registry.ports.proposals import StoredProposal
from registry.ports.store import Store
from registry.service.carry_out import Shown
from registry.service.proposed_issue import progress_of

PROPOSALS = "/api/v1/proposals"
NOTHING = Shown(None)


def proposal_out(
    proposal: StoredProposal,
    caller: Caller,
    lang: Language,
    store: Store | None = None,
    shown: Shown = NOTHING,
) -> ProposalOut:
    """``store`` adds how far the batches are; ``shown`` is what it would do, at the moment of proposing."""
    result: dict[str, Any] = json.loads(proposal.result) if proposal.result else {}
    party = caller.role is not Role.AUDITOR
    findings = [finding_out(f, lang) for f in (*shown.findings, *_stored_findings(result))] if party else []
    progress = progress_of(result, store) if store else []
    return ProposalOut(
        id=proposal.id, kind=proposal.kind, state=proposal.state, body=proposal.body,
        digest=proposal.digest.hex(), count=proposal.count,
        proposed=HandOut(by=proposal.proposed_by, at=proposal.proposed_at, note=None),
        decided=_decided(proposal, party=party), ended_at=proposal.ended_at, error_code=proposal.error_code,
        findings=findings, certificates=_issued(result) if party else [],
        acts=_acts(proposal.kind.value, result) if party else [],
        preview=dict(shown.preview) if shown.preview and party else None,
        progress=[
            ProgressOut(
                batch_id=b.batch_id, size=b.size, stage=b.stage, block=b.block, anchored_at=b.anchored_at,
                error_code=b.error_code, links={"batch": f"/api/v1/batches/{b.batch_id}"},
            )
            for b in progress
        ],
        links=_links(proposal, party=party),
    )  # fmt: skip


def preview_out(shown: Shown, lang: Language) -> PreviewOut:
    """What verifiers would see."""
    findings = [finding_out(finding, lang) for finding in shown.findings]
    return PreviewOut(preview=dict(shown.preview) if shown.preview else None, findings=findings)


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


def _acts(kind: str, result: dict[str, Any]) -> list[ActOut]:
    """What was recorded: changed certificates, or one act of the authority."""
    acts = [
        ActOut(act=kind, body=one["body"], code=one["code"], name=one["name"], n=None, block=one["block"])
        for one in result.get("changed", ())
    ]
    if "act" in result:
        acts.append(
            ActOut(
                act=result["act"], body=result["body"], code=None, name=None, n=result.get("n"),
                block=result.get("block"),
            )
        )  # fmt: skip
    return acts


def _links(proposal: StoredProposal, *, party: bool) -> dict[str, str]:
    own = f"{PROPOSALS}/{proposal.id}"
    return {"self": own} | ({"content": f"{own}/content", "preview": f"{own}/preview"} if party else {})
