# SPDX-License-Identifier: Apache-2.0
"""The lines of a recording: a log, and the end of a page (docs/spec/replay.md)."""

import json
from binascii import unhexlify
from typing import Any

from registry.ports.chain import BlockRef
from registry.ports.logs import RawLog

_LOG_MEMBERS = {"block", "block_hash", "timestamp", "transaction_hash", "index", "topics", "data"}
_END_MEMBERS = {"end", "digest"}


def log_line(log: RawLog) -> bytes:
    """A log's line, with its line feed."""
    topics = '","'.join([topic.hex() for topic in log.topics])
    return (
        f'{{"block":{log.block},"block_hash":"{log.block_hash.hex()}","timestamp":{log.timestamp},'
        f'"transaction_hash":"{log.transaction_hash.hex()}","index":{log.index},'
        f'"topics":["{topics}"],"data":"{log.data.hex()}"}}\n'
    ).encode()


def end_line(end: BlockRef, digest: str) -> bytes:
    """The line after a page; ``digest`` is the hexadecimal SHA-256 of all bytes before it."""
    content = {"number": end.number, "hash": end.hash.hex(), "timestamp": end.timestamp}
    return json.dumps({"end": content, "digest": digest}).encode() + b"\n"


def log_of(content: dict[str, Any]) -> RawLog:
    """Raises ``ValueError``, ``TypeError`` or ``KeyError`` for anything else."""
    if set(content) != _LOG_MEMBERS:
        raise ValueError
    return RawLog(
        number_of(content["block"]), bytes_of(content["block_hash"], 32), number_of(content["timestamp"]),
        bytes_of(content["transaction_hash"], 32), number_of(content["index"]),
        tuple([bytes_of(topic, 32) for topic in content["topics"]]), unhexlify(content["data"]),
    )  # fmt: skip


def end_of(content: dict[str, Any]) -> BlockRef:
    """The page's last block. Raises as ``log_of``."""
    if set(content) != _END_MEMBERS or type(content["digest"]) is not str:
        raise ValueError
    end = content["end"]
    return BlockRef(number_of(end["number"]), bytes_of(end["hash"], 32), number_of(end["timestamp"]))


def number_of(value: object) -> int:
    """A number that is none below zero, nor a true or false."""
    if type(value) is not int or not 0 <= value < 1 << 63:
        raise ValueError
    return value


def bytes_of(value: str, size: int) -> bytes:
    """Hexadecimal of ``size`` bytes."""
    content = unhexlify(value)
    if len(content) != size:
        raise ValueError
    return content
