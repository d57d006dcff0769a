# SPDX-License-Identifier: Apache-2.0
"""``did:web`` documents (DID Core, Controlled Identifiers): a registry's or body's P-256 keys as JsonWebKey."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from registry.core import base64url
from registry.core.credential.addresses import host_of
from registry.core.jwk import PublicJwk
from registry.core.status_list import instant

CONTEXTS = ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/jwk/v1"]
MEDIA_TYPE = "application/did+json"


@dataclass(frozen=True, slots=True)
class DidKey:
    """One key; ``asserts`` while it is good. ``revoked`` is since when it is not, in UTC seconds."""

    jwk: PublicJwk
    asserts: bool
    revoked: int | None = None

    @property
    def kid(self) -> str:
        """The base64url thumbprint, as in a credential's header."""
        return base64url.encode(self.jwk.thumbprint())


def registry_did(public_url: str) -> str:
    """``did:web:HOST``, whose document is at ``/.well-known/did.json``; a port's colon is written %3A."""
    return f"did:web:{(host_of(public_url) or '').replace(':', '%3A')}"


def did_document(did: str, keys: Sequence[DidKey]) -> bytes:
    """The document's bytes. A key that is no longer good stays listed, with ``revoked`` and without
    ``assertionMethod``: who holds an old credential must find its key, and must not take it for a good one.
    """
    document: dict[str, Any] = {
        "@context": CONTEXTS,
        "id": did,
        "verificationMethod": [_method(did, key) for key in keys],
        "assertionMethod": [f"{did}#{key.kid}" for key in keys if key.asserts],
    }
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def _method(did: str, key: DidKey) -> dict[str, Any]:
    method: dict[str, Any] = {
        "id": f"{did}#{key.kid}",
        "type": "JsonWebKey",
        "controller": did,
        "publicKeyJwk": {**key.jwk.to_mapping(), "kid": key.kid, "alg": "ES256"},
    }
    return method if key.revoked is None else {**method, "revoked": instant(key.revoked)}
