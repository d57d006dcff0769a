# SPDX-License-Identifier: Apache-2.0
"""The authority's acts on bodies, grants and certificates: checked, previewed, then done as a whole.

Each is one call of the authority's account, mined before it returns; a lost reply is settled by looking at the
chain, which is why acts on certificates skip what its newest record says already.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from msgspec.structs import replace

from registry.core import layout
from registry.core.hashing import body_id
from registry.core.records import (
    BodyRecord,
    ChangeKind,
    ChangeRecord,
    GrantRecord,
    Lane,
    State,
)
from registry.core.types import Address
from registry.errors import Finding, RefusedError, StandingError
from registry.ports.authority import Authority
from registry.ports.chain import ChainReader, Receipt
from registry.service.act_rules import check_reason
from registry.service.change_many import illegal_move, says
from registry.service.change_status import Change
from registry.service.lanes import may_move, read_lanes
from registry.service.orders import MAX_JUDGED, grants_of
from registry.service.preview import Preview, PreviewDeps, judged
from registry.service.progress import Progress
from registry.service.targets import Target
from registry.service.waiting_acts import Waiting


class Standing(StrEnum):
    """Acts on a body or a grant; the value is ``object.verb``."""

    BODY_SUSPEND = "body.suspend"
    BODY_REINSTATE = "body.reinstate"
    BODY_WITHDRAW = "body.withdraw"
    GRANT_SUSPEND = "grant.suspend"
    GRANT_RESTORE = "grant.restore"
    GRANT_REDUCE = "grant.reduce"
    GRANT_WITHDRAW = "grant.withdraw"


_KINDS = {
    "suspend": ChangeKind.SUSPENDED,
    "reinstate": ChangeKind.REINSTATED,
    "restore": ChangeKind.REINSTATED,
    "reduce": ChangeKind.REDUCED,
    "withdraw": ChangeKind.WITHDRAWN,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingAct:
    """``grant`` is 0 for a body; ``effective_from`` UTC seconds, 0 the block's time; ``order`` the number of the
    authority's decision.
    """

    act: Standing
    body: str
    grant: int = 0
    reason: int = 0
    effective_from: int = 0
    order: str = ""


@dataclass(frozen=True, slots=True)
class ActDone:
    """``block`` is ``None`` where the chain said so already."""

    target: Target
    block: int | None


def perform(act: StandingAct, *, authority: Authority) -> Receipt:
    """Do it. Raises ``InputError`` REASON_UNKNOWN, ORDER_NUMBER_*, ``RefusedError`` with the contract's reason."""
    check_reason(act.reason, act.order)
    on_bodies = {
        Standing.BODY_SUSPEND: authority.suspend_body,
        Standing.BODY_REINSTATE: authority.reinstate_body,
        Standing.BODY_WITHDRAW: authority.withdraw_body,
    }
    if act.act in on_bodies:
        call = on_bodies[act.act]
        return call(act.body, effective_from=act.effective_from, reason=act.reason, order=act.order)
    on_grants = {
        Standing.GRANT_SUSPEND: authority.suspend_grant,
        Standing.GRANT_RESTORE: authority.restore_grant,
        Standing.GRANT_REDUCE: authority.reduce_grant,
        Standing.GRANT_WITHDRAW: authority.withdraw_grant,
    }
    return on_grants[act.act](
        act.body, act.grant, effective_from=act.effective_from, reason=act.reason, order=act.order
    )


def preview_act(act: StandingAct, *, deps: PreviewDeps, progress: Progress | None = None) -> Preview:
    """What verifiers will see, once it is in force, of the newest certificates that it concerns (at most
    ``MAX_JUDGED``). Errors among the findings are what the contract would refuse: ALREADY_SUSPENDED,
    NOT_SUSPENDED, TAKES_EFFECT_LATER, INTERVAL_NEGATIVE, ENDS_EARLIER.

    Raises ``InputError`` as ``perform``, ``RefusedError`` BODY_NOT_ON_CHAIN, GRANT_NOT_ON_CHAIN.
    """
    check_reason(act.reason, act.order)
    agreed, snapshots = deps.snapshots()
    at = max(deps.clock.now(), agreed.head().timestamp)
    record = _record(act, agreed, deps.contract)
    refused = list(_refusals(act, record, at))
    overlay = {} if refused else _overlay(act, record, at)
    with deps.store.reading() as work:
        rows = [
            row for row in work.certificates.placed(act.body) if not act.grant or act.grant in grants_of(row)
        ]
    lines = judged(rows[-MAX_JUDGED:], overlay, readers=snapshots, at=at, deps=deps, progress=progress)
    return Preview(lines, tuple(refused), unjudged=max(0, len(rows) - MAX_JUDGED))


