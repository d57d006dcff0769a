# SPDX-License-Identifier: Apache-2.0
"""A folder of encrypted key files and the list of what each is for.

``keyring.json`` names every key's role, body, public id and file, and whether the keyring is for
demonstration only; keys of a role and body are listed oldest first, and the newest is used.
"""

import json
import re
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal, get_args

import coincurve
from cryptography.hazmat.primitives.asymmetric import ec

from registry.core import strict_json
from registry.core.types import Address, Thumbprint
from registry.errors import InputError, RefusedError, UsageError
from registry.keys import keystore, pkcs8
from registry.keys.files import Password, checked, read_secret, replace_secret, write_secret
from registry.keys.signers import FileAccount, FileAnchorSigner, FileCredentialSigner, address_of

FORMAT = "antin-keyring"
VERSION = 1
INDEX = "keyring.json"
Role = Literal["credential", "anchor", "relayer", "authority"]
_NAME = re.compile(r"[A-Za-z0-9._-]{1,64}")


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """One key: ``id`` is the thumbprint or address in hexadecimal, ``file`` a name in the folder."""

    role: Role
    body: str
    id: str
    file: str


class KeyRing:
    """The keys in ``folder``. ``password`` is asked when a key is made, and when one is opened first.

    ``demo_network`` says what the keys are to be used for: a keyring marked as demo, whose keys may be
    known to the world, raises ``RefusedError`` DEMO_KEY_ON_REAL_NETWORK for anything else. A new keyring
    takes the mark from it. ``cost`` is the scrypt cost of new files.
    """

    def __init__(
        self, folder: Path, password: Password, *, demo_network: bool, cost: int = pkcs8.SCRYPT_COST
    ) -> None:
        self._folder = folder
        self._password = password
        self._cost = cost
        self.demo, self._entries = self._load(demo_network)
        if self.demo and not demo_network:
            raise RefusedError("DEMO_KEY_ON_REAL_NETWORK", str(folder))
        # By file. A key is opened once: scrypt's cost is for thieves, not for every batch of a worker.
        self._credentials: dict[str, FileCredentialSigner] = {}
        self._anchors: dict[str, FileAnchorSigner] = {}

    def __repr__(self) -> str:
        return f"KeyRing({str(self._folder)!r}, {len(self._entries)} keys, demo={self.demo})"

    @property
    def entries(self) -> tuple[KeyEntry, ...]:
        """What there is, oldest first."""
        return tuple(self._entries)

    def create_credential_key(self, body: str) -> Thumbprint:
        """A new P-256 key of a body; its id for the authority to register."""
        key = ec.generate_private_key(ec.SECP256R1())
        thumbprint = FileCredentialSigner(key).jwk.thumbprint()
        content = pkcs8.encrypt(key, checked(self._password), cost=self._cost)
        self._add("credential", body, thumbprint.hex(), f"{thumbprint.hex()[:16]}.pem", content)
        return thumbprint

    def create_anchor_key(self, body: str) -> Address:
        """A new secp256k1 key of a body; its address."""
        return self._add_account("anchor", body, coincurve.PrivateKey())

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

    def credential_signer(self, body: str) -> FileCredentialSigner:
        """The newest credential key of a body. Raises ``UsageError`` KEY_MISSING, ``RefusedError``
        KEY_PASSWORD_WRONG, KEY_FILE_PERMISSIONS, KEY_FILE_FORMAT.
        """
        entry = self._newest("credential", body)
        if entry.file not in self._credentials:
            path = self._folder / entry.file
            key = pkcs8.decrypt(read_secret(path), checked(self._password), str(path))
            signer = FileCredentialSigner(key)
            self._check_id(entry, signer.jwk.thumbprint())
            self._credentials[entry.file] = signer
        return self._credentials[entry.file]

    def anchor_signer(self, body: str) -> FileAnchorSigner:
        """The newest anchor key of a body. Errors as ``credential_signer``."""
        entry = self._newest("anchor", body)
        if entry.file not in self._anchors:
            signer = FileAnchorSigner(self._secret(entry))
            self._check_id(entry, signer.address)
            self._anchors[entry.file] = signer
        return self._anchors[entry.file]

    def account(self, role: Literal["relayer", "authority"]) -> FileAccount:
        """The newest account of a role. Errors as ``credential_signer``."""
        entry = self._newest(role, "")
        signer = FileAccount(self._secret(entry))
        self._check_id(entry, signer.address)
        return signer

    def has(self, role: Role, body: str = "") -> bool:
        """Whether there is such a key."""
        return any((e.role, e.body) == (role, body) for e in self._entries)

    def public_id(self, role: Role, body: str = "") -> bytes:
        """The newest key's thumbprint or address, without opening it. Raises ``UsageError`` KEY_MISSING."""
        return bytes.fromhex(self._newest(role, body).id)

    def _add_account(self, role: Role, body: str, key: coincurve.PrivateKey) -> Address:
        address = address_of(key)
        content = keystore.encrypt(key.secret, checked(self._password), cost=self._cost)
        self._add(role, body, address.hex(), f"{address.hex()[:16]}.json", content)
        return address

    def _add(self, role: Role, body: str, identity: str, suffix: str, content: bytes) -> None:
        if body and not _NAME.fullmatch(body):
            raise UsageError("KEY_BODY_NAME", body=body)
        entry = KeyEntry(role, body, identity, "-".join(filter(None, (role, body, suffix))))
        # The key first: an unlisted file loses nothing, a listed file that is missing loses a key.
        write_secret(self._folder / entry.file, content)
        # Another process may have listed a key since this keyring was read; its entry must not be lost.
        _, self._entries = self._load(self.demo)
        self._entries.append(entry)
        self._save()

    def _secret(self, entry: KeyEntry) -> bytes:
        path = self._folder / entry.file
        return keystore.decrypt(read_secret(path), checked(self._password), str(path))

    def _newest(self, role: Role, body: str) -> KeyEntry:
        found = [e for e in self._entries if (e.role, e.body) == (role, body)]
        if not found:
            raise UsageError("KEY_MISSING", role=role, body=body, folder=str(self._folder))
        return found[-1]

    def _check_id(self, entry: KeyEntry, public: bytes) -> None:
        if public.hex() != entry.id:
            raise RefusedError("KEY_FILE_FORMAT", str(self._folder / entry.file))

    def _load(self, demo: bool) -> tuple[bool, list[KeyEntry]]:
        path = self._folder / INDEX
        if not path.exists():
            return demo, []
        try:
            content = strict_json.loads(read_secret(path, 1 << 20), limit=1 << 20, where=str(path))
            return _parse(content)
        except (InputError, ValueError, TypeError, KeyError) as error:
            raise RefusedError("KEYRING_FORMAT", str(path)) from error

    def _save(self) -> None:
        keys = [asdict(entry) for entry in self._entries]
        content = {"demo": self.demo, "format": FORMAT, "keys": keys, "version": VERSION}
        replace_secret(
            self._folder / INDEX, (json.dumps(content, indent=2, ensure_ascii=False) + "\n").encode()
        )


def _parse(content: Any) -> tuple[bool, list[KeyEntry]]:
    if set(content) != {"demo", "format", "keys", "version"} or not isinstance(content["demo"], bool):
        raise ValueError
    if (content["format"], content["version"]) != (FORMAT, VERSION):
        raise ValueError
    entries = [KeyEntry(**row) for row in content["keys"]]
    for entry in entries:
        if entry.role not in get_args(Role) or not _NAME.fullmatch(entry.file):
            raise ValueError
        if not re.fullmatch(r"[0-9a-f]{40}|[0-9a-f]{64}", entry.id):
            raise ValueError
    return content["demo"], entries
