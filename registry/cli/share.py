# SPDX-License-Identifier: Apache-2.0
"""``antin share CODE``, ``antin share list|revoke``: links to a kept file, a DCC above all, for a time."""

from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from registry.cli.moments import shown_instant
from registry.cli.options import HomeDir, Json, Lang, speaker
from registry.core.code import group_code, parse_code
from registry.core.status_list import instant
from registry.errors import UsageError


class _CodeFirst(TyperGroup):
    """``antin share CODE`` is short for ``antin share create CODE``: no code is a verb's name."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The verb, or ``create`` where the first word is none."""
        return super().resolve_command(ctx, args if args[0] in self.commands else ["create", *args])


def register(app: typer.Typer) -> None:
    """Add the verbs."""
    group = typer.Typer(cls=_CodeFirst, no_args_is_help=True, help="Chia sẻ tệp / share files.")
    group.command("create", help="Tạo đường dẫn / make a link to a file.")(create)
    group.command("list", help="Liệt kê / list the links.")(list_links)
    group.command("revoke", help="Hủy đường dẫn / revoke a link, for ever.")(revoke)
    app.add_typer(group, name="share")


def create(
    code: Annotated[str, typer.Argument(metavar="CODE", help="Mã tra cứu / code.")],
    days: Annotated[int, typer.Option("--days", help="Số ngày / days until it ends.")] = 14,
    uses: Annotated[int, typer.Option("--uses", help="Số lần tải / downloads.")] = 10,
    file: Annotated[
        str | None, typer.Option("--file", metavar="SHA256", help="Tệp nào / which of several files.")
    ] = None,
    home: HomeDir = None,
    lang: Lang = None,
    as_json: Json = False,
) -> None:
    """The link is shown once and kept nowhere: whoever has it has the file."""
    out = speaker(lang, as_json)
    from registry.bootstrap import SystemEntropy
    from registry.cli.workplace import open_workplace
    from registry.service.shares import create_share

    place, wanted = open_workplace(home), parse_code(code)
    made = create_share(
        wanted, days=days, uses=uses, digest=_digest(file), store=place.store, clock=place.clock,
        entropy=SystemEntropy(),
    )  # fmt: skip
    url = f"{place.public_url.rstrip('/')}/s/{made.token}"
    until = instant(made.share.expires_at)
    out.line(url)
    end = shown_instant(made.share.expires_at)
    out.note(f"{made.media_type}, {uses} lần tải, hết hạn {end}. Ai có đường dẫn sẽ có tệp.",
             f"{made.media_type}, {uses} download(s), ends {end}. Whoever has the link has the file.")  # fmt: skip
    out.document({"url": url, "code": wanted, "sha256": made.share.sha256.hex(), "media_type": made.media_type,
                  "expires": until, "uses": uses})  # fmt: skip


def list_links(home: HomeDir = None, lang: Lang = None, as_json: Json = False) -> None:
    """Every link with its number, certificate, uses and end; the links themselves are not known here."""
    out = speaker(lang, as_json)
    from registry.cli.workplace import open_workplace
    from registry.service.shares import list_shares

    views = list_shares(open_workplace(home).store)
    for view in views:
        ended = ("đã hủy", "revoked") if view.revoked_at else ("", "")
        row = f"{view.key:>4}  {group_code(view.code)}  {view.uses}/{view.max_uses}  {shown_instant(view.expires_at)}"
        out.say(f"{row}  {ended[0]}".rstrip(), f"{row}  {ended[1]}".rstrip())
    rows = [
        {"share": v.key, "code": v.code, "sha256": v.sha256.hex(), "media_type": v.media_type, "uses": v.uses,
         "max_uses": v.max_uses, "created": instant(v.created_at), "expires": instant(v.expires_at),
         "revoked": v.revoked_at is not None} for v in views
    ]  # fmt: skip
    out.document({"shares": rows})


def revoke(
    share: Annotated[
        int, typer.Argument(metavar="NUMBER", min=1, help="Số trong antin share list / its number.")
    ],
    home: HomeDir = None,
    lang: Lang = None,
    as_json: Json = False,
) -> None:
    """Nobody can download by it any more; what was downloaded is not called back."""
    out = speaker(lang, as_json)
    from registry.cli.workplace import open_workplace
    from registry.service.shares import revoke_share

    place = open_workplace(home)
    revoke_share(share, store=place.store, clock=place.clock)
    out.say(f"Đã hủy đường dẫn {share}.", f"Revoked link {share}.")
    out.document({"share": share, "revoked": True})


def _digest(text: str | None) -> bytes | None:
    if text is None:
        return None
    try:
        digest = bytes.fromhex(text)
    except ValueError as error:
        raise UsageError("SHARE_DIGEST", text=text) from error
    if len(digest) != 32:
        raise UsageError("SHARE_DIGEST", text=text)
    return digest
