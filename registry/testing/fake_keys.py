# SPDX-License-Identifier: Apache-2.0
"""Keys of bodies as the contract keeps them."""

from msgspec.structs import replace

from registry.core import layout
from registry.core.anchor import typed_digest
from registry.core.hashing import body_id
from registry.core.key_requests import ReportCompromiseRequest, RevokeOwnKeyRequest
from registry.core.records import ChangeKind, ChangeRecord, KeyKind, KeyRecord
from registry.core.types import Address
from registry.ports.chain import Receipt
from registry.testing.fake_bodies import FakeBodies
from registry.testing.fake_contract import Tape, recover, refuse


class FakeKeys(FakeBodies):
    """The acts of ``ports.authority.Authority`` on keys, and a body's own word about its keys."""

    def add_key(self, body: str, key: bytes, *, valid_from: int = 0) -> Receipt:
        """Register a thumbprint (32 bytes) or, without its proof, an anchor key's address (20 bytes)."""
        if len(key) == 20:
            return self._register(body, layout.anchor_key_id(Address(key)), KeyKind.ANCHOR, valid_from)
        return self._register(body, key, KeyKind.CREDENTIAL, valid_from)

    def register_credential_key(self, body: str, thumbprint: bytes, *, valid_from: int = 0) -> Receipt:
        """Register a credential key by its RFC 7638 thumbprint."""
        return self._register(body, thumbprint, KeyKind.CREDENTIAL, valid_from)

    def register_anchor_key(
        self, body: str, address: Address, signature: bytes, *, valid_from: int = 0
    ) -> Receipt:
        """Register an anchor key, which has signed ``RegisterAnchorKey`` itself."""
        message = {"body": body_id(body), "key": address, "validFrom": valid_from}
        signer = recover(typed_digest(self.domain, "RegisterAnchorKey", message), signature)
        if signer != address:
            refuse("KEY_PROOF_INVALID", key="0x" + address.hex(), signer="0x" + signer.hex())
        return self._register(body, layout.anchor_key_id(address), KeyKind.ANCHOR, valid_from)

    def revoke_key(self, body: str, key: bytes, *, reason: int = 0) -> Receipt:
        """Revoke a key for ever; ``key`` is a thumbprint or ``layout.anchor_key_id``."""
        with self._restricted() as tape:
            self._revoke(tape, body, key, reason, self.sender)
        return self._receipt()

    def set_compromised(self, body: str, key: bytes, *, since: int = 0) -> Receipt:
        """Hold a key to be compromised since a time that only moves earlier."""
        with self._restricted() as tape:
            self._compromise(tape, body, key, self._past_or_now(since), self.sender)
        return self._receipt()

    def revoke_own_key(self, request: RevokeOwnKeyRequest, signature: bytes) -> None:
        """A body's own revocation."""
        with self._call() as tape:
            self._check_deadline(request.deadline)
            signer = self._good_anchor_key(request.body, request.digest(self.domain), signature)
            self._revoke(tape, request.body, request.key, request.reason, signer)

    def report_compromise(self, request: ReportCompromiseRequest, signature: bytes) -> None:
        """A body's own report, since the block's time."""
        with self._call() as tape:
            self._check_deadline(request.deadline)
            signer = self._good_anchor_key(request.body, request.digest(self.domain), signature)
            self._compromise(tape, request.body, request.key, self.now, signer)

    def _good_anchor_key(self, body: str, digest: bytes, signature: bytes) -> Address:
        signer = recover(digest, signature)
        record = self._get(KeyRecord, layout.key_slot(body_id(body), layout.anchor_key_id(signer)))
        if record is None or record.kind != KeyKind.ANCHOR or record.valid_from > self.now:
            refuse("KEY_NOT_GOOD", body=body, signer="0x" + signer.hex())
        if record.revoked_at or record.compromised_since:
            refuse("KEY_NOT_GOOD", body=body, signer="0x" + signer.hex())
        return signer

    def _register(self, body: str, key: bytes, kind: KeyKind, valid_from: int) -> Receipt:
        with self._permissive() as tape:
            self._known_body(body)
            if key == bytes(32):
                refuse("KEY_ZERO", body=body)
            if self._get(KeyRecord, layout.key_slot(body_id(body), key)) is not None:
                refuse("KEY_EXISTS", body=body, key="0x" + key.hex())
            effective = self._past_or_now(valid_from)
            record = KeyRecord(int(kind), effective, 0, 0, 0, 0)
            self._save_key(body, key, record, self._change(ChangeKind.KEY_REGISTERED, 0, effective))
            arguments = (body_id(body), key, int(kind), effective)
            self._event(tape, "KeyRegistered(bytes32,bytes32,uint8,uint40)", *arguments)
        return self._receipt()

    def _revoke(self, tape: Tape, body: str, key: bytes, reason: int, actor: Address) -> None:
        record = self._known_key(body, key)
        if record.revoked_at:
            refuse("KEY_REVOKED_ALREADY", body=body, key="0x" + key.hex(), revokedAt=record.revoked_at)
        change = self._change(ChangeKind.KEY_REVOKED, reason, self.now)
        self._change_key(tape, body, key, replace(record, revoked_at=self.now), change, actor=actor)

    def _compromise(self, tape: Tape, body: str, key: bytes, since: int, actor: Address) -> None:
        record = self._known_key(body, key)
        if record.compromised_since and since >= record.compromised_since:
            refuse("COMPROMISE_NOT_EARLIER", compromisedSince=record.compromised_since)
        change = self._change(ChangeKind.KEY_COMPROMISED, 0, since)
        self._change_key(tape, body, key, replace(record, compromised_since=since), change, actor=actor)

    def _change_key(
        self, tape: Tape, body: str, key: bytes, record: KeyRecord, change: ChangeRecord, *, actor: Address
    ) -> None:
        n = self._save_key(body, key, record, change)
        arguments = (body_id(body), key, n, change.kind, change.reason, change.effective_from, actor)
        self._event(tape, "KeyChanged(bytes32,bytes32,uint16,uint8,uint8,uint40,address)", *arguments)

    def _known_key(self, body: str, key: bytes) -> KeyRecord:
        record = self._get(KeyRecord, layout.key_slot(body_id(body), key))
        return record or refuse("KEY_UNKNOWN", body=body, key="0x" + key.hex())

    def _save_key(self, body: str, key: bytes, record: KeyRecord, change: ChangeRecord) -> int:
        n = record.changes
        record = replace(record, changes=n + 1, recorded_at=self.now)
        self._put(layout.key_slot(body_id(body), key), record)
        self._put(layout.key_change_slot(body_id(body), key, n), change)
        return n
