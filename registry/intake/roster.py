# SPDX-License-Identifier: Apache-2.0
"""The door for rosters of conformity certificates: XLSX, CSV or JSON in, models and findings out.

Every bad row is reported and the good ones are parsed; whether good rows are issued beside bad ones is the
caller's choice. A defect of the whole file, such as an unknown column, leaves no row good: values may be
missing from any of them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from registry.core.certificate.conformity import ConformityCertificate
from registry.errors import Finding, InputError
from registry.intake import roster_limits as limits
from registry.intake.documents import detect
from registry.intake.roster_build import RosterRow, build
from registry.intake.roster_csv import read_csv
from registry.intake.roster_join import Joined, join_lines, join_sheets
from registry.intake.roster_json import findings_of, read_json
from registry.intake.roster_serials import Files
from registry.intake.roster_table import parse
from registry.intake.roster_xlsx import read_workbook

RosterFormat = Literal["xlsx", "csv", "json"]


@dataclass(frozen=True, slots=True)
class RosterResult:
    """What a roster holds. ``findings`` has the file's own first, then every row's, errors and warnings."""

    format: RosterFormat
    rows: tuple[RosterRow, ...]
    file_findings: tuple[Finding, ...] = ()

    @property
    def certificates(self) -> tuple[ConformityCertificate, ...]:
        """The good certificates in order; none if the file as a whole is refused."""
        if any(finding.severity == "error" for finding in self.file_findings):
            return ()
        return tuple(row.certificate for row in self.rows if row.certificate)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Everything found."""
        return (*self.file_findings, *findings_of(self.rows))

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What refuses a row or the file."""
        return tuple(finding for finding in self.findings if finding.severity == "error")


def read_roster(
    source: Path | bytes,
    file_name: str | None = None,
    *,
    body: str | None = None,
    files: Mapping[str, bytes] | None = None,
) -> RosterResult:
    """Read a roster; the format is told from the content.

    ``body`` is the issuing body's code where the roster has no such column; where it has one they must
    agree. Files with serial numbers are taken from ``files`` by name or, for a path, from its folder.
    Never raises for bad content: a file that cannot be read at all is one error finding. ``OSError`` passes.
    """
    data = _bounded(source)
    name = file_name or (source.name if isinstance(source, Path) else "roster")
    look_up = _files(source, files or {})
    try:
        if len(data) > limits.MAX_FILE_BYTES:
            size: dict[str, object] = {"count": len(data), "limit": limits.MAX_FILE_BYTES}
            raise InputError("ROSTER_TOO_LARGE", name, what="bytes", **size)
        return _read(data, name, body, look_up)
    except InputError as error:
        finding = Finding(error.code, "error", error.where or name, error.params)
        return RosterResult(_format(name), (), (finding,))


def _read(data: bytes, name: str, body: str | None, files: Files) -> RosterResult:
    match detect(data, name):
        case "xlsx":
            kind: RosterFormat = "xlsx"
            joined, findings = _sheets(data, name)
        case "csv":
            parsed = parse(read_csv(data, name))
            kind, joined, findings = "csv", join_lines(parsed), list(parsed.findings)
        case "json-roster":
            read = read_json(data, name, body)
            return RosterResult("json", tuple(read), () if read else (_empty(name),))
        case _:
            raise InputError("ROSTER_KIND", name)
    rows = tuple(build(draft, body, files) for draft in joined.drafts)
    found = (*findings, *joined.findings)
    return RosterResult(kind, rows, found if rows or found else (_empty(name),))


def _sheets(data: bytes, name: str) -> tuple[Joined, list[Finding]]:
    tables, findings = read_workbook(data, name)
    parsed = {key: parse(table) for key, table in tables.items()}
    for key, sheet in parsed.items():
        # An empty sheet of lots is as good as none.
        if key != "lots" or sheet.rows:
            findings += sheet.findings
    return join_sheets(parsed), findings


def _empty(name: str) -> Finding:
    return Finding("ROSTER_EMPTY", "error", name)


def _bounded(source: Path | bytes) -> bytes:
    if isinstance(source, bytes):
        return source
    with source.open("rb") as file:
        return file.read(limits.MAX_FILE_BYTES + 1)


def _files(source: Path | bytes, given: Mapping[str, bytes]) -> Callable[[str], bytes | None]:
    """Only plain names are asked for, so nothing outside the roster's folder is read."""
    folder = source.parent if isinstance(source, Path) else None

    def look_up(name: str) -> bytes | None:
        if name in given:
            return given[name]
        path = folder / name if folder else None
        if path is None or path.is_symlink() or not path.is_file():
            return None
        with path.open("rb") as file:
            return file.read(limits.MAX_SERIALS_BYTES + 1)

    return look_up


def _format(name: str) -> RosterFormat:
    suffix = Path(name).suffix.casefold()
    return "json" if suffix == ".json" else "csv" if suffix == ".csv" else "xlsx"
