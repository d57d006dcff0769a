# SPDX-License-Identifier: Apache-2.0
"""A superseded revision is answered by the newest that is linked to it, and by nothing else."""

from dataclasses import replace
from datetime import date

import pytest
from msgspec import structs

from registry.core.bundle import encode_bundle
from registry.core.credential import build_payload, parse_credential, sign_credential, summary_of
from registry.core.qr import short_qr
from registry.core.records import Lane, State
from registry.verify import Report, Verdict
from registry.verify.values import first_instant
from tests.unit.core.samples import Key, conformity, context
from tests.unit.verify.acts import revise, with_models
from tests.unit.verify.build import ANCHORED, Issued, World
from tests.unit.verify.scenes.scene import DAY, FILE

ONE, TWO = with_models("VD-RC18A"), with_models("VD-RC18A", "VD-RC20")


def _answer(report: Report) -> tuple[str, str]:
    return report.verdict.value, report.outcome.code


def test_before_the_change_the_old_one_is_judged() -> None:
    world = World()
    issued = world.issue()
    world.chain.advance(10 * DAY)
    revise(world, issued, change="scope_reduced", **ONE)
    report = world.verify(issued, at=date(2026, 7, 20))
    assert _answer(report) == ("VALID", "VALID")
    assert report.newer is None
    assert [note.code for note in report.check(8).warnings] == ["STATUS_CHANGED_LATER"]
    assert _answer(world.verify(issued)) == ("INDETERMINATE", "MODEL_NOT_SAID")
    assert _answer(world.verify(issued, known_at=date(2026, 7, 20))) == ("VALID", "VALID")


def test_the_same_models_need_no_model() -> None:
    world = World()
    issued = world.issue()
    later = revise(world, issued, change="holder_change", holder={"name": "Công ty Mới", "country": "VN"})
    report = world.verify(issued)
    assert _answer(report) == ("VALID", "ANSWERED_BY_NEWER")
    assert report.facts is not None
    assert report.newer is not None
    assert (report.facts.code, report.newer.facts.code) == (issued.code, later.code)
    assert report.newer.changes.holder == "Công ty Mới"
    for lang, word in (("vi", "đổi tổ chức được cấp"), ("en", "change of holder")):
        assert word in report.outcome.text(lang).reason


def test_an_extended_period_is_the_new_ones() -> None:
    world = World()
    issued = world.issue(validity={"first": "2026-07-15", "last": "2027-07-14"})
    validity = {"first": "2026-07-15", "last": "2029-07-14"}
    revise(world, issued, change="validity_extended", validity=validity)
    world.go_to(first_instant(date(2027, 8, 1)))
    report = world.verify(issued)
    assert report.verdict is Verdict.VALID
    assert report.check(10).params["last"] == date(2029, 7, 14)
    world.source.down = True
    assert _answer(world.verify(issued)) == ("INDETERMINATE", "SUCCESSOR_MISSING")


def test_a_row_of_revisions_is_followed_to_its_end() -> None:
    world = World()
    first = world.issue()
    second = revise(world, first, change="scope_extended", **with_models("VD-RC18A", "VD-RC18B", "VD-RC20"))
    third = revise(world, second, change="scope_reduced", **TWO)
    report = world.verify(first, model="VD-RC20")
    assert report.verdict is Verdict.VALID
    assert report.newer is not None
    assert report.newer.facts.code == third.code
    assert report.newer.changes.words == ("scope_extended", "scope_reduced")
    assert _answer(world.verify(first, model="VD-RC18B")) == ("INVALID", "MODEL_DROPPED")
    assert _answer(world.verify(second, model="VD-RC18B")) == ("INVALID", "MODEL_DROPPED")


