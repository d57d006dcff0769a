# SPDX-License-Identifier: Apache-2.0
"""``antin audit certificate|body``: timelines, with what was known then beside what is known now."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from registry.cli.audit_nodes import broken_finding
from registry.cli.audit_options import Contract, LogFileOption, Record, Sources
from registry.cli.audit_words import localised_finding, standing_word, written
from registry.cli.auditing import Audit
from registry.cli.options import HomeDir, Json, Lang, TrustFile, read_file, speaker, write_file
from registry.cli.output import finish
from registry.errors import RefusedError, RegistryError, UsageError

if TYPE_CHECKING:
    from registry.audit.compare import Examination
    from registry.audit.published import PublishedCertificate
    from registry.audit.timeline import Row
    from registry.bootstrap import Workplace
    from registry.cli.output import Output
    from registry.ports.bundles import BundleSource

COLUMNS = (
    "recorded_at",
    "effective_from",
    "event",
    "as_known_then",
    "as_known_now",
    "order",
    "block",
    "transaction",
)
_HEADINGS = {
    "vi": (
        "Ghi nhận",
        "Hiệu lực từ",
        "Sự việc",
        "Khi đó biết",
        "Nay biết",
        "Quyết định",
        "Khối",
        "Giao dịch",
    ),
    "en": (
        "Recorded",
        "In effect from",
        "What happened",
        "As known then",
        "As known now",
        "Order",
        "Block",
        "Transaction",
    ),
}
Csv = Annotated[
    Path | None, typer.Option("--csv", metavar="FILE", help="Ghi ra tệp CSV / write the rows as CSV.")
]
Force = Annotated[bool, typer.Option("--force", help="Ghi đè / replace an existing file.")]


def register(group: typer.Typer) -> None:
    """Add the verbs."""
    group.command("certificate", help="Diễn biến của một giấy / timeline of a certificate.")(certificate)
    group.command("body", help="Diễn biến của một tổ chức / timeline of a body.")(body)


def certificate(
    name: Annotated[
        str, typer.Argument(metavar="NUMBER|CODE|FILE", help="Số giấy, mã tra cứu, tệp gói / or a bundle.")
    ],
    body_code: Annotated[
        str | None, typer.Option("--body", metavar="CODE", help="Tổ chức cấp, với số giấy / whose number.")
    ] = None,
    csv_file: Csv = None,
    force: Force = False,
    log: LogFileOption = None,
    record: Record = None,
    contract: Contract = None,
    home: HomeDir = None,
    trust_file: TrustFile = None,
    lang: Lang = None,
    as_json: Json = False,
) -> None:
    """Everything that touched it, in the order of record. Exit 2 where the log cannot be trusted."""
    out = speaker(lang, as_json)
    from registry.audit.standing import Shown
    from registry.audit.timeline import Told, certificate_timeline
    from registry.cli.workplace import open_workplace
    from registry.core.hashing import body_id

    place = open_workplace(home, trust_file)
    found = _find(place, name, body_code)
    identity = body_id(found.body)
    shown = Shown(leaf=found.leaf, body=identity, grants=found.grants, issued=found.issued, key=found.key,
                  batch_ids=found.batch_ids)  # fmt: skip
    told = Told(identity, frozenset({found.leaf, *found.batch_ids}))
    audit = Audit(place, Sources(log=log, record=record, contract=contract), out)
    examined = audit.run(told)
    _refuse_broken(out, audit, examined)
    rows = certificate_timeline(examined.state, shown, told)
    out.say(
        f"{found.name}, cấp ngày {found.issued:%d/%m/%Y}", f"{found.name}, issued {found.issued:%d/%m/%Y}"
    )
    _print(out, rows, place, csv_file, force)


def body(
    code: Annotated[str, typer.Argument(metavar="CODE", help="Mã tổ chức / code of the body.")],
    csv_file: Csv = None,
    force: Force = False,
    log: LogFileOption = None,
    record: Record = None,
    contract: Contract = None,
    home: HomeDir = None,
    trust_file: TrustFile = None,
    lang: Lang = None,
    as_json: Json = False,
) -> None:
    """The body, its grants, keys and orders, in the order of record."""
    out = speaker(lang, as_json)
    from registry.audit.timeline import Told, body_timeline
    from registry.cli.workplace import open_workplace
    from registry.core.hashing import body_id

    place = open_workplace(home, trust_file)
    told = Told(body_id(code))
    audit = Audit(place, Sources(log=log, record=record, contract=contract), out)
    examined = audit.run(told)
    _refuse_broken(out, audit, examined)
    if not told.events:
        raise RefusedError("BODY_NOT_ON_CHAIN", body=code)
    out.line(code)
    _print(out, body_timeline(examined.state, told), place, csv_file, force)


def _refuse_broken(out: "Output", audit: Audit, examined: "Examination") -> None:
    """A history out of a log that the contract does not confirm would be a story, and one out of a recording
    that was cut off would leave out its end.
    """
    broken = [*audit.faults, *([broken_finding(examined.broken)] if examined.broken else [])]
    findings = [localised_finding(finding, out.lang) for finding in [*broken, *audit.unjudged]]
    if findings:
        out.findings(findings)
        out.document({"findings": [out.finding_document(finding) for finding in findings]})
        finish(audit.exit_code(broken))


def _find(place: "Workplace", name: str, body_code: str | None) -> "PublishedCertificate":
    """A bundle's file, a code, or a number with its body. Raises ``UsageError`` AUDIT_NAME_NEEDS_BODY,
    ``RefusedError`` AUDIT_NOT_FOUND.
    """
    from registry.audit.published import from_bundle
    from registry.core.code import parse_code

    path = Path(name)
    if body_code is None and path.is_file():
        return from_bundle(read_file(path), name)
    source = _source(place)
    if body_code is not None:
        data = source.by_number(body_code, name)
    else:
        try:
            wanted = parse_code(name)
        except RegistryError as error:
            raise UsageError("AUDIT_NAME_NEEDS_BODY", text=name) from error
        data = source.by_code(wanted)
    if data is None:
        raise RefusedError("AUDIT_NOT_FOUND", text=name)
    return from_bundle(data, name)


def _source(place: "Workplace") -> "BundleSource":
    if place.settings.registry_url:
        from registry.cli.remote import RemoteBundles

        return RemoteBundles(place.settings.registry_url, place.settings.rpc_timeout)
    from registry.service.bundle import StoredBundles

    return StoredBundles(place.store)


def _print(
    out: "Output", rows: "Sequence[Row]", place: "Workplace", csv_file: Path | None, force: bool
) -> None:
    shown = [_shown(row, out.lang, place) for row in rows]
    if csv_file is not None:
        write_file(csv_file, _csv(shown, out.lang), force=force)
        out.note(f"Đã ghi {csv_file}", f"Wrote {csv_file}")
    out.table(_HEADINGS[out.lang][:6], [[row[column] for column in COLUMNS[:6]] for row in shown])
    out.document({"rows": [{**row, "code": r.code} for row, r in zip(shown, rows, strict=True)]})


def _shown(row: "Row", lang: str, place: "Workplace") -> dict[str, Any]:
    """The row's columns in words."""
    from registry.texts import render
    from registry.verify.values import Instant, localised

    params = written(_named(row.params, lang, place), lang)
    times = localised({"recorded": Instant(row.recorded_at), "effective": Instant(row.effective_from)}, lang)
    return {
        "recorded_at": times["recorded"],
        "effective_from": times["effective"],
        "event": render(row.code, lang, params).message.strip(),
        "as_known_then": standing_word(row.then, lang),
        "as_known_now": standing_word(row.now, lang),
        "order": row.order,
        "block": row.block,
        "transaction": "0x" + row.transaction.hex(),
    }


