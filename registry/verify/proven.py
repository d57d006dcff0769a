# SPDX-License-Identifier: Apache-2.0
"""Evidence about one claim: from nodes, else from the chain proof that its bundle carries.

The proof stands in only where no node answered. Where nodes did, they decide, and the proof is still checked:
no byte of a bundle lies outside what is checked.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from registry.core.chainproof.finality import Finality
from registry.core.types import Address
from registry.errors import EvidenceError, RegistryError, TransientError
from registry.ports.chain import ChainReader
from registry.verify.checks.statements import subjects
from registry.verify.claim import Claim, batch_of
from registry.verify.evidence import ChainEvidence, LeafSubject, Subject
from registry.verify.gather import gather
from registry.verify.results import Note
from registry.verify.trust import Network

if TYPE_CHECKING:
    from registry.core.chainproof.proof import ChainProof
    from registry.verify.proof_reader import ProofReader

_NO_NODE = ("EVIDENCE_NO_NODE", "EVIDENCE_WRONG_CHAIN")
"""No node of this network was asked, or too few answered: neither is an answer."""


class Found(NamedTuple):
    """``missing`` says why there is no ``chain``; ``defect`` what is wrong with a proof beside nodes' answers."""

    chain: ChainEvidence | None = None
    missing: Note | None = None
    defect: Note | None = None


def find_evidence(claim: Claim, network: Network, readers: Sequence[ChainReader]) -> Found:
    """What the chain says about ``claim``."""
    subject = subject_of(claim)
    if subject is None:
        return Found(missing=Note("NO_EVIDENCE"))
    contract = contract_of(claim, network)
    proof = claim.bundle.chain_proof if claim.bundle else None
    try:
        chain = gather(subject, network, contract, readers)
    except (TransientError, EvidenceError) as error:
        if proof is None or not _unanswered(error):
            return Found(missing=Note.of(error))
        return _from_proof(proof, subject, network, contract)
    return Found(chain) if proof is None else Found(chain, defect=_defect(proof, subject, network, contract))


def subject_of(claim: Claim) -> Subject | None:
    """What the chain is asked about a claim; ``None`` where no certificate could be read."""
    summary, leaf, anchor = claim.certificate, claim.leaf, claim.anchor
    if summary is None or leaf is None:
        return None
    return Subject(
        body=summary.body,
        grants=summary.grants,
        key=claim.bundle.key.thumbprint() if claim.bundle else None,
        leaf=LeafSubject(leaf, None if anchor is None else batch_of(anchor)),
        files=subjects(claim),
        previous=summary.previous,
    )


def contract_of(claim: Claim, network: Network) -> Address:
    """The contract to ask first: the one that the bundle names, else the one in use."""
    return network.current.address if claim.anchor is None else claim.anchor.contract


def gather_proven(
    subject: Subject, network: Network, contract: Address, reader: "ProofReader", *, at_hand: bool = True
) -> ChainEvidence:
    """The same evidence out of one proof; its many validators count for every node that must agree. It is
    ``at_hand`` but while the proof is being made.

    Raises ``EvidenceError`` as ``gather`` and ``ProofReader`` do.
    """
    read = reader.slots_of if at_hand else None
    chain = gather(subject, replace(network, agree=1), contract, [reader], ahead=0, at_hand=read)
    return replace(chain, network=network, finality=reader.finality)


def read_proof(proof: "ChainProof", subject: Subject, network: Network, contract: Address) -> ChainEvidence:
    """Everything that a proof shows, every node of it used. Raises ``EvidenceError``."""
    from registry.verify.proof_reader import ProofReader  # noqa: PLC0415 -- only where there is a proof

    reader = ProofReader.of(proof, network)
    chain = gather_proven(subject, network, contract, reader)
    reader.finish()
    return chain


def _from_proof(proof: "ChainProof", subject: Subject, network: Network, contract: Address) -> Found:
    try:
        chain = read_proof(proof, subject, network, contract)
    except EvidenceError as error:
        return Found(missing=Note.of(error))
    if chain.finality is Finality.UNSEALED:
        # Anybody can make such a proof, of a withdrawal as well: it neither speaks for nor against.
        return Found(missing=Note("HEADER_UNSEALED", {"network": network.name, "block": chain.block.number}))
    return Found(chain)


def _defect(proof: "ChainProof", subject: Subject, network: Network, contract: Address) -> Note | None:
    """A proof from before the intervals that are still pinned is no longer believed and counts for nothing, like one
    that nobody sealed: kept bundles must not turn bad with a network's old validators.
    """
    try:
        read_proof(proof, subject, network, contract)
    except EvidenceError as error:
        return None if error.code == "PROOF_VALIDATORS_UNKNOWN" else Note.of(error)
    return None


def _unanswered(error: RegistryError) -> bool:
    return isinstance(error, TransientError) or error.code in _NO_NODE
