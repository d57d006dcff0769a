# SPDX-License-Identifier: Apache-2.0
"""Texts of certificates and file names reach the terminal as they are, and command nothing there."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from registry.cli.audit_history import COLUMNS, _csv
from registry.cli.options import write_file
from registry.cli.output import Output, visible
from registry.errors import Finding, InputError, UsageError

# What rich would swallow, colour, turn into a picture or stop at.
MARKUP = ("HQ-[/x]-1", "HQ-[red]9[/red]", "A:zero:B", "[link=http://evil.example]x[/link]", "end\\")
COMMANDS = "\x1b[31m\x1b]0;title\x07\x9b2J\r\x00\x7f\u202e\u2066"


@pytest.mark.parametrize("text", MARKUP)
def test_a_number_is_shown_letter_by_letter(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    out = Output("en", as_json=False)
    out.line(text)
    out.say("khác", text)
    out.note("khác", text)
    out.error(InputError("FILE_UNREADABLE", text, reason=text))
    out.findings([Finding("FILE_UNREADABLE", "error", text, {"reason": text})])
    shown = capsys.readouterr()
    assert shown.out.count(text) == 2
    assert shown.err.count(text) == 5


def test_a_terminal_is_told_nothing_by_a_text(capsys: pytest.CaptureFixture[str]) -> None:
    out = Output("en", as_json=False)
    for tell in (out.line, out.styled):
        tell(f"a{COMMANDS}b")
    out.note("khác", COMMANDS)
    out.error(InputError("FILE_UNREADABLE", COMMANDS, reason=COMMANDS))
    out.findings([Finding("FILE_UNREADABLE", "warning", COMMANDS, {"reason": COMMANDS})])
    shown = capsys.readouterr()
    assert not set("\x1b\x07\x9b\r\x00\x7f\u202e\u2066") & set(shown.out + shown.err)
    assert shown.out.startswith("a\\u001b[31m")


def test_errors_and_warnings_differ_without_colours(capsys: pytest.CaptureFixture[str]) -> None:
    Output("vi", as_json=False).findings(
        Finding("FILE_UNREADABLE", severity, "a.csv", {"reason": "x"}) for severity in ("error", "warning")
    )
    assert [line[:2] for line in capsys.readouterr().err.splitlines() if "a.csv" in line] == ["✘ ", "! "]


def test_lines_tabs_and_vietnamese_stay() -> None:
    assert visible("Nồi cơm\tđiện\n℃ µm – “x”") == "Nồi cơm\tđiện\n℃ µm – “x”"


def test_what_a_body_wrote_on_the_chain_makes_no_row_of_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    out = Output("en", as_json=False)
    out.table(["event", "order"], [["withdrawn", "1\n10:00  reinstated\t2"]])
    assert capsys.readouterr().out.splitlines() == [
        "event      order", "withdrawn  1\\u000a10:00  reinstated\\u00092",
    ]  # fmt: skip


def test_a_link_laid_in_wait_is_not_written_through(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("precious")
    target = tmp_path / "x.bundle.json"
    (tmp_path / ".x.bundle.json.partial").symlink_to(victim)
    write_file(target, b"new")
    assert (victim.read_text(), target.read_bytes(), target.is_symlink()) == ("precious", b"new", False)


def test_a_file_that_cannot_be_put_in_place_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    with pytest.raises(UsageError) as caught:
        write_file(tmp_path / "taken", b"new", force=True)
    assert caught.value.code == "FILE_UNWRITABLE"
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]


def test_a_terminal_without_vietnamese_and_a_name_that_is_no_text_end_nothing(tmp_path: Path) -> None:
    roster = os.fsencode(tmp_path) + b"/b\xffd.csv"
    Path(os.fsdecode(roster)).write_bytes(b"nothing")
    for encoding in ("ascii:strict", "utf-8:strict", "cp1252:strict"):
        ended = subprocess.run(
            [sys.executable, "-m", "registry.cli.main", "check", roster, "--lang", "vi"],
            env={**os.environ, "PYTHONIOENCODING": encoding}, capture_output=True, check=False,
        )  # fmt: skip
        assert (ended.returncode, b"Traceback" in ended.stderr) == (65, False)
        assert b"b\\udcffd.csv" in ended.stdout + ended.stderr


def test_a_timeline_s_file_holds_no_formula_and_no_command() -> None:
    text = _csv([{**dict.fromkeys(COLUMNS, "x"), "order": "\t=1\x1b[2J"}], "en").decode("utf-8-sig")
    assert "'\t=1\\u001b[2J" in text
