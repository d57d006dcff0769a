# SPDX-License-Identifier: Apache-2.0
"""``antin key …``: keys in files, tokens and remote signers; their registration, rotation and end."""

from pathlib import Path
from typing import Annotated

import typer

from registry.cli import key_acts, key_register, key_rotate
from registry.cli.key_places import Module, PinFile, TokenLabel, body_role, entry_of, make_key, token_place
from registry.cli.key_table import KEY_HEADINGS, key_row, signing_keys
from registry.cli.moments import ReasonCode
from registry.cli.options import Body, HomeDir, Json, Lang, speaker
from registry.errors import UsageError

ROLES = ("credential", "anchor", "relayer", "authority", "registry")
RoleOption = Annotated[str, typer.Option("--role", metavar="ROLE", help=" | ".join(ROLES))]
Demo = Annotated[bool, typer.Option("--demo", help="Khóa thử nghiệm / keys of a demo network.")]


def register(app: typer.Typer) -> None:
    """Add the verbs."""
    group = typer.Typer(no_args_is_help=True, help="Khóa / keys.")
    group.command("create", help="Tạo khóa / create a key, in an encrypted file or a token.")(create)
    group.command("use", help="Thêm khóa có sẵn / list a key of a token or a remote signer.")(use)
    group.command("list", help="Liệt kê / list keys.")(list_keys)
    key_register.add(group)
    key_rotate.add(group)
    group.command("revoke", help="Thu hồi / revoke a key on chain, for ever.")(revoke)
    key_acts.add(group)
    app.add_typer(group, name="key")


def create(
    role: RoleOption,
    body: Annotated[str, typer.Option("--body", metavar="CODE", help="Tổ chức / body (its own keys).")] = "",
    demo: Demo = False,
    module: Module = None,
    token: TokenLabel = "",
    pin_file: PinFile = None,
    home: HomeDir = None,
    lang: Lang = None,
    as_json: Json = False,
) -> None:
    """In a file, whose password comes from ANTIN_KEY_PASSWORD_FILE or the prompt; with --pkcs11 inside a
    token, from which it can never be read out.
    """
    out = speaker(lang, as_json)
    from registry.cli.workplace import open_workplace

    place = token_place(module, token, pin_file)
    if role not in ROLES or (role in ("credential", "anchor")) != bool(body) or (place and not body):
        raise UsageError("KEY_ROLE", role=role)
    ring = open_workplace(home).new_keyring(demo=demo)
    if body:
        identity = make_key(ring, body_role(role), body, place).id
    elif role == "registry":
        identity = ring.create_registry_key().hex()
    else:
        identity = ring.create_account("relayer" if role == "relayer" else "authority").hex()
    shown = identity if role in ("credential", "registry") else "0x" + identity
    out.line(f"{role}  {body}  {shown}")
    out.document({"role": role, "body": body or None, "id": shown})


def use(
    role: RoleOption,
    body: Body,
    demo: Demo = False,
    module: Module = None,
    token: TokenLabel = "",
    pin_file: PinFile = None,
    label: Annotated[str, typer.Option("--key-label", metavar="LABEL", help="Nhãn khóa / key's label.")] = "",
    key_id: Annotated[str, typer.Option("--key-id", metavar="HEX", help="Mã khóa / the key's CKA_ID.")] = "",
    signer: Annotated[
        str, typer.Option("--signer", metavar="URL", help="Máy ký từ xa / remote signer.")
    ] = "",
    token_file: Annotated[
        Path | None, typer.Option("--signer-token", metavar="FILE", help="Tệp mã truy cập / bearer token.")
    ] = None,
    ca_file: Annotated[
        Path | None, typer.Option("--signer-ca", metavar="PEM", help="Chứng thư gốc / its TLS authority.")
    ] = None,
    address: Annotated[str, typer.Option("--address", metavar="0x…", help="Địa chỉ / key's address.")] = "",
    home: HomeDir = None,
    lang: Lang = None,
    as_json: Json = False,
) -> None:
    """A key that is in a token already (--pkcs11), or an anchor key behind a remote signer (--signer)."""
    out = speaker(lang, as_json)
    from registry.cli.workplace import open_workplace

    kind, place = body_role(role), token_place(module, token, pin_file, key_id)
    if (place is None) == (not signer) or (place and bool(label) == bool(key_id)):
        raise UsageError("KEY_PLACE")
    ring = open_workplace(home).new_keyring(demo=demo)
    if place:
        identity = ring.use_in_token(kind, body, place, label=label or None)
    else:
        identity = _use_remote(ring, role, body, signer, token_file, ca_file, address)
    entry = entry_of(ring, role, body, identity)
    shown = entry.id if role == "credential" else "0x" + entry.id
    out.line(f"{role}  {body}  {shown}  {entry.place}")
    out.document({"role": role, "body": body, "id": shown, "place": entry.place})


def _use_remote(  # type: ignore[no-untyped-def]  # the keyring's type would load the room for every verb
    ring, role: str, body: str, url: str, token_file: Path | None, ca_file: Path | None, address: str
) -> bytes:
    from registry.core.types import Address
    from registry.keys.entries import RemotePlace
    from registry.keys.remote_http import check_url

    if role != "anchor" or token_file is None:
        raise UsageError("KEY_PLACE")
    try:
        identity = Address(bytes.fromhex(address.removeprefix("0x")))
    except ValueError as error:
        raise UsageError("KEY_ID", id=address) from error
    if len(identity) != 20:
        raise UsageError("KEY_ID", id=address)
    check_url(url)
    ca = str(ca_file.absolute()) if ca_file else ""
    ring.use_remote(body, identity, RemotePlace(url, str(token_file.absolute()), ca))
    return identity


def list_keys(home: HomeDir = None, lang: Lang = None, as_json: Json = False) -> None:
    """Role, body, id and place of each key, and which one signs; no password is needed."""
    out = speaker(lang, as_json)
    from registry.cli.workplace import open_workplace

    entries = open_workplace(home).keyring.entries
    used = signing_keys(entries)
    table = {lang: [key_row(entry, entry in used, lang) for entry in entries] for lang in ("vi", "en")}
    if entries:
        out.table(KEY_HEADINGS[out.lang], table[out.lang])
    else:
        out.say("Chưa có khóa nào.", "No keys.")
    out.document({"keys": [{"role": e.role, "body": e.body or None, "id": e.id, "place": e.place,
                            "in_use": e in used, "pending": e.pending, "retire_at": e.retire_at or None}
                           for e in entries]})  # fmt: skip


def revoke(
    body: Body,
    key: Annotated[str, typer.Argument(metavar="ID", help="Vân tay hoặc địa chỉ / thumbprint or address.")],
    reason: ReasonCode,
    home: HomeDir = None,
    lang: Lang = None,
    as_json: Json = False,
) -> None:
    """Final: a revoked key is never good again."""
    out = speaker(lang, as_json)
    from registry.cli.workplace import open_workplace

    try:
        identity = bytes.fromhex(key.removeprefix("0x")).rjust(32, b"\0")
    except ValueError as error:
        raise UsageError("KEY_ID", id=key) from error
    receipt = open_workplace(home).authority.revoke_key(body, identity, reason=reason)
    out.say(f"Đã thu hồi ở khối {receipt.block.number}", f"Revoked at block {receipt.block.number}")
    out.document({"body": body, "key": key, "block": receipt.block.number})
