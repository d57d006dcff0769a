# SPDX-License-Identifier: Apache-2.0
"""Options that say where a key is held: in a token, or behind a remote signer; a file where none is given."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from registry.errors import UsageError

if TYPE_CHECKING:
    from registry.keys.entries import KeyEntry, TokenPlace
    from registry.keys.keyring import KeyRing

KeyRole = Literal["credential", "anchor"]
Module = Annotated[
    Path | None, typer.Option("--pkcs11", metavar="MODULE", help="Mô-đun PKCS#11 / the token's module.")
]
TokenLabel = Annotated[str, typer.Option("--token", metavar="LABEL", help="Nhãn thiết bị / token label.")]
PinFile = Annotated[
    Path | None, typer.Option("--pin-file", metavar="FILE", help="Tệp chứa PIN / file with the PIN.")
]
Chain = Annotated[
    Path | None,
    typer.Option(
        "--x5c", metavar="PEM", help="Chuỗi chứng thư của khóa ký chứng chỉ / the key's X.509 chain."
    ),
]
Yes = Annotated[bool, typer.Option("--yes", help="Không hỏi lại / do not ask.")]


def body_role(role: str) -> KeyRole:
    """One of a body's two roles. Raises ``UsageError`` KEY_PURPOSE."""
    if role == "credential":
        return "credential"
    if role == "anchor":
        return "anchor"
    raise UsageError("KEY_PURPOSE", role=role)


def token_place(
    module: Path | None, token: str, pin_file: Path | None, key_id: str = ""
) -> "TokenPlace | None":
    """The token that the options name, ``None`` without ``--pkcs11``. Raises ``UsageError`` KEY_PLACE."""
    from registry.keys.entries import TokenPlace

    if module is None:
        if token or pin_file or key_id:
            raise UsageError("KEY_PLACE")
        return None
    try:
        bytes.fromhex(key_id)
    except ValueError as error:
        raise UsageError("KEY_ID", id=key_id) from error
    if not token:
        raise UsageError("KEY_PLACE")
    # Workers run elsewhere than the person who lists the key: paths must not hang on the folder.
    return TokenPlace(str(module.absolute()), token, key_id, str(pin_file.absolute()) if pin_file else "")


def make_key(
    ring: "KeyRing", role: KeyRole, body: str, place: "TokenPlace | None", *, pending: bool = False
) -> "KeyEntry":
    """A new key of a body in a token, or in a file; its entry."""
    if place is not None:
        identity = ring.create_in_token(role, body, place, pending=pending)
    elif role == "credential":
        identity = ring.create_credential_key(body, pending=pending)
    else:
        identity = ring.create_anchor_key(body, pending=pending)
    return entry_of(ring, role, body, identity)


def entry_of(ring: "KeyRing", role: str, body: str, identity: bytes) -> "KeyEntry":
    """The entry of a listed key."""
    return next(e for e in ring.entries if (e.role, e.body, e.id) == (role, body, identity.hex()))
