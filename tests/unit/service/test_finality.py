# SPDX-License-Identifier: Apache-2.0
"""One rule for each kind of network."""

from typing import Any

import pytest
from msgspec.structs import replace

from registry.core.chainproof import qbft
from registry.core.chainproof.header import Header
from registry.errors import EvidenceError, TransientError
from registry.ports.chain import BlockRef
from registry.service.finality import blocks_to_finality, seal_check
from registry.service.provers import Provers
from registry.testing.sealing import QbftSealer, validator_keys
from registry.verify.pinned import ValidatorSet
from registry.verify.trust import Network
from tests.proven_world import ProvingChain
from tests.unit.verify.build import World


def network(consensus: str, finality: int, validators: tuple[Any, ...] = ()) -> Network:
    pinned = (ValidatorSet(from_block=0, addresses=validators),) if validators else ()
    return replace(World().trust().networks[0], consensus=consensus, finality=finality, validators=pinned)


def test_blocks() -> None:
    four = QbftSealer(validator_keys(4)).validators
    assert blocks_to_finality(network("none", 0)) == 0
    assert blocks_to_finality(network("none", 5)) == 5
    assert blocks_to_finality(network("qbft", 0, four)) == 0
    assert blocks_to_finality(network("clique", 0, four)) == 3
    assert blocks_to_finality(network("clique", 12, four)) == 12


class Showing:
    """A node that shows one header."""

    def __init__(self, header: Header) -> None:
        self.header = header

    def headers(self, first: int, count: int) -> tuple[bytes, ...]:
        return (self.header.encode(),)


def test_a_block_of_qbft_is_final_by_seals_that_hold() -> None:
    sealer = QbftSealer(validator_keys(4))
    pinned = network("qbft", 0, sealer.validators)
    chain = World().chain
    chain.advance(15)
    bare = Header.parse(ProvingChain(chain).headers(1, 1)[0])
    good, few = sealer.seal(bare), sealer.seal(bare, sealer.keys[:2])

    def checked(shown: Header, block: BlockRef) -> None:
        prover: Any = Showing(shown)
        check = seal_check(pinned, lambda: Provers([prover]))
        assert check is not None
        check(block)

    block = BlockRef(1, qbft.block_hash(good), 1)
    checked(good, block)
    with pytest.raises(EvidenceError, match="SEAL"):
        checked(few, block)
    with pytest.raises(TransientError, match="BLOCK_CHANGED"):
        checked(good, replace(block, hash=bytes(32)))


def test_elsewhere_no_seals_are_asked_for() -> None:
    assert seal_check(network("none", 0), lambda: pytest.fail("asked")) is None
