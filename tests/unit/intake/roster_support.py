# SPDX-License-Identifier: Apache-2.0
"""Workbooks and CSV files with one thing wrong."""

import csv
import io
from collections.abc import Callable
from typing import Any

import xlsxwriter

from registry.errors import Finding
from registry.intake.roster import RosterResult, read_roster
from registry.intake.roster_columns import SHEETS
from registry.intake.roster_examples import TemplateKind, example_certificates
from registry.intake.roster_write import to_rows, write_csv

Sheets = dict[str, list[list[Any]]]
Change = Callable[[Sheets], object]


class Formula(str):
    """A cell with a formula; ``result`` is its stored value."""

    result: object = 0

    @classmethod
    def of(cls, text: str, result: object) -> "Formula":
        formula = cls(text)
        formula.result = result
        return formula


def sheets_of(kind: TemplateKind = "hop-quy") -> Sheets:
    """The example as rows with headings, by the sheet's Vietnamese name."""
    rows = to_rows(example_certificates(kind))
    return {
        layout.vi: [[column.vi for column in layout.columns], *map(list, rows[layout.key])]
        for layout in SHEETS
    }


def column(sheet: str, heading: str) -> int:
    layout = next(layout for layout in SHEETS if layout.vi == sheet)
    return next(i for i, c in enumerate(layout.columns) if heading in (c.vi, c.key))


def workbook(sheets: Sheets) -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for r, row in enumerate(rows):
            for c, value in enumerate(row):
                if isinstance(value, Formula):
                    sheet.write_formula(r, c, str(value), None, value.result)
                elif isinstance(value, str):
                    sheet.write_string(r, c, value)
                elif hasattr(value, "year"):
                    sheet.write_datetime(r, c, value, day)
                elif value is not None:
                    sheet.write(r, c, value)
    book.close()
    return buffer.getvalue()


def read_changed(change: Change, *, body: str | None = None, kind: TemplateKind = "hop-quy") -> RosterResult:
    """Read the example after ``change`` has edited its rows (row 0 is the headings)."""
    sheets = sheets_of(kind)
    change(sheets)
    return read_roster(workbook(sheets), "r.xlsx", body=body)


def with_cell(sheet: str, row: int, heading: str, value: Any) -> RosterResult:
    """Read the example with one cell replaced; ``row`` as the spreadsheet counts, 2 is the first."""

    def change(sheets: Sheets) -> None:
        sheets[sheet][row - 1][column(sheet, heading)] = value

    return read_changed(change)


def csv_rows(kind: TemplateKind = "hop-quy") -> list[list[str]]:
    text = write_csv(example_certificates(kind), encoding="utf-8").decode()
    return list(csv.reader(io.StringIO(text, newline="")))


def csv_bytes(rows: list[list[str]], delimiter: str = ",") -> bytes:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=delimiter).writerows(rows)
    return buffer.getvalue().encode()


def told(result: RosterResult) -> list[tuple[str, str]]:
    """(code, where) of every error."""
    return [(finding.code, finding.where) for finding in result.errors]


def only(result: RosterResult) -> Finding:
    """The one error."""
    assert len(result.errors) == 1, [f"{f.code} {f.text()}" for f in result.errors]
    return result.errors[0]
