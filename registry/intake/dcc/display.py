# SPDX-License-Identifier: Apache-2.0
"""How a quantity reads, for pages and terminals."""

from registry.core.certificate.calibration import Quantity
from registry.intake.dcc.units import read_unit


def display(quantity: Quantity) -> str:
    """A quantity in one line: ``296.15 K``, ``800 Pa ± 1200 Pa (k = 2, P = 0.95)``."""
    unit = read_unit(quantity.unit).text
    text = f"{quantity.value} {unit}".rstrip()
    if quantity.uncertainty is None:
        return text
    extra = [
        f"{symbol} = {number}"
        for symbol, number in (("k", quantity.coverage_factor), ("P", quantity.coverage_probability))
        if number
    ]
    return f"{text} ± {quantity.uncertainty} {unit}".rstrip() + (f" ({', '.join(extra)})" if extra else "")
