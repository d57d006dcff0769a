# SPDX-License-Identifier: Apache-2.0
"""Single values out of spreadsheet and CSV cells: text, digits, decimals, days, choices.

A spreadsheet changes what looks like a number: it drops leading zeros and rounds after 15 digits, and saves
long numbers as 8.51E+07. What cannot be told from damage is refused with the cell; nothing is guessed.
"""

import math
import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from registry.errors import InputError

CellValue = str | int | float | bool | date | datetime | time | timedelta | None
EXACT_BELOW = 10**15
"""A spreadsheet keeps 15 significant digits."""
MAX_FOLDED = 2_000
FIRST_YEAR, LAST_YEAR = 1950, 2100
_SCIENTIFIC = re.compile(r"\d([.,]\d+)?[eE]\+?\d+")
_VN_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4,})", re.ASCII)
_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_GROUPED = re.compile(r"\d{1,3}([.,\u00a0\u202f ])\d{3}(\1\d{3})*", re.ASCII)
_PLAIN = re.compile(r"\d+([.,]\d+)?", re.ASCII)


def fold(text: str) -> str:
    """For comparing headings and choices: no case, diacritics, spaces or punctuation; đ as d. What is too long to
    be either is empty.
    """
    if len(text) > MAX_FOLDED:
        return ""
    plain = unicodedata.normalize("NFD", text.casefold()).replace("đ", "d")
    return "".join(char for char in plain if char.isalnum())


def is_blank(value: CellValue) -> bool:
    """Whether a cell holds nothing but white space."""
    return value is None or (isinstance(value, str) and not value.strip())


def shown_cell(value: CellValue) -> str:
    """The cell as a person would recognise it."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime):
        return value.strftime("%d/%m/%Y %H:%M")
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, float) and value.is_integer() and abs(value) < EXACT_BELOW:
        return str(int(value))
    return "" if value is None else str(value)[:80]


def whole(value: CellValue) -> int | None:
    """The whole number that a numeric cell holds exactly, else ``None``."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    if not math.isfinite(value) or value != int(value) or abs(value) >= EXACT_BELOW:
        return None
    return int(value)


def read_text(value: CellValue) -> str:
    """Text as typed; a numeric cell that holds a whole number gives its digits (the caller warns).

    Raises ``InputError`` CELL_KIND: a fraction, a date or a truth value that once was text.
    """
    if isinstance(value, str):
        text = unicodedata.normalize("NFC", value).strip()
        if _SCIENTIFIC.fullmatch(text) and "+" in text:
            raise InputError("CELL_KIND", kind=text)
        return text
    number = whole(value)
    if number is None:
        raise InputError("CELL_KIND", kind=shown_cell(value))
    return str(number)


def read_digits(value: CellValue, lengths: tuple[int, ...], drop: str = " \u00a0") -> str:
    """An identifier of digits only, one of ``lengths`` long; ``drop`` are separators people type.

    Raises ``InputError`` CELL_MANGLED where a spreadsheet dropped leading zeros or digits. Other text goes
    on to the model, which refuses it by its own code.
    """
    wanted = " / ".join(map(str, lengths))
    if isinstance(value, str):
        text = value.strip()
        if _SCIENTIFIC.fullmatch(text) or re.fullmatch(r"\d+[.,]0+", text):
            raise InputError("CELL_MANGLED", text=text, digits=wanted)
        text = text.translate({ord(char): None for char in drop})
        if text.isdecimal() and len(text) not in lengths and len(text) < max(lengths):
            raise InputError("CELL_MANGLED", text=text, digits=wanted)
        return text
    number = whole(value)
    if number is None or number < 0 or len(str(number)) not in lengths:
        raise InputError("CELL_MANGLED", text=shown_cell(value), digits=wanted)
    return str(number)


def read_integer(value: CellValue) -> int:
    """A small whole number. Raises ``InputError`` FIELD_INTEGER."""
    number = whole(value)
    if number is not None:
        return number
    text = value.strip() if isinstance(value, str) else ""
    if not re.fullmatch(r"\d{1,9}", text, re.ASCII):
        raise InputError("FIELD_INTEGER", text=shown_cell(value))
    return int(text)


def read_decimal(value: CellValue) -> str:
    """A quantity with decimal comma (a decimal point is read where it cannot be a thousands separator).

    ``1.500`` and ``1,500`` may each mean 1500 or 1.5: ``InputError`` NUMBER_AMBIGUOUS. Others:
    NUMBER_FORMAT.
    """
    if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
        return format(Decimal(repr(value)).normalize(), "f")
    if not isinstance(value, str):
        raise InputError("NUMBER_FORMAT", text=shown_cell(value))
    text = value.strip()
    sign, digits = ("-", text[1:]) if text[:1] in "-\u2212" and text else ("", text.removeprefix("+"))
    return sign + _unsigned(digits, text)


def _unsigned(digits: str, shown: str) -> str:
    grouped = _GROUPED.fullmatch(digits)
    if grouped and not digits.startswith("0"):
        mark = grouped[1]
        if mark in ".," and digits.count(mark) == 1:
            one, other = digits.replace(mark, ""), digits.replace(mark, ".").rstrip("0").rstrip(".")
            raise InputError("NUMBER_AMBIGUOUS", text=shown, one=one, other=other.replace(".", ","))
        return digits.replace(mark, "")
    head, mark, tail = _split_decimal(digits)
    if mark and tail.isdecimal() and _GROUPED.fullmatch(head) and mark not in head:
        return "".join(char for char in head if char.isdecimal()) + "." + tail
    if not _PLAIN.fullmatch(digits):
        raise InputError("NUMBER_FORMAT", text=shown)
    return digits.replace(",", ".")


def _split_decimal(digits: str) -> tuple[str, str, str]:
    last = max(digits.rfind(","), digits.rfind("."))
    return (digits[:last], digits[last], digits[last + 1 :]) if last > 0 else (digits, "", "")


def read_date(value: CellValue) -> date:
    """A real date cell, ``dd/MM/yyyy``, or ISO ``yyyy-MM-dd``.

    Raises ``InputError`` DATE_NUMBER (an unformatted day number), DATE_YEAR, DATE_CELL.
    """
    if isinstance(value, datetime):
        if value.time() != time():
            raise InputError("DATE_CELL", text=shown_cell(value))
        return _in_range(value.date())
    if isinstance(value, date):
        return _in_range(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        raise InputError("DATE_NUMBER", text=shown_cell(value))
    text = value.strip() if isinstance(value, str) else shown_cell(value)
    if found := _VN_DAY.fullmatch(text):
        return _day(int(found[3]), int(found[2]), int(found[1]), text)
    if found := _ISO_DAY.fullmatch(text):
        return _day(int(found[1]), int(found[2]), int(found[3]), text)
    raise InputError("DATE_CELL", text=text[:80])


def _day(year: int, month: int, day: int, text: str) -> date:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise InputError("DATE_YEAR", year=year)
    try:
        return date(year, month, day)
    except ValueError:
        raise InputError("DATE_CELL", text=text) from None


def _in_range(day: date) -> date:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise InputError("DATE_YEAR", year=day.year)
    return day


def read_choice(value: CellValue, choices: Mapping[str, str]) -> str:
    """The value whose label or own name the cell shows; ``choices`` maps values to Vietnamese labels.

    Raises ``InputError`` CELL_CHOICE.
    """
    text = shown_cell(value)
    for key, label in choices.items():
        if fold(text) in (fold(key), fold(label)):
            return key
    raise InputError("CELL_CHOICE", text=text, choices=", ".join(choices.values()))
