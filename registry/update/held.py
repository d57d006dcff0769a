# SPDX-License-Identifier: Apache-2.0
"""What a verifier has taken in: one folder, in which ``state.json`` names the generation in use.

A new generation is written beside the old one and becomes the one in use when ``state.json`` is replaced.
Read without the framework's library, so that verifying stays light.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import rfc8785
from msgspec import Struct

from registry.core.hashing import sha256
from registry.core.strict_json import loads
from registry.errors import EvidenceError, InputError
from registry.update.names import LIST_NAME, METADATA, ROLES, TARGETS

STATE = "state.json"
_FORMAT, _VERSION, _LIMIT = "antin-trust-state", 1, 64 * 1024


class RoleState(Struct, frozen=True):
    """Version and end (UTC seconds) of one role's metadata."""

    version: int
    expires: int


class Held(Struct, frozen=True, kw_only=True):
    """``pin`` is the first pin, ``source`` where updates come from, ``generation`` the folder in use."""

    pin: str
    source: str
    generation: str
    list_sha256: str
    roles: Mapping[str, RoleState]

    @property
    def expires(self) -> int:
        """The earliest end of the four roles, UTC seconds: from then on nothing is known to be current."""
        return min(role.expires for role in self.roles.values())

    @property
    def first_to_expire(self) -> str:
        """The role that ends first."""
        return min(self.roles, key=lambda name: self.roles[name].expires)

    def to_bytes(self) -> bytes:
        """The file's one byte form."""
        roles = {name: {"version": r.version, "expires": r.expires} for name, r in self.roles.items()}
        return rfc8785.dumps(
            {"format": _FORMAT, "version": _VERSION, "pin": self.pin, "source": self.source,
             "generation": self.generation, "list_sha256": self.list_sha256, "roles": roles}
        )  # fmt: skip


def read_held(folder: Path) -> Held | None:
    """What ``folder`` holds; ``None`` where no list was taken in.

    Raises ``EvidenceError`` TRUST_STATE_DAMAGED: a damaged state never reads as none.
    """
    path = folder / STATE
    if not path.exists():
        return None
    try:
        data = path.read_bytes()
        held = _parse(loads(data, limit=_LIMIT))
    except (OSError, InputError, LookupError, TypeError, AttributeError, ValueError) as error:
        raise EvidenceError("TRUST_STATE_DAMAGED", str(path)) from error
    if held.to_bytes() != data:
        raise EvidenceError("TRUST_STATE_DAMAGED", str(path))
    return held


def held_list(folder: Path, held: Held) -> bytes:
    """The trust list in use. Raises ``EvidenceError`` TRUST_STATE_DAMAGED where it is not the one taken in."""
    path = folder / held.generation / TARGETS / LIST_NAME
    try:
        data = path.read_bytes()
    except OSError as error:
        raise EvidenceError("TRUST_STATE_DAMAGED", str(path)) from error
    if sha256(data).hex() != held.list_sha256:
        raise EvidenceError("TRUST_STATE_DAMAGED", str(path))
    return data


def metadata_folder(folder: Path, held: Held) -> Path:
    """The verified metadata in use."""
    return folder / held.generation / METADATA


def _parse(value: Any) -> Held:
    if (value["format"], value["version"]) != (_FORMAT, _VERSION) or set(value["roles"]) != set(ROLES):
        raise ValueError("format")
    roles = {name: RoleState(int(r["version"]), int(r["expires"])) for name, r in value["roles"].items()}
    texts = [value[name] for name in ("pin", "source", "generation", "list_sha256")]
    if not all(isinstance(text, str) for text in texts) or "/" in value["generation"]:
        raise ValueError("text")
    pin, source, generation, digest = texts
    return Held(pin=pin, source=source, generation=generation, list_sha256=digest, roles=roles)
