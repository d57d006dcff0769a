# SPDX-License-Identifier: Apache-2.0
"""The fold over records against a slow reading of the protocol: sort, filter, take the last."""

import random

import pytest

from registry.core.history import KeyHistory, Standing, status_at
from registry.core.records import ChangeKind, ChangeRecord, GrantRecord, KeyKind, StatusRecord
from registry.errors import EvidenceError

INTERVAL = {ChangeKind.REGISTERED, ChangeKind.WITHDRAWN, ChangeKind.REDUCED}
WORDS = {ChangeKind.WITHDRAWN: "withdrawn", ChangeKind.REDUCED: "reduced"}


def _change(kind: ChangeKind, start: int, recorded: int, until: int = 0) -> ChangeRecord:
    return ChangeRecord(int(kind), 0, 0, start, until, recorded)


def _slow(changes: tuple[ChangeRecord, ...], time: int, known: int | None) -> str | None:
    """Everything known by then and begun by then, numbered; the last of each thread decides."""
    seen = [c for c in changes if c.effective_from <= time and (known is None or c.recorded_at <= known)]
    interval = [c for c in seen if c.kind in INTERVAL]
    if not interval:
        return "not_begun"
    if (last := ChangeKind(interval[-1].kind)) in WORDS:
        return WORDS[last]
    if interval[-1].until and interval[-1].until <= time:
        return "ended"
    suspension = [c for c in seen if c.kind not in INTERVAL]
    suspended = bool(suspension) and suspension[-1].kind == ChangeKind.SUSPENDED
    return "suspended" if suspended else None


def test_standings_of_every_shape() -> None:
    chosen = random.Random(20260715)
    for _ in range(3_000):
        recorded = sorted(chosen.choices(range(10, 60), k=chosen.randint(0, 5)))
        until = chosen.choice((0, 40))
        changes = [_change(ChangeKind.REGISTERED, chosen.randint(0, 10), 10, until)]
        for moment in recorded:
            kind = chosen.choice(
                (ChangeKind.SUSPENDED, ChangeKind.REINSTATED, ChangeKind.WITHDRAWN, ChangeKind.REDUCED)
            )
            changes.append(_change(kind, chosen.randint(0, 70), moment))
        standing = Standing(tuple(changes))
        time, known = chosen.randint(0, 80), chosen.choice((None, chosen.randint(0, 80)))
        lapse = standing.lapse(time, known)
        assert (lapse.why if lapse else None) == _slow(tuple(changes), time, known), (changes, time, known)


def test_a_reduction_ends_a_grant_and_must_stand_in_its_record() -> None:
    changes = (_change(ChangeKind.REGISTERED, 1, 1), _change(ChangeKind.REDUCED, 5, 6))
    standing = Standing(changes)
    assert standing.lapse(4, None) is None
    lapse = standing.lapse(5, None)
    assert lapse is not None
    assert (lapse.why, lapse.since) == ("reduced", 5)
    assert standing.lapse(5, 5) is None
    standing.check_against(GrantRecord(1, 5, 0, 6, 2, 0, 0, 0, 1, 0))
    with pytest.raises(EvidenceError):
        standing.check_against(GrantRecord(1, 0, 0, 6, 2, 0, 0, 0, 1, 0))


def test_keys_by_both_dates() -> None:
    history = KeyHistory(
        KeyKind.CREDENTIAL,
        (
            _change(ChangeKind.KEY_REGISTERED, 10, 10),
            _change(ChangeKind.KEY_REVOKED, 40, 40),
            _change(ChangeKind.KEY_COMPROMISED, 30, 45),
            _change(ChangeKind.KEY_COMPROMISED, 20, 50),
        ),
    )
    expected = {(9, None): "not_begun", (19, None): None, (20, None): "compromised", (20, 49): None,
                (30, 49): "compromised", (30, 44): None, (40, 44): "revoked", (15, 9): "unknown"}  # fmt: skip
    for (time, known), why in expected.items():
        lapse = history.lapse(time, known)
        assert (lapse.why if lapse else None) == why, (time, known)


def test_the_highest_number_counts_not_the_latest_date() -> None:
    records = (StatusRecord(2, 0, 0, 20, 20, 1), StatusRecord(4, 0, 1, 5, 30, 1))
    assert [status_at(records, t, None) for t in (4, 5, 25)] == [None, records[1], records[1]]
    assert [status_at(records, t, 29) for t in (5, 20)] == [None, records[0]]
