# SPDX-License-Identifier: Apache-2.0
"""Wiring of the writing service: its dependencies, how sent documents are read, and the worker beside it."""

import threading
from dataclasses import replace
from typing import TYPE_CHECKING

from registry.cli.output import Output
from registry.cli.watching import Watching
from registry.errors import RefusedError

if TYPE_CHECKING:
    from fastapi import FastAPI

    from registry.api.writing_deps import ReadUpload, WritingDeps
    from registry.bootstrap import Workplace
    from registry.service.carry_out import ProposalDeps
    from registry.service.proposed import Acts

REST_SECONDS = 2.0


def acts_of(place: "Workplace") -> "Acts":
    """How every kind of proposal is checked and carried out here."""
    from registry.service.proposed import Acts
    from registry.service.proposed_acts import AuthorityStatusAct, StandingActs
    from registry.service.proposed_attachment import AttachmentAct
    from registry.service.proposed_issue import IssueAct
    from registry.service.proposed_orders import AuthorityDeps, OrderAct
    from registry.service.proposed_status import StatusAct
    from registry.service.proposed_surveillance import SurveillanceAct

    authority = AuthorityDeps(
        authority=lambda: place.authority,
        preview=place.preview_deps,
        order=place.order_deps,
    )
    return Acts(
        issue=IssueAct(place.issue_deps),
        status=StatusAct(place.anchor_deps, place.preview_deps),
        surveillance=SurveillanceAct(place.anchor_deps),
        attachment=AttachmentAct(place.store, place.issue_deps),
        order=OrderAct(authority),
        authority_status=AuthorityStatusAct(authority),
        standing=StandingActs(authority),
    )


def proposal_deps(place: "Workplace") -> "ProposalDeps":
    """What carries proposals out: the service's requests and every worker alike."""
    from registry.bootstrap import SystemEntropy
    from registry.core.hashing import sha256
    from registry.keys.files import exclusive
    from registry.service.carry_out import ProposalDeps

    return ProposalDeps(
        store=place.store, clock=place.clock, entropy=SystemEntropy(), acts=acts_of(place).by_kind(),
        alone=lambda owner: exclusive(place.home.approved / sha256((owner or "").encode()).hex()[:16]),
    )  # fmt: skip


def writing_deps(place: "Workplace") -> "WritingDeps":
    """What the writing routes are handed."""
    from registry.api.failures import FailureLimit
    from registry.api.writing_deps import WritingDeps
    from registry.service.access import AccessDeps

    proposals = proposal_deps(place)
    return WritingDeps(
        access=AccessDeps(store=place.store, clock=place.clock, entropy=proposals.entropy),
        proposals=proposals,
        acts=acts_of(place),
        read_document=lambda data, name, body: read_upload(place, data, name, body),
        limit=FailureLimit(place.clock),
    )


def read_upload(place: "Workplace", data: bytes, name: str, body: str) -> "ReadUpload":
    """A document that was sent, read as ``antin issue`` reads a file."""
    from registry.api.writing_deps import ReadUpload
    from registry.cli.options import vietnam_day
    from registry.cli.reading import Intake, read_sent
    from registry.cli.signer_roots import read_roots
    from registry.intake.schemas import SchemaStore
    from registry.service.deps import Draft

    with place.store.reading() as work:
        stored = work.bodies.get(body)
    if stored is None:
        raise RefusedError("BODY_NOT_HERE", body=body)
    intake = Intake(
        body=body,
        day=vietnam_day(place.clock.now()),
        schemas=SchemaStore(place.home.schemas),
        anchors=read_roots([], place.home.signer_roots),
        laboratory=(stored.laboratory_names, stored.laboratory_codes),
    )
    read = read_sent(data, name, intake)
    drafts = [Draft(c.certificate, c.files, c.where, c.customer) for c in read.certificates]
    return ReadUpload(drafts, read.findings)


def open_keys(place: "Workplace") -> None:
    """Ask for the password now, not when the first approval waits for it; a wrong one ends the start."""
    for body in dict.fromkeys(entry.body for entry in place.keyring.entries if entry.role == "credential"):
        place.keyring.credential_signer(body)


def run_with_worker(
    app: "FastAPI", place: "Workplace", out: Output, host: str, port: int, proxy: str | None
) -> None:
    """Serve until interrupted, with a worker that anchors and carries on. If the worker ends by a defect, the
    service ends too: it would promise what nobody does.
    """
    import uvicorn

    server = uvicorn.Server(
        uvicorn.Config(app, host=host, port=port, log_level="warning", access_log=False, server_header=False,
                       forwarded_allow_ips=proxy or "127.0.0.1")
    )  # fmt: skip
    stop = threading.Event()

    def work() -> None:
        from registry.worker.loop import run_worker

        def pause(seconds: float) -> None:
            stop.wait(seconds)

        deps = replace(place.anchor_deps(), pause=pause)
        try:
            run_worker(
                deps, stopped=stop.is_set, watcher=Watching(out, place.pause, quiet=True), rest=REST_SECONDS,
                proposals=proposal_deps(place),
            )  # fmt: skip
        finally:
            server.should_exit = True

    worker = threading.Thread(target=work, name="worker")
    worker.start()
    try:
        server.run()
    finally:
        stop.set()
        worker.join()
