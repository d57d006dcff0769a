# SPDX-License-Identifier: Apache-2.0
"""A recording of the contract's logs: JSON lines, appended page by page (docs/spec/replay.md).

Each page ends with a line that names its last block and the digest of all bytes before it, so that what an
interrupted run left behind is told from what it finished. The digest guards against accidents; that nobody
altered a recording is for the contract's running hash to show.
"""

import hashlib
import json
import os
from binascii import unhexlify
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, cast

from registry.core import strict_json
from registry.core.types import Address
from registry.errors import EvidenceError, InputError, UsageError
from registry.ports.chain import BlockRef, ChainIdentity
from registry.ports.logs import LogPage, RawLog

FORMAT = "antin-log"
VERSION = 1
MAX_LINE = 64 * 1024
_CHUNK = 1 << 20
_LOG_MEMBERS = {"block", "block_hash", "timestamp", "transaction_hash", "index", "topics", "data"}


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
        """Recorded pages; lines after the last page's end do not count. Order is the recording's, for
        whoever reads it to judge. Raises ``InputError`` AUDIT_LOG_FORMAT naming the line.
        """
        self.check(self.origin.chain, contract)
        logs: list[RawLog] = []
        with self._open("rb") as file:
            _line(file, self.path, 1)
            number = 1
            while line := _line(file, self.path, number := number + 1):
                item = self._item(line, number)
                if isinstance(item, RawLog):
                    logs.append(item)
                    continue
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

    def last_block(self) -> int:
        """The block up to which the recording is complete, by its own word; -1 where no page was finished.
        Raises ``InputError`` AUDIT_LOG_FORMAT naming the line.
        """
        last, number = -1, 1
        with self._open("rb") as file:
            _line(file, self.path, 1)
            while line := _line(file, self.path, number := number + 1):
                item = self._item(line, number)
                last = item.number if isinstance(item, BlockRef) else last
        return last

    def append(self, pages: Iterator[LogPage]) -> Iterator[LogPage]:
        """Write each page and hand it on; a page is on disk before the next is asked for."""
        digest = hashlib.sha256()
        with self._open("rb") as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
        with self._open("ab") as file:
            for page in pages:
                content = b"".join(map(_log_line, page.logs))
                digest.update(content)
                end = _end_line(page.end, digest.hexdigest())
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
            chain = ChainIdentity(_number(content["chain_id"]), _bytes(content["genesis_hash"], 32))
            return Origin(chain, Address(_bytes(content["contract"], 20)), _number(content["first"]))
        except (KeyError, TypeError, ValueError) as error:
            raise InputError("AUDIT_LOG_FORMAT", f"{self.path}:1") from error

    def _item(self, line: bytes, number: int) -> RawLog | BlockRef:
        try:
            content = json.loads(line)
            return _end(content) if "end" in content else _log(content)
        except (KeyError, TypeError, ValueError, RecursionError, AttributeError) as error:
            raise InputError("AUDIT_LOG_FORMAT", f"{self.path}:{number}") from error

    def _whole_end(self, line: bytes, digest: str) -> BlockRef | None:
        try:
            content = json.loads(line)
            return _end(content) if content["digest"] == digest and line.endswith(b"\n") else None
        except (KeyError, TypeError, ValueError):
            return None


def _line(file: BinaryIO, path: Path, number: int) -> bytes:
    line = file.readline(MAX_LINE)
    if len(line) == MAX_LINE or (line and not line.endswith(b"\n")):
        # Half a line is what an interrupted run leaves at the end; a longer one nobody wrote.
        if len(line) < MAX_LINE and number > 1:
            return b""
        raise InputError("AUDIT_LOG_FORMAT", f"{path}:{number}")
    return line


def _log_line(log: RawLog) -> bytes:
    topics = '","'.join([topic.hex() for topic in log.topics])
    return (
        f'{{"block":{log.block},"block_hash":"{log.block_hash.hex()}","timestamp":{log.timestamp},'
        f'"transaction_hash":"{log.transaction_hash.hex()}","index":{log.index},'
        f'"topics":["{topics}"],"data":"{log.data.hex()}"}}\n'
    ).encode()


def _end_line(end: BlockRef, digest: str) -> bytes:
    content = {"number": end.number, "hash": end.hash.hex(), "timestamp": end.timestamp}
    return json.dumps({"end": content, "digest": digest}).encode() + b"\n"


def _log(content: dict[str, Any]) -> RawLog:
    if set(content) != _LOG_MEMBERS:
        raise ValueError
    return RawLog(
        _number(content["block"]), _bytes(content["block_hash"], 32), _number(content["timestamp"]),
        _bytes(content["transaction_hash"], 32), _number(content["index"]),
        tuple([_bytes(topic, 32) for topic in content["topics"]]), unhexlify(content["data"]),
    )  # fmt: skip


def _end(content: dict[str, Any]) -> BlockRef:
    end = content["end"]
    return BlockRef(_number(end["number"]), _bytes(end["hash"], 32), _number(end["timestamp"]))


def _number(value: object) -> int:
    if type(value) is not int or not 0 <= value < 1 << 63:
        raise ValueError
    return value


def _bytes(value: str, size: int) -> bytes:
    content = unhexlify(value)
    if len(content) != size:
        raise ValueError
    return content
