# SPDX-License-Identifier: Apache-2.0
"""A report in lines for the terminal: verdict first, then reason, facts, warnings, checks, evidence."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from rich.markup import escape

if TYPE_CHECKING:
    from registry.verify import Report

_COLOURS = {"VALID": "bold green", "INVALID": "bold red", "INDETERMINATE": "bold"}
_VERDICTS = {
    "VALID": ("HỢP LỆ", "VALID"),
    "INVALID": ("KHÔNG HỢP LỆ", "INVALID"),
    "INDETERMINATE": ("CHƯA KẾT LUẬN ĐƯỢC", "INDETERMINATE"),
}
_CHECKS_VI = {
    "format": "hình thức", "signature": "chữ ký", "keys": "khóa", "credential": "chứng chỉ số",
    "inclusion": "thuộc lô", "anchor": "ghi sổ", "authority": "thẩm quyền", "status": "trạng thái",
    "today": "hiện nay", "validity": "hiệu lực", "files": "tệp", "freshness": "độ mới",
}  # fmt: skip
_MARKS = {"PASS": "✔", "WARN": "!", "FAIL": "✘", "ERROR": "?", "SKIPPED": "–"}


def report_lines(report: "Report", lang: str, thing: str) -> Iterator[str]:
    """Lines with rich's markup; every text that came from outside is escaped."""
    vi = lang == "vi"
    words = report.outcome.text(lang)
    verdict = _VERDICTS[report.verdict.value][0 if vi else 1]
    colour = _COLOURS[report.verdict.value]
    yield f"[{colour}]{verdict}[/]  {escape(words.headline)}  [dim]{report.outcome.code}[/]"
    yield f"  {escape(thing)}"
    if words.reason:
        yield f"  {escape(words.reason)}"
    yield from (f"  · {escape(badge)}" for badge in words.badges)
    yield from _facts(report, vi)
    yield from _newer(report, vi)
    yield from (f"  ! {escape(note)}" for note in words.notes)
    for check in report.checks:
        yield (
            f"  {_MARKS[check.status.value]} {check.number:2} {_check_name(check.name, lang)} "
            f"{escape(check.text(lang))} [dim]{check.code}[/]"
        )
    yield _evidence(report, vi)


def _check_name(name: str, lang: str) -> str:
    return f"{_CHECKS_VI.get(name, name):12}" if lang == "vi" else f"{name:11}"


def _facts(report: "Report", vi: bool) -> Iterator[str]:
    if report.facts is None:
        return
    summary = report.facts.summary
    what = " · ".join(part for part in (summary.name, summary.model, summary.serial) if part)
    yield f"  {escape(summary.number)} r{summary.revision} — {escape(what)}"
    issued = f"{summary.issued:%d/%m/%Y}"
    scopes = escape("; ".join(summary.scopes))
    issuer = escape(report.facts.named_issuer)
    yield f"  {issuer}, cấp {issued}; {scopes}" if vi else f"  {issuer}, issued {issued}; {scopes}"


def _newer(report: "Report", vi: bool) -> Iterator[str]:
    if report.newer is None:
        return
    summary, changes = report.newer.facts.summary, report.newer.changes.text()
    issued = f"{summary.issued:%d/%m/%Y}"
    said = (
        f"bản sửa đổi {summary.revision}, cấp {issued}"
        if vi
        else f"revision {summary.revision}, issued {issued}"
    )
    yield f"  ↪ {said}: {escape(changes.vi if vi else changes.en)}"
    yield f"    {escape(report.newer.facts.code or '')}"


def _evidence(report: "Report", vi: bool) -> str:
    found = report.evidence
    if found is None:
        return "  [dim]không có bằng chứng từ chuỗi[/]" if vi else "  [dim]no evidence from the chain[/]"
    at = (datetime.fromtimestamp(found.block_time, UTC) + timedelta(hours=7)).strftime("%d/%m/%Y %H:%M:%S")
    demo = "  DEMO" if found.demo else ""
    if found.source == "proof":
        demo += "  (bằng chứng chuỗi trong gói)" if vi else "  (chain proof in the bundle)"
    if vi:
        return f"  [dim]bằng chứng: {found.network}{demo}, khối {found.block_number} lúc {at}, cách {found.age} s[/]"
    return f"  [dim]evidence: {found.network}{demo}, block {found.block_number} of {at}, {found.age} s old[/]"
