# SPDX-License-Identifier: Apache-2.0
"""Rows brought together as certificates: by number across sheets, or line by line in a flat CSV."""

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from registry.core.text import normal_number
from registry.errors import Finding, InputError
from registry.intake.roster_columns import SheetKey
from registry.intake.roster_table import Cell, Parsed, Row
from registry.intake.roster_values import is_blank, read_text, shown_cell

NO_CELL = Cell(None, "")


@dataclass(slots=True)
class Draft:
    """The rows of one certificate before its cells are read."""

    number: str
    where: str
    row: Row
    products: list[Row] = field(default_factory=list)
    lots: list[Row] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Joined:
    """Drafts in the order of their first row; ``findings`` belong to no certificate."""

    drafts: Sequence[Draft]
    findings: Sequence[Finding]


def join_sheets(parsed: Mapping[SheetKey, Parsed]) -> Joined:
    """Join products and lots to certificates by number.

    Findings: ROSTER_DUPLICATE and ROSTER_LOT_TWICE at drafts; ROSTER_ORPHAN and ROSTER_NUMBER_MISSING for
    the whole file, since nobody can tell which certificate lacks that row.
    """
    drafts = [_draft(row["certificates"]) for row in parsed["certificates"].rows]
    by_number = _index(drafts)
    findings: list[Finding] = []
    for key in ("products", "lots"):
        if sheet := parsed.get(key):
            findings += _attach(key, [row[key] for row in sheet.rows], by_number)
    _refuse_second_lots(drafts)
    return Joined(drafts, findings)


def join_lines(parsed: Parsed) -> Joined:
    """Group the lines of a flat CSV: a line without a number, or with the same one, goes on.

    Findings at drafts: ROSTER_DUPLICATE, ROSTER_CONFLICT (a repeated certificate column differs).
    """
    drafts: list[Draft] = []
    for row in parsed.rows:
        current = drafts[-1] if drafts else None
        number = number_of(row["certificates"])
        if current and normal_number(number) in ("", normal_number(current.number)):
            _continue(current, row)
        else:
            current = _draft(row["certificates"])
            current.lots = [row["lots"]] if _filled(row["lots"]) else []
            drafts.append(current)
        if _filled(row["products"]):
            current.products.append(row["products"])
    _index(drafts)
    return Joined(drafts, ())


def number_of(row: Row) -> str:
    """The certificate number that a row states; "" if none. A damaged cell is judged where it is read."""
    cell = row.cells.get("number", NO_CELL)
    if is_blank(cell.value):
        return ""
    try:
        return read_text(cell.value)
    except InputError:
        return shown_cell(cell.value)


def _draft(row: Row) -> Draft:
    return Draft(number_of(row), row.cells.get("number", NO_CELL).where, row)


def _filled(row: Row) -> bool:
    return any(cell.filled for cell in row.cells.values())


def _index(drafts: Iterable[Draft]) -> dict[str, Draft]:
    found: dict[str, Draft] = {}
    for draft in drafts:
        if not draft.number:
            continue
        first = found.setdefault(normal_number(draft.number), draft)
        if first is not draft:
            # Both are refused: which of the two a product row means cannot be told.
            for here, other in ((draft, first), (first, draft)):
                params: dict[str, object] = {"number": here.number, "first": other.where}
                here.findings.append(Finding("ROSTER_DUPLICATE", "error", here.where, params))
    return found


def _attach(key: SheetKey, rows: Iterable[Row], by_number: Mapping[str, Draft]) -> list[Finding]:
    findings = []
    for row in rows:
        number, where = number_of(row), row.cells.get("number", NO_CELL).where
        draft = by_number.get(normal_number(number))
        if not number:
            findings.append(Finding("ROSTER_NUMBER_MISSING", "error", where))
        elif draft is None:
            known = {key: draft.number for key, draft in by_number.items()}
            near = difflib.get_close_matches(normal_number(number), known, n=1, cutoff=0.0)
            params: dict[str, object] = {"number": number, "nearest": known[near[0]] if near else "–"}
            findings.append(Finding("ROSTER_ORPHAN", "error", where, params))
        else:
            (draft.products if key == "products" else draft.lots).append(row)
    return findings


def _refuse_second_lots(drafts: Iterable[Draft]) -> None:
    for draft in drafts:
        for extra in draft.lots[1:]:
            params: dict[str, object] = {"number": draft.number}
            where = extra.cells.get("number", NO_CELL).where
            draft.findings.append(Finding("ROSTER_LOT_TWICE", "error", where, params))


def _continue(draft: Draft, row: Mapping[SheetKey, Row]) -> None:
    first_lot = draft.lots[0] if draft.lots else None
    for first, again in ((draft.row, row["certificates"]), (first_lot, row["lots"])):
        for key, cell in again.cells.items():
            if is_blank(cell.value) or key == "number":
                continue
            before = first.cells[key].value if first else None
            if shown_cell(cell.value).strip() != shown_cell(before).strip():
                params: dict[str, object] = {"text": shown_cell(cell.value), "first": shown_cell(before)}
                draft.findings.append(Finding("ROSTER_CONFLICT", "error", cell.where, params))
