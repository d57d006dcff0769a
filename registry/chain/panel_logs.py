# SPDX-License-Identifier: Apache-2.0
"""Logs from several nodes, one after another: where one fails, the next goes on at the same block.

Nothing of a log is believed here; that none was withheld or altered is for the running hash to show, and who gave
which blocks is remembered, so that whoever is found wrong can be named.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from registry.core.types import Address
from registry.errors import EvidenceError, RegistryError, TransientError
from registry.ports.chain import BlockRef, ChainReader
from registry.ports.logs import LogPage, LogReader, RawLog

Failed = Callable[[str, RegistryError], None]
"""Is told of each node that gave up, and why."""


@dataclass(frozen=True, slots=True)
class LogNode:
    """A node under the name that messages call it; ``check`` raises where it is not what is pinned."""

    name: str
    logs: LogReader
    check: Callable[[], None]


class PanelLogs:
    """``LogReader`` over nodes in order. ``chain`` says which blocks there are: a page that ends with another block
    is of a fork, and is not passed on.
    """

    def __init__(self, nodes: Iterable[LogNode], chain: ChainReader, failed: Failed | None = None) -> None:
        self._nodes = tuple(nodes)
        self._chain = chain
        self._failed = failed or _unheard
        self.begun: int | None = None
        """The first block that was asked for."""
        self._ends: list[int] = []
        self._givers: list[str] = []
        self._fell: dict[str, None] = {}

    @property
    def names(self) -> tuple[str, ...]:
        """Nodes in the order in which they are asked."""
        return tuple(node.name for node in self._nodes)

    def only(self, names: Sequence[str]) -> "PanelLogs":
        """These of the nodes in this order, nothing read yet."""
        return PanelLogs(
            sorted((node for node in self._nodes if node.name in names), key=lambda n: names.index(n.name)),
            self._chain,
            self._failed,
        )

    def turns(self) -> Iterator["PanelLogs"]:
        """Each node first once, the others after it: for whoever can tell a log that is whole."""
        for start in range(len(self._nodes)):
            yield self.only((*self.names[start:], *self.names[:start]))

    def givers(self, last: int | None = None) -> tuple[str, ...]:
        """Who gave the blocks up to ``last``, each once, the giver of ``last`` itself at the end."""
        count = len(self._ends) if last is None else bisect_left(self._ends, last) + 1
        return tuple(reversed(dict.fromkeys(reversed(self._givers[:count]))))

    @property
    def fell(self) -> tuple[str, ...]:
        """Who gave up while this log was read."""
        return tuple(self._fell)

    def logs(self, contract: Address, first: int, last: int) -> list[RawLog]:
        """Of blocks ``first`` to ``last``."""
        return [log for page in self.pages(contract, first, last) for log in page.logs]

    def pages(self, contract: Address, first: int, last: int) -> Iterator[LogPage]:
        """As ``LogReader``. Raises what the last node raised once all of them failed at the same block."""
        self.begun, self._ends, self._givers, self._fell = first, [], [], {}
        failure: RegistryError = EvidenceError("EVIDENCE_NO_NODE", agree=1)
        at, turn, idle = first, 0, 0
        while at <= last:
            if idle == len(self._nodes):
                raise failure
            node = self._nodes[turn % len(self._nodes)]
            try:
                for page in self._of(node, contract, at, last):
                    self._ends.append(page.end.number)
                    self._givers.append(node.name)
                    at, idle = page.end.number + 1, 0
                    yield page
            except (TransientError, EvidenceError) as error:
                failure = error
                self._fell[node.name] = None
                self._failed(node.name, error)
                turn, idle = turn + 1, idle + 1

    def _of(self, node: LogNode, contract: Address, first: int, last: int) -> Iterator[LogPage]:
        node.check()
        end = first - 1
        for page in node.logs.pages(contract, first, last):
            self._confirm(page.end)
            yield page
            end = page.end.number
        if end < last:
            raise TransientError("BLOCK_UNKNOWN", endpoint=node.name, number=last)

    def _confirm(self, end: BlockRef) -> None:
        if self._chain.block_at(end.number) != end:
            raise TransientError("BLOCK_CHANGED", number=end.number)


def _unheard(name: str, error: RegistryError) -> None:
    """Nobody is told."""
