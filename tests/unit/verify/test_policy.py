# SPDX-License-Identifier: Apache-2.0
"""The grant policy of the issue date (domain §0.1, §1, §2.1)."""

from datetime import date

import pytest

from registry.core.records import Basis
from registry.verify.policy import required, satisfied, scope_gaps
from tests.unit.verify.build import ACTIVITY, World

TRUST = World().trust()
BEFORE, FROM = date(2026, 6, 30), date(2026, 7, 1)
R, A, D, F = Basis
QCVN, TCVN = ("QCVN 4:2009/BKHCN",), ("TCVN 8491-2:2011",)


@pytest.mark.parametrize(
    ("mark", "risk", "issued", "scopes", "row"),
    [
        ("CR", "CAO", FROM, QCVN, "hop-quy-high"),
        ("CR", "TRUNG_BINH", FROM, QCVN, "hop-quy-medium"),
        ("CR", "THAP", FROM, QCVN, "hop-quy-low"),
        (None, "CAO", FROM, QCVN, "hop-quy-high"),
        ("CR", None, FROM, QCVN, "hop-quy-no-risk-mark"),
        (None, None, FROM, QCVN, "hop-quy-no-risk-scope"),
        ("CR", None, BEFORE, QCVN, "hop-quy-before-2026-07-mark"),
        (None, None, BEFORE, QCVN, "hop-quy-before-2026-07-scope"),
        ("CR", "CAO", BEFORE, QCVN, "hop-quy-before-2026-07-mark"),
        ("CS", None, FROM, TCVN, "hop-chuan"),
        (None, None, BEFORE, TCVN, "hop-chuan"),
        ("CR", "KHAC", FROM, TCVN, "hop-quy-no-risk-mark"),
        ("XX", None, FROM, TCVN, None),
    ],
)
def test_the_row_of_the_issue_date(
    mark: str | None, risk: str | None, issued: date, scopes: tuple[str, ...], row: str | None
) -> None:
    found = required(TRUST, "conformity", mark, risk, 5, issued, scopes)
    assert (found.id if found else None) == row


@pytest.mark.parametrize(
    ("row", "bases", "enough"),
    [
        ("hop-quy-high", {R, D}, True),
        ("hop-quy-high", {R, A}, False),
        ("hop-quy-high", {D}, False),
        ("hop-quy-high", {F}, False),
        ("hop-quy-medium", {R, A}, True),
        ("hop-quy-medium", {R, D}, True),
        ("hop-quy-medium", {F}, True),
        ("hop-quy-medium", {A}, False),
        ("hop-quy-low", {R}, True),
        ("hop-quy-no-risk-mark", {R}, False),
        ("hop-quy-before-2026-07-mark", {R}, True),
        ("hop-quy-before-2026-07-mark", {D}, True),
        ("hop-quy-before-2026-07-mark", {A}, False),
        ("hop-chuan", {R}, True),
        ("hop-chuan", {A}, False),
        ("calibration", {A}, True),
        ("calibration", set(), False),
    ],
)
def test_which_bases_suffice(row: str, bases: set[Basis], enough: bool) -> None:
    found = next(item for item in TRUST.policies if item.id == row)
    assert satisfied(found, bases) is enough


def test_a_registration_serves_every_scope_but_a_designation_only_its_own() -> None:
    high = next(item for item in TRUST.policies if item.id == "hop-quy-high")
    scopes = (ACTIVITY, "QCVN 4:2009/BKHCN", "QCVN 9:2012/BKHCN")
    bases = {ACTIVITY: {R}, scopes[1]: {D}, scopes[2]: {D}}
    assert scope_gaps(TRUST, high, scopes, bases) == ()
    assert scope_gaps(TRUST, high, scopes, {**bases, scopes[2]: {R}}) == (scopes[2],)
    assert scope_gaps(TRUST, high, scopes, {scopes[1]: {D}, scopes[2]: {D}}) == scopes[1:]


def test_only_a_calibration_may_name_activities_only() -> None:
    rows = {item.id: item for item in TRUST.policies}
    assert scope_gaps(TRUST, rows["calibration"], ("ĐKHĐ hiệu chuẩn",), {"ĐKHĐ hiệu chuẩn": {R}}) == ()
    for row in ("hop-quy-high", "hop-quy-low", "hop-chuan"):
        assert scope_gaps(TRUST, rows[row], (ACTIVITY,), {ACTIVITY: {R}}) == (ACTIVITY,)


def test_a_scope_of_the_other_kind_is_a_gap_whatever_was_granted() -> None:
    rows = {item.id: item for item in TRUST.policies}
    every = {R, A, D, F}
    field, unlisted = "Hiệu chuẩn: áp suất", "TCVN 999:2026"
    for row, scopes, gaps in (
        ("hop-chuan", (field,), (field,)),
        ("hop-chuan", (*TCVN, field), (field,)),
        ("calibration", QCVN, QCVN),
        ("calibration", (field,), ()),
        ("calibration", (unlisted,), ()),
        ("hop-chuan", (unlisted,), ()),
    ):
        assert scope_gaps(TRUST, rows[row], scopes, dict.fromkeys(scopes, every)) == gaps


def test_methods_can_be_a_condition() -> None:
    row = next(item for item in TRUST.policies if item.id == "hop-quy-high")
    facts = {"kind": "conformity", "mark": "CR", "risk": "CAO", "issued": FROM}
    limited = type(row)(**{name: getattr(row, name) for name in row.__struct_fields__} | {"methods": (5, 7)})
    assert limited.applies(method=5, **facts)  # type: ignore[arg-type]
    assert not limited.applies(method=4, **facts)  # type: ignore[arg-type]
    assert not limited.applies(method=None, **facts)  # type: ignore[arg-type]


def test_every_row_names_its_legal_basis() -> None:
    assert all(row.legal_basis and row.title.vi and row.title.en for row in TRUST.policies)
