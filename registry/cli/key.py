# SPDX-License-Identifier: Apache-2.0
"""``antin key create|list|register|revoke``: encrypted key files, and their registration on chain."""

from typing import TYPE_CHECKING, Annotated

import typer

from registry.cli import key_acts
from registry.cli.moments import ReasonCode
from registry.cli.options import Body, HomeDir, Json, Lang, speaker
from registry.errors import UsageError

if TYPE_CHECKING:
    from registry.bootstrap import Workplace

ROLES = ("credential", "anchor", "relayer", "authority")


def register(app: typer.Typer) -> None:
    """Add the verbs."""
    group = typer.Typer(no_args_is_help=True, help="Khóa / keys.")
    group.command("create", help="Tạo khóa mã hóa / create an encrypted key.")(create)
    group.command("list", help="Liệt kê / list key files.")(list_keys)
    group.command("register", help="Đăng ký lên chuỗi / register a body's keys on chain.")(register_keys)
    group.command("revoke", help="Thu hồi / revoke a key on chain, for ever.")(revoke)
    key_acts.add(group)
    app.add_typer(group, name="key")


def create(
    role: Annotated[str, typer.Option("--role", metavar="ROLE", help=" | ".join(ROLES))],
    body: Annotated[str, typer.Option("--body", metavar="CODE", help="Tổ chức / body (its own keys).")] = "",
    demo: Annotated[bool, typer.Option("--demo", help="Khóa thử nghiệm / keys of a demo network.")] = False,
    home: HomeDir = None,
    lang: Lang = None,
    as_json: Json = False,
) -> None:
    """The password comes from ANTIN_KEY_PASSWORD_FILE or the prompt."""
    out = speaker(lang, as_json)
    from registry.cli.workplace import open_workplace
    from registry.keys.keyring import KeyRing

    if role not in ROLES or (role in ("credential", "anchor")) != bool(body):
        raise UsageError("KEY_ROLE", role=role)
    place = open_workplace(home)
    ring = KeyRing(place.home.keys, place.key_password(), demo_network=demo)
    if role == "credential":
        identity = ring.create_credential_key(body).hex()
    elif role == "anchor":
        identity = "0x" + ring.create_anchor_key(body).hex()
    else:
        identity = "0x" + ring.create_account("relayer" if role == "relayer" else "authority").hex()
    out.line(f"{role}  {body}  {identity}")
    out.document({"role": role, "body": body or None, "id": identity})


def list_keys(home: HomeDir = None, lang: Lang = None, as_json: Json = False) -> None:
    """Role, body and id of each key file; no password is needed."""
    out = speaker(lang, as_json)
    from registry.cli.workplace import open_workplace

    entries = open_workplace(home).keyring.entries
    for entry in entries:
        out.line(f"{entry.role:10}  {entry.body or '–':12}  {entry.id}")
    out.document({"keys": [{"role": e.role, "body": e.body or None, "id": e.id} for e in entries]})


def register_keys(body: Body, home: HomeDir = None, lang: Lang = None, as_json: Json = False) -> None:
    """Register the body's newest credential key and anchor key; the anchor key signs its registration."""
    out = speaker(lang, as_json)
    from registry.cli.workplace import open_workplace

    thumbprint, address = register_body_keys(open_workplace(home), body)
    out.line(f"credential  {thumbprint.hex()}")
    out.line(f"anchor      0x{address.hex()}")
    out.document({"body": body, "credential": thumbprint.hex(), "anchor": "0x" + address.hex()})


def register_body_keys(place: "Workplace", body: str) -> tuple[bytes, bytes]:
    """Register those of the body's two keys that are not; returns thumbprint and address."""
    from registry.core import layout
    from registry.core.anchor import Domain, typed_digest
    from registry.core.hashing import body_id
    from registry.core.records import ZERO_SLOT

    credential, anchor = place.keyring.credential_signer(body), place.keyring.anchor_signer(body)
    thumbprint, subject = credential.jwk.thumbprint(), body_id(body)
    reader = place.checked_reader()
    wanted = [layout.key_slot(subject, key) for key in (thumbprint, layout.anchor_key_id(anchor.address))]
    has_credential, has_anchor = (
        slot != ZERO_SLOT for slot in reader.slots(place.contract, wanted, reader.head())
    )
    if not has_credential:
        place.authority.register_credential_key(body, thumbprint)
    if not has_anchor:
        domain = Domain(chain_id=place.network.chain_id, contract=place.contract)
        message = {"body": subject, "key": anchor.address, "validFrom": 0}
        signature = anchor.sign_digest(typed_digest(domain, "RegisterAnchorKey", message))
        place.authority.register_anchor_key(body, anchor.address, signature)
    return thumbprint, anchor.address


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