def set_by_authority(
    targets: Sequence[Target], change: Change, order: str, *, authority: Authority, deps: PreviewDeps
) -> list[ActDone]:
    """Write ``change`` into the authority's lane of each certificate that does not say it yet.

    Raises ``StandingError`` with STATUS_MOVE_ILLEGAL of every certificate that cannot move so: then none was
    written; ``ScheduledError`` with all that wait for their time; ``InputError`` as ``perform``; ``RefusedError``
    SUBJECT_IS_BATCH and the contract's others.
    """
    check_reason(change.reason, order)
    if any(target.code is None for target in targets):
        raise RefusedError("SUBJECT_IS_BATCH", batchId=targets[0].name)
    subjects = [(target.body, target.subject) for target in targets]
    lanes = read_lanes(deps.reader, deps.contract, subjects, deps.reader.head(), Lane.AUTHORITY)
    pairs = list(zip(targets, lanes, strict=True))
    illegal: list[Finding] = [
        illegal_move(target, lane, change.state)
        for target, lane in pairs
        if not may_move(lane, change.state, Lane.AUTHORITY)
    ]
    if illegal:
        raise StandingError(illegal)
    waiting = Waiting()
    done = []
    for target, lane in pairs:
        said = bool(lane) and says(lane[-1], change)
        block = None if said else waiting.done(partial(_write, target, change, order, authority))
        done.append(ActDone(target, block))
    waiting.tell()
    return done


def lift(
    target: Target, state: State, *, reason: int, effective_from: int = 0, order: str = "",
    authority: Authority, deps: PreviewDeps,
) -> Receipt:  # fmt: skip
    """Undo in the body's lane what a compromised key wrote there last.

    Raises ``RefusedError`` NOTHING_LIFTED for an empty lane, NOTHING_TO_LIFT and STATUS_MOVE_ILLEGAL from the
    contract.
    """
    check_reason(reason, order)
    (lane,) = read_lanes(deps.reader, deps.contract, [(target.body, target.subject)], deps.reader.head())
    if not lane:
        raise RefusedError("NOTHING_LIFTED", name=target.name)
    return authority.lift_status(
        target.body, target.subject, len(lane), state, reason=reason, effective_from=effective_from,
        order=order,
    )  # fmt: skip


def _write(target: Target, change: Change, order: str, authority: Authority) -> int:
    if change.state is State.ACTIVE:
        receipt = authority.reinstate_by_authority(
            target.body, target.subject, reason=change.reason, effective_from=change.effective_from,
            order=order,
        )  # fmt: skip
    else:
        receipt = authority.set_status_by_authority(
            target.body, target.subject, change.state, reason=change.reason,
            effective_from=change.effective_from, order=order,
        )  # fmt: skip
    return receipt.block.number


Record = BodyRecord | GrantRecord


def _record(act: StandingAct, reader: ChainReader, contract: Address) -> Record:
    (slot,) = reader.slots(contract, [_place(act)], reader.head())
    record = GrantRecord.decode(slot) if act.grant else BodyRecord.decode(slot)
    if record is None:
        code = "GRANT_NOT_ON_CHAIN" if act.grant else "BODY_NOT_ON_CHAIN"
        raise RefusedError(code, body=act.body, grant=act.grant)
    return record


def _place(act: StandingAct) -> bytes:
    subject = body_id(act.body)
    return layout.grant_slot(subject, act.grant) if act.grant else layout.body_slot(subject)


def _kind(act: StandingAct) -> ChangeKind:
    return _KINDS[act.act.value.partition(".")[2]]


def _refusals(act: StandingAct, record: Record, at: int) -> Iterator[Finding]:
    """As the contract would refuse it (docs/spec/contract.md)."""
    kind, effective, grant = _kind(act), act.effective_from or at, {"grant": act.grant}
    if kind is ChangeKind.SUSPENDED:
        if record.suspended_from and effective >= record.suspended_from:
            since = {"suspendedFrom": record.suspended_from}
            yield Finding("ALREADY_SUSPENDED", "error", "", {**grant, **since})
    elif kind is ChangeKind.REINSTATED:
        if not record.suspended_from:
            yield Finding("NOT_SUSPENDED", "error", "", {**grant})
        if effective > at:
            yield Finding("TAKES_EFFECT_LATER", "error", "", {"effectiveFrom": effective, "blockTime": at})
    elif effective < record.valid_from:
        yield Finding("INTERVAL_NEGATIVE", "error", "", {"from": record.valid_from, "until": effective})
    elif record.valid_until and effective >= record.valid_until:
        yield Finding("ENDS_EARLIER", "error", "", {**grant, "validUntil": record.valid_until})


def _overlay(act: StandingAct, record: Record, at: int) -> dict[bytes, bytes]:
    kind, effective = _kind(act), min(act.effective_from or at, at)
    change = ChangeRecord(
        kind=int(kind), reason=act.reason, flags=int(effective < at), effective_from=effective, until=0,
        recorded_at=at,
    )  # fmt: skip
    after = replace(
        _moved(record, kind, effective), changes=record.changes + 1, recorded_at=at, reason=act.reason
    )
    n = layout.change_slot(body_id(act.body), act.grant, record.changes)
    return {_place(act): after.encode(), n: change.encode()}


def _moved(record: Record, kind: ChangeKind, effective: int) -> Record:
    if kind is ChangeKind.SUSPENDED:
        return replace(record, suspended_from=effective)
    if kind is ChangeKind.REINSTATED:
        return replace(record, suspended_from=0)
    return replace(record, valid_until=effective)
