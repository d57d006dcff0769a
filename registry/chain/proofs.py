# SPDX-License-Identifier: Apache-2.0
"""``ChainProver`` over JSON-RPC: headers and trie nodes as a node gives them, for others to check.

Besu's default storage answers ``eth_getProof`` for recent blocks only, hence proofs are made when certificates
are issued, and kept.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from registry.chain.hexadecimal import data, quantity, read_data
from registry.chain.reader import RpcChainReader
from registry.chain.rpc import Call, JsonRpc, RpcFaultError
from registry.core.chainproof import ibft2, qbft
from registry.core.chainproof.header import Header
from registry.core.types import Address
from registry.errors import EvidenceError, TransientError
from registry.ports.chain import BlockRef

MAX_SLOTS = 100
"""Slots in one question: the answer repeats the upper nodes for each."""


class RpcProver:
    """Asks one node; holds no state but the connection."""

    def __init__(self, rpc: JsonRpc) -> None:
        self._rpc = rpc

    def __repr__(self) -> str:
        return f"RpcProver({self._rpc.endpoint!r})"

    @property
    def endpoint(self) -> str:
        """Scheme, host and port; for messages."""
        return self._rpc.endpoint

    def blame(self, code: str) -> None:
        """The node is at odds with others; ``code`` says how."""
        self._rpc.blame(code)

    def head(self) -> BlockRef:
        """The newest block."""
        return RpcChainReader(self._rpc).head()

    def headers(self, first: int, count: int) -> tuple[bytes, ...]:
        """RLP of ``count`` headers from block ``first`` on."""
        calls: list[Call] = [
            ("eth_getBlockByNumber", (quantity(number), False)) for number in range(first, first + count)
        ]
        blocks = self._rpc.batch(calls)
        return tuple(self._header(block, number) for number, block in enumerate(blocks, start=first))

    def nodes(self, contract: Address, slots: Sequence[bytes], number: int) -> tuple[bytes, ...]:
        """Trie nodes for the account and each slot, repetitions included."""
        found: list[bytes] = []
        for start in range(0, len(slots), MAX_SLOTS):
            keys = [data(slot) for slot in slots[start : start + MAX_SLOTS]]
            found += _nodes(self._ask(data(contract), keys, number))
        return tuple(found)

    def _ask(self, contract: str, keys: Sequence[str], number: int) -> Any:
        try:
            answer = self._rpc.call("eth_getProof", contract, keys, quantity(number))
        except RpcFaultError as error:
            raise EvidenceError("PROOF_STATE_GONE", block=number, reason=error.message) from error
        if answer is None:
            raise EvidenceError("PROOF_STATE_GONE", block=number, reason="null")
        return answer

    def _header(self, block: Any, number: int) -> bytes:
        if not isinstance(block, dict):
            raise TransientError("BLOCK_UNKNOWN", endpoint=self._rpc.endpoint, number=number)
        claimed = read_data(block.get("hash"), "block hash", size=32)
        rebuilt = Header.from_rpc(block)
        if claimed in _hashes(rebuilt):
            return rebuilt.encode()
        return self._raw(number, claimed)

    def _raw(self, number: int, claimed: bytes) -> bytes:
        """The node's own bytes, for a fork whose members are not known by name here."""
        try:
            raw = read_data(self._rpc.call("debug_getRawHeader", quantity(number)), "raw header")
        except RpcFaultError as error:
            raise EvidenceError("PROOF_HEADER_UNKNOWN", block=number) from error
        if claimed not in _hashes(Header.parse(raw)):
            raise EvidenceError("PROOF_HEADER_UNKNOWN", block=number)
        return raw


def _hashes(header: Header) -> set[bytes]:
    """What the chain may know the block by; which consensus it is, the verifier's trust list says."""
    found = {header.hash()}
    for module in (qbft, ibft2):
        try:
            found.add(module.block_hash(header))
        except EvidenceError:
            continue  # not a header of this consensus
    return found


def _nodes(answer: Any) -> list[bytes]:
    if not isinstance(answer, Mapping):
        raise _malformed("not an object")
    slots = answer.get("storageProof")
    if not isinstance(slots, list) or any(not isinstance(slot, Mapping) for slot in slots):
        raise _malformed("no storageProof")
    lists = [answer.get("accountProof"), *(slot.get("proof") for slot in slots)]
    if any(not isinstance(nodes, list) for nodes in lists):
        raise _malformed("a proof that is no list")
    return [read_data(node, "trie node") for nodes in lists for node in nodes or ()]


def _malformed(reason: str) -> EvidenceError:
    return EvidenceError("CHAIN_ANSWER", reason=f"eth_getProof: {reason}")
