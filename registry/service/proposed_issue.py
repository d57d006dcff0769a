# SPDX-License-Identifier: Apache-2.0
"""Issuing by four eyes: what is proposed are the certificates as they were read, with the files they bind.

Not the document that was sent in: read again tomorrow, by a newer program, it might give other certificates
than those that were approved.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from registry.core.certificate.advice import advise
from registry.core.strict_json import loads
from registry.errors import Finding, InputError, refuse_on_errors
from registry.ports.proposals import ProposedContent, ProposedFile, StoredProposal
from registry.ports.store import Store
from registry.ports.store_rows import BatchState, StoredBatch
from registry.service.carry_out import Shown, opened
from registry.service.check_drafts import at_draft, content_of, read_content
from registry.service.deps import Draft, IssueDeps
from registry.service.issue import Issued, examine, issue

MAX_DOCUMENT_BYTES = 64 * 1024 * 1024
Grants = tuple[int, ...] | None
_STAGES = {
    BatchState.SEALED: "signed",
    BatchState.SUBMITTED: "sent",
    BatchState.CONFIRMED: "recorded",
    BatchState.FINAL: "final",
    BatchState.FAILED: "failed",
}


@dataclass(frozen=True, slots=True)
class IssueAct:
    """Implements ``carry_out.Act``; ``issue_deps`` opens the keys of the body that is asked for."""

    issue_deps: Callable[[str], IssueDeps]

    def check(self, drafts: Sequence[Draft], body: str, grants: Grants) -> tuple[Finding, ...]:
        """The warnings. Raises ``FindingsError`` with every defect of every draft, and as ``issue`` does."""
        if not drafts:
            raise InputError("ISSUE_NOTHING", "certificates")
        findings = examine(drafts, body=body, grants=grants, deps=self._open(body))
        refuse_on_errors(findings)
        return findings

    def carry_out(self, proposal: StoredProposal, content: ProposedContent) -> dict[str, Any]:
        """Sign and store; a certificate that an earlier try issued is found by its number and content."""
        assert proposal.body is not None  # the database insists on it for this kind
        drafts, grants = read_proposed(content)
        result = issue(drafts, body=proposal.body, grants=grants, deps=self._open(proposal.body))
        items = sorted((*result.issued, *result.already), key=lambda item: (item.number, item.revision))
        return {"certificates": [_item(item) for item in items], "batches": list(result.batches)}

    def show(self, proposal: StoredProposal, content: ProposedContent) -> Shown:
        """What the rules find now and what the preparer was told of each field; a certificate that is not issued yet
        has no verdict to show.
        """
        assert proposal.body is not None
        drafts, grants = read_proposed(content)
        ruled = examine(drafts, body=proposal.body, grants=grants, deps=self._open(proposal.body))
        return Shown(None, (*_advised(drafts), *ruled))

    def _open(self, body: str) -> IssueDeps:
        return opened(lambda: self.issue_deps(body), body)


def _advised(drafts: Sequence[Draft]) -> Iterator[Finding]:
    """A roster's warnings are of the certificate alone: they are found anew and need not be kept."""
    for draft in drafts:
        if draft.certificate.kind == "conformity":
            yield from (at_draft(draft, finding) for finding in advise(draft.certificate))


def proposed(drafts: Sequence[Draft], grants: Grants) -> ProposedContent:
    """Drafts as what is proposed; ``read_proposed`` is the inverse."""
    document = {
        "certificates": [
            {
                "certificate": json.loads(content_of(draft.certificate)), "where": draft.where,
                "customer": draft.customer, "files": [digest.hex() for digest in draft.files],
            }
            for draft in drafts
        ],
        "grants": None if grants is None else list(grants),
    }  # fmt: skip
    files = {digest: data for draft in drafts for digest, data in draft.files.items()}
    return ProposedContent(
        document=json.dumps(document, ensure_ascii=False, sort_keys=True).encode(),
        files=tuple(ProposedFile(sha256=digest, data=data) for digest, data in files.items()),
    )


def read_proposed(content: ProposedContent) -> tuple[tuple[Draft, ...], Grants]:
    """The drafts and grants that were proposed."""
    document = loads(content.document, limit=MAX_DOCUMENT_BYTES)
    files = {file.sha256: file.data for file in content.files}
    grants = document["grants"]
    return tuple(_draft(item, files) for item in document["certificates"]), (
        None if grants is None else tuple(grants)
    )


@dataclass(frozen=True, slots=True)
class BatchProgress:
    """How far a batch is: signed, sent, recorded, final or failed."""

    batch_id: str
    size: int
    stage: str
    block: int | None
    anchored_at: int | None
    error_code: str | None


def progress_of(result: dict[str, Any], store: Store) -> list[BatchProgress]:
    """How far the batches of a carried-out proposal are."""
    with store.reading() as work:
        rows = [work.batches.get(key) for key in result.get("batches", ())]
    return [_progress(row) for row in rows if row is not None]


def _progress(row: StoredBatch) -> BatchProgress:
    return BatchProgress(
        row.batch_id.hex(), row.size, _STAGES[row.state], row.confirmed_block, row.anchored_at, row.error_code
    )


def _draft(item: dict[str, Any], files: dict[bytes, bytes]) -> Draft:
    digests = [bytes.fromhex(text) for text in item["files"]]
    return Draft(
        read_content(json.dumps(item["certificate"]).encode()), {digest: files[digest] for digest in digests},
        item["where"], item["customer"],
    )  # fmt: skip


def _item(item: Issued) -> dict[str, Any]:
    return {
        "code": item.code, "number": item.number, "revision": item.revision, "grants": list(item.grants),
        "batch": item.batch,
    }  # fmt: skip
