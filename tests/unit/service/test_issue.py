# SPDX-License-Identifier: Apache-2.0
"""Issuing: everything is found before anything is written, and what is written is whole."""

from typing import Any

import pytest

from registry.core.bundle import decode_bundle
from registry.core.merkle import InclusionProof, root_from_inclusion_proof
from registry.core.records import Basis
from registry.core.signed_summary import parse_signed_summary
from registry.core.summary import CertificateSummary, decode_summary, leaf_hash
from registry.errors import EvidenceError, FindingsError, RefusedError, TransientError
from registry.ports.chain import ChainIdentity
from registry.ports.store_rows import BatchState
from registry.service.anchor import anchor
from registry.service.bundle import bundle_of
from registry.service.deps import Draft
from registry.service.issue import issue
from tests.unit.core.samples import QCVN, Key
from tests.unit.service.world import (
    CERTIFIES,
    DCC,
    MASS,
    OTHER_QCVN,
    START,
    UNLISTED,
    AnchorKey,
    World,
    calibration_draft,
    draft,
)

DAY = 86_400


def codes(error: pytest.ExceptionInfo[FindingsError]) -> list[str]:
    return [finding.code for finding in error.value.findings]


def refused(world: World, *drafts: Draft, body: str = "VD-CERT", **named: Any) -> list[str]:
    """The codes, after making sure that nothing was written."""
    with pytest.raises(FindingsError) as error:
        world.issue(*drafts, body=body, **named)
    with world.stores[-1].reading() as work:
        assert list(work.certificates.each()) == []
        assert work.batches.page(limit=1, offset=0)[1] == 0
    for finding in error.value.findings:
        assert "{" not in finding.text("vi") + finding.text("en") + finding.remedy("vi") + finding.remedy(
            "en"
        )
    return codes(error)


def test_certificate_is_issued_anchored_and_bundled(world: World) -> None:
    result = world.anchored(draft())
    (issued,) = result.issued
    bundle = decode_bundle(bundle_of(issued.code, store=world.stores[-1]))
    summary = parse_signed_summary(bundle.signed_summary).summary
    facts = decode_summary(summary)
    assert isinstance(facts, CertificateSummary)
    assert (facts.grants, facts.scopes, facts.network) == ((1, 2), (QCVN,), "antin-demo")
    proof = InclusionProof(bundle.inclusion.index, bundle.anchors[0].size, bundle.inclusion.path)
    assert root_from_inclusion_proof(leaf_hash(summary), proof) == bundle.anchors[0].root
    assert bundle.key == world.keys["VD-CERT"].jwk
    assert world.disagreements() == []


def test_calibration_keeps_the_exact_file_and_no_search_text(world: World) -> None:
    (issued,) = world.anchored(calibration_draft(), body="VD-LAB").issued
    with world.stores[-1].reading() as work:
        row = work.certificates.by_code(issued.code)
        assert row is not None
        files = work.certificates.files_of(row.leaf)
    assert row.search is None
    assert [(file.data, file.confidential, file.media_type) for file in files] == [
        (DCC, True, "application/xml")
    ]
    assert b"D\\u01b0\\u1ee3c V" not in bundle_of(issued.code, store=world.stores[-1])


def test_every_defect_of_every_draft_is_reported_together(world: World) -> None:
    bad = [
        draft("A-1", issued="2026-12-01", surveillance={"months": 12, "first_due": "2027-12-01"},
              validity={"first": "2026-12-01", "last": "2029-11-30"}),
        draft("A-2", norms=[{"code": OTHER_QCVN}]),
        draft("A-3"),
        draft("a 3"),
        draft("A-4", revision=1, change="correction"),
    ]  # fmt: skip
    found = refused(world, *bad)
    assert found == ["ISSUED_IN_FUTURE", "SCOPE_NOT_GRANTED", "NUMBER_TWICE", "PREVIOUS_MISSING"]


def test_skip_invalid_issues_the_good_rows_and_lists_the_bad(world: World) -> None:
    result = world.issue(
        draft("A-1"), draft("A-2", norms=[{"code": OTHER_QCVN}]), draft("A-3"), skip_invalid=True
    )
    assert [issued.number for issued in result.issued] == ["A-1", "A-3"]
    assert [(f.code, f.severity) for f in result.findings] == [("SCOPE_NOT_GRANTED", "error")]
    assert "A-2" in result.findings[0].where


def test_second_run_with_the_same_content_issues_nothing_again(world: World) -> None:
    first = world.anchored(draft("A-1"), draft("A-2"))
    again = world.issue(draft("A-1"), draft("A-2"), draft("A-3"))
    assert [item.code for item in again.already] == [item.code for item in first.issued]
    assert [item.number for item in again.issued] == ["A-3"]
    assert [f.code for f in again.findings] == ["ALREADY_ISSUED"] * 2
    assert set(again.batches) == {*first.batches, again.issued[0].batch}


