# SPDX-License-Identifier: Apache-2.0
"""How a certificate's subject is named in the summary: short enough for a signed QR code, always the same.

The rules are part of the format (docs/spec/credential.md): a verifier applies them to ``antinDetails`` and
compares. What they shorten stands in full in the credential.
"""

from collections.abc import Sequence
from typing import Any

from registry.core import constants as c

_CUT = "…"


def subject_of(kind: str, details: dict[str, Any]) -> dict[str, str]:
    """``{name, model, serial}`` of ``antinDetails``; what there is not is absent."""
    if kind == "calibration":
        item = details["instrument"]
        name, model, serial = (
            item["name"]["vi"],
            item.get("model"),
            item.get("serial") or item.get("asset_id"),
        )
    else:
        name, model, serial = details["title"]["vi"], model_text(details["products"]), serial_text(details)
    named = {"name": one_line(name, c.MAX_SUBJECT_NAME), "model": model, "serial": serial}
    return {member: value for member, value in named.items() if value}


def one_line(text: str, limit: int) -> str:
    """Runs of white space become one space; what is too long is cut and ends in ``…``."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + _CUT


def model_text(products: Sequence[dict[str, Any]]) -> str:
    """Every model once, in order, joined by ``, ``; those that do not fit are counted: ``A, B, +7``."""
    models = list(dict.fromkeys(model for product in products for model in product["models"]))
    # A model takes a character at least, so no more than the limit can fit however many there are.
    for shown in range(min(len(models), c.MAX_MODEL), 0, -1):
        left = len(models) - shown
        text = ", ".join([*models[:shown], *([f"+{left}"] if left else [])])
        if len(text) <= c.MAX_MODEL:
            return text
    tail = f", +{len(models) - 1}"
    return one_line(models[0], c.MAX_MODEL - len(tail)) + tail


def serial_text(details: dict[str, Any]) -> str | None:
    """The lot number; the serial number; or the first one with the count of the others.

    ``SN-1 … (+49)``; serial numbers in an attached file are only counted: ``500 số sê-ri (tệp đính kèm)``.
    """
    if "lot" in details:
        return str(details["lot"]["number"])
    if "serials_file" in details:
        return f"{details['serials_file']['count']} số sê-ri (tệp đính kèm)"
    serials = details.get("serials", [])
    if len(serials) <= 1:
        return serials[0] if serials else None
    tail = f" … (+{len(serials) - 1})"
    return one_line(serials[0], c.MAX_SERIAL - len(tail)) + tail
