# SPDX-License-Identifier: Apache-2.0
"""What a remote signer signed: one JSON line each, chained by hash, on disk before the signature leaves."""

import json
import os
import threading
from pathlib import Path
from typing import Any

from registry.core import strict_json
from registry.core.hashing import sha256
from registry.errors import InputError, RefusedError

START = "00" * 32
MAX_LINE_BYTES = 1 << 20


class SignerLog:
    """An append-only file of its owner. A line's ``hash`` is SHA-256 of the line before's hash and its own
    members; opening checks the whole chain. Raises ``RefusedError`` SIGNER_LOG_BROKEN with file and line.
    """

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.count, self._last = check_log(path) if path.exists() else (0, START)
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
        self._file = os.fdopen(os.open(path, flags, 0o600), "ab")
        self._lock = threading.Lock()

    def append(self, entry: dict[str, Any]) -> None:
        """Write and flush to disk. Raises ``OSError`` where that fails: then nothing may be signed."""
        with self._lock:
            row = {**entry, "n": self.count, "previous": self._last}
            digest = _hash(row)
            self._file.write(json.dumps({**row, "hash": digest}, ensure_ascii=False).encode() + b"\n")
            self._file.flush()
            os.fsync(self._file.fileno())
            self.count, self._last = self.count + 1, digest

    def close(self) -> None:
        """Close the file."""
        self._file.close()


def check_log(path: Path) -> tuple[int, str]:
    """Number of lines and the last hash. Raises ``RefusedError`` SIGNER_LOG_BROKEN for the first bad line:
    an edited, dropped, repeated or half-written one.
    """
    count, last = 0, START
    with path.open("rb") as file:
        for line in file:
            where = f"{path}:{count + 1}"
            try:
                row = strict_json.loads(line, limit=MAX_LINE_BYTES, where=where)
                given = row.pop("hash")
                good = (row["n"], row["previous"], _hash(row)) == (count, last, given)
            except (InputError, KeyError, TypeError, AttributeError) as error:
                raise RefusedError("SIGNER_LOG_BROKEN", where) from error
            if not good or not line.endswith(b"\n"):
                raise RefusedError("SIGNER_LOG_BROKEN", where)
            count, last = count + 1, given
    return count, last


def _hash(row: dict[str, Any]) -> str:
    text = json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode()).hex()
