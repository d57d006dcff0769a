# SPDX-License-Identifier: Apache-2.0
"""``ChainReader`` over a replayed state, so that verdicts can be computed without a node.

It answers for the one block that the state stands at, and vouches for no more than the replay did: a
state whose running hash was not compared with the chain is a claim.
"""

from collections.abc import Sequence
from functools import cached_property

from registry.audit.slots import implied_slots
from registry.audit.state import RegistryState
from registry.core.records import ZERO_SLOT
from registry.core.types import Address
from registry.errors import EvidenceError, TransientError
from registry.ports.chain import BlockRef, ChainIdentity


class ReplayReader:
    """``code_hash`` is the hash of the contract's code, as it was checked when the logs were read."""

    def __init__(
        self,
        state: RegistryState,
        *,
        contract: Address,
        identity: ChainIdentity,
        block: BlockRef,
        code_hash: bytes,
    ) -> None:
        if block.number != state.block:
            raise EvidenceError("AUDIT_OTHER_BLOCK", block=block.number, replayed=state.block)
        self._state = state
        self._contract = contract
        self._identity = identity
        self._block = block
        self._code_hash = code_hash

    def identity(self) -> ChainIdentity:
        """Chain id and genesis hash."""
        return self._identity

    def head(self) -> BlockRef:
        """The block that the state stands at."""
        return self._block

    def block_at(self, number: int) -> BlockRef:
        """That block; no other is known."""
        if number != self._block.number:
            raise TransientError("BLOCK_UNKNOWN", endpoint="replay:", number=number)
        return self._block

    def code_hash(self, contract: Address, block: BlockRef) -> bytes:
        """The contract's, as checked at reading."""
        self._check(contract, block)
        return self._code_hash

    def slots(self, contract: Address, slots: Sequence[bytes], block: BlockRef) -> list[bytes]:
        """Values that the state implies; zero for every slot that no event wrote."""
        self._check(contract, block)
        return [self._values.get(slot, ZERO_SLOT) for slot in slots]

    def _check(self, contract: Address, block: BlockRef) -> None:
        if block != self._block:
            raise TransientError("BLOCK_CHANGED", number=block.number)
        if contract != self._contract:
            raise EvidenceError("AUDIT_OTHER_CONTRACT", contract="0x" + contract.hex())

    @cached_property
    def _values(self) -> dict[bytes, bytes]:
        return dict(implied_slots(self._state))
