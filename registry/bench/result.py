# SPDX-License-Identifier: Apache-2.0
"""What a benchmark says: values beside references of the same run, as a table or as one JSON document."""

import json
import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

_HEADINGS = ("name", "value", "unit", "reference", "reference value", "ratio")


@dataclass(frozen=True, slots=True)
class Result:
    """One figure: ``value`` and ``reference_value`` are in ``unit``, ``reference`` says of what the latter
    is the measure. On a busy machine the ratio is what to read.
    """

    name: str
    value: float
    unit: str
    reference: str
    reference_value: float

    @property
    def ratio(self) -> float:
        """Value by reference."""
        return self.value / self.reference_value

    def to_mapping(self) -> dict[str, str | float]:
        """``{name, value, unit, reference, reference_value, ratio}``, four significant digits."""
        return {
            "name": self.name, "value": _digits(self.value), "unit": self.unit,
            "reference": self.reference, "reference_value": _digits(self.reference_value),
            "ratio": _digits(self.ratio),
        }  # fmt: skip


def document(benchmark: str, size: int, results: Sequence[Result]) -> dict[str, Any]:
    """The JSON document of one run."""
    machine = {"cpus": os.cpu_count(), "python": platform.python_version(), "system": platform.platform()}
    return {
        "benchmark": benchmark,
        "size": size,
        "machine": machine,
        "results": [result.to_mapping() for result in results],
    }


def to_json(benchmark: str, size: int, results: Sequence[Result]) -> str:
    """``document`` as text."""
    return json.dumps(document(benchmark, size, results), indent=1, ensure_ascii=False) + "\n"


def table(results: Sequence[Result]) -> str:
    """The same for people, a row a figure."""
    rows = [_HEADINGS, *(tuple(map(_cell, result.to_mapping().values())) for result in results)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _digits(value: float) -> float:
    """Whole numbers, such as gas, stay exact."""
    if value == int(value):
        return int(value)
    return float(f"{value:.4g}")


def _cell(value: str | float) -> str:
    return value if isinstance(value, str) else f"{value:,}"
