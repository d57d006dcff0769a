# SPDX-License-Identifier: Apache-2.0
"""What kind of document some bytes are: told by content; a name only settles what content leaves open.

A damaged document is still sent to the reader of its kind, which says precisely what is wrong with it.
"""

import io
import json
import re
import zipfile
from collections.abc import Mapping
from typing import Any, Literal

from registry.core import base64url
from registry.core.strict_json import is_too_deep
from registry.errors import InputError
from registry.intake import roster_csv
from registry.intake.roster_table import Line, find_headings

DocumentKind = Literal[
    "xlsx", "csv", "json-roster", "dcc-xml", "untp-json", "jws", "bundle", "pdf", "image", "unknown"
]
_HEAD = 64 * 1024
_MAX_JSON = 32 * 1024 * 1024
_IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"BM", b"II*\0", b"MM\0*")
_JWS = re.compile(rb"\s*([A-Za-z0-9_-]+)\.[A-Za-z0-9_-]*\.[A-Za-z0-9_-]*\s*")
# Past the XML declaration, comments, instructions and a document type, the first start tag's local name.
_SKIP = re.compile(r"\s*(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>)", re.DOTALL)
_ROOT = re.compile(r"\s*<(?:[^\s<>/:]+:)?([^\s<>/:]+)")
_UTF16 = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"))
_MARKERS: tuple[tuple[re.Pattern[bytes], DocumentKind], ...] = (
    (re.compile(rb'"antin-roster"'), "json-roster"),
    (re.compile(rb'"antin-bundle"|\A\s*\{"anchors":\[\{"body"'), "bundle"),
    (re.compile(rb'"DigitalConformityCredential"'), "untp-json"),
)


def detect(data: bytes, file_name: str = "") -> DocumentKind:
    """The kind of a document. Never raises; ``unknown`` is an answer."""
    name = file_name.casefold()
    head = data[:_HEAD]
    if data.startswith(b"PK"):
        return _archive(data)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if head.startswith(_IMAGES) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP"):
        return "image"
    text = _text(head)
    if text.startswith("<"):
        return _xml(text, name)
    if text.startswith("{"):
        return _json(data)
    return _plain(data, name)


def _archive(data: bytes) -> DocumentKind:
    """A workbook names itself by its parts; one cut short has its local file headers left."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    # The last is zipfile's word for a version or a way of packing that it does not read.
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return "xlsx" if b"[Content_Types].xml" in data and b"xl/" in data else "unknown"
    return "xlsx" if "xl/workbook.xml" in names else "unknown"


def _text(head: bytes) -> str:
    for mark, encoding in _UTF16:
        if head.startswith(mark):
            return head.decode(encoding, "replace").lstrip("\ufeff \t\r\n")
    return head.decode("utf-8-sig", "replace").lstrip()


def _xml(text: str, name: str) -> DocumentKind:
    start = 0
    while found := _SKIP.match(text, start):
        start = found.end()
    root = _ROOT.match(text, start)
    if root and root[1] == "digitalCalibrationCertificate":
        return "dcc-xml"
    # Any other file named .xml goes to the DCC reader, whose refusal says what it is not.
    return "dcc-xml" if name.endswith(".xml") else "unknown"


def _json(data: bytes) -> DocumentKind:
    value = _load(data)
    if isinstance(value, Mapping):
        return _json_object(value)
    return next((kind for marker, kind in _MARKERS if marker.search(data[:_HEAD])), "unknown")


def _json_object(value: Mapping[str, Any]) -> DocumentKind:
    if value.get("format") == "antin-roster":
        return "json-roster"
    if value.get("format") == "antin-bundle":
        return "bundle"
    types = value.get("type")
    if "@context" in value and isinstance(types, list) and "DigitalConformityCredential" in types:
        return "untp-json"
    return "unknown"


def _load(data: bytes) -> Any:
    if len(data) > _MAX_JSON or is_too_deep(data):
        return None
    try:
        return json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None


def _plain(data: bytes, name: str) -> DocumentKind:
    if _is_jws(data):
        return "jws"
    try:
        text = roster_csv.decode(data[:_HEAD] if data[:_HEAD].isascii() else data, name)
    except InputError:
        return "csv" if name.endswith(".csv") else "unknown"
    sample = roster_csv.first_rows(text)
    if find_headings(roster_csv.ALL_SHEETS, [Line(i, row) for i, row in enumerate(sample, 1)]):
        return "csv"
    return "csv" if name.endswith(".csv") and data.strip() else "unknown"


def _is_jws(data: bytes) -> bool:
    found = _JWS.fullmatch(data)
    if not found:
        return False
    try:
        head = base64url.decode(found[1].decode("ascii"))
        header = None if is_too_deep(head) else json.loads(head)
    except (ValueError, RecursionError, InputError):
        return False
    return isinstance(header, dict) and "alg" in header
