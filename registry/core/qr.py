# SPDX-License-Identifier: Apache-2.0
"""What a QR code says: the short one, an address with the code; the signed one, with the signed summary too.

All upper case keeps the symbol in alphanumeric mode: 67 characters fill version 4, level Q (protocol §5).
The fragment of a signed QR never reaches a server.
"""

import base64
import re
from typing import NamedTuple

from registry.core.code import parse_code
from registry.core.constants import MAX_HOST, MAX_SIGNED_SUMMARY_BYTES
from registry.core.types import Code
from registry.errors import InputError, UsageError

_MAX_TEXT = 4_296  # the capacity of a version 40-L symbol in alphanumeric mode (ISO/IEC 18004)
_URL = re.compile(
    r"(?P<origin>https?://(?P<host>[a-z0-9.-]+(?::\d{1,5})?))/c/(?P<code>[^#?/\s]+)/?(?:#(?P<more>.*))?\Z",
    re.I | re.ASCII,  # without ASCII, ſ and the Kelvin sign pass for s and k in a host name
)
_ORIGIN = re.compile(r"https?://[a-z0-9.-]+(?::\d{1,5})?\Z", re.I | re.ASCII)


class QrContent(NamedTuple):
    """``host`` in lower case with its port; ``signed_summary`` are COSE_Sign1 bytes, unchecked."""

    origin: str
    host: str
    code: Code
    signed_summary: bytes | None = None


def short_qr(public_url: str, code: Code) -> str:
    """The text of a short QR. Raises ``UsageError`` PUBLIC_URL for an unusable address."""
    return f"{_origin(public_url)}/C/{code}"


def signed_qr(public_url: str, code: Code, signed_summary: bytes) -> tuple[str, str, str]:
    """The three segments of a signed QR: alphanumeric, byte ``#``, alphanumeric."""
    payload = base64.b32encode(signed_summary).decode("ascii").rstrip("=")
    return short_qr(public_url, code), "#", payload


def parse_qr(text: str) -> QrContent:
    """Read a scanned text. Raises ``InputError``: QR_FORMAT, or CODE_* where the code was altered."""
    if len(text) > _MAX_TEXT:
        raise InputError("QR_FORMAT", reason="longer than any QR code")
    match = _URL.match(text.strip())
    if match is None:
        raise InputError("QR_FORMAT", reason="it is not an address with a code, HTTPS://HOST/C/…")
    more = match["more"]
    return QrContent(
        origin=match["origin"].lower(),
        host=match["host"].lower(),
        code=parse_code(match["code"]),
        signed_summary=None if more is None else _unbase32(more),
    )


def _unbase32(text: str) -> bytes:
    try:
        data = base64.b32decode(text + "=" * (-len(text) % 8))
    except ValueError as error:
        raise InputError("QR_FORMAT", reason="what follows # is not base32") from error
    if (
        not data
        or len(data) > MAX_SIGNED_SUMMARY_BYTES
        or base64.b32encode(data).decode().rstrip("=") != text
    ):
        raise InputError("QR_FORMAT", reason="what follows # is not a signed summary")
    return data


def _origin(public_url: str) -> str:
    origin = public_url.rstrip("/")
    if not _ORIGIN.match(origin) or len(origin.split("://", 1)[1]) > MAX_HOST:
        raise UsageError("PUBLIC_URL", url=public_url, limit=MAX_HOST)
    return origin.upper()
