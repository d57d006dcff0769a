# SPDX-License-Identifier: Apache-2.0
"""``antin check FILE…``: validates certificate files without issuing and lists every error."""

import time
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from msgspec import structs

from registry.cli.options import HomeDir, Json, Lang, speaker, vietnam_day
from registry.cli.output import Output, finish
from registry.config import Home, load_settings

if TYPE_CHECKING:
    from registry.cli.reading import ReadDocument
    from registry.verify.trust import TrustList

BAD_INPUT = 65


def register(app: typer.Typer) -> None:
    """Add the verb."""
    app.command("check", help="Kiểm tra tệp mà không cấp / validate files without issuing.")(check)


def check(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="XLSX, CSV, JSON, PTB DCC XML.")],
    body: Annotated[str | None, typer.Option("--body", metavar="CODE", help="Mã tổ chức / body.")] = None,
    roots: Annotated[
        list[Path] | None,
        typer.Option("--signer-root", metavar="PEM", help="Chứng thư tin cậy / trusted signer root."),
    ] = None,
    home: HomeDir = None,
    lang: Lang = None,
    as_json: Json = False,
) -> None:
    """List every defect with its line, cell or field. Exit 0: all acceptable; 65: at least one is not."""
    out = speaker(lang, as_json)
    from registry.cli.reading import Intake, read_document
    from registry.cli.signer_roots import read_roots
    from registry.cli.workplace import open_rules
    from registry.intake.schemas import SchemaStore

    place = Home(load_settings(home=home).home)
    intake = Intake(
        body=body,
        day=vietnam_day(int(time.time())),
        schemas=SchemaStore(place.schemas),
        anchors=read_roots(roots or [], place.signer_roots),
    )
    rules, _ = open_rules(home)
    documents = [_advised(read_document(path, intake), rules, intake.day) for path in files]
    for document in documents:
        _tell(out, document)
    out.document({"files": [_describe(out, d) for d in documents]})
    finish(0 if all(d.accepted for d in documents) else BAD_INPUT)


def _advised(document: "ReadDocument", rules: "TrustList", day: date) -> "ReadDocument":
    """The same with what the rules of the trust list say of its certificates: spelling, dates, risk, norms."""
    from registry.service.policy_advice import advice_before_issue

    found = [
        structs.replace(finding, where=" · ".join(part for part in (read.where, finding.where) if part))
        for read in document.certificates
        for finding in advice_before_issue(read.certificate, rules, day)
    ]
    return replace(document, findings=(*document.findings, *found))


def _tell(out: Output, document: Any) -> None:
    count = len(document.certificates)
    if document.accepted:
        out.say(f"✔ {document.path}: {count} giấy chứng nhận hợp lệ ({document.kind})",
                f"✔ {document.path}: {count} certificate(s) acceptable ({document.kind})")  # fmt: skip
    else:
        errors = sum(f.severity == "error" for f in document.findings)
        out.say(f"✘ {document.path}: {errors} lỗi, {count} giấy hợp lệ ({document.kind})",
                f"✘ {document.path}: {errors} error(s), {count} acceptable ({document.kind})")  # fmt: skip
    for vi, en in document.notes:
        out.say(f"  {vi}", f"  {en}")
    if not out.as_json:
        out.findings(document.findings)


def _describe(out: Output, document: Any) -> dict[str, Any]:
    return {
        "file": str(document.path),
        "kind": document.kind,
        "accepted": document.accepted,
        "certificates": [c.certificate.number for c in document.certificates],
        "findings": [out.finding_document(f) for f in document.findings],
        "notes": [en for _, en in document.notes],
    }