def test_calibration_of_the_same_file_on_another_day_is_already_issued(world: World) -> None:
    world.issue(calibration_draft(), body="VD-LAB")
    again = world.issue(calibration_draft(issued="2026-09-12"), body="VD-LAB")
    assert (again.issued, len(again.already)) == ((), 1)


def test_taken_number_is_compared_without_case_spaces_and_dashes(world: World) -> None:
    world.issue(draft("VD-CERT/HQ-1"))
    with pytest.raises(FindingsError) as error:
        world.issue(draft("vd cert/hq – 1"))
    assert codes(error) == ["NUMBER_TAKEN"]


def test_revision_names_the_leaf_of_the_one_before(world: World) -> None:
    first = world.issue(draft("A-1")).issued[0]
    second = world.issue(draft("A-1", revision=1, change="correction")).issued[0]
    with world.stores[-1].reading() as work:
        row = work.certificates.by_code(second.code)
        assert row is not None
    facts = decode_summary(parse_signed_summary(row.signed_summary).summary)
    assert isinstance(facts, CertificateSummary)
    assert facts.previous == first.leaf


def test_two_revisions_may_be_issued_in_one_call_in_any_order(world: World) -> None:
    result = world.anchored(draft("A-1", revision=1, change="correction"), draft("A-1"))
    assert [item.revision for item in result.issued] == [0, 1]
    assert world.disagreements() == []


def test_revision_that_moves_the_end_without_saying_so_is_refused(world: World) -> None:
    world.issue(draft("A-1"))
    validity = {"first": "2026-11-20", "last": "2028-11-19"}
    with pytest.raises(FindingsError) as error:
        world.issue(draft("A-1", revision=1, change="correction", issued="2026-11-20", validity=validity))
    assert codes(error) == ["REVISION_END"]


def test_body_must_be_entered_here(world: World) -> None:
    world.keys["VD-X"], world.anchors["VD-X"] = Key(9), AnchorKey(19)
    with pytest.raises(RefusedError, match="BODY_NOT_HERE"):
        world.issue(draft(body="VD-X"), body="VD-X")


def test_draft_of_another_body_is_refused(world: World) -> None:
    assert "BODY_OTHER" in refused(world, draft(body="VD-LAB"))


def test_suspended_body_cannot_issue(world: World) -> None:
    world.chain.suspend_body("VD-CERT")
    assert refused(world, draft()) == ["BODY_NOT_ACTIVE"]


def test_issue_day_within_an_ended_suspension_is_refused(world: World) -> None:
    world.chain.suspend_body("VD-CERT", effective_from=START - 6 * DAY)
    world.chain.reinstate_body("VD-CERT", effective_from=START - DAY)
    assert refused(world, draft()) == ["BODY_NOT_ACTIVE_THEN"]
    assert world.issue(draft(issued="2026-11-22")).issued


@pytest.mark.parametrize("role", ["credential", "anchor"])
def test_key_of_nobody_cannot_issue(world: World, role: str) -> None:
    if role == "credential":
        world.keys["VD-CERT"] = Key(99)
    else:
        world.anchors["VD-CERT"] = AnchorKey(99)
    assert refused(world, draft()) == ["KEY_NOT_REGISTERED"]


def test_revoked_and_compromised_keys_cannot_issue(world: World) -> None:
    thumbprint = world.keys["VD-CERT"].jwk.thumbprint()
    world.chain.set_compromised("VD-CERT", thumbprint)
    world.chain.revoke_key("VD-CERT", thumbprint)
    assert refused(world, draft()) == ["KEY_EXPIRED", "KEY_COMPROMISED"]


def test_key_of_another_body_is_not_registered(world: World) -> None:
    world.keys["VD-CERT"] = world.keys["VD-LAB"]
    assert refused(world, draft()) == ["KEY_NOT_REGISTERED"]


def test_suspended_grant_is_named(world: World) -> None:
    world.chain.suspend_grant("VD-CERT", 1)
    world.chain.suspend_grant("VD-CERT", 2)
    assert refused(world, draft()) == ["GRANT_NOT_ACTIVE"]


def test_high_risk_needs_registration_and_designation(world: World) -> None:
    world.chain.suspend_grant("VD-CERT", 2)
    assert refused(world, draft()) == ["GRANT_POLICY"]
    assert world.issue(draft(risk="THAP", products=UNLISTED)).issued[0].grants == (1,)


