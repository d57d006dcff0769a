# SPDX-License-Identifier: Apache-2.0
"""The audit log as a chain: each row's hash covers the one before it, so that no row can be changed, dropped
or put in between without every later hash telling.

A tail that was cut off leaves a chain that is good in itself: whoever wants to tell that keeps the newest
number and hash elsewhere (docs/spec/writing.md).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import rfc8785

from registry.core.hashing import sha256

GENESIS = bytes(32)
"""What stands before the first row."""
DetailValue = str | int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LogEntry:
    """Who did what. ``key`` is the API key's id, never its secret; ``role`` may be ``operator`` for the command
    and ``service`` for what the registry carries on by itself; ``subject`` is what was acted on.

    ``detail`` holds digests, counts and codes, never the content of a certificate.
    """

    at: int
    holder: str
    key: str
    role: str
    body: str | None
    act: str
    subject: str
    result: str
    detail: Mapping[str, DetailValue] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedEntry:
    """A row of the log, numbered from 1 without gaps."""

    number: int
    entry: LogEntry
    previous: bytes
    hash: bytes


def chain_entry(entry: LogEntry, last: LoggedEntry | None) -> LoggedEntry:
    """``entry`` as the row after ``last``."""
    number, previous = (last.number + 1, last.hash) if last else (1, GENESIS)
    return LoggedEntry(
        number=number, entry=entry, previous=previous, hash=entry_hash(number, entry, previous)
    )


def entry_hash(number: int, entry: LogEntry, previous: bytes) -> bytes:
    """``SHA-256(previous || row)``, the row as RFC 8785 JSON with its number."""
    return sha256(previous + canonical_entry(number, entry))


def canonical_entry(number: int, entry: LogEntry) -> bytes:
    """The bytes that are hashed after the hash before them."""
    return rfc8785.dumps(
        {
            "number": number, "at": entry.at, "holder": entry.holder, "key": entry.key, "role": entry.role,
            "body": entry.body, "act": entry.act, "subject": entry.subject, "result": entry.result,
            "detail": dict(entry.detail),
        }
    )  # fmt: skip


def fault_of(row: LoggedEntry, last: LoggedEntry | None) -> str | None:
    """Why ``row`` cannot be the row after ``last``: ``LOG_GAP``, ``LOG_UNCHAINED`` or ``LOG_ALTERED``; ``None``
    if it is.
    """
    expected = chain_entry(row.entry, last)
    if row.number != expected.number:
        return "LOG_GAP"
    if row.previous != expected.previous:
        return "LOG_UNCHAINED"
    return None if row.hash == expected.hash else "LOG_ALTERED"
