# SPDX-License-Identifier: Apache-2.0
"""Reads the evidence for one certificate over RPC, all at one block, from as many nodes as must agree.

A node that does not answer is missing evidence; a node that answers otherwise than another is an error.
Neither is ever a verdict about the certificate.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

from msgspec.structs import replace

from registry.core.hashing import keccak256
from registry.core.records import ContractState
from registry.core.types import Address
from registry.errors import EvidenceError
from registry.ports.agreement import Agreement
from registry.ports.chain import BlockRef, ChainIdentity, ChainReader
from registry.verify.evidence import ChainEvidence, ContractEvidence, Subject, interpret
from registry.verify.slots import AHEAD, FetchOne, SlotTable
from registry.verify.trust import Network

CONTRACT_VERSION = 1
_NO_CODE = keccak256(b"")
T = TypeVar("T")
AtHand = Callable[[Address, BlockRef], FetchOne]
"""How to read the slots of a contract at a block where no round trip is saved by asking for many at once."""


def gather(
    subject: Subject,
    network: Network,
    contract: Address,
    readers: Sequence[ChainReader],
    *,
    ahead: int = AHEAD,
    at_hand: AtHand | None = None,
) -> ChainEvidence:
    """Everything about ``subject`` in ``contract`` and its successors; ``ahead`` as ``SlotTable`` reads ahead.
    Where all storage is ``at_hand`` slots are read by it one by one, else in as few rounds as it takes.

    Raises ``TransientError`` as the readers do; ``EvidenceError``: EVIDENCE_NO_NODE, _NODES_DISAGREE,
    _NODES_LAG, _WRONG_CHAIN, _OTHER_CHAIN, _NO_CONTRACT, _OTHER_CONTRACT, _CONTRACT_VERSION, _CONTRADICTORY,
    _TOO_LARGE, and RECORD_FORMAT.
    """
    panel = _Panel(network, readers)
    read = partial(_read, panel, ahead=ahead, at_hand=at_hand)
    evidence = [read(contract, subject)]
    while evidence[-1].state.retired_at:
        successor = network.contract(evidence[-1].successor)
        if successor is None or successor.address in {e.contract for e in evidence}:
            return ChainEvidence(network, panel.block, tuple(evidence), complete=False)
        evidence.append(read(successor.address, _handed_over(subject, evidence[0])))
    return ChainEvidence(network, panel.block, tuple(evidence))


class _Panel:
    """The nodes of one network that answer, and the newest block that as many as must agree have."""

    def __init__(self, network: Network, readers: Sequence[ChainReader]) -> None:
        self.network = network
        none = EvidenceError("EVIDENCE_NO_NODE", agree=network.agree)
        self._agreement = Agreement(readers, network.agree, failure=none)
        self._agreement.admit(self._check)
        self.block = self._agreement.head()

    def agreed(self, ask: Callable[[ChainReader], T]) -> T:
        """The answer that as many nodes as must agree have given."""
        return self._agreement.agreed(ask, self.block.number)

    def slots(self, contract: Address, slots: Sequence[bytes]) -> list[bytes]:
        """Values in order, as agreed."""
        return self.agreed(lambda reader: reader.slots(contract, slots, self.block))

    def _check(self, reader: ChainReader) -> None:
        identity = reader.identity()
        if identity != ChainIdentity(self.network.chain_id, self.network.genesis_hash):
            raise EvidenceError("EVIDENCE_WRONG_CHAIN", network=self.network.name, chain_id=identity.chain_id)


def _handed_over(subject: Subject, first: ContractEvidence) -> Subject:
    """The subject as a successor is asked for it: it holds no batch that names the anchor keys."""
    leaves = ((subject.leaf, first.leaf), *zip(subject.files, first.files, strict=True))
    signers = [evidence.batch.anchor_key if evidence.batch else None for _, evidence in leaves]
    leaf, *files = (
        replace(item, anchor_key=signer) for (item, _), signer in zip(leaves, signers, strict=True)
    )
    return replace(subject, leaf=leaf, files=tuple(files), actors=tuple(sorted(first.actors)))


def _read(
    panel: _Panel, contract: Address, subject: Subject, *, ahead: int, at_hand: AtHand | None
) -> ContractEvidence:
    _check_code(panel, contract)
    table = SlotTable(ahead)
    understand = partial(interpret, contract=contract, subject=subject)
    evidence = (
        table.resolve(understand, partial(panel.slots, contract))
        if at_hand is None
        else table.read(understand, at_hand(contract, panel.block))
    )
    _check_state(panel.network, evidence.state)
    return evidence


def _check_code(panel: _Panel, contract: Address) -> None:
    code_hash = panel.agreed(lambda reader: reader.code_hash(contract, panel.block))
    pinned = panel.network.contract(contract)
    if code_hash == _NO_CODE:
        raise EvidenceError("EVIDENCE_NO_CONTRACT", contract=f"0x{contract.hex()}")
    if pinned is None or code_hash != pinned.code_hash:
        raise EvidenceError("EVIDENCE_OTHER_CONTRACT", contract=f"0x{contract.hex()}")


def _check_state(network: Network, state: ContractState) -> None:
    if state.chain_id != network.chain_id:
        raise EvidenceError("EVIDENCE_OTHER_CHAIN", chain_id=state.chain_id, expected=network.chain_id)
    if state.version != CONTRACT_VERSION:
        raise EvidenceError("EVIDENCE_CONTRACT_VERSION", version=state.version)
