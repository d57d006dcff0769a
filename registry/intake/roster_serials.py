# SPDX-License-Identifier: Apache-2.0
"""Serial numbers in a file of their own, bound by its digest (more than 50 do not fit a certificate)."""

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from registry.core import constants as c
from registry.core.hashing import sha256
from registry.core.text import check_text
from registry.errors import Finding, InputError
from registry.intake import roster_limits as limits
from registry.intake.roster_csv import decode
from registry.intake.roster_kinds import CellReport
from registry.intake.roster_values import fold

Files = Callable[[str], bytes | None]
"""The bytes of a file beside the roster, by its plain name, or ``None``."""
_HEADINGS = frozenset({"soseri", "seri", "serial", "serials", "serialnumber", "serialnumbers", "sn"})


@dataclass(frozen=True, slots=True)
class SerialList:
    """The serial numbers of a file in its order, and every defect found on the way."""

    serials: tuple[str, ...]
    findings: tuple[Finding, ...]


def read_serials(data: bytes, file_name: str) -> SerialList:
    """The first column of a CSV in UTF-8 or Windows-1258, a serial number a line, a heading allowed.

    Findings name the line: SERIAL_DUPLICATE, SERIALS_FILE_EMPTY, TEXT_ codes. Raises ``InputError``:
    ROSTER_TOO_LARGE, ROSTER_ENCODING.
    """
    if len(data) > limits.MAX_SERIALS_BYTES:
        size: dict[str, object] = {"what": "bytes", "count": len(data), "limit": limits.MAX_SERIALS_BYTES}
        raise InputError("ROSTER_TOO_LARGE", file_name, **size)
    lines: dict[str, int] = {}
    findings: list[Finding] = []
    for line, text in _entries(decode(data, file_name)):
        where = f"{file_name}:{line}"
        try:
            serial = check_text(text, c.MAX_SERIAL, where)
        except InputError as error:
            findings.append(Finding(error.code, "error", where, error.params))
            continue
        if serial in lines:
            findings.append(Finding("SERIAL_DUPLICATE", "error", where, {"text": serial}))
        lines.setdefault(serial, line)
    if not lines:
        findings.append(Finding("SERIALS_FILE_EMPTY", "error", file_name, {"text": file_name}))
    return SerialList(tuple(lines), tuple(findings))


def _entries(text: str) -> Iterator[tuple[int, str]]:
    delimiter = ";" if ";" in text.partition("\n")[0] else ","
    for line, row in enumerate(csv.reader(io.StringIO(text), delimiter=delimiter), 1):
        entry = row[0].strip() if row else ""
        if entry and not (line == 1 and fold(entry) in _HEADINGS):
            yield line, entry


def bind_serials(stated: dict[str, Any], files: Files, report: CellReport) -> dict[str, Any]:
    """The model's ``serials_file`` from what a cell states and the file itself.

    Without the file, a cell that states count and digest is taken at its word, with a warning.
    """
    name = str(stated["file_name"])
    plain = not any(char in name for char in "/\\:") and name not in (".", "..")
    data = files(name) if plain else None
    if data is None:
        if {"count", "sha256"} <= stated.keys():
            report.warn("SERIALS_FILE_UNSEEN", text=name)
        else:
            report.fail(InputError("SERIALS_FILE_MISSING", text=name))
        return stated
    try:
        return _checked(stated, name, data, report)
    except InputError as error:
        report.failed = True
        report.findings.append(Finding(error.code, "error", error.where, error.params))
        return stated


def _checked(stated: dict[str, Any], name: str, data: bytes, report: CellReport) -> dict[str, Any]:
    found = read_serials(data, name)
    report.findings += found.findings
    report.failed = report.failed or bool(found.findings)
    actual: dict[str, Any] = {"file_name": name, "count": len(found.serials), "sha256": sha256(data).hex()}
    for key, what in (("count", "number of entries"), ("sha256", "SHA-256")):
        if stated.get(key, actual[key]) != actual[key]:
            report.fail(InputError("SERIALS_FILE_DIFFERS", text=name, what=what))
    return actual
