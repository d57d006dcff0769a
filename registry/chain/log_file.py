# SPDX-License-Identifier: Apache-2.0
"""A recording of the contract's logs: JSON lines, appended page by page (docs/spec/replay.md).

Each page ends with a line that names its last block and the digest of all bytes before it, so that what an
interrupted run left behind is told from what it finished. The digest guards against accidents; that nobody
altered a recording is for the contract's running hash to show.
"""

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from registry.chain.log_lines import bytes_of, end_line, end_of, log_line, log_of, number_of
from registry.core import strict_json
from registry.core.types import Address
from registry.errors import EvidenceError, InputError, UsageError
from registry.ports.chain import BlockRef, ChainIdentity
from registry.ports.logs import LogPage, RawLog

FORMAT = "antin-log"
VERSION = 1
MAX_LINE = 64 * 1024
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Origin:
    """Whose logs: the first line. ``first`` is the block that the recording begins with."""

    chain: ChainIdentity
    contract: Address
    first: int

    def line(self) -> bytes:
        """The line, with its line feed."""
        content = {
            "format": FORMAT, "version": VERSION, "chain_id": self.chain.chain_id,
            "genesis_hash": self.chain.genesis_hash.hex(), "contract": self.contract.hex(), "first": self.first,
        }  # fmt: skip
        return json.dumps(content).encode() + b"\n"


class LogFile:
    """A recording on disk, for reading (``LogReader``) and for going on."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with self._open("rb") as file:
            self.origin = self._origin(_line(file, path, 1))

    @classmethod
    def create(cls, path: Path, origin: Origin) -> "LogFile":
        """Begin a recording. Raises ``UsageError`` FILE_UNWRITABLE."""
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(origin.line())
        except OSError as error:
            raise UsageError("FILE_UNWRITABLE", str(path), reason=error.strerror or str(error)) from error
        return cls(path)

    def check(self, chain: ChainIdentity, contract: Address, first: int | None = None) -> None:
        """Raises ``EvidenceError`` AUDIT_LOG_FOREIGN for a recording of another chain or contract, or one that
        begins with another block than ``first``.
        """
        begins = self.origin.first if first is None else first
        if self.origin != Origin(chain, contract, begins):
            raise EvidenceError(
                "AUDIT_LOG_FOREIGN",
                str(self.path),
                chain_id=self.origin.chain.chain_id,
                contract="0x" + self.origin.contract.hex(),
                first=self.origin.first,
            )

    def logs(self, contract: Address, first: int, last: int) -> list[RawLog]:
        """Of blocks ``first`` to ``last``, as recorded."""
        return [log for page in self.pages(contract, first, last) for log in page.logs]

    def pages(self, contract: Address, first: int, last: int) -> Iterator[LogPage]:
        """Recorded pages; lines after the last page's end do not count (``log_survey`` tells of them). Order is
        the recording's, for whoever reads it to judge. Raises ``InputError`` AUDIT_LOG_FORMAT naming the line.
        """
        self.check(self.origin.chain, contract)
        logs: list[RawLog] = []
        for _, _, item in self.items():
            if isinstance(item, RawLog):
                logs.append(item)
            elif isinstance(item, BlockRef):
                yield LogPage(item, [log for log in logs if first <= log.block <= last])
                logs = []
                if item.number >= last:
                    return

    def ends(self) -> list[tuple[BlockRef, int]]:
        """Every intact page's last block, with the recording's size in bytes up to there."""
        found: list[tuple[BlockRef, int]] = []
        digest = hashlib.sha256()
        with self._open("rb") as file:
            digest.update(_line(file, self.path, 1))
            while line := file.readline(MAX_LINE):
                if line.startswith(b'{"end"'):
                    end = self._whole_end(line, digest.hexdigest())
                    if end is None:
                        return found
                    found.append((end, file.tell()))
                digest.update(line)
        return found

    def cut(self, size: int | None) -> None:
        """Forget everything after ``size`` bytes; all pages where it is ``None``."""
        with self._open("r+b") as file:
            file.truncate(len(self.origin.line()) if size is None else size)

    def items(self) -> Iterator[tuple[int, bytes, Origin | RawLog | BlockRef | None]]:
        """Each line with its number, from 1, and what it says; ``None`` for a last line without its end, which
        an interrupted run leaves. Raises ``InputError`` AUDIT_LOG_FORMAT naming the line.
        """
        with self._open("rb") as file:
            yield 1, _line(file, self.path, 1), self.origin
            number = 1
            while line := file.readline(MAX_LINE):
                number += 1
                if len(line) == MAX_LINE:  # longer than anybody wrote
                    raise InputError("AUDIT_LOG_FORMAT", f"{self.path}:{number}")
                yield number, line, self._item(line, number) if line.endswith(b"\n") else None

    def append(self, pages: Iterator[LogPage]) -> Iterator[LogPage]:
        """Write each page and hand it on; a page is on disk before the next is asked for."""
        digest = hashlib.sha256()
        with self._open("rb") as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
        with self._open("ab") as file:
            for page in pages:
                content = b"".join(map(log_line, page.logs))
                digest.update(content)
                end = end_line(page.end, digest.hexdigest())
                digest.update(end)
                file.write(content + end)
                file.flush()
                os.fsync(file.fileno())
                yield page

    def _open(self, mode: str) -> BinaryIO:
        try:
            return cast("BinaryIO", self.path.open(mode))
        except OSError as error:
            raise InputError(
                "FILE_UNREADABLE", str(self.path), reason=error.strerror or str(error)
            ) from error

    def _origin(self, line: bytes) -> Origin:
        content = strict_json.loads(line, limit=MAX_LINE, where=f"{self.path}:1")
        try:
            if (content["format"], content["version"]) != (FORMAT, VERSION):
                raise ValueError
            chain = ChainIdentity(number_of(content["chain_id"]), bytes_of(content["genesis_hash"], 32))
            return Origin(chain, Address(bytes_of(content["contract"], 20)), number_of(content["first"]))
        except (KeyError, TypeError, ValueError) as error:
            raise InputError("AUDIT_LOG_FORMAT", f"{self.path}:1") from error

    def _item(self, line: bytes, number: int) -> RawLog | BlockRef:
        try:
            content = json.loads(line)
            return end_of(content) if "end" in content else log_of(content)
        except (KeyError, TypeError, ValueError, RecursionError, AttributeError) as error:
            raise InputError("AUDIT_LOG_FORMAT", f"{self.path}:{number}") from error

    def _whole_end(self, line: bytes, digest: str) -> BlockRef | None:
        try:
            content = json.loads(line)
            return end_of(content) if content["digest"] == digest and line.endswith(b"\n") else None
        except (KeyError, TypeError, ValueError):
            return None


def _line(file: BinaryIO, path: Path, number: int) -> bytes:
    line = file.readline(MAX_LINE)
    if len(line) == MAX_LINE or (line and not line.endswith(b"\n")):
        raise InputError("AUDIT_LOG_FORMAT", f"{path}:{number}")
    return line
