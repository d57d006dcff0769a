# SPDX-License-Identifier: Apache-2.0
"""Several readers of one chain, as many of which must say the same before anything is believed.

One that gives no usable answer is passed over; one that answers otherwise is named. Fewer liars than must agree can
neither make up an answer nor, while enough others answer, keep anybody from one.
"""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TypeVar

from registry.errors import EvidenceError, RegistryError, TransientError
from registry.ports.chain import BlockRef, ChainReader

LAG_SECONDS = 60
"""Heads further apart than this are not of nodes that agree on what is newest."""
T = TypeVar("T")
Blame = Callable[[ChainReader, str], None]


def node_name(reader: object) -> str:
    """What messages call a node: scheme, host and port where it has an address."""
    return str(getattr(reader, "endpoint", "") or type(reader).__name__)


class Agreement:
    """``failure`` is what stands where too few answer and none of them said why; ``blame`` is told of each reader
    that is at odds with the rest, with a code.
    """

    def __init__(
        self,
        readers: Sequence[ChainReader],
        agree: int,
        *,
        failure: RegistryError,
        blame: Blame | None = None,
    ) -> None:
        self.readers = list(readers)
        self._agree = agree
        self._failure = failure
        self._blame = blame or _tell
        self.lagging: tuple[ChainReader, ...] = ()
        """Whose newest block lies behind the others', once the head was asked for."""

    def admit(self, check: Callable[[ChainReader], None]) -> None:
        """Pass over readers for which ``check`` raises. Raises its last error where too few are left."""
        for reader in list(self.readers):
            try:
                check(reader)
            except (TransientError, EvidenceError) as error:
                self._pass_over(reader, error)
        self._need_enough()

    def head(self) -> BlockRef:
        """The newest block that as many as must agree have, and agree on with its time.

        A single node that names an old block with a new time would otherwise make everybody's answers look
        fresh, and hide what happened since. Raises ``EvidenceError`` EVIDENCE_NODES_DISAGREE,
        EVIDENCE_NODES_LAG.
        """
        heads = self._heads()
        self._need_enough()
        self._refuse_fork(heads)
        self.lagging = self._laggards(heads)
        number = self._newest_number([head for _, head in heads])
        if number is None:
            raise EvidenceError("EVIDENCE_NODES_LAG", nodes=_names([reader for reader, _ in heads]))
        if len(heads) == 1:
            return heads[0][1]
        return self.agreed(lambda reader: reader.block_at(number), number, lie=False)

    def agreed(self, ask: Callable[[ChainReader], T], number: int, *, lie: bool = True) -> T:
        """The answer that as many readers as must agree have given at block ``number``.

        Where two differ, everybody is asked, so that whoever is alone can be named: there is no answer then. Not a
        ``lie`` is another block of the same number: young blocks are replaced on chains that have reorganisations.
        Raises ``EvidenceError`` EVIDENCE_NODES_DISAGREE, else the last error of those passed over.
        """
        given: list[tuple[ChainReader, T]] = []
        for reader in list(self.readers):
            try:
                given.append((reader, ask(reader)))
            except (TransientError, EvidenceError) as error:
                self._pass_over(reader, error)
                continue
            if len(given) == self._agree and _all_same([answer for _, answer in given]):
                return given[0][1]
        if _all_same([answer for _, answer in given]):
            raise self._failure
        raise self._disagreement(given, number, lie)

    def unopposed(self, ask: Callable[[ChainReader], T], number: int) -> T:
        """The answer at block ``number`` of everybody who gives one: for what accuses somebody else.

        Raises as ``agreed``.
        """
        given: list[tuple[ChainReader, T]] = []
        for reader in list(self.readers):
            try:
                given.append((reader, ask(reader)))
            except (TransientError, EvidenceError) as error:
                self._pass_over(reader, error)
        self._need_enough()
        if not _all_same([answer for _, answer in given]):
            raise self._disagreement(given, number, lie=True)
        return given[0][1]

    def _heads(self) -> list[tuple[ChainReader, BlockRef]]:
        heads: list[tuple[ChainReader, BlockRef]] = []
        for reader in list(self.readers):
            try:
                heads.append((reader, reader.head()))
            except (TransientError, EvidenceError) as error:
                self._pass_over(reader, error)
        return sorted(heads, key=lambda item: item[1].number, reverse=True)

    def _refuse_fork(self, heads: Sequence[tuple[ChainReader, BlockRef]]) -> None:
        for (_, one), (_, other) in pairwise(heads):
            if one.number == other.number and one.hash != other.hash:
                same = [(reader, head.hash) for reader, head in heads if head.number == one.number]
                raise self._disagreement(same, one.number, lie=False)

    def _laggards(self, heads: Sequence[tuple[ChainReader, BlockRef]]) -> tuple[ChainReader, ...]:
        times = sorted((head.timestamp for _, head in heads), reverse=True)
        # As many as must agree stand at this time or a later one: a single clock that runs ahead blames nobody.
        newest = times[min(self._agree, len(times)) - 1]
        return tuple(reader for reader, head in heads if head.timestamp + LAG_SECONDS < newest)

    def _newest_number(self, heads: Sequence[BlockRef]) -> int | None:
        """Of the newest group of neighbours that lie close enough together in time, the oldest number."""
        for first in range(len(heads) - self._agree + 1):
            group = heads[first : first + self._agree]
            times = [head.timestamp for head in group]
            if max(times) - min(times) <= LAG_SECONDS:
                return group[-1].number
        return None

    def _disagreement(
        self, given: Sequence[tuple[ChainReader, object]], number: int, lie: bool
    ) -> EvidenceError:
        sides: dict[str, list[ChainReader]] = {}
        for reader, answer in given:
            sides.setdefault(repr(answer), []).append(reader)
        largest, second, *_ = sorted((len(side) for side in sides.values()), reverse=True)
        # Where two sides are equally strong nobody can tell from here which of them is wrong: all are named.
        alone = [r for side in sides.values() for r in side if len(side) < largest or largest == second]
        for reader in alone if lie else ():
            self._blame(reader, "NODE_DIFFERS")
        return EvidenceError("EVIDENCE_NODES_DISAGREE", block=number, nodes=_names(alone))

    def _pass_over(self, reader: ChainReader, error: RegistryError) -> None:
        self._failure = error
        self.readers.remove(reader)

    def _need_enough(self) -> None:
        if len(self.readers) < self._agree:
            raise self._failure


def _tell(reader: ChainReader, code: str) -> None:
    """A reader that remembers what is wrong with it is told."""
    if blame := getattr(reader, "blame", None):
        blame(code)


def _all_same(answers: Sequence[object]) -> bool:
    return all(answer == answers[0] for answer in answers[1:])


def _names(readers: Sequence[ChainReader]) -> str:
    return ", ".join(node_name(reader) for reader in readers)
