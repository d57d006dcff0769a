# SPDX-License-Identifier: Apache-2.0
"""The JSON roster: ``{"format": "antin-roster", "version": 1, "certificates": […]}`` of model JSON.

The exact form: days are text YYYY-MM-DD, quantities are text, nothing is converted. It carries every
certificate that the models allow, which cells with separators cannot.
"""

import json
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import ValidationError

from registry.core import strict_json
from registry.core.certificate.advice import advise
from registry.core.certificate.common import Path
from registry.core.certificate.conformity import ConformityCertificate
from registry.core.certificate.findings import dotted, findings_from
from registry.core.text import normal_number
from registry.errors import Finding, InputError
from registry.intake import roster_limits as limits
from registry.intake.roster_build import RosterRow, check_body

FORMAT = "antin-roster"
VERSION = 1


def dump_roster(certificates: Iterable[ConformityCertificate]) -> bytes:
    """The roster of these certificates, UTF-8, indented for people."""
    items = [item.model_dump(mode="json", by_alias=True, exclude_none=True) for item in certificates]
    document = {"format": FORMAT, "version": VERSION, "certificates": items}
    return json.dumps(document, ensure_ascii=False, indent=2).encode() + b"\n"


def read_json(data: bytes, file_name: str, body: str | None) -> list[RosterRow]:
    """Each certificate by itself, so that one bad entry hides none of the others.

    Raises ``InputError``: JSON_FORMAT, ROSTER_JSON (the frame is wrong), ROSTER_TOO_LARGE.
    """
    entries = _entries(strict_json.loads(data, limit=limits.MAX_FILE_BYTES, where=file_name), file_name)
    rows = [_row(entry, f"{file_name}: certificates[{i}]", body) for i, entry in enumerate(entries)]
    return _refuse_duplicates(rows)


def _entries(document: Any, file_name: str) -> list[Any]:
    frame = document if isinstance(document, dict) else {}
    for field, expected in (("format", FORMAT), ("version", VERSION)):
        if frame.get(field) != expected or isinstance(frame[field], bool):
            raise InputError("ROSTER_JSON", file_name, field=field, expected=repr(expected))
    if extra := sorted(frame.keys() - {"format", "version", "certificates"}):
        raise InputError("FIELD_UNKNOWN", file_name, field=extra[0])
    entries = frame.get("certificates")
    if not isinstance(entries, list):
        raise InputError("ROSTER_JSON", file_name, field="certificates", expected="[…]")
    if len(entries) > limits.MAX_CERTIFICATES:
        size: dict[str, object] = {"count": len(entries), "limit": limits.MAX_CERTIFICATES}
        raise InputError("ROSTER_TOO_LARGE", file_name, what="certificates", **size)
    return entries


def _row(entry: Any, place: str, body: str | None) -> RosterRow:
    def where_of(path: Path) -> str:
        return f"{place}.{dotted(path)}" if path else place

    if not isinstance(entry, dict):
        finding = Finding("ROSTER_JSON", "error", place, {"field": "certificate", "expected": "{…}"})
        return RosterRow("", place, None, (finding,))
    number = entry.get("number")
    findings = [*_composed(entry, place), *check_body(entry, body, where_of(("body",)))]
    certificate = None
    try:
        # From JSON text and strictly: a day is not read out of a number, nor a number out of a text.
        certificate = ConformityCertificate.model_validate_json(json.dumps(entry), strict=True)
        findings += advise(certificate, where_of)
    except ValidationError as error:
        findings += findings_from(error, where_of)
    refused = any(finding.severity == "error" for finding in findings)
    shown = number if isinstance(number, str) else ""
    return RosterRow(shown, place, None if refused else certificate, tuple(findings))


def _composed(value: Any, place: str) -> Iterator[Finding]:
    """A warning for each text that the models will compose: NFD and NFC spellings hash differently."""
    if isinstance(value, str) and not unicodedata.is_normalized("NFC", value):
        yield Finding("TEXT_COMPOSED", "warning", place)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _composed(item, f"{place}.{key}")
    elif isinstance(value, list):
        for position, item in enumerate(value):
            yield from _composed(item, f"{place}[{position}]")


def _refuse_duplicates(rows: list[RosterRow]) -> list[RosterRow]:
    by_number: dict[str, list[RosterRow]] = {}
    for row in rows:
        by_number.setdefault(normal_number(row.number), []).append(row)
    return [_told(row, by_number[normal_number(row.number)]) for row in rows]


def _told(row: RosterRow, same: list[RosterRow]) -> RosterRow:
    if not row.number or len(same) == 1:
        return row
    other = same[0] if same[0] is not row else same[1]
    params: dict[str, object] = {"number": row.number, "first": other.where}
    finding = Finding("ROSTER_DUPLICATE", "error", row.where, params)
    return RosterRow(row.number, row.where, None, (finding, *row.findings))


def findings_of(rows: Iterable[RosterRow]) -> Iterator[Finding]:
    """The findings of all rows, in order."""
    for row in rows:
        yield from row.findings
