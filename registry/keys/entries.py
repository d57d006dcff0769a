# SPDX-License-Identifier: Apache-2.0
"""What ``keyring.json`` says of a key: whose it is, and where it is held: a file, a token, another machine."""

import re
from dataclasses import asdict, dataclass
from typing import Any, Literal, get_args

FORMAT = "antin-keyring"
VERSION = 1
Role = Literal["credential", "anchor", "relayer", "authority", "registry"]
NAME = re.compile(r"[A-Za-z0-9._-]{1,64}")
MAX_TEXT = 1_024
"""Paths, labels and addresses in an entry: longer than any real one."""


@dataclass(frozen=True, slots=True)
class TokenPlace:
    """A key in a PKCS#11 token. ``key`` is its CKA_ID in hexadecimal; ``pin_file`` is empty where the PIN
    is asked for.
    """

    module: str
    token: str
    key: str
    pin_file: str = ""


@dataclass(frozen=True, slots=True)
class RemotePlace:
    """A key behind a remote signer (docs/spec/keys.md); ``token_file`` holds the bearer token, ``ca_file``
    the certificates that its TLS certificate leads to, empty for the system's.
    """

    url: str
    token_file: str
    ca_file: str = ""


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """One key: ``id`` is the thumbprint or address in hexadecimal; exactly one of ``file`` (a name in the
    folder), ``token`` and ``remote`` is given.

    ``pending``: made for a rotation and not registered yet, so not used. ``retire_at``: UTC seconds after
    which a newer key's owner may revoke it; 0 where nothing was chosen.
    """

    role: Role
    body: str
    id: str
    file: str = ""
    token: TokenPlace | None = None
    remote: RemotePlace | None = None
    pending: bool = False
    retire_at: int = 0

    @property
    def place(self) -> str:
        """Where it is held, in words without secrets."""
        if self.token:
            return f"pkcs11 {self.token.token}"
        return self.remote.url if self.remote else self.file


def to_content(demo: bool, entries: list[KeyEntry]) -> dict[str, Any]:
    """The list as JSON; a key in a file is written as ever, ``{role, body, id, file}``."""
    keys = [{k: v for k, v in asdict(e).items() if v or k == "body"} for e in entries]
    return {"demo": demo, "format": FORMAT, "keys": keys, "version": VERSION}


def parse(content: Any) -> tuple[bool, list[KeyEntry]]:
    """Demo mark and entries. Raises ``ValueError``, ``TypeError`` or ``KeyError`` for anything else."""
    if set(content) != {"demo", "format", "keys", "version"} or not isinstance(content["demo"], bool):
        raise ValueError
    if (content["format"], content["version"]) != (FORMAT, VERSION):
        raise ValueError
    return content["demo"], [_entry(row) for row in content["keys"]]


def _entry(row: Any) -> KeyEntry:
    fields = dict(row)
    if "token" in fields:
        fields["token"] = _place(TokenPlace, fields["token"])
    if "remote" in fields:
        fields["remote"] = _place(RemotePlace, fields["remote"])
    entry = KeyEntry(**fields)
    if entry.role not in get_args(Role) or not re.fullmatch(r"[0-9a-f]{40}|[0-9a-f]{64}", entry.id):
        raise ValueError
    if [bool(entry.file), bool(entry.token), bool(entry.remote)].count(True) != 1:
        raise ValueError
    if entry.file and not NAME.fullmatch(entry.file):
        raise ValueError
    if not isinstance(entry.pending, bool) or type(entry.retire_at) is not int or entry.retire_at < 0:
        raise ValueError
    return entry


def _place(kind: type[Any], row: Any) -> Any:
    place = kind(**row)
    if not all(isinstance(v, str) and len(v) <= MAX_TEXT for v in asdict(place).values()):
        raise ValueError
    return place
