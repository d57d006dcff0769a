# SPDX-License-Identifier: Apache-2.0
"""``antin api-key create|list|revoke``: who may use the writing service. A key is shown once, when it is made."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from registry.cli.options import HomeDir, Json, Lang, parse_moment, speaker, vietnam_day
from registry.errors import UsageError
from registry.texts.words import role_word

if TYPE_CHECKING:
    from registry.bootstrap import Workplace
    from registry.ports.access import Role, StoredApiKey
    from registry.service.access import AccessDeps

KeyId = Annotated[str, typer.Argument(metavar="ID", help="Mã số khóa / the key's id.")]


def register(app: typer.Typer) -> None:
    """Add the verbs."""
    group = typer.Typer(no_args_is_help=True, help="Khóa API của dịch vụ ghi / keys of the writing service.")
    group.command("create", help="Tạo, hiện một lần / make one, shown once.")(create)
    group.command("list", help="Liệt kê / list.")(list_keys)
    group.command("revoke", help="Thu hồi / revoke for ever.")(revoke)
    app.add_typer(group, name="api-key")


def create(
    role: Annotated[str, typer.Option("--role", metavar="authority|preparer|approver|auditor")],
    holder: Annotated[str, typer.Option("--holder", help="Tên người giữ / the person who holds it.")],
    body: Annotated[str | None, typer.Option("--body", metavar="CODE", help="Mã tổ chức / the body.")] = None,
    expires: Annotated[
        str | None, typer.Option("--expires", metavar="DATE", help="Ngày cuối / its last day.")
    ] = None,
    home: HomeDir = None,
    lang: Lang = None,
    as_json: Json = False,
) -> None:
    """The key goes to standard output; keep it like a password. Two keys of one holder are one pair of eyes."""
    out = speaker(lang, as_json)
    from registry.cli.workplace import open_workplace
    from registry.service.access import create_api_key

    chosen, until = _role(role), _end(expires)
    made = create_api_key(chosen, holder, body=body, expires_at=until, deps=_deps(open_workplace(home)))
    out.note("Khóa chỉ hiện một lần này; hãy lưu như mật khẩu.",
             "The key is shown this once; keep it like a password.")  # fmt: skip
    out.line(made.shown)
    out.document({"key": made.shown, **_document(made.key)})


def list_keys(home: HomeDir = None, lang: Lang = None, as_json: Json = False) -> None:
    """Never the keys themselves: of those only a hash is kept."""
    out = speaker(lang, as_json)
    from registry.cli.workplace import open_workplace
    from registry.service.access import api_keys

    place = open_workplace(home)
    keys, now = api_keys(place.store), place.clock.now()
    for key in keys:
        vi, en = _state(key, now)
        role, body = (role_word(key.role.value, lang) for lang in ("vi", "en")), f"{key.body or '-':<12}"
        out.say(f"{key.id}  {next(role):<26}  {body}  {vi:<14}  {key.holder}",
                f"{key.id}  {next(role):<9}  {body}  {en:<12}  {key.holder}")  # fmt: skip
    out.document({"keys": [_document(key) for key in keys]})


def revoke(key_id: KeyId, home: HomeDir = None, lang: Lang = None, as_json: Json = False) -> None:
    """At once and for ever; revoking again changes nothing."""
    out = speaker(lang, as_json)
    from registry.cli.workplace import open_workplace
    from registry.service.access import revoke_api_key

    key = revoke_api_key(key_id, deps=_deps(open_workplace(home)))
    out.say(f"Đã thu hồi khóa {key.id} của {key.holder}", f"Revoked key {key.id} of {key.holder}")
    out.document(_document(key))


def _deps(place: "Workplace") -> "AccessDeps":
    from registry.bootstrap import SystemEntropy
    from registry.service.access import AccessDeps

    return AccessDeps(store=place.store, clock=place.clock, entropy=SystemEntropy())


def _role(text: str) -> "Role":
    from registry.ports.access import Role

    if text not in set(Role):
        raise UsageError("ROLE_UNKNOWN", "--role", role=text)
    return Role(text)


def _end(text: str | None) -> int | None:
    """The first second at which it is refused: the day after its last day, or the instant given."""
    from registry.verify.values import last_instant

    moment = parse_moment(text, "--expires")
    return last_instant(moment) + 1 if isinstance(moment, date) else moment


def _state(key: "StoredApiKey", now: int) -> tuple[str, str]:
    if key.revoked_at is not None:
        return "đã thu hồi", "revoked"
    if key.expires_at is None:
        return "còn dùng", "good"
    if key.expires_at <= now:
        return "hết hạn", "expired"
    last = f"{vietnam_day(key.expires_at - 1):%d/%m/%Y}"
    return f"đến {last}", f"to {last}"


def _document(key: "StoredApiKey") -> dict[str, object]:
    return {
        "id": key.id, "role": key.role.value, "body": key.body, "holder": key.holder,
        "created_at": key.created_at, "expires_at": key.expires_at, "revoked_at": key.revoked_at,
    }  # fmt: skip
