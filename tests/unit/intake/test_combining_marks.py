# SPDX-License-Identifier: Apache-2.0
"""Marks piled upon one letter, which a small file uses to hold a reader for hours."""

from datetime import date
from pathlib import Path

import pytest

from registry.cli.reading import Intake, read_sent
from registry.core.text import check_marks, check_text, normal_number
from registry.errors import InputError
from registry.intake.roster_values import fold
from registry.intake.safe_xml import parse_xml
from registry.intake.schemas import SchemaStore

PILE = "a" + "\u0323\u0301" * 400_000


@pytest.mark.parametrize("marks", ["\u0301" * 31, "\u0323\u0301" * 16, "\u05b0\u05b1" * 16])
def test_more_than_thirty_marks_in_a_row_are_refused(marks: str) -> None:
    check_marks(f"nồi a{marks[:30]} {marks[:30]}")
    with pytest.raises(InputError, match="TEXT_MARKS"):
        check_marks(f"nồi a{marks}")


def test_files_with_a_pile_are_refused_at_once() -> None:
    intake = Intake(body="VD-CERT", day=date(2026, 11, 22), schemas=SchemaStore(Path("/nowhere")))
    assert [finding.code for finding in read_sent(PILE.encode(), "a.csv", intake).findings] == ["TEXT_MARKS"]
    with pytest.raises(InputError, match="TEXT_MARKS"):
        parse_xml(f"<a><b c='x'>{PILE}</b></a>".encode(), "a.xml")
    with pytest.raises(InputError, match="TEXT_MARKS"):
        parse_xml(f"<a b='{PILE}'/>".encode(), "a.xml")


def test_a_json_roster_with_a_pile_is_read_in_no_time() -> None:
    intake = Intake(body="VD-CERT", day=date(2026, 11, 22), schemas=SchemaStore(Path("/nowhere")))
    data = f'{{"format":"antin-roster","version":1,"certificates":[{{"number":"{PILE}","issued":"{PILE}"}}]}}'
    assert read_sent(data.encode(), "a.json", intake).findings


def test_texts_are_measured_before_they_are_looked_at() -> None:
    with pytest.raises(InputError, match="TEXT_TOO_LONG"):
        check_text(PILE, 100)
    assert check_text("a" + "\u0323\u0302" * 3 + " " * 90, 100)
    assert len(normal_number(PILE)) <= 1_000
    assert fold(PILE) == ""
