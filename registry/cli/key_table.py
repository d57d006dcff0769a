# SPDX-License-Identifier: Apache-2.0
"""The rows of ``antin key list``: whose a key is, where it is held, and whether it is the one that signs."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from registry.cli.moments import shown_instant
from registry.texts.words import role_word

if TYPE_CHECKING:
    from registry.keys.entries import KeyEntry

KEY_HEADINGS = {
    "vi": ("Vai trò", "Tổ chức", "Mã khóa", "Nơi giữ", "Tình trạng"),
    "en": ("Role", "Body", "Id", "Held in", "State"),
}


def signing_keys(entries: "Sequence[KeyEntry]") -> "frozenset[KeyEntry]":
    """The newest of each role and body: the keyring signs with no other."""
    return frozenset({(e.role, e.body): e for e in entries if not e.pending}.values())


def key_row(entry: "KeyEntry", in_use: bool, lang: str) -> tuple[str, str, str, str, str]:
    """Role, body, id, place and state in words; of a file its name in the folder of keys."""
    return (
        role_word(entry.role, lang), entry.body or "–", entry.id, _place(entry, lang), _state(entry, in_use, lang),
    )  # fmt: skip


def _place(entry: "KeyEntry", lang: str) -> str:
    if entry.token:
        kind = ("thiết bị PKCS#11", "PKCS#11 token")
    elif entry.remote:
        kind = ("máy ký từ xa", "remote signer")
    else:
        kind = ("tệp", "file")
    shown = entry.token.token if entry.token else entry.place
    return f"{kind[lang != 'vi']} {shown}"


def _state(entry: "KeyEntry", in_use: bool, lang: str) -> str:
    if entry.pending:
        states = ("chờ đăng ký, chưa dùng", "waits for its registration, not in use")
    elif in_use:
        states = ("đang dùng", "in use")
    elif entry.retire_at:
        day = shown_instant(entry.retire_at)
        states = (f"khóa cũ, giữ đến {day}", f"former key, kept until {day}")
    else:
        states = ("khóa cũ, không ký nữa", "former key, signs no more")
    return states[lang != "vi"]
