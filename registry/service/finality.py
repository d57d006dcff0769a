# SPDX-License-Identifier: Apache-2.0
"""When a record on chain is there for good: one rule for each network profile.

Where nobody seals (dev chains), the profile's number of blocks, 0 being at once. QBFT and IBFT 2.0: the same, and the
block that shows the record must carry seals that hold. Clique: more than half of the sealers must have built on it, or
as many blocks as the profile says if that is more.
"""

from collections.abc import Callable

from registry.core.chainproof.proof import ChainProof
from registry.errors import TransientError
from registry.ports.chain import BlockRef, ChainProver
from registry.service.provers import Provers
from registry.verify.proof_reader import check_seals
from registry.verify.trust import Network

SealCheck = Callable[[BlockRef], None]
"""Raises ``EvidenceError`` SEAL*, PROOF_* where a block's seals do not hold, else as the prover does."""
_SEALED_AT_ONCE = ("qbft", "ibft2")


def blocks_to_finality(network: Network) -> int:
    """How many blocks must follow one until it is final."""
    if network.consensus != "clique":
        return network.finality
    sealers = max(len(validators.addresses) for validators in network.validators)
    return max(network.finality, sealers // 2 + 1)


def seal_check(network: Network, provers: Callable[[], Provers]) -> SealCheck | None:
    """The check of a head's own seals, as any node shows them; ``None`` on networks whose blocks are not final by
    seals.
    """
    if network.consensus not in _SEALED_AT_ONCE:
        return None

    def check(block: BlockRef) -> None:
        provers().any(lambda prover: _check(block, prover, network))

    return check


def _check(block: BlockRef, prover: ChainProver, network: Network) -> None:
    sealed = check_seals(ChainProof(prover.headers(block.number, 1), ()), network)
    if sealed.hash != block.hash:
        raise TransientError("BLOCK_CHANGED", number=block.number)
