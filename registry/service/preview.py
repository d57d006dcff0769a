# SPDX-License-Identifier: Apache-2.0
"""What verifiers will see once a change is recorded, shown before anybody signs it.

The verifier itself is asked, once about the chain as it is and once about the chain with the new records
laid over its newest block: nothing is guessed, and a change that another lane hides shows as no change.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from registry.core import layout
from registry.core.hashing import body_id
from registry.core.records import Lane, State, StatusRecord
from registry.core.types import Address, Code
from registry.errors import Finding
from registry.ports.chain import ChainReader
from registry.ports.clock import Clock
from registry.ports.store import Store
from registry.service.bundle import StoredBundles
from registry.service.change_many import illegal_move, pending_of, says
from registry.service.change_status import Change
from registry.service.lane_records import Records
from registry.service.lanes import may_move, read_lanes
from registry.service.overlay import Overlay, Snapshot
from registry.service.progress import Progress, Silent
from registry.service.seen import Seen, added_notes, notes_mapping, report_of, seen_of
from registry.service.targets import Target, certificates_of
from registry.verify.results import Note
from registry.verify.trust import TrustList
from registry.verify.values import Instant, localised


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewDeps:
    """``reader`` is what as many nodes say as must agree: it decides about moves. ``readers`` are the nodes as a
    verifier asks them. ``anchor_key`` gives the address that would sign for a body, whose reinstatements count
    only while that key is good.
    """

    store: Store
    reader: ChainReader
    readers: Sequence[ChainReader]
    trust: TrustList
    contract: Address
    clock: Clock
    anchor_key: Callable[[str], Address]

    def snapshots(self) -> tuple[Snapshot, list[Snapshot]]:
        """The chain at its newest block: what is agreed there, and each node of it for a verifier."""
        agreed = Snapshot(self.reader)
        return agreed, [Snapshot(reader, agreed.head()) for reader in self.readers]


class Shown(Protocol):
    """A certificate as far as a preview names it."""

    @property
    def code(self) -> Code:
        """Its code."""

    @property
    def body(self) -> str:
        """Whose it is."""

    @property
    def number(self) -> str:
        """As printed."""

    @property
    def revision(self) -> int:
        """From 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewLine:
    """One certificate before and after; ``None`` where its batch is not final, so that nobody sees it yet."""

    code: Code
    body: str
    number: str
    revision: int
    now: Seen | None
    after: Seen | None
    added: tuple[Note, ...] = ()
    """Warnings that verifiers show afterwards and do not show now."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What verifiers see of certificates before and after.

    ``findings``: errors are what the contract would refuse, warnings what a person should know first.
    """

    lines: tuple[PreviewLine, ...]
    findings: tuple[Finding, ...] = ()
    unjudged: int = 0
    """Further certificates that it concerns and that were not judged, for their number."""

    @property
    def refused(self) -> bool:
        """Whether the contract would take none of it as it stands."""
        return any(finding.severity == "error" for finding in self.findings)

    def counts(self) -> dict[str, dict[str, int]]:
        """How many certificates have each outcome ``now`` and ``after``; PENDING are not final yet."""
        return {
            "now": _count(line.now for line in self.lines),
            "after": _count(line.after for line in self.lines),
        }

    def to_mapping(self) -> dict[str, Any]:
        """JSON members: ``counts, unjudged, certificates[code, body, number, revision, now, after, added]``."""
        rows = [
            {"code": line.code, "body": line.body, "number": line.number, "revision": line.revision,
             "now": line.now and line.now.to_mapping(), "after": line.after and line.after.to_mapping(),
             "added": notes_mapping(line.added)}
            for line in self.lines
        ]  # fmt: skip
        return {"counts": self.counts(), "unjudged": self.unjudged, "certificates": rows}


