# SPDX-License-Identifier: Apache-2.0
"""Secret files: written for the owner alone, and refused when others can read them."""

import contextlib
import fcntl
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

from registry.errors import RefusedError, UsageError

MAX_PASSWORD_BYTES = 1_024
MAX_KEY_BYTES = 64 * 1024

Password = Callable[[], str]
"""Asked when a key is opened, so that a password is held no longer than needed."""


def write_secret(path: Path, content: bytes) -> None:
    """Write a new file with mode 0600 as a whole. Raises ``RefusedError`` KEY_FILE_EXISTS."""
    if path.exists():
        raise RefusedError("KEY_FILE_EXISTS", str(path))
    replace_secret(path, content)


def replace_secret(path: Path, content: bytes) -> None:
    """Write with mode 0600 as a whole: a crash leaves the old file or the new one."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    temporary = path.with_name(path.name + ".new")
    with contextlib.suppress(FileNotFoundError):
        temporary.unlink()
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)


@contextlib.contextmanager
def exclusive(folder: Path) -> Iterator[None]:
    """Hold the folder alone among the processes that ask here; made where it is missing."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def read_secret(path: Path, limit: int = MAX_KEY_BYTES) -> bytes:
    """Read a file that only its owner can. Raises ``UsageError`` KEY_FILE_MISSING, ``RefusedError``
    KEY_FILE_PERMISSIONS or KEY_FILE_FORMAT.
    """
    try:
        with path.open("rb") as file:
            # The open file is judged, not the path: a path may point elsewhere a moment later.
            if stat.S_IMODE(os.fstat(file.fileno()).st_mode) & 0o077:
                raise RefusedError("KEY_FILE_PERMISSIONS", str(path))
            content = file.read(limit + 1)
    except FileNotFoundError as error:
        raise UsageError("KEY_FILE_MISSING", str(path)) from error
    except OSError as error:
        raise UsageError("KEY_FILE_MISSING", str(path)) from error
    if len(content) > limit:
        raise RefusedError("KEY_FILE_FORMAT", str(path))
    return content


def password_from_file(path: Path) -> Password:
    """A password kept in a file of its owner; one line end at the end does not count."""

    def read() -> str:
        text = read_secret(path, MAX_PASSWORD_BYTES)
        try:
            return text.decode("utf-8").removesuffix("\n").removesuffix("\r")
        except UnicodeDecodeError as error:
            raise RefusedError("KEY_FILE_FORMAT", str(path)) from error

    return read


def checked(password: Password) -> bytes:
    """The password's bytes. Raises ``RefusedError`` KEY_PASSWORD_EMPTY."""
    text = password()
    if not text:
        raise RefusedError("KEY_PASSWORD_EMPTY")
    return text.encode("utf-8")
