# SPDX-License-Identifier: Apache-2.0
"""The append-only audit log, written in the transaction of what it reports."""

from collections.abc import Iterator
from typing import Protocol

from registry.core.audit_log import LogEntry, LoggedEntry


class AuditLog(Protocol):
    """Rows are added at the end, one writer at a time, and never changed or deleted."""

    def append(self, entry: LogEntry) -> LoggedEntry:
        """The next row, chained to the one before."""

    def page(self, *, after: int, limit: int) -> list[LoggedEntry]:
        """Up to ``limit`` rows with a number above ``after``, in order."""

    def each(self) -> Iterator[LoggedEntry]:
        """Every row in order, read in portions."""

    def last(self) -> LoggedEntry | None:
        """The newest row."""
