# SPDX-License-Identifier: Apache-2.0
"""Certificate files of any accepted format, read into certificates with every finding kept."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from registry.cli.options import read_file
from registry.core.certificate import Certificate
from registry.core.hashing import sha256
from registry.errors import Finding, InputError
from registry.intake.dcc.laboratory import check_laboratory
from registry.intake.dcc.read import read_dcc
from registry.intake.dcc.result import DccResult
from registry.intake.documents import detect
from registry.intake.roster import read_roster
from registry.intake.schemas import SchemaStore


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """How files are judged: by whom, on which day, with which schemas and signer certificates.

    ``laboratory`` are the names and codes that the body is registered with; ``None`` leaves it unchecked.
    """

    body: str | None
    day: date
    schemas: SchemaStore
    anchors: Sequence[bytes] = ()
    laboratory: tuple[Sequence[str], Sequence[str]] | None = None


@dataclass(frozen=True, slots=True)
class ReadCertificate:
    """One certificate and the files that it binds, by SHA-256."""

    certificate: Certificate
    where: str
    files: dict[bytes, bytes] = field(default_factory=dict)
    customer: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """What one file holds. ``findings`` are all of them; ``kind`` is the recognised format."""

    path: Path
    kind: str
    certificates: tuple[ReadCertificate, ...]
    findings: tuple[Finding, ...]
    notes: tuple[tuple[str, str], ...] = ()
    """Vietnamese and English lines worth saying, such as which schema was used."""

    @property
    def accepted(self) -> bool:
        """Whether nothing in it is refused."""
        return all(f.severity != "error" for f in self.findings)


def read_document(path: Path, intake: Intake) -> ReadDocument:
    """Read one file of any accepted format. Raises ``InputError`` only where it cannot be opened."""
    return _read(read_file(path), path, path, intake)


def read_sent(data: bytes, name: str, intake: Intake) -> ReadDocument:
    """The same for bytes that came without a folder: files that a roster names beside it are not looked for."""
    return _read(data, data, Path(name or "document"), intake)


def _read(data: bytes, source: Path | bytes, path: Path, intake: Intake) -> ReadDocument:
    kind = detect(data, path.name)
    if kind in ("xlsx", "csv", "json-roster"):
        return _roster(source, path, kind, intake)
    if kind == "dcc-xml" or path.suffix.lower() == ".xml":
        return _dcc(path, data, intake)
    error = InputError("FILE_KIND_UNKNOWN", str(path), kind=kind)
    finding = Finding(error.code, "error", error.where, error.params)
    return ReadDocument(path, kind, (), (finding,))


def _roster(source: Path | bytes, path: Path, kind: str, intake: Intake) -> ReadDocument:
    result = read_roster(source, path.name, body=intake.body)
    read = tuple(
        ReadCertificate(certificate, f"{path.name}: {certificate.number}")
        for certificate in result.certificates
    )
    return ReadDocument(path, kind, read, result.findings)


def _dcc(path: Path, data: bytes, intake: Intake) -> ReadDocument:
    result = read_dcc(
        data,
        path.name,
        schemas=intake.schemas,
        body=intake.body or "X",
        issue_day=intake.day,
        anchors=intake.anchors,
    )
    findings = list(result.findings)
    if intake.laboratory is not None and result.certificate is not None:
        mismatch = check_laboratory(result, *intake.laboratory)
        findings += [mismatch] if mismatch else []
    accepted = result.certificate is not None and all(f.severity != "error" for f in findings)
    read: tuple[ReadCertificate, ...] = ()
    if accepted and result.certificate is not None:
        read = (ReadCertificate(result.certificate, path.name, {sha256(data): data}, result.customer),)
    return ReadDocument(path, "dcc-xml", read, tuple(findings), tuple(_dcc_notes(result)))


_SIGNATURES = {
    "good": "đúng", "untrusted": "khớp nhưng người ký chưa được tin cậy", "expired": "khớp nhưng chứng thư hết hạn",
    "broken": "không khớp", "partial": "không bao trùm toàn bộ tệp", "unsupported": "không kiểm tra được",
}  # fmt: skip


def _dcc_notes(result: DccResult) -> list[tuple[str, str]]:
    notes = []
    if result.validated_with:
        notes.append((f"đã kiểm tra bằng {result.validated_with}", f"validated with {result.validated_with}"))
    if result.accepted and result.signatures:
        notes.extend(
            (
                f"chữ ký XML của {s.signer}: {_SIGNATURES.get(s.status, s.status)}",
                f"XML signature by {s.signer}: {s.status}",
            )
            for s in result.signatures
        )
    return notes
