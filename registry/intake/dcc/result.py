# SPDX-License-Identifier: Apache-2.0
"""What reading a DCC gives: a certificate or none, and everything that was found on the way."""

from dataclasses import dataclass, field

from registry.core.certificate.calibration import CalibrationCertificate
from registry.errors import Finding
from registry.intake.xmlsig import SignatureReport


@dataclass(frozen=True, slots=True)
class DccResult:
    """``certificate`` is None if a finding is an error; the exact bytes stay with the caller."""

    file_name: str
    certificate: CalibrationCertificate | None
    findings: tuple[Finding, ...]
    validated_with: str
    """The XSD with its SHA-256, or our own structural checks; empty if the file never came that far."""
    schema_version: str | None
    laboratory_names: tuple[str, ...] = ()
    laboratory_codes: tuple[str, ...] = ()
    customer: str | None = field(default=None, repr=False)
    """The customer's name, confidential: only a salted digest of it is ever written."""
    signatures: tuple[SignatureReport, ...] = ()
    """One report for each XML signature of the document; none if it is unsigned."""

    @property
    def accepted(self) -> bool:
        """Whether the file may be issued."""
        return self.certificate is not None and all(f.severity != "error" for f in self.findings)
