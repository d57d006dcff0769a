# SPDX-License-Identifier: Apache-2.0
"""DID documents of the registry and of its bodies. Which key is good is for the chain to say: without its answer
there is no document.
"""

from dataclasses import dataclass

from registry.core import layout
from registry.core.credential.addresses import body_did
from registry.core.did import DidKey, did_document, registry_did
from registry.core.hashing import body_id
from registry.core.jwk import PublicJwk
from registry.core.records import KeyKind, KeyRecord
from registry.errors import RefusedError
from registry.ports.store_rows import StoredKey
from registry.service.lane_records import View
from registry.service.publish_deps import PublishDeps


@dataclass(frozen=True, slots=True)
class DidDocuments:
    """Documents' bytes, made anew for each question."""

    deps: PublishDeps

    def registry(self) -> bytes:
        """Of the registry itself: the key that signs status lists. Raises ``UsageError`` KEY_MISSING."""
        key = DidKey(self.deps.signer().jwk, asserts=True)
        return did_document(registry_did(self.deps.origin), [key])

    def body(self, code: str) -> bytes:
        """Of a body: the credential keys that signed here and that the contract in use knows.

        Raises ``RefusedError`` DID_UNKNOWN, ``TransientError`` and ``EvidenceError`` as the reader does.
        """
        with self.deps.store.reading() as work:
            known = work.bodies.get(code) is not None
            keys = work.bodies.keys(code)
        if not known:
            raise RefusedError("DID_UNKNOWN")
        reader = self.deps.reader()
        block = self.deps.final_block(reader)
        now = self.deps.known_until(block)
        view = View(reader, self.deps.network.current.address, block)
        slots = view.read([layout.key_slot(body_id(code), key.thumbprint) for key in keys])
        found = [_key(key, KeyRecord.decode(slot), now) for key, slot in zip(keys, slots, strict=True)]
        return did_document(body_did(self.deps.origin, code), [key for key in found if key])


def _key(key: StoredKey, record: KeyRecord | None, now: int) -> DidKey | None:
    """``None`` for a key that the chain does not know as the body's: our store alone vouches for nothing."""
    if record is None or record.kind != KeyKind.CREDENTIAL:
        return None
    ended = min((time for time in (record.revoked_at, record.compromised_since) if time), default=None)
    return DidKey(PublicJwk(key.x, key.y), asserts=ended is None and record.valid_from <= now, revoked=ended)
