# SPDX-License-Identifier: Apache-2.0
"""A preview in lines for people: each certificate before and after, then how many have which outcome."""

import sys
from typing import TYPE_CHECKING, Any, NoReturn

import typer

from registry.cli.output import Output, finish
from registry.core.code import group_code
from registry.errors import StandingError, UsageError

if TYPE_CHECKING:
    from registry.service.preview import Preview, PreviewLine
    from registry.service.seen import Seen

SHOWN = 20
"""Lines of certificates; the counts below them are of all."""
_PENDING = ("chưa ghi xong, chưa ai tra cứu được", "not final yet, nobody sees it")


def tell_preview(out: Output, preview: "Preview") -> None:
    """On standard error, so that standard output keeps the result."""
    for line in preview.lines[:SHOWN]:
        out.note(_line(line, "vi"), _line(line, "en"))
    if (more := len(preview.lines) - SHOWN) > 0:
        out.note(f"… và {more} giấy nữa", f"… and {more} more")
    if preview.unjudged:
        out.note(
            f"… và {preview.unjudged} giấy chỉ được đếm", f"… and {preview.unjudged} that are only counted"
        )
    for when, vi, en in (("now", "Hiện nay", "Now"), ("after", "Sau thay đổi", "Afterwards")):
        counts = sorted(preview.counts()[when].items())
        out.note(f"{vi}: {_counted(preview, counts, 'vi')}", f"{en}: {_counted(preview, counts, 'en')}")
    if not out.as_json:
        out.findings(preview.findings)


def check_confirmation(*, as_json: bool, yes: bool) -> None:
    """Raises ``UsageError`` CONFIRMATION_MISSING: with --json nobody can be asked."""
    if as_json and not yes:
        raise UsageError("CONFIRMATION_MISSING")


def asked_to_go_on(out: Output, *, yes: bool) -> bool:
    """Whether to go on: asked where there is a person to ask, at a terminal and without --json or --yes."""
    if yes or out.as_json or not sys.stdin.isatty():
        return True
    return confirmed("Ghi lên chuỗi? / Record it?")


def confirmed(question: str) -> bool:
    """The answer; a script that gives none is told how to do without, by ``UsageError`` CONFIRMATION_MISSING."""
    try:
        return typer.confirm(question, err=True)
    except typer.Abort as error:
        if sys.stdin.isatty():
            raise
        raise UsageError("CONFIRMATION_MISSING") from error


def refuse_preview(out: Output, preview: "Preview") -> None:
    """Ends where the contract would refuse: nobody is asked to sign that. The findings were told with the preview;
    with --json they are the result (``StandingError``).
    """
    if preview.refused and out.as_json:
        raise StandingError(preview.findings)
    if preview.refused:
        finish(1)


def end_dry_run(out: Output, preview: "Preview", **more: Any) -> NoReturn:
    """The preview as the result; exit code 1 where the contract would refuse."""
    findings = [out.finding_document(finding) for finding in preview.findings]
    out.document({"preview": preview.to_mapping(), "findings": findings, **more})
    finish(1 if preview.refused else 0)


def _line(line: "PreviewLine", lang: str) -> str:
    place = f"{line.number} r{line.revision}  {group_code(line.code)}"
    added = "; ".join(note.text(lang) for note in line.added)
    beside = (", thêm lưu ý: " if lang == "vi" else ", with a new note: ") + added if added else ""
    return f"{place}: {_words(line.now, lang)} → {_words(line.after, lang)}{beside}"


def _counted(preview: "Preview", counts: list[tuple[str, int]], lang: str) -> str:
    seen = [one for line in preview.lines for one in (line.now, line.after) if one]
    words = {one.outcome: _words(one, lang) for one in seen}
    return "; ".join(f"{words.get(code, _words(None, lang))} {count}" for code, count in counts) or "–"


def _words(seen: "Seen | None", lang: str) -> str:
    if seen is None:
        return _PENDING[lang != "vi"]
    return seen.vi if lang == "vi" else seen.en
