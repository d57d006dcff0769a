# SPDX-License-Identifier: Apache-2.0
"""What happens to one certificate after its issue, and what was never a good record."""

import pytest
from msgspec.structs import replace

from registry.core.records import State, SurveillanceRecord
from registry.verify.checks.surveillance import surveillance_notes
from tests.unit.verify.acts import anchored_again, case_of, interpreted, on_paper, revise, survey
from tests.unit.verify.build import ANCHORED, Issued, World
from tests.unit.verify.scenes.scene import DAY, FILE
from tests.unit.verify.test_both_dates import BEFORE, BODY, EFFECTIVE, NOW, RECORDED, RETRACTED, codes


def test_one_leaf_in_two_batches_withdrawn_once_is_nowhere_valid() -> None:
    world = World()
    issued = world.issue()
    elsewhere = anchored_again(world, issued)
    assert (elsewhere.leaf, elsewhere.batch != issued.batch) == (issued.leaf, True)
    assert [world.verify(i).verdict for i in (issued, elsewhere)] == ["VALID", "VALID"]
    world.chain.set_status(BODY, issued.leaf, State.WITHDRAWN)
    assert [world.verify(i).verdict for i in (issued, elsewhere)] == ["INVALID", "INVALID"]


def test_a_proof_of_before_a_withdrawal_that_reaches_back_is_not_valid_for_the_earlier_date() -> None:
    world = World()
    issued = world.issue()
    world.go_to(EFFECTIVE)
    old = world.chain.head()
    world.go_to(RECORDED)
    world.chain.set_status(BODY, issued.leaf, State.WITHDRAWN, effective_from=ANCHORED + DAY)

    class Stale:
        """A node that stopped before the withdrawal."""

        def __getattr__(self, name: str) -> object:
            return (lambda: old) if name == "head" else getattr(world.chain, name)

    asked = ANCHORED + 3 * DAY
    report = world.verify(issued, readers=[Stale()], at=asked)  # type: ignore[list-item]
    assert (report.verdict, report.check(12).code) == ("INDETERMINATE", "EVIDENCE_TOO_OLD")
    assert world.verify(issued, at=asked).outcome.code == "WITHDRAWN"


def test_anchored_after_the_date_asked_is_not_valid_for_that_date() -> None:
    world = World()
    issued = world.issue()
    world.go_to(NOW)
    for asked in (BEFORE, ANCHORED - 1):
        report = world.verify(issued, at=asked)
        assert (report.verdict, report.check(6).code) == ("INDETERMINATE", "NOT_ANCHORED_AT_DATE")
    assert world.verify(issued, at=ANCHORED).verdict == "VALID"


@pytest.mark.parametrize("lifted", [True, False])
def test_what_a_compromised_key_did_counts_until_the_authority_lifts_it(lifted: bool) -> None:
    world = World()
    issued = world.issue()
    world.go_to(EFFECTIVE)
    actor = world.anchor_key.address
    world.chain.set_status(BODY, issued.leaf, State.WITHDRAWN, actor=actor)
    world.chain.set_compromised(BODY, world.anchor_key.id, since=EFFECTIVE)
    world.go_to(RECORDED)
    if lifted:
        world.chain.lift_status(BODY, issued.leaf, 1, State.ACTIVE, effective_from=EFFECTIVE)
    world.go_to(NOW)
    for asked, known in ((EFFECTIVE, None), (ANCHORED + 7 * DAY, None), (None, None), (None, RECORDED)):
        expected = "VALID" if lifted else "WITHDRAWN"
        assert world.verify(issued, at=asked, known_at=known).outcome.code == expected, (asked, known)
    assert world.verify(issued, known_at=RECORDED - 1).outcome.code == "WITHDRAWN"


def test_file_statements_since_a_compromise_do_not_count() -> None:
    world = World()
    issued = world.issue()
    world.go_to(EFFECTIVE)
    bound = world.state_file(issued, FILE)
    world.go_to(RECORDED)
    world.chain.set_compromised(BODY, world.key.jwk.thumbprint(), since=EFFECTIVE)
    world.go_to(NOW)
    files = {FILE: "giay.pdf"}
    assert world.verify(bound, files=files).check(11).code == "FILE_STATEMENT_NOT_GOOD"
    assert world.verify(bound).verdict == "VALID"
    assert world.verify(bound, files=files, known_at=RECORDED - 1).verdict == "VALID"


def _surveyed() -> tuple[World, Issued]:
    """First due on 14 July 2027 by the certificate; surveyed 10 days after the anchoring, due after 20."""
    world = World()
    issued = world.issue()
    world.go_to(RECORDED)
    survey(world, issued, due=RETRACTED)
    world.go_to(NOW)
    return world, issued


