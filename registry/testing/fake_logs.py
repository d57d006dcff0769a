# SPDX-License-Identifier: Apache-2.0
"""The chain in memory with its logs: ``LogReader`` beside ``ChainReader`` and the authority's acts."""

from collections.abc import Iterator
from typing import Any

from eth_abi.abi import encode

from registry.core.events import EVENTS
from registry.core.hashing import keccak256
from registry.core.records import ContractState
from registry.core.types import Address
from registry.ports.logs import LogPage, RawLog
from registry.testing.fake_chain import FakeChain
from registry.testing.fake_contract import Tape

_INDEXED = {form.signature: len(form.indexed) for form in EVENTS}
PAGE_BLOCKS = 50


class LoggingChain(FakeChain):
    """A ``FakeChain`` that keeps what its contract emitted. Events of refused and dry calls are forgotten:
    each is kept under its number, which the next event takes again.
    """

    def logs(self, contract: Address, first: int, last: int) -> list[RawLog]:
        """Logs of blocks ``first`` to ``last``."""
        slot = (1).to_bytes(32, "big")
        read = self.ledger.read_at(contract, slot, min(last, self.ledger.head.number))
        state = ContractState.decode(read)
        count = state.count if state else 0
        found = [self._emitted[n] for n in range(count)] if contract == self.contract else []
        placed = (log._replace(block_hash=self.ledger.block_at(log.block).hash) for log in found)
        return list(_indexed(log for log in placed if first <= log.block))

    def pages(self, contract: Address, first: int, last: int) -> Iterator[LogPage]:
        """The same, fifty blocks a page."""
        for low in range(first, last + 1, PAGE_BLOCKS):
            high = min(low + PAGE_BLOCKS - 1, last)
            logs = [log for log in self.logs(contract, low, high) if log.block <= high]
            yield LogPage(self.ledger.block_at(high), logs)

    @property
    def _emitted(self) -> dict[int, RawLog]:
        kept: dict[int, RawLog] = self.__dict__.setdefault("_kept_logs", {})
        return kept

    def _event(self, tape: Tape, signature: str, *values: Any) -> None:
        types = signature[signature.index("(") + 1 : -1].split(",")
        split = _INDEXED[signature]
        topics = [encode([kind], [value]) for kind, value in zip(types[:split], values[:split], strict=True)]
        self._emitted[tape.state.count] = RawLog(
            block=self.ledger.head.number + 1,
            block_hash=b"",
            timestamp=self.ledger.now,
            transaction_hash=keccak256(b"transaction" + self.ledger.head.hash),
            index=0,
            topics=(keccak256(signature.encode()), *topics),
            data=encode(types[split:], values[split:]),
        )
        super()._event(tape, signature, *values)


def _indexed(logs: Iterator[RawLog]) -> Iterator[RawLog]:
    block, index = -1, 0
    for log in logs:
        block, index = log.block, index + 1 if log.block == block else 0
        yield log._replace(index=index)
