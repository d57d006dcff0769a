# SPDX-License-Identifier: Apache-2.0
"""Binding a finished file to a certificate by four eyes: the exact bytes are looked at before they are signed."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from registry.core.hashing import sha256
from registry.core.types import Code
from registry.errors import InputError
from registry.ports.proposals import ProposedContent, ProposedFile, StoredProposal
from registry.ports.store import Store
from registry.service.attach import Paper, attach
from registry.service.carry_out import Shown, opened
from registry.service.deps import IssueDeps
from registry.service.proposed_orders import act_content, read_act
from registry.service.targets import Wish, resolve_one

# RFC 5646, as far as ``service.attach`` takes it.
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,4}\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class AttachmentAct:
    """Implements ``carry_out.Act``."""

    store: Store
    issue_deps: Callable[[str], IssueDeps]

    def check(self, wish: Wish, body: str, paper: Paper, language: str | None) -> ProposedContent:
        """Raises ``InputError`` FILE_EMPTY, LANGUAGE_TAG, and as ``targets.resolve_one``; what the certificate
        or the body's standing forbids is told when it is carried out.
        """
        if not paper.data:
            raise InputError("FILE_EMPTY", paper.name)
        if language is not None and not _LANGUAGE.match(language):
            raise InputError("LANGUAGE_TAG", "language", language=language)
        target = resolve_one(wish, store=self.store, body=body)
        digest = sha256(paper.data)
        fields = {"code": target.code, "name": paper.name, "language": language, "sha256": digest.hex()}
        document = act_content("attachment", fields).document
        return ProposedContent(document=document, files=(ProposedFile(sha256=digest, data=paper.data),))

    def show(self, proposal: StoredProposal, content: ProposedContent) -> Shown:  # noqa: ARG002
        """The file itself is what to look at."""
        return Shown(None)

    def carry_out(self, proposal: StoredProposal, content: ProposedContent) -> dict[str, Any]:
        """Sign and store the statement; the same bytes again find the one that there is."""
        body = proposal.body
        assert body is not None  # the database insists on it for this kind
        _, fields = read_act(content)
        code, paper = Code(fields["code"]), Paper(fields["name"], content.files[0].data)
        deps = opened(lambda: self.issue_deps(body), body)
        (done,) = attach(code, [paper], language=fields["language"], deps=deps)
        changed = {"code": code, "name": fields["name"], "body": body, "block": None}
        return {"changed": [changed], "batches": [done.batch]}
