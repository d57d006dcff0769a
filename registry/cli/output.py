# SPDX-License-Identifier: Apache-2.0
"""Results on standard output, progress and errors on standard error; one JSON document with ``--json``."""

import io
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, NoReturn

from registry.errors import Finding, FindingsError, RegistryError
from registry.texts import render

if TYPE_CHECKING:
    from rich.console import Console

# Texts come from rosters, bundles and file names: what would move the cursor, change colours or reverse the
# reading order is shown by its number instead of being obeyed. NUL to US but tab and line feed, DEL, C1, bidi.
_COMMANDS = (*range(0x09), *range(0x0B, 0x20), *range(0x7F, 0xA0), *range(0x200E, 0x2010))
_COMMANDS_BIDI = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
_SHOWN = {code: f"\\u{code:04x}" for code in (*_COMMANDS, *_COMMANDS_BIDI)}

_BREAKS = {code: f"\\u{code:04x}" for code in (0x09, 0x0A, 0x2028, 0x2029)}


class Finish(SystemExit):
    """Ends the command with one of our exit codes; Typer's own pass through ``main.run`` instead."""


class Output:
    """One command's voice, in ``vi`` or ``en``."""

    def __init__(self, lang: str, as_json: bool) -> None:
        self.lang = lang
        self.as_json = as_json

    @cached_property
    def _out(self) -> "Console":
        return _console(stderr=False)

    @cached_property
    def _err(self) -> "Console":
        return _console(stderr=True)

    def say(self, vi: str, en: str) -> None:
        """A line for people, shown as it is; nothing with ``--json``."""
        if not self.as_json:
            self._out.print(visible(vi if self.lang == "vi" else en), markup=False)

    def line(self, text: str) -> None:
        """A line that needs no translation."""
        self.say(text, text)

    def table(self, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Columns as wide as their texts, for people; nothing with ``--json``. A text stays in its row."""
        cells = [[visible(str(cell)).translate(_BREAKS) for cell in row] for row in [headings, *rows]]
        widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
        for row in cells:
            line = "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
            self.line(line.rstrip())

    def styled(self, text: str) -> None:
        """A line with rich's markup: every text from outside in it is escaped by the caller."""
        if not self.as_json:
            self._out.print(visible(text))

    def note(self, vi: str, en: str) -> None:
        """Progress or a remark, on standard error."""
        self._err.print(visible(vi if self.lang == "vi" else en), style="dim", markup=False)

    def document(self, value: Any) -> None:
        """The result as one JSON document, with ``--json`` only."""
        if self.as_json:
            sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=1, default=_plain) + "\n")

    def findings(self, findings: Iterable[Finding]) -> None:
        """Each finding with its place, code and remedy, on standard error. The mark tells errors from warnings
        where colours are not seen.
        """
        for finding in findings:
            style, mark = ("red", "✘") if finding.severity == "error" else ("yellow", "!")
            self._err.print(f"[{style}]{mark} {_quoted(finding.text(self.lang))}[/] [dim]{finding.code}[/]")
            if remedy := finding.remedy(self.lang):
                self._err.print(f"  → {_quoted(remedy)}")

    def error(self, error: RegistryError, *, beside: Mapping[str, Any] | None = None) -> None:
        """An error with its remedy; as JSON on standard output too with ``--json``, ``beside`` what was done."""
        findings = error.findings if isinstance(error, FindingsError) else ()
        if self.as_json:
            self.document({**(beside or {}), "error": self.error_document(error)})
        if findings:
            self.findings(findings)
            return
        self._err.print(f"[red]{_quoted(error.text(self.lang))}[/] [dim]{error.code}[/]")
        if remedy := error.remedy(self.lang):
            self._err.print(f"  → {_quoted(remedy)}")

    def error_document(self, error: RegistryError) -> dict[str, Any]:
        """``{code, message, remedy, where, findings}``."""
        findings = error.findings if isinstance(error, FindingsError) else ()
        return {
            "code": error.code,
            "message": error.text(self.lang),
            "remedy": error.remedy(self.lang),
            "where": error.where,
            "findings": [self.finding_document(f) for f in findings],
        }

    def finding_document(self, finding: Finding) -> dict[str, Any]:
        """``{code, severity, where, message, remedy}``."""
        return {
            "code": finding.code,
            "severity": finding.severity,
            "where": finding.where,
            "message": finding.text(self.lang),
            "remedy": finding.remedy(self.lang),
        }

    def progress(self) -> "ProgressLine":
        """A progress display on standard error; silent where that is not a terminal."""
        return ProgressLine(self._err)


class ProgressLine:
    """Shows ``step(stage, done, total)`` as one bar a stage."""

    def __init__(self, console: "Console") -> None:
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        self._bars = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )
        self._tasks: dict[str, Any] = {}

    def __enter__(self) -> "ProgressLine":
        self._bars.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bars.stop()

    def step(self, stage: str, done: int, total: int) -> None:
        """Stage ``stage`` has done ``done`` of ``total``."""
        if stage not in self._tasks:
            self._tasks[stage] = self._bars.add_task(stage, total=total)
        self._bars.update(self._tasks[stage], completed=done, total=total)


def tolerate_terminal() -> None:
    """A letter that the terminal's encoding lacks, or a file name that is no text, is shown by its number: what
    was issued must not end as an error because it could not be told.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def visible(text: str) -> str:
    """``text`` without a character that a terminal would obey."""
    return text.translate(_SHOWN)


def _quoted(text: str) -> str:
    from rich.markup import escape

    return escape(visible(text))


def coded(code: str, lang: str) -> str:
    """A refusal's code with its words, where they say something without the values of the case."""
    message = render(code, lang, {}).message
    return code if "{" in message or message == code else f"{message} ({code})"


def _console(*, stderr: bool) -> "Console":
    """Loaded when the first line is shown: an answer as JSON needs none."""
    from rich.console import Console

    return Console(stderr=stderr, highlight=False, soft_wrap=True, emoji=False)


def finish(code: int) -> NoReturn:
    """End the command with ``code``."""
    raise Finish(code)


def _plain(value: Any) -> Any:
    if isinstance(value, bytes):
        return value.hex()
    if hasattr(value, "isoformat"):
        return value.isoformat()
    if isinstance(value, (set, frozenset, tuple)):
        return list(value)
    raise TypeError(f"{type(value).__name__} has no JSON form")
