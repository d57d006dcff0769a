# SPDX-License-Identifier: Apache-2.0
"""Bundles with their chain proof: many at once, each with its own nodes only, and judged without any node."""

import pytest
from msgspec.structs import replace

from registry.core.bundle import decode_bundle
from registry.core.chainproof.seals import Finality
from registry.errors import EvidenceError
from registry.service.staple import staple
from registry.verify import Verdict
from tests.proven_world import ProvingChain, qbft_network
from tests.unit.verify.build import World


def test_offline_after_stapling() -> None:
    world = World(**qbft_network())
    issued = world.issue()
    (stapled,) = staple([issued.data], world.trust().networks[0], ProvingChain(world.chain))
    report = world.verify(stapled.data, readers=[])
    assert report.verdict is Verdict.VALID, report.checks
    assert report.evidence is not None
    assert (report.evidence.source, report.evidence.finality) == ("proof", "final")
    assert stapled.finality is Finality.FINAL
    assert replace(decode_bundle(stapled.data), chain_proof=None) == issued.bundle


def test_a_batch_shares_what_it_asks_for() -> None:
    world = World(**qbft_network())
    bundles = [world.issue(number=f"N{n}").data for n in range(5)]
    prover = ProvingChain(world.chain)
    for stapled in staple(bundles, world.trust().networks[0], prover):
        assert world.verify(stapled.data, readers=[]).verdict is Verdict.VALID
    assert prover.trips <= 5


def test_a_certificate_that_is_not_anchored_gets_no_proof() -> None:
    world = World(**qbft_network())
    with pytest.raises(EvidenceError, match="NOT_ANCHORED"):
        staple([world.issue(anchored=False).data], world.trust().networks[0], ProvingChain(world.chain))
    assert staple([], world.trust().networks[0], ProvingChain(world.chain)) == []
