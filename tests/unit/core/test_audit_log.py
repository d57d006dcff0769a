# SPDX-License-Identifier: Apache-2.0
"""The log as a chain: any change to any row is told, and where it begins."""

import hashlib
from dataclasses import replace
from typing import Any

import pytest

from registry.core.audit_log import GENESIS, LogEntry, LoggedEntry, chain_entry, fault_of


def entry(n: int, **changes: Any) -> LogEntry:
    fields: dict[str, Any] = {
        "at": 1_795_348_800 + n, "holder": "Nguyễn Văn An", "key": "00" * 8, "role": "preparer",
        "body": "VD-CERT", "act": "proposal.create", "subject": f"proposal:{n}", "result": "done",
        "detail": {"count": n, "digest": "ab", "code": None},
    }  # fmt: skip
    return LogEntry(**{**fields, **changes})


def chain(length: int) -> list[LoggedEntry]:
    rows: list[LoggedEntry] = []
    for n in range(length):
        rows.append(chain_entry(entry(n), rows[-1] if rows else None))
    return rows


def first_fault(rows: list[LoggedEntry]) -> tuple[int, str] | None:
    last: LoggedEntry | None = None
    for position, row in enumerate(rows):
        if fault := fault_of(row, last):
            return position, fault
        last = row
    return None


def test_the_hash_is_sha256_of_the_one_before_and_the_row_as_canonical_json() -> None:
    first, second = chain(2)
    text = (
        '{"act":"proposal.create","at":1795348800,"body":"VD-CERT","detail":{"code":null,"count":0,"digest":"ab"},'
        '"holder":"Nguyễn Văn An","key":"0000000000000000","number":1,"result":"done","role":"preparer",'
        '"subject":"proposal:0"}'
    )
    assert first.previous == GENESIS
    assert first.hash == hashlib.sha256(GENESIS + text.encode()).digest()
    assert (second.number, second.previous) == (2, first.hash)
    assert first_fault(chain(5)) is None


@pytest.mark.parametrize(
    "change",
    [{"at": 1}, {"holder": "B"}, {"key": "11" * 8}, {"role": "approver"}, {"body": None}, {"act": "x"},
     {"subject": "y"}, {"result": "refused"}, {"detail": {}}],
)  # fmt: skip
def test_every_field_is_covered(change: dict[str, Any]) -> None:
    rows = chain(4)
    rows[2] = replace(rows[2], entry=entry(2, **change))
    assert first_fault(rows) == (2, "LOG_ALTERED")


def test_dropped_repeated_swapped_and_forged_rows_are_told_where_they_begin() -> None:
    rows = chain(5)
    assert first_fault(rows[:2] + rows[3:]) == (2, "LOG_GAP")
    assert first_fault(rows[1:]) == (0, "LOG_GAP")
    assert first_fault([*rows[:3], rows[2], *rows[3:]]) == (3, "LOG_GAP")
    assert first_fault([rows[0], rows[2], rows[1], *rows[3:]]) == (1, "LOG_GAP")
    forged = chain_entry(entry(9), rows[1])
    assert first_fault([*rows[:2], forged, *rows[3:]]) == (3, "LOG_UNCHAINED")
