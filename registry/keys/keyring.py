# SPDX-License-Identifier: Apache-2.0
"""A folder of encrypted key files and the list of what each is for.

``keyring.json`` names every key's role, body, public id and where it is held (``keys.entries``), and whether
the keyring is for demonstration only; keys of a role and body are listed oldest first, and the newest that is
not pending is used.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

import coincurve
from cryptography.hazmat.primitives.asymmetric import ec

from registry.core.types import Address, Thumbprint
from registry.errors import RefusedError, UsageError
from registry.keys import keystore, pkcs8
from registry.keys.entries import KeyEntry, RemotePlace, Role, TokenPlace
from registry.keys.files import Password, checked, password_from_file, read_secret
from registry.keys.index import KeyIndex, check_body_name
from registry.keys.recoverable import public_address
from registry.keys.remote import RemoteAnchorSigner
from registry.keys.signers import FileAccount, FileAnchorSigner, FileCredentialSigner, address_of
from registry.keys.token import Token, TokenKey
from registry.keys.token_signers import TokenAnchorSigner, TokenCredentialSigner, jwk_of
from registry.ports.keys import AnchorSigner, CredentialSigner

DEMO_LABEL = "antin-demo-"
"""How the labels of a demo keyring's keys in tokens begin, so that no real keyring takes them over."""


