# SPDX-License-Identifier: Apache-2.0
"""Reads the evidence for one certificate over RPC, all at one block, from as many nodes as must agree.

A node that does not answer is missing evidence; a node that answers otherwise than another is an error.
Neither is ever a verdict about the certificate.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from registry.core.hashing import keccak256
from registry.core.records import ContractState
from registry.core.types import Address
from registry.errors import EvidenceError, RegistryError, TransientError
from registry.ports.chain import BlockRef, ChainIdentity, ChainReader
from registry.verify.evidence import ChainEvidence, ContractEvidence, Subject, interpret
from registry.verify.slots import AHEAD, SlotTable
from registry.verify.trust import Network

CONTRACT_VERSION = 1
_NO_CODE = keccak256(b"")
T = TypeVar("T")


def gather(
    subject: Subject,
    network: Network,
    contract: Address,
    readers: Sequence[ChainReader],
    *,
    ahead: int = AHEAD,
) -> ChainEvidence:
    """Everything about ``subject`` in ``contract`` and its successors; ``ahead`` as ``SlotTable`` reads ahead.

    Raises ``TransientError`` as the readers do; ``EvidenceError``: EVIDENCE_NO_NODE, _NODES_DISAGREE,
    _WRONG_CHAIN, _OTHER_CHAIN, _NO_CONTRACT, _OTHER_CONTRACT, _CONTRACT_VERSION, _CONTRADICTORY, _TOO_LARGE, and
    RECORD_FORMAT.
    """
    panel = _Panel(network, readers)
    evidence = [_read(panel, contract, subject, ahead)]
    while evidence[-1].state.retired_at:
        successor = network.contract(evidence[-1].successor)
        if successor is None or successor.address in {e.contract for e in evidence}:
            return ChainEvidence(network, panel.block, tuple(evidence), complete=False)
        evidence.append(_read(panel, successor.address, _handed_over(subject, evidence[0]), ahead))
    return ChainEvidence(network, panel.block, tuple(evidence))


class _Panel:
    """The nodes of one network that answer, and the newest block that as many as must agree have.

    Those nodes agree on the block's time as well: a single node that names an old block with a new time
    would otherwise make everybody's answers look fresh, and hide what happened since.
    """

    def __init__(self, network: Network, readers: Sequence[ChainReader]) -> None:
        self.network = network
        self._failure: RegistryError = EvidenceError("EVIDENCE_NO_NODE", agree=network.agree)
        self._readers = [reader for reader in readers if self._fits(reader)]
        heads = sorted(self._heads(), key=lambda head: head.number, reverse=True)
        if len(self._readers) < network.agree:
            raise self._failure
        self.block = heads[network.agree - 1]
        if len(heads) > 1:
            number = self.block.number
            self.block = self.agreed(lambda reader: reader.block_at(number))

    def agreed(self, ask: Callable[[ChainReader], T]) -> T:
        """The answer that as many nodes as must agree have given."""
        answers: list[T] = []
        for reader in list(self._readers):
            try:
                answers.append(ask(reader))
            except TransientError as error:
                self._failure = error
                self._readers.remove(reader)
                continue
            if answers[-1] != answers[0]:
                raise EvidenceError("EVIDENCE_NODES_DISAGREE", block=self.block.number)
            if len(answers) == self.network.agree:
                return answers[0]
        raise self._failure

    def _fits(self, reader: ChainReader) -> bool:
        try:
            identity = reader.identity()
        except TransientError as error:
            self._failure = error
            return False
        fits = identity == ChainIdentity(self.network.chain_id, self.network.genesis_hash)
        if not fits:
            self._failure = EvidenceError(
                "EVIDENCE_WRONG_CHAIN", network=self.network.name, chain_id=identity.chain_id
            )
        return fits

    def _heads(self) -> list[BlockRef]:
        heads: list[BlockRef] = []
        for reader in list(self._readers):
            try:
                heads.append(reader.head())
            except TransientError as error:
                self._failure = error
                self._readers.remove(reader)
        hashes = {(head.number, head.hash) for head in heads}
        if len({number for number, _ in hashes}) != len(hashes):
            raise EvidenceError("EVIDENCE_NODES_DISAGREE", block=min(head.number for head in heads))
        return heads


def _handed_over(subject: Subject, first: ContractEvidence) -> Subject:
    """The subject as a successor is asked for it: it holds no batch that names the anchor keys."""
    leaves = ((subject.leaf, first.leaf), *zip(subject.files, first.files, strict=True))
    signers = [evidence.batch.anchor_key if evidence.batch else None for _, evidence in leaves]
    leaf, *files = (
        replace(item, anchor_key=signer) for (item, _), signer in zip(leaves, signers, strict=True)
    )
    return replace(subject, leaf=leaf, files=tuple(files), actors=tuple(sorted(first.actors)))


def _read(panel: _Panel, contract: Address, subject: Subject, ahead: int) -> ContractEvidence:
    _check_code(panel, contract)
    table = SlotTable(ahead)
    evidence = table.resolve(
        lambda known: interpret(known, contract, subject),
        lambda slots: panel.agreed(lambda reader: reader.slots(contract, slots, panel.block)),
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
