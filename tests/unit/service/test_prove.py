# SPDX-License-Identifier: Apache-2.0
"""Kept proofs: made once a batch is final, carried by its bundles, renewed when a bundle gains a statement."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from registry.core.bundle import decode_bundle
from registry.core.types import Code
from registry.ports.bundles import BundleSource
from registry.service.bundle import StoredBundles, bundle_of
from registry.service.prove import ProveDeps, keep_proofs, prove
from registry.verify import Report, Verdict, recognise, verify
from registry.verify.trust import TrustList
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
    return replace(trust, networks=(replace(trust.networks[0], **qbft_network()),))


def deps(world: World, **changes: object) -> ProveDeps:
    network = replace(sealed_list(world).networks[0], **changes)  # type: ignore[arg-type]
    return ProveDeps(store=world.stores[-1], prover=ProvingChain(world.chain), network=network, clock=world)


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
