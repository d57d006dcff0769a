# SPDX-License-Identifier: Apache-2.0
"""Every code that a check can give is reached, with its verdict and outcome."""

import pytest

from registry.texts import verify_chain, verify_dated, verify_papers, verify_standing
from registry.verify.results import CHECK_NAMES
from tests.unit.verify.scenes import anchors, authority, papers, revisions, since, times
from tests.unit.verify.scenes.scene import SCENARIOS, Scenario

assert all((anchors, authority, papers, revisions, since, times)), "importing them registers their scenes"


@pytest.mark.parametrize("case", SCENARIOS, ids=lambda case: f"{case.number}-{case.code}")
def test_code(case: Scenario) -> None:
    report = case.scene()
    check = report.check(case.number)
    assert case.code in {check.code, *(note.code for note in check.notes)}, (check, report.checks)
    assert (check.status.value, report.verdict.value, report.outcome.code) == (
        case.status,
        case.verdict,
        case.outcome,
    )


@pytest.mark.parametrize("case", SCENARIOS, ids=lambda case: f"{case.number}-{case.code}")
def test_every_sentence_is_filled(case: Scenario) -> None:
    report = case.scene()
    for lang in ("vi", "en"):
        words = report.outcome.text(lang)
        texts = [words.headline, words.reason, words.officer, words.consumer, *words.badges, *words.notes]
        texts += [check.text(lang) for check in report.checks]
        assert all(text and "{" not in text and "–" not in text for text in texts), texts
        assert len(words.headline.split()) <= 9
    assert report.to_json()


def test_no_code_is_left_out() -> None:
    reached = {case.code for case in SCENARIOS}
    assert {
        *verify_papers.TEXTS,
        *verify_chain.TEXTS,
        *verify_standing.TEXTS,
        *verify_dated.TEXTS,
    } <= reached


def test_every_report_has_twelve_checks_in_order() -> None:
    for case in SCENARIOS[::9]:
        assert [check.name for check in case.scene().checks] == list(CHECK_NAMES)
