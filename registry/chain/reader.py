# SPDX-License-Identifier: Apache-2.0
"""``ChainReader`` over JSON-RPC: every read names its block, and the answer is for that very block."""

from collections.abc import Sequence
from typing import Any

from registry.chain.hexadecimal import data, quantity, read_data, read_quantity, read_word
from registry.chain.rpc import Call, JsonRpc, RpcFaultError
from registry.core.hashing import keccak256
from registry.core.types import Address
from registry.errors import TransientError
from registry.ports.chain import BlockRef, ChainIdentity

MAX_BATCH = 100  # nodes and gateways commonly limit a batch to 100 to 1,000 requests


class RpcChainReader:
    """Reads of one node; holds no state but the connection."""

    def __init__(self, rpc: JsonRpc) -> None:
        self._rpc = rpc

    def __repr__(self) -> str:
        return f"RpcChainReader({self._rpc.endpoint!r})"

    @property
    def endpoint(self) -> str:
        """Scheme, host and port; for messages."""
        return self._rpc.endpoint

    @property
    def trouble(self) -> str | None:
        """The code of what was last wrong with the node, where that is remembered."""
        return self._rpc.trouble

    def blame(self, code: str) -> None:
        """The node is at odds with others; ``code`` says how."""
        self._rpc.blame(code)

    def identity(self) -> ChainIdentity:
        """Chain id and genesis hash."""
        chain_id, genesis = self._rpc.batch([("eth_chainId", ()), _block_call(0)])
        return ChainIdentity(read_quantity(chain_id, "eth_chainId"), self._block(genesis, 0).hash)

    def head(self) -> BlockRef:
        """The newest block."""
        return self._block(self._rpc.call("eth_getBlockByNumber", "latest", False), None)

    def block_at(self, number: int) -> BlockRef:
        """The block with this number on the node's chain, for readers that must agree on one."""
        return self._block(self._rpc.batch([_block_call(number)])[0], number)

    def code_hash(self, contract: Address, block: BlockRef) -> bytes:
        """keccak256 of the account's code at ``block``; keccak256 of nothing where there is none."""
        (code,) = self._at(block, [("eth_getCode", (data(contract), quantity(block.number)))])
        return keccak256(read_data(code, "eth_getCode"))

    def slots(self, contract: Address, slots: Sequence[bytes], block: BlockRef) -> list[bytes]:
        """The 32-byte values of storage slots at ``block``, in order."""
        values: list[bytes] = []
        for start in range(0, len(slots), MAX_BATCH):
            calls: list[Call] = [
                ("eth_getStorageAt", (data(contract), data(slot), quantity(block.number)))
                for slot in slots[start : start + MAX_BATCH]
            ]
            values += [read_word(value, "eth_getStorageAt") for value in self._at(block, calls)]
        return values

    def _at(self, block: BlockRef, calls: Sequence[Call]) -> list[Any]:
        """Ask at a block number and make sure in the same batch that the number still means this block:
        a reorganisation, or another node behind one address, must not mix two histories.
        """
        *answers, now = self._rpc.each([*calls, _block_call(block.number)])
        # The block first: a node that has lost it faults on every read, and that alone is the news.
        if isinstance(now, RpcFaultError):
            raise now
        if self._block(now, block.number).hash != block.hash:
            raise TransientError("BLOCK_CHANGED", number=block.number)
        for answer in answers:
            if isinstance(answer, RpcFaultError):
                raise answer
        return answers

    def _block(self, answer: Any, number: int | None) -> BlockRef:
        if not isinstance(answer, dict):
            raise TransientError("BLOCK_UNKNOWN", endpoint=self.endpoint, number=number)
        found = read_quantity(answer.get("number"), "block number")
        if number is not None and found != number:
            raise TransientError("BLOCK_CHANGED", number=number)
        digest = read_data(answer.get("hash"), "block hash", size=32)
        return BlockRef(found, digest, read_quantity(answer.get("timestamp"), "block timestamp"))


def _block_call(number: int) -> Call:
    return ("eth_getBlockByNumber", (quantity(number), False))
