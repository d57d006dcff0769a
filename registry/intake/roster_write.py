# SPDX-License-Identifier: Apache-2.0
"""Certificates back to rows, so that what a registry holds can be edited and handed in again.

Every certificate is read back before it is written: what cells cannot express is refused rather than
changed (CELL_UNWRITABLE); the JSON roster takes it.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from registry.core.certificate.conformity import ConformityCertificate
from registry.errors import InputError
from registry.intake.roster_build import build
from registry.intake.roster_columns import CERTIFICATES, LOTS, PRODUCTS, Column, SheetKey, SheetLayout
from registry.intake.roster_csv import encode_1258
from registry.intake.roster_join import Draft
from registry.intake.roster_table import Cell, Row
from registry.intake.roster_values import CellValue

MAX_CELL_CHARS = 32_767
Cells = Sequence[CellValue]


def to_rows(certificates: Iterable[ConformityCertificate]) -> dict[SheetKey, list[Cells]]:
    """The rows of each sheet, in the order of its columns. Raises ``InputError`` CELL_UNWRITABLE."""
    rows: dict[SheetKey, list[Cells]] = {"certificates": [], "products": [], "lots": []}
    for certificate in certificates:
        sheets = _rows_of(certificate)
        _check(certificate, sheets)
        for key, found in sheets.items():
            rows[key] += found
    return rows


def write_csv(
    certificates: Iterable[ConformityCertificate], *, delimiter: str = ",", encoding: str = "utf-8-sig"
) -> bytes:
    """A flat CSV: a row for each product, certificate and lot columns on the first one only.

    ``encoding`` is ``utf-8-sig``, which spreadsheet programs recognise, ``utf-8``, or ``cp1258``.

    Raises ``InputError`` CELL_UNWRITABLE, ``UnicodeEncodeError`` where the encoding lacks a letter.
    """
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(_flat_headings())
    for certificate in certificates:
        sheets = _rows_of(certificate)
        _check(certificate, sheets)
        lot = sheets["lots"][0] if sheets["lots"] else [None] * len(LOTS.columns)
        head: Cells = sheets["certificates"][0]
        for product in sheets["products"]:
            writer.writerow([_csv_text(cell) for cell in [*head, *product[1:], *lot[1:]]])
            head, lot = [None] * len(head), [None] * len(lot)
    text = buffer.getvalue()
    return encode_1258(text) if encoding == "cp1258" else text.encode(encoding)


def _flat_headings() -> list[str]:
    columns = [*CERTIFICATES.columns, *PRODUCTS.columns[1:], *LOTS.columns[1:]]
    return [column.vi for column in columns]


def _csv_text(cell: CellValue) -> str:
    return cell.strftime("%d/%m/%Y") if isinstance(cell, date) else "" if cell is None else str(cell)


def _rows_of(certificate: ConformityCertificate) -> dict[SheetKey, list[Cells]]:
    number = certificate.number
    lots = [certificate.lot] if certificate.lot else []
    return {
        "certificates": [_cells(CERTIFICATES, certificate, number)],
        "products": [_cells(PRODUCTS, product, number) for product in certificate.products],
        "lots": [_cells(LOTS, lot, number) for lot in lots],
    }


def _cells(layout: SheetLayout, source: Any, number: str) -> list[CellValue]:
    return [number, *(_cell(column, source, number) for column in layout.columns[1:])]


def _cell(column: Column, source: Any, number: str) -> CellValue:
    value = source
    for part in column.path:
        value = getattr(value, part) if value is not None else None
    if value is None or value == ():
        return None
    if column.key == "revision" and value == 0:
        return None
    cell = column.kind.write(value)
    if isinstance(cell, str) and len(cell) > MAX_CELL_CHARS:
        raise InputError("CELL_UNWRITABLE", number, field=column.vi)
    return cell


def _check(certificate: ConformityCertificate, sheets: Mapping[SheetKey, list[Cells]]) -> None:
    """Read the rows back as a roster would be read; a difference is refused."""
    head, products, lots = (
        [_row(layout, cells) for cells in sheets[layout.key]] for layout in (CERTIFICATES, PRODUCTS, LOTS)
    )
    draft = Draft(certificate.number, certificate.number, head[0], products, lots)
    again = build(draft, certificate.body, lambda _name: None).certificate
    if again != certificate:
        field = next(
            (name for name in type(certificate).model_fields if _differs(name, certificate, again)), "number"
        )
        raise InputError("CELL_UNWRITABLE", certificate.number, field=field)


def _differs(name: str, one: ConformityCertificate, other: ConformityCertificate | None) -> bool:
    return other is not None and getattr(one, name) != getattr(other, name)


def _row(layout: SheetLayout, cells: Cells) -> Row:
    return Row(1, {c.key: Cell(value, c.vi) for c, value in zip(layout.columns, cells, strict=True)})
