# SPDX-License-Identifier: Apache-2.0
"""The readers' answers put together to one calibration certificate."""

from dataclasses import dataclass
from datetime import date

from lxml import etree
from pydantic import ValidationError

from registry.core.certificate.calibration import CalibrationCertificate, DccFile
from registry.core.certificate.common import CertificateError
from registry.core.hashing import sha256
from registry.errors import Finding
from registry.intake.dcc.fields import FieldReader
from registry.intake.dcc.measurement import MeasurementReader
from registry.intake.dcc.names import Notes, children, raw_text
from registry.intake.dcc.required import check_required
from registry.intake.dcc.result import DccResult
from registry.intake.dcc.results import ResultReader
from registry.intake.dcc.words import Words


@dataclass(frozen=True, slots=True)
class Parsed:
    """One DCC on its way: exact bytes, their tree, and what it was validated with."""

    data: bytes
    root: etree._Element
    version: str
    validated_with: str
    notes: Notes

    def file(self) -> DccFile:
        """The exact bytes by digest."""
        return DccFile(
            sha256=sha256(self.data).hex(),
            size=len(self.data),
            schema_version=self.version,
            validated_with=self.validated_with,
        )


def words_of(root: etree._Element, notes: Notes) -> Words:
    """The texts of a DCC with its mandatory languages as last choices."""
    codes = children(root, "administrativeData", "coreData", "mandatoryLangCodeISO639_1")
    return Words(tuple(raw_text(code) for code in codes), notes)


def assemble(parsed: Parsed, *, body: str, issue_day: date | None) -> DccResult:
    """The certificate, if all that it needs was there, and every finding so far."""
    notes = parsed.notes
    fields = FieldReader(parsed.root, words_of(parsed.root, notes), notes)
    code = fields.laboratory_code()
    certificate = None
    try:
        certificate = _certificate(parsed, fields, body, issue_day)
    except ValidationError as error:
        notes.findings += [_model_finding(dict(entry), notes.file_name) for entry in error.errors()]
    if certificate is not None:
        check_required(certificate, parsed.root, notes)
    return DccResult(
        file_name=notes.file_name,
        certificate=certificate,
        findings=tuple(notes.findings),
        validated_with=parsed.validated_with,
        schema_version=parsed.version,
        laboratory_names=fields.laboratory_names(),
        laboratory_codes=(code,) if code else (),
        customer=fields.customer_name(),
    )


def _certificate(
    parsed: Parsed, fields: FieldReader, body: str, issue_day: date | None
) -> CalibrationCertificate | None:
    """None after error findings. Raises pydantic's ``ValidationError`` for what no reader foresaw."""
    number, instrument, issuer = fields.number(), fields.instrument(), fields.issuer()
    dates = fields.dates(issue_day)
    if number is None or instrument is None or dates is None or issuer is None:
        return None
    if dates.issued is None:
        parsed.notes.warn("DCC_ISSUE_DATE_MISSING", None, day=issue_day or dates.performed_to)
    words = words_of(parsed.root, parsed.notes)
    measurement = MeasurementReader(parsed.root, words, parsed.notes)
    return CalibrationCertificate(
        body=body,
        number=number,
        issuer=issuer,
        issued=dates.issued or issue_day or dates.performed_to,
        signatory_role=fields.signatory_role(),
        replaces=fields.replaces(),
        instrument=instrument,
        laboratory_names=fields.laboratory_names(),
        laboratory_code=fields.laboratory_code(),
        received=dates.received,
        performed_from=dates.performed_from,
        performed_to=dates.performed_to,
        place=fields.place(),
        procedures=measurement.procedures(),
        conditions=measurement.conditions(),
        standards=measurement.standards(),
        traceability=measurement.traceability(),
        results=ResultReader(words, parsed.notes).tables(parsed.root),
        dcc=parsed.file(),
        next_due=fields.next_due(),
    )


def _model_finding(entry: dict[str, object], file_name: str) -> Finding:
    context = entry.get("ctx")
    inner = context.get("error") if isinstance(context, dict) else None
    if isinstance(inner, CertificateError):
        return Finding(inner.error.code, "error", file_name, inner.error.params)
    location = entry.get("loc")
    field = ".".join(str(part) for part in location) if isinstance(location, tuple) else ""
    return Finding("DCC_FIELD", "error", file_name, {"field": field, "reason": str(entry.get("msg"))})
