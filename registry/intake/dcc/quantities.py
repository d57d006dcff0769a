# SPDX-License-Identifier: Apache-2.0
"""One ``dcc:quantity`` to columns: value, unit, expanded uncertainty, k and probability (D-SI 1.3 to 2.2).

All published forms are read: ``real``, ``realListXMLList``, ``realList``, ``constant``, ``complex``,
``hybrid`` (one column per unit), and the uncertainty as ``expandedMU``, ``standardMU``,
``coverageIntervalMU`` or their deprecated predecessors. A standard uncertainty is kept as k = 1.
"""

from dataclasses import dataclass

from lxml import etree

from registry.core.certificate.calibration import Quantity, ResultColumn, ShownText
from registry.intake.dcc.decimals import NAN, decimals
from registry.intake.dcc.names import Notes, child, has_ref_type, local, own_elements, raw_text, si
from registry.intake.dcc.units import units_of

UNCERTAINTY_VALUES = frozenset(
    si(name + suffix)
    for name in ("uncertainty", "standardUnc", "valueStandardMU", "valueExpandedMU")
    for suffix in ("", "XMLList")
)
_HOLDERS = frozenset(
    {"expandedUnc", "coverageInterval", "standardMU", "expandedMU", "coverageIntervalMU", "constant"}
)
_COVARIANCE = frozenset({si("covarianceMatrix"), si("covarianceMatrixXMLList")})
_LISTS = frozenset(si(name) for name in ("hybrid", "list"))
_COMPLEX_PARTS = {
    "valueReal": ("unit", "Re"),
    "valueImag": ("unit", "Im"),
    "valueMagnitude": ("unit", "|·|"),
    "valuePhase": ("unitPhase", "arg"),
}


def states_uncertainty(element: etree._Element) -> bool:
    """Whether any value below ``element`` has a stated uncertainty; NaN states none."""
    for below in own_elements(element):
        if below.tag in UNCERTAINTY_VALUES and _holder(below) in _HOLDERS and _any_number(below):
            return True
        if below.tag in _COVARIANCE:
            return True
        # Relative, or as a quantity of its own beside the value.
        apart = local(below) == "relativeUncertainty"
        if (apart or (local(below) == "quantity" and has_ref_type(below, "uncertainty"))) and any(
            _any_number(found) for found in below.iter(si("value"), si("valueXMLList"))
        ):
            return True
    return False


def _holder(element: etree._Element) -> str:
    parent = element.getparent()
    return "" if parent is None else local(parent).removesuffix("XMLList")


def _any_number(element: etree._Element | None) -> bool:
    return any(entry != NAN for entry in raw_text(element).split())


@dataclass(frozen=True, slots=True)
class _Uncertainty:
    """Lists of one or as many entries as there are values."""

    values: list[str]
    factors: list[str]
    probabilities: list[str]


