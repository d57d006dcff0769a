# SPDX-License-Identifier: Apache-2.0
"""From a draft's cells to a certificate, or to every reason why not, each with its cell."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from registry.core.certificate.advice import advise
from registry.core.certificate.common import Path
from registry.core.certificate.conformity import ConformityCertificate
from registry.core.certificate.findings import defects_of, dotted
from registry.errors import Finding, InputError
from registry.intake.roster_columns import CERTIFICATES, LOTS, PRODUCTS, Column, SheetLayout
from registry.intake.roster_join import Draft
from registry.intake.roster_kinds import CellReport
from registry.intake.roster_serials import Files, bind_serials
from registry.intake.roster_table import Cell, Row
from registry.intake.roster_values import is_blank

# Where one cell is refused, rules about the other would only repeat it.
_LINKED: dict[Path, tuple[Path, ...]] = {
    ("revision",): (("change",),),
    ("serials",): (("serials_file",),),
    ("serials_file",): (("serials",),),
}


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One certificate of a roster; ``certificate`` is there only if no finding is an error."""

    number: str
    where: str
    certificate: ConformityCertificate | None
    findings: tuple[Finding, ...]


@dataclass(slots=True)
class _Reading:
    """The model's JSON as it grows, where each part of it stands, and which parts could not be read."""

    draft: Draft
    files: Files
    raw: dict[str, Any] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    failed: list[Path] = field(default_factory=list)
    absent: list[Path] = field(default_factory=list)
    places: dict[Path, tuple[str, str]] = field(default_factory=dict)

    def take(self, layout: SheetLayout, row: Row, prefix: Path, target: dict[str, Any]) -> None:
        """Read every column of ``layout`` in ``row`` into ``target``, which stands at ``prefix``."""
        columns = layout.columns if layout is CERTIFICATES else layout.columns[1:]
        for column in columns:
            path = (*prefix, *column.path)
            cell = row.cells.get(column.key)
            if cell is None:
                self.absent += [path] if column.required else []
                continue
            self.places[path] = (cell.where, column.vi)
            report = CellReport(cell.where, column.vi)
            self._read(column, cell, report, target)
            self.findings += report.findings
            if report.failed:
                self.failed += [path, *_LINKED.get(path, ())]

    def _read(self, column: Column, cell: Cell, report: CellReport, target: dict[str, Any]) -> None:
        if cell.problem is not None:
            code = "CELL_ERROR" if cell.problem else "CELL_NOT_CALCULATED"
            report.fail(InputError(code, text=cell.problem))
        elif not is_blank(cell.value):
            try:
                value = column.kind.read(cell.value, report)
                if column.key == "serials_file":
                    value = bind_serials(value, self.files, report)
            except InputError as error:
                report.fail(error)
            if not report.failed:
                _put(target, column.path, value)

    def where_of(self, path: Path) -> str:
        """The cell of a path, of the nearest part above it, or of the first part below it."""
        return self._place(path)[0]

    def label_of(self, path: Path) -> str:
        """The column heading of a path."""
        return self._place(path)[1] or dotted(path)

    def _place(self, path: Path) -> tuple[str, str]:
        for length in range(len(path), 0, -1):
            if found := self.places.get(path[:length]):
                return found
        below = (place for key, place in self.places.items() if key[: len(path)] == path)
        return next(below, (self.draft.where, ""))

    def told(self, path: Path, code: str) -> bool:
        """Whether a defect follows from a cell that was refused, or from a column that is missing."""
        if any(_related(path, failed) for failed in self.failed):
            return True
        return code == "FIELD_MISSING" and any(_related(path, absent) for absent in self.absent)


def build(draft: Draft, body: str | None, files: Files) -> RosterRow:
    """Read, validate and advise. ``body`` is the issuing body's code, for rosters that do not name it."""
    reading = _Reading(draft, files)
    reading.findings += draft.findings
    if not draft.number or any(finding.code == "ROSTER_DUPLICATE" for finding in draft.findings):
        reading.failed += [("products",), ("lot",)]  # nothing can be joined to it, which is said already
    reading.take(CERTIFICATES, draft.row, (), reading.raw)
    products = reading.raw.setdefault("products", [])
    for position, row in enumerate(draft.products):
        products.append({})
        reading.take(PRODUCTS, row, ("products", position), products[-1])
    if draft.lots:
        reading.take(LOTS, draft.lots[0], ("lot",), reading.raw.setdefault("lot", {}))
    reading.findings += check_body(reading.raw, body, reading.where_of(("body",)))
    certificate = _validate(reading)
    if any(finding.severity == "error" for finding in reading.findings):
        certificate = None
    return RosterRow(draft.number, draft.where, certificate, tuple(reading.findings))


def check_body(raw: dict[str, Any], body: str | None, where: str) -> Iterator[Finding]:
    """Fill in the body, or find BODY_MISMATCH or BODY_REQUIRED."""
    stated = raw.setdefault("body", body)
    if stated is None:
        yield Finding("BODY_REQUIRED", "error", where)
        raw["body"] = "UNKNOWN"  # so that the model does not report the same gap again
    elif body is not None and stated != body:
        yield Finding("BODY_MISMATCH", "error", where, {"text": str(stated)[:80], "body": body})


def _validate(reading: _Reading) -> ConformityCertificate | None:
    try:
        certificate = ConformityCertificate.model_validate(reading.raw)
    except ValidationError as error:
        for defect in defects_of(error):
            if not reading.told(defect.path, defect.code):
                where, label = reading.where_of(defect.path), reading.label_of(defect.path)
                params = {"field": label, **defect.params}
                reading.findings.append(Finding(defect.code, "error", where, params))
        # Everything told already: the row still has no certificate.
        return None
    reading.findings += advise(certificate, reading.where_of, reading.label_of)
    return certificate


def _put(target: dict[str, Any], path: tuple[str, ...], value: Any) -> None:
    for part in path[:-1]:
        target = target.setdefault(part, {})
    target[path[-1]] = value


def _related(path: Path, other: Path) -> bool:
    shorter = min(len(path), len(other))
    return bool(path) and path[:shorter] == other[:shorter]