def preview(
    targets: Sequence[Target],
    change: Change,
    *,
    deps: PreviewDeps,
    lane: Lane = Lane.BODY,
    progress: Progress | None = None,
) -> Preview:
    """What ``change`` would show of each target; a batch is shown by its certificates.

    Findings: STATUS_MOVE_ILLEGAL, STATUS_PENDING, EFFECTIVE_NOT_NOW, TAKES_EFFECT_LATER (errors: the
    contract would refuse, so nothing is laid over); PREVIEW_ALREADY, PREVIEW_FINAL_MOVE, PREVIEW_BACKDATED,
    PREVIEW_UNANCHORED, PREVIEW_NO_DIFFERENCE. Raises ``TransientError`` and ``EvidenceError`` as the
    readers do; what a verifier cannot tell for want of evidence is shown as such.
    """
    agreed, snapshots = deps.snapshots()
    head = agreed.head()
    at = max(deps.clock.now(), head.timestamp)
    subjects = [(target.body, target.subject) for target in targets]
    lanes = read_lanes(agreed, deps.contract, subjects, head, lane)
    with deps.store.reading() as work:
        rows = list(certificates_of(targets, work))
        pending = pending_of(targets, work) if lane is Lane.BODY else {}
    findings: list[Finding] = []
    overlay: dict[bytes, bytes] = {}
    for target, records in zip(targets, lanes, strict=True):
        found = list(_findings(target, records, change, lane, at))
        if target.subject in pending:
            found.append(Finding("STATUS_PENDING", "error", target.place))
        findings += found
        if not any(finding.severity == "error" for finding in found):
            actor = deps.anchor_key(target.body) if lane is Lane.BODY else Address(bytes(20))
            slot = layout.status_slot(body_id(target.body), target.subject, lane, len(records))
            overlay[slot] = _record(change, at, actor).encode()
    lines = judged(rows, overlay, readers=snapshots, at=at, deps=deps, progress=progress)
    return Preview(lines, (*findings, *([] if len(overlay) < len(targets) else hidden(lines))))


def judged(
    rows: Sequence[Shown],
    overlay: Mapping[bytes, bytes],
    *,
    readers: Sequence[Snapshot],
    at: int,
    deps: PreviewDeps,
    progress: Progress | None = None,
) -> tuple[PreviewLine, ...]:
    """Each certificate as a verifier sees it at ``at``, without and with ``overlay`` in the contract."""
    shown = progress or Silent()
    changed = [Overlay(reader, deps.contract, overlay) for reader in readers]
    bundles = StoredBundles(deps.store)
    lines = []
    for done, row in enumerate(rows, start=1):
        data = bundles.by_code(row.code)
        now, after = (report_of(data, nodes, at, deps.trust, bundles) for nodes in (readers, changed))
        lines.append(
            PreviewLine(
                code=row.code, body=row.body, number=row.number, revision=row.revision,
                now=seen_of(now), after=seen_of(after), added=added_notes(now, after),
            )
        )  # fmt: skip
        shown.step("preview", done, len(rows))
    return tuple(lines)


def hidden(lines: Sequence[PreviewLine]) -> list[Finding]:
    """PREVIEW_UNANCHORED and PREVIEW_NO_DIFFERENCE, one warning for each certificate that it concerns."""
    return [
        Finding("PREVIEW_UNANCHORED" if line.now is None else "PREVIEW_NO_DIFFERENCE", "warning",
                f"{line.number} r{line.revision}")
        for line in lines
        if line.now == line.after and not line.added
    ]  # fmt: skip


def _record(change: Change, at: int, actor: Address) -> StatusRecord:
    effective = change.effective_from or at
    return StatusRecord(
        state=int(change.state), reason=change.reason, backdated=int(effective < at),
        effective_from=effective, recorded_at=at, actor=int.from_bytes(actor, "big"),
    )  # fmt: skip


def _findings(target: Target, records: Records, change: Change, lane: Lane, at: int) -> Iterator[Finding]:
    state: dict[str, object] = {"state": change.state.name.lower()}
    if records and says(records[-1], change):
        yield Finding("PREVIEW_ALREADY", "warning", target.place, state)
    elif not may_move(records, change.state, lane):
        yield illegal_move(target, records, change.state)
    elif lane is Lane.BODY and change.state in (State.SUPERSEDED, State.WITHDRAWN):
        yield Finding("PREVIEW_FINAL_MOVE", "warning", target.place, state)
    yield from _times(target, change, lane, at)


def _times(target: Target, change: Change, lane: Lane, at: int) -> Iterator[Finding]:
    if change.effective_from > at:
        params: dict[str, object] = {"effectiveFrom": change.effective_from, "blockTime": at}
        yield Finding("TAKES_EFFECT_LATER", "error", target.place, params)
    elif change.effective_from and lane is Lane.BODY and change.state is not State.WITHDRAWN:
        yield Finding("EFFECTIVE_NOT_NOW", "error", target.place, {"effectiveFrom": change.effective_from})
    elif change.effective_from:
        since = localised({"since": Instant(change.effective_from)}, "vi")
        yield Finding("PREVIEW_BACKDATED", "warning", target.place, dict(since))


def _count(seen: Iterable[Seen | None]) -> dict[str, int]:
    return dict(Counter("PENDING" if one is None else one.outcome for one in seen))
