# SPDX-License-Identifier: Apache-2.0
"""What is shown before signing must be what the verifier says afterwards."""

from collections.abc import Sequence

import pytest

from registry.core.records import Lane, State
from registry.core.text import normal_number
from registry.service.bundle import StoredBundles, bundle_of
from registry.service.change_many import change_many
from registry.service.change_status import Change
from registry.service.preview import Preview, PreviewDeps, preview
from registry.service.seen import Seen
from registry.service.targets import Target, batch_target, target_of
from registry.testing.fake_chain import CONTRACT
from registry.verify.run import verify
from registry.verify.things import BundleThing
from tests.unit.service.world import World, draft, trust_list


def deps(world: World) -> PreviewDeps:
    return PreviewDeps(
        store=world.stores[-1], reader=world.chain, readers=[world.chain], trust=trust_list(world.chain),
        contract=CONTRACT, clock=world, anchor_key=lambda body: world.anchors[body].address,
    )  # fmt: skip


def targets(world: World, *numbers: str) -> list[Target]:
    validity = {"first": "2026-11-20", "last": "2028-11-19"}
    world.anchored(*(draft(number, issued="2026-11-20", validity=validity) for number in numbers))
    with world.stores[-1].reading() as work:
        return [target_of(row) for row in work.certificates.each() if row.number in numbers]


def seen_now(world: World, target: Target) -> Seen:
    assert target.code is not None
    thing = BundleThing(bundle_of(target.code, store=world.stores[-1]))
    report = verify(
        thing,
        trust=trust_list(world.chain),
        readers=[world.chain],
        bundles=StoredBundles(world.stores[-1]),
        now=world.now(),
    )
    return Seen(report.verdict, report.outcome.code, *(report.outcome.text(x).headline for x in ("vi", "en")))


def codes(shown: Preview) -> list[tuple[str, str]]:
    return [(finding.code, finding.where) for finding in shown.findings]


@pytest.mark.parametrize(
    ("change", "warnings"),
    [
        (Change(State.SUSPENDED, 1), []),
        (Change(State.WITHDRAWN, 9), ["PREVIEW_FINAL_MOVE"]),
        (Change(State.SUPERSEDED, 16), ["PREVIEW_FINAL_MOVE"]),
    ],
)
def test_preview_is_what_the_verifier_says_afterwards(
    world: World, change: Change, warnings: Sequence[str]
) -> None:
    wanted = targets(world, "A-1", "A-2")
    before, events = [seen_now(world, target) for target in wanted], world.events()
    shown = preview(wanted, change, deps=deps(world))
    assert [line.now for line in shown.lines] == before
    assert world.events() == events
    change_many(wanted, change, deps=world.anchor_deps())
    assert [line.after for line in shown.lines] == [seen_now(world, target) for target in wanted]
    assert shown.lines[0].now != shown.lines[0].after
    assert sorted({code for code, _ in codes(shown)}) == warnings
    assert not shown.refused


def test_counts_by_outcome(world: World) -> None:
    wanted = targets(world, "A-1", "A-2", "A-3")
    change_many(wanted[:1], Change(State.WITHDRAWN, 9), deps=world.anchor_deps())
    shown = preview(wanted[1:], Change(State.SUSPENDED, 1), deps=deps(world))
    assert shown.counts() == {"now": {"VALID": 2}, "after": {"SUSPENDED": 2}}
    assert shown.to_mapping()["certificates"][0]["after"]["verdict"] == "INVALID"


def test_reinstatement_and_its_illegal_twin(world: World) -> None:
    first, second = targets(world, "A-1", "A-2")
    change_many([first], Change(State.SUSPENDED, 1), deps=world.anchor_deps())
    good = preview([first], Change(State.ACTIVE, 1), deps=deps(world))
    assert [line.after and line.after.outcome for line in good.lines] == ["VALID"]
    bad = preview([second], Change(State.ACTIVE, 1), deps=deps(world))
    assert codes(bad) == [("STATUS_MOVE_ILLEGAL", "A-2 r0")]
    assert bad.refused
    assert bad.lines[0].now == bad.lines[0].after


