# SPDX-License-Identifier: Apache-2.0
"""A small world in memory: a chain, a body with grants and keys, and real signed bundles in it."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import coincurve
from msgspec import structs

from registry.core import layout
from registry.core.anchor import AnchorRequest, batch_id
from registry.core.bundle import Bundle, BundleAnchor, BundleInclusion, FileStatement, encode_bundle
from registry.core.code import code_of
from registry.core.credential import build_payload, parse_credential, sign_credential, summary_of
from registry.core.hashing import keccak256
from registry.core.merkle import MerkleTree
from registry.core.records import Basis
from registry.core.signed_summary import SignedSummary, sign_summary
from registry.core.summary import CertificateSummary, FileSummary, encode_summary, leaf_hash
from registry.core.types import Address, BatchId, Code, LeafHash
from registry.ports.chain import ChainReader
from registry.testing.fake_chain import FakeChain
from registry.verify import Network, PinnedContract, Question, Report, Thing, TrustList, recognise, verify
from registry.verify.defaults import default_grantors, default_policies, default_scopes
from registry.verify.values import first_instant
from tests.unit.core.samples import QCVN, Key, calibration, calibration_context, conformity, context
from tests.unit.verify.memory_source import Source

ACTIVITY = "ĐKHĐ chứng nhận sản phẩm"
HOST = "antin.example.vn"
BODY_FROM = first_instant(date(2026, 1, 2))
# 2026-07-16 00:00 in Vietnam, the day after the certificate's issue date.
ANCHORED = first_instant(date(2026, 7, 16))


class AnchorKey:
    """A secp256k1 key of a body."""

    def __init__(self, secret: int = 7) -> None:
        self._key = coincurve.PrivateKey.from_int(secret)

    @property
    def address(self) -> Address:
        return Address(keccak256(self._key.public_key.format(compressed=False)[1:])[12:])

    @property
    def id(self) -> bytes:
        return layout.anchor_key_id(self.address)

    def sign(self, digest: bytes) -> bytes:
        signature = self._key.sign_recoverable(digest, hasher=None)
        return signature[:64] + bytes([signature[64] + 27])


@dataclass
class Issued:
    """One certificate with everything that its bundle is made of."""

    summary: CertificateSummary
    signed: SignedSummary
    jws: bytes
    bundle: Bundle

    @property
    def leaf(self) -> LeafHash:
        return leaf_hash(self.signed.summary)

    @property
    def code(self) -> Code:
        return code_of(self.signed.summary)

    @property
    def data(self) -> bytes:
        return encode_bundle(self.bundle)

    @property
    def batch(self) -> BatchId:
        anchor = self.bundle.anchors[0]
        return batch_id(anchor.body, anchor.grants, anchor.root)


class World:
    """VD-CERT with a registration (grant 1) and a designation for the QCVN (grant 4)."""

    def __init__(self, **network: Any) -> None:
        self.chain = FakeChain(start=first_instant(date(2026, 7, 1)))
        self.key, self.anchor_key = Key(1), AnchorKey()
        self.source = Source()
        self.network = network
        self._register_body()
        self._register_laboratory()
        self.go_to(ANCHORED)

    @property
    def now(self) -> int:
        return self.chain.now

    def go_to(self, time: int) -> None:
        """Let time pass up to ``time``."""
        self.chain.advance(time - self.chain.now)

    def trust(self) -> TrustList:
        contract = PinnedContract(
            address=self.chain.contract, code_hash=keccak256(b"the code of Antin"), from_block=1
        )
        fields: dict[str, Any] = {
            "name": "antin-demo", "demo": False, "chain_id": 1337, "contracts": (contract,),
            "genesis_hash": self.chain.ledger.identity.genesis_hash, "block_period": 5, "finality": 0,
            "agree": 1, "max_age": 3_600,
        }  # fmt: skip
        return TrustList(
            networks=(Network(**{**fields, **self.network}),),
            policies=default_policies(),
            hosts=(HOST,),
            grantors=default_grantors(),
            scopes=default_scopes(),
        )

    def issue(self, *, jws: bool = True, anchored: bool = True, **changes: Any) -> Issued:
        """A conformity certificate, alone in its batch beside two others."""
        context_changes = {k: changes.pop(k) for k in ("grants", "scopes", "network") if k in changes}
        payload = build_payload(conformity(**changes), context(**context_changes))
        return self._issue(payload, jws=jws, anchored=anchored, batch_grants=(1, 4))

    def calibrate(self) -> Issued:
        """A calibration certificate of VD-LAB."""
        changes = {"scopes": ("Hiệu chuẩn: áp suất",), "grants": (1,)}
        payload = build_payload(calibration(issued=date(2026, 7, 14)), calibration_context(**changes))
        return self._issue(payload, jws=True, anchored=True, batch_grants=(1,))

    def issue_payload(self, payload: dict[str, Any], **options: Any) -> Issued:
        """A certificate from any payload, however wrong."""
        return self._issue(payload, **{"jws": True, "anchored": True, "batch_grants": (1, 4), **options})

    def resign(self, issued: Issued, summary: CertificateSummary, key: Key | None = None) -> Issued:
        """The same with another summary, signed and anchored in a batch of its own."""
        return self._bundle(summary, issued.jws, key or self.key, True, issued.bundle.anchors[0].grants, True)

    def state_file(self, issued: Issued, digest: bytes, *, key: Key | None = None, **changes: Any) -> Issued:
        """A file statement in a later batch, added to the bundle."""
        fields: dict[str, Any] = {
            "body": issued.summary.body, "network": "antin-demo", "leaf": issued.leaf, "sha256": digest,
            "media_type": "application/pdf", "language": "vi", "random": bytes(16),
        }  # fmt: skip
        signed = self._sign(encode_summary(FileSummary(**{**fields, **changes})), key or self.key)
        tree = MerkleTree([leaf_hash(signed.summary), LeafHash(b"\x09" * 32)])
        anchor = self.anchor(tree, issued.summary.body, (1,))
        proof = tree.inclusion_proof(0)
        statement = FileStatement(signed.to_bytes(), BundleInclusion(1, proof.index, proof.path))
        bundle = structs.replace(issued.bundle, anchors=(*issued.bundle.anchors, anchor), files=(statement,))
        return replace(issued, bundle=bundle)

    def anchor(self, tree: MerkleTree, body: str, grants: tuple[int, ...]) -> BundleAnchor:
        """Anchor a tree now."""
        request = AnchorRequest(
            body=body, grants=grants, root=tree.root, size=tree.size, deadline=self.now + 60
        )
        self.chain.anchor(request, self.anchor_key.sign(request.digest(self.chain.domain)))
        return BundleAnchor(1337, self.chain.contract, body, grants, tree.root, tree.size)

    def publish(self, issued: Issued) -> Issued:
        """Let the source serve it by code and number."""
        self.source.codes[issued.code] = issued.data
        self.source.numbers[(issued.summary.body, issued.summary.number)] = issued.data
        return issued

    def verify(
        self, thing: Issued | Thing | bytes | str, *, readers: list[ChainReader] | None = None,
        source: Source | None = None, now: int | None = None, trust: TrustList | None = None, **question: Any,
    ) -> Report:  # fmt: skip
        """Ask about ``thing`` now."""
        given: Any = thing.data if isinstance(thing, Issued) else thing
        return verify(
            recognise(given) if isinstance(given, (bytes, str)) else given,
            trust=trust or self.trust(),
            readers=[self.chain] if readers is None else readers,
            bundles=source or self.source,
            question=Question(**question),
            now=self.now if now is None else now,
        )

    def _register_body(self) -> None:
        self.chain.register_body("VD-CERT", valid_from=BODY_FROM)
        self.chain.grant("VD-CERT", Basis.REGISTRATION, ACTIVITY, valid_from=BODY_FROM)
        self.chain.grant("VD-CERT", Basis.REGISTRATION, "TCVN 8491-2:2011", valid_from=BODY_FROM)
        self.chain.grant("VD-CERT", Basis.REGISTRATION, QCVN, valid_from=BODY_FROM)
        self.chain.grant("VD-CERT", Basis.DESIGNATION, QCVN, valid_from=BODY_FROM)
        self._add_keys("VD-CERT")

    def _register_laboratory(self) -> None:
        self.chain.register_body("VD-LAB", valid_from=BODY_FROM)
        self.chain.grant("VD-LAB", Basis.ACCREDITATION, "Hiệu chuẩn: áp suất", valid_from=BODY_FROM)
        self._add_keys("VD-LAB")

    def _add_keys(self, body: str) -> None:
        self.chain.add_key(body, self.key.jwk.thumbprint(), valid_from=BODY_FROM)
        self.chain.add_key(body, self.anchor_key.address, valid_from=BODY_FROM)

    def _issue(
        self, payload: dict[str, Any], *, jws: bool, anchored: bool, batch_grants: tuple[int, ...]
    ) -> Issued:
        credential = sign_credential(payload, self.key)
        summary = summary_of(parse_credential(credential))
        return self._bundle(summary, credential, self.key, anchored, batch_grants, jws)

    def _bundle(
        self, summary: CertificateSummary, jws: bytes, key: Key, anchored: bool,
        grants: tuple[int, ...], with_jws: bool,
    ) -> Issued:  # fmt: skip
        signed = self._sign(encode_summary(summary), key)
        leaf = leaf_hash(signed.summary)
        tree = MerkleTree([LeafHash(b"\x01" * 32), leaf, LeafHash(b"\x02" * 32)])
        anchor = BundleAnchor(1337, self.chain.contract, summary.body, grants, tree.root, tree.size)
        if anchored:
            self.anchor(tree, summary.body, grants)
        bundle = Bundle(
            signed_summary=signed.to_bytes(),
            credential=jws if with_jws else None,
            key=key.jwk,
            inclusion=BundleInclusion(0, 1, tree.inclusion_proof(1).path),
            anchors=(anchor,),
        )
        return Issued(summary, signed, jws, bundle)

    @staticmethod
    def _sign(summary: bytes, key: Key) -> SignedSummary:
        return sign_summary(summary, key.jwk.thumbprint(), key.sign)
