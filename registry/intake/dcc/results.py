# SPDX-License-Identifier: Apache-2.0
"""``dcc:result`` elements to tables, and which of them state no uncertainty (ISO/IEC 17025 §7.8.4.1 a)."""

from lxml import etree

from registry.core.certificate.calibration import ResultColumn, ResultTable, ShownText
from registry.intake.dcc.names import (
    Notes,
    child,
    children,
    dcc,
    has_ref_type,
    own_elements,
    raw_text,
)
from registry.intake.dcc.quantities import QuantityReader, states_uncertainty
from registry.intake.dcc.words import Words

MAX_SHOWN_VALUES = 20_000
"""More values than this are in the file but not in the tables: a page of them helps nobody."""

# What a quantity without a name is called, from PTB's refType vocabulary.
_KNOWN = {
    "referenceValue": ShownText(vi="Giá trị chuẩn", en="Reference value"),
    "nominalValue": ShownText(vi="Giá trị danh nghĩa", en="Nominal value"),
    "measuredValue": ShownText(vi="Giá trị chỉ thị", en="Indicated value"),
    "measurementError": ShownText(vi="Sai số", en="Error"),
    "uncertainty": ShownText(vi="Độ không đảm bảo đo", en="Measurement uncertainty"),
}
_UNNAMED = ShownText(vi="Đại lượng", en="Quantity")
_RESULT = ShownText(vi="Kết quả", en="Result")
_NOT_TABULAR = frozenset(dcc(name) for name in ("formula", "byteData", "xml", "charsXMLList", "noQuantity"))


class ResultReader:
    """Reads the results of one DCC."""

    def __init__(self, words: Words, notes: Notes) -> None:
        self._words = words
        self._notes = notes
        self._quantities = QuantityReader(notes)
        self._left = MAX_SHOWN_VALUES

    def tables(self, root: etree._Element) -> tuple[ResultTable, ...]:
        """Every result of the file in order, then what was found before and after adjustment or repair."""
        measured = children(root, "measurementResults", "measurementResult")
        tables: list[ResultTable] = []
        for number, result in enumerate(
            children(root, "measurementResults", "measurementResult", "results", "result"), 1
        ):
            name = self._name(result, _numbered(_RESULT, number))
            owner = result.getparent()
            above = None if owner is None or len(measured) < 2 else owner.getparent()
            tables += self._data(
                child(result, "data"), _joined(self._words.shown(child(above, "name")), name), result
            )
        for condition in root.iter(dcc("influenceCondition")):
            if status := raw_text(child(condition, "status")):
                name = self._name(condition, _RESULT)
                label = ShownText(vi=f"{name.vi} ({status})", en=f"{name.en} ({status})" if name.en else None)
                tables += self._data(child(condition, "data"), label, condition)
        return tuple(tables)

    def check_uncertainty(self, root: etree._Element) -> None:
        """No result with an uncertainty refuses the file; a single one without is named."""
        results = children(root, "measurementResults", "measurementResult", "results", "result")
        without = [result for result in results if not states_uncertainty(result)]
        if len(without) == len(results):
            self._notes.error("DCC_UNCERTAINTY_MISSING", results[0] if results else root)
            return
        for result in without:
            name = self._name(result, _RESULT)
            self._notes.warn("DCC_RESULT_WITHOUT_UNCERTAINTY", result, name=name.vi)

    def _name(self, element: etree._Element, otherwise: ShownText) -> ShownText:
        return self._words.shown(child(element, "name")) or otherwise

    def _data(self, data: etree._Element | None, name: ShownText, owner: etree._Element) -> list[ResultTable]:
        if data is None:
            return []
        loose = [column for quantity in children(data, "quantity") for column in self._columns(quantity)]
        tables = self._split(name, loose)
        for entry in children(data, "list"):
            tables += self._list(entry, name)
        if any(below.tag in _NOT_TABULAR for below in own_elements(data)):
            self._notes.warn("DCC_CONTENT_NOT_SHOWN", owner, name=name.vi)
        return tables

    def _list(self, entry: etree._Element, above: ShownText) -> list[ResultTable]:
        name = _joined(above, self._name(entry, above))
        columns = [column for quantity in children(entry, "quantity") for column in self._columns(quantity)]
        tables = self._split(name, columns)
        for below in children(entry, "list"):
            tables += self._list(below, name)
        return tables

    def _columns(self, quantity: etree._Element) -> list[ResultColumn]:
        if self._left <= 0:
            self._notes.warn("DCC_TOO_MANY_VALUES", None, limit=MAX_SHOWN_VALUES)
            return []
        known = next((text for word, text in _KNOWN.items() if has_ref_type(quantity, word)), _UNNAMED)
        columns = self._quantities.columns(quantity, self._name(quantity, known))
        wanted = sum(len(column.quantities) for column in columns)
        if wanted > self._left:
            self._notes.warn("DCC_TOO_MANY_VALUES", None, limit=MAX_SHOWN_VALUES)
            return []
        self._left -= wanted
        return columns

    @staticmethod
    def _split(name: ShownText, columns: list[ResultColumn]) -> list[ResultTable]:
        """One table, or one for each length where the columns do not line up."""
        lengths = sorted({len(column.quantities) for column in columns} - {1}) or [1]
        if len(lengths) == 1:
            return [ResultTable(name=name, columns=tuple(columns))] if columns else []
        by_length = [[c for c in columns if len(c.quantities) == length] for length in (1, *lengths)]
        return [ResultTable(name=name, columns=tuple(group)) for group in by_length if group]


def _joined(above: ShownText | None, name: ShownText) -> ShownText:
    if above is None or above == name:
        return name
    english = f"{above.en or above.vi}: {name.en or name.vi}" if above.en or name.en else None
    return ShownText(vi=f"{above.vi}: {name.vi}"[:4_000], en=english and english[:4_000])


def _numbered(name: ShownText, number: int) -> ShownText:
    return ShownText(vi=f"{name.vi} {number}", en=f"{name.en} {number}")