class QuantityReader:
    """Reads quantities; defects become findings of ``notes``."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes

    def columns(self, quantity: etree._Element, name: ShownText) -> list[ResultColumn]:
        """The columns of a ``dcc:quantity``; none where it holds no numbers."""
        columns = [
            column
            for element in quantity
            if etree.QName(element).namespace == etree.QName(si("x")).namespace
            for column in self._element(element, name)
        ]
        relative = child(quantity, "relativeUncertainty")
        for element in [] if relative is None else relative:
            columns += self._real(element, _suffixed(name, "U / |x|"))
        return columns

    def _element(
        self, element: etree._Element, name: ShownText, shared_unit: etree._Element | None = None
    ) -> list[ResultColumn]:
        if element.tag in _LISTS:
            return [column for below in element for column in self._element(below, name)]
        kind = local(element)
        if kind in ("real", "constant", "realListXMLList"):
            return self._real(element, name, shared_unit)
        if kind in ("complex", "complexListXMLList"):
            return self._complex(element, name, shared_unit)
        if kind in ("realList", "complexList"):
            return self._old_list(element, name)
        return []

    def _real(
        self, element: etree._Element, name: ShownText, shared_unit: etree._Element | None = None
    ) -> list[ResultColumn]:
        values = decimals(_part(element, "value"), self._notes)
        units = self._units(element, "unit", len(values), shared_unit)
        if not values or not units:
            return []
        uncertainty, limits = self._uncertainty(element)
        filled = self._quantities(element, values, units, uncertainty)
        columns = [ResultColumn(name=name, quantities=filled)] if filled else []
        for label, numbers in limits:
            bounds = self._quantities(element, numbers, units, None)
            columns += [ResultColumn(name=_suffixed(name, label), quantities=bounds)] if bounds else []
        return columns

    def _complex(
        self, element: etree._Element, name: ShownText, shared_unit: etree._Element | None
    ) -> list[ResultColumn]:
        columns: list[ResultColumn] = []
        for part, (unit, label) in _COMPLEX_PARTS.items():
            found = _part(element, part)
            if found is None:
                continue
            values = decimals(found, self._notes)
            units = self._units(element, unit, len(values), shared_unit)
            quantities = self._quantities(element, values, units, None) if values and units else ()
            columns += (
                [ResultColumn(name=_suffixed(name, label), quantities=quantities)] if quantities else []
            )
        return columns

    def _old_list(self, element: etree._Element, name: ShownText) -> list[ResultColumn]:
        """``realList``: entries may leave unit and uncertainty to the list."""
        shared = element.find(si("listUnit"))
        joined: dict[str, list[Quantity]] = {}
        for entry in element:
            if local(entry) not in ("real", "complex"):
                continue
            for column in self._element(entry, name, shared):
                joined.setdefault(column.name.vi, []).extend(column.quantities)
        common, _ = self._uncertainty(element)
        return [
            ResultColumn(
                name=name if vi == name.vi else _suffixed(name, vi.rsplit(" ", 1)[-1]),
                quantities=tuple(_with(quantity, common) for quantity in quantities),
            )
            for vi, quantities in joined.items()
        ]

    def _units(
        self, element: etree._Element, part: str, count: int, shared: etree._Element | None
    ) -> list[str]:
        found = _part(element, part)
        found = shared if found is None else found
        units = units_of(found)
        if not units:
            self._notes.error("DCC_UNIT_MISSING", element if found is None else found)
            return []
        return self._spread(units, count, found)

    def _quantities(
        self,
        element: etree._Element,
        values: list[str],
        units: list[str],
        uncertainty: _Uncertainty | None,
    ) -> tuple[Quantity, ...]:
        count = len(values)
        if uncertainty is None:
            return tuple(Quantity(value=v, unit=u) for v, u in zip(values, units, strict=True))
        stated = self._spread(uncertainty.values, count, element)
        factors = self._spread(uncertainty.factors or [""], count, element)
        probabilities = self._spread(uncertainty.probabilities or [""], count, element)
        if not (stated and factors and probabilities):
            return ()
        rows = zip(values, units, stated, factors, probabilities, strict=True)
        return tuple(
            Quantity(
                value=value,
                unit=unit,
                uncertainty=u,
                coverage_factor=k or None,
                coverage_probability=p or None,
            )
            for value, unit, u, k, p in rows
        )

    def _spread(self, entries: list[str], count: int, element: etree._Element | None) -> list[str]:
        """One entry for all values, or one each; else nobody can say which belongs to which."""
        if len(entries) == count:
            return entries
        if len(entries) == 1:
            return entries * count
        self._notes.error("DCC_LIST_LENGTH", element, entries=len(entries), values=count)
        return []

    def _uncertainty(
        self, element: etree._Element
    ) -> tuple[_Uncertainty | None, list[tuple[str, list[str]]]]:
        """The statement, and the limits of a coverage interval as columns of their own."""
        holders = [found for found in element if "Unc" in local(found) or "Uncertainty" in local(found)]
        holders += [found for found in element if local(found).startswith("coverageInterval")]
        direct = [found for found in element if found.tag in UNCERTAINTY_VALUES]
        for holder in direct[:1]:
            return _Uncertainty(decimals(holder, self._notes), ["1"], []), []
        for holder in holders:
            value = next((found for found in holder.iter() if found.tag in UNCERTAINTY_VALUES), None)
            if value is None:
                continue
            standard = "tandard" in local(value)
            if standard:
                self._notes.warn("DCC_UNCERTAINTY_STANDARD", value)
            statement = _Uncertainty(
                decimals(value, self._notes),
                ["1"] if standard else self._optional(holder, "coverageFactor"),
                [] if standard else self._optional(holder, "coverageProbability"),
            )
            limits = [
                ("min", self._optional(holder, "intervalMin")),
                ("max", self._optional(holder, "intervalMax")),
            ]
            return statement, [(label, numbers) for label, numbers in limits if numbers]
        return None, []

    def _optional(self, holder: etree._Element, name: str) -> list[str]:
        found = next((e for e in holder.iter() if e.tag in (si(name), si(f"{name}XMLList"))), None)
        return [] if found is None else decimals(found, self._notes)


def _part(element: etree._Element, name: str) -> etree._Element | None:
    found = element.find(si(name))
    return found if found is not None else element.find(si(f"{name}XMLList"))


def _suffixed(name: ShownText, suffix: str) -> ShownText:
    return ShownText(vi=f"{name.vi} {suffix}"[:4_000], en=f"{name.en} {suffix}"[:4_000] if name.en else None)


def _with(quantity: Quantity, common: _Uncertainty | None) -> Quantity:
    if common is None or quantity.uncertainty is not None or not common.values:
        return quantity
    return quantity.model_copy(
        update={
            "uncertainty": common.values[0],
            "coverage_factor": next(iter(common.factors), None),
            "coverage_probability": next(iter(common.probabilities), None),
        }
    )
