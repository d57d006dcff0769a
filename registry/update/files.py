# SPDX-License-Identifier: Apache-2.0
"""Files written as a whole: a crash leaves the old one or the new one."""

import os
import tempfile
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
