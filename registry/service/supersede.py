# SPDX-License-Identifier: Apache-2.0
"""A later revision ends the one before: once its batch is final, the earlier one is superseded by the body.

Done by whoever looks next: the command that issued, the worker, recovery. A crash in between leaves both
revisions standing until then, never neither. What was withdrawn stays withdrawn.
"""

from collections.abc import Sequence

from registry.core.certificate.common import Change as Why
from registry.core.records import State
from registry.errors import PermanentError, RefusedError
from registry.ports.chain import BlockRef
from registry.ports.store_rows import Succeeded, Succession
from registry.service.change_many import Asked, ask, pending_of
from registry.service.change_status import Change
from registry.service.check_drafts import read_content
from registry.service.deps import AnchorDeps
from registry.service.drive import drive, push
from registry.service.lane_records import Records
from registry.service.lanes import last_state, may_move, read_lanes
from registry.service.status_errand import load_status
from registry.service.targets import target_of

_ENDED = {State.SUPERSEDED: Succeeded.SUPERSEDED, State.WITHDRAWN: Succeeded.WITHDRAWN}
_DATA_CORRECTED, _AT_REQUEST, _OTHER = 16, 6, 99
# Reason codes of docs/spec/batch-life.md: holders ask for these changes (ISO/IEC 17065 §7.10); why a scope was
# reduced or a certificate replaced only its new revision says.
REASON = {
    Why.CORRECTION: _DATA_CORRECTED,
    Why.HOLDER_CHANGE: _AT_REQUEST,
    Why.SCOPE_EXTENDED: _AT_REQUEST,
    Why.VALIDITY_EXTENDED: _AT_REQUEST,
    Why.SCOPE_REDUCED: _OTHER,
    Why.REPLACED: _OTHER,
}


def supersede(deps: AnchorDeps, *, batches: Sequence[int] | None = None, wait: bool = False) -> int:
    """End every earlier revision whose successor is final (only successors in ``batches``); returns how many
    are settled by now. Without ``wait`` each goes as far as it goes at once.

    A body whose key cannot sign does not hold up the others: the first such error is raised at the end.
    Raises ``TransientError`` as ``anchor``.
    """
    due = _due(deps, batches)
    if not due:
        return 0
    errors = [error for body in _bodies(due) if (error := _ask_for(body, due, deps, wait=wait))]
    settled = _settle(_due(deps, batches), deps)
    if errors:
        raise errors[0]
    return settled


def _due(deps: AnchorDeps, batches: Sequence[int] | None) -> list[Succession]:
    with deps.store.reading() as work:
        return work.successions.due(deps.chain.chain_id, deps.contract, batches)


def _bodies(due: Sequence[Succession]) -> list[str]:
    return list(dict.fromkeys(succession.new.body for succession in due))


def _ask_for(body: str, due: Sequence[Succession], deps: AnchorDeps, *, wait: bool) -> PermanentError | None:
    own = [succession for succession in due if succession.new.body == body]
    head = deps.reader.head()
    asked = _asked(own, head, deps)
    try:
        leads = sorted(set(ask(asked, head, deps).values()))
    except RefusedError as error:
        # Another process was quicker: whatever it stored is under way.
        return None if error.code == "STATUS_PENDING" else error
    except PermanentError as error:
        return error
    for lead in leads:
        (drive if wait else push)(load_status(lead, deps), deps)
    return None


def _asked(own: Sequence[Succession], head: BlockRef, deps: AnchorDeps) -> list[Asked]:
    """Those whose lane is open and about which nothing else is under way."""
    with deps.store.reading() as work:
        pending = pending_of([target_of(succession.previous) for succession in own], work)
    return [
        Asked(target_of(succession.previous), len(lane), _change(succession), succession.new.leaf)
        for succession, lane in zip(own, _lanes(own, head, deps), strict=True)
        if may_move(lane, State.SUPERSEDED) and succession.previous.leaf not in pending
    ]


def _settle(due: Sequence[Succession], deps: AnchorDeps) -> int:
    """Remember those whose lane is closed in a block that is final."""
    head = deps.reader.head()
    block = deps.reader.block_at(max(0, head.number - deps.finality)) if deps.finality else head
    closed = [
        (succession, _ENDED[last_state(lane)])
        for succession, lane in zip(due, _lanes(due, block, deps), strict=True)
        if last_state(lane) in _ENDED
    ]
    if closed:
        with deps.store.writing() as work:
            for succession, ended in closed:
                work.successions.settle(succession, ended, deps.clock.now())
            work.commit()
    return len(closed)


def _lanes(due: Sequence[Succession], block: BlockRef, deps: AnchorDeps) -> list[Records]:
    subjects = [(succession.previous.body, bytes(succession.previous.leaf)) for succession in due]
    return read_lanes(deps.reader, deps.contract, subjects, block)


def _change(succession: Succession) -> Change:
    why = read_content(succession.new.content).change
    return Change(State.SUPERSEDED, REASON[why] if why else _OTHER)
