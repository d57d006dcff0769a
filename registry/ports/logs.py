# SPDX-License-Identifier: Apache-2.0
"""The contract's logs, as an auditor reads them: from a node, or from a recording of what a node said."""

from collections.abc import Iterator
from typing import NamedTuple, Protocol

from registry.core.types import Address
from registry.ports.chain import BlockRef


class RawLog(NamedTuple):
    """One log with the block that holds it; ``timestamp`` in UTC seconds, ``index`` within the block."""

    block: int
    block_hash: bytes
    timestamp: int
    transaction_hash: bytes
    index: int  # type: ignore[assignment] # a log has no use for tuple.index
    topics: tuple[bytes, ...]
    data: bytes


class LogPage(NamedTuple):
    """Every log of the contract up to and including block ``end`` that earlier pages did not have."""

    end: BlockRef
    logs: list[RawLog]


class LogReader(Protocol):
    """Logs of one source, in the order of the chain, each once. Raises ``TransientError`` as ``ChainReader``;
    ``EvidenceError`` CHAIN_ANSWER for an answer that is none. A missing answer is never an empty list; that
    none was withheld is for the running hash to show.
    """

    def logs(self, contract: Address, first: int, last: int) -> list[RawLog]:
        """Of blocks ``first`` to ``last``, both included."""

    def pages(self, contract: Address, first: int, last: int) -> Iterator[LogPage]:
        """The same in portions that fit in memory; the last page ends with block ``last``."""
