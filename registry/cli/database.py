# SPDX-License-Identifier: Apache-2.0
"""``antin db upgrade|check``: creates or migrates the store, and checks that everything agrees."""

import typer

from registry.cli.options import HomeDir, Json, Lang, speaker
from registry.cli.output import finish

DIFFERENCES = 1


def register(app: typer.Typer) -> None:
    """Add the verbs."""
    group = typer.Typer(no_args_is_help=True, help="Cơ sở dữ liệu / the store.")
    group.command("upgrade", help="Tạo hoặc nâng cấp / create or migrate.")(upgrade)
    group.command("check", help="Đối chiếu kho với chuỗi / compare store and chain.")(check)
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
