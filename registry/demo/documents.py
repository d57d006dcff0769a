# SPDX-License-Identifier: Apache-2.0
"""The documents that the demo issues: a fictional roster, the shipped Vietnamese DCC, and DCC files given."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path

from registry.cli.options import read_file
from registry.core.certificate import ConformityCertificate
from registry.core.certificate.common import Validity
from registry.core.hashing import sha256
from registry.demo.bodies import DemoBody, stand_in
from registry.demo.folder import DemoFolder
from registry.errors import refuse_on_errors
from registry.intake.dcc.read import read_dcc
from registry.intake.roster_examples import example_certificates
from registry.intake.template import write_workbook

ROSTER = "danh-sach-hop-quy.xlsx"
SAMPLE_DCC = "vn_pressure_gauge_dcc_3.3.0.xml"


@dataclass(frozen=True, slots=True)
class DemoDocument:
    """A file and the body that issues it."""

    path: Path
    body: DemoBody


def write_roster(folder: DemoFolder, today: date) -> Path:
    """The fictional roster with today's dates; an existing one is kept, since it was issued."""
    path = folder.documents / ROSTER
    if not path.exists():
        certificates = [as_of(certificate, today) for certificate in example_certificates("hop-quy")]
        partial = path.with_suffix(".partial")
        partial.write_bytes(write_workbook(certificates))
        partial.replace(path)
    return path


def write_sample_dcc(folder: DemoFolder) -> Path:
    """The shipped Vietnamese DCC (CC0), byte for byte."""
    path = folder.documents / SAMPLE_DCC
    path.write_bytes((files("registry.samples") / SAMPLE_DCC).read_bytes())
    return path


def stand_ins(paths: Iterable[Path], today: date) -> list[DemoDocument]:
    """A test body for each given DCC, which stands for its laboratory. Raises ``InputError`` FILE_UNREADABLE,
    ``FindingsError`` for a file that could not be issued.
    """
    documents = []
    for path in paths:
        data = read_file(path)
        result = read_dcc(data, path.name, schemas=None, body="X", issue_day=today)
        refuse_on_errors(result.findings)
        code = f"DEMO-{sha256('|'.join(result.laboratory_names).encode()).hex()[:8].upper()}"
        documents.append(DemoDocument(path, stand_in(code, result.laboratory_names, result.laboratory_codes)))
    return documents


def as_of(certificate: ConformityCertificate, today: date) -> ConformityCertificate:
    """The same certificate issued today; the older example keeps its dates to show the transition rules."""
    if certificate.issued < date(2026, 7, 1):
        return certificate
    shift = today - certificate.issued
    moved: dict[str, object] = {"issued": today}
    if certificate.validity:
        # One day short of the full term, so that a leap day in between cannot make it too long.
        validity = certificate.validity
        moved["validity"] = Validity(first=today, last=validity.last + shift - timedelta(days=1))
    if certificate.surveillance:
        due = certificate.surveillance.first_due + shift
        moved["surveillance"] = certificate.surveillance.model_copy(update={"first_due": due, "last": None})
    if certificate.lot:
        moved["lot"] = certificate.lot.model_copy(
            update={name: day + shift for name in ("import_from", "import_to")
                    if (day := getattr(certificate.lot, name)) is not None}
        )  # fmt: skip
    return ConformityCertificate.model_validate({**certificate.model_dump(by_alias=True), **_plain(moved)})


def _plain(values: dict[str, object]) -> dict[str, object]:
    return {k: v.model_dump() if hasattr(v, "model_dump") else v for k, v in values.items()}
