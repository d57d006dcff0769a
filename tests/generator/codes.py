# SPDX-License-Identifier: Apache-2.0
"""Codes as people type them."""

from typing import Any

from registry.core.code import code_of, group_code
from tests.generator.summaries import good_summaries


def vectors() -> list[dict[str, Any]]:
    code = next(c for c in (code_of(data) for _, data in good_summaries()) if "0" in c and "1" in c)
    return [
        *({"typed": typed, "expected": {"code": code}, "desc": desc} for desc, typed in good(code)),
        *({"typed": typed, "expected": {"error": e}, "desc": desc} for desc, typed, e in bad(code)),
    ]


def good(code: str) -> list[tuple[str, str]]:
    return [
        ("as it is", code),
        ("printed in groups of four", group_code(code)),
        ("lower case", group_code(code).lower()),
        ("spaces, tabs and a line end", " " + code[:8] + "\t" + code[8:] + "\r\n"),
        ("O for 0", code.replace("0", "O")),
        ("o for 0", code.replace("0", "o")),
        ("I for 1", code.replace("1", "I")),
        ("l for 1", code.replace("1", "l")),
        ("en dashes", group_code(code).replace("-", "\u2013")),
    ]


def bad(code: str) -> list[tuple[str, str, str]]:
    other = "2" if code[5] != "2" else "3"
    swap = next(i for i in range(29) if code[i] != code[i + 1])
    return [
        ("nothing", "", "CODE_LENGTH"),
        ("one character short", code[:-1], "CODE_LENGTH"),
        ("one character more", code + "0", "CODE_LENGTH"),
        ("a character changed", code[:5] + other + code[6:], "CODE_MISTYPED"),
        (
            "two neighbours exchanged",
            code[:swap] + code[swap + 1] + code[swap] + code[swap + 2 :],
            "CODE_MISTYPED",
        ),
        ("check changed", code[:-1] + ("0" if code[-1] != "0" else "1"), "CODE_MISTYPED"),
        ("U does not stand in a code", "U" + code[1:], "CODE_CHARACTER"),
        ("Đ", "Đ" + code[1:], "CODE_CHARACTER"),
        ("dotless ı, which upper case turns into I", "ı" + code[1:], "CODE_CHARACTER"),
        ("ß, which upper case turns into SS", "ß" + code[2:], "CODE_CHARACTER"),
        ("a full-width digit", "\uff10" + code[1:], "CODE_CHARACTER"),
        ("an underscore", code[:4] + "_" + code[4:], "CODE_CHARACTER"),
    ]
