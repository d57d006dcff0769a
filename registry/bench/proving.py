# SPDX-License-Identifier: Apache-2.0
"""Verification by a chain proof alone: the scene's own headers, sealed as QBFT by four validators made here."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from msgspec.structs import replace

from registry.bench.scene import Scene
from registry.chain.proofs import RpcProver
from registry.core.chainproof.header import Header
from registry.core.chainproof.rlp import encode_number
from registry.service.staple import staple
from registry.testing.sealing import QbftSealer, SealingProver, validator_keys
from registry.verify import TrustList
from registry.verify.pinned import ValidatorSet

_GAS_LIMIT = 9


@dataclass(frozen=True, slots=True)
class Proven:
    """Bundles proven at one block, the same each at a block of its own, and the trust list that pins the sealers."""

    together: tuple[bytes, ...]
    apart: tuple[bytes, ...]
    trust: TrustList

    def pin(self, scene: Scene) -> None:
        """Let commands on the scene's registry trust the validators, and know no node."""
        scene.folder.home.trust_list.write_bytes(self.trust.to_bytes())


def prove_sealed(scene: Scene, bundles: Sequence[bytes]) -> Proven:
    """The bundles as they would be on a QBFT network of four validators with the same state."""
    sealer = QbftSealer(validator_keys(4))
    validators = (ValidatorSet(addresses=sealer.validators, from_block=0),)
    network = replace(scene.place.network, consensus="qbft", validators=validators, endpoints=())

    def proven(some: Sequence[bytes], block: int) -> tuple[bytes, ...]:
        seal = partial(_seal, sealer, block)
        prover = SealingProver(RpcProver(scene.place.rpcs[0]), seal)
        return tuple(item.data for item in staple(some, network, prover))

    apart = tuple(data for block, bundle in enumerate(bundles) for data in proven([bundle], block))
    return Proven(proven(bundles, 0), apart, replace(scene.place.trust, networks=(network,)))


def _seal(sealer: QbftSealer, block: int, headers: Sequence[Header]) -> list[Header]:
    """Under another gas limit for each ``block``, which makes another header of the same state."""
    return [sealer.seal(_with_gas_limit(header, 30_000_000 + block)) for header in headers]


def _with_gas_limit(header: Header, limit: int) -> Header:
    return Header((*header.items[:_GAS_LIMIT], encode_number(limit), *header.items[_GAS_LIMIT + 1 :]))
