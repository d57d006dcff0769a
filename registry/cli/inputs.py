# SPDX-License-Identifier: Apache-2.0
"""What the command line names: languages, days, files. Loads no library for options: ``antin verify`` has none."""

import os
import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from registry.cli.output import Output
from registry.config import language
from registry.errors import InputError, UsageError

MAX_FILE_BYTES = 64 * 1024 * 1024
_DAY = re.compile(r"(?:(\d{4})-(\d{2})-(\d{2})|(\d{1,2})/(\d{1,2})/(\d{4}))\Z")


def speaker(lang: str | None, as_json: bool) -> Output:
    """The output of one command."""
    if lang is not None and lang not in ("vi", "en"):
        raise UsageError("LANGUAGE_UNKNOWN", lang=lang)
    return Output(language(lang), as_json)


def read_file(path: Path, limit: int = MAX_FILE_BYTES) -> bytes:
    """A file's bytes. Raises ``InputError`` FILE_UNREADABLE or FILE_TOO_LARGE naming it."""
    try:
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except OSError as error:
        raise InputError("FILE_UNREADABLE", str(path), reason=error.strerror or str(error)) from error
    if len(data) > limit:
        raise InputError("FILE_TOO_LARGE", str(path), limit=limit)
    return data


def write_file(path: Path, data: bytes, *, force: bool = False, mode: int = 0o644) -> None:
    """Write whole or not at all; an existing file stays unless ``force``. Raises ``UsageError``."""
    if path.exists() and not force:
        raise UsageError("FILE_EXISTS", str(path))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, data, mode)
    except OSError as error:
        raise UsageError("FILE_UNWRITABLE", str(path), reason=error.strerror or str(error)) from error


def _replace(path: Path, data: bytes, mode: int) -> None:
    import tempfile

    # A name nobody can foresee: a link laid in wait under it would send the bytes elsewhere, and two commands
    # that write one file would mix theirs.
    descriptor, name = tempfile.mkstemp(prefix=".antin-", suffix=".partial", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            os.fchmod(file.fileno(), mode)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def parse_moment(text: str | None, option: str) -> date | int | None:
    """A day (dd/MM/yyyy or yyyy-MM-dd, of Vietnam) or an ISO 8601 instant with zone, as UTC seconds.

    Raises ``UsageError`` OPTION_DATE naming the option.
    """
    if text is None:
        return None
    try:
        if match := _DAY.match(text.strip()):
            year, month, day, d, m, y = match.groups()
            return date(int(year or y), int(month or m), int(day or d))
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise UsageError("OPTION_DATE", option, text=text) from error
    if moment.tzinfo is None:
        raise UsageError("OPTION_DATE", option, text=text)
    return int(moment.timestamp())


def vietnam_day(timestamp: int) -> date:
    """The day of Vietnam of a UTC time in seconds."""
    return (datetime.fromtimestamp(timestamp, UTC) + timedelta(hours=7)).date()
