# SPDX-License-Identifier: Apache-2.0
"""A chain proof read like a node: evidence then comes from a bundle alone, and no endpoint is asked.

The header must be sealed by the validators that the trust list pins for its number; what the proof does not show
is missing evidence, never zero. The genesis block cannot be shown: the pinned validators stand for the chain, and
the chain id that the contract stores tells a test network apart that reuses their keys.
"""

from collections.abc import Callable, Sequence

from registry.core.chainproof.proof import ChainProof
from registry.core.chainproof.seals import Finality, Sealed
from registry.core.chainproof.trie import Account, TrieNodes, account_at, slot_at
from registry.core.hashing import keccak256
from registry.core.types import Address
from registry.errors import EvidenceError
from registry.ports.chain import BlockRef, ChainIdentity
from registry.verify.trust import Network

_NO_CODE = keccak256(b"")


class ProofReader:
    """Implements ``ports.chain.ChainReader`` for the one block that the proof shows."""

    def __init__(self, sealed: Sealed, nodes: TrieNodes, network: Network) -> None:
        self._sealed, self._nodes, self._network = sealed, nodes, network
        self._identity = ChainIdentity(network.chain_id, network.genesis_hash)
        header = sealed.header
        self._accounts: dict[Address, Account | None] = {}
        self._block = BlockRef(header.number, sealed.hash, header.timestamp)

    @classmethod
    def of(cls, proof: ChainProof, network: Network) -> "ProofReader":
        """Of a whole proof. Raises ``EvidenceError`` as ``check_seals`` does, and TRIE_NODE_REPEATED."""
        return cls(check_seals(proof, network), TrieNodes(proof.nodes), network)

    @property
    def finality(self) -> Finality:
        """What the seals are worth."""
        return self._sealed.finality

    def identity(self) -> ChainIdentity:
        """The pinned network: its validators sealed the header."""
        return self._identity

    def head(self) -> BlockRef:
        """The block that the proof shows."""
        return self._block

    def block_at(self, number: int) -> BlockRef:
        """The same. Raises ``EvidenceError`` PROOF_OTHER_BLOCK for any other."""
        if number != self._block.number:
            raise EvidenceError("PROOF_OTHER_BLOCK", number=number)
        return self._block

    def code_hash(self, contract: Address, block: BlockRef) -> bytes:
        """The account's code hash. Raises ``EvidenceError`` PROOF_CONTRACT_MISSING where the proof does not show
        it, PROOF_BEFORE_CONTRACT for a block before the contract's first.
        """
        pinned = self._network.contract(contract)
        if pinned is not None and block.number < pinned.from_block:
            raise EvidenceError("PROOF_BEFORE_CONTRACT", block=block.number, first=pinned.from_block)
        account = self._account(contract, block)
        return _NO_CODE if account is None else account.code_hash

    def slots(self, contract: Address, slots: Sequence[bytes], block: BlockRef) -> list[bytes]:
        """Values in order. Raises ``EvidenceError`` PROOF_SLOT_MISSING for a slot that the proof leaves open."""
        return list(map(self.slots_of(contract, block), slots))

    def slots_of(self, contract: Address, block: BlockRef) -> Callable[[bytes], bytes]:
        """Reads one slot after the other as ``slots`` does."""
        account = self._account(contract, block)
        if account is None:
            return lambda _: bytes(32)
        nodes, root = self._nodes, account.storage_root

        def read(slot: bytes) -> bytes:
            try:
                return slot_at(nodes, root, slot)
            except EvidenceError as error:
                _tell_missing(error, "PROOF_SLOT_MISSING", slot)
                raise

        return read

    def finish(self) -> None:
        """Raise ``EvidenceError`` TRIE_NODE_UNUSED if a node of the proof served no question."""
        self._nodes.finish()

    def _account(self, contract: Address, block: BlockRef) -> Account | None:
        self.block_at(block.number)
        if contract not in self._accounts:
            try:
                found = account_at(self._nodes, self._sealed.header.state_root, contract)
            except EvidenceError as error:
                _tell_missing(error, "PROOF_CONTRACT_MISSING", contract)
                raise
            self._accounts[contract] = found
        return self._accounts[contract]


def check_seals(proof: ChainProof, network: Network) -> Sealed:
    """The block of a proof, once its seals are good.

    Raises ``EvidenceError`` PROOF_VALIDATORS_UNKNOWN where no validators are pinned for the block, and everything
    that ``ChainProof.sealed`` raises.
    """

    def trusted(number: int) -> tuple[Address, ...]:
        validators = network.validators_at(number)
        if validators is None:
            raise EvidenceError("PROOF_VALIDATORS_UNKNOWN", network=network.name, block=number)
        return validators

    return proof.sealed(network.consensus, trusted)


def _tell_missing(error: EvidenceError, code: str, what: bytes) -> None:
    """A path that the nodes leave open is told by what was looked for. Raises ``EvidenceError`` ``code``."""
    if error.code == "TRIE_NODE_MISSING":
        raise EvidenceError(code, asked="0x" + what.hex(), node=error.params["node"]) from error
