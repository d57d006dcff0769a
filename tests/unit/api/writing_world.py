# SPDX-License-Identifier: Apache-2.0
"""The writing service over a real store in a temporary folder and the chain in memory, with a key of each role."""

import itertools
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx2 import Response
from msgspec.structs import replace

from registry.api.app import create_app
from registry.api.deps import ApiDeps
from registry.api.failures import FailureLimit
from registry.api.writing_deps import ReadUpload, WritingDeps
from registry.cli.options import vietnam_day
from registry.cli.reading import Intake, read_sent
from registry.intake.schemas import SchemaStore
from registry.ports.access import BODY_ROLES, Role
from registry.ports.store import Store
from registry.service.access import AccessDeps, create_api_key
from registry.service.anchor import recover
from registry.service.bundle import StoredBundles
from registry.service.carry_out import ProposalDeps
from registry.service.deps import Draft
from registry.service.lookup import StoredLookup
from registry.service.orders import OrderDeps
from registry.service.preview import PreviewDeps
from registry.service.proposed import Acts
from registry.service.proposed_acts import AuthorityStatusAct, StandingActs
from registry.service.proposed_attachment import AttachmentAct
from registry.service.proposed_issue import IssueAct
from registry.service.proposed_orders import AuthorityDeps, OrderAct
from registry.service.proposed_status import StatusAct
from registry.service.proposed_surveillance import SurveillanceAct
from registry.service.publish_deps import PublishDeps
from registry.service.publishing import make_publishing
from registry.testing.fake_chain import CONTRACT
from registry.verify.trust import TrustList
from tests.unit.core.samples import CONFORMITY, Key
from tests.unit.service.world import Counting, World, new_world, trust_list

BODY, OTHER = "VD-CERT", "VD-LAB"
NUMBER = "VD-CERT/HQ-2026-000123"


