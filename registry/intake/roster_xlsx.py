# SPDX-License-Identifier: Apache-2.0
"""Workbooks to tables, by calamine, after ``xlsx_survey`` has bounded and checked the file."""

import difflib
import io
from collections.abc import Iterator

import python_calamine as calamine

from registry.core.text import check_marks
from registry.errors import Finding, InputError
from registry.intake.roster_columns import IGNORED_SHEETS, SHEETS, SheetKey
from registry.intake.roster_table import Line, Table
from registry.intake.roster_values import fold
from registry.intake.xlsx_survey import Workbook, survey


def read_workbook(data: bytes, file_name: str) -> tuple[dict[SheetKey, Table], list[Finding]]:
    """The roster's sheets as tables.

    Findings: ROSTER_SHEET_UNKNOWN (a warning), ROSTER_SHEET_TWICE. Raises ``InputError``: ROSTER_TOO_LARGE,
    ROSTER_DAMAGED, ROSTER_SHEET_MISSING.
    """
    workbook = survey(data, file_name)
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(workbook.data))
        return _tables(book, workbook, file_name)
    except calamine.PasswordError as error:
        raise InputError("ROSTER_PROTECTED", file_name) from error
    except (calamine.CalamineError, ValueError) as error:
        raise InputError("ROSTER_DAMAGED", file_name, reason=str(error)) from error


def _tables(
    book: calamine.CalamineWorkbook, workbook: Workbook, file_name: str
) -> tuple[dict[SheetKey, Table], list[Finding]]:
    tables: dict[SheetKey, Table] = {}
    findings: list[Finding] = []
    for name in book.sheet_names:
        key = _sheet_key(name)
        if key is None:
            findings += _unknown(name, file_name)
        elif key in tables:
            findings.append(Finding("ROSTER_SHEET_TWICE", "error", f"{file_name}: {name}", {"sheet": name}))
        else:
            tables[key] = _table(book, name, key, workbook, file_name)
    for sheet in SHEETS[:2]:
        if sheet.key not in tables:
            raise InputError("ROSTER_SHEET_MISSING", file_name, sheet=sheet.vi)
    return tables, findings


def _sheet_key(name: str) -> SheetKey | None:
    return next((sheet.key for sheet in SHEETS if fold(name) in sheet.names()), None)


def _unknown(name: str, file_name: str) -> Iterator[Finding]:
    if fold(name) in IGNORED_SHEETS:
        return
    near = difflib.get_close_matches(name, [sheet.vi for sheet in SHEETS], n=1, cutoff=0.0)
    params: dict[str, object] = {"sheet": name, "nearest": near[0]}
    yield Finding("ROSTER_SHEET_UNKNOWN", "warning", f"{file_name}: {name}", params)


def _table(
    book: calamine.CalamineWorkbook, name: str, key: SheetKey, workbook: Workbook, file_name: str
) -> Table:
    rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    for cell in (cell for cells in rows for cell in cells if isinstance(cell, str)):
        check_marks(cell, f"{file_name}: {name}")
    lines = [Line(number, cells) for number, cells in enumerate(rows, 1)]
    found = workbook.sheets.get(name)
    return Table((key,), f"{file_name}: {name}", lines, found.errors if found else {})
