# SPDX-License-Identifier: Apache-2.0
"""A look at a workbook's parts before a spreadsheet library opens it.

calamine shows a failed formula as an empty cell and allocates the whole rectangle of a sheet, so both are
found here first. It is then given a fresh archive of exactly the parts that were counted and surveyed, so
that two ZIP readers cannot see two different files.
"""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from registry.errors import InputError
from registry.intake import roster_limits as limits

_WORKBOOK = "xl/workbook.xml"
_RELS = "xl/_rels/workbook.xml.rels"
_SHARED = "xl/sharedStrings.xml"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_ID = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
# What zipfile raises on a damaged file; NotImplementedError is its word for a way of packing that it does not read.
_ZIP_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError)


@dataclass(slots=True)
class SheetSurvey:
    """Cells whose formula failed: (row from 1, column from 0) to the error shown, "" if never calculated."""

    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    rows: int = 0
    columns: int = 0


@dataclass(frozen=True, slots=True)
class Workbook:
    """A re-packed workbook and what the survey found, by sheet name."""

    data: bytes
    sheets: Mapping[str, SheetSurvey]


def survey(data: bytes, where: str) -> Workbook:
    """Unpack within bounds, survey every sheet, and pack again.

    Raises ``InputError``: ROSTER_TOO_LARGE, ROSTER_DAMAGED.
    """
    parts = _unpack(data, where)
    texts = _shared_lengths(parts.get(_SHARED), where)
    surveys = {
        name: _survey_sheet(parts[path], texts, f"{where}: {name}")
        for name, path in _sheet_paths(parts, where).items()
        if path in parts
    }
    return Workbook(_pack(parts), surveys)


def _unpack(data: bytes, where: str) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _read_parts(archive, where)
    except _ZIP_FAULTS as error:
        raise InputError("ROSTER_DAMAGED", where, reason=str(error) or type(error).__name__) from error


def _read_parts(archive: zipfile.ZipFile, where: str) -> dict[str, bytes]:
    infos = [info for info in archive.infolist() if info.filename.endswith((".xml", ".rels"))]
    _at_most("parts", len(infos), limits.MAX_PARTS, where)
    if len({info.filename.casefold() for info in infos}) != len(infos):
        raise InputError("ROSTER_DAMAGED", where, reason="a part stands twice in the archive")
    parts: dict[str, bytes] = {}
    left = limits.MAX_UNPACKED_BYTES
    for info in infos:
        with archive.open(info) as part:
            content = part.read(left + 1)
        left -= len(content)
        _at_most("unpacked bytes", limits.MAX_UNPACKED_BYTES - left, limits.MAX_UNPACKED_BYTES, where)
        if b"\0" in content:
            raise InputError("ROSTER_DAMAGED", where, reason=f"{info.filename} is not UTF-8")
        parts[info.filename] = content
    return parts


