# SPDX-License-Identifier: Apache-2.0
"""One case: everything that the checks judge, gathered before the first of them runs."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple, TypeVar

from registry.core.history import KeyHistory, Lapse, Standing, state_of, status_at
from registry.core.records import Lane, State, StatusRecord
from registry.core.types import Code
from registry.errors import EvidenceError
from registry.verify.claim import Claim
from registry.verify.evidence import ChainEvidence, ContractEvidence, LeafEvidence
from registry.verify.question import Asked
from registry.verify.results import Note
from registry.verify.trust import ListOrigin, Network, TrustList

T = TypeVar("T")


class Case(NamedTuple):
    """``chain`` is ``None`` where ``chain_missing`` says why; ``files`` maps digests to file names."""

    claim: Claim
    trust: TrustList
    asked: Asked
    network: Network | None
    chain: ChainEvidence | None
    chain_missing: Note | None
    files: Mapping[bytes, str]
    read_at: int
    """The reader's clock, UTC seconds; ``asked`` may be later where a block was."""
    code: Code | None = None
    """The code asked for beside the thing."""
    proof_defect: Note | None = None
    """What is wrong with the bundle's chain proof where nodes answered and it was not needed."""
    origin: ListOrigin | None = None
    """How the trust list came here; ``None`` where the caller says nothing of it."""

    @property
    def retrospective(self) -> bool:
        """Whether the batch is one of paper certificates that are older than the body's first record."""
        return self.claim.anchor is not None and self.claim.anchor.retrospective

    @property
    def anchored_at(self) -> int | None:
        """Block time of the certificate's batch, or ``None`` where it is not shown to be anchored.

        Nor is it where it was anchored later than the time of knowledge: keys and authority that nobody
        had recorded by then are missing evidence about it, not a fault.
        """
        batch = self.chain.anchor.leaf.batch if self.chain else None
        if batch is None or (self.asked.known is not None and batch.anchored_at > self.asked.known):
            return None
        return batch.anchored_at


class Found(NamedTuple):
    """A state with what it rests on; ``source`` is ``body``, ``authority``, ``batch`` or ``order``."""

    state: State
    since: int
    reason: int
    source: str


def standing_lapse(standings: list[Standing | None], time: int, known: int | None) -> Lapse | None:
    """The first lapse among the contract that anchored and its successors: the worse counts.

    Raises ``EvidenceError`` EVIDENCE_MISSING_RECORD where one of them has no record.
    """
    lapses = [_present(standing).lapse(time, known) for standing in standings]
    return next((lapse for lapse in lapses if lapse), None)


def key_lapse(keys: list[KeyHistory | None], kind: int, time: int, known: int | None) -> Lapse | None:
    """The same for a key; a key that the first contract does not know is ``unknown``."""
    if keys[0] is None or keys[0].kind != kind:
        return Lapse("unknown", time)
    lapses = [_present(key).lapse(time, known) for key in keys]
    return next((lapse for lapse in lapses if lapse), None)


def states_of(
    contracts: Sequence[ContractEvidence], leaf: LeafEvidence, time: int, known: int | None
) -> list[Found]:
    """What each lane of one contract says of a leaf at ``time``, the batch's lane included.

    A reinstatement by a key that any of ``contracts`` calls compromised by then does not count; a
    suspension or withdrawal by such a key does.
    """

    def counts(record: StatusRecord) -> bool:
        if record.state != State.ACTIVE:
            return True
        keys = [contract.actors[record.actor] for contract in contracts if record.actor in contract.actors]
        times = [key.compromised_since(known) for key in keys]
        return all(since is None or record.recorded_at < since for since in times)

    lanes = (
        ("body", leaf.lanes[Lane.BODY]),
        ("authority", leaf.lanes[Lane.AUTHORITY]),
        ("batch", leaf.batch_lane),
    )
    found = [(source, status_at(records, time, known, counts)) for source, records in lanes]
    return [
        Found(state_of(record), record.effective_from, record.reason, source)
        for source, record in found
        if record is not None
    ]


def worst(found: list[Found]) -> Found | None:
    """The worse counts; between equals the one that began first. ``None`` means active."""
    bad = [item for item in found if item.state is not State.ACTIVE]
    return min(bad, key=lambda item: (-item.state.severity, item.since), default=None)


def _present(evidence: T | None) -> T:
    if evidence is None:
        raise EvidenceError("EVIDENCE_MISSING_RECORD")
    return evidence
