# SPDX-License-Identifier: Apache-2.0
"""The catalogue of scopes: one name, one scope; levels by date and goods."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.verify.catalogue import RISK_LEVELS, RiskRow, folded, judged_level, rank
from registry.verify.defaults import packaged_list

TRUST = packaged_list()
DAY = timedelta(days=1)
FROM = date(2026, 7, 1)
QCVN4, AMENDMENT = "QCVN 4:2009/BKHCN", "Sửa đổi 1:2016 QCVN 4:2009/BKHCN"


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(st.text(alphabet="0123456789: -–aÁđÐ\u0301/"), st.text(alphabet=" \u00a0\u2009"))
def test_spaces_anywhere_change_nothing(text: str, space: str) -> None:
    assert folded(space.join(text)) == folded("".join(text.split()))


@pytest.mark.parametrize(
    "text",
    [
        "QCVN 4:2009", "QCVN 04:2009", "QCVN 04:2009/BKHCN", "QCVN 4:2009/BKHCN", "qcvn 004 : 2009 / bkhcn",
        "ＱＣＶＮ 4:2009", " QCVN4:2009/BKHCN ", "QCVN\u00a04:2009",
    ],
)  # fmt: skip
def test_spellings_of_one_regulation(text: str) -> None:
    found = TRUST.scope(text)
    assert found is not None
    assert found.code == QCVN4


@pytest.mark.parametrize("dash", "-‐‑‒–—−")
def test_kinds_of_dash_are_one(dash: str) -> None:
    found = TRUST.scope(f"tcvn 8491{dash}2:2011")
    assert found is not None
    assert found.code == "TCVN 8491-2:2011"


@pytest.mark.parametrize("text", ["QCVN 4:2010", "QCVN 40:2009", "QCVN 4:2009/BXD", "QCVN", "", "4:2009"])
def test_what_is_not_listed_is_not_guessed(text: str) -> None:
    assert TRUST.scope(text) is None


def test_look_alike_strokes_are_one_and_accents_are_not() -> None:
    for text in ("ĐKHĐ hiệu chuẩn", "ÐKHÐ hiệu chuẩn", "Đkhđ hiệu chuẩn"):
        assert TRUST.scope(text) == TRUST.row_of("ĐKHĐ hiệu chuẩn")
    assert TRUST.scope("ĐKHĐ hieu chuan") is None


def test_no_two_rows_share_a_name() -> None:
    names = [name for row in TRUST.scopes for name in row.names]
    assert len(names) == len(set(names))


def test_an_amendment_belongs_to_its_norm_and_not_the_reverse() -> None:
    assert TRUST.covering(AMENDMENT) == (AMENDMENT, QCVN4)
    assert TRUST.covering(QCVN4) == (QCVN4,)
    assert TRUST.covering("QCVN 4:2009/BKHCN/SĐ1:2016") == ("QCVN 4:2009/BKHCN/SĐ1:2016",)
    assert TRUST.judged((AMENDMENT, "ĐKHĐ chứng nhận sản phẩm", "X")) == (QCVN4, "X")


SEEDED = [
    ("QCVN 1:2022/BKHCN", "27101221", "CAO", FROM),
    ("QCVN 2:2021/BKHCN", "65061010", "TRUNG_BINH", FROM),
    ("QCVN 3:2019/BKHCN", "95030010", "CAO", FROM),
    ("QCVN 3:2019/BKHCN", "95030099", "CAO", FROM),
    (QCVN4, "85166010", "CAO", FROM),
    (QCVN4, "85163100", "CAO", FROM),
    (QCVN4, "84145110", "CAO", FROM),
    (QCVN4, "85163200", "TRUNG_BINH", FROM),
    (AMENDMENT, "85166010", "CAO", FROM),
    ("qcvn 04:2009", "85166010", "CAO", FROM),
    ("QCVN 7:2019/BKHCN", "72142031", "TRUNG_BINH", FROM),
    ("QCVN 8:2019/BKHCN", "27111200", "CAO", FROM),
    ("QCVN 14:2018/BKHCN", "27101946", "TRUNG_BINH", FROM),
    ("QCVN 19:2025/BKHCN", "85395210", "TRUNG_BINH", FROM),
    ("QCVN 25:2025/BKHCN", "85362011", "CAO", date(2027, 4, 1)),
]


@pytest.mark.parametrize(("scope", "hs", "level", "since"), SEEDED)
def test_each_seeded_level_begins_on_its_day(scope: str, hs: str, level: str, since: date) -> None:
    found = [TRUST.catalogued_level((scope,), (hs,), day) for day in (since - DAY, since, since + DAY)]
    assert found == [None, level, level]


def test_levels_belong_to_goods_under_their_norm() -> None:
    assert TRUST.catalogued_level((QCVN4,), (), FROM) is None
    assert TRUST.catalogued_level((QCVN4,), ("85094000",), FROM) is None
    assert TRUST.catalogued_level((QCVN4,), ("851660",), FROM) == "CAO"
    assert TRUST.catalogued_level(("QCVN 9:2012/BKHCN",), ("85166010",), FROM) is None
    assert TRUST.catalogued_level((QCVN4,), ("85163200", "85166010"), FROM) == "CAO"


@given(st.sampled_from([None, "KHAC", *RISK_LEVELS]), st.sampled_from([None, *RISK_LEVELS]))
def test_the_higher_level_counts_where_one_is_declared(declared: str | None, listed: str | None) -> None:
    judged = judged_level(declared, listed)
    if rank(declared) == 0:
        assert judged == declared
    else:
        assert rank(judged) == max(rank(declared), rank(listed))


def test_every_row_says_where_it_comes_from() -> None:
    assert all(row.legal_basis and row.title.vi and row.title.en for row in TRUST.scopes)
    assert all(risk.legal_basis for row in TRUST.scopes for risk in row.risks)
    assert all("@" not in basis for row in TRUST.scopes for basis in row.legal_basis)


@pytest.mark.parametrize(
    ("codes", "applies"),
    [
        (("85166010",), True),
        (("851660",), True),
        (("85166090",), False),
        (("851650",), False),
        ((), False),
        (("95030021", "851660"), True),
    ],
)
def test_fewer_digits_of_an_hs_code_lead_to_no_lower_level(codes: tuple[str, ...], applies: bool) -> None:
    row = RiskRow(level="CAO", hs=("85166010", "85163100"), legal_basis=("TT",))
    assert row.applies(date(2026, 11, 25), codes) is applies
