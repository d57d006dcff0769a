# SPDX-License-Identifier: Apache-2.0
"""What issuing needs beside the certificate, and what reading gives."""

from functools import lru_cache
from typing import Any, Protocol

from msgspec import Struct

from registry.core.hashing import sha256
from registry.core.jwk import PublicJwk
from registry.core.types import Digest, Thumbprint

SALT_BYTES = 16


class IssueContext(Struct, frozen=True, kw_only=True):
    """What the body and the registry add to a certificate when it becomes a credential.

    ``public_url`` is what gets printed for ever (``https://HOST``); ``grants`` ascending, the scopes that
    they name in the order to be printed; ``status_index`` random and unique per body, allotted before
    signing; ``salt`` 16 random bytes, used for calibrations only and kept by the laboratory;
    ``previous_leaf`` the leaf hash of revision N - 1 (32 bytes), ``None`` for revision 0; ``body_name`` the
    registered name; ``customer`` the name of a calibration's customer, of which only the salted digest is
    written.
    """

    public_url: str
    network: str
    grants: tuple[int, ...]
    scopes: tuple[str, ...]
    status_index: int
    salt: bytes
    previous_leaf: bytes | None
    body_name: str
    customer: str | None = None


class Credential(Struct, frozen=True):
    """A compact JWS taken apart, its signature not yet checked.

    ``jws`` are the exact bytes whose SHA-256 the summary states; ``signing_input`` (RFC 7515 §5.1) is what
    ``signature`` (r || s, 64 bytes) covers.
    """

    jws: bytes
    key_id: Thumbprint
    payload: dict[str, Any]
    signing_input: bytes
    signature: bytes

    def __hash__(self) -> int:
        return hash(self.jws)


@lru_cache(maxsize=32)
def digest_of(jws: bytes) -> Digest:
    """SHA-256 of a credential's exact bytes; kept, since one verification compares it three times."""
    return sha256(jws)


class Signer(Protocol):
    """The part of a credential signer that signing a credential needs."""

    @property
    def jwk(self) -> PublicJwk:
        """The public key; its thumbprint becomes ``kid``."""

    def sign(self, message: bytes) -> bytes:
        """ES256 over ``message``: r || s, 64 bytes."""
