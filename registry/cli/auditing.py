# SPDX-License-Identifier: Apache-2.0
"""One replay as the verbs of ``antin audit`` do it: from which source, up to which block, with progress."""

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from registry.cli.options import parse_moment
from registry.errors import EvidenceError, Finding, InputError, UsageError

if TYPE_CHECKING:
    from registry.audit.compare import Break, Examination
    from registry.audit.replay import Watch
    from registry.bootstrap import Workplace
    from registry.chain.log_file import LogFile, Origin
    from registry.chain.reader import RpcChainReader
    from registry.cli.output import Output
    from registry.core.types import Address
    from registry.ports.chain import BlockRef
    from registry.ports.logs import LogPage, LogReader
    from registry.verify.trust import PinnedContract

_PATIENCE = 1.0  # seconds before progress is worth showing
_FOLDER = "audit"

To = Annotated[
    int | None,
    typer.Option("--to", metavar="BLOCK", min=0, help="Đến khối / up to this block (default: newest)."),
]
AtTime = Annotated[
    str | None, typer.Option("--at", metavar="DATE", help="Đến thời điểm / up to this day or instant.")
]
LogFileOption = Annotated[
    Path | None,
    typer.Option("--log", metavar="FILE", help="Kiểm bản ghi / judge a recorded log, not the node's."),
]
Record = Annotated[
    Path | None,
    typer.Option("--record", metavar="FILE", help="Ghi nhật ký, ghi tiếp / record the log, or go on."),
]
Contract = Annotated[
    str | None,
    typer.Option("--contract", metavar="0x…", help="Hợp đồng trong danh sách tin cậy / which one."),
]


@dataclass(frozen=True)
class Sources:
    """Where the logs come from and how far: the options that all verbs share."""

    to: int | None = None
    at: str | None = None
    log: Path | None = None
    record: Path | None = None
    contract: str | None = None


class Audit:
    """A pinned contract, the node that is asked for its storage, and the block that the replay ends with.

    Raises ``EvidenceError`` WRONG_CHAIN, CONTRACT_MISSING, CONTRACT_DIFFERENT, ``UsageError`` for options.
    """

    def __init__(self, place: "Workplace", sources: Sources, out: "Output") -> None:
        from registry.chain.contract import check_contract
        from registry.ports.chain import check_chain

        self.place = place
        self.pinned = _pinned(place, sources.contract)
        self.reader: RpcChainReader = place.readers[0]
        check_chain(self.reader, place.identity)
        check_contract(self.reader, self.contract, self.pinned.code_hash)
        self._sources = sources
        self._out = out
        self._judged = self._open_log()
        self.block = self._target()

    @property
    def contract(self) -> "Address":
        """Its address."""
        return self.pinned.address

    def run(self, watch: "Watch | None" = None) -> "Examination":
        """Replay and compare with the contract's storage. What this registry read before is no witness: where
        the contract does not confirm it, everything is read anew.
        """
        found = self._run(watch)
        own = self._own_record()
        if found.broken is None or self._judged or self._sources.record or own is None:
            return found
        from registry.chain.log_file import LogFile

        LogFile(own).cut(None)
        return self._run(watch)

    def _run(self, watch: "Watch | None") -> "Examination":
        from registry.audit.compare import confirmed, examine
        from registry.audit.state import RegistryState

        state = RegistryState(self.place.identity.chain_id)
        first = self.pinned.from_block
        pages = self._shown(self._logs().pages(self.contract, first, self.block.number))
        if self._judged is not None:
            pages = confirmed(pages, self.reader, self.block)
        return examine(pages, state, self.reader, self.contract, self.block, first=first, watch=watch)

    def _logs(self) -> "LogReader":
        """A recording to be judged, or the node with a recording to go on with."""
        from registry.chain.log_file import LogFile, Origin
        from registry.chain.log_resume import ResumedLogs

        if self._judged is not None:
            return self._judged
        origin = Origin(self.place.identity, self.contract, self.pinned.from_block)
        given, own = self._sources.record, self._own_record()
        if given is not None:
            recording = LogFile(given) if given.exists() else LogFile.create(given, origin)
            recording.check(origin.chain, origin.contract, origin.first)
        elif own is not None:
            recording = _own_recording(own, origin)
        else:
            return self.place.log_reader
        return ResumedLogs(recording, self.place.log_reader, self.reader)

    def _own_record(self) -> Path | None:
        """What this registry read before, so that an interrupted replay goes on; none without a folder of
        one's own.
        """
        root = self.place.home.root
        ours = root.is_dir() and os.access(root, os.W_OK)
        return root / _FOLDER / f"{self.contract.hex()}.jsonl" if ours else None

    def _open_log(self) -> "LogFile | None":
        from registry.chain.log_file import LogFile

        if self._sources.log is None:
            return None
        if self._sources.record is not None:
            raise UsageError("AUDIT_LOG_OR_RECORD")
        recorded = LogFile(self._sources.log)
        recorded.check(self.place.identity, self.contract)
        return recorded

    def _target(self) -> "BlockRef":
        head = self.reader.head()
        asked = self._asked(head)
        if self._judged is not None:
            last = self._judged.last_block()
            if asked is None:
                asked = min(last, head.number)
            elif asked > last:
                raise EvidenceError("AUDIT_LOG_SHORT", str(self._sources.log), last=last, asked=asked)
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

    def _shown(self, pages: "Iterator[LogPage]") -> "Iterator[LogPage]":
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


def broken_finding(broken: "Break") -> Finding:
    """Where log and chain part, in words."""
    code = "AUDIT_LOG_BROKEN" if broken.exact else "AUDIT_LOG_BROKEN_BY"
    return Finding(code, "error", "", {"block": broken.block})


def _pinned(place: "Workplace", address: str | None) -> "PinnedContract":
    contracts = place.network.contracts
    if address is None:
        return place.network.current
    found = next((c for c in contracts if c.address.hex() == address.lower().removeprefix("0x")), None)
    if found is None:
        known = ", ".join("0x" + contract.address.hex() for contract in contracts)
        raise UsageError("AUDIT_CONTRACT_NOT_PINNED", contract=address, known=known)
    return found


def _block_of(reader: "RpcChainReader", instant: int, span: tuple[int, int]) -> int:
    """The last block at or before an instant; ``span`` is a block before it and one after it."""
    low, high = span
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if reader.block_at(middle).timestamp <= instant else (low, middle)
    return low
