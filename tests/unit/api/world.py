# SPDX-License-Identifier: Apache-2.0
"""A registry in memory: real signed bundles on the chain in memory, behind small fakes of the ports."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any

from coincurve import PrivateKey

from registry.api.deps import ApiDeps
from registry.core.anchor import AnchorRequest, Domain, batch_id
from registry.core.bundle import Bundle, BundleAnchor, BundleInclusion, encode_bundle
from registry.core.certificate import CalibrationCertificate, ConformityCertificate
from registry.core.certificate.header import Header
from registry.core.code import code_of
from registry.core.credential import (
    IssueContext,
    build_payload,
    parse_credential,
    sign_credential,
    summary_of,
)
from registry.core.hashing import keccak256, sha256
from registry.core.merkle import MerkleTree
from registry.core.records import Basis
from registry.core.signed_summary import sign_summary
from registry.core.summary import CertificateSummary, encode_summary, leaf_hash
from registry.core.text import normal_number
from registry.core.types import Address, BatchId, Code
from registry.errors import InputError, TransientError
from registry.ports.lookup import Page, PublicBatch, PublicCertificate
from registry.testing.fake_chain import FakeChain
from registry.verify.defaults import default_grantors, default_policies, default_scopes
from registry.verify.trust import Network, PinnedContract, TrustList
from tests.unit.core.samples import QCVN, Key, calibration, conformity

PUBLIC_URL = "http://127.0.0.1:8123"
NETWORK = "antin-demo"
SCOPES = ("ĐKHĐ chứng nhận sản phẩm", QCVN)
PRESSURE = "Hiệu chuẩn: áp suất"


def at(year: int, month: int, day: int, hour: int = 12) -> int:
    """UTC seconds of an hour of a day, UTC."""
    return int(datetime(year, month, day, hour, tzinfo=UTC).timestamp())


ISSUE_DAY = at(2026, 9, 20, 3)
TODAY = at(2026, 11, 22, 3)


@dataclass
class Issued:
    """One certificate that the world made."""

    code: Code
    leaf: bytes
    bundle: bytes
    jws: bytes
    signed_summary: bytes
    public: PublicCertificate
    files: tuple[bytes, ...] = ()


class AnchorKey:
    """A secp256k1 key from a small number."""

    def __init__(self, secret: int) -> None:
        self._key = PrivateKey(secret.to_bytes(32, "big"))
        self.address = Address(keccak256(self._key.public_key.format(compressed=False)[1:])[-20:])

    def sign_digest(self, digest: bytes) -> bytes:
        signature = self._key.sign_recoverable(digest, hasher=None)
        return signature[:64] + bytes([27 + signature[64]])


@dataclass
class World:
    """Two bodies with grants and keys; ``issue`` anchors at once, one certificate a batch."""

    chain: FakeChain = field(default_factory=lambda: FakeChain(start=at(2026, 7, 1)))
    issued: list[Issued] = field(default_factory=list)
    batches: list[PublicBatch] = field(default_factory=list)
    public_url: str = PUBLIC_URL
    time: int | None = None
    down: bool = False
    dcc: Callable[[bytes, str], CalibrationCertificate | None] = lambda _data, _name: None
    picture: Callable[[bytes], list[str]] | None = None

    def __post_init__(self) -> None:
        self.key, self.anchor_key = Key(7), AnchorKey(9)
        for body in ("VD-CERT", "VD-LAB", "VD-KHAC"):
            self.chain.register_body(body)
            self.chain.add_key(body, self.key.jwk.thumbprint())
            self.chain.add_key(body, bytes(self.anchor_key.address))
        for body in ("VD-CERT", "VD-KHAC"):
            self.chain.grant(body, Basis.REGISTRATION, SCOPES[0])
            self.chain.grant(body, Basis.DESIGNATION, SCOPES[1])
        self.chain.grant("VD-LAB", Basis.ACCREDITATION, PRESSURE)
        self.chain.advance(ISSUE_DAY - self.chain.head().timestamp)

    def conformity(self, **changes: Any) -> Issued:
        """A high-risk hợp quy certificate of VD-CERT."""
        certificate = conformity(
            **{
                "validity": {"first": "2026-09-20", "last": "2029-09-19"},
                "issued": "2026-09-20",
                "surveillance": {"months": 12, "first_due": "2027-09-19"},
                **changes,
            }
        )
        return self.issue(certificate, (1, 2), SCOPES)

    def calibration(self, file: bytes = b"<dcc/>", **changes: Any) -> Issued:
        """A calibration of VD-LAB over ``file``."""
        dcc = {
            "sha256": sha256(file).hex(),
            "size": len(file),
            "schema_version": "3.3.0",
            "validated_with": "x",
        }
        return self.issue(
            calibration(**{"dcc": dcc, "issued": date(2026, 9, 20), **changes}), (1,), (PRESSURE,), (file,)
        )

    def issue(
        self,
        certificate: Header,
        grants: tuple[int, ...],
        scopes: tuple[str, ...],
        files: tuple[bytes, ...] = (),
    ) -> Issued:
        assert isinstance(certificate, ConformityCertificate | CalibrationCertificate)
        same = [i.leaf for i in self.issued if i.public.number == certificate.number]
        previous = same[-1] if same else None
        context = IssueContext(
            public_url=self.public_url,
            network=NETWORK,
            grants=grants,
            scopes=scopes,
            status_index=len(self.issued),
            salt=bytes(16),
            previous_leaf=previous if certificate.revision else None,
            body_name=certificate.issuer.name,
        )
        jws = sign_credential(build_payload(certificate, context), self.key)
        summary = summary_of(parse_credential(jws))
        octets = encode_summary(summary)
        tree = MerkleTree([leaf_hash(octets)])
        signed = sign_summary(octets, self.key.jwk.thumbprint(), self.key.sign).to_bytes()
        batch = self._anchor(certificate.body, grants, tree)
        bundle = Bundle(
            signed_summary=signed,
            credential=jws,
            key=self.key.jwk,
            inclusion=BundleInclusion(0, 0, ()),
            anchors=(BundleAnchor(1337, self.chain.contract, certificate.body, grants, tree.root, 1),),
        )
        public = _public(summary, octets, certificate.issuer.name, batch)
        made = Issued(public.code, public.leaf, encode_bundle(bundle), jws, signed, public, files)
        self.issued.append(made)
        return made

    def pending(self, issued: Issued) -> None:
        """The store's view before the batch is final: listed, but without a bundle."""
        issued.public = replace(issued.public, batch_state="SUBMITTED", anchored_at=None)

    def _anchor(self, body: str, grants: tuple[int, ...], tree: MerkleTree) -> PublicBatch:
        request = AnchorRequest(
            body=body, grants=grants, root=tree.root, size=tree.size, deadline=at(2027, 1, 1)
        )
        domain = Domain(chain_id=1337, contract=self.chain.contract)
        self.chain.anchor(request, self.anchor_key.sign_digest(request.digest(domain)))
        batch = PublicBatch(
            batch_id=batch_id(body, grants, tree.root),
            body=body,
            grants=grants,
            root=tree.root,
            size=tree.size,
            state="FINAL",
            anchored_at=self.chain.head().timestamp,
            transaction_hash=bytes(32),
            leaves=tuple(bytes(leaf) for leaf in _leaves(tree)),
        )
        self.batches.insert(0, batch)
        return batch

    def deps(self) -> ApiDeps:
        return ApiDeps(
            lookup=FakeLookup(self),
            bundles=FakeBundles(self),
            readers=(self.chain,),
            trust=self.trust(),
            clock=self,
            public_url=self.public_url,
            decode_picture=self._picture,
            read_dcc=self._dcc,
        )

    def now(self) -> int:
        """The world is its own clock; it stands at the newest block unless it is set."""
        return self.chain.ledger.now if self.time is None else self.time

    def trust(self) -> TrustList:
        head = self.chain.head()
        contract = PinnedContract(
            address=self.chain.contract,
            code_hash=self.chain.code_hash(self.chain.contract, head),
            from_block=0,
        )
        identity = self.chain.identity()
        network = Network(
            name=NETWORK,
            demo=True,
            chain_id=1337,
            genesis_hash=identity.genesis_hash,
            contracts=(contract,),
            block_period=0,
            finality=0,
            agree=1,
            max_age=3600,
        )
        return TrustList(
            networks=(network,),
            policies=default_policies(),
            hosts=(self.public_url.split("://")[1],),
            grantors=default_grantors(),
            scopes=default_scopes(),
        )

    def _dcc(self, data: bytes, name: str) -> CalibrationCertificate | None:
        return self.dcc(data, name)

    def _picture(self, data: bytes) -> list[str]:
        if self.picture is None:
            raise InputError("QR_NOT_FOUND")
        return self.picture(data)


