# SPDX-License-Identifier: Apache-2.0
"""Verification by a chain proof alone: the scene's own headers, sealed as QBFT by four validators made here."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from registry.bench.scene import Scene
from registry.chain.proofs import RpcProver
from registry.core.chainproof.header import Header
from registry.service.staple import staple
from registry.testing.sealing import QbftSealer, SealingProver, validator_keys
from registry.verify import TrustList
from registry.verify.pinned import ValidatorSet


@dataclass(frozen=True, slots=True)
class Proven:
    """Bundles with their proofs, and the trust list that pins who sealed them."""

    bundles: tuple[bytes, ...]
    trust: TrustList

    def pin(self, scene: Scene) -> None:
        """Let commands on the scene's registry trust the validators, and know no node."""
        scene.folder.home.trust_list.write_bytes(self.trust.to_bytes())


def prove_sealed(scene: Scene, bundles: Sequence[bytes]) -> Proven:
    """The bundles as they would be on a QBFT network of four validators with the same state."""
    sealer = QbftSealer(validator_keys(4))

    def seal(headers: Sequence[Header]) -> list[Header]:
        return [sealer.seal(header) for header in headers]

    validators = (ValidatorSet(addresses=sealer.validators, from_block=0),)
    network = replace(scene.place.network, consensus="qbft", validators=validators, endpoints=())
    prover = SealingProver(RpcProver(scene.place.rpcs[0]), seal)
    stapled = tuple(item.data for item in staple(bundles, network, prover))
    return Proven(stapled, replace(scene.place.trust, networks=(network,)))
