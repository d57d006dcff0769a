# SPDX-License-Identifier: Apache-2.0
"""``antin db upgrade|check|log``: creates or migrates the store, checks that everything agrees, reads the log."""

from typing import TYPE_CHECKING, Annotated

import typer

from registry.cli.moments import shown_instant
from registry.cli.options import HomeDir, Json, Lang, speaker
from registry.cli.output import finish
from registry.errors import Finding, UsageError
from registry.texts.words import act_word, role_word

if TYPE_CHECKING:
    from registry.core.audit_log import LoggedEntry

DIFFERENCES = 1


def register(app: typer.Typer) -> None:
    """Add the verbs."""
    group = typer.Typer(no_args_is_help=True, help="Cơ sở dữ liệu / the store.")
    group.command("upgrade", help="Tạo hoặc nâng cấp / create or migrate.")(upgrade)
    group.command("check", help="Đối chiếu kho với chuỗi / compare store and chain.")(check)
    group.command("log", help="Nhật ký kiểm tra / read and check the audit log.")(log)
    app.add_typer(group, name="db")


def upgrade(home: HomeDir = None, lang: Lang = None, as_json: Json = False) -> None:
    """Bring the store to this program's schema."""
    out = speaker(lang, as_json)
    from registry.cli.workplace import open_workplace
    from registry.store.schema import upgrade_store

    before, after = upgrade_store(open_workplace(home).database_url)
    out.say(f"Lược đồ: {before or 'trống'} → {after}", f"Schema: {before or 'empty'} → {after}")
    out.document({"before": before, "after": after})


def check(home: HomeDir = None, lang: Lang = None, as_json: Json = False) -> None:
    """Store rows, trees, transactions, chain and bundles agree, or every difference is listed."""
    out = speaker(lang, as_json)
    from registry.cli.workplace import open_workplace
    from registry.service.check_everything import AuditDeps, check_everything

    place = open_workplace(home)
    findings = check_everything(
        AuditDeps(store=place.store, reader=place.checked_reader(), chain_id=place.network.chain_id,
                  contract=place.contract)
    )  # fmt: skip
    if not out.as_json:
        out.findings(findings)
    out.say(f"{len(findings)} khác biệt", f"{len(findings)} difference(s)")
    out.document({"findings": [out.finding_document(f) for f in findings]})
    finish(DIFFERENCES if findings else 0)


def log(
    after: Annotated[int, typer.Option("--after", min=0, help="Từ sau dòng / rows after this one.")] = 0,
    limit: Annotated[int, typer.Option("--limit", min=0, max=100_000, help="Số dòng / how many.")] = 50,
    known: Annotated[
        str | None, typer.Option("--known", metavar="N:HASH", help="Dòng đã giữ / a row kept elsewhere.")
    ] = None,
    home: HomeDir = None,
    lang: Lang = None,
    as_json: Json = False,
) -> None:
    """Follow the whole chain and show rows. Keep the last line's number and hash elsewhere: with --known, a log
    that was cut or written anew is told as well.
    """
    out = speaker(lang, as_json)
    from registry.cli.workplace import open_workplace
    from registry.service.audit_log import check_log

    kept = _known(known)
    store = open_workplace(home).store
    found = check_log(store, known=kept)
    with store.reading() as work:
        rows = work.log.page(after=after, limit=limit)
    for row in rows:
        e = row.entry
        start, lang = f"{row.number}  {shown_instant(e.at)}  {e.holder}", out.lang
        words = (role_word(e.role, lang), act_word(e.act, lang), e.subject, act_word(e.result, lang))
        out.line("  ".join((start, *words)))
    head = f"{found.last.number}:{found.last.hash.hex()}" if found.last else "0:"
    findings = [Finding(found.fault, "error", "", {"number": found.bad})] if found.fault else []
    if not out.as_json:
        out.findings(findings)
    out.say(f"{found.count} dòng liền nhau; dòng cuối {head}", f"{found.count} chained row(s); last {head}")
    out.document({"rows": [_row(row) for row in rows], "count": found.count, "head": head,
                  "findings": [out.finding_document(f) for f in findings]})  # fmt: skip
    finish(DIFFERENCES if findings else 0)


def _known(text: str | None) -> tuple[int, bytes] | None:
    if text is None:
        return None
    number, _, digest = text.partition(":")
    try:
        kept = int(number), bytes.fromhex(digest)
    except ValueError as error:
        raise UsageError("LOG_KNOWN", "--known", text=text[:100]) from error
    if kept[0] < 1 or len(kept[1]) != 32:
        raise UsageError("LOG_KNOWN", "--known", text=text[:100])
    return kept


def _row(row: "LoggedEntry") -> dict[str, object]:
    e = row.entry
    return {
        "number": row.number, "at": e.at, "holder": e.holder, "key": e.key, "role": e.role, "body": e.body,
        "act": e.act, "subject": e.subject, "result": e.result, "detail": dict(e.detail),
        "previous": row.previous.hex(), "hash": row.hash.hex(),
    }  # fmt: skip
