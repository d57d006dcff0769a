# SPDX-License-Identifier: Apache-2.0
"""Each shipped policy row on the day before, the day of and the day after it begins or ends."""

from datetime import date, timedelta
from typing import Any

import pytest

from registry.verify.defaults import packaged_list
from registry.verify.policy import Facts, demand, demands, is_late, passed_over, required

TRUST = packaged_list()
DAY = timedelta(days=1)
LEVELS, BNV = date(2026, 7, 1), date(2026, 7, 28)
QCVN, LIFTS, TCVN = "QCVN 4:2009/BKHCN", "QCVN 2:2019/BLĐTBXH", "TCVN 8491-2:2011"
OLD_BNV, OLD = "hop-quy-before-2026-07-28-bnv", "hop-quy-before-2026-07"


def row_of(
    day: date, *scopes: str, mark: str | None = "CR", risk: str | None = None, **more: Any
) -> str | None:
    facts = {"kind": "conformity", "mark": mark, "risk": risk, "method": 5, **more}
    found = required(TRUST, issued=day, scopes=scopes, **facts)
    return None if found is None else found.id


@pytest.mark.parametrize(
    ("scopes", "mark", "risk", "since", "before", "then"),
    [
        ((QCVN,), "CR", "CAO", LEVELS, f"{OLD}-mark", "hop-quy-high"),
        ((QCVN,), None, "CAO", LEVELS, f"{OLD}-scope", "hop-quy-high"),
        ((QCVN,), "CR", "TRUNG_BINH", LEVELS, f"{OLD}-mark", "hop-quy-medium"),
        ((QCVN,), "CR", "THAP", LEVELS, f"{OLD}-mark", "hop-quy-low"),
        ((QCVN,), "CR", None, LEVELS, f"{OLD}-mark", "hop-quy-no-risk-mark"),
        ((QCVN,), None, None, LEVELS, f"{OLD}-scope", "hop-quy-no-risk-scope"),
        ((LIFTS,), "CR", "CAO", BNV, OLD_BNV, "hop-quy-high"),
        ((LIFTS,), None, None, BNV, OLD_BNV, "hop-quy-no-risk-scope"),
        (("QCVN 9:2030/BNV",), "CR", "TRUNG_BINH", BNV, OLD_BNV, "hop-quy-medium"),
        ((LIFTS, "ĐKHĐ chứng nhận sản phẩm"), "CR", "THAP", BNV, OLD_BNV, "hop-quy-low"),
        ((LIFTS, QCVN), "CR", "CAO", LEVELS, f"{OLD}-mark", "hop-quy-high"),
        ((TCVN,), "CS", None, LEVELS, "hop-chuan", "hop-chuan"),
        ((TCVN,), None, None, LEVELS, "hop-chuan", "hop-chuan"),
    ],
)
def test_rows_by_day(
    scopes: tuple[str, ...], mark: str | None, risk: str | None, since: date, before: str, then: str
) -> None:
    found = [row_of(day, *scopes, mark=mark, risk=risk) for day in (since - DAY, since, since + DAY)]
    assert found == [before, then, then]


@pytest.mark.parametrize("day", [date(1990, 1, 1), LEVELS, date(2090, 1, 1)])
def test_a_calibration_has_one_row(day: date) -> None:
    assert row_of(day, "Hiệu chuẩn: áp suất", mark=None, kind="calibration", method=None) == "calibration"


def test_an_amendment_is_judged_as_its_norm() -> None:
    amendment = "Sửa đổi 1:2016 QCVN 4:2009/BKHCN"
    assert row_of(LEVELS, amendment, mark=None) == "hop-quy-no-risk-scope"
    assert row_of(LEVELS, "qcvn 4:2009/bkhcn", mark=None) == "hop-quy-no-risk-scope"


def test_without_a_row_nobody_can_tell() -> None:
    assert row_of(LEVELS, TCVN, mark="XX") is None


@pytest.mark.parametrize(("days", "late"), [(0, False), (7, False), (8, True)])
def test_a_late_record_must_stand_the_rules_of_its_day_too(days: int, late: bool) -> None:
    facts = Facts(kind="conformity", mark="CR", scopes=(QCVN,))
    issued = LEVELS - DAY
    recorded = issued + days * DAY
    assert is_late(TRUST, issued, recorded) is late
    rows = [found.row.id for found in demands(TRUST, facts, issued, recorded) if found.row]
    assert rows == [f"{OLD}-mark", "hop-quy-no-risk-mark"][: 2 if late else 1]
    assert len(demands(TRUST, facts, issued)) == 1


def test_a_level_below_the_catalogues_picks_no_laxer_row() -> None:
    facts = Facts(kind="conformity", mark="CR", risk="THAP", scopes=(QCVN,), hs_codes=("85166010",))
    found = demand(TRUST, facts, LEVELS)
    assert (found.risk, found.row and found.row.id) == ("CAO", "hop-quy-high")
    before = demand(TRUST, facts, LEVELS - DAY)
    assert (before.risk, before.row and before.row.id) == ("THAP", f"{OLD}-mark")


def test_rows_passed_over_say_why() -> None:
    facts = Facts(kind="conformity", mark="CR", risk="THAP", scopes=(QCVN,))
    reasons = [(row.id, why) for row, why in passed_over(TRUST, facts, demand(TRUST, facts, LEVELS))]
    assert reasons == [
        (OLD_BNV, "scopes"),
        (f"{OLD}-mark", "issued_until"),
        (f"{OLD}-scope", "issued_until"),
        ("hop-quy-high", "risks"),
        ("hop-quy-medium", "risks"),
    ]


def test_transitions_are_earlier_rules_and_name_their_last_day() -> None:
    earlier = [row for row in TRUST.policies if row.earlier_rules]
    assert [(row.id, row.issued_until) for row in earlier] == [
        (OLD_BNV, BNV - DAY),
        (f"{OLD}-mark", LEVELS - DAY),
        (f"{OLD}-scope", LEVELS - DAY),
    ]
    assert all(row.doubt for row in earlier)
