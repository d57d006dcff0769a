# SPDX-License-Identifier: Apache-2.0
"""How far a recording is complete, and whether its lines fit each other (docs/spec/replay.md)."""

import hashlib
import json
from dataclasses import dataclass

from registry.chain.log_file import LogFile
from registry.errors import Finding
from registry.ports.chain import BlockRef
from registry.ports.logs import RawLog


@dataclass(frozen=True, slots=True)
class Survey:
    """``last``: the block of the last ``end`` line, ``None`` where no page was finished; ``events``: whole logs
    after it; ``cut``: the number of a last line that is not whole; ``fault``: the first line that contradicts the
    lines above it.
    """

    last: int | None
    events: int
    cut: int | None
    fault: Finding | None


def survey(recording: LogFile) -> Survey:
    """Read it once. Raises ``InputError`` AUDIT_LOG_FORMAT for a line that is none of a recording."""
    last, events, cut, fault = None, 0, None, None
    ended, newest = recording.origin.first - 1, -1
    digest = hashlib.sha256()
    for number, line, item in recording.items():
        code = ""
        if isinstance(item, RawLog):
            code = "AUDIT_RECORDING_ORDER" if item.block <= ended else ""
            events, newest = events + 1, max(newest, item.block)
        elif isinstance(item, BlockRef):
            code = _wrong_end(line, item.number, digest.hexdigest(), max(ended + 1, newest))
            last = ended = item.number
            events = 0
        elif item is None:
            cut = number
        if code and fault is None:
            fault = Finding(code, "error", f"{recording.path}:{number}")
        digest.update(line)
    return Survey(last, events, cut, fault)


def _wrong_end(line: bytes, block: int, digest: str, least: int) -> str:
    """The code of what is wrong with an ``end`` line; ``least`` is the smallest block that it may name."""
    if json.loads(line)["digest"] != digest:
        return "AUDIT_RECORDING_DIGEST"
    return "AUDIT_RECORDING_ORDER" if block < least else ""
