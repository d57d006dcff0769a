# SPDX-License-Identifier: Apache-2.0
"""An authority's office with holders of keys, and the folder that it publishes."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ec
from tuf.api.metadata import Metadata, Root, Targets

from registry.update.drafts import Holders, first_root, next_root, next_targets, sign_draft
from registry.update.metadata import public_key
from registry.update.pin import pin_of
from registry.update.publish import Drafts, publish, read_published
from registry.verify.trust import TrustList
from tests.unit.verify.build import World

DAY = 86_400


def p256() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


def list_bytes(late: int = 7) -> bytes:
    trust = World().trust()
    return TrustList(
        networks=trust.networks, policies=trust.policies, hosts=trust.hosts, grantors=trust.grantors,
        scopes=trust.scopes, late_after_days=late,
    ).to_bytes()  # fmt: skip


@dataclass
class Office:
    """``now`` is when it works: metadata that it made long ago has expired today."""

    web: Path
    holders: list[ec.EllipticCurvePrivateKey] = field(default_factory=lambda: [p256(), p256(), p256()])
    online: ec.EllipticCurvePrivateKey = field(default_factory=p256)
    threshold: int = 2
    now: int = field(default_factory=lambda: int(time.time()))

    @property
    def appointed(self) -> Holders:
        return Holders(
            root=[public_key(key.public_key()) for key in self.holders],
            threshold=self.threshold,
            online=public_key(self.online.public_key()),
        )

    def signed_root(self, signers: Sequence[ec.EllipticCurvePrivateKey], days: int = 365) -> Metadata[Root]:
        before = read_published(self.web).root
        if before is None:
            draft = first_root(self.appointed, now=self.now, days=days)
        else:
            draft = next_root(before, self.appointed, now=self.now, days=days)
        for key in signers:
            sign_draft(draft, key, (), "root.json")
        return draft

    def signed_targets(
        self,
        data: bytes,
        signers: Sequence[ec.EllipticCurvePrivateKey],
        days: int = 92,
        profiles: Mapping[str, bytes] | None = None,
    ) -> tuple[Metadata[Targets], dict[str, bytes]]:
        before = read_published(self.web).targets
        draft, files = next_targets(before, data, profiles or {}, now=self.now, days=days)
        for key in signers:
            sign_draft(draft, key, (), "targets.json")
        return draft, files

    def open(self, data: bytes | None = None) -> str:
        """Publish for the first time; returns the pin."""
        root = self.signed_root(self.holders[: self.threshold])
        targets, files = self.signed_targets(data or list_bytes(), self.holders[: self.threshold])
        publish(self.web, Drafts(root=root, targets=targets, files=files), self.online, now=self.now)
        return pin_of(root.signed_bytes)

    def renew(self, data: bytes | None = None) -> None:
        """A new timestamp, and a new list where one is given."""
        if data is None:
            publish(self.web, Drafts(), self.online, now=self.now)
            return
        targets, files = self.signed_targets(data, self.holders[: self.threshold])
        publish(self.web, Drafts(targets=targets, files=files), self.online, now=self.now)

    def rotate(
        self, holders: list[ec.EllipticCurvePrivateKey], signers: Sequence[ec.EllipticCurvePrivateKey]
    ) -> str:
        """Other holders from now on; ``signers`` sign the new root. The list is signed anew by the new ones."""
        self.holders = holders
        root = self.signed_root(signers)
        targets, files = self.signed_targets(list_bytes(), holders[: self.threshold])
        publish(self.web, Drafts(root=root, targets=targets, files=files), self.online, now=self.now)
        return pin_of(root.signed_bytes)
