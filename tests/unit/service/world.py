# SPDX-License-Identifier: Apache-2.0
"""A registry in a temporary folder before a chain in memory, with a certification body and a laboratory."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from registry.core import layout
from registry.core.anchor import Domain, typed_digest
from registry.core.hashing import body_id, sha256
from registry.core.records import Basis, ContractState
from registry.keys.signers import FileAnchorSigner
from registry.ports.store import Store
from registry.service.anchor import anchor
from registry.service.check_everything import AuditDeps, check_everything
from registry.service.deps import AnchorDeps, Draft, IssueDeps
from registry.service.issue import IssueResult, issue
from registry.service.register_body import register_body
from registry.store.schema import upgrade_store
from registry.store.unit_of_work import SqlStore, open_store
from registry.testing.fake_chain import CONTRACT, FakeChain
from registry.verify.defaults import default_grantors, default_policies, default_scopes
from registry.verify.trust import Network, PinnedContract, TrustList
from tests.unit.core.samples import CONFORMITY, QCVN, Key, calibration, conformity

START = 1_795_348_800  # 2026-11-22 12:00 UTC
OTHER_QCVN = "QCVN 9:2012/BKHCN"
PRESSURE = "Hiệu chuẩn: áp suất"
MASS = "Hiệu chuẩn: khối lượng"
CERTIFIES = "ĐKHĐ chứng nhận sản phẩm"
_DATES = {"issued", "validity"}
# A product for which the catalogue gives no risk level.
UNLISTED = [{**CONFORMITY["products"][0], "hs_codes": ["85094000"]}]
DCC = b"<dcc>\xe1\xba\xa9 exact bytes</dcc>"


class AnchorKey:
    """A secp256k1 key from a small number."""

    def __init__(self, secret: int) -> None:
        self._signer = FileAnchorSigner(secret.to_bytes(32, "big"))
        self.address = self._signer.address
        self.sign_digest = self._signer.sign_digest


class Counting:
    """Randomness that repeats, so that a failing test can be run again."""

    def __init__(self, seed: bytes = b"") -> None:
        self._seed, self._count = seed, 0

    def octets(self, size: int) -> bytes:
        self._count += 1
        return hashlib.shake_256(self._seed + self._count.to_bytes(8, "big")).digest(size)


def trust_list(chain: FakeChain) -> TrustList:
    code_hash = chain.code_hash(CONTRACT, chain.head())
    contract = PinnedContract(address=CONTRACT, code_hash=code_hash, from_block=0)
    network = Network(
        name="antin-demo", demo=True, chain_id=chain.identity().chain_id,
        genesis_hash=chain.identity().genesis_hash, contracts=(contract,), block_period=0, finality=0,
        agree=1, max_age=86_400,
    )  # fmt: skip
    return TrustList(
        networks=(network,), policies=default_policies(), hosts=("antin.example.vn",),
        grantors=default_grantors(), scopes=default_scopes(),
    )  # fmt: skip


@dataclass
class World:
    """``pause`` lets the chain's time pass, so that waiting is visible and never real."""

    url: str
    chain: FakeChain = field(default_factory=lambda: FakeChain(start=START))
    keys: dict[str, Key] = field(default_factory=lambda: {"VD-CERT": Key(1), "VD-LAB": Key(2)})
    anchors: dict[str, AnchorKey] = field(
        default_factory=lambda: {"VD-CERT": AnchorKey(11), "VD-LAB": AnchorKey(12)}
    )
    stores: list[SqlStore] = field(default_factory=list)
    paused: list[float] = field(default_factory=list)
    on_pause: Callable[[], None] = lambda: None

    def now(self) -> int:
        return self.chain.ledger.now

    def open(self) -> SqlStore:
        store = open_store(self.url)
        self.stores.append(store)
        return store

    def close(self) -> None:
        for store in self.stores:
            store.close()

    def pause(self, seconds: float) -> None:
        self.paused.append(seconds)
        self.on_pause()
        self.chain.ledger.now += max(1, int(seconds))

    def settle_in(self) -> "World":
        """Register both bodies with grants and keys, on chain and in the store, a year ago."""
        chain = self.chain
        ago = START - 400 * 86_400
        for body in self.keys:
            chain.register_body(body, valid_from=ago)
            chain.add_key(body, self.keys[body].jwk.thumbprint(), valid_from=ago)
            self._register_anchor_key(body, ago)
        for basis in (Basis.REGISTRATION, Basis.DESIGNATION):
            chain.grant("VD-CERT", basis, QCVN, valid_from=ago)
        chain.grant("VD-LAB", Basis.ACCREDITATION, PRESSURE, valid_from=ago)
        store = self.open()
        register_body(store, "VD-CERT", name_vi="Trung tâm Chứng nhận Ví Dụ")
        register_body(store, "VD-LAB", name_vi="Phòng hiệu chuẩn Ví Dụ")
        return self

    def _register_anchor_key(self, body: str, since: int) -> None:
        key = self.anchors[body]
        message = {"body": body_id(body), "key": key.address, "validFrom": since}
        domain = Domain(chain_id=self.chain.identity().chain_id, contract=CONTRACT)
        signature = key.sign_digest(typed_digest(domain, "RegisterAnchorKey", message))
        self.chain.register_anchor_key(body, key.address, signature, valid_from=since)

    def issue_deps(self, body: str = "VD-CERT", store: Store | None = None, **changes: Any) -> IssueDeps:
        fields: dict[str, Any] = {
            "store": store or self.stores[-1], "reader": self.chain, "network": "antin-demo",
            "chain": self.chain.identity(), "contract": CONTRACT, "public_url": "https://antin.example.vn",
            "credential_signer": self.keys[body], "anchor_key": self.anchors[body].address,
            "trust": trust_list(self.chain), "clock": self, "entropy": Counting(body.encode()),
        }  # fmt: skip
        return IssueDeps(**{**fields, **changes})

    def anchor_deps(self, store: Store | None = None, **changes: Any) -> AnchorDeps:
        fields: dict[str, Any] = {
            "store": store or self.stores[-1], "reader": self.chain, "writer": self.chain,
            "chain": self.chain.identity(), "contract": CONTRACT, "signer": self.anchors.__getitem__,
            "clock": self, "pause": self.pause, "patience": 20,
        }  # fmt: skip
        return AnchorDeps(**{**fields, **changes})

    def issue(self, *drafts: Draft, body: str = "VD-CERT", **named: Any) -> IssueResult:
        return issue(drafts, body=body, deps=self.issue_deps(body), **named)

    def anchored(self, *drafts: Draft, body: str = "VD-CERT") -> IssueResult:
        """Issued and final."""
        result = self.issue(*drafts, body=body)
        anchor(result.batches, deps=self.anchor_deps())
        return result

    def disagreements(self, store: Store | None = None) -> list[str]:
        deps = AuditDeps(
            store=store or self.stores[-1], reader=self.chain, chain_id=self.chain.identity().chain_id,
            contract=CONTRACT,
        )  # fmt: skip
        return [f"{finding.code} {finding.where}" for finding in check_everything(deps)]

    def events(self) -> int:
        """How many events the contract has recorded."""
        slot = layout.fixed_slot(layout.CONTRACT_STATE)
        state = ContractState.decode(self.chain.slots(CONTRACT, [slot], self.chain.head())[0])
        assert state is not None
        return state.count


def new_world(folder: Path) -> World:
    url = f"sqlite:///{folder}/registry.db"
    upgrade_store(url)
    return World(url).settle_in()


def draft(number: str = "VD-CERT/HQ-2026-000123", where: str = "", **changes: Any) -> Draft:
    """Issued two days ago, so that nothing about it is late."""
    validity = {"first": "2026-11-20", "last": "2029-11-19"}
    dates = {"issued": "2026-11-20", "validity": validity} if changes.keys().isdisjoint(_DATES) else {}
    return Draft(conformity(number=number, **{**dates, **changes}), where=where or number)


def calibration_draft(number: str = "VD-LAB/HC-2026-01902", dcc: bytes = DCC, **changes: Any) -> Draft:
    digest = sha256(dcc)
    fields = {
        "sha256": digest.hex(),
        "size": len(dcc),
        "schema_version": "3.3.0",
        "validated_with": "kiểm tra",
    }
    certificate = calibration(number=number, dcc=fields, **{"issued": "2026-11-20", **changes})
    return Draft(certificate, {digest: dcc}, number, "Công ty CP Dược Ví Dụ")