def test_a_lane_that_hides_the_change_is_told(world: World) -> None:
    (target,) = targets(world, "A-1")
    world.chain.set_status_by_authority("VD-CERT", target.subject, State.SUSPENDED, reason=11)
    change_many([target], Change(State.SUSPENDED, 1), deps=world.anchor_deps())
    shown = preview([target], Change(State.ACTIVE, 1), deps=deps(world))
    assert codes(shown) == [("PREVIEW_NO_DIFFERENCE", "A-1 r0")]
    lifted = preview([target], Change(State.ACTIVE, 11), deps=deps(world), lane=Lane.AUTHORITY)
    assert lifted.lines[0].after is not None
    assert lifted.lines[0].after.outcome == "SUSPENDED"  # the body's own suspension still stands


def test_times_that_the_contract_refuses(world: World) -> None:
    (target,) = targets(world, "A-1")
    later, earlier = world.now() + 9_999, world.now() - 9_999
    for change, code in (
        (Change(State.WITHDRAWN, 9, later), "TAKES_EFFECT_LATER"),
        (Change(State.SUSPENDED, 9, earlier), "EFFECTIVE_NOT_NOW"),
    ):
        assert code in dict(codes(preview([target], change, deps=deps(world))))
    back = preview([target], Change(State.WITHDRAWN, 9, earlier), deps=deps(world))
    assert [code for code, _ in codes(back)] == ["PREVIEW_FINAL_MOVE", "PREVIEW_BACKDATED"]


def test_repeats_pending_and_unanchored_are_told(world: World) -> None:
    (target,) = targets(world, "A-1")
    change_many([target], Change(State.SUSPENDED, 1), deps=world.anchor_deps())
    again = preview([target], Change(State.SUSPENDED, 1), deps=deps(world))
    assert ("PREVIEW_ALREADY", "A-1 r0") in codes(again)
    world.issue(draft("A-9"))
    with world.stores[-1].reading() as work:
        (row,) = work.certificates.with_numbers("VD-CERT", [normal_number("A-9")])
    shown = preview([target_of(row)], Change(State.SUSPENDED, 1), deps=deps(world))
    assert codes(shown) == [("PREVIEW_UNANCHORED", "A-9 r0")]
    assert shown.counts()["now"] == {"PENDING": 1}


def test_a_batch_is_shown_by_its_certificates(world: World) -> None:
    wanted = targets(world, "A-1", "A-2")
    with world.stores[-1].reading() as work:
        place = work.batches.of_leaf(wanted[0].subject)
    assert place is not None
    batch = batch_target(place[0].batch_id, store=world.stores[-1])
    shown = preview([batch], Change(State.SUSPENDED, 10), deps=deps(world))
    assert shown.counts() == {"now": {"VALID": 2}, "after": {"SUSPENDED": 2}}


def test_a_chain_that_does_not_answer_shows_nothing_false(world: World) -> None:
    (target,) = targets(world, "A-1")
    world.chain.fail_next("slots")
    with pytest.raises(Exception, match="CHAIN_UNREACHABLE"):
        preview([target], Change(State.SUSPENDED, 1), deps=deps(world))


def test_a_replaced_certificate_is_shown_with_the_one_in_its_place(world: World) -> None:
    """As verifiers see it, who get the later revision from the registry."""
    (first,) = targets(world, "A-1")
    world.anchored(draft("A-1", revision=1, change="correction", issued="2026-11-20",
                         validity={"first": "2026-11-20", "last": "2028-11-19"}))  # fmt: skip
    shown = preview([first], Change(State.WITHDRAWN, 9), deps=deps(world))
    assert shown.lines[0].now is not None
    assert shown.lines[0].now.outcome == "ANSWERED_BY_NEWER"
