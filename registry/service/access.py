# SPDX-License-Identifier: Apache-2.0
"""API keys: made, shown once, recognised, revoked. Of a secret only its SHA-256 is kept.

A secret is 256 random bits, so a plain hash keeps it: there is no list of likely secrets to try.
"""

import hmac
import re
from dataclasses import dataclass

from registry.core.audit_log import LogEntry
from registry.core.hashing import sha256
from registry.core.text import check_text
from registry.errors import InputError, RefusedError, UsageError
from registry.ports.access import BODY_ROLES, Caller, Role, StoredApiKey
from registry.ports.clock import Clock, Entropy
from registry.ports.store import Store
from registry.service.folding import fold

MAX_HOLDER_NAME = 120
ID_BYTES, SECRET_BYTES = 8, 32
OPERATOR = "operator"
_SHOWN = re.compile(r"antin-([0-9a-f]{16})-([0-9a-f]{64})\Z")
# What an unknown id is compared with, so that it costs the same as a wrong secret.
_NOBODY = bytes(32)


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessDeps:
    """What keys are made and judged with."""

    store: Store
    clock: Clock
    entropy: Entropy


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key just made; ``shown`` is all that its holder ever gets and is kept nowhere."""

    key: StoredApiKey
    shown: str

    def __repr__(self) -> str:
        return f"NewKey({self.key.id})"


def create_api_key(
    role: Role, holder: str, *, body: str | None, expires_at: int | None, deps: AccessDeps
) -> NewKey:
    """A new key of ``holder``, who is a person: two keys of one holder never decide on each other's proposals.

    Raises ``UsageError`` API_KEY_BODY, API_KEY_EXPIRED; ``RefusedError`` BODY_NOT_HERE; ``InputError`` TEXT_*,
    API_KEY_HOLDER.
    """
    name = check_text(holder, MAX_HOLDER_NAME, "holder")
    if not (person := person_of(name)):
        raise InputError("API_KEY_HOLDER", "holder")
    if (role in BODY_ROLES) is not (body is not None):
        raise UsageError("API_KEY_BODY", role=role.value)
    now = deps.clock.now()
    if expires_at is not None and expires_at <= now:
        raise UsageError("API_KEY_EXPIRED")
    secret = deps.entropy.octets(SECRET_BYTES)
    key = StoredApiKey(
        id=deps.entropy.octets(ID_BYTES).hex(), digest=sha256(secret), role=role, body=body, holder=name,
        person=person, created_at=now, expires_at=expires_at,
    )  # fmt: skip
    with deps.store.writing() as work:
        if body is not None and work.bodies.get(body) is None:
            raise RefusedError("BODY_NOT_HERE", body=body)
        work.api_keys.add(key)
        work.log.append(_by_operator("api_key.create", key, now))
        work.commit()
    return NewKey(key, f"antin-{key.id}-{secret.hex()}")


def revoke_api_key(key_id: str, *, deps: AccessDeps) -> StoredApiKey:
    """End a key's use for ever; revoking it again changes nothing. Raises ``RefusedError`` API_KEY_UNKNOWN."""
    with deps.store.writing() as work:
        key = work.api_keys.get(key_id)
        if key is None:
            raise RefusedError("API_KEY_UNKNOWN", id=key_id)
        if work.api_keys.revoke(key_id, now := deps.clock.now()):
            work.log.append(_by_operator("api_key.revoke", key, now))
            work.commit()
    with deps.store.reading() as work:
        return work.api_keys.get(key_id) or key


def api_keys(store: Store) -> list[StoredApiKey]:
    """Every key, oldest first."""
    with store.reading() as work:
        return work.api_keys.all()


def authenticate(shown: str, *, deps: AccessDeps) -> Caller:
    """Who shows this key. Raises ``RefusedError`` API_KEY_REFUSED, the same whatever is wrong with it."""
    match = _SHOWN.match(shown)
    if match is None:
        raise RefusedError("API_KEY_REFUSED")
    with deps.store.reading() as work:
        key = work.api_keys.get(match[1])
    good = hmac.compare_digest(sha256(bytes.fromhex(match[2])), key.digest if key else _NOBODY)
    if key is None or not good or not _usable(key, deps.clock.now()):
        raise RefusedError("API_KEY_REFUSED")
    return Caller(key=key.id, role=key.role, body=key.body, holder=key.holder, person=key.person)


def person_of(holder: str) -> str:
    """A holder regardless of case, spaces, punctuation and diacritics: rather two people are taken for one than
    one for two.
    """
    return "".join(char for char in fold(holder) if char.isalnum())


def _usable(key: StoredApiKey, now: int) -> bool:
    return key.revoked_at is None and (key.expires_at is None or now < key.expires_at)


def _by_operator(act: str, key: StoredApiKey, now: int) -> LogEntry:
    return LogEntry(
        at=now, holder=OPERATOR, key="", role=OPERATOR, body=key.body, act=act, subject=f"api_key:{key.id}",
        result="done", detail={"holder": key.holder, "role": key.role.value, "expires_at": key.expires_at},
    )  # fmt: skip
