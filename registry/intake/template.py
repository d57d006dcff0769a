# SPDX-License-Identifier: Apache-2.0
"""The workbook that a certification body fills in: headings, an example, lists to choose from, guidance."""

import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from registry.core.certificate.conformity import ConformityCertificate
from registry.errors import InputError
from registry.intake.guidance import GUIDE_SHEET, guide_rows
from registry.intake.roster_columns import SHEETS, SheetLayout
from registry.intake.roster_examples import TemplateKind, example_certificates
from registry.intake.roster_values import CellValue
from registry.intake.roster_write import Cells, to_rows

__all__ = ["TemplateKind", "example_certificates", "write_template", "write_workbook"]
_FORMATTED_ROWS = 5_000
_FIXED_DAY = datetime(2026, 1, 1)  # noqa: DTZ001 - a constant, so that equal content gives equal bytes
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


def write_template(kind: TemplateKind, path: Path) -> None:
    """Write the workbook for hợp quy or hợp chuẩn certificates with fictional examples.

    Raises ``InputError`` TEMPLATE_KIND; ``OSError`` where the path cannot be written.
    """
    if kind not in ("hop-quy", "hop-chuan"):
        raise InputError("TEMPLATE_KIND", text=str(kind))
    path.write_bytes(write_workbook(example_certificates(kind)))


def write_workbook(certificates: Iterable[ConformityCertificate]) -> bytes:
    """A roster workbook of these certificates, equal bytes for equal certificates.

    Raises ``InputError`` CELL_UNWRITABLE.
    """
    rows = to_rows(certificates)
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, _OPTIONS)
    book.set_properties({"title": "Antin", "created": _FIXED_DAY})
    formats = _formats(book)
    for layout in SHEETS:
        _sheet(book, layout, rows[layout.key], formats)
    _guide(book, formats)
    book.close()
    return buffer.getvalue()


def _formats(book: Any) -> dict[str, Any]:
    heading = {"bold": True, "text_wrap": True, "valign": "top", "border": 1, "bg_color": "#DDEBF7"}
    return {
        "optional": book.add_format(heading),
        "required": book.add_format({**heading, "bg_color": "#F8CBAD"}),
        "text": book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"}),
        "date": book.add_format({"num_format": "dd/mm/yyyy", "valign": "top"}),
        "number": book.add_format({"num_format": "0", "valign": "top"}),
        "plain": book.add_format({"text_wrap": True, "valign": "top"}),
    }


def _sheet(book: Any, layout: SheetLayout, rows: Sequence[Cells], formats: dict[str, Any]) -> None:
    sheet = book.add_worksheet(layout.vi)
    for position, column in enumerate(layout.columns):
        cell_format = _format_of(column.kind.is_date, column.kind.as_text, formats)
        sheet.set_column(position, position, column.width, cell_format)
        heading = formats["required" if column.required else "optional"]
        sheet.write_string(0, position, column.vi + (" *" if column.required else ""), heading)
        if column.kind.choices:
            sheet.data_validation(1, position, _FORMATTED_ROWS, position, _dropdown(column.kind.choices))
    sheet.freeze_panes(1, 1)
    for number, cells in enumerate(rows, 1):
        for position, cell in enumerate(cells):
            _write(sheet, number, position, cell, formats)


def _format_of(is_date: bool, as_text: bool, formats: dict[str, Any]) -> Any:
    return formats["date" if is_date else "text" if as_text else "number"]


def _dropdown(choices: tuple[str, ...]) -> dict[str, Any]:
    return {
        "validate": "list",
        "source": list(choices),
        "error_title": "Antin",
        "error_message": "Chọn trong danh sách / Choose from the list",
    }


def _write(sheet: Any, row: int, column: int, cell: CellValue, formats: dict[str, Any]) -> None:
    if isinstance(cell, date):
        sheet.write_datetime(row, column, cell, formats["date"])
    elif isinstance(cell, int):
        sheet.write_number(row, column, cell, formats["number"])
    elif cell is not None:
        sheet.write_string(row, column, str(cell), formats["text"])


def _guide(book: Any, formats: dict[str, Any]) -> None:
    sheet = book.add_worksheet(GUIDE_SHEET)
    for position, width in enumerate((24, 32, 12, 60, 60)):
        sheet.set_column(position, position, width, formats["plain"])
    for number, cells in enumerate(guide_rows()):
        style = formats["optional"] if number == 0 else formats["plain"]
        for position, text in enumerate(cells):
            sheet.write_string(number, position, text, style)
    sheet.freeze_panes(1, 0)
