# SPDX-License-Identifier: Apache-2.0
"""``read_dcc``: exact bytes of a PTB DCC to a calibration certificate and findings."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta, timezone

from registry.errors import Finding, InputError
from registry.intake.dcc.assemble import Parsed, assemble, words_of
from registry.intake.dcc.names import Notes
from registry.intake.dcc.result import DccResult
from registry.intake.dcc.results import ResultReader
from registry.intake.dcc.unit_checks import check_units
from registry.intake.dcc.validate import check_version, validate
from registry.intake.safe_xml import parse_xml
from registry.intake.schemas import SchemaStore
from registry.intake.xmlsig import SignatureReport, verify_signatures

_VIETNAM = timezone(timedelta(hours=7))
_REFUSED = {
    "broken": "DCC_SIGNATURE_BROKEN",
    "partial": "DCC_SIGNATURE_PARTIAL",
    "unsupported": "DCC_SIGNATURE_UNSUPPORTED",
}


def read_dcc(
    data: bytes,
    file_name: str,
    *,
    schemas: SchemaStore | None,
    body: str,
    issue_day: date,
    anchors: Sequence[bytes] = (),
) -> DccResult:
    """Read, validate and judge one DCC for issue by ``body`` on ``issue_day`` (a day of Vietnam).

    Every defect of the file is a finding, never an exception. ``anchors`` are PEM certificates that signers
    may lead to; signers are judged at the end of ``issue_day``. Raises only for the installation: what
    ``SchemaStore.schema`` raises, and ``UsageError`` TRUST_ANCHOR_UNREADABLE.
    """
    notes = Notes(file_name)
    try:
        root = parse_xml(data, file_name)
    except InputError as error:
        return DccResult(file_name, None, (_finding(error),), "", None)
    version = check_version(root, notes)
    if version is None:
        return DccResult(file_name, None, tuple(notes.findings), "", None)
    at = datetime.combine(issue_day, time(23, 59, 59), _VIETNAM)
    signatures = verify_signatures(data, root, at=at, anchors=anchors)
    _note_signatures(signatures, notes)
    validated = validate(data, root, version, schemas, notes)
    check_units(root, notes)
    parsed = Parsed(data, root, version, validated, notes)
    ResultReader(words_of(root, notes), notes).check_uncertainty(root)
    result = assemble(parsed, body=body, issue_day=issue_day)
    findings = _without_echoes(result.findings)
    refused = any(finding.severity == "error" for finding in findings)
    certificate = None if refused else result.certificate
    return replace(result, certificate=certificate, findings=findings, signatures=signatures)


def dcc_facts(data: bytes, file_name: str = "", *, body: str = "X") -> DccResult:
    """The facts of a DCC for display beside a verdict: no schema, no signature, no refusal.

    The certificate is None only where the file is not a readable DCC. Without an issue date it carries the
    last day of the calibration instead; the credential's own date is the one to show.
    """
    notes = Notes(file_name)
    try:
        root = parse_xml(data, file_name)
    except InputError as error:
        return DccResult(file_name, None, (_finding(error),), "", None)
    version = check_version(root, notes)
    if version is None:
        return DccResult(file_name, None, tuple(notes.findings), "", None)
    return assemble(Parsed(data, root, version, "not validated", notes), body=body, issue_day=None)


def _note_signatures(signatures: Sequence[SignatureReport], notes: Notes) -> None:
    for report in signatures:
        where = f"{notes.file_name}:{report.line}"
        params: dict[str, object] = {"signer": report.signer or "∅", "reason": report.reason}
        if report.status in _REFUSED:
            notes.findings.append(Finding(_REFUSED[report.status], "error", where, params))
            continue
        if report.status == "expired":
            days = {"first": report.not_before, "last": report.not_after}
            shown = {key: value.date().isoformat() if value else "∅" for key, value in days.items()}
            notes.findings.append(Finding("DCC_SIGNATURE_EXPIRED", "warning", where, params | shown))
        if not report.trusted:
            notes.findings.append(Finding("DCC_SIGNATURE_UNTRUSTED", "warning", where, params))


def _without_echoes(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Where the schema has refused a value, the model's word on the same value adds nothing."""
    by_schema = {
        f.where for f in findings if f.code in ("DCC_XSD", "DCC_ELEMENT_VALUE", "DCC_ELEMENT_MISSING")
    }
    return tuple(
        f
        for f in findings
        if not (f.code == "TEXT_EMPTY" and f.where in by_schema) and not (f.code == "DCC_FIELD" and by_schema)
    )


def _finding(error: InputError) -> Finding:
    return Finding(error.code, "error", error.where, error.params)
