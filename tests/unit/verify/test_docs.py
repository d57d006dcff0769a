# SPDX-License-Identifier: Apache-2.0
"""The specification lists every outcome, code and policy row, with the verdict that the code gives."""

import re

from registry.texts import verify_chain, verify_dated, verify_papers, verify_standing
from registry.verify.defaults import default_policies
from registry.verify.wording import BADGES, WORDING
from tests.support import ROOT
from tests.unit.verify.scenes import anchors, authority, papers, revisions, since, times
from tests.unit.verify.scenes.scene import SCENARIOS

assert all((anchors, authority, papers, revisions, since, times)), "importing them registers their scenes"
SPEC = ROOT / "docs" / "spec"


def _table(name: str, columns: int) -> list[list[str]]:
    lines = (SPEC / name).read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| ")]
    return [row for row in rows if len(row) == columns and row[0].isdigit()]


def test_outcomes_stand_in_their_order_with_colour_and_words() -> None:
    rows = _table("outcomes.md", 8)
    assert [row[1].strip("`") for row in rows] == list(WORDING)
    for row, wording in zip(rows, WORDING.values(), strict=True):
        assert row[4].startswith(wording.colour)
        assert row[5:] == [wording.shape, wording.headline.vi, wording.headline.en]


def test_verdicts_of_the_table_are_those_of_the_scenes() -> None:
    verdicts = {row[1].strip("`"): row[2] for row in _table("outcomes.md", 8)}
    for case in SCENARIOS:
        assert verdicts[case.outcome] in (case.verdict, "as the checks say"), case


def test_codes_are_listed_with_their_status() -> None:
    rows = {(int(row[0]), row[1].strip("`"), row[2]) for row in _table("verification.md", 4)}
    assert {
        *verify_papers.TEXTS,
        *verify_chain.TEXTS,
        *verify_standing.TEXTS,
        *verify_dated.TEXTS,
    } <= {code for _, code, _ in rows}
    for case in SCENARIOS:
        assert (case.number, case.code, case.status) in rows


def test_badges_and_policy_rows_are_listed() -> None:
    outcomes = (SPEC / "outcomes.md").read_text(encoding="utf-8")
    assert all(badge in outcomes for badge in BADGES)
    policy = re.sub(r"`-scope`", "", (SPEC / "policy.md").read_text(encoding="utf-8"))
    assert all(row.id in policy or row.id.endswith("-scope") for row in default_policies())
