# SPDX-License-Identifier: Apache-2.0
"""What the trust list itself does to a verdict: its end, its missing signatures, its contracts' intervals."""

from typing import Any

import pytest
from msgspec.structs import replace

from registry.core.credential import build_payload
from registry.core.records import Basis
from registry.errors import InputError
from registry.verify import ListOrigin, Report, TrustList, recognise, verify
from tests.unit.core.samples import QCVN, conformity, context
from tests.unit.verify.build import ANCHORED, BODY_FROM, Issued, World


def ask(world: World, issued: Issued, origin: ListOrigin | None, trust: TrustList | None = None) -> Report:
    return verify(
        recognise(issued.data), trust=trust or world.trust(), readers=[world.chain], bundles=world.source,
        now=world.now, origin=origin,
    )  # fmt: skip


def pinned(world: World, **changes: Any) -> TrustList:
    trust = world.trust()
    contract = replace(trust.networks[0].contracts[0], **changes)
    return replace(trust, networks=(replace(trust.networks[0], contracts=(contract,)),))


def test_a_list_before_its_end_says_nothing() -> None:
    world = World()
    report = ask(world, world.issue(), ListOrigin(world.now + 1))
    assert (report.verdict, report.check(12).code, report.warnings) == ("VALID", "FRESH_OK", ())


@pytest.mark.parametrize("period", [0, 5])
def test_a_list_past_its_end_leaves_the_verdict_open(period: int) -> None:
    world = World(block_period=period)
    report = ask(world, world.issue(), ListOrigin(world.now))
    assert (report.verdict, report.outcome.code) == ("INDETERMINATE", "STALE")
    assert report.check(12).code == "TRUST_LIST_EXPIRED"
    assert "antin trust update" in report.check(12).remedy("vi")
    assert "hết hạn" in report.outcome.text("vi").reason


def test_an_ended_list_does_not_wash_a_certificate_that_fails() -> None:
    world = World()
    issued = world.issue()
    world.go_to(world.now + 4 * 366 * 86_400)
    report = ask(world, issued, ListOrigin(ANCHORED))
    assert report.verdict == "INVALID"


@pytest.mark.parametrize(("demo", "codes"), [(False, ["TRUST_LIST_UNSIGNED"]), (True, ["DEMO_NETWORK"])])
def test_an_unsigned_list_is_warned_of_outside_demos(demo: bool, codes: list[str]) -> None:
    world = World(demo=demo)
    report = ask(world, world.issue(), ListOrigin())
    assert report.verdict == "VALID"
    assert [note.code for note in report.warnings] == codes
    notes = report.outcome.text("vi").notes
    assert any("không có chữ ký" in note for note in notes) is not demo


@pytest.mark.parametrize(
    "changes",
    [{"until_block": 2, "until_time": ANCHORED - 1}, {"from_time": ANCHORED + 60}, {"from_block": 10_000}],
)
def test_what_was_anchored_outside_the_contracts_interval_is_refused(changes: dict[str, Any]) -> None:
    world = World()
    issued = world.issue()
    report = ask(world, issued, None, pinned(world, **changes))
    assert (report.verdict, report.check(6).code) == ("INVALID", "ANCHOR_OUTSIDE_INTERVAL")


def test_what_was_anchored_within_it_holds_also_when_read_later() -> None:
    world = World()
    issued = world.issue()
    last = world.chain.head()
    world.go_to(world.now + 600)
    within = pinned(world, until_block=last.number, until_time=last.timestamp, from_time=ANCHORED)
    assert ask(world, issued, None, within).verdict == "VALID"


def test_without_the_last_blocks_time_only_a_block_within_tells() -> None:
    world = World()
    issued = world.issue()
    last = world.chain.head().number
    assert ask(world, issued, None, pinned(world, until_block=last)).verdict == "VALID"
    later = ask(world, issued, None, pinned(world, until_block=last - 1))
    assert (later.verdict, later.check(6).code) == ("INDETERMINATE", "ANCHOR_INTERVAL_UNKNOWN")


def test_a_grantor_that_the_list_does_not_name_leaves_the_verdict_open() -> None:
    world = World()
    world.chain.grant("VD-CERT", Basis.DESIGNATION, QCVN, valid_from=BODY_FROM, grantor=5)
    payload = build_payload(conformity(), context(grants=(1, 5)))
    issued = world.issue_payload(payload, batch_grants=(1, 4, 5))
    assert ask(world, issued, None).verdict == "VALID"
    trust = world.trust()
    without = replace(trust, grantors=tuple(g for g in trust.grantors if g.number != 5))
    report = ask(world, issued, None, without)
    assert (report.verdict, report.check(7).code) == ("INDETERMINATE", "GRANTOR_UNKNOWN")


def test_intervals_are_written_and_read_back() -> None:
    trust = pinned(World(), until_block=9, until_time=8, from_time=7)
    assert TrustList.parse(trust.to_bytes()) == trust
    for wrong in ({"until_time": 8}, {"until_block": 0}):
        with pytest.raises(InputError, match="TRUST_LIST_FORMAT"):
            TrustList.parse(pinned(World(), **wrong).to_bytes())
