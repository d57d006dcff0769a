# SPDX-License-Identifier: Apache-2.0
"""``antin grant give|suspend|restore|reduce|withdraw``: what a body may attest, on which basis."""

from typing import TYPE_CHECKING, Annotated

import typer

from registry.cli.moments import OrderNumber, ReasonCode, Since, Until, instant
from registry.cli.options import HomeDir, Json, Lang, speaker
from registry.cli.output import Output
from registry.cli.targets import DryRun, Yes
from registry.core.records import Basis
from registry.errors import UsageError

if TYPE_CHECKING:
    from registry.verify.trust import TrustList

BodyCode = Annotated[str, typer.Argument(metavar="CODE", help="Mã tổ chức / code of the body.")]
GrantNumber = Annotated[int, typer.Argument(metavar="N", min=1, max=65_535, help="Số quyền / grant number.")]


def register(app: typer.Typer) -> None:
    """Add the verbs."""
    group = typer.Typer(no_args_is_help=True, help="Quyền được cấp / grants.")
    group.command("give", help="Cấp quyền / give a scope to a body.")(give)
    for verb, text in (
        ("suspend", "Đình chỉ"), ("restore", "Phục hồi"), ("reduce", "Thu hẹp"), ("withdraw", "Thu hồi"),
    ):  # fmt: skip
        group.command(verb, help=f"{text} / {verb} a grant.")(_act(verb))
    app.add_typer(group, name="grant")


def give(
    code: BodyCode,
    scope: Annotated[str, typer.Option("--scope", help="Phạm vi / scope, as in antin network show.")],
    basis: Annotated[
        str,
        typer.Option("--basis", metavar="BASIS", help="registration|accreditation|designation|recognition"),
    ],
    grantor: Annotated[
        int, typer.Option("--grantor", metavar="N", min=0, help="Cơ quan cấp / as in antin network show.")
    ] = 0,
    since: Since = None,
    until: Until = None,
    order: OrderNumber = "",
    home: HomeDir = None,
    lang: Lang = None,
    as_json: Json = False,
) -> None:
    """The scope is hashed as written: use the catalogue's spelling (antin network show)."""
    out = speaker(lang, as_json)
    from registry.cli.workplace import open_workplace
    from registry.core.constants import MAX_SCOPE
    from registry.core.text import check_text

    if basis.upper() not in Basis.__members__:
        raise UsageError("BASIS_OPTION", basis=basis)
    place = open_workplace(home)
    _warn(out, place.trust, scope, grantor)
    number = place.authority.grant(
        code, Basis[basis.upper()], check_text(scope, MAX_SCOPE, "--scope"), grantor=grantor,
        valid_from=instant(since, "--since"), valid_until=instant(until, "--until", day_after=True), order=order,
    )  # fmt: skip
    out.say(f"{code}: quyền số {number}", f"{code}: grant {number}")
    out.document({"body": code, "grant": number, "scope": scope, "basis": basis})


def _warn(out: Output, trust: "TrustList", scope: str, grantor: int) -> None:
    # The trust list may name them later, so they are recorded; but a slip would stand on the chain for ever.
    if scope not in {row.code for row in trust.scopes}:
        out.note(f"Danh sách tin cậy không có phạm vi “{scope}”: chưa giấy nào cấp được theo quyền này.",
                 f"The trust list has no scope “{scope}”: no certificate can be issued under it yet.")  # fmt: skip
    if grantor and grantor not in {row.number for row in trust.grantors}:
        out.note(f"Danh sách tin cậy không có cơ quan cấp quyền số {grantor}.",
                 f"The trust list has no grantor {grantor}.")  # fmt: skip


def _act(verb: str):  # type: ignore[no-untyped-def]  # typer reads the inner function's annotations
    def act(
        code: BodyCode, number: GrantNumber, reason: ReasonCode, since: Since = None, order: OrderNumber = "",
        dry_run: DryRun = False, yes: Yes = False, home: HomeDir = None, lang: Lang = None,
        as_json: Json = False,
    ) -> None:  # fmt: skip
        out = speaker(lang, as_json)
        from registry.cli.standing_acts import run_act
        from registry.service.authority_acts import Standing, StandingAct

        wanted = StandingAct(
            act=Standing(f"grant.{verb}"), body=code, grant=number, reason=reason, order=order,
            effective_from=instant(since, "--since"),
        )  # fmt: skip
        run_act(out, home, wanted, dry_run=dry_run, yes=yes)

    return act
