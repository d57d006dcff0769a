# SPDX-License-Identifier: Apache-2.0
"""``keyring.json`` on disk: read again when another process changed it, changed as a whole under a lock."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from registry.core import strict_json
from registry.errors import InputError, RefusedError, UsageError
from registry.keys.entries import NAME, KeyEntry, Role, parse, to_content
from registry.keys.files import exclusive, read_secret, replace_secret, write_secret

INDEX = "keyring.json"


class KeyIndex:
    """The list of keys in ``folder``; a new one takes its mark from ``demo``. Raises ``RefusedError``
    KEYRING_FORMAT wherever the list is damaged.
    """

    def __init__(self, folder: Path, *, demo: bool) -> None:
        self._folder = folder
        self._path = folder / INDEX
        self._seen: tuple[int, int] | None = None
        self.demo, self._entries = self._load(demo)

    @property
    def entries(self) -> tuple[KeyEntry, ...]:
        """What there is, oldest first."""
        # A worker runs for months; a key that another process rotated must not wait for its restart.
        if self._stamp() != self._seen:
            demo, self._entries = self._load(self.demo)
            if demo != self.demo:
                raise RefusedError("KEYRING_FORMAT", str(self._path))
        return tuple(self._entries)

    def newest(self, role: Role, body: str) -> KeyEntry:
        """The newest key in use of a role and body. Raises ``UsageError`` KEY_MISSING."""
        found = [e for e in self.entries if (e.role, e.body) == (role, body) and not e.pending]
        if not found:
            raise UsageError("KEY_MISSING", role=role, body=body, folder=str(self._folder))
        return found[-1]

    def add(self, entry: KeyEntry, content: bytes = b"") -> None:
        """List a key, and write its file first where it has ``content``; ``entry.file`` is then the end of
        the file's name. Raises ``UsageError`` KEY_BODY_NAME, ``RefusedError`` KEY_LISTED_ALREADY, KEY_FILE_EXISTS.
        """
        check_body_name(entry.body)
        if content:
            name = "-".join(filter(None, (entry.role, entry.body, entry.file)))
            entry = replace(entry, file=name)
            # The key first: an unlisted file loses nothing, a listed file that is missing loses a key.
            write_secret(self._folder / name, content)
        self._edit(lambda entries: [*entries, _new_in(entries, entry)])

    def replace(self, entry: KeyEntry) -> None:
        """Put ``entry`` in the place of the one with its role, body and id."""
        self._edit(lambda entries: [entry if _same(e, entry) else e for e in entries])

    def _edit(self, change: Callable[[list[KeyEntry]], list[KeyEntry]]) -> None:
        # Another process may have listed a key since this list was read; its entry must not be lost.
        with exclusive(self._folder):
            demo, entries = self._load(self.demo)
            text = json.dumps(to_content(demo, change(entries)), indent=2, ensure_ascii=False) + "\n"
            replace_secret(self._path, text.encode())
            self.demo, self._entries = self._load(self.demo)

    def _stamp(self) -> tuple[int, int] | None:
        try:
            status = self._path.stat()
        except FileNotFoundError:
            return None
        return status.st_mtime_ns, status.st_ino

    def _load(self, demo: bool) -> tuple[bool, list[KeyEntry]]:
        self._seen = self._stamp()
        if self._seen is None:
            return demo, []
        try:
            content = strict_json.loads(
                read_secret(self._path, 1 << 20), limit=1 << 20, where=str(self._path)
            )
            return parse(content)
        except (InputError, ValueError, TypeError, KeyError) as error:
            raise RefusedError("KEYRING_FORMAT", str(self._path)) from error


def check_body_name(body: str) -> None:
    """Raises ``UsageError`` KEY_BODY_NAME where a body's code cannot be part of a file's name."""
    if body and not NAME.fullmatch(body):
        raise UsageError("KEY_BODY_NAME", body=body)


def _new_in(entries: list[KeyEntry], entry: KeyEntry) -> KeyEntry:
    if any(_same(e, entry) for e in entries):
        raise RefusedError("KEY_LISTED_ALREADY", id=entry.id)
    return entry


def _same(one: KeyEntry, other: KeyEntry) -> bool:
    return (one.role, one.body, one.id) == (other.role, other.body, other.id)
