# SPDX-License-Identifier: Apache-2.0
"""Verdict rule, outcome, exit code and JSON form of a report."""

import json
from datetime import datetime, timedelta, timezone

import pytest

from registry.core.records import State
from registry.errors import EvidenceError, RefusedError
from registry.verify import CheckResult, Note, Status, Verdict
from registry.verify.outcomes import PRECEDENCE
from registry.verify.results import verdict_of
from registry.verify.wording import BADGES, WORDING
from tests.unit.verify.build import HOST, World
from tests.unit.verify.scenes.papers import good
from tests.unit.verify.scenes.scene import DAY


def _checks(**statuses: Status) -> list[CheckResult]:
    return [CheckResult(n, statuses.get(f"c{n}", Status.PASS), Note("FORMAT_OK")) for n in range(1, 13)]


@pytest.mark.parametrize("number", range(1, 13))
def test_any_failure_is_invalid(number: int) -> None:
    checks = _checks(**{f"c{number}": Status.FAIL, "c1": Status.ERROR} if number > 1 else {"c1": Status.FAIL})
    assert verdict_of(checks, file_asked=False) is Verdict.INVALID


@pytest.mark.parametrize("status", [Status.ERROR, Status.SKIPPED])
@pytest.mark.parametrize("number", range(1, 13))
def test_a_gap_in_a_required_check_is_indeterminate(number: int, status: Status) -> None:
    checks = _checks(**{f"c{number}": status})
    open_without_file = number not in (9, 11)
    open_with_file = number != 9
    assert (verdict_of(checks, file_asked=False) is Verdict.INDETERMINATE) is open_without_file
    assert (verdict_of(checks, file_asked=True) is Verdict.INDETERMINATE) is open_with_file


def test_warnings_never_change_the_verdict() -> None:
    checks = _checks(**{f"c{n}": Status.WARN for n in range(1, 13)})
    assert verdict_of(checks, file_asked=True) is Verdict.VALID


def test_a_report_is_neither_true_nor_false() -> None:
    with pytest.raises(TypeError):
        bool(good())


def test_require() -> None:
    world = World()
    issued = world.issue()
    assert world.verify(issued).require().verdict is Verdict.VALID
    world.chain.set_status("VD-CERT", issued.leaf, State.SUSPENDED)
    with pytest.raises(RefusedError) as invalid:
        world.verify(issued).require()
    assert "SUSPENDED" in str(invalid.value)
    world.chain.down = True
    with pytest.raises(EvidenceError) as open_:
        world.verify(issued).require()
    assert "UNREACHABLE" in str(open_.value)


def test_exit_codes() -> None:
    world = World()
    issued = world.issue()
    assert world.verify(issued).exit_code == 0
    assert world.verify("xin chào").exit_code == 65
    world.chain.set_status("VD-CERT", issued.leaf, State.SUSPENDED)
    assert world.verify(issued).exit_code == 1
    world.chain.down = True
    assert world.verify(issued).exit_code == 2


def test_the_json_form_has_these_members() -> None:
    value = json.loads(good().to_json())
    assert value.keys() == {
        "format", "version", "verdict", "exit_code", "asked", "outcome", "checks", "warnings", "facts", "newer",
        "evidence",
    }  # fmt: skip
    assert value["format"] == "antin-report"
    assert value["facts"]["validity"] == {"first": "2026-07-15", "last": "2029-07-14"}
    assert value["facts"]["details"]["products"][0]["brand"] == "Ví Dụ Home"
    assert value["evidence"]["block"]["time"] == "2026-07-15T17:00:00Z"
    assert [check["number"] for check in value["checks"]] == list(range(1, 13))
    assert value["outcome"]["en"]["headline"] == "CERTIFICATE IS VALID"


def test_the_honest_limit_stands_with_every_valid_answer() -> None:
    for code in PRECEDENCE[PRECEDENCE.index("ISSUER_SINCE_SUSPENDED") :]:
        assert "genuine" in WORDING[code].consumer.en
        assert "thật" in WORDING[code].consumer.vi


def test_no_wording_calls_anything_a_fake() -> None:
    texts = [w.text(lang) for o in WORDING.values() for lang in ("vi", "en")
             for w in (o.headline, o.reason, o.officer, o.consumer)]  # fmt: skip
    assert not any(word in text.lower() for text in texts for word in (" giả", "fake", "forged"))
    assert all(words.vi and words.en for words in BADGES.values())


def test_red_hides_no_silence_and_silence_no_red() -> None:
    world = World()
    issued = world.issue()
    altered = issued.data.replace(b'"index":1', b'"index":2')
    world.chain.down = True
    report = world.verify(altered)
    assert (report.verdict, report.outcome.code) == (Verdict.INVALID, "TAMPERED")
    assert report.outcome.colour == "red"


def test_a_dev_chain_is_as_fresh_as_its_reading() -> None:
    world = World(block_period=0)
    issued = world.issue()
    report = world.verify(issued, now=world.now + 90 * DAY)
    assert report.verdict is Verdict.VALID
    assert report.evidence is not None
    assert report.evidence.age == 0
    assert world.verify(issued, now=world.now - 90 * DAY).verdict is Verdict.VALID


@pytest.mark.parametrize(("block_period", "later"), [(5, 0), (0, 600)])
def test_a_match_is_stated_for_the_time_of_the_evidence(block_period: int, later: int) -> None:
    """Ten minutes after the last block, a chain with a rhythm has said nothing about those ten minutes."""
    world = World(block_period=block_period)
    issued = world.issue()
    last = world.chain.head().timestamp
    report = world.verify(issued, now=last + 600)
    shown = datetime.fromtimestamp(last + later, timezone(timedelta(hours=7)))
    assert report.outcome.code == "VALID"
    assert f"{shown:%H:%M}" in report.outcome.text("en").reason


def test_a_clock_behind_the_chain_hides_no_withdrawal() -> None:
    world = World(block_period=0)
    issued = world.issue()
    world.chain.advance(DAY)
    world.chain.set_status("VD-CERT", issued.leaf, State.WITHDRAWN)
    assert world.verify(issued, now=world.now - 3_600).outcome.code == "WITHDRAWN"


def test_expired_is_red_where_the_date_asked_lies_after_the_end() -> None:
    world = World()
    issued = world.issue(validity={"first": "2026-07-15", "last": "2026-07-20"})
    world.chain.advance(30 * DAY)
    assert world.verify(issued).outcome.colour == "amber"
    assert world.verify(issued, at=world.now - DAY).outcome.colour == "red"


def test_a_past_date_is_named_in_the_answer() -> None:
    world = World()
    issued = world.issue()
    world.chain.advance(30 * DAY)
    report = world.verify(issued, at=world.now - DAY)
    assert "Xét theo ngày 14/08/2026" in report.outcome.text("vi").reason
    assert HOST not in report.to_json() or report.facts is not None
