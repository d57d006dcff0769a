# SPDX-License-Identifier: Apache-2.0
"""Several nodes of one network as one reader: checked against what is pinned, in agreement, one for another."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from registry.chain.contract import check_contract
from registry.chain.reader import RpcChainReader
from registry.chain.rpc import RpcFaultError
from registry.chain.watched import Watch, WatchedRpc
from registry.core.types import Address
from registry.errors import EvidenceError, RegistryError, TransientError
from registry.ports.agreement import Agreement
from registry.ports.chain import BlockRef, ChainIdentity, ChainReader, check_chain

_MISFITS = ("WRONG_CHAIN", "CONTRACT_MISSING", "CONTRACT_DIFFERENT")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Pinned:
    """What every node must be: the chain, with the contract's code on it. ``agree`` nodes make an answer."""

    identity: ChainIdentity
    contract: Address
    code_hash: bytes
    agree: int = 1


class Panel:
    """A ``ChainReader`` of all its nodes. Every answer is one that as many as ``pinned.agree`` gave at one block.

    What is merely not clear yet is a ``TransientError``: EVIDENCE_NODES_DISAGREE and EVIDENCE_NODES_LAG name nodes.
    """

    def __init__(self, rpcs: Sequence[WatchedRpc], pinned: Pinned) -> None:
        self.rpcs = tuple(rpcs)
        self.pinned = pinned
        self._readers: dict[str, RpcChainReader] = {rpc.endpoint: RpcChainReader(rpc) for rpc in rpcs}
        self._watches = {rpc.endpoint: rpc.watch for rpc in rpcs}
        self._fitting: dict[str, int] = {}

    def __repr__(self) -> str:
        return f"Panel({', '.join(self._readers)})"

    @property
    def endpoint(self) -> str:
        """Of all nodes; for messages."""
        return ", ".join(self._readers)

    def check(self) -> None:
        """Look anew at chain and contract of every node. Raises where too few fit: ``EvidenceError`` WRONG_CHAIN,
        CONTRACT_MISSING, CONTRACT_DIFFERENT, ``TransientError``.
        """
        self._fitting.clear()
        self._agreement()

    def identity(self) -> ChainIdentity:
        """Chain id and genesis hash, which are the pinned ones."""
        self._agreement()
        return self.pinned.identity

    def head(self) -> BlockRef:
        """The newest block that enough nodes have; names those that lag behind it."""
        agreement = self._agreement()
        try:
            return _transient(agreement.head)
        finally:
            for reader in agreement.lagging:
                self._blame(reader, "NODE_LAGS")
            for reader in set(agreement.readers).difference(agreement.lagging):
                self._watch(reader).clear(_name(reader), ("NODE_LAGS",))

    def block_at(self, number: int) -> BlockRef:
        """The block with this number."""
        return self._agreed(lambda reader: reader.block_at(number), number, lie=False)

    def code_hash(self, contract: Address, block: BlockRef) -> bytes:
        """keccak256 of the account's code at ``block``."""
        return self._agreed(lambda reader: reader.code_hash(contract, block), block.number)

    def slots(self, contract: Address, slots: Sequence[bytes], block: BlockRef) -> list[bytes]:
        """The 32-byte values of storage slots at ``block``, in order."""
        return self._agreed(lambda reader: reader.slots(contract, slots, block), block.number)

    def unopposed(self, ask: Callable[[ChainReader], T], number: int) -> T:
        """What every node that answers says at block ``number``: before somebody else is accused."""
        agreement = self._agreement()
        return _transient(lambda: agreement.unopposed(ask, number))

    def first(self, ask: Callable[[WatchedRpc], T]) -> T:
        """The answer of the first fitting node that gives one: for what is proven, or harmless, by itself.

        Raises what the last one raised; an error object of a node is an answer and raises at once.
        """
        failure: RegistryError = EvidenceError("EVIDENCE_NO_NODE", agree=1)
        for rpc in self.rpcs:
            try:
                self._fit(self._readers[rpc.endpoint])
                return ask(rpc)
            except RpcFaultError:
                raise
            except (TransientError, EvidenceError) as error:
                failure = error
        raise failure

    def look_at(self, rpc: WatchedRpc) -> None:
        """Raises where the node does not answer or is not the pinned chain with the pinned contract."""
        self._fit(self._readers[rpc.endpoint])

    def fits(self, rpc: WatchedRpc) -> bool:
        """Whether the node answers and is the pinned chain with the pinned contract."""
        try:
            self.look_at(rpc)
        except (TransientError, EvidenceError):
            return False
        return True

    def _agreed(self, ask: Callable[[ChainReader], T], number: int, *, lie: bool = True) -> T:
        agreement = self._agreement()
        return _transient(lambda: agreement.agreed(ask, number, lie=lie))

    def _agreement(self) -> Agreement:
        none = EvidenceError("EVIDENCE_NO_NODE", agree=self.pinned.agree)
        readers = list(self._readers.values())
        found = Agreement(readers, self.pinned.agree, failure=none, blame=self._blame)
        found.admit(self._fit)
        return found

    def _fit(self, reader: ChainReader) -> None:
        """Chain and contract, once, and again after each failure: what comes back may be another node."""
        name, watch = _name(reader), self._watch(reader)
        if self._fitting.get(name) == watch.falls(name) and not watch.resting(name):
            return
        self._fitting.pop(name, None)
        falls = watch.falls(name)
        try:
            check_chain(reader, self.pinned.identity)
            check_contract(reader, self.pinned.contract, self.pinned.code_hash)
        except EvidenceError as error:
            if error.code in _MISFITS:
                watch.blame(name, error.code)
            raise
        watch.clear(name, _MISFITS)
        self._fitting[name] = falls

    def _blame(self, reader: ChainReader, code: str) -> None:
        self._watch(reader).blame(_name(reader), code)

    def _watch(self, reader: ChainReader) -> Watch:
        return self._watches[_name(reader)]


def _name(reader: ChainReader) -> str:
    assert isinstance(reader, RpcChainReader)
    return reader.endpoint


def _transient(ask: Callable[[], T]) -> T:
    """Nodes that are at odds now may agree in a moment: the work waits, and nothing is decided."""
    try:
        return ask()
    except EvidenceError as error:
        if error.code in ("EVIDENCE_NODES_DISAGREE", "EVIDENCE_NODES_LAG"):
            raise TransientError(error.code, error.where, **error.params) from error
        raise
