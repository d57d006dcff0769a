# SPDX-License-Identifier: Apache-2.0
"""What a proposed DCC file was warned of, found anew for the one who approves.

The exact file is kept with the proposal, so that it can be read again; the certificate that was made of it stays as
it was proposed.
"""

from collections.abc import Iterator

from msgspec.structs import replace

from registry.api.writing_deps import WritingDeps
from registry.errors import Finding
from registry.ports.proposals import ProposalKind, ProposedContent, StoredProposal
from registry.service.deps import Draft
from registry.service.proposed_issue import read_proposed


def warnings_of_files(
    deps: WritingDeps, proposal: StoredProposal, content: ProposedContent
) -> tuple[Finding, ...]:
    """Findings of every DCC that is proposed to be issued; none for other kinds. Raises as ``ReadDocument``."""
    if proposal.kind is not ProposalKind.ISSUE:
        return ()
    assert proposal.body is not None  # the database insists on it for this kind
    drafts, _ = read_proposed(content)
    return tuple(found for draft in drafts for found in _of_draft(deps, draft, proposal.body))


def _of_draft(deps: WritingDeps, draft: Draft, body: str) -> Iterator[Finding]:
    certificate = draft.certificate
    if certificate.kind != "calibration":
        return
    data = draft.files[bytes.fromhex(certificate.dcc.sha256)]
    for finding in deps.read_document(data, draft.where, body).findings:
        # The day of the proposal was taken, not that of this reading.
        day = {"day": certificate.issued} if finding.code == "DCC_ISSUE_DATE_MISSING" else {}
        yield replace(finding, params={**finding.params, **day})
