# SPDX-License-Identifier: Apache-2.0
"""A body changes the status of many certificates: one signature and one transaction for up to a hundred.

Everything is looked at before anything is stored, so that one certificate that cannot be changed refuses the
list. The same call again goes on where a crash or a lost reply left it: what is recorded already, and what
is under way with the same wish, is not asked for twice.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from registry.core.records import State, StatusRecord
from registry.core.status import NO_REF
from registry.errors import Finding, RefusedError, StandingError, UsageError
from registry.ports.chain import BlockRef, check_chain
from registry.ports.store import UnitOfWork
from registry.ports.store_rows import StoredStatusRequest
from registry.service.change_status import Change, draft, signed, successor_leaf
from registry.service.deps import AnchorDeps
from registry.service.drive import drive
from registry.service.lane_records import Records
from registry.service.lanes import last_state, may_move, read_lanes
from registry.service.progress import Progress, Silent
from registry.service.status_errand import load_status, wanted
from registry.service.targets import Target

MAX_ITEMS = 100
"""In one transaction: at most 3.2 million gas (docs/spec/contract.md), well below a block's limit."""


@dataclass(frozen=True, slots=True)
class Changed:
    """What became of one target: its request as it ended, or why it was left out. Neither means that the
    chain says so already.
    """

    target: Target
    request: StoredStatusRequest | None = None
    refusal: Finding | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """One record to be asked for: the next free ``n`` of a target's lane, referring to ``ref``."""

    target: Target
    n: int
    change: Change
    ref: bytes = NO_REF


@dataclass
class _Plan:
    """``leads`` are requests under way by their target's subject; ``fresh`` is what must be asked for."""

    leads: dict[bytes, int] = field(default_factory=dict)
    fresh: list[Asked] = field(default_factory=list)
    refusals: dict[bytes, Finding] = field(default_factory=dict)


def change_many(
    targets: Sequence[Target],
    change: Change,
    *,
    deps: AnchorDeps,
    skip_invalid: bool = False,
    progress: Progress | None = None,
) -> list[Changed]:
    """Ask, sign, store, send and wait until each is final, or FAILED with the contract's reason.

    Raises ``StandingError`` with STATUS_MOVE_ILLEGAL and STATUS_PENDING of every target (unless
    ``skip_invalid``), ``RefusedError`` SUCCESSOR_NOT_HERE, STATUS_PENDING and the contract's refusals: then
    nothing was stored; ``UsageError`` STATUS_NOTE_SEVERAL; ``TransientError`` as ``anchor``.
    """
    if change.note and len(targets) > 1:
        raise UsageError("STATUS_NOTE_SEVERAL")
    check_chain(deps.reader, deps.chain)
    ref, head = successor_leaf(change.successor, deps), deps.reader.head()
    plan = _plan(targets, change, ref, deps, head)
    if plan.refusals and not skip_invalid:
        raise StandingError(list(plan.refusals.values()))
    plan.leads.update(ask(plan.fresh, head, deps))
    ended = _drive(plan, deps, progress or Silent())
    return [Changed(t, ended.get(t.subject), plan.refusals.get(t.subject)) for t in targets]


def _plan(targets: Sequence[Target], change: Change, ref: bytes, deps: AnchorDeps, head: BlockRef) -> _Plan:
    with deps.store.reading() as work:
        pending = pending_of(targets, work)
    subjects = [(target.body, target.subject) for target in targets]
    lanes = read_lanes(deps.reader, deps.contract, subjects, head)
    plan = _Plan()
    for target, lane in zip(targets, lanes, strict=True):
        under_way = pending.get(target.subject)
        if under_way is not None and _same(under_way, change, ref):
            plan.leads[target.subject] = under_way.lead or under_way.key
        elif under_way is not None:
            plan.refusals[target.subject] = Finding("STATUS_PENDING", "error", target.place)
        elif lane and says(lane[-1], change):
            continue
        elif may_move(lane, change.state):
            plan.fresh.append(Asked(target, len(lane), change, ref))
        else:
            plan.refusals[target.subject] = illegal_move(target, lane, change.state)
    return plan


def says(record: StatusRecord, change: Change) -> bool:
    """Whether a lane's newest record is what ``change`` would write."""
    timed = change.effective_from in (0, record.effective_from)
    return (record.state, record.reason) == (change.state, change.reason) and timed


def pending_of(targets: Sequence[Target], work: UnitOfWork) -> dict[bytes, StoredStatusRequest]:
    """Requests under way about the targets, by subject."""
    found: dict[bytes, StoredStatusRequest] = {}
    for body in dict.fromkeys(target.body for target in targets):
        subjects = [target.subject for target in targets if target.body == body]
        found.update((request.subject, request) for request in work.statuses.pending(body, subjects))
    return found


def illegal_move(target: Target, lane: Records, to: State) -> Finding:
    """STATUS_MOVE_ILLEGAL for a target, as the contract would answer."""
    params: dict[str, object] = {"from": last_state(lane).name.lower(), "to": to.name.lower()}
    return Finding("STATUS_MOVE_ILLEGAL", "error", target.place, params)


def _same(request: StoredStatusRequest, change: Change, ref: bytes) -> bool:
    return (request.state, request.reason, request.effective_from, request.ref, request.note) == (
        change.state, change.reason, change.effective_from, ref, change.note,
    )  # fmt: skip


def ask(asked: Sequence[Asked], head: BlockRef, deps: AnchorDeps) -> dict[bytes, int]:
    """Sign, let the contract check, and store all of it; returns each subject's leading request.

    Raises ``RefusedError`` STATUS_PENDING and the contract's refusals: then nothing was stored.
    """
    now = max(deps.clock.now(), head.timestamp)
    groups = []
    for group in _groups(asked):
        drafts = [draft((a.target.body, a.target.subject), a.n, a.change, a.ref, now) for a in group]
        requests = signed(drafts, deps)
        deps.writer.check_status(wanted(requests), requests[0].signature)
        groups.append(requests)
    leads = zip(_store(groups, deps), groups, strict=True)
    return {request.subject: lead for lead, group in leads for request in group}


def _groups(asked: Sequence[Asked]) -> Iterator[list[Asked]]:
    """Of one body each, and no larger than fits into a transaction."""
    for body in dict.fromkeys(one.target.body for one in asked):
        own = [one for one in asked if one.target.body == body]
        for start in range(0, len(own), MAX_ITEMS):
            yield own[start : start + MAX_ITEMS]


def _store(groups: Sequence[Sequence[StoredStatusRequest]], deps: AnchorDeps) -> list[int]:
    """Every group in one transaction, before anything is sent."""
    if not groups:
        return []
    with deps.store.writing() as work:
        leads = []
        for group in groups:
            lead = work.statuses.add_all(group)
            if lead is None:  # another process asked meanwhile
                raise RefusedError("STATUS_PENDING")
            leads.append(lead)
        work.commit()
    return leads


def _drive(plan: _Plan, deps: AnchorDeps, progress: Progress) -> dict[bytes, StoredStatusRequest]:
    ended: dict[bytes, StoredStatusRequest] = {}
    leads = list(dict.fromkeys(plan.leads.values()))
    for done, lead in enumerate(leads, start=1):
        requests = drive(load_status(lead, deps), deps).requests
        ended.update((request.subject, request) for request in requests if request.subject in plan.leads)
        progress.step("anchor", done, len(leads))
    return ended
