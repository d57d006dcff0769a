# SPDX-License-Identifier: Apache-2.0
"""What kind of file some bytes are, by their beginning or form; a name's ending is anybody's word."""

import json

from registry.core.strict_json import is_too_deep

OTHER = "application/octet-stream"
_SIGNATURES = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
)
_BOM = b"\xef\xbb\xbf"
_XML = tuple(b"<?xml" + space for space in (b" ", b"\t", b"\n", b"\r"))


def media_type_of(data: bytes) -> str:
    """One of PDF, PNG, JPEG, XML with its declaration, and JSON; ``OTHER`` for the rest."""
    for beginning, media_type in _SIGNATURES:
        if data.startswith(beginning):
            return media_type
    if data.removeprefix(_BOM).startswith(_XML):
        return "application/xml"
    return "application/json" if _is_json(data) else OTHER


def _is_json(data: bytes) -> bool:
    """Objects and arrays only: every number and every quoted word would be JSON as well."""
    if data.lstrip()[:1] not in (b"{", b"[") or is_too_deep(data):
        return False
    try:
        json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError):
        return False
    return True