def test_surveillance_by_both_dates() -> None:
    world, issued = _surveyed()
    overdue, told = "SURVEILLANCE_OVERDUE", "SURVEILLANCE_NOT_TOLD"
    expected = ((None, None, True), (RETRACTED, None, False), (RETRACTED + 1, None, True),
                (None, RECORDED - 1, False), (RECORDED - 1, None, False), (None, RETRACTED, False))  # fmt: skip
    for asked, known, counts in expected:
        found = codes(world.verify(issued, at=asked, known_at=known))
        assert (overdue in found, told in found) == (counts, False), (asked, known)
    survey(world, issued, n=1, due=NOW + 400 * DAY)
    assert codes(world.verify(issued)) == set()
    assert codes(world.verify(issued, at=RETRACTED + 1)) == {
        told,
    }
    assert told in codes(world.verify(issued, known_at=NOW - 1))


def test_a_first_surveillance_that_never_came() -> None:
    world = World()
    issued = world.issue()
    world.go_to(ANCHORED + 364 * DAY - 1)
    assert "SURVEILLANCE_OVERDUE" not in codes(world.verify(issued))
    world.go_to(ANCHORED + 364 * DAY)
    report = world.verify(issued)
    assert (report.verdict, report.outcome.code) == ("VALID", "SURVEILLANCE_OVERDUE")
    assert "14/07/2027" in report.outcome.text("vi").reason


def test_a_revision_keeps_the_surveillance_of_the_one_before() -> None:
    world = World()
    issued = world.issue()
    survey(world, issued, due=NOW)
    later = revise(world, issued)
    world.go_to(NOW)
    assert "SURVEILLANCE_OVERDUE" not in codes(world.verify(later))
    world.go_to(NOW + 1)
    assert "SURVEILLANCE_OVERDUE" in codes(world.verify(later))
    survey(world, later, due=NOW + 30 * DAY)
    assert "SURVEILLANCE_OVERDUE" not in codes(world.verify(later))


def test_a_first_day_that_was_over_at_issue_says_nothing() -> None:
    world = World()
    surveillance = {"months": 12, "first_due": "2026-07-15"}
    issued = world.issue(surveillance=surveillance)
    world.go_to(NOW)
    assert "SURVEILLANCE_OVERDUE" not in codes(world.verify(issued))


def test_the_latest_surveillance_counts_whichever_contract_has_it() -> None:
    world = World()
    issued = world.issue()
    survey(world, issued, due=EFFECTIVE)
    (contract,) = interpreted(world, issued).contracts
    newer = SurveillanceRecord(RECORDED, NOW + 400 * DAY, RECORDED, 1)
    world.go_to(NOW)
    assert contract.surveillance is not None
    for first, second, overdue in ((contract.surveillance, newer, False), (newer, contract.surveillance, False),
                                   (contract.surveillance, None, True)):  # fmt: skip
        chain = replace(
            interpreted(world, issued),
            contracts=(replace(contract, surveillance=first), replace(contract, surveillance=second)),
        )
        case = case_of(world, issued, chain)
        found = {note.code for note in surveillance_notes(case, issued.summary)}
        assert found == ({"SURVEILLANCE_OVERDUE"} if overdue else set())


@pytest.mark.parametrize("method", [1, 7, 8])
def test_methods_without_surveillance_are_never_overdue(method: int) -> None:
    world = World()
    lot = {"number": "L-1", "quantity": "12", "unit": "chiếc"} if method == 7 else None
    serials = ["S1"] if method == 8 else []
    issued = world.issue(method=method, validity=None, surveillance=None, lot=lot, serials=serials)
    survey(world, issued, due=ANCHORED + DAY)
    world.go_to(NOW)
    assert "SURVEILLANCE_OVERDUE" not in codes(world.verify(issued))


def test_paper_certificates_are_judged_at_their_issue_date() -> None:
    world = World()
    world.chain.suspend_body(BODY)
    issued = on_paper(world)
    report = world.verify(issued)
    assert (report.verdict, report.outcome.code) == ("VALID", "ISSUER_SINCE_SUSPENDED")
    assert {"RETROSPECTIVE", "EARLIER_RULES"} <= codes(report)
    assert "LATE_ANCHOR" not in codes(report)
    world.chain.withdraw_grant(BODY, 4, effective_from=ANCHORED - 90 * DAY)
    assert world.verify(issued).outcome.code == "ISSUER_NOT_AUTHORISED"


def test_a_paper_certificate_needs_keys_that_are_good_when_it_is_anchored() -> None:
    world = World()
    world.chain.revoke_key(BODY, world.key.jwk.thumbprint())
    world.chain.advance(60)
    assert world.verify(on_paper(world)).outcome.code == "KEY_NOT_GOOD"