def test_the_answer_is_the_revision_that_held_on_the_day_asked() -> None:
    world = World()
    first = world.issue()
    second = revise(world, first, change="scope_extended", **TWO)
    world.chain.advance(30 * DAY)
    revise(world, second, change="scope_reduced", **ONE)
    on_that_day = world.verify(first, at=date(2026, 7, 30), model="VD-RC20")
    assert on_that_day.newer is not None
    assert (on_that_day.verdict.value, on_that_day.newer.facts.summary.revision) == ("VALID", 1)
    # The first one never covered it, so nobody dropped it from there.
    assert _answer(world.verify(first, model="VD-RC20")) == ("INDETERMINATE", "MODEL_NOT_LISTED")
    assert _answer(world.verify(second, model="VD-RC20")) == ("INVALID", "MODEL_DROPPED")


def test_a_later_revision_beside_one_still_in_force_changes_nothing() -> None:
    world = World()
    first = world.issue()
    second = revise(world, first, supersede=False, **ONE)
    for issued in (first, second):
        report = world.verify(issued)
        assert (_answer(report), report.newer) == (("VALID", "VALID"), None)


@pytest.mark.parametrize(
    ("state", "outcome"), [(State.SUSPENDED, "SUSPENDED"), (State.WITHDRAWN, "WITHDRAWN")]
)
def test_what_became_of_the_new_one_is_the_answer(state: State, outcome: str) -> None:
    world = World()
    issued = world.issue()
    later = revise(world, issued)
    world.chain.set_status("VD-CERT", later.leaf, state, lane=Lane.AUTHORITY)
    report = world.verify(issued)
    assert _answer(report) == ("INVALID", outcome)
    assert "ANSWERED_BY_NEWER" in [note.code for note in report.warnings]


def test_withdrawn_is_worse_than_replaced() -> None:
    world = World()
    issued = world.issue()
    revise(world, issued)
    world.chain.set_status("VD-CERT", issued.leaf, State.WITHDRAWN)
    report = world.verify(issued)
    assert (_answer(report), report.newer) == (("INVALID", "WITHDRAWN"), None)


def test_replaced_by_another_number_is_invalid() -> None:
    world = World()
    issued = world.issue()
    world.chain.set_status("VD-CERT", issued.leaf, State.SUPERSEDED, reason=16)
    assert _answer(world.verify(issued)) == ("INVALID", "SUPERSEDED")


def test_anchored_only_after_the_day_asked_says_nothing_for_it() -> None:
    world = World()
    issued = world.issue()
    world.chain.set_status("VD-CERT", issued.leaf, State.SUPERSEDED, reason=16)
    world.chain.advance(10 * DAY)
    revise(world, issued, supersede=False)
    assert _answer(world.verify(issued, at=date(2026, 7, 20))) == ("INDETERMINATE", "NOT_ANCHORED_AT_DATE")
    assert world.verify(issued).verdict is Verdict.VALID


def _unlinked(world: World, issued: Issued) -> list[bytes]:
    return [revise(world, issued, previous=bytes(32)).data]


def _by_a_stranger(world: World, issued: Issued) -> list[bytes]:
    later = revise(world, issued)
    return [encode_bundle(structs.replace(later.bundle, signed_summary=issued.bundle.signed_summary))]


def _not_anchored(world: World, issued: Issued) -> list[bytes]:
    later = revise(world, issued)
    return [
        encode_bundle(
            structs.replace(later.bundle, anchors=(structs.replace(later.bundle.anchors[0], grants=(1, 2)),))
        )
    ]


def _the_last_alone(world: World, issued: Issued) -> list[bytes]:
    return [revise(world, revise(world, issued)).data]


def _another_number(world: World, issued: Issued) -> list[bytes]:
    other = replace(issued, summary=structs.replace(issued.summary, number="VD-CERT/HQ-2026-000777"))
    return [revise(world, other, previous=issued.leaf).data]


def _rubbish(world: World, issued: Issued) -> list[bytes]:
    revise(world, issued)
    return [b"{}"]


def _itself(world: World, issued: Issued) -> list[bytes]:
    revise(world, issued)
    return [issued.data]


