# SPDX-License-Identifier: Apache-2.0
"""Chain proofs for bundles: what each verification reads, shown at one block, and checked before it is kept.

Many bundles are proven together: what they share is asked for once, and each keeps only the nodes that its own
verification uses.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from registry.core.bundle import Bundle, decode_bundle, encode_bundle
from registry.core.chainproof.proof import ChainProof, headers_on_top
from registry.core.chainproof.seals import Finality, Sealed
from registry.core.chainproof.trie import TrieNodes
from registry.core.hashing import keccak256
from registry.core.types import Address
from registry.errors import EvidenceError
from registry.ports.chain import BlockRef, ChainProver
from registry.verify.claim import Claim, claim_of_answer
from registry.verify.evidence import Subject, interpret
from registry.verify.proof_reader import ProofReader, check_seals
from registry.verify.proven import contract_of, gather_proven, read_proof, subject_of
from registry.verify.slots import SlotTable
from registry.verify.trust import Network


@dataclass(frozen=True, slots=True)
class Stapled:
    """A bundle with its proof: as of ``block``; ``finality`` is what the block's seals are worth."""

    data: bytes
    proof: ChainProof
    block: BlockRef
    finality: Finality


def staple(bundles: Sequence[bytes], network: Network, prover: ChainProver) -> list[Stapled]:
    """Each bundle with a chain proof of the newest block that can be shown, in place of any older one.

    Raises ``InputError`` BUNDLE_FORMAT, ``TransientError`` as the node, ``EvidenceError`` NOT_ANCHORED for a batch
    that is not there yet at that block, PROOF_*, SEAL*, TRIE_* for what the node shows and nobody would believe.
    """
    if not bundles:
        return []
    stapler = Stapler(network, prover)
    stapler.prepare(bundles)
    return [stapler.staple(data) for data in bundles]


def check_provable(data: bytes, network: Network) -> None:
    """Whether a proof can be asked for at all, whichever node. Raises ``InputError`` BUNDLE_FORMAT, ``EvidenceError``
    NO_EVIDENCE, WRONG_NETWORK, EVIDENCE_OTHER_CONTRACT.
    """
    contract = _Asked.about(data, network).contract
    if network.contract(contract) is None:
        raise EvidenceError("EVIDENCE_OTHER_CONTRACT", contract=f"0x{contract.hex()}")


def provable_block(network: Network, prover: ChainProver) -> int:
    """The newest block with enough headers on top. Raises ``EvidenceError`` PROOF_VALIDATORS_UNKNOWN."""
    head = prover.head().number
    validators = network.validators_at(head)
    if validators is None:
        raise EvidenceError("PROOF_VALIDATORS_UNKNOWN", network=network.name, block=head)
    return max(0, head - headers_on_top(network.consensus, len(validators)))


def sealed_block(network: Network, prover: ChainProver) -> tuple[tuple[bytes, ...], Sealed]:
    """Headers of the newest provable block, their seals checked."""
    number = provable_block(network, prover)
    validators = network.validators_at(number) or ()
    headers = prover.headers(number, 1 + headers_on_top(network.consensus, len(validators)))
    return headers, check_seals(ChainProof(headers, ()), network)


@dataclass(frozen=True, slots=True)
class _Asked:
    """One bundle and what is to be shown for it."""

    bundle: Bundle
    subject: Subject
    contract: Address

    @classmethod
    def about(cls, data: bytes, network: Network) -> "_Asked":
        claim: Claim = claim_of_answer(encode_bundle(replace(decode_bundle(data), chain_proof=None)))
        subject = subject_of(claim)
        if subject is None or claim.bundle is None or claim.certificate is None:
            raise EvidenceError("NO_EVIDENCE")
        if claim.certificate.network != network.name:
            raise EvidenceError("WRONG_NETWORK", network=claim.certificate.network)
        return cls(claim.bundle, subject, contract_of(claim, network))

    def first_slots(self) -> tuple[bytes, ...]:
        """What is read before anything is known: nearly all that is the certificate's own."""
        table = SlotTable(ahead=0)
        interpret(table, self.contract, self.subject)
        return table.wanted


@dataclass(frozen=True, slots=True)
class _Pool:
    """Nodes by hash, grown by what is asked for and not there yet."""

    prover: ChainProver
    number: int
    nodes: dict[bytes, bytes] = field(default_factory=dict)
    asked: set[tuple[Address, bytes]] = field(default_factory=set)

    def fill(self, contract: Address, slots: Sequence[bytes]) -> None:
        """Ask the node for slots that nobody asked for before."""
        new = [slot for slot in dict.fromkeys(slots) if (contract, slot) not in self.asked]
        if new:
            found = dict.fromkeys(self.prover.nodes(contract, new, self.number))
            self.nodes.update((keccak256(node), node) for node in found)
            self.asked.update((contract, slot) for slot in new)


class _FillingReader(ProofReader):
    """A proof that grows while it is read, so that reading it records what it needs."""

    def __init__(self, sealed: Sealed, pool: _Pool, network: Network) -> None:
        self._pool, self._own = pool, TrieNodes.over(pool.nodes)
        super().__init__(sealed, self._own, network)

    def slots(self, contract: Address, slots: Sequence[bytes], block: BlockRef) -> list[bytes]:
        """Values in order, their nodes fetched first."""
        self._pool.fill(contract, slots)
        return super().slots(contract, slots, block)

    def slots_of(self, contract: Address, block: BlockRef) -> Callable[[bytes], bytes]:
        """One after the other, the nodes of each fetched first."""
        read = super().slots_of(contract, block)

        def filled(slot: bytes) -> bytes:
            self._pool.fill(contract, [slot])
            return read(slot)

        return filled

    def code_hash(self, contract: Address, block: BlockRef) -> bytes:
        """The account's code hash; any slot's proof brings the account."""
        self._pool.fill(contract, [bytes(32)])
        return super().code_hash(contract, block)

    def used(self) -> tuple[bytes, ...]:
        """Nodes that the reading needed."""
        return self._own.used()


class Stapler:
    """Proves bundles at one block; what they share is asked for once. Raises as ``staple`` when made."""

    def __init__(self, network: Network, prover: ChainProver) -> None:
        self._network = network
        self._headers, self._sealed = sealed_block(network, prover)
        self._pool = _Pool(prover, self._sealed.header.number)

    def prepare(self, bundles: Sequence[bytes]) -> None:
        """Ask for what the bundles certainly need, in few questions."""
        asked = [_Asked.about(data, self._network) for data in bundles]
        for contract in dict.fromkeys(item.contract for item in asked):
            slots = [slot for item in asked if item.contract == contract for slot in item.first_slots()]
            self._pool.fill(contract, slots)

    def staple(self, data: bytes) -> Stapled:
        """One bundle with its proof."""
        item = _Asked.about(data, self._network)
        reader = _FillingReader(self._sealed, self._pool, self._network)
        evidence = gather_proven(item.subject, self._network, item.contract, reader, at_hand=False)
        if evidence.anchor.leaf.batch is None:
            raise EvidenceError("NOT_ANCHORED", block=evidence.block.number)
        proof = ChainProof(self._headers, tuple(sorted(reader.used())))
        stapled = encode_bundle(replace(item.bundle, chain_proof=proof))
        # As whoever receives the bundle will read it: what is kept was once believed.
        read = decode_bundle(stapled).chain_proof
        assert read is not None
        read_proof(read, item.subject, self._network, item.contract)
        return Stapled(stapled, proof, evidence.block, self._sealed.finality)
