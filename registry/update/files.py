# SPDX-License-Identifier: Apache-2.0
"""Files written as a whole: a crash leaves the old one or the new one."""

import fcntl
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from registry.errors import UsageError


def put_file(path: Path, data: bytes) -> None:
    """Write or replace a file that anyone may read. Raises ``UsageError`` FILE_UNWRITABLE."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(prefix=".antin-", suffix=".partial", dir=path.parent)
    except OSError as error:
        raise UsageError("FILE_UNWRITABLE", str(path), reason=error.strerror or str(error)) from error
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
            os.fchmod(file.fileno(), 0o644)
        Path(name).replace(path)
    except OSError as error:
        Path(name).unlink(missing_ok=True)
        raise UsageError("FILE_UNWRITABLE", str(path), reason=error.strerror or str(error)) from error


@contextmanager
def exclusive(folder: Path) -> Iterator[None]:
    """Hold ``folder`` alone: of two updates at once the slower one must not bring back an older list.

    Raises ``UsageError`` FILE_UNWRITABLE.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except OSError as error:
        raise UsageError("FILE_UNWRITABLE", str(folder), reason=error.strerror or str(error)) from error
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