@pytest.mark.parametrize(
    "answer",
    [_unlinked, _by_a_stranger, _not_anchored, _the_last_alone, _another_number, _rubbish, _itself],
)
def test_what_is_not_linked_down_to_it_is_no_answer(answer) -> None:  # type: ignore[no-untyped-def]
    world = World()
    issued = world.issue()
    sent = answer(world, issued)
    world.chain.set_status("VD-CERT", issued.leaf, State.SUPERSEDED, lane=Lane.AUTHORITY)
    world.source.later = {issued.code: sent}
    report = world.verify(issued, model="VD-RC18A")
    assert _answer(report) == ("INDETERMINATE", "SUCCESSOR_MISSING")
    assert report.newer is None


def test_a_silent_chain_for_the_new_one_is_no_verdict() -> None:
    world = World()
    issued = world.issue()
    revise(world, issued)
    first = world.verify(issued)
    assert first.verdict is Verdict.VALID
    world.chain.down = True
    assert world.verify(issued).verdict is Verdict.INDETERMINATE


def test_a_source_that_does_not_know_the_certificate() -> None:
    world = World()
    issued = world.issue()
    revise(world, issued)
    world.source.successors = lambda _code: None  # type: ignore[method-assign,assignment]
    report = world.verify(issued)
    assert _answer(report) == ("INDETERMINATE", "SUCCESSOR_MISSING")
    assert "nguồn không có giấy này" in report.outcome.text("vi").reason


def test_the_thing_in_hand_is_still_judged() -> None:
    world = World()
    issued = world.issue()
    revise(world, issued)
    world.source.codes[issued.code] = issued.data
    foreign = world.verify(short_qr("https://evil.example", issued.code))
    assert _answer(foreign) == ("VALID", "FOREIGN_DOMAIN")
    assert _answer(world.verify(issued, files={FILE: "giay.pdf"})) == ("INDETERMINATE", "FILE_NOT_BOUND")
    assert world.verify(issued, files={b"\xab" * 32: "phu-luc.pdf"}).verdict is Verdict.VALID
    other = world.issue(number="VD-CERT/HQ-2026-000778")
    assert world.verify(issued, code=other.code).verdict is Verdict.INVALID


def test_a_revision_whose_issuer_had_no_authority_is_not_saved_by_the_next() -> None:
    world = World()
    issued = world.issue()
    world.chain.advance(DAY)
    revise(world, issued)
    world.chain.suspend_body("VD-CERT", effective_from=ANCHORED - 60)
    world.chain.reinstate_body("VD-CERT")
    assert _answer(world.verify(issued)) == ("INVALID", "ISSUER_NOT_AUTHORISED")


def test_a_new_one_whose_credential_another_key_signed_is_as_bad_as_by_itself() -> None:
    world = World()
    issued = world.issue()
    fields = {"number": issued.summary.number, "revision": 1, "change": "correction"}
    payload = build_payload(conformity(**fields), context(previous_leaf=issued.leaf))
    credential = sign_credential(payload, Key(9))
    summary = summary_of(parse_credential(credential))
    later = world._bundle(summary, credential, world.key, True, (1, 4), True)
    world.chain.set_status("VD-CERT", issued.leaf, State.SUPERSEDED, reason=16)
    world.source.later[issued.code] = [later.data]
    assert _answer(world.verify(later)) == ("INVALID", "TAMPERED")
    assert _answer(world.verify(issued)) == ("INVALID", "TAMPERED")


def test_warnings_of_the_new_one_are_shown() -> None:
    world = World()
    issued = world.issue()
    revise(world, issued, change="scope_reduced", **ONE)
    report = world.verify(issued, model="VD-RC18A")
    codes = [note.code for note in report.warnings]
    assert {"ANSWERED_BY_NEWER", "SCOPE_REDUCED"} <= set(codes)
    assert report.outcome.code == "ANSWERED_BY_NEWER"


def test_without_a_credential_the_summary_names_the_models() -> None:
    world = World()
    issued = world.issue(jws=False)
    revise(world, issued, jws=False, change="scope_reduced", **ONE)
    assert _answer(world.verify(issued, model="vd-rc18b")) == ("INVALID", "MODEL_DROPPED")
    assert _answer(world.verify(issued, model="VD RC18A")) == ("VALID", "ANSWERED_BY_NEWER")
