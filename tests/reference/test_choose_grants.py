# SPDX-License-Identifier: Apache-2.0
"""The choice of grants against the obvious one: try every subset, smallest first."""

from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from registry.core.hashing import scope_hash
from registry.core.history import Standing as History
from registry.core.records import Basis, GrantRecord
from registry.service.choose_grants import Chosen, Offer, choose_for_norms
from registry.service.standing import GrantOnChain
from registry.testing.fake_chain import FakeChain
from registry.verify.policy import PolicyRow, scope_gaps
from tests.unit.core.samples import QCVN
from tests.unit.service.world import CERTIFIES, OTHER_QCVN, trust_list

TRUST = trust_list(FakeChain())
THIRD = "QCVN 2:2021/BKHCN"
AMENDMENT = "Sửa đổi 1:2016 QCVN 4:2009/BKHCN"
CALIBRATES = "ĐKHĐ hiệu chuẩn"
NORMS = (QCVN, OTHER_QCVN, THIRD, AMENDMENT)
SCOPES = (*NORMS, CERTIFIES, CALIBRATES)
Rows = tuple[PolicyRow, ...]
ROWS = [row for row in TRUST.policies if row.kind == "conformity"]


def grant(number: int, basis: Basis, scope: str) -> GrantOnChain:
    record = GrantRecord(1, 0, 0, 1, 1, 0, 0, 0, int(basis), 0)
    return GrantOnChain(number, basis, scope_hash(scope), record, History(()))


def offer(held: list[tuple[Basis, str]]) -> Offer:
    grants = tuple(grant(number, *one) for number, one in enumerate(held, start=1))
    return Offer("VD-CERT", TRUST, grants, grants, None)


def covers(scope: str) -> set[bytes]:
    return {scope_hash(scope), scope_hash(QCVN)} if scope == AMENDMENT else {scope_hash(scope)}


def sufficient(grants: tuple[GrantOnChain, ...], rows: Rows, norms: tuple[str, ...]) -> bool:
    bases = {scope: {g.basis for g in grants if g.scope in covers(scope)} for scope in SCOPES}
    if not all(bases[norm] for norm in norms):
        return False
    scopes = (*norms, *(s for s in (CERTIFIES,) if bases[s]))
    held = {s: bases[s] for s in scopes}
    return not any(scope_gaps(TRUST, row, scopes, held) for row in rows)


def fewest(offered: Offer, row: Rows, norms: tuple[str, ...]) -> int | None:
    useful = {scope_hash(CERTIFIES)}.union(*(covers(norm) for norm in norms))
    grants = [g for g in offered.usable if g.scope in useful]
    for size in range(1, len(grants) + 1):
        if any(sufficient(subset, row, norms) for subset in combinations(grants, size)):
            return size
    return None


held = st.lists(st.tuples(st.sampled_from(list(Basis)), st.sampled_from(SCOPES)), max_size=9)
norms = st.lists(st.sampled_from(NORMS), min_size=1, max_size=3, unique=True).map(tuple)
rows = st.lists(st.sampled_from(ROWS), min_size=1, max_size=2).map(tuple)


@settings(deadline=None, max_examples=400)
@given(held=held, norms=norms, row=rows)
def test_choice_is_sufficient_and_smallest(
    held: list[tuple[Basis, str]], norms: tuple[str, ...], row: Rows
) -> None:
    offered = offer(held)
    chosen, expected = choose_for_norms(offered, row, norms), fewest(offered, row, norms)
    if expected is None:
        assert isinstance(chosen, list)
        assert {finding.code for finding in chosen} <= {"SCOPE_NOT_GRANTED", "GRANT_POLICY"}
        return
    assert isinstance(chosen, Chosen)
    by_number = {g.number: g for g in offered.usable}
    picked = tuple(by_number[number] for number in chosen.grants)
    assert sufficient(picked, row, norms)
    assert len(picked) == expected
    assert chosen.scopes[: len(norms)] == norms
    assert all(covers(scope) & {g.scope for g in picked} for scope in chosen.scopes)
    assert {g.scope for g in picked} <= {covered for scope in chosen.scopes for covered in covers(scope)}
    assert list(chosen.grants) == sorted(chosen.grants)


@pytest.mark.parametrize("bases", list(product(Basis, repeat=2)))
def test_two_grants_of_one_norm(bases: tuple[Basis, Basis]) -> None:
    row = next(row for row in ROWS if row.id == "hop-quy-high")
    chosen = choose_for_norms(offer([(basis, QCVN) for basis in bases]), (row,), (QCVN,))
    needs = {Basis.REGISTRATION, Basis.DESIGNATION}
    assert isinstance(chosen, Chosen) == (set(bases) == needs)


def test_a_registration_that_names_an_amendment_only_serves_the_norm_too() -> None:
    row = next(row for row in ROWS if {Basis.REGISTRATION, Basis.ACCREDITATION} in row.any_of)
    held = [(Basis.REGISTRATION, AMENDMENT), (Basis.ACCREDITATION, QCVN)]
    chosen = choose_for_norms(offer(held), (row,), (QCVN, AMENDMENT))
    assert chosen == Chosen((1, 2), (QCVN, AMENDMENT))
