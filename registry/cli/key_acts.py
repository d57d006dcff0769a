# SPDX-License-Identifier: Apache-2.0
"""``antin key compromised|revoke-own|report-compromise``: what the authority and bodies do about a bad key."""

from typing import TYPE_CHECKING, Annotated

import typer

from registry.cli.moments import ReasonCode, instant, shown_instant
from registry.cli.options import Body, HomeDir, Json, Lang, speaker
from registry.cli.output import Output, coded, finish
from registry.errors import UsageError

if TYPE_CHECKING:
    from registry.ports.store_rows import StoredBodyRequest

REFUSED = 1
KeyId = Annotated[str, typer.Argument(metavar="ID", help="Vân tay hoặc địa chỉ / thumbprint or address.")]


def add(group: typer.Typer) -> None:
    """Add the verbs to the group of keys."""
    group.command("compromised", help="Cơ quan quản lý: khóa bị lộ từ / held compromised since.")(compromised)
    group.command("revoke-own", help="Tổ chức tự thu hồi khóa / a body revokes a key of its own.")(revoke_own)
    group.command("report-compromise", help="Tổ chức báo lộ khóa / a body reports a key.")(report)


def key_identity(text: str) -> bytes:
    """The contract's 32 bytes for a thumbprint or an address. Raises ``UsageError`` KEY_ID."""
    try:
        identity = bytes.fromhex(text.removeprefix("0x"))
    except ValueError as error:
        raise UsageError("KEY_ID", id=text) from error
    if len(identity) not in (20, 32):
        raise UsageError("KEY_ID", id=text)
    return identity.rjust(32, b"\0")


def compromised(
    body: Body,
    key: KeyId,
    since: Annotated[str | None, typer.Option("--since", metavar="DATE", help="Từ / since (now).")] = None,
    home: HomeDir = None,
    lang: Lang = None,
    as_json: Json = False,
) -> None:
    """By the authority: what the key signed since then counts for nothing; the time only ever moves earlier."""
    out = speaker(lang, as_json)
    from registry.cli.workplace import open_workplace

    at, identity = instant(since, "--since"), key_identity(key)
    receipt = open_workplace(home).authority.set_compromised(body, identity, since=at)
    shown = shown_instant(at or receipt.block.timestamp)
    out.say(f"Bị coi là lộ từ {shown} (khối {receipt.block.number})",
            f"Held compromised since {shown} (block {receipt.block.number})")  # fmt: skip
    out.document({"body": body, "key": key, "since": at or receipt.block.timestamp,
                  "block": receipt.block.number})  # fmt: skip


def revoke_own(
    body: Body, key: KeyId, reason: ReasonCode, home: HomeDir = None, lang: Lang = None, as_json: Json = False
) -> None:
    """Signed by the body's anchor key, which may be the revoked one; final."""
    out = speaker(lang, as_json)
    from registry.cli.workplace import open_workplace
    from registry.service.key_acts import revoke_own_key

    identity = key_identity(key)
    _tell(out, revoke_own_key(body, identity, reason, deps=open_workplace(home).anchor_deps()), body, key)


def report(body: Body, key: KeyId, home: HomeDir = None, lang: Lang = None, as_json: Json = False) -> None:
    """Signed by the body's anchor key, which may be the reported one; from now on. For an earlier time ask the
    authority.
    """
    out = speaker(lang, as_json)
    from registry.cli.workplace import open_workplace
    from registry.service.key_acts import report_compromise

    identity = key_identity(key)
    _tell(out, report_compromise(body, identity, deps=open_workplace(home).anchor_deps()), body, key)


def _tell(out: Output, request: "StoredBodyRequest", body: str, key: str) -> None:
    from registry.ports.store_rows import Phase

    done = request.phase is Phase.FINAL
    code = request.error_code or ""
    out.say("Đã ghi." if done else f"Bị từ chối: {coded(code, 'vi')}",
            "Recorded." if done else f"Refused: {coded(code, 'en')}")  # fmt: skip
    out.document({"body": body, "key": key, "act": request.kind.value, "recorded": done,
                  "error": request.error_code})  # fmt: skip
    finish(0 if done else REFUSED)
