# SPDX-License-Identifier: Apache-2.0
"""``antin db log``: a log that was changed behind the program's back names its first bad row."""

import sqlite3
from contextlib import closing

import pytest

from registry.ports.access import Role
from registry.service.access import AccessDeps, create_api_key
from registry.service.audit_log import LogCheck, check_log
from tests.unit.service.world import Counting, World


@pytest.fixture
def logged(world: World) -> World:
    deps = AccessDeps(store=world.stores[-1], clock=world, entropy=Counting(b"log"))
    for n in range(6):
        create_api_key(Role.AUDITOR, f"Người {n}", body=None, expires_at=None, deps=deps)
    return world


def changed(world: World, statement: str) -> LogCheck:
    """Change the log as one with the file in hand would: without the triggers."""
    with closing(sqlite3.connect(world.url.removeprefix("sqlite:///"))) as connection:
        names = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit_log'"
        for (name,) in connection.execute(names).fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(statement)
        connection.commit()
    return check_log(world.stores[-1])


def test_an_untouched_log_is_one_chain(logged: World) -> None:
    found = check_log(logged.stores[-1])
    assert (found.count, found.bad, found.fault) == (6, None, None)


def test_an_empty_log_is_no_fault(world: World) -> None:
    assert check_log(world.stores[-1]) == LogCheck(0, None)


@pytest.mark.parametrize(
    ("statement", "bad", "fault"),
    [
        ("UPDATE audit_log SET holder = 'X' WHERE number = 4", 4, "LOG_ALTERED"),
        ("UPDATE audit_log SET detail = '{}' WHERE number = 2", 2, "LOG_ALTERED"),
        ("UPDATE audit_log SET body = 'VD-CERT' WHERE number = 5", 5, "LOG_ALTERED"),
        ("DELETE FROM audit_log WHERE number = 3", 3, "LOG_GAP"),
        ("DELETE FROM audit_log WHERE number = 1", 1, "LOG_GAP"),
        ("UPDATE audit_log SET previous = zeroblob(32) WHERE number = 3", 3, "LOG_UNCHAINED"),
    ],
)
def test_the_first_bad_row_is_named(logged: World, statement: str, bad: int, fault: str) -> None:
    found = changed(logged, statement)
    assert (found.bad, found.fault, found.count) == (bad, fault, bad - 1)


def test_a_tail_that_was_cut_off_is_told_by_a_row_kept_elsewhere(logged: World) -> None:
    last = check_log(logged.stores[-1]).last
    assert last is not None
    assert changed(logged, "DELETE FROM audit_log WHERE number > 4").fault is None
    found = check_log(logged.stores[-1], known=(last.number, last.hash))
    assert (found.bad, found.fault) == (5, "LOG_CUT")


def test_a_log_that_was_written_anew_is_told_by_a_row_kept_elsewhere(logged: World) -> None:
    found = check_log(logged.stores[-1], known=(3, b"\x01" * 32))
    assert (found.bad, found.fault) == (3, "LOG_REWRITTEN")