def test_registration_for_an_activity_serves_every_norm(world: World) -> None:
    chain, ago = world.chain, START - 300 * DAY
    activity = chain.grant("VD-CERT", Basis.REGISTRATION, CERTIFIES, valid_from=ago)
    designation = chain.grant("VD-CERT", Basis.DESIGNATION, OTHER_QCVN, valid_from=ago)
    (issued,) = world.anchored(draft(norms=[{"code": OTHER_QCVN}])).issued
    assert issued.grants == (activity, designation)


def test_fewest_grants_share_one_registration(world: World) -> None:
    chain, ago = world.chain, START - 300 * DAY
    chain.grant("VD-CERT", Basis.REGISTRATION, OTHER_QCVN, valid_from=ago)
    other = chain.grant("VD-CERT", Basis.DESIGNATION, OTHER_QCVN, valid_from=ago)
    chain.grant("VD-CERT", Basis.ACCREDITATION, QCVN, valid_from=ago)
    both = draft(norms=[{"code": QCVN}, {"code": OTHER_QCVN}])
    assert world.issue(both).issued[0].grants == (1, 2, other)


def test_given_grants_are_checked_and_used(world: World) -> None:
    assert refused(world, draft(), grants=(1, 7)) == ["GRANT_UNKNOWN"]
    assert refused(world, draft(), grants=(1,)) == ["GRANT_POLICY"]
    assert world.issue(draft(), grants=(1, 2)).issued[0].grants == (1, 2)


def test_scope_left_out_by_the_given_grants_is_named(world: World) -> None:
    other = world.chain.grant("VD-CERT", Basis.DESIGNATION, OTHER_QCVN, valid_from=START - DAY * 300)
    assert refused(world, draft(), grants=(other,)) == ["GRANT_NOT_GIVEN"]


@pytest.mark.parametrize(
    ("norm", "code"),
    [
        ("QCVN 999:2026/X", "SCOPE_UNKNOWN"),
        (OTHER_QCVN, "SCOPE_NOT_GRANTED"),
    ],
)
def test_unknown_and_ungranted_scopes_are_told_apart(world: World, norm: str, code: str) -> None:
    assert refused(world, draft(norms=[{"code": norm}])) == [code]


def test_calibration_field_must_be_chosen_where_there_are_several(world: World) -> None:
    mass = world.chain.grant("VD-LAB", Basis.REGISTRATION, MASS, valid_from=START - 300 * DAY)
    assert refused(world, calibration_draft(), body="VD-LAB") == ["GRANT_AMBIGUOUS"]
    assert world.issue(calibration_draft(), body="VD-LAB", grants=(mass,)).issued[0].grants == (mass,)


def test_body_without_calibration_grant_cannot_calibrate(world: World) -> None:
    world.chain.withdraw_grant("VD-LAB", 1)
    assert refused(world, calibration_draft(), body="VD-LAB") == ["CALIBRATION_NOT_GRANTED"]


def test_calibration_without_its_file_is_refused(world: World) -> None:
    good = calibration_draft()
    assert refused(world, Draft(good.certificate, {}, "x"), body="VD-LAB") == ["FILE_MISSING"]
    (digest,) = good.files
    assert refused(world, Draft(good.certificate, {digest: b"other"}, "x"), body="VD-LAB") == ["FILE_DIGEST"]


def test_certificates_are_batched_by_their_grants(world: World) -> None:
    result = world.anchored(draft("A-1"), draft("A-2", risk="THAP", products=UNLISTED), draft("A-3"))
    by_number = {item.number: item.batch for item in result.issued}
    assert by_number["A-1"] == by_number["A-3"] != by_number["A-2"]
    assert len(result.batches) == 2
    assert world.disagreements() == []


def test_other_chain_is_refused_before_anything(world: World) -> None:
    deps = world.issue_deps(chain=ChainIdentity(1, bytes(32)))
    with pytest.raises(EvidenceError, match="WRONG_CHAIN"):
        issue([draft()], body="VD-CERT", deps=deps)


def test_unreachable_chain_decides_nothing(world: World) -> None:
    deps = world.issue_deps()
    world.chain.down = True
    with pytest.raises(TransientError, match="CHAIN_UNREACHABLE"):
        issue([draft()], body="VD-CERT", deps=deps)
    world.chain.down = False
    assert world.issue(draft()).issued


def test_bundle_is_not_handed_out_before_the_batch_is_final(world: World) -> None:
    result = world.issue(draft())
    with pytest.raises(RefusedError, match="BUNDLE_NOT_YET"):
        bundle_of(result.issued[0].code, store=world.stores[-1])
    (batch,) = anchor(result.batches, deps=world.anchor_deps())
    assert batch.state is BatchState.FINAL
    first = bundle_of(result.issued[0].code, store=world.stores[-1])
    assert first == bundle_of(result.issued[0].code, store=world.open())
