# SPDX-License-Identifier: Apache-2.0
"""What is written into the audit log, and whether the log still is the chain that was written."""

from dataclasses import dataclass

from registry.core.audit_log import DetailValue, LogEntry, LoggedEntry, fault_of
from registry.ports.access import Caller
from registry.ports.clock import Clock
from registry.ports.store import Store

DONE, REFUSED = "done", "refused"


@dataclass(frozen=True, slots=True)
class LogCheck:
    """``count`` good rows from the first on, ``last`` the newest of them; ``bad`` is the number of the first
    row that is not what was written, with the ``fault``'s code.
    """

    count: int
    last: LoggedEntry | None
    bad: int | None = None
    fault: str | None = None


def entry_of(
    caller: Caller, act: str, subject: str, *, at: int, result: str = DONE, **detail: DetailValue
) -> LogEntry:
    """A row about what ``caller`` did, or was refused."""
    return LogEntry(
        at=at, holder=caller.holder, key=caller.key, role=caller.role.value, body=caller.body, act=act,
        subject=subject, result=result, detail=detail,
    )  # fmt: skip


def log_refusal(caller: Caller, act: str, subject: str, code: str, *, store: Store, clock: Clock) -> None:
    """A refusal by rights, in a transaction of its own: nothing else was written."""
    with store.writing() as work:
        work.log.append(entry_of(caller, act, subject, at=clock.now(), result=REFUSED, code=code))
        work.commit()


def check_log(store: Store, *, known: tuple[int, bytes] | None = None) -> LogCheck:
    """Read the whole log and follow its chain. ``known`` is the number and hash of a row that was kept
    elsewhere: with it a tail that was cut off, or a chain that was written anew, is told (``LOG_CUT``,
    ``LOG_REWRITTEN``).
    """
    last: LoggedEntry | None = None
    with store.reading() as work:
        for row in work.log.each():
            fault = fault_of(row, last)
            if fault is None and known and row.number == known[0] and row.hash != known[1]:
                fault = "LOG_REWRITTEN"
            if fault:
                # The first row that is not there is the bad one where the numbers leap.
                bad = (last.number if last else 0) + 1 if fault == "LOG_GAP" else row.number
                return LogCheck(last.number if last else 0, last, bad, fault)
            last = row
    count = last.number if last else 0
    if known and known[0] > count:
        return LogCheck(count, last, count + 1, "LOG_CUT")
    return LogCheck(count, last)
