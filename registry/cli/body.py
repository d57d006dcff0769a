# SPDX-License-Identifier: Apache-2.0
"""``antin body register|list|show|suspend|reinstate|withdraw``: bodies in this registry and on chain."""

from typing import Annotated

import typer

from registry.cli.moments import OrderNumber, ReasonCode, Since, instant
from registry.cli.options import HomeDir, Json, Lang, speaker
from registry.cli.targets import DryRun, Yes

Code = Annotated[str, typer.Argument(metavar="CODE", help="Mã tổ chức / code of the body.")]


def register(app: typer.Typer) -> None:
    """Add the verbs."""
    group = typer.Typer(no_args_is_help=True, help="Tổ chức đánh giá sự phù hợp / bodies.")
    group.command("register", help="Đăng ký / register, here and on chain.")(register_body)
    group.command("list", help="Liệt kê / list the bodies of this registry.")(list_bodies)
    group.command("show", help="Xem trên chuỗi / what the chain records.")(show)
    for verb, text in (("suspend", "Đình chỉ"), ("reinstate", "Phục hồi"), ("withdraw", "Thu hồi")):
        group.command(verb, help=f"{text} / {verb} on chain.")(_act(verb))
    app.add_typer(group, name="body")


def register_body(
    code: Code,
    name: Annotated[str, typer.Option("--name", help="Tên tiếng Việt / Vietnamese name.")],
    name_en: Annotated[str | None, typer.Option("--name-en", help="Tên tiếng Anh / English name.")] = None,
    address: Annotated[str | None, typer.Option("--address", help="Địa chỉ / address.")] = None,
    laboratory: Annotated[
        list[str] | None, typer.Option("--laboratory-name", help="Tên trong DCC / name in DCC files.")
    ] = None,
    laboratory_code: Annotated[
        list[str] | None, typer.Option("--laboratory-code", help="Mã trong DCC, VILAS … / code in DCC files.")
    ] = None,
    since: Since = None,
    order: OrderNumber = "",
    here_only: Annotated[
        bool, typer.Option("--here-only", help="Không ghi lên chuỗi / only in this registry.")
    ] = False,
    home: HomeDir = None,
    lang: Lang = None,
    as_json: Json = False,
) -> None:
    """The chain's registration needs the authority's key; what is displayed is kept in this registry."""
    out = speaker(lang, as_json)
    from registry.cli.workplace import open_workplace
    from registry.service.register_body import register_body as enter
    from registry.service.waiting_acts import Waiting

    place, waiting = open_workplace(home), Waiting()
    if not here_only:
        start = instant(since, "--since")
        waiting.done(lambda: place.authority.register_body(code, valid_from=start, order=order))
    body = enter(
        place.store, code, name_vi=name, name_en=name_en, address=address,
        laboratory_names=laboratory or [name], laboratory_codes=laboratory_code or [],
    )  # fmt: skip
    waiting.tell()
    out.say(
        f"Đã đăng ký {body.code}: {body.name_vi}", f"Registered {body.code}: {body.name_en or body.name_vi}"
    )
    out.document({"code": body.code, "name": body.name_vi, "name_en": body.name_en})


def list_bodies(home: HomeDir = None, lang: Lang = None, as_json: Json = False) -> None:
    """Code and name of each body that issues through this registry."""
    out = speaker(lang, as_json)
    from registry.cli.workplace import open_workplace

    with open_workplace(home).store.reading() as work:
        bodies = work.bodies.all()
    for body in bodies:
        out.line(f"{body.code}  {body.name_vi}")
    out.document({"bodies": [{"code": b.code, "name": b.name_vi, "name_en": b.name_en} for b in bodies]})


def show(code: Code, home: HomeDir = None, lang: Lang = None, as_json: Json = False) -> None:
    """The body's record and its grants at the newest block."""
    out = speaker(lang, as_json)
    from registry.cli.standing import describe_body
    from registry.cli.workplace import open_workplace

    place = open_workplace(home)
    description = describe_body(place, code)
    for vi, en in description.lines:
        out.say(vi, en)
    out.document(description.document)


def _act(verb: str):  # type: ignore[no-untyped-def]  # typer reads the inner function's annotations
    def act(
        code: Code, reason: ReasonCode, since: Since = None, order: OrderNumber = "", dry_run: DryRun = False,
        yes: Yes = False, home: HomeDir = None, lang: Lang = None, as_json: Json = False,
    ) -> None:  # fmt: skip
        out = speaker(lang, as_json)
        from registry.cli.standing_acts import run_act
        from registry.service.authority_acts import Standing, StandingAct

        wanted = StandingAct(
            act=Standing(f"body.{verb}"), body=code, reason=reason, order=order,
            effective_from=instant(since, "--since"),
        )  # fmt: skip
        run_act(out, home, wanted, dry_run=dry_run, yes=yes)

    return act
