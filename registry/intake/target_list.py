# SPDX-License-Identifier: Apache-2.0
"""Lists of certificates that an act is about: codes or numbers in a workbook, a CSV file or plain text.

One certificate a line. Without headings the first filled cell of a line is its code or number and the second,
if it is a whole number, the revision; with headings the columns say so. Lines that begin with # are comments.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import python_calamine as calamine

from registry.errors import Finding, InputError
from registry.intake.roster_csv import decode
from registry.intake.roster_limits import MAX_COLUMNS
from registry.intake.roster_values import CellValue, fold, is_blank, shown_cell
from registry.intake.xlsx_survey import survey

MAX_LINES = 10_000
"""More than that is no list for a person to look through before signing."""
_CODE = frozenset({"matracuu", "ma", "code"})
_NUMBER = frozenset({"so", "sogiay", "sogiaychungnhan", "number"})
_REVISION = frozenset({"lansua", "lansuadoi", "revision"})
_DELIMITERS = ("\t", ";", ",")


@dataclass(frozen=True, slots=True)
class NamedCertificate:
    """One line: a code or number as written, with the revision if the list says one."""

    text: str
    revision: int | None
    where: str


@dataclass(frozen=True, slots=True)
class TargetList:
    """``findings`` are errors of single lines, each with its place."""

    named: tuple[NamedCertificate, ...]
    findings: tuple[Finding, ...]


def read_target_list(data: bytes, file_name: str) -> TargetList:
    """The certificates that a file names; the first sheet of a workbook.

    Findings: LIST_REVISION, LIST_CELL. Raises ``InputError`` ROSTER_ENCODING, ROSTER_DAMAGED,
    ROSTER_PROTECTED, ROSTER_TOO_LARGE, LIST_EMPTY.
    """
    rows = list(_workbook(data, file_name) if data.startswith(b"PK") else _text(data, file_name))
    columns, rest = _columns(rows)
    named: list[NamedCertificate] = []
    findings: list[Finding] = []
    for place, cells in rest:
        found = _line(place, cells, columns)
        if isinstance(found, Finding):
            findings.append(found)
        elif found is not None:
            named.append(found)
        if len(named) > MAX_LINES:
            raise InputError("ROSTER_TOO_LARGE", file_name, what="rows", count=len(rest), limit=MAX_LINES)
    if not named and not findings:
        raise InputError("LIST_EMPTY", file_name)
    return TargetList(tuple(named), tuple(findings))


Place = str
Cells = Sequence[CellValue]


def _workbook(data: bytes, file_name: str) -> Iterator[tuple[Place, Cells]]:
    surveyed = survey(data, file_name)
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(surveyed.data))
        sheet = book.sheet_names[0]
        rows = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    except calamine.PasswordError as error:
        raise InputError("ROSTER_PROTECTED", file_name) from error
    except (calamine.CalamineError, ValueError, IndexError) as error:
        raise InputError("ROSTER_DAMAGED", file_name, reason=str(error)) from error
    for number, cells in enumerate(rows, start=1):
        yield f"{file_name}: {sheet}!{number}", cells


def _text(data: bytes, file_name: str) -> Iterator[tuple[Place, Cells]]:
    text = decode(data, file_name)
    delimiter = next((mark for mark in _DELIMITERS if mark in text), ",")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    while True:
        start = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise InputError("ROSTER_CSV", f"{file_name}:{start}", reason=str(error)) from error
        if len(cells) > MAX_COLUMNS:
            raise InputError(
                "ROSTER_TOO_LARGE",
                f"{file_name}:{start}",
                what="columns",
                count=len(cells),
                limit=MAX_COLUMNS,
            )
        yield f"{file_name}:{start}", cells


Columns = dict[str, int]


def _columns(rows: list[tuple[Place, Cells]]) -> tuple[Columns | None, list[tuple[Place, Cells]]]:
    """Where the columns stand and the lines below the headings; ``None`` without headings."""
    for position, (_, cells) in enumerate(rows[:10]):
        columns: Columns = {}
        for index, cell in enumerate(cells):
            name = fold(cell) if isinstance(cell, str) else ""
            for role, names in (("code", _CODE), ("number", _NUMBER), ("revision", _REVISION)):
                if name in names:
                    columns.setdefault(role, index)
        if "code" in columns or "number" in columns:
            return columns, rows[position + 1 :]
    return None, rows


def _line(place: Place, cells: Cells, columns: Columns | None) -> NamedCertificate | Finding | None:
    filled = [cell for cell in cells if not is_blank(cell)]
    if not filled or (isinstance(filled[0], str) and filled[0].lstrip().startswith("#")):
        return None
    if columns is None:
        return _named(place, filled[0], filled[1] if len(filled) > 1 else None, strict=False)
    code, number, revision = (_at(cells, columns.get(role)) for role in ("code", "number", "revision"))
    name = number if is_blank(code) else code
    if is_blank(name):
        return Finding("LIST_CELL", "error", place)
    return _named(place, name, None if name is code else revision, strict=True)


def _named(place: Place, name: CellValue, revision: CellValue, *, strict: bool) -> NamedCertificate | Finding:
    text = shown_cell(name).strip()
    shown = "" if is_blank(revision) else shown_cell(revision).strip()
    if shown.isdecimal() and len(shown) <= 4:
        return NamedCertificate(text, int(shown), place)
    if shown and strict:
        return Finding("LIST_REVISION", "error", place, {"text": shown})
    return NamedCertificate(text, None, place)


def _at(cells: Cells, index: int | None) -> CellValue:
    return cells[index] if index is not None and index < len(cells) else None