class KeyRing:
    """The keys in ``folder``. ``password`` is asked when a key is made, and when one is opened first.

    ``demo_network`` says what the keys are to be used for: a keyring marked as demo, whose keys may be
    known to the world, raises ``RefusedError`` DEMO_KEY_ON_REAL_NETWORK for anything else. A new keyring
    takes the mark from it. ``cost`` is the scrypt cost of new files; ``ask_pin`` asks a person for the PIN of
    the token with this label, ``None`` where nobody can be asked.
    """

    def __init__(
        self, folder: Path, password: Password, *, demo_network: bool, cost: int = pkcs8.SCRYPT_COST,
        ask_pin: Callable[[str], str] | None = None,
    ) -> None:  # fmt: skip
        self._folder = folder
        self._password = password
        self._cost = cost
        self._ask_pin = ask_pin
        self._index = KeyIndex(folder, demo=demo_network)
        self.demo = self._index.demo
        if self.demo and not demo_network:
            raise RefusedError("DEMO_KEY_ON_REAL_NETWORK", str(folder))
        # By id. A key is opened once: scrypt's cost is for thieves, not for every batch of a worker.
        self._credentials: dict[str, CredentialSigner] = {}
        self._anchors: dict[str, AnchorSigner] = {}
        self._tokens: dict[tuple[str, str], Token] = {}

    def __repr__(self) -> str:
        return f"KeyRing({str(self._folder)!r}, {len(self.entries)} keys, demo={self.demo})"

    @property
    def entries(self) -> tuple[KeyEntry, ...]:
        """What there is, oldest first."""
        return self._index.entries

    def create_credential_key(self, body: str, *, pending: bool = False) -> Thumbprint:
        """A new P-256 key of a body in a file; its id for the authority to register."""
        return self._add_p256("credential", body, pending=pending)

    def create_registry_key(self) -> Thumbprint:
        """A new P-256 key with which this registry signs what it publishes itself; its thumbprint."""
        return self._add_p256("registry", "", pending=False)

    def create_anchor_key(self, body: str, *, pending: bool = False) -> Address:
        """A new secp256k1 key of a body in a file; its address."""
        return self._add_account("anchor", body, coincurve.PrivateKey(), pending=pending)

    def create_account(self, role: Literal["relayer", "authority"]) -> Address:
        """A new account that sends transactions; its address."""
        return self._add_account(role, "", coincurve.PrivateKey())

    def import_demo_account(self, role: Literal["relayer", "authority"], key: bytes) -> Address:
        """Keep an account whose key the world knows. Raises ``RefusedError`` DEMO_KEY_ON_REAL_NETWORK
        unless the keyring is marked as demo.
        """
        if not self.demo:
            raise RefusedError("DEMO_KEY_ON_REAL_NETWORK", str(self._folder))
        return self._add_account(role, "", coincurve.PrivateKey(key))

    def create_in_token(
        self, role: Literal["credential", "anchor"], body: str, place: TokenPlace, *, pending: bool = False
    ) -> bytes:
        """Make a body's key inside a token (``place.key`` is ignored); its thumbprint or address."""
        check_body_name(body)
        prefix = DEMO_LABEL if self.demo else "antin-"
        curve: Literal["P-256", "secp256k1"] = "P-256" if role == "credential" else "secp256k1"
        key = self._token(place).generate(curve, f"{prefix}{role}-{body}")
        return self._add_token_key(role, body, place, key, pending=pending)

    def use_in_token(
        self, role: Literal["credential", "anchor"], body: str, place: TokenPlace, *, label: str | None = None,
        pending: bool = False,
    ) -> bytes:  # fmt: skip
        """List a body's key that is in a token already: by ``label``, else by ``place.key``. Raises
        ``RefusedError`` DEMO_KEY_ON_REAL_NETWORK for one that a demo keyring made.
        """
        wanted = bytes.fromhex(place.key) if place.key else None
        key = self._token(place).find(label=label, key=wanted)
        if key.label.startswith(DEMO_LABEL) and not self.demo:
            raise RefusedError("DEMO_KEY_ON_REAL_NETWORK", key.label)
        return self._add_token_key(role, body, place, key, pending=pending)

    def use_remote(self, body: str, address: Address, place: RemotePlace, *, pending: bool = False) -> None:
        """List a body's anchor key behind a remote signer, which must say that it holds the key for this body.

        Raises ``RefusedError`` SIGNER_KEY_MISSING, DEMO_KEY_ON_REAL_NETWORK where the signer's keys are demo
        ones and these are not, ``TransientError`` SIGNER_UNREACHABLE.
        """
        if RemoteAnchorSigner(place, address).held_for(body) and not self.demo:
            raise RefusedError("DEMO_KEY_ON_REAL_NETWORK", place.url)
        self._index.add(KeyEntry("anchor", body, address.hex(), remote=place, pending=pending))

    def credential_signer(self, body: str) -> CredentialSigner:
        """The newest credential key of a body. Raises ``UsageError`` KEY_MISSING, ``RefusedError``
        KEY_PASSWORD_WRONG, KEY_FILE_PERMISSIONS, KEY_FILE_FORMAT, and what ``keys.token.Token`` raises.
        """
        return self.credential_key(self._index.newest("credential", body))

    def registry_signer(self) -> CredentialSigner:
        """The registry's own newest key. Errors as ``credential_signer``."""
        return self.credential_key(self._index.newest("registry", ""))

    def anchor_signer(self, body: str) -> AnchorSigner:
        """The newest anchor key of a body. Errors as ``credential_signer``."""
        return self.anchor_key(self._index.newest("anchor", body))

    def credential_key(self, entry: KeyEntry) -> CredentialSigner:
        """The signer of one listed credential key."""
        if entry.id not in self._credentials:
            signer = self._open_credential(entry)
            self._check_id(entry, signer.jwk.thumbprint())
            self._credentials[entry.id] = signer
        return self._credentials[entry.id]

    def anchor_key(self, entry: KeyEntry) -> AnchorSigner:
        """The signer of one listed anchor key."""
        if entry.id not in self._anchors:
            signer = self._open_anchor(entry)
            self._check_id(entry, signer.address)
            self._anchors[entry.id] = signer
        return self._anchors[entry.id]

    def account(self, role: Literal["relayer", "authority"]) -> FileAccount:
        """The newest account of a role. Errors as ``credential_signer``."""
        entry = self._index.newest(role, "")
        signer = FileAccount(self._secret(entry))
        self._check_id(entry, signer.address)
        return signer

    def has(self, role: Role, body: str = "") -> bool:
        """Whether there is such a key in use."""
        return any((e.role, e.body) == (role, body) and not e.pending for e in self.entries)

    def public_id(self, role: Role, body: str = "") -> bytes:
        """The newest key's thumbprint or address, without opening it. Raises ``UsageError`` KEY_MISSING."""
        return bytes.fromhex(self._index.newest(role, body).id)

    def change(self, entry: KeyEntry, *, pending: bool | None = None, retire_at: int | None = None) -> None:
        """Note that a pending key is in use, or when an old one may be revoked."""
        given = {"pending": pending, "retire_at": retire_at}
        changes: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
        self._index.replace(replace(entry, **changes))

    def _add_p256(self, role: Literal["credential", "registry"], body: str, *, pending: bool) -> Thumbprint:
        key = ec.generate_private_key(ec.SECP256R1())
        thumbprint = FileCredentialSigner(key).jwk.thumbprint()
        content = pkcs8.encrypt(key, checked(self._password), cost=self._cost)
        entry = KeyEntry(role, body, thumbprint.hex(), f"{thumbprint.hex()[:16]}.pem", pending=pending)
        self._index.add(entry, content)
        return thumbprint

    def _open_credential(self, entry: KeyEntry) -> CredentialSigner:
        if entry.token:
            token = self._token(entry.token)
            return TokenCredentialSigner(token, token.find(key=bytes.fromhex(entry.token.key)))
        path = self._folder / entry.file
        return FileCredentialSigner(pkcs8.decrypt(read_secret(path), checked(self._password), str(path)))

    def _open_anchor(self, entry: KeyEntry) -> AnchorSigner:
        address = Address(bytes.fromhex(entry.id))
        if entry.token:
            return TokenAnchorSigner(self._token(entry.token), bytes.fromhex(entry.token.key), address)
        if entry.remote:
            return RemoteAnchorSigner(entry.remote, address)
        return FileAnchorSigner(self._secret(entry))

    def _token(self, place: TokenPlace) -> Token:
        where = (place.module, place.token)
        if where not in self._tokens:
            self._tokens[where] = Token(*where, self._pin(place))
        return self._tokens[where]

    def _pin(self, place: TokenPlace) -> Password:
        if place.pin_file:
            return password_from_file(Path(place.pin_file))
        ask = self._ask_pin
        if ask is None:
            raise UsageError("TOKEN_PIN_MISSING", place.token)
        return lambda: ask(place.token)

    def _add_token_key(
        self, role: Role, body: str, place: TokenPlace, key: TokenKey, *, pending: bool
    ) -> bytes:
        if (role == "credential") != (key.curve == "P-256"):
            raise RefusedError("TOKEN_CURVE", key.label)
        identity = jwk_of(key).thumbprint() if role == "credential" else public_address(key.point)
        held = replace(place, key=key.id.hex())
        self._index.add(KeyEntry(role, body, identity.hex(), token=held, pending=pending))
        return identity

    def _add_account(
        self, role: Role, body: str, key: coincurve.PrivateKey, *, pending: bool = False
    ) -> Address:
        address = address_of(key)
        content = keystore.encrypt(key.secret, checked(self._password), cost=self._cost)
        self._index.add(
            KeyEntry(role, body, address.hex(), f"{address.hex()[:16]}.json", pending=pending), content
        )
        return address

    def _secret(self, entry: KeyEntry) -> bytes:
        path = self._folder / entry.file
        return keystore.decrypt(read_secret(path), checked(self._password), str(path))

    def _check_id(self, entry: KeyEntry, public: bytes) -> None:
        if public.hex() != entry.id:
            raise RefusedError(
                "KEY_FILE_FORMAT", str(self._folder / entry.file) if entry.file else entry.place
            )