class FakeLookup:
    """``Lookup`` over a world's list."""

    def __init__(self, world: World) -> None:
        self._world = world

    def _all(self) -> list[Issued]:
        if self._world.down:
            raise TransientError("STORE_UNREACHABLE")
        return self._world.issued

    def certificate(self, code: Code) -> PublicCertificate | None:
        return next((i.public for i in self._all() if i.code == code), None)

    def by_number(self, number: str, body: str | None) -> tuple[PublicCertificate, ...]:
        wanted = normal_number(number)
        hits = [i.public for i in self._all() if normal_number(i.public.number) == wanted]
        return _newest(p for p in hits if p.kind == "conformity" and body in (None, p.body))

    def search(self, text: str, *, limit: int, offset: int) -> Page[PublicCertificate]:
        hits = [
            i.public
            for i in self._all()
            if i.public.kind == "conformity"
            and any(text.lower() in words.lower() for words in (i.public.name, *i.public.scopes))
        ]
        return Page(tuple(hits[offset : offset + limit]), len(hits))

    def batches(self, *, limit: int, offset: int) -> Page[PublicBatch]:
        self._all()
        return Page(tuple(self._world.batches[offset : offset + limit]), len(self._world.batches))

    def batch(self, batch_id: BatchId) -> PublicBatch | None:
        return next((b for b in self._world.batches if b.batch_id == batch_id), None)

    def bundle(self, code: Code) -> bytes | None:
        return next(
            (i.bundle for i in self._all() if i.code == code and i.public.batch_state == "FINAL"), None
        )


