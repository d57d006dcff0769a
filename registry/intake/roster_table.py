# SPDX-License-Identifier: Apache-2.0
"""Tables of cells with places, and the columns found in their headings: what XLSX and CSV have in common."""

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from registry.errors import Finding
from registry.intake.roster_columns import Column, SheetKey, headings, layout
from registry.intake.roster_values import CellValue, fold, is_blank, shown_cell

HEADING_ROWS = 10
"""A title may stand above the headings."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table: its line or row number (1-based) and its cells from the first column on."""

    number: int
    cells: Sequence[CellValue]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of one sheet or CSV file; ``errors`` holds cells whose formula failed, by (row, column)."""

    sheets: tuple[SheetKey, ...]
    name: str
    lines: Sequence[Line]
    errors: Mapping[tuple[int, int], str] = field(default_factory=dict)
    cells_have_letters: bool = True

    def where(self, row: int, column: int, heading: str = "") -> str:
        """``file: Sheet!C5`` for a workbook, ``file:5:3 [heading]`` for CSV; ``column`` counts from 0."""
        if self.cells_have_letters:
            return f"{self.name}!{letters(column)}{row}"
        return f"{self.name}:{row}:{column + 1}" + (f" [{heading}]" if heading else "")


def letters(column: int) -> str:
    """0 is A, 26 is AA."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with its place; ``problem`` is the error its formula shows, "" if it was never calculated."""

    value: CellValue
    where: str
    problem: str | None = None

    @property
    def filled(self) -> bool:
        """Whether something stands here, be it an error."""
        return self.problem is not None or not is_blank(self.value)


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one sheet's columns in one line, by column key; absent columns have no cell."""

    number: int
    cells: Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Parsed:
    """The rows of each sheet found in a table, where its headings stand, and what is wrong with them."""

    rows: Sequence[Mapping[SheetKey, Row]]
    findings: Sequence[Finding]


def parse(table: Table) -> Parsed:
    """Match the headings and cut the rows. Findings: ROSTER_HEADINGS and the ROSTER_COLUMN_ codes."""
    top = find_headings(table.sheets, table.lines)
    if top is None:
        return Parsed((), (Finding("ROSTER_HEADINGS", "error", table.name),))
    columns, findings = _columns(table, top)
    findings += _missing(table, top, columns)
    body = table.lines[table.lines.index(top) + 1 :]
    findings += _unnamed(table, top, body)
    rows = [_row(table, line, columns) for line in body if _has_content(table, line)]
    return Parsed(rows, findings)


def find_headings(sheets: tuple[SheetKey, ...], lines: Sequence[Line]) -> Line | None:
    """The line, among the first ten, with the most known headings; at least two must be known."""
    known = headings(sheets)
    best: tuple[int, Line] | None = None
    for line in lines[:HEADING_ROWS]:
        score = sum(1 for cell in line.cells if isinstance(cell, str) and fold(cell) in known)
        if score >= 2 and (best is None or score > best[0]):
            best = (score, line)
    return best[1] if best else None


def _columns(table: Table, top: Line) -> tuple[dict[int, tuple[SheetKey, Column]], list[Finding]]:
    known = headings(table.sheets)
    columns: dict[int, tuple[SheetKey, Column]] = {}
    findings = []
    for position, cell in enumerate(top.cells):
        if is_blank(cell):
            continue
        heading, where = shown_cell(cell), table.where(top.number, position)
        found = known.get(fold(heading))
        if found is None:
            params: dict[str, object] = {"heading": heading, "nearest": _nearest(heading, table.sheets)}
            findings.append(Finding("ROSTER_COLUMN_UNKNOWN", "error", where, params))
        elif found in columns.values():
            findings.append(Finding("ROSTER_COLUMN_TWICE", "error", where, {"heading": found[1].vi}))
        else:
            columns[position] = found
    return columns, findings


def _nearest(heading: str, sheets: tuple[SheetKey, ...]) -> str:
    known = headings(sheets)
    near = difflib.get_close_matches(fold(heading), known, n=1, cutoff=0.0)
    return known[near[0]][1].vi


def _missing(table: Table, top: Line, columns: Mapping[int, tuple[SheetKey, Column]]) -> Iterator[Finding]:
    present = {column.key for _, column in columns.values()}
    used = {sheet for sheet, _ in columns.values()} | {table.sheets[0]}
    for sheet in table.sheets:
        for column in layout(sheet).columns:
            if column.required and column.key not in present and (sheet in used or sheet == "products"):
                where = table.where(top.number, len(top.cells)) if sheet == table.sheets[0] else table.name
                yield Finding("ROSTER_COLUMN_MISSING", "error", where, {"heading": column.vi})


def _unnamed(table: Table, top: Line, body: Sequence[Line]) -> Iterator[Finding]:
    """Values below a blank heading would be dropped in silence."""
    named = {i for i, cell in enumerate(top.cells) if not is_blank(cell)}
    told = set[int]()
    for line in body:
        for position, cell in enumerate(line.cells):
            if position not in named and position not in told and not is_blank(cell):
                told.add(position)
                yield Finding("ROSTER_COLUMN_UNNAMED", "error", table.where(line.number, position))


def _has_content(table: Table, line: Line) -> bool:
    return any(not is_blank(cell) for cell in line.cells) or any(
        row == line.number for row, _ in table.errors
    )


def _row(table: Table, line: Line, columns: Mapping[int, tuple[SheetKey, Column]]) -> dict[SheetKey, Row]:
    cells: dict[SheetKey, dict[str, Cell]] = {sheet: {} for sheet in table.sheets}
    for position, (sheet, column) in columns.items():
        value = line.cells[position] if position < len(line.cells) else None
        where = table.where(line.number, position, column.vi)
        cells[sheet][column.key] = Cell(value, where, table.errors.get((line.number, position)))
    return {sheet: Row(line.number, found) for sheet, found in cells.items()}
