# SPDX-License-Identifier: Apache-2.0
"""Several nodes of which any may show a proof: it proves itself, so that one that holds needs no second.

A node that is away, has thrown the state away, lags or lies costs a try; whoever asked learns its name.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from registry.errors import EvidenceError, RegistryError, TransientError
from registry.ports.agreement import LAG_SECONDS
from registry.ports.chain import BlockRef, ChainProver

_NO_LIE = (
    "CHAIN_ANSWER", "NODE_LAGS", "NOT_ANCHORED", "PROOF_BEFORE_CONTRACT", "PROOF_HEADER_UNKNOWN",
    "PROOF_STATE_GONE", "PROOF_VALIDATORS_UNKNOWN",
)  # fmt: skip
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a node's proof was not taken."""

    prover: ChainProver
    error: RegistryError


class Provers:
    """Nodes in order. ``failures`` are those of the last question, whether it was answered in the end or not."""

    def __init__(self, provers: Iterable[ChainProver]) -> None:
        self._provers = tuple(provers)
        self.failures: list[Failure] = []

    def __len__(self) -> int:
        return len(self._provers)

    def newest(self, make: Callable[[ChainProver], T]) -> T:
        """What ``make`` makes of the first node that it succeeds with. Nodes whose newest block lies behind the
        others' come last: what they show holds, and is old. Raises what the last of them raised.
        """
        self.failures = []
        left = self._heads()
        while left:
            newest = max(head.timestamp for _, head in left)
            prover, head = next(item for item in left if not _lags(item[1], newest))
            left.remove((prover, head))
            try:
                made = make(prover)
            except (TransientError, EvidenceError) as error:
                self.failures.append(Failure(prover, error))
                continue
            self._blame()
            # Only now: a head that nobody proves may be made up, and blames nobody for being older.
            behind = [other for other, seen in left if _lags(seen, head.timestamp)]
            self.failures += [Failure(other, EvidenceError("NODE_LAGS")) for other in behind]
            return made
        raise self._last()

    def any(self, make: Callable[[ChainProver], T]) -> T:
        """The same about a block that is known already: no node is asked for its newest one."""
        self.failures = []
        for prover in self._provers:
            try:
                made = make(prover)
            except (TransientError, EvidenceError) as error:
                self.failures.append(Failure(prover, error))
                continue
            self._blame()
            return made
        raise self._last()

    def _heads(self) -> list[tuple[ChainProver, BlockRef]]:
        found: list[tuple[ChainProver, BlockRef]] = []
        for prover in self._provers:
            try:
                found.append((prover, prover.head()))
            except (TransientError, EvidenceError) as error:
                self.failures.append(Failure(prover, error))
        return found

    def _last(self) -> RegistryError:
        return self.failures[-1].error if self.failures else EvidenceError("EVIDENCE_NO_NODE", agree=1)

    def _blame(self) -> None:
        """A node that remembers what is wrong with it is told that it showed what does not hold, once another
        one's proof of the same did.
        """
        for failure in self.failures:
            blame = getattr(failure.prover, "blame", None)
            if blame and isinstance(failure.error, EvidenceError) and failure.error.code not in _NO_LIE:
                blame("NODE_DIFFERS")


def _lags(head: BlockRef, newest: int) -> bool:
    return head.timestamp + LAG_SECONDS < newest
