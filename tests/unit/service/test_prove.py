# SPDX-License-Identifier: Apache-2.0
"""Kept proofs: made once a batch is final, carried by its bundles, renewed when a bundle gains a statement."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from msgspec import structs

from registry.core import layout
from registry.core.bundle import decode_bundle
from registry.core.types import Code
from registry.errors import EvidenceError, RegistryError
from registry.ports.bundles import BundleSource
from registry.ports.store_rows import StoredBatch
from registry.service.bundle import StoredBundles, bundle_of
from registry.service.prove import ProveDeps, keep_proofs, prove
from registry.service.provers import Provers
from registry.testing.fake_chain import CONTRACT
from registry.verify import Report, Verdict, recognise, verify
from registry.verify.trust import TrustList
from registry.worker.loop import run_worker
from tests.proven_world import ProvingChain, qbft_network
from tests.unit.service.test_attach import PDF, attached
from tests.unit.service.world import World, draft, new_world, trust_list


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = new_world(tmp_path)
    yield made
    made.close()


def sealed_list(world: World) -> TrustList:
    trust = trust_list(world.chain)
    return structs.replace(trust, networks=(structs.replace(trust.networks[0], **qbft_network()),))


def deps(world: World, **changes: object) -> ProveDeps:
    network = structs.replace(sealed_list(world).networks[0], **changes)
    return ProveDeps(
        store=world.stores[-1], provers=Provers([ProvingChain(world.chain)]), network=network, clock=world
    )


def offline(world: World, data: bytes, source: BundleSource | None = None) -> Report:
    return verify(recognise(data), trust=sealed_list(world), readers=[], bundles=source, now=world.now())


def test_final_batches_get_proofs_that_their_bundles_carry(world: World) -> None:
    issued = world.anchored(draft(number="A1"), draft(number="A2")).issued
    assert keep_proofs(deps(world)) == 2
    assert keep_proofs(deps(world)) == 0
    for one in issued:
        data = bundle_of(one.code, store=world.stores[-1])
        assert offline(world, data).verdict is Verdict.VALID
        assert StoredBundles(world.stores[-1]).by_code(Code(one.code)) == data


def test_nothing_is_kept_where_nobody_seals(world: World) -> None:
    (one,) = world.anchored(draft(number="A1")).issued
    assert keep_proofs(deps(world, consensus="none", validators=())) == 0
    assert decode_bundle(bundle_of(one.code, store=world.stores[-1])).chain_proof is None


def test_a_refreshed_proof_knows_what_happened_since(world: World) -> None:
    (one,) = world.anchored(draft(number="A1")).issued
    keep_proofs(deps(world))
    world.chain.advance(2 * 86_400)
    old = offline(world, bundle_of(one.code, store=world.stores[-1]))
    assert old.outcome.code == "STALE"
    stapled = prove(Code(one.code), deps(world))
    assert stapled.block.number == world.chain.head().number
    assert bundle_of(one.code, store=world.stores[-1]) == stapled.data
    assert offline(world, stapled.data).verdict is Verdict.VALID


def test_a_bundle_that_gained_a_statement_waits_for_another_proof(world: World) -> None:
    (one,) = world.anchored(draft(number="A1")).issued
    keep_proofs(deps(world))
    attached(world, one.code, PDF)
    without = bundle_of(one.code, store=world.stores[-1])
    assert decode_bundle(without).chain_proof is None
    assert keep_proofs(deps(world)) == 1
    data = bundle_of(one.code, store=world.stores[-1])
    assert len(decode_bundle(data).files) == 1
    assert offline(world, data).verdict is Verdict.VALID


def test_one_that_cannot_be_proven_does_not_hold_up_the_rest(world: World) -> None:
    (lost,) = world.anchored(draft(number="A1")).issued
    (one,) = world.anchored(draft(number="A2")).issued
    with world.stores[-1].reading() as work:
        place = work.batches.of_leaf(lost.leaf)
    assert place is not None
    ledger = world.chain.ledger
    with ledger.block():
        ledger.write(CONTRACT, layout.batch_slot(place[0].batch_id), bytes(32))
    with pytest.raises(EvidenceError, match="NOT_ANCHORED"):
        keep_proofs(deps(world))
    assert decode_bundle(bundle_of(one.code, store=world.stores[-1])).chain_proof is not None
    assert decode_bundle(bundle_of(lost.code, store=world.stores[-1])).chain_proof is None


def test_an_older_proof_never_takes_a_newer_ones_place(world: World) -> None:
    (one,) = world.anchored(draft(number="A1")).issued
    keep_proofs(deps(world))
    with world.stores[-1].writing() as work:
        kept = work.proofs.get(one.leaf)
        assert kept is not None
        work.proofs.put([replace(kept, block=kept.block - 1)])
        assert work.proofs.get(one.leaf) == kept
        work.proofs.put([replace(kept, block=kept.block + 1)])
        assert work.proofs.get(one.leaf) == replace(kept, block=kept.block + 1)
        work.commit()


class Ears:
    """A worker's watcher that remembers."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    def ended(self, batch: StoredBatch) -> None:
        self.heard.append(batch.state.value)

    def postponed(self, error: RegistryError) -> None:
        self.heard.append(error.code)


def test_the_worker_proves_what_it_made_final(world: World) -> None:
    (one,) = world.issue(draft(number="A1")).issued
    ears, rounds = Ears(), iter((False, True))
    run_worker(world.anchor_deps(), stopped=lambda: next(rounds), watcher=ears, proofs=deps(world))
    assert ears.heard == ["FINAL"]
    assert decode_bundle(bundle_of(one.code, store=world.stores[-1])).chain_proof is not None
    silent, anchoring, again = deps(world), world.anchor_deps(), iter((False, True))
    world.chain.down = True
    run_worker(anchoring, stopped=lambda: next(again), watcher=ears, proofs=silent)
    assert ears.heard == ["FINAL", "CHAIN_UNREACHABLE", "CHAIN_UNREACHABLE"]