@dataclass
class Office:
    """``keys`` by name: role, or role of the other body as ``other-…``; ``second`` is a second approver."""

    world: World
    keys: dict[str, str] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)
    entropy: Counting = field(default_factory=lambda: Counting(b"office"))
    allowed: int = 1_000
    _numbers: Any = field(default_factory=lambda: itertools.count(1))

    def hire(self, name: str, role: Role, holder: str, body: str | None = BODY, **more: Any) -> str:
        body = body if role in BODY_ROLES else None
        fields = {"expires_at": None, **more}
        made = create_api_key(role, holder, body=body, deps=self.access(), **fields)
        self.keys[name], self.ids[name] = made.shown, made.key.id
        return made.shown

    def access(self, store: Store | None = None) -> AccessDeps:
        return AccessDeps(store=store or self.world.stores[-1], clock=self.world, entropy=self.entropy)

    def acts(self, store: Store | None = None, *, account: Any = None) -> Acts:
        used = store or self.world.stores[-1]

        def seen() -> PreviewDeps:
            return PreviewDeps(
                store=used, reader=self.world.chain, readers=(self.world.chain,), trust=self.trust(),
                contract=CONTRACT, clock=self.world,
                anchor_key=lambda body: self.world.anchors[body].address,
            )  # fmt: skip

        authority = AuthorityDeps(
            authority=lambda: account or self.world.chain,
            preview=seen,
            order=lambda: OrderDeps(preview=seen()),
        )
        return Acts(
            issue=IssueAct(lambda body: self.world.issue_deps(body, store=store)),
            status=StatusAct(lambda: self.world.anchor_deps(store), seen),
            surveillance=SurveillanceAct(lambda: self.world.anchor_deps(store)),
            attachment=AttachmentAct(used, lambda body: self.world.issue_deps(body, store=store)),
            order=OrderAct(authority),
            authority_status=AuthorityStatusAct(authority), standing=StandingActs(authority),
        )  # fmt: skip

    def proposals(self, store: Store | None = None) -> ProposalDeps:
        return ProposalDeps(
            store=store or self.world.stores[-1], clock=self.world, entropy=self.entropy,
            acts=self.acts(store).by_kind(),
        )  # fmt: skip

    def trust(self) -> TrustList:
        """With the code hash that the chain has, so that certificates here are VALID."""
        trust, chain = trust_list(self.world.chain), self.world.chain
        network = trust.networks[0]
        pinned = replace(network.contracts[0], code_hash=chain.code_hash(CONTRACT, chain.head()))
        return replace(trust, networks=(replace(network, contracts=(pinned,)),))

    def writing(self, store: Store | None = None) -> WritingDeps:
        return WritingDeps(
            access=self.access(store), proposals=self.proposals(store), acts=self.acts(store),
            read_document=self._read, limit=FailureLimit(self.world, allowed=self.allowed),
        )  # fmt: skip

    def _read(self, data: bytes, name: str, body: str) -> ReadUpload:
        intake = Intake(body=body, day=vietnam_day(self.world.now()), schemas=SchemaStore(Path("/nowhere")))
        read = read_sent(data, name, intake)
        drafts = [Draft(c.certificate, c.files, c.where, c.customer) for c in read.certificates]
        return ReadUpload(drafts, read.findings)

    def app(self, store: Store | None = None) -> FastAPI:
        return self.app_of(self.writing(store), store)

    def app_of(self, writing: WritingDeps, store: Store | None = None) -> FastAPI:
        return create_app(self.public(store), writing=writing)

    def public(self, store: Store | None = None) -> ApiDeps:
        used = store or self.world.stores[-1]
        published = PublishDeps(
            store=used, reader=lambda: self.world.chain, network=self.trust().networks[0],
            public_url="https://antin.example.vn", signer=lambda: Key(99), clock=self.world,
        )  # fmt: skip
        return ApiDeps(
            lookup=StoredLookup(used), bundles=StoredBundles(used), readers=(self.world.chain,),
            trust=self.trust(), clock=self.world, public_url="https://antin.example.vn",
            decode_picture=lambda _data: [], read_dcc=lambda _data, _name: None,
            publishing=make_publishing(published),
        )  # fmt: skip

    def client(self, store: Store | None = None, **options: Any) -> TestClient:
        return TestClient(self.app(store), **options)

    def headers(self, name: str, key: str | None = None) -> dict[str, str]:
        """Who asks, and a new Idempotency-Key."""
        fresh = key or f"k-{next(self._numbers)}"
        return {
            "authorization": f"Bearer {self.keys[name]}", "idempotency-key": fresh, "accept-language": "en",
        }  # fmt: skip

    def propose(
        self, client: TestClient, *numbers: str, by: str = "preparer", key: str | None = None
    ) -> Response:
        body = {"certificates": [entry(number) for number in numbers or (NUMBER,)]}
        return client.post("/api/v1/proposals/issue", json=body, headers=self.headers(by, key))

    def proposed(self, client: TestClient, *numbers: str) -> str:
        answer = self.propose(client, *numbers)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])

    def decide(
        self, client: TestClient, proposal: str, how: str = "approve", by: str = "approver"
    ) -> Response:
        return client.post(f"/api/v1/proposals/{proposal}/{how}", headers=self.headers(by))

    def log(self) -> list[tuple[str, str, str]]:
        with self.world.stores[-1].reading() as work:
            return [(row.entry.holder, row.entry.act, row.entry.result) for row in work.log.each()]

    def anchor_all(self) -> None:
        recover(self.world.anchor_deps())


def entry(number: str = NUMBER, **changes: Any) -> dict[str, Any]:
    """A certificate as JSON."""
    return {**CONFORMITY, "number": number, **changes}


def new_office(folder: Path) -> Office:
    return staffed(new_world(folder))


def staffed(world: World) -> Office:
    """A key of each role, and of another body's preparer and approver."""
    office = Office(world)
    office.hire("preparer", Role.PREPARER, "Nguyễn Văn An")
    office.hire("approver", Role.APPROVER, "Trần Thị Bình")
    office.hire("second", Role.APPROVER, "Lê Văn Cường")
    office.hire("other-preparer", Role.PREPARER, "Phạm Thị Dung", OTHER)
    office.hire("other-approver", Role.APPROVER, "Hoàng Văn Em", OTHER)
    office.hire("authority", Role.AUTHORITY, "Vũ Thị Giang")
    office.hire("second-authority", Role.AUTHORITY, "Đỗ Văn Hải")
    office.hire("auditor", Role.AUDITOR, "Bùi Thị Khanh")
    return office
