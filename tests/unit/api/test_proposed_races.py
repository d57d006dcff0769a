# SPDX-License-Identifier: Apache-2.0
"""A worker and a request that come to one approved proposal at once: it is carried out once, and told as it is."""

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from registry.core.types import Code
from registry.errors import TransientError
from registry.keys.files import exclusive
from registry.ports.proposals import ProposalKind, ProposalState
from registry.service.carry_out import ProposalDeps, carry_on
from tests.unit.api.asked import ORDER, post
from tests.unit.api.writing_world import Office


def held_in(folder: Path) -> Callable[[str | None], AbstractContextManager[None]]:
    return lambda owner: exclusive(folder / (owner or "authority"))


PATIENCE = 0.4
"""Seconds: as long as a worker that does not wait may need."""


class Overlapped:
    """The authority's account; while its first act is under way, a worker takes a round of its own."""

    def __init__(self, account: Any, worker: Callable[[], object]) -> None:
        self._account, self._worker, self.round = account, worker, threading.Thread(target=worker)

    def __getattr__(self, name: str) -> Any:
        if self.round.ident is None:
            self.round.start()
            self.round.join(PATIENCE)
        return getattr(self._account, name)


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("order", ORDER),
        ("standing", {"act": "body.suspend", "body": "VD-CERT", "reason": 11, "order": "1/QĐ"}),
        ("key-act", {"verb": "revoke", "body": "VD-CERT", "reason": 10}),
    ],
    ids=["order", "body", "revoke"],
)
def test_what_a_worker_looks_at_while_it_is_carried_out_is_done_once(
    office: Office, client: TestClient, codes: list[Code], tmp_path: Path, path: str, wanted: dict[str, Any]
) -> None:
    """The act is sent and not mined yet: nothing on the chain tells the worker that somebody is at it."""
    if path == "key-act":
        wanted = {**wanted, "key": office.world.keys["VD-CERT"].jwk.thumbprint().hex()}
    made = post(office, client, f"proposals/{path}", wanted, "authority").json()
    before, deps = office.world.events(), replace(office.proposals(), alone=held_in(tmp_path))
    account = Overlapped(office.world.chain, lambda: carry_on(deps))
    busy = replace(office.writing(), proposals=replace(deps, acts=office.acts(account=account).by_kind()))
    with TestClient(office.app_of(busy)) as serving:
        done = office.decide(serving, made["id"], by="second-authority").json()
    account.round.join()
    assert (done["state"], office.world.events() - before) == ("DONE", 1)


def test_a_status_that_two_look_at_is_not_called_refused(
    office: Office, client: TestClient, codes: list[Code], tmp_path: Path
) -> None:
    """A worker signs the same while the request that approved it does, and comes second with it."""
    wanted = {"codes": codes[:1], "state": "suspended", "reason": 3}
    made = post(office, client, "proposals/status", wanted, "preparer").json()
    signs, goes_on = threading.Event(), threading.Event()

    def deps(before: Callable[[], object]) -> ProposalDeps:
        def signer(body: str) -> Any:
            before()
            return office.world.anchors[body]

        act = replace(
            office.acts().status, anchor_deps=lambda: replace(office.world.anchor_deps(), signer=signer)
        )
        return replace(office.proposals(), acts={ProposalKind.STATUS: act}, alone=held_in(tmp_path))

    def hold() -> None:
        signs.set()
        goes_on.wait(5)

    late = deps(hold)
    worker = threading.Thread(target=lambda: raises_nothing_but_waiting(late))

    def overlap() -> None:
        if worker.ident is None:
            worker.start()
            signs.wait(PATIENCE)

    first = deps(overlap)
    office.world.chain.automine = False
    with TestClient(office.app_of(replace(office.writing(), proposals=first))) as serving:
        assert office.decide(serving, made["id"], by="approver").json()["state"] == "APPROVED"
    goes_on.set()
    worker.join()
    with office.world.stores[-1].reading() as work:
        ended = work.proposals.get(made["id"])
    assert ended is not None
    assert (ended.state, ended.error_code) == (ProposalState.APPROVED, None)


def raises_nothing_but_waiting(deps: ProposalDeps) -> None:
    with suppress(TransientError):
        carry_on(deps)