class FakeBundles:
    """``BundleSource`` over the same list."""

    def __init__(self, world: World) -> None:
        self._world = world

    def by_code(self, code: Code) -> bytes | None:
        return FakeLookup(self._world).bundle(code)

    def by_number(self, body: str, number: str) -> bytes | None:
        found = FakeLookup(self._world).by_number(number, body)
        return self.by_code(found[0].code) if found else None

    def by_file(self, digest: bytes) -> bytes | None:
        held = (i.bundle for i in self._world.issued if digest in {sha256(file) for file in i.files})
        return next(held, None)

    def successors(self, code: Code) -> list[bytes] | None:
        asked = FakeLookup(self._world).certificate(code)
        if asked is None:
            return None
        same = [
            i for i in self._world.issued if i.public.number == asked.number and i.public.body == asked.body
        ]
        later = sorted(
            (i for i in same if i.public.revision > asked.revision), key=lambda i: i.public.revision
        )
        return [i.bundle for i in later]


def _newest(found: Iterable[PublicCertificate]) -> tuple[PublicCertificate, ...]:
    return tuple(sorted(found, key=lambda p: -p.revision))


def _leaves(tree: MerkleTree) -> list[bytes]:
    return [bytes(tree.root)]  # one leaf: its own root


def _public(s: CertificateSummary, octets: bytes, body_name: str, batch: PublicBatch) -> PublicCertificate:
    return PublicCertificate(
        code=code_of(octets),
        leaf=leaf_hash(octets),
        kind=s.kind,
        body=s.body,
        body_name=body_name,
        number=s.number,
        revision=s.revision,
        name=s.name,
        model=s.model,
        serial=s.serial,
        holder=s.holder,
        grants=s.grants,
        scopes=s.scopes,
        issued=s.issued,
        validity=s.validity,
        method=s.method,
        risk=s.risk,
        mark=s.mark,
        batch_id=batch.batch_id,
        batch_state=batch.state,
        anchored_at=batch.anchored_at,
    )
