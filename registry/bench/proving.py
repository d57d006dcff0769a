# SPDX-License-Identifier: Apache-2.0
"""Verification by a chain proof alone: the scene's own headers, sealed as QBFT by four validators made here."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from registry.bench.scene import Scene
from registry.chain.proofs import RpcProver
from registry.core.chainproof.header import Header
from registry.service.staple import staple
from registry.testing.sealing import QbftSealer, SealingProver, validator_keys
from registry.verify import Report, TrustList, Verdict, recognise, verify
from registry.verify.pinned import ValidatorSet


@dataclass(frozen=True, slots=True)
class Proven:
    """A bundle with its proof, and the trust list that pins who sealed it."""

    bundle: bytes
    trust: TrustList

    def judge(self) -> Report:
        """Offline; another verdict than VALID may be reached by less work."""
        report = verify(
            recognise(self.bundle), trust=self.trust, readers=[], bundles=None, now=int(time.time())
        )
        assert report.verdict is Verdict.VALID
        return report

    def pin(self, scene: Scene) -> None:
        """Let commands on the scene's registry trust the validators, and know no node."""
        scene.folder.home.trust_list.write_bytes(self.trust.to_bytes())


def prove_sealed(scene: Scene, bundle: bytes) -> Proven:
    """The bundle as it would be on a QBFT network of four validators with the same state."""
    sealer = QbftSealer(validator_keys(4))

    def seal(headers: Sequence[Header]) -> list[Header]:
        return [sealer.seal(header) for header in headers]

    validators = (ValidatorSet(addresses=sealer.validators, from_block=0),)
    network = replace(scene.place.network, consensus="qbft", validators=validators, endpoints=())
    prover = SealingProver(RpcProver(scene.place.rpcs[0]), seal)
    (stapled,) = staple([bundle], network, prover)
    return Proven(stapled.data, replace(scene.place.trust, networks=(network,)))
