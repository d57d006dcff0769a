# SPDX-License-Identifier: Apache-2.0
"""One flat CSV to a table: UTF-8 or Windows-1258, comma or semicolon, told from the content.

Windows-1258 writes tones as combining marks, so text is composed to NFC. Any byte string is valid in it; a
file that is partly UTF-8 is therefore damaged UTF-8, not Windows-1258.
"""

import codecs
import csv
import io
import itertools
import unicodedata
from collections.abc import Iterator

from registry.core.text import check_marks
from registry.errors import InputError
from registry.intake import roster_limits as limits
from registry.intake.roster_columns import SheetKey, headings
from registry.intake.roster_table import HEADING_ROWS, Line, Table
from registry.intake.roster_values import fold

ALL_SHEETS: tuple[SheetKey, ...] = ("certificates", "products", "lots")
_DELIMITERS = (",", ";", "\t")
_SNIFFED = 65_536
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_csv(data: bytes, file_name: str) -> Table:
    """The table of a flat roster.

    Raises ``InputError``: ROSTER_ENCODING, ROSTER_CSV (with the line), ROSTER_TOO_LARGE.
    """
    text = decode(data, file_name)
    delimiter = sniff_delimiter(text)
    lines = list(_lines(text, delimiter, file_name))
    return Table(ALL_SHEETS, file_name, lines, cells_have_letters=False)


def decode(data: bytes, where: str) -> str:
    """Text without a byte order mark; Windows-1258 is composed. Raises ``InputError`` ROSTER_ENCODING,
    TEXT_MARKS.
    """
    text, composed = _decoded(data, where)
    check_marks(text, where)
    return text if composed else unicodedata.normalize("NFC", text)


def _decoded(data: bytes, where: str) -> tuple[str, bool]:
    """The text, and whether it stays as it is."""
    if data.startswith(_UTF16) or b"\0" in data:
        raise InputError("ROSTER_ENCODING", where, reason="UTF-16")
    try:
        return data.decode("utf-8-sig"), True
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        place, byte = f"{where}:{line}", f"byte 0x{data[error.start]:02x}"
    if any(_is_utf8_beyond_ascii(line) for line in data.splitlines()):
        raise InputError("ROSTER_ENCODING", place, reason=byte)
    try:
        return data.decode("cp1258"), False
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(
            "ROSTER_ENCODING", f"{where}:{line}", reason=f"byte 0x{data[error.start]:02x}"
        ) from error


def encode_1258(text: str) -> bytes:
    """Windows-1258 bytes, tones as combining marks. Raises ``UnicodeEncodeError`` for letters it lacks."""
    return "".join(map(_split_tone, unicodedata.normalize("NFC", text))).encode("cp1258")


def _split_tone(char: str) -> str:
    parts = unicodedata.normalize("NFD", char)
    tone = next((mark for mark in parts[1:] if mark in _TONES), "")
    base = unicodedata.normalize("NFC", parts.replace(tone, "")) if tone else char
    return base + tone


def _is_utf8_beyond_ascii(line: bytes) -> bool:
    """Vietnamese in Windows-1258 practically never reads as UTF-8: lead bytes need their followers."""
    if line.isascii():
        return False
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def sniff_delimiter(text: str) -> str:
    """The separator under which most headings are known; a first line ``sep=;`` decides."""
    if text.startswith("sep=") and text[4:5] in _DELIMITERS:
        return text[4]
    known = headings(ALL_SHEETS)

    def score(delimiter: str) -> int:
        return max(sum(fold(cell) in known for cell in row) for row in [[], *_sample(text, delimiter)])

    return max(_DELIMITERS, key=score)


def first_rows(text: str) -> list[list[str]]:
    """The first rows of a text under its likeliest separator; fewer if it is not CSV."""
    return _sample(text, sniff_delimiter(text))


def _sample(text: str, delimiter: str) -> list[list[str]]:
    rows: list[list[str]] = []
    reader = csv.reader(io.StringIO(text[:_SNIFFED], newline=""), delimiter=delimiter)
    try:
        rows.extend(itertools.islice(reader, HEADING_ROWS))
    except csv.Error:
        return rows
    return rows


def _lines(text: str, delimiter: str, file_name: str) -> Iterator[Line]:
    skip = 1 if text.startswith("sep=") else 0
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    count = 0
    while True:
        start = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise InputError("ROSTER_CSV", f"{file_name}:{start}", reason=str(error)) from error
        count += 1
        _bound(count, len(cells), file_name)
        if count > skip:
            yield Line(start, cells)


def _bound(rows: int, columns: int, where: str) -> None:
    for what, found, limit in (
        ("rows", rows, limits.MAX_ROWS),
        ("columns", columns, limits.MAX_COLUMNS),
    ):
        if found > limit:
            raise InputError("ROSTER_TOO_LARGE", where, what=what, count=found, limit=limit)
