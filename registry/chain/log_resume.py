# SPDX-License-Identifier: Apache-2.0
"""Reading that goes on where an earlier run stopped, and steps back where the chain was reorganised."""

from collections.abc import Iterator
from itertools import chain as joined

from registry.chain.log_file import LogFile
from registry.core.types import Address
from registry.errors import TransientError
from registry.ports.chain import BlockRef, ChainReader
from registry.ports.logs import LogPage, LogReader, RawLog


class ResumedLogs:
    """``LogReader`` over a recording and a node: recorded blocks come from disk, later ones from the node, and
    are recorded. ``reader`` says which blocks the chain has now.
    """

    def __init__(self, recording: LogFile, node: LogReader, reader: ChainReader) -> None:
        self._recording = recording
        self._node = node
        self._reader = reader

    def logs(self, contract: Address, first: int, last: int) -> list[RawLog]:
        """Of blocks ``first`` to ``last``."""
        return [log for page in self.pages(contract, first, last) for log in page.logs]

    def pages(self, contract: Address, first: int, last: int) -> Iterator[LogPage]:
        """As ``LogReader``. A recording whose blocks have left the chain is cut back to what still holds.
        Raises ``EvidenceError`` AUDIT_LOG_FOREIGN for one that begins with another block than ``first``.
        """
        self._recording.check(self._recording.origin.chain, contract, first)
        end = self._still_holds()
        if end is not None and end >= last:
            return self._cropped(contract, first, last)
        kept = self._recording.pages(contract, first, end) if end is not None else iter(())
        rest = self._node.pages(contract, first if end is None else end + 1, last)
        return joined(kept, self._recording.append(rest))

    def _cropped(self, contract: Address, first: int, last: int) -> Iterator[LogPage]:
        """Pages of a recording need not end where this question ends."""
        for page in self._recording.pages(contract, first, last):
            ends_here = page.end.number <= last
            yield page if ends_here else LogPage(self._reader.block_at(last), page.logs)

    def _still_holds(self) -> int | None:
        """The last recorded block that the chain still has; the recording is cut there."""
        ends = self._recording.ends()
        while ends and not self._is_on_chain(ends[-1][0]):
            ends.pop()
        self._recording.cut(ends[-1][1] if ends else None)
        return ends[-1][0].number if ends else None

    def _is_on_chain(self, end: BlockRef) -> bool:
        try:
            return self._reader.block_at(end.number).hash == end.hash
        except TransientError as error:
            if error.code in {"BLOCK_UNKNOWN", "BLOCK_CHANGED"}:
                return False
            raise