def _named(params: dict[str, object], lang: str, place: "Workplace") -> dict[str, object]:
    """Scopes and grantors by the trust list's names, where it has them."""
    from registry.core.hashing import scope_hash

    named = dict(params)
    if isinstance(scope := params.get("scope"), bytes):
        names: dict[bytes, str] = {scope_hash(row.code): row.code for row in place.trust.scopes}
        named["scope"] = names.get(scope, scope)
    if isinstance(number := params.get("grantor"), int):
        grantor = place.trust.grantor(number)
        named["grantor"] = grantor.name.text(lang) if grantor else number
    return named


def _csv(rows: Sequence[dict[str, Any]], lang: str) -> bytes:
    """A reader of Vietnamese gets headings in words with the column's own name behind them (docs/spec/audit.md)."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    named = zip(_HEADINGS["vi"], COLUMNS, strict=True)
    writer.writerow([f"{heading} ({name})" for heading, name in named] if lang == "vi" else COLUMNS)
    writer.writerows([_cell(row[name]) for name in COLUMNS] for row in rows)
    return text.getvalue().encode("utf-8-sig")  # spreadsheets take UTF-8 for what it is only with the mark


def _cell(value: object) -> object:
    """What a chain holds may be any text: no formula for a spreadsheet, no command for a terminal."""
    from registry.cli.output import visible
    from registry.core.text import spreadsheet_cell

    return visible(spreadsheet_cell(value)) if isinstance(value, str) else value
