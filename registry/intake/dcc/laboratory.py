# SPDX-License-Identifier: Apache-2.0
"""Whether a DCC's laboratory is the issuing body, by a name or code that the body is registered with."""

import unicodedata
from collections.abc import Sequence

from registry.core.text import normal_number
from registry.errors import Finding
from registry.intake.dcc.result import DccResult


def check_laboratory(result: DccResult, names: Sequence[str], codes: Sequence[str]) -> Finding | None:
    """None if one name or code agrees, else an error finding LAB_MISMATCH.

    Names are compared in NFC, regardless of case and spacing; codes also regardless of dashes. Look-alike
    letters do not agree: they are what an impostor would use.
    """
    own_names = {_name(name) for name in names if name.strip()}
    own_codes = {normal_number(code) for code in codes if normal_number(code)}
    if any(_name(name) in own_names for name in result.laboratory_names):
        return None
    if any(normal_number(code) in own_codes for code in result.laboratory_codes):
        return None
    return Finding(
        "LAB_MISMATCH",
        "error",
        result.file_name,
        {
            "laboratory": "; ".join((*result.laboratory_names, *result.laboratory_codes)) or "∅",
            "body": "; ".join((*names, *codes)) or "∅",
        },
    )


def _name(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())
