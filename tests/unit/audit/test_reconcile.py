# SPDX-License-Identifier: Apache-2.0
"""Every kind of difference is found, and a registry in order has none."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from msgspec import structs

from registry.audit.days import day_of, first_instant, last_instant
from registry.audit.published import (
    Published,
    PublishedBatch,
    PublishedCertificate,
    PublishedStatus,
    from_bundle,
    merge_bundles,
    statements_of,
)
from registry.audit.reconcile import reconcile
from registry.audit.state import RegistryState
from registry.core import layout
from registry.core.anchor import AnchorRequest, batch_id
from registry.core.merkle import MerkleTree
from registry.core.records import Basis, State
from registry.core.signed_summary import parse_signed_summary
from registry.core.summary import leaf_hash
from registry.core.types import Code, LeafHash
from registry.errors import InputError
from registry.testing.fake_logs import LoggingChain
from registry.verify.values import day_of as verifier_s_day_of
from registry.verify.values import last_instant as verifier_s_last_instant
from tests.chain_stage import Body, FakeStage
from tests.unit.audit.stage import logging_stage, maintained, replayed
from tests.unit.verify.build import World

KEY = b"\x77" * 32
DAY = 86_400


class Registry:
    """One body with one batch of three certificates, all in order; and what the registry says of it."""

    def __init__(self) -> None:
        stage, chain = logging_stage()
        self.stage: FakeStage = stage
        self.chain: LoggingChain = chain
        self.body = Body(stage)
        chain.register_credential_key(self.body.code, KEY)
        chain.advance(DAY)
        self.today = day_of(chain.now)
        self.published = Published(bodies={self.body.code})
        self.batch = self.anchor(*(bytes([n]) * 32 for n in (1, 2, 3)))

    def anchor(self, *leaves: bytes, keep: bool = True, **changes: Any) -> bytes:
        tree = MerkleTree([LeafHash(leaf) for leaf in leaves])
        request = AnchorRequest(
            body=self.body.code, grants=(1,), root=tree.root, size=len(leaves), deadline=1 << 33
        )
        self.body.anchor(request)
        identity = batch_id(self.body.code, (1,), tree.root)
        if keep:
            self.published.batches[identity] = PublishedBatch(
                batch_id=identity, body=self.body.code, size=len(leaves), leaves=leaves, settled=True,
                anchored_at=self.chain.now,
            )  # fmt: skip
            self.published.certificates += [self.certificate(leaf, identity, **changes) for leaf in leaves]
        return identity

    def certificate(self, leaf: bytes, batch: bytes, **changes: Any) -> PublishedCertificate:
        fields: dict[str, Any] = {
            "code": Code(leaf.hex()), "leaf": leaf, "body": self.body.code, "number": f"HQ-{leaf.hex()[:4]}",
            "revision": 0, "issued": self.today, "validity": None, "grants": (1,), "key": KEY,
            "batch_ids": (batch,), "where": "store",
        }  # fmt: skip
        return PublishedCertificate(**{**fields, **changes})

    def codes(self) -> list[str]:
        return [finding.code for finding in reconcile(replayed(self.chain), self.published)]


@pytest.fixture
def registry() -> Registry:
    return Registry()


def test_a_registry_in_order_has_no_difference(registry: Registry) -> None:
    assert registry.codes() == []


def test_a_batch_that_nobody_kept(registry: Registry) -> None:
    registry.anchor(b"\x09" * 32, keep=False)
    assert registry.codes() == ["AUDIT_BATCH_NOT_STORED"]


def test_a_batch_that_the_chain_does_not_have(registry: Registry) -> None:
    kept = registry.published.batches[registry.batch]
    registry.published.batches[b"\x0a" * 32] = replace(kept, batch_id=b"\x0a" * 32)
    registry.published.batches[b"\x0b" * 32] = replace(kept, batch_id=b"\x0b" * 32, settled=False)
    assert registry.codes() == ["AUDIT_BATCH_NOT_ON_CHAIN"]


@pytest.mark.parametrize(
    "change", [{"size": 4}, {"anchored_at": 5}, {"leaves": (b"\x01" * 32, b"\x02" * 32)}]
)
def test_a_batch_that_the_chain_has_otherwise(registry: Registry, change: dict[str, Any]) -> None:
    kept = registry.published.batches[registry.batch]
    registry.published.batches[registry.batch] = replace(kept, **change)
    assert registry.codes() == ["AUDIT_BATCH_DIFFERS"]


def test_a_leaf_without_a_certificate(registry: Registry) -> None:
    lost = registry.published.certificates.pop()
    assert registry.codes() == ["AUDIT_LEAF_UNPUBLISHED"]
    registry.published.statements.add(lost.leaf)
    assert registry.codes() == []


def test_a_number_that_stands_for_two(registry: Registry) -> None:
    one, two, _ = registry.published.certificates
    registry.published.certificates[1] = replace(two, number=f" {one.number.lower()} ")
    assert registry.codes() == ["AUDIT_NUMBER_REPEATED"]
    registry.published.certificates[1] = replace(two, number=one.number, revision=1)
    assert registry.codes() == []


def test_a_leaf_of_a_withdrawn_batch_anchored_again(registry: Registry) -> None:
    again = registry.anchor(b"\x01" * 32, b"\x0c" * 32, keep=False)
    known = registry.published.certificates[0]
    registry.published.certificates[0] = replace(known, batch_ids=(registry.batch, again))
    assert "AUDIT_LEAF_AGAIN" not in registry.codes()
    registry.chain.set_status(
        registry.body.code, registry.batch, State.WITHDRAWN, actor=registry.body.key.address
    )
    assert "AUDIT_LEAF_AGAIN" in registry.codes()


def test_a_late_anchor(registry: Registry) -> None:
    for days, codes in ((7, []), (8, ["AUDIT_ANCHORED_LATE"])):
        joined = registry.today - timedelta(days=days)
        registry.published.certificates[0] = replace(registry.published.certificates[0], issued=joined)
        found = [code for code in registry.codes() if "OUTSIDE" not in code]
        assert found == codes


def test_issued_before_the_body_and_its_grant(registry: Registry) -> None:
    early = registry.today - timedelta(days=3)
    registry.published.certificates[0] = replace(registry.published.certificates[0], issued=early)
    assert registry.codes() == ["AUDIT_ISSUED_OUTSIDE_BODY", "AUDIT_ISSUED_OUTSIDE_GRANT"]


def test_issued_while_the_grant_was_suspended(registry: Registry) -> None:
    registry.chain.suspend_grant(registry.body.code, 1, effective_from=first_instant(registry.today))
    assert registry.codes() == ["AUDIT_ISSUED_OUTSIDE_GRANT"] * 3
    registry.chain.restore_grant(registry.body.code, 1, effective_from=first_instant(registry.today))
    assert registry.codes() == []


def test_a_grant_that_the_batch_does_not_name(registry: Registry) -> None:
    registry.chain.grant(registry.body.code, Basis.REGISTRATION, "TCVN 1", valid_from=registry.body.start)
    certificate = registry.published.certificates[0]
    registry.published.certificates[0] = replace(certificate, grants=(1, 2))
    assert registry.codes() == ["AUDIT_GRANT_NOT_IN_BATCH"]


def test_a_credential_key_outside_its_interval(registry: Registry) -> None:
    registry.chain.set_compromised(registry.body.code, KEY, since=registry.chain.now - 5)
    assert registry.codes() == ["AUDIT_KEY_OUTSIDE"] * 3
    certificate = registry.published.certificates[0]
    registry.published.certificates[:] = [replace(certificate, key=b"\x78" * 32)]
    assert registry.codes().count("AUDIT_KEY_OUTSIDE") == 1


def test_an_anchor_key_that_was_stolen_before_it_anchored(registry: Registry) -> None:
    anchored = registry.chain.now
    registry.chain.advance(DAY)
    registry.chain.set_compromised(registry.body.code, registry.body.key_id, since=anchored + 1)
    assert registry.codes() == []
    registry.chain.set_compromised(registry.body.code, registry.body.key_id, since=anchored)
    assert registry.codes() == ["AUDIT_KEY_OUTSIDE"] * 3


def test_authority_that_ended_between_issue_and_anchoring(registry: Registry) -> None:
    registry.chain.advance(2 * DAY)
    registry.anchor(b"\x21" * 32, issued=registry.today)
    registry.chain.advance(DAY)
    registry.chain.suspend_grant(registry.body.code, 1, effective_from=last_instant(registry.today) + 9)
    assert registry.codes() == ["AUDIT_ISSUED_OUTSIDE_GRANT"]


def test_issued_on_a_day_that_had_not_come(registry: Registry) -> None:
    known = registry.published.certificates[0]
    registry.published.certificates[0] = replace(known, issued=registry.today + timedelta(days=1))
    assert registry.codes() == ["AUDIT_ISSUED_AFTER_ANCHORING"]


def test_leaves_that_do_not_lead_to_their_batch(registry: Registry) -> None:
    kept = registry.published.batches[registry.batch]
    registry.published.batches[registry.batch] = replace(kept, whole=False)
    assert registry.codes() == ["AUDIT_BATCH_DIFFERS"]


def test_a_bundle_that_was_altered() -> None:
    world = World()
    issued = world.issue()
    signed = parse_signed_summary(issued.bundle.signed_summary)
    forged = structs.replace(signed, signature=bytes(reversed(signed.signature)))
    other = world.issue(number="VD-CERT/HQ-2026-000901")
    for bundle in (
        structs.replace(issued.bundle, signed_summary=forged.to_bytes()),
        structs.replace(issued.bundle, credential=other.bundle.credential),
    ):
        read = from_bundle(replace(issued, bundle=bundle).data, "a.json")
        assert read.damaged == ("a.json",)
        found = Published(certificates=[from_bundle(issued.data, "store")])
        assert found.certificates[0].damaged == ()
        merge_bundles(found, [read])
        assert "AUDIT_CERTIFICATE_DAMAGED" in [f.code for f in reconcile(RegistryState(1337), found)]


def test_overdue_surveillance(registry: Registry) -> None:
    maintained(registry.body, b"\x01" * 32)
    assert registry.codes() == []
    registry.chain.advance(1_000)
    assert registry.codes() == ["AUDIT_SURVEILLANCE_OVERDUE"]
    known = registry.published.certificates[0]
    long_ago = (date(2020, 1, 1), date(2021, 1, 1))
    registry.published.certificates[0] = replace(known, validity=long_ago)
    assert registry.codes() == []
    registry.published.certificates[0] = known
    registry.chain.set_status_by_authority(registry.body.code, b"\x01" * 32, State.WITHDRAWN)
    assert registry.codes() == []


def status(registry: Registry, **changes: Any) -> PublishedStatus:
    fields: dict[str, Any] = {
        "body": registry.body.code, "subject": b"\x01" * 32, "n": 0, "state": int(State.SUSPENDED), "settled": True,
    }  # fmt: skip
    return PublishedStatus(**{**fields, **changes})


def test_a_status_that_nobody_asked_for(registry: Registry) -> None:
    code, actor = registry.body.code, registry.body.key.address
    registry.chain.set_status(code, b"\x01" * 32, State.SUSPENDED, actor=actor)
    assert registry.codes() == ["AUDIT_STATUS_UNASKED"]
    registry.published.statuses.append(status(registry))
    assert registry.codes() == []
    registry.chain.set_compromised(code, registry.body.key_id)
    registry.chain.lift_status(code, b"\x01" * 32, 1, State.ACTIVE)
    assert "AUDIT_STATUS_UNASKED" not in registry.codes(), "the authority's lifting is no act of the body"


def test_a_status_that_the_chain_does_not_have(registry: Registry) -> None:
    registry.published.statuses += [status(registry), status(registry, subject=b"\x02" * 32, settled=False)]
    assert registry.codes() == ["AUDIT_STATUS_NOT_ON_CHAIN"]


def test_a_status_that_the_chain_has_otherwise(registry: Registry) -> None:
    actor = registry.body.key.address
    registry.chain.set_status(registry.body.code, b"\x01" * 32, State.WITHDRAWN, actor=actor)
    registry.published.statuses.append(status(registry))
    assert registry.codes() == ["AUDIT_STATUS_DIFFERS"]


def test_other_registries_bodies_are_not_compared(registry: Registry) -> None:
    other = Body(registry.stage)
    tree = MerkleTree([LeafHash(b"\x0d" * 32)])
    other.anchor(AnchorRequest(body=other.code, grants=(1,), root=tree.root, size=1, deadline=1 << 33))
    assert registry.codes() == []


def on_paper(registry: Registry, *, issued: date, since: int) -> list[str]:
    """What is found of a paper certificate of a body that joins today and was good ``since`` then."""
    body = registry.body = Body(registry.stage, register=False)
    registry.chain.register_body(body.code, valid_from=since)
    registry.chain.grant(body.code, Basis.DESIGNATION, "QCVN 1", valid_from=since)
    body.add_key(body.key)
    registry.chain.register_credential_key(body.code, KEY)
    leaf = b"\x0e" * 32
    root = MerkleTree([LeafHash(leaf)]).root
    request = AnchorRequest(
        body=body.code, grants=(1,), root=root, size=1, deadline=1 << 33, retrospective=True
    )
    registry.chain.anchor_retrospective(request, body.sign(request))
    identity = batch_id(body.code, (1,), root, retrospective=True)
    registry.published.batches[identity] = PublishedBatch(
        batch_id=identity, body=body.code, size=1, leaves=(leaf,), settled=True, anchored_at=None
    )
    registry.published.certificates.append(registry.certificate(leaf, identity, issued=issued))
    return registry.codes()


def test_a_retrospective_batch_is_judged_by_its_issue_day(registry: Registry) -> None:
    since = registry.chain.now - 900 * DAY
    assert on_paper(registry, issued=registry.today - timedelta(days=400), since=since) == []


def test_a_paper_of_before_the_body_was_good(registry: Registry) -> None:
    since = registry.chain.now - 900 * DAY
    found = on_paper(registry, issued=registry.today - timedelta(days=1_400), since=since)
    assert found == ["AUDIT_ISSUED_OUTSIDE_BODY", "AUDIT_ISSUED_OUTSIDE_GRANT"]


def test_a_paper_of_a_body_that_had_joined(registry: Registry) -> None:
    since = registry.chain.now - 900 * DAY
    assert on_paper(registry, issued=registry.today, since=since) == ["AUDIT_RETROSPECTIVE_TOO_LATE"]


def test_bundles_are_read_and_merged() -> None:
    world = World()
    issued = world.issue()
    read = from_bundle(issued.data, "a.json")
    assert (read.leaf, read.code, read.batch_ids) == (issued.leaf, issued.code, (issued.batch,))
    found = Published(certificates=[replace(read, where="store", batch_ids=(b"\x01" * 32,))])
    merge_bundles(found, [read, replace(read, leaf=b"\x02" * 32)])
    assert [c.batch_ids for c in found.certificates] == [(b"\x01" * 32, issued.batch), (issued.batch,)]
    stated = world.state_file(issued, b"\x05" * 32)
    (statement,) = stated.bundle.files
    expected = leaf_hash(parse_signed_summary(statement.signed_summary).summary)
    assert list(statements_of(stated.data)) == [expected]
    inclusion = structs.replace(issued.bundle.inclusion, index=0)
    with pytest.raises(InputError) as caught:
        from_bundle(
            replace(issued, bundle=structs.replace(issued.bundle, inclusion=inclusion)).data, "b.json"
        )
    assert caught.value.code == "AUDIT_BUNDLE_TREE"


def test_a_bundle_of_a_batch_that_is_not_there(registry: Registry) -> None:
    registry.published.certificates.append(
        registry.certificate(b"\x0f" * 32, b"\x10" * 32, where="a.json", number="X")
    )
    assert registry.codes() == ["AUDIT_BUNDLE_NOT_ANCHORED"]


def test_days_are_the_verifier_s() -> None:
    for instant in range(1_782_000_000, 1_782_400_000, 9_999):
        assert day_of(instant) == verifier_s_day_of(instant)
        assert last_instant(day_of(instant)) == verifier_s_last_instant(day_of(instant))


def test_the_key_s_id_is_the_layout_s(registry: Registry) -> None:
    state = replayed(registry.chain)
    body = next(iter(state.bodies.values()))
    assert layout.anchor_key_id(registry.body.key.address) in body.keys
