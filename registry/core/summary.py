# SPDX-License-Identifier: Apache-2.0
"""The summary: a certificate's few public facts in deterministic CBOR (protocol §3.3, RFC 8949 §4.2).

These bytes are what is anchored and what a signed QR code carries. They are encoded once, at issue, and
passed on untouched; the reader refuses any other encoding of the same facts.
"""

from datetime import date
from typing import Any, Literal

from msgspec import Struct

from registry.core import strict_cbor
from registry.core.constants import LEAF_PREFIX, MAX_SUMMARY_BYTES
from registry.core.hashing import sha256
from registry.core.summary_fields import FieldReader
from registry.core.types import LeafHash
from registry.errors import InputError

Kind = Literal["conformity", "calibration"]
VERSION = 1


class CertificateSummary(Struct, frozen=True, kw_only=True):
    """Key 0 is the version, 1 the kind; the field order below is the key order (protocol §3.3)."""

    kind: Kind
    body: str
    number: str
    revision: int
    name: str
    model: str | None
    serial: str | None
    """Serial number or lot."""
    holder: str | None
    """Conformity only: a calibration's customer is confidential (ISO/IEC 17025 §4.2)."""
    grants: tuple[int, ...]
    scopes: tuple[str, ...]
    issued: date
    validity: tuple[date, date] | None
    """First and last valid day."""
    previous: bytes | None
    network: str
    credential_sha256: bytes
    dcc_sha256: bytes | None
    method: int | None
    risk: str | None
    mark: str | None


class FileSummary(Struct, frozen=True, kw_only=True):
    """A file statement: a body's word that a finished file belongs to a certificate (protocol §3.6)."""

    body: str
    network: str
    leaf: bytes
    sha256: bytes
    media_type: str
    language: str | None
    random: bytes


Summary = CertificateSummary | FileSummary


def encode_summary(summary: Summary) -> bytes:
    """The one byte form of a summary. Raises ``InputError`` SUMMARY_FORMAT if a field breaks the format."""
    fields = _file_map(summary) if isinstance(summary, FileSummary) else _certificate_map(summary)
    data = strict_cbor.dumps(fields)
    if decode_summary(data) != summary:
        raise InputError("SUMMARY_FORMAT", reason="the fields do not survive a round trip")
    return data


def decode_summary(data: bytes) -> Summary:
    """Read summary bytes. Raises ``InputError`` SUMMARY_FORMAT for anything but the one byte form."""
    fields = _load(data)
    reader = FieldReader(fields)
    if reader.uint(0) != VERSION:
        raise InputError("SUMMARY_FORMAT", reason=f"unknown version {fields[0]}")
    kind = reader.text(1, 16)
    summary = reader.file() if kind == "file" else reader.certificate(kind)
    reader.finish()
    return FileSummary(**summary) if kind == "file" else CertificateSummary(**summary)


def leaf_hash(summary: bytes) -> LeafHash:
    """SHA-256(0x00 || summary): over the summary, not its signature."""
    return LeafHash(sha256(LEAF_PREFIX + summary))


def _load(data: bytes) -> dict[int, Any]:
    if len(data) > MAX_SUMMARY_BYTES:
        raise InputError("SUMMARY_FORMAT", reason=f"{len(data)} bytes, at most {MAX_SUMMARY_BYTES}")
    try:
        fields = strict_cbor.loads(data)
    except strict_cbor.CborError as error:
        raise InputError("SUMMARY_FORMAT", reason=str(error)) from error
    # type(), since true and 1.0 would be taken for the key 1.
    if not isinstance(fields, dict) or any(type(key) is not int for key in fields):
        raise InputError("SUMMARY_FORMAT", reason="not a map with numbered keys")
    return fields


def _certificate_map(s: CertificateSummary) -> dict[int, Any]:
    fields: dict[int, Any] = {
        0: VERSION, 1: s.kind, 2: s.body, 3: s.number, 4: s.revision, 5: [s.name, s.model, s.serial],
        6: s.holder, 7: list(s.grants), 8: list(s.scopes), 9: s.issued.isoformat(),
        10: [day.isoformat() for day in s.validity] if s.validity else None, 11: s.previous, 12: s.network,
        13: s.credential_sha256, 14: s.dcc_sha256,
        15: [s.method, s.risk, s.mark] if (s.method, s.risk, s.mark) != (None, None, None) else None,
    }  # fmt: skip
    return {key: value for key, value in fields.items() if value is not None}


def _file_map(s: FileSummary) -> dict[int, Any]:
    fields: dict[int, Any] = {
        0: VERSION, 1: "file", 2: s.body, 12: s.network, 16: s.leaf, 17: s.sha256, 18: s.media_type,
        19: s.language, 20: s.random,
    }  # fmt: skip
    return {key: value for key, value in fields.items() if value is not None}
