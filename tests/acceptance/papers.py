# SPDX-License-Identifier: Apache-2.0
"""Rosters of fictional certificates for a body of a test's own."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from registry.core.certificate.conformity import ConformityCertificate
from registry.intake.roster_examples import TemplateKind, example_certificates
from registry.intake.template import write_workbook

RICE_COOKER, DOLL, DRILL, CEMENT = range(4)


def papers(body: str, kind: TemplateKind = "hop-quy") -> list[ConformityCertificate]:
    """The example certificates as certificates of ``body``."""
    return [changed(certificate, body=body) for certificate in example_certificates(kind)]


def changed(certificate: ConformityCertificate, **members: Any) -> ConformityCertificate:
    """The same certificate with other members, checked again."""
    return ConformityCertificate.model_validate({**certificate.model_dump(by_alias=True), **members})


def roster(path: Path, certificates: Iterable[ConformityCertificate]) -> Path:
    """A workbook of these certificates at ``path``."""
    path.write_bytes(write_workbook(certificates))
    return path
