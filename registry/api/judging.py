# SPDX-License-Identifier: Apache-2.0
"""Asks the verifier, and gathers what may be shown beside its report."""

from dataclasses import dataclass

from registry.api.deps import ApiDeps
from registry.api.inquiry import Found, Inquiry
from registry.api.uploads import Upload
from registry.core.certificate.calibration import CalibrationCertificate
from registry.core.types import Code
from registry.errors import InputError, RegistryError
from registry.ports.lookup import PublicCertificate
from registry.verify import Question, Report, Status, verify
from registry.verify.things import FileThing, code_of_thing

CONTENT_CHECKS = (1, 2, 3, 4, 5, 6)
"""Format, signature, keys, credential, inclusion, anchor: together, the content is what was anchored."""
_FILES = 11
NOW = Inquiry()
"""The question that most people have: about today."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A report and its surroundings.

    ``listed`` is the certificate as this registry lists it, ``revisions`` all of its number;
    ``calibration`` the DCC that was handed in, only where it is the bound file.
    """

    report: Report
    listed: PublicCertificate | None = None
    revisions: tuple[PublicCertificate, ...] = ()
    calibration: CalibrationCertificate | None = None
    calibration_error: RegistryError | None = None


def judge(deps: ApiDeps, found: Found, inquiry: Inquiry = NOW) -> Answer:
    """The report on ``found`` for the days and the model of ``inquiry``; what was uploaded is shown if it is the
    certificate's DCC.

    Raises ``UsageError`` DATE_IN_FUTURE. What the chain or the bundle source fail to answer is in the report.
    """
    report = verify(
        found.thing,
        trust=deps.trust,
        readers=deps.readers,
        bundles=deps.bundles,
        question=Question(
            at=inquiry.at, known_at=inquiry.known_at, files=found.files, code=found.code, model=inquiry.model
        ),
        now=deps.clock.now(),
        origin=deps.list_origin() if deps.list_origin else None,
    )
    listed = _listed(deps, report, found)
    calibration, error = _calibration(deps, report, found, inquiry.upload)
    return Answer(
        report=report,
        listed=listed,
        revisions=_revisions(deps, listed),
        calibration=calibration,
        calibration_error=error,
    )


def passed(report: Report, number: int) -> bool:
    """Whether check ``number`` was made and found in order."""
    return report.check(number).status in (Status.PASS, Status.WARN)


def content_proven(report: Report) -> bool:
    """Whether the facts are what the body signed and anchored, whatever their status is."""
    return all(passed(report, number) for number in CONTENT_CHECKS)


def _listed(deps: ApiDeps, report: Report, found: Found) -> PublicCertificate | None:
    code = report.facts.code if report.facts else code_of_thing(found.thing)
    return deps.lookup.certificate(Code(code)) if code else None


def _revisions(deps: ApiDeps, listed: PublicCertificate | None) -> tuple[PublicCertificate, ...]:
    if listed is None or listed.kind != "conformity":
        return ()
    return deps.lookup.by_number(listed.number, listed.body)


def _calibration(
    deps: ApiDeps, report: Report, found: Found, upload: Upload | None
) -> tuple[CalibrationCertificate | None, RegistryError | None]:
    held = isinstance(found.thing, FileThing) or bool(found.files)
    if upload is None or not held or not passed(report, _FILES) or not content_proven(report):
        return None, None
    try:
        return deps.read_dcc(upload.data, upload.name), None
    except InputError as error:
        return None, error
