# SPDX-License-Identifier: Apache-2.0
"""W3C Bitstring Status List v1.0: the bits, their compressed form, and the credential that carries them.

Index 0 is the left-most bit of the first byte (§3.2). The form written here is one only for the same bits: zlib
level 9, no time, no file name; the reader takes any GZIP form within its bounds.
"""

import binascii
import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from registry.core import base64url
from registry.core.credential.addresses import LIST_SIZE, W3C_CONTEXT
from registry.errors import InputError

Purpose = Literal["revocation", "suspension"]
PURPOSES: tuple[Purpose, ...] = ("revocation", "suspension")
MEDIA_TYPE = "application/vc+jwt"
EVIDENCE_TYPE = "urn:antin:chain-block"
MAX_LIST_BYTES = 1024 * 1024
"""A longer bitstring is refused while it is unpacked: 8 million entries, and no decompression bomb."""
_MAX_TEXT = 2 * MAX_LIST_BYTES
# Deflate, no flags, no time, slowest compression, unknown system (RFC 1952 §2.3).
_HEADER = bytes.fromhex("1f8b08000000000002ff")
_TEXT = re.compile(r"u[A-Za-z0-9_-]+\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class ListFrame:
    """What stands around the bits: addresses, the interval in UTC seconds, and the block that they were read at.

    ``source`` is a URI that names chain, contract and block.
    """

    address: str
    issuer: str
    purpose: Purpose
    valid_from: int
    valid_until: int
    source: str


def encode_list(positions: Iterable[int], *, size: int = LIST_SIZE) -> str:
    """``encodedList`` with the bits at ``positions`` set: multibase base64url of the GZIP of the bitstring.

    Raises ``InputError`` STATUS_LIST_INDEX for a position outside ``size``, STATUS_LIST_FORMAT for a size that
    is below the minimum of §6.1 or not whole bytes.
    """
    if size < LIST_SIZE or size % 8 or size > 8 * MAX_LIST_BYTES:
        raise _bad(f"{size} entries")
    bits = bytearray(size // 8)
    for position in positions:
        if not 0 <= position < size:
            raise InputError("STATUS_LIST_INDEX", index=position, size=size)
        bits[position >> 3] |= 0x80 >> (position & 7)
    return "u" + base64url.encode(_gzip(bytes(bits)))


def decode_list(text: str) -> bytes:
    """The bitstring of an ``encodedList``. Raises ``InputError`` STATUS_LIST_FORMAT: not multibase base64url
    without padding, not one whole GZIP member, or of another length than 131,072 to 8,388,608 entries.
    """
    if len(text) > _MAX_TEXT or not _TEXT.match(text):
        raise _bad("not multibase base64url")
    try:
        packed = base64url.decode(text[1:])
        unpacker = zlib.decompressobj(16 + zlib.MAX_WBITS)
        bits = unpacker.decompress(packed, MAX_LIST_BYTES + 1)
    except (ValueError, binascii.Error, zlib.error) as error:
        raise _bad("not GZIP in base64url") from error
    if not unpacker.eof or unpacker.unused_data:
        raise _bad("not one whole GZIP member, or too long")
    if len(bits) * 8 < LIST_SIZE or len(bits) > MAX_LIST_BYTES:
        raise _bad(f"{len(bits) * 8} entries")
    return bits


def bit_at(bits: bytes, index: int) -> bool:
    """Whether the entry is set. Raises ``InputError`` STATUS_LIST_INDEX beyond the list (RANGE_ERROR of §3.2)."""
    if not 0 <= index < 8 * len(bits):
        raise InputError("STATUS_LIST_INDEX", index=index, size=8 * len(bits))
    return bool(bits[index >> 3] & (0x80 >> (index & 7)))


def list_payload(frame: ListFrame, encoded: str) -> dict[str, Any]:
    """The ``BitstringStatusListCredential``, to be secured as vc+jwt.

    ``ttl`` is in milliseconds and no longer than the interval: a copy older than that is to be asked for anew.
    """
    return {
        "@context": [W3C_CONTEXT],
        "id": frame.address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": frame.issuer,
        "validFrom": instant(frame.valid_from),
        "validUntil": instant(frame.valid_until),
        # No term of another vocabulary: an absolute address as type needs no further context.
        "evidence": [{"id": frame.source, "type": [EVIDENCE_TYPE]}],
        "credentialSubject": {
            "id": f"{frame.address}#list",
            "type": "BitstringStatusList",
            "statusPurpose": frame.purpose,
            "encodedList": encoded,
            "ttl": (frame.valid_until - frame.valid_from) * 1_000,
        },
    }


def instant(seconds: int) -> str:
    """XML Schema dateTimeStamp in UTC."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _gzip(data: bytes) -> bytes:
    """RFC 1952, written here: the standard library's header differs between its versions."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    trailer = zlib.crc32(data).to_bytes(4, "little") + len(data).to_bytes(4, "little")
    return _HEADER + packer.compress(data) + packer.flush() + trailer


def _bad(reason: str) -> InputError:
    return InputError("STATUS_LIST_FORMAT", reason=reason)