def _pack(parts: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def _events(content: bytes, tags: tuple[str, ...]) -> etree.iterparse:
    """Elements of any namespace with these local names; nothing outside the part is ever read."""
    return etree.iterparse(
        io.BytesIO(content), events=("end",), tag=[f"{{*}}{tag}" for tag in tags], huge_tree=False,
        resolve_entities=False, no_network=True, load_dtd=False,
    )  # fmt: skip


def _sheet_paths(parts: Mapping[str, bytes], where: str) -> dict[str, str]:
    targets = {}
    try:
        for _, rel in _events(parts.get(_RELS, b"<x/>"), ("Relationship",)):
            target = str(rel.get("Target", ""))
            path = target[1:] if target.startswith("/") else posixpath.normpath(f"xl/{target}")
            targets[str(rel.get("Id"))] = path
        sheets = {}
        for _, sheet in _events(parts.get(_WORKBOOK, b"<x/>"), ("sheet",)):
            key = sheet.get(_ID) or sheet.get(_STRICT_ID)
            sheets[str(sheet.get("name"))] = targets.get(str(key), "")
    except etree.XMLSyntaxError as error:
        raise InputError("ROSTER_DAMAGED", where, reason=str(error)) from error
    return sheets


def _shared_lengths(content: bytes | None, where: str) -> list[int]:
    """The length of each shared text, so that its uses can be counted without copying it."""
    if content is None:
        return []
    lengths = []
    try:
        for _, item in _events(content, ("si",)):
            lengths.append(sum(len(text) for text in item.itertext()))
            item.clear()
    except etree.XMLSyntaxError as error:
        raise InputError("ROSTER_DAMAGED", where, reason=str(error)) from error
    return lengths


def _survey_sheet(content: bytes, texts: list[int], where: str) -> SheetSurvey:
    found = SheetSurvey()
    walk = _Walk(found, texts, where)
    try:
        for _, element in _events(content, ("c", "row")):
            walk.take(element)
    except etree.XMLSyntaxError as error:
        raise InputError("ROSTER_DAMAGED", where, reason=str(error)) from error
    if found.rows:
        _at_most("cells", found.rows * found.columns, limits.MAX_CELLS, where)
    return found


class _Walk:
    """Follows cell positions as a reader does: a cell or row without a reference comes after the last."""

    def __init__(self, found: SheetSurvey, texts: list[int], where: str) -> None:
        self._found, self._texts, self._where = found, texts, where
        self._pending: list[tuple[int | None, int, etree._Element]] = []
        self._row, self._column, self._chars = 0, -1, 0

    def take(self, element: etree._Element) -> None:
        """A cell is judged at once; the end of a row moves on."""
        if etree.QName(element).localname == "row":
            self._row = max(self._row_number(element), self._row)
            self._column = -1
            element.clear()
            while element.getprevious() is not None:
                parent = element.getparent()
                assert parent is not None
                del parent[0]
            return
        row, column = self._position(element)
        self._measure(row, column)
        self._count_text(element)
        if (error := _formula_error(element)) is not None:
            self._found.errors[(row, column)] = error

    def _row_number(self, row: etree._Element | None) -> int:
        stated = row.get("r") if row is not None else None
        if stated is None:
            return self._row + 1
        if not (stated.isascii() and stated.isdecimal() and len(stated) <= 7):
            raise InputError("ROSTER_DAMAGED", self._where, reason=f"row {stated[:20]!r}")
        return int(stated)

    def _position(self, cell: etree._Element) -> tuple[int, int]:
        reference = cell.get("r")
        row = self._row_number(cell.getparent())
        self._column += 1
        if reference is None:
            return row, self._column
        name = reference.rstrip("0123456789")
        digits = reference[len(name) :]
        if not (name.isascii() and name.isalpha() and len(name) <= 3 and 0 < len(digits) <= 7):
            raise InputError("ROSTER_DAMAGED", self._where, reason=f"cell {reference[:20]!r}")
        self._column = _column_index(name)
        return int(digits), self._column

    def _measure(self, row: int, column: int) -> None:
        _at_most("rows", row, limits.MAX_ROWS, self._where)
        _at_most("columns", column + 1, limits.MAX_COLUMNS, self._where)
        self._found.rows = max(self._found.rows, row)
        self._found.columns = max(self._found.columns, column + 1)

    def _count_text(self, cell: etree._Element) -> None:
        if cell.get("t") != "s":
            return
        index = (cell.findtext("{*}v") or "").strip()
        if index.isascii() and index.isdecimal() and int(index[:9]) < len(self._texts):
            self._chars += self._texts[int(index[:9])]
            _at_most("characters", self._chars, limits.MAX_TEXT_CHARS, self._where)


def _formula_error(cell: etree._Element) -> str | None:
    value = cell.findtext("{*}v")
    if cell.get("t") == "e":
        return (value or "#N/A").strip()
    if value is None and cell.find("{*}f") is not None:
        return ""
    return None


def _column_index(name: str) -> int:
    index = 0
    for char in name.upper():
        index = index * 26 + ord(char) - 64
    return index - 1


def _at_most(what: str, count: int, limit: int, where: str) -> None:
    if count > limit:
        raise InputError("ROSTER_TOO_LARGE", where, what=what, count=count, limit=limit)
