# SPDX-License-Identifier: Apache-2.0
"""Status changes by four eyes, of a body in its own lane: what is proposed are the certificates themselves, so
that no revision issued meanwhile takes the place of the one that was meant.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from registry.core.records import Lane, State
from registry.core.strict_json import loads
from registry.core.types import BatchId, Code
from registry.errors import Finding, InputError, StandingError, refuse_on_errors
from registry.ports.proposals import ProposedContent, StoredProposal
from registry.service.carry_out import Shown, opened
from registry.service.change_many import Changed, change_many
from registry.service.change_status import Change
from registry.service.deps import AnchorDeps
from registry.service.preview import Preview, PreviewDeps, preview
from registry.service.targets import Target, Wish, batch_target, resolve

MAX_TARGETS = 500
"""Each is judged twice for the preview; longer lists are for ``antin status set --from``."""
MAX_DOCUMENT_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Named:
    """Certificates as a request names them: wishes, or a whole batch; ``body`` is whose they must be."""

    wishes: Sequence[Wish]
    body: str | None
    batch: BatchId | None = None


@dataclass(frozen=True, slots=True)
class StatusAct:
    """Implements ``carry_out.Act``."""

    anchor_deps: Callable[[], AnchorDeps]
    preview_deps: Callable[[], PreviewDeps]

    def check(self, named: Named, change: Change) -> tuple[ProposedContent, int, Preview]:
        """The content, how many, and what verifiers will see.

        Raises ``FindingsError`` with every bad name, ``StandingError`` with what the contract would refuse.
        """
        deps = self.preview_deps()
        targets, findings = targets_of(named, deps)
        shown = preview(targets, change, deps=_careful(deps))
        if shown.refused:
            raise StandingError([*findings, *shown.findings])
        return proposed_status(targets, change), len(targets), replace_findings(shown, findings)

    def show(self, proposal: StoredProposal, content: ProposedContent) -> Shown:  # noqa: ARG002
        """As it would be now."""
        targets, change = read_status(content)
        return shown_of(preview(targets, change, deps=_careful(self.preview_deps())))

    def carry_out(self, proposal: StoredProposal, content: ProposedContent) -> dict[str, Any]:  # noqa: ARG002
        """Sign, store, send; what is under way is waited for by whoever looks next (``ANCHOR_WAITING``)."""
        targets, change = read_status(content)
        deps = self.anchor_deps()
        done = change_many(targets, change, deps=hasty(deps))
        failed = [one for one in done if one.request and one.request.error_code]
        if failed:
            raise StandingError([_refusal(one) for one in failed])
        return {"changed": [_changed(one.target, _block(one)) for one in done]}


def hasty(deps: AnchorDeps) -> AnchorDeps:
    """Takes every step that can be taken now and waits for none, whose keys are the registry's trouble."""
    return replace(deps, patience=0, signer=lambda body: opened(lambda: deps.signer(body), body))


def targets_of(named: Named, deps: PreviewDeps) -> tuple[tuple[Target, ...], tuple[Finding, ...]]:
    """The targets, with warnings. Raises ``FindingsError`` with every bad name, ``InputError`` TARGETS_MANY,
    ``RefusedError`` BATCH_NOT_HERE.
    """
    if named.batch is not None:
        return (batch_target(named.batch, store=deps.store, body=named.body),), ()
    if len(named.wishes) > MAX_TARGETS:
        raise InputError("TARGETS_MANY", count=len(named.wishes), limit=MAX_TARGETS)
    resolved = resolve(named.wishes, store=deps.store, body=named.body)
    refuse_on_errors(resolved.findings)
    return resolved.targets, resolved.findings


def proposed_status(
    targets: Sequence[Target], change: Change, *, lane: Lane = Lane.BODY, order: str = ""
) -> ProposedContent:
    """Targets and change as what is proposed; ``read_status`` is the inverse."""
    document = {
        "lane": lane.name.lower(), "state": change.state.name.lower(), "reason": change.reason,
        "effective_from": change.effective_from, "note": change.note, "successor": change.successor,
        "order": order,
        "targets": [
            {"body": t.body, "subject": t.subject.hex(), "code": t.code, "number": t.number,
             "revision": t.revision}
            for t in targets
        ],
    }  # fmt: skip
    return ProposedContent(document=json.dumps(document, ensure_ascii=False, sort_keys=True).encode())


def read_status(content: ProposedContent) -> tuple[tuple[Target, ...], Change]:
    """What was proposed."""
    document = loads(content.document, limit=MAX_DOCUMENT_BYTES)
    targets = tuple(
        Target(
            body=t["body"], subject=bytes.fromhex(t["subject"]), code=Code(t["code"]) if t["code"] else None,
            number=t["number"], revision=t["revision"],
        )
        for t in document["targets"]
    )  # fmt: skip
    successor = document["successor"]
    return targets, Change(
        State[document["state"].upper()], document["reason"], document["effective_from"], document["note"],
        Code(successor) if successor else None,
    )  # fmt: skip


def shown_of(shown: Preview) -> Shown:
    """A preview as what is shown."""
    return Shown(shown.to_mapping(), shown.findings)


def replace_findings(shown: Preview, more: Sequence[Finding]) -> Preview:
    """The preview with warnings about the list before its own."""
    return replace(shown, findings=(*more, *shown.findings))


def _careful(deps: PreviewDeps) -> PreviewDeps:
    return replace(deps, anchor_key=lambda body: opened(lambda: deps.anchor_key(body), body))


def _changed(target: Target, block: int | None) -> dict[str, Any]:
    return {"code": target.code, "name": target.name, "body": target.body, "block": block}


def _block(one: Changed) -> int | None:
    return one.request.confirmed_block if one.request else None


def _refusal(one: Changed) -> Finding:
    assert one.request is not None
    assert one.request.error_code is not None
    return Finding(one.request.error_code, "error", one.target.place)
