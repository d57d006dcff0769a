# SPDX-License-Identifier: Apache-2.0
"""A calibration's results as tables: value, expanded uncertainty U, factor k, probability P, unit."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Protocol

from registry.api.language import Language
from registry.core.certificate.calibration import Quantity, ResultColumn, ResultTable
from registry.intake.dcc.units import read_unit
from verifier_app.formats import decimal_text


@dataclass(frozen=True, slots=True)
class Column:
    """One column as shown; ``note`` says what holds for all its cells (k, P)."""

    title: str
    unit: str
    cells: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """``rows`` are the points, cut from columns of equal length."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]


def tables_of(results: tuple[ResultTable, ...], lang: Language) -> tuple[Table, ...]:
    """Every result of the file, in its order."""
    return tuple(_table(result, lang) for result in results)


class TwoLanguages(Protocol):
    """A text of the certificate models."""

    @property
    def vi(self) -> str:
        """The Vietnamese text."""

    @property
    def en(self) -> str | None:
        """The English one, where there is one."""


def in_language(text: TwoLanguages, lang: Language) -> str:
    """The text in ``lang``, in Vietnamese where there is no English one."""
    return (text.en or text.vi) if lang == "en" else text.vi


def _table(result: ResultTable, lang: Language) -> Table:
    points = max((len(column.quantities) for column in result.columns), default=0)
    columns = tuple(shown for column in result.columns for shown in _columns(column, points, lang))
    rows = tuple(tuple(column.cells[i] for column in columns) for i in range(points))
    return Table(in_language(result.name, lang), columns, rows)


def _columns(column: ResultColumn, points: int, lang: Language) -> list[Column]:
    quantities = column.quantities
    if len(quantities) == 1:
        quantities = quantities * points  # one value for every point of the table (DCC constant lists)
    units = {q.unit for q in quantities}
    unit = read_unit(units.pop()).text if len(units) == 1 else ""
    title = in_language(column.name, lang)
    shown = [Column(title, unit, _cells(quantities, points, lambda q: _value(q.value, q, unit, lang)))]
    if any(q.uncertainty is not None for q in quantities):
        shown += _uncertainty(quantities, points, unit, lang)
    return shown


def _uncertainty(quantities: tuple[Quantity, ...], points: int, unit: str, lang: Language) -> list[Column]:
    factor = _cells(quantities, points, lambda q: _plain(q.coverage_factor, lang))
    probability = _cells(quantities, points, lambda q: _percent(q.coverage_probability, lang))
    spread = _cells(quantities, points, lambda q: _value(q.uncertainty, q, unit, lang))
    if len(set(factor)) == 1 and len(set(probability)) == 1:
        said = (("k", factor), ("P", probability))
        note = "; ".join(f"{name} = {cells[0]}" for name, cells in said if cells[:1] not in ((), ("–",)))
        return [Column("U", unit, spread, note)]
    return [Column("U", unit, spread), Column("k", "", factor), Column("P", "", probability)]


def _cells(quantities: tuple[Quantity, ...], points: int, text: Callable[[Quantity], str]) -> tuple[str, ...]:
    cells = tuple(text(quantity) for quantity in quantities)
    return cells + ("–",) * (points - len(cells))


def _value(value: str | None, quantity: Quantity, unit: str, lang: Language) -> str:
    text = _plain(value, lang)
    own = "" if unit or text == "–" else read_unit(quantity.unit).text
    return f"{text} {own}".rstrip()


def _plain(value: str | None, lang: Language) -> str:
    return "–" if value in (None, "NaN") else decimal_text(str(value), lang)


def _percent(value: str | None, lang: Language) -> str:
    if value in (None, "NaN"):
        return "–"
    try:
        percent = Decimal(str(value)) * 100
    except InvalidOperation:
        return str(value)
    return f"{decimal_text(f'{percent.normalize():f}', lang)} %"
