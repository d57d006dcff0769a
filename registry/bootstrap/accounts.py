# SPDX-License-Identifier: Apache-2.0
"""The keys of this registry, and what acts with them. Nothing is opened before it is asked for."""

import sys
from functools import cache, cached_property
from getpass import getpass
from typing import TYPE_CHECKING

from registry.bootstrap.nodes import Nodes
from registry.errors import EvidenceError, UsageError

if TYPE_CHECKING:
    from registry.chain.authority import AuthorityActs
    from registry.chain.relayer import Relayer
    from registry.chain.schedule import Schedule, Scheduler
    from registry.keys.files import Password
    from registry.keys.keyring import KeyRing
    from registry.ports.keys import CredentialSigner


class Accounts(Nodes):
    """Who signs here."""

    @cached_property
    def keyring(self) -> "KeyRing":
        """The keys of this registry; demo keys are refused unless the network is marked as a demo."""
        return self.new_keyring(demo=self.network.demo)

    def new_keyring(self, *, demo: bool) -> "KeyRing":
        """The same for a network marked as ``demo``, where none is pinned yet."""
        from registry.keys.keyring import KeyRing  # noqa: PLC0415

        ask = ask_pin if sys.stdin.isatty() else None
        return KeyRing(self.home.keys, self.key_password(), demo_network=demo, ask_pin=ask)

    def key_password(self) -> "Password":
        """Where the key files' password comes from: given, a file, or the prompt.

        Raises ``UsageError`` PASSWORD_MISSING where there is no terminal to ask at.
        """
        from registry.keys.files import password_from_file  # noqa: PLC0415

        if self.password:
            return self.password
        if self.settings.key_password_file:
            return password_from_file(self.settings.key_password_file)
        if not sys.stdin.isatty():
            raise UsageError("PASSWORD_MISSING")
        asked: list[str] = []

        def ask() -> str:
            if not asked:
                asked.append(getpass("Mật khẩu khóa / key password: "))
            return asked[0]

        return ask

    @cached_property
    def relayer(self) -> "Relayer":
        """Sends bodies' signed requests."""
        from registry.chain.panel_sender import PanelSender  # noqa: PLC0415
        from registry.chain.relayer import Relayer  # noqa: PLC0415

        return Relayer(PanelSender(self.panel, self.keyring.account("relayer")), self.contract)

    @cached_property
    def authority(self) -> "AuthorityActs":
        """The authority's acts, with the authority's own account."""
        from registry.chain.authority import AuthorityActs  # noqa: PLC0415
        from registry.chain.panel_sender import PanelSender  # noqa: PLC0415

        self.checked_reader()
        sender = PanelSender(self.panel, self.keyring.account("authority"))
        return AuthorityActs(sender, self.contract, first=self.network.current.from_block)

    @property
    def schedule(self) -> "Schedule":
        """What waits in the access manager; no key is opened."""
        from registry.chain.panel_sender import PanelRpc  # noqa: PLC0415
        from registry.chain.schedule import Schedule  # noqa: PLC0415

        self.checked_reader()
        return Schedule(PanelRpc(self.panel), self.contract, first=self.network.current.from_block)

    @property
    def scheduler(self) -> "Scheduler":
        """The same with the account of this folder's authority key."""
        from registry.chain.panel_sender import PanelSender  # noqa: PLC0415
        from registry.chain.schedule import Scheduler  # noqa: PLC0415

        self.checked_reader()
        sender = PanelSender(self.panel, self.keyring.account("authority"))
        return Scheduler(sender, self.contract, first=self.network.current.from_block)

    @property
    def has_registry_key(self) -> bool:
        """Whether the registry has a key of its own; needs no password."""
        from registry.keys.index import KeyIndex  # noqa: PLC0415

        return any(e.role == "registry" for e in KeyIndex(self.home.keys, demo=self.network.demo).entries)

    def registry_signer(self) -> "CredentialSigner":
        """The registry's own key. Raises ``EvidenceError`` REGISTRY_KEY_MISSING, and what ``KeyRing`` raises."""
        if not self.has_registry_key:
            raise EvidenceError("REGISTRY_KEY_MISSING")
        return self.keyring.registry_signer()

    def _credential_signer(self, body: str, key: bytes | None) -> "CredentialSigner":
        ring = self.keyring
        wanted = ("credential", body, key.hex() if key else "")
        found = [entry for entry in ring.entries if (entry.role, entry.body, entry.id) == wanted]
        return ring.credential_key(found[-1]) if found else ring.credential_signer(body)


@cache
def ask_pin(token: str) -> str:
    """A token's PIN from the prompt, once: asked again and again it would be typed wrong until the token locks."""
    return getpass(f"PIN {token}: ")
