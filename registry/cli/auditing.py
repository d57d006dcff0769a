# SPDX-License-Identifier: Apache-2.0
"""One replay as the verbs of ``antin audit`` do it: from which source, up to which block, with progress."""

import os
import time
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from registry.cli.audit_nodes import Heard, Turns, cut, longer
from registry.cli.audit_options import Sources
from registry.cli.audit_recording import Beyond, Judged, beyond
from registry.cli.options import parse_moment
from registry.errors import EvidenceError, Finding, InputError, TransientError, UsageError

if TYPE_CHECKING:
    from registry.audit.compare import Break, Examination
    from registry.audit.timeline import Told
    from registry.bootstrap import Workplace
    from registry.chain.log_file import LogFile, Origin
    from registry.chain.panel import Panel
    from registry.chain.panel_logs import PanelLogs
    from registry.cli.output import Output
    from registry.core.types import Address
    from registry.ports.chain import BlockRef, ChainReader
    from registry.ports.logs import LogPage, LogReader
    from registry.verify.trust import PinnedContract

_PATIENCE = 1.0  # seconds before progress is worth showing
_FOLDER = "audit"
DIFFERENCES, UNJUDGED = 1, 2


class Audit:
    """A pinned contract, the nodes that are asked for its storage, and the block that the replay ends with.

    ``reader`` believes what as many nodes say as the network demands; logs come from one node at a time. Raises
    ``EvidenceError`` EVIDENCE_NO_NODE, WRONG_CHAIN, CONTRACT_MISSING, CONTRACT_DIFFERENT, ``TransientError``,
    ``UsageError`` for options.
    """

    def __init__(self, place: "Workplace", sources: Sources, out: "Output") -> None:
        self.place = place
        self.pinned = _pinned(place, sources.contract)
        self._sources = sources
        self._out = out
        self._heard = Heard(out)
        self._judged = self._open_log()  # before nodes are asked: a file that is not there is told at once
        self.faults: list[Finding] = self._judged.faults if self._judged else []
        self.unjudged: list[Finding] = []
        self.beyond: Beyond | None = None
        self.reader: Panel = place.witnesses(self.pinned)
        self.reader.check()
        self.block = self._target()

    @property
    def contract(self) -> "Address":
        """Its address."""
        return self.pinned.address

    @property
    def warnings(self) -> list[Finding]:
        """Nodes that failed or whose log is not the contract's, and what was wrong with the recording."""
        return self._heard.warnings

    def exit_code(self, findings: Sequence[Finding]) -> int:
        """1 for differences, 2 where a part could not be judged, 0 where all of it agrees."""
        return DIFFERENCES if findings else UNJUDGED if self.unjudged else 0

    def run(self, told: "Told | None" = None) -> "Examination":
        """Replay and compare with the contract's storage. No node and no recording of earlier runs is a witness by
        itself: where the contract does not confirm what one gave, the next is asked.
        """
        from registry.audit.compare import mark_at

        if self._judged is None:
            return self._of_nodes(told)
        found = self._examined(self._judged.log, told)
        self._ask_everybody(found)
        if found.broken is None and self._asked(self._head) is None:
            newest = mark_at(self.reader, self.contract, self._head)[1]
            self.beyond = beyond(self._judged.last, self._head.number, newest - found.state.count, self._out)
        return found

    def _of_nodes(self, told: "Told | None") -> "Examination":
        """The log that holds, else the one that holds for longest."""
        nodes = self.place.logs_of(self.reader, self._heard.failed)
        turns, best = Turns(nodes.names), None
        while order := turns.take():
            logs, recording = nodes.only(order), self._recording()
            try:
                found = self._examined(self._gone_on(recording, logs), told)
            except (TransientError, EvidenceError):
                if best is None:
                    raise
                break  # nobody is left who could go on, and somebody's log was read to its end
            if found.broken is None:
                turns.trust(logs.givers(), logs.fell)
                best = found
                break
            self._ask_everybody(found)
            if recording and self._is_from(recording, logs, found.broken):
                turns.again(order)
                continue
            turns.doubt(logs.givers(found.broken.block), found.broken)
            best = longer(best, found)
            if recording and turns.more():
                cut(recording, found.broken, logs.begun)
        for name, broken in turns.wrong.items() if len(turns.names) > 1 else ():
            self._heard.wrong(name, broken)
        assert best is not None  # the first turn is always taken, and either raises or is kept
        return best

    def _is_from(self, recording: "LogFile", logs: "PanelLogs", broken: "Break") -> bool:
        """Whether a break is, or may be, in what was recorded before: then it is cut there."""
        begun = self.block.number + 1 if logs.begun is None else logs.begun
        if begun <= self.pinned.from_block or (broken.exact and broken.block >= begun):
            return False
        self._heard.cut(str(recording.path), broken)
        cut(recording, broken, self.pinned.from_block)
        return True

    def _ask_everybody(self, found: "Examination") -> None:
        """Before a log is called broken: whether any node has other storage. Raises ``TransientError``
        EVIDENCE_NODES_DISAGREE.
        """
        from registry.audit.compare import mark_at

        if found.broken is None:
            return
        self.reader.unopposed(lambda node: mark_at(node, self.contract, self.block), self.block.number)

    def _examined(self, logs: "LogReader", told: "Told | None") -> "Examination":
        from registry.audit.compare import confirmed, examine
        from registry.audit.state import RegistryState

        if told is not None:
            told.events.clear()
        first = self.pinned.from_block
        state, watch = RegistryState(self.place.identity.chain_id), told.watch if told else None
        with closing(self._shown(logs.pages(self.contract, first, self.block.number))) as shown:
            pages = shown if self._judged is None else confirmed(shown, self.reader, self.block)
            return examine(pages, state, self.reader, self.contract, self.block, first=first, watch=watch)

    def _gone_on(self, recording: "LogFile | None", nodes: "PanelLogs") -> "LogReader":
        from registry.chain.log_resume import ResumedLogs

        return nodes if recording is None else ResumedLogs(recording, nodes, self.reader)

    def _recording(self) -> "LogFile | None":
        """What is gone on with: the one that was named, or the registry's own."""
        from registry.chain.log_file import LogFile, Origin

        origin = Origin(self.place.identity, self.contract, self.pinned.from_block)
        given, own = self._sources.record, self._own_record()
        if given is not None:
            recording = LogFile(given) if given.exists() else LogFile.create(given, origin)
            recording.check(origin.chain, origin.contract, origin.first)
            return recording
        return _own_recording(own, origin) if own is not None else None

    def _own_record(self) -> Path | None:
        """What this registry read before, so that an interrupted replay goes on; none without a folder of
        one's own.
        """
        root = self.place.home.root
        ours = root.is_dir() and os.access(root, os.W_OK)
        return root / _FOLDER / f"{self.contract.hex()}.jsonl" if ours else None

    def _open_log(self) -> Judged | None:
        if self._sources.log is None:
            return None
        if self._sources.record is not None:
            raise UsageError("AUDIT_LOG_OR_RECORD")
        return Judged(self._sources.log, self.place.identity, self.contract)

    def _target(self) -> "BlockRef":
        head = self._head = self.reader.head()
        asked = self._asked(head)
        if self._judged is not None:
            last, unjudged = self._judged.last, self._judged.unjudged(head.number)
            if asked is None:
                asked, self.unjudged = min(last, head.number), unjudged
            elif asked > last:
                raise EvidenceError("AUDIT_LOG_SHORT", str(self._sources.log), last=last, asked=asked)
            else:
                self._heard.aside(unjudged)
        if asked is None or asked == head.number:
            return head
        if not self.pinned.from_block <= asked < head.number:
            raise UsageError("AUDIT_BLOCK_UNKNOWN", first=self.pinned.from_block, last=head.number)
        return self.reader.block_at(asked)

    def _asked(self, head: "BlockRef") -> int | None:
        from registry.verify.values import last_instant

        if self._sources.to is not None and self._sources.at is not None:
            raise UsageError("AUDIT_TO_OR_AT")
        moment = parse_moment(self._sources.at, "--at")
        if moment is None:
            return self._sources.to
        instant = moment if isinstance(moment, int) else last_instant(moment)
        if instant >= head.timestamp:
            return head.number
        return _block_of(self.reader, instant, (self.pinned.from_block - 1, head.number))

    def _shown(self, pages: "Iterator[LogPage]") -> "Generator[LogPage]":
        """Pages with a bar on standard error, once they take longer than a moment."""
        first, last = self.pinned.from_block, self.block.number
        started, bar = time.monotonic(), None
        try:
            for page in pages:
                yield page
                if bar is None and time.monotonic() - started > _PATIENCE:
                    bar = self._out.progress().__enter__()
                if bar is not None:
                    bar.step("khối / blocks", page.end.number - first + 1, last - first + 1)
        finally:
            if bar is not None:
                bar.__exit__(None, None, None)


def _own_recording(path: Path, origin: "Origin") -> "LogFile":
    """The registry's own, begun anew where it is not this contract's or cannot be read."""
    from registry.chain.log_file import LogFile

    try:
        found = LogFile(path)
    except InputError:
        return LogFile.create(path, origin)
    return found if found.origin == origin else LogFile.create(path, origin)


def _pinned(place: "Workplace", address: str | None) -> "PinnedContract":
    contracts = place.network.contracts
    if address is None:
        return place.network.current
    found = next((c for c in contracts if c.address.hex() == address.lower().removeprefix("0x")), None)
    if found is None:
        known = ", ".join("0x" + contract.address.hex() for contract in contracts)
        raise UsageError("AUDIT_CONTRACT_NOT_PINNED", contract=address, known=known)
    return found


def _block_of(reader: "ChainReader", instant: int, span: tuple[int, int]) -> int:
    """The last block at or before an instant; ``span`` is a block before it and one after it."""
    low, high = span
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if reader.block_at(middle).timestamp <= instant else (low, middle)
    return low
