# SPDX-License-Identifier: Apache-2.0
"""What the writing routes are handed. Concretes are wired where the service is started."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from registry.api.failures import FailureLimit
from registry.errors import Finding
from registry.service.access import AccessDeps
from registry.service.carry_out import ProposalDeps
from registry.service.deps import Draft
from registry.service.proposed import Acts


@dataclass(frozen=True, slots=True)
class ReadUpload:
    """What a document holds; every finding, errors among them."""

    drafts: Sequence[Draft]
    findings: Sequence[Finding]


ReadDocument = Callable[[bytes, str, str], ReadUpload]
"""Reads a document (bytes, name, code of the issuing body) of any format that certificates are issued from.

Raises ``RefusedError`` BODY_NOT_HERE. Bad content is findings, never an exception.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class WritingDeps:
    """Every call may come from several threads at once."""

    access: AccessDeps
    proposals: ProposalDeps
    acts: Acts
    read_document: ReadDocument
    limit: FailureLimit
