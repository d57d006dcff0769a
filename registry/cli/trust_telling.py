# SPDX-License-Identifier: Apache-2.0
"""What the commands of a trust list's office say of a draft: what it is, until when, whose keys, its fingerprint."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from registry.cli.output import Output

if TYPE_CHECKING:
    from tuf.api.metadata import Metadata, Root, Targets


def tell_root(out: Output, path: Path, draft: "Metadata[Root]", made: Sequence[Path]) -> None:
    """A new root, with the files of the keys that were made for it."""
    from registry.update.pin import group_pin, pin_of

    pin = pin_of(draft.signed_bytes)
    tell_draft(out, path, draft)
    out.document({"draft": str(path), "version": draft.signed.version, "fingerprint": pin, "printed": group_pin(pin),
                  "expires": draft.signed.expires.isoformat(), "keys": [str(item) for item in made]})  # fmt: skip


def tell_draft(out: Output, path: Path, draft: "Metadata[Root] | Metadata[Targets]") -> None:
    """Any draft, for people."""
    from registry.update.pin import group_pin, pin_of

    signed = draft.signed
    out.say(f"{path}: {signed.type}, bản {signed.version}, đến {signed.expires:%d/%m/%Y}",
            f"{path}: {signed.type}, version {signed.version}, until {signed.expires:%d/%m/%Y}")  # fmt: skip
    if signed.type == "targets":
        for name, described in getattr(signed, "targets", {}).items():
            out.line(f"  {name}  SHA-256 {described.hashes['sha256']}")
        return
    pin = group_pin(pin_of(draft.signed_bytes))
    for role in ("root", "targets"):
        named = getattr(signed, "roles", {})[role]
        keys = ", ".join(keyid[:16] for keyid in named.keyids)
        out.say(f"  {role}: {named.threshold} trên {len(named.keyids)} khóa: {keys}",
                f"  {role}: {named.threshold} of {len(named.keyids)} keys: {keys}")  # fmt: skip
    out.say(f"Dấu vân tay để in: {pin}", f"Fingerprint to print: {pin}")
