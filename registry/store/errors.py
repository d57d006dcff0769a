# SPDX-License-Identifier: Apache-2.0
"""Turns what drivers raise into our family, by result code or SQLSTATE, never by message."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import exc

from registry.errors import InputError, InternalError, RegistryError, TransientError

# Primary result codes of SQLite (https://www.sqlite.org/rescode.html); extended codes share their low byte.
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_FULL = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR}
_UNIQUE = {sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY}
_CLOSED = {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_READONLY}


@contextmanager
def mapped() -> Iterator[None]:
    """Translate driver errors that leave the block."""
    try:
        yield
    except exc.DBAPIError as error:
        raise translate(error) from error
    except exc.TimeoutError as error:
        raise TransientError("STORE_BUSY") from error


def translate(error: exc.DBAPIError) -> RegistryError:
    """Our error for a driver's."""
    if is_unique_violation(error):
        return TransientError("STORE_CONFLICT")
    if isinstance(error.orig, sqlite3.Error):
        return _from_sqlite(error.orig)
    if isinstance(error, exc.DataError) and getattr(error.orig, "sqlstate", None) in (None, "22021"):
        # PostgreSQL holds no text with a NUL, in a question neither; the server is as reachable as before.
        return InputError("TEXT_CONTROL", name="U+0000")
    return _from_sqlstate(getattr(error.orig, "sqlstate", None) or "", error)


def is_unique_violation(error: exc.DBAPIError) -> bool:
    """Whether another row holds the same unique value: somebody else was first. Every other constraint
    guards against our own mistakes, so breaking one is a bug and never worth another try.
    """
    code = getattr(error.orig, "sqlite_errorcode", None)
    return code in _UNIQUE or getattr(error.orig, "sqlstate", None) == "23505"


def _from_sqlite(error: sqlite3.Error) -> RegistryError:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in _BUSY:
        return TransientError("STORE_BUSY")
    if code in _FULL:
        return TransientError("STORE_FULL")
    if code in _CLOSED:
        return TransientError("STORE_UNREACHABLE")
    if code in _DAMAGED:
        return InternalError("STORE_DAMAGED")
    return InternalError("STORE_REFUSED", reason=str(error))


def _from_sqlstate(state: str, error: exc.DBAPIError) -> RegistryError:
    """PostgreSQL, Appendix A. No SQLSTATE at all: the connection never came about."""
    if state[:2] in ("40", "55"):
        return TransientError("STORE_BUSY")
    if state[:2] == "53":
        return TransientError("STORE_FULL")
    if state[:2] in ("08", "57", ""):
        return TransientError("STORE_UNREACHABLE")
    if state[:2] in ("XX", "58"):
        return InternalError("STORE_DAMAGED")
    return InternalError("STORE_REFUSED", reason=str(error.orig))
