# SPDX-License-Identifier: Apache-2.0
"""Approved proposals after a crash: the worker carries them on, each once, and one that is stuck holds up none."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from registry.errors import InternalError, RefusedError, ScheduledAct, ScheduledError, TransientError
from registry.ports.access import Caller
from registry.ports.proposals import ProposalKind, ProposalState, StoredProposal
from registry.ports.store_rows import StoredBatch
from registry.service.carry_out import ProposalDeps, carry_on
from registry.service.proposals import Claim, Wish, approve, propose
from registry.service.proposed_issue import IssueAct, proposed
from registry.testing.faults import Faults, FaultyStore
from registry.worker.loop import run_worker
from tests.unit.api.writing_world import Office, new_office
from tests.unit.service.world import calibration_draft, draft


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = new_office(tmp_path)
    yield made
    made.world.close()


def caller(office: Office, name: str) -> Caller:
    with office.world.stores[-1].reading() as work:
        key = work.api_keys.get(office.ids[name])
    assert key is not None
    return Caller(key=key.id, role=key.role, body=key.body, holder=key.holder, person=key.person)


def approved(office: Office, *drafts: Any, deps: ProposalDeps, by: str = "") -> StoredProposal:
    """Proposed and approved, but not carried out."""
    wish = Wish(
        kind=ProposalKind.ISSUE, body="VD-LAB" if by else "VD-CERT", content=proposed(drafts, None),
        count=len(drafts),
    )  # fmt: skip
    made: list[str] = []

    def render(proposal: StoredProposal) -> tuple[int, bytes]:
        made.append(proposal.id)
        return 201, b"{}"

    propose(
        wish, caller(office, by + "preparer"), Claim(key=str(drafts), request=bytes(32)), render, deps=deps
    )
    return approve(made[0], caller(office, by + "approver"), None, deps=deps)


def no_answer(_body: str) -> Any:
    raise TransientError("CHAIN_UNREACHABLE", endpoint="memory:")


def stuck(office: Office) -> ProposalDeps:
    """Nobody answers while it is approved."""
    return replace(office.proposals(), acts={ProposalKind.ISSUE: IssueAct(no_answer)})


def state(office: Office, proposal: StoredProposal) -> ProposalState:
    with office.world.stores[-1].reading() as work:
        found = work.proposals.get(proposal.id)
    assert found is not None
    return found.state


@pytest.mark.parametrize("persisted", [False, True], ids=["fails", "fails-but-persisted"])
@pytest.mark.parametrize("number", [1, 2])
def test_the_worker_goes_on_after_a_fault_at_any_write(office: Office, number: int, persisted: bool) -> None:
    proposal = approved(office, draft("A-1"), deps=stuck(office))
    assert proposal.state is ProposalState.APPROVED
    store = FaultyStore(office.world.stores[-1], Faults(("commit", number), persisted))
    with pytest.raises(TransientError):
        carry_on(office.proposals(store))
    carry_on(office.proposals())
    assert state(office, proposal) is ProposalState.DONE
    assert carry_on(office.proposals()) == ()
    with office.world.stores[-1].reading() as work:
        assert [row.number for row in work.certificates.each()] == ["A-1"]
    assert [act for _, act, _ in office.log()].count("proposal.done") == 1
    office.anchor_all()
    assert office.world.disagreements() == []


def test_two_workers_carry_a_proposal_out_once(office: Office) -> None:
    proposal = approved(office, draft("A-1"), deps=stuck(office))
    deps = office.proposals()
    act = deps.acts[ProposalKind.ISSUE]

    class Overtaken:
        """Another worker is done just before this one writes that it is."""

        show = act.show

        def carry_out(self, given: Any, content: Any) -> Any:
            result = act.carry_out(given, content)
            carry_on(deps)
            return result

    carry_on(replace(deps, acts={ProposalKind.ISSUE: Overtaken()}))
    assert state(office, proposal) is ProposalState.DONE
    assert [a for _, a, _ in office.log()].count("proposal.done") == 1


def test_a_proposal_whose_key_does_not_open_waits_and_holds_up_none(office: Office) -> None:
    first = approved(office, calibration_draft(), deps=stuck(office), by="other-")
    second = approved(office, draft("A-1"), deps=stuck(office))

    def locked(body: str) -> Any:
        if body == "VD-LAB":
            raise RefusedError("KEY_PASSWORD_WRONG")
        return office.world.issue_deps(body)

    deps = replace(office.proposals(), acts={ProposalKind.ISSUE: IssueAct(locked)})
    with pytest.raises(TransientError, match="SIGNING_NOT_READY"):
        carry_on(deps)
    assert (state(office, first), state(office, second)) == (ProposalState.APPROVED, ProposalState.DONE)


def test_content_that_was_changed_is_never_carried_out(office: Office) -> None:
    proposal = approved(office, draft("A-1"), deps=stuck(office))
    store = office.world.stores[-1]
    with store.reading() as work:
        kept = work.proposals.content(proposal.key)

    class Altered:
        """A store whose disk was written by another hand."""

        def __init__(self, work: Any) -> None:
            self._work = work

        def __getattr__(self, name: str) -> Any:
            return getattr(self._work, name)

        def content(self, _key: int) -> Any:
            return replace(kept, document=kept.document.replace(b"A-1", b"A-2"))

    class AlteredStore:
        def reading(self) -> Any:
            @contextmanager
            def opened() -> Iterator[Any]:
                with store.reading() as work:
                    work.proposals = Altered(work.proposals)  # type: ignore[assignment]
                    yield work

            return opened()

        writing = store.writing

    with pytest.raises(InternalError, match="PROPOSAL_DAMAGED"):
        carry_on(replace(office.proposals(), store=AlteredStore()))
    assert state(office, proposal) is ProposalState.APPROVED


def test_the_worker_carries_out_and_anchors(office: Office) -> None:
    proposal = approved(office, draft("A-1"), deps=stuck(office))
    rounds: list[str] = []

    class Told:
        def ended(self, batch: StoredBatch) -> None:
            rounds.append(batch.state)

        def postponed(self, error: Exception) -> None:
            raise error

    run_worker(
        office.world.anchor_deps(),
        stopped=lambda: len(rounds) == 1,
        watcher=Told(),
        proposals=office.proposals(),
    )
    assert (state(office, proposal), rounds) == (ProposalState.DONE, ["FINAL"])


class _ByBody:
    """One act for the certification body's proposals, another for the laboratory's."""

    def __init__(self, first: Any, second: Any) -> None:
        self._acts: dict[str | None, Any] = {"VD-CERT": first, "VD-LAB": second}

    def show(self, proposal: StoredProposal, content: Any) -> Any:
        return self._acts[proposal.body].show(proposal, content)

    def carry_out(self, proposal: StoredProposal, content: Any) -> Any:
        return self._acts[proposal.body].carry_out(proposal, content)


class Waiting:
    """An act that the authority has to wait for, until its guardian cancels it."""

    def __init__(self) -> None:
        self.cancelled = False

    def show(self, *_: Any) -> Any:
        """Not asked here."""

    def carry_out(self, *_: Any) -> Any:
        if self.cancelled:
            raise RefusedError("ACT_CANCELLED", operation="0x01")
        raise ScheduledError(ScheduledAct("0x01", 1, 2, new=False))


def test_what_waits_stays_approved_is_told_last_and_ends_when_it_is_cancelled(office: Office) -> None:
    act = Waiting()
    waiting = replace(office.proposals(), acts={ProposalKind.ISSUE: act})
    proposal = approved(office, draft("A-1"), deps=waiting)
    assert proposal.state is ProposalState.APPROVED
    with pytest.raises(ScheduledError):
        carry_on(waiting)
    other = approved(office, calibration_draft(), deps=stuck(office), by="other-")
    mixed = replace(office.proposals(), acts={ProposalKind.ISSUE: _ByBody(act, IssueAct(no_answer))})
    with pytest.raises(TransientError, match="CHAIN_UNREACHABLE"):
        carry_on(mixed)
    assert {state(office, one) for one in (proposal, other)} == {ProposalState.APPROVED}
    act.cancelled = True
    carry_on(
        replace(mixed, acts={ProposalKind.ISSUE: _ByBody(act, office.proposals().acts[ProposalKind.ISSUE])})
    )
    assert state(office, proposal) is ProposalState.FAILED
